/** What the terms of a package do to the peace that follows it: the case's covariates and supports as tables over a
 *  block of issues. */
import type { PlayerIndex } from '../../case/indices.ts'
import { playerOf } from '../../case/players.ts'
import { holds, holdsFor } from '../../case/condition.ts'
import type { Condition } from '../../case/condition.ts'
import type { ActorIndex, AfterPeace, Case, DurabilitySpec, EffectName } from '../../case/types.ts'
import { exp } from '../../math/elementary.ts'
import { hazardFromLogit } from './survival.ts'
import { rearmedYears } from './balance.ts'
import { issuesSpoiled } from '../worlds/spoilers.ts'
import { YEARS, shapedYears } from './discounting.ts'

/** A term holds for some combinations of the block and not for others: 1 where it does. */
interface Term {
  readonly holds: Uint8Array
  readonly value: number
  readonly effect: EffectName | 'support' | 'after'
}

/** Terms of a case over a list of combinations. */
export interface TermTable {
  readonly spec: DurabilitySpec
  readonly terms: readonly Term[]
  /** What a broken peace leaves; `terms` has its conditions too. */
  readonly after: readonly {
    readonly of: AfterPeace
    readonly player: PlayerIndex | null
    readonly holds: Uint8Array
  }[]
  /** Combinations under the same terms, and alike to whoever would spoil the peace, are of one kind: the kind of each,
   *  and one combination of each kind. */
  readonly kindOf: Int32Array
  readonly example: Int32Array
  /** Kinds whose peace is as hard to break, guarantees and spoilers included, are of one class of hazard; those after
   *  which the balance shifts alike, of one class of balance: the class of each kind. */
  readonly hazardOf: Int32Array
  readonly balanceOf: Int32Array
  /** Option of an issue in a combination. */
  readonly option: (c: number, issue: number) => number
}

/** What a world makes of the terms. */
export interface WorldTerms {
  stillborn: number
  /** L5 = −ln S(5) of a peace without features. */
  hazardFiveYears: number
  shape: number
  /** What the shape makes of the grid of years (see `shapedYears`). */
  readonly shaped: Float64Array
  /** Attacker's gain in share of strength by each year of the grid, before support. */
  readonly rearmed: Float64Array
  /** Contribution of the power shift, the same for every package: β · (gain by year 5)/0.10. */
  shiftEffect: number
}

/** The power shift enters the hazard as the gain by year five, in tenths of the combined strength (evidence: durability
 *  model, ARCHITECTURE.md). */
const SHIFT_YEAR = 5
const SHIFT_UNIT = 0.1

/** @param optionOf option of an issue in a combination. */
export function termTable(
  theCase: Case,
  spec: DurabilitySpec,
  count: number,
  optionOf: (c: number, issue: number) => number,
): TermTable {
  const table = (when: Condition): Uint8Array =>
    Uint8Array.from({ length: count }, (_, c) =>
      holds(
        when,
        (issue) => optionOf(c, issue),
        () => false,
      )
        ? 1
        : 0,
    )
  const after = (spec.after ?? []).map((of) => ({
    of,
    player: playerOf(theCase.vetoPlayers, of.actor),
    holds: table(of.when),
  }))
  const terms = [
    ...spec.covariates.map(({ effect, when, value }) => ({ effect, value, holds: table(when) })),
    ...spec.support.map(({ when, share }) => ({ effect: 'support' as const, value: share, holds: table(when) })),
    ...after.map(({ of, holds: held }) => ({ effect: 'after' as const, value: of.points, holds: held })),
  ]
  const spoiled = issuesSpoiled(theCase, ({ peace }) => peace !== null)
  const held = (of: readonly Term[], c: number): string => of.map((term) => term.holds[c]).join('')
  const shifting = terms.filter(isOfBalance)
  const lasting = terms.filter((term) => !isOfBalance(term))
  const hazard = (c: number): string => [held(lasting, c), ...spoiled.map((issue) => optionOf(c, issue))].join(' ')
  const balance = (c: number): string => held(shifting, c)
  const all = Int32Array.from({ length: count }, (_, c) => c)
  const { classOf: kindOf, example } = classesOf(all, (c) => `${hazard(c)} ${balance(c)}`)
  return {
    spec,
    terms,
    after,
    option: optionOf,
    kindOf,
    example,
    hazardOf: classesOf(example, hazard).classOf,
    balanceOf: classesOf(example, balance).classOf,
  }
}

/** Whether a term bears on the balance of a renewed war, not on whether it comes. */
function isOfBalance({ effect }: Term): boolean {
  return effect === 'support' || effect === 'after'
}

/** Combinations with one key are of one class: that of each, and the first of each class. */
function classesOf(
  combinations: Int32Array,
  keyOf: (c: number) => string,
): { readonly classOf: Int32Array; readonly example: Int32Array } {
  const known = new Map<string, number>()
  const example: number[] = []
  const classOf = combinations.map((c) => {
    const key = keyOf(c)
    const found = known.get(key) ?? known.size
    if (found === known.size) {
      known.set(key, found)
      example.push(c)
    }
    return found
  })
  return { classOf, example: Int32Array.from(example) }
}

export function newWorldTerms(): WorldTerms {
  return {
    stillborn: 0,
    hazardFiveYears: 0,
    shape: 1,
    shaped: new Float64Array(YEARS.length).fill(1),
    rearmed: new Float64Array(YEARS.length),
    shiftEffect: 0,
  }
}

export function readWorldTerms(spec: DurabilitySpec, values: Float64Array, out: WorldTerms): void {
  const rearming = values[spec.rearming]!
  const levelling = values[spec.levelling]!
  out.stillborn = values[spec.stillborn]!
  out.hazardFiveYears = hazardFromLogit(values[spec.logitFiveYears]!)
  out.shape = exp(values[spec.logShape]!)
  shapedYears(out.shape, out.shaped)
  for (let j = 0; j < YEARS.length; j++) out.rearmed[j] = rearming * rearmedYears(YEARS[j]!, levelling)
  out.shiftEffect = (values[spec.effects.powerShift]! * rearming * rearmedYears(SHIFT_YEAR, levelling)) / SHIFT_UNIT
}

/** Σβx of a combination. Source: proportional hazards, Cox 1972. */
export function linearPredictor(
  table: TermTable,
  world: WorldTerms,
  values: Float64Array,
  combination: number,
): number {
  let sum = world.shiftEffect
  for (const term of table.terms) {
    if (term.holds[combination] === 1 && term.effect !== 'support' && term.effect !== 'after')
      sum += values[table.spec.effects[term.effect]]! * values[term.value]!
  }
  return sum
}

/** How far the guarantee of a combination is believed, between 0 and 1. */
export function credibilityOf(table: TermTable, values: Float64Array, combination: number): number {
  let sum = 0
  for (const term of table.terms)
    if (term.effect === 'guarantee' && term.holds[combination] === 1) sum += values[term.value]!
  return Math.max(0, Math.min(1, sum))
}

/** Points by which the terms of a package, once carried out, leave a player worse or better off when the peace
 *  breaks. */
export function pointsAfter(
  spec: DurabilitySpec,
  values: Float64Array,
  options: ArrayLike<number>,
  actor: ActorIndex,
): number {
  let sum = 0
  for (const of of spec.after ?? []) if (of.actor === actor && holdsFor(of.when, options)) sum += values[of.points]!
  return sum
}

/** Adds to Δ what the terms of a combination leave a player once the peace has broken: `points·min(1, t/over)` after t
 *  years, since nobody is worse off by what was not yet carried out. @param out Δ at each year of {@link YEARS}.
 *  @returns Δ at the deal. */
export function addAfter(
  { after }: TermTable,
  values: Float64Array,
  of: { readonly combination: number; readonly player: number },
  out: Float64Array,
): number {
  let start = 0
  for (const { of: rule, player, holds: held } of after) {
    if (player !== of.player || held[of.combination] === 0) continue
    const points = values[rule.points]!
    const over = rule.over === null ? 0 : values[rule.over]!
    if (over === 0) start += points
    for (let j = 0; j < out.length; j++) out[j]! += points * (over === 0 ? 1 : Math.min(1, YEARS[j]! / over))
  }
  return start
}

/** Share of strength that the terms of a combination add to the defender in a renewed war. */
export function supportOf(table: TermTable, values: Float64Array, combination: number): number {
  let sum = 0
  for (const term of table.terms)
    if (term.effect === 'support' && term.holds[combination] === 1) sum += values[term.value]!
  return sum
}
