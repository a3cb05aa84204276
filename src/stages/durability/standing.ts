/** What a peace is worth that has held for some months, as it stands and with what a further step would make of it.
 *  The peace keeps its age: the step changes the covariates of a hazard that goes on. */
import { exp, pow } from '../../math/elementary.ts'
import type { World } from '../worlds/draw.ts'
import { hazardAdded } from '../worlds/spoilers.ts'
import { rearmedYears } from './balance.ts'
import { brokenShift, peaceShare, YEARS } from './discounting.ts'
import { pointsOf } from './peace-table.ts'
import type { PeaceTable, Sides, Slopes } from './peace-table.ts'
import { credibilityOf, linearPredictor, supportOf } from './terms.ts'
import type { TermTable, WorldTerms } from './terms.ts'

/** Kinds of steps: terms after it, by an example, and the terms that stand before it. */
export interface StepKinds {
  readonly of: Int32Array
  readonly example: Int32Array
  readonly standing: Int32Array
}

/** Steps alike in their terms before and after are of one kind. @param standing the combination that stands before
 *  each. */
export function stepKinds(terms: TermTable | null, count: number, standing: Int32Array): StepKinds {
  const known = new Map<string, number>()
  const [example, before] = [[] as number[], [] as number[]]
  const of = Int32Array.from({ length: count }, (_, c) => {
    const key = terms ? `${terms.kindOf[c]} ${terms.kindOf[standing[c]!]}` : ''
    const kind = known.get(key) ?? known.size
    if (kind === known.size) {
      known.set(key, kind)
      example.push(c)
      before.push(standing[c]!)
    }
    return kind
  })
  return { of, example: Int32Array.from(example), standing: Int32Array.from(before) }
}

/** By kind of step, given that the peace still holds when it is due; A, C and exposure by player. */
export interface StandingPeace {
  /** With the step. */
  readonly after: PeaceTable
  /** Without it. */
  readonly share: readonly Float64Array[]
  readonly shift: readonly Float64Array[]
  readonly exposed: readonly Float64Array[]
  /** Chance that it still holds when the step is due, given that it held when the last one was taken. */
  readonly hold: Float64Array
  begin(of: StandingSince): void
}

/** A peace in a world: months since it began when the last step was taken, and when the next is due. */
export interface StandingSince {
  readonly world: Pick<World, 'values' | 'spoilers'>
  readonly discount: readonly Float64Array[]
  readonly slopes: readonly Slopes[]
  readonly last: number
  readonly due: number
}

/** What the grid of years holds from an age on. */
interface Aged {
  since: StandingSince
  /** `((a + t)/5)^k − (a/5)^k` by year t of the grid; the same of the months since the last step. */
  readonly shaped: Float64Array
  shapedSince: number
  /** Share of strength gained by the age, and by each year of the grid beyond it. */
  rearmedNow: number
  readonly rearmed: Float64Array
}

interface Into {
  readonly share: readonly Float64Array[]
  readonly shift: readonly Float64Array[]
  readonly exposed: readonly Float64Array[]
}

/** @param terms null where the case says nothing of durability: every peace then holds. @param world the terms as the
 *  world has them, read before `begin`. */
export function standingPeace(
  terms: TermTable | null,
  world: WorldTerms,
  kinds: StepKinds,
  players: number,
  sides: Sides,
): StandingPeace {
  const count = kinds.example.length
  const column = (): Float64Array[] => Array.from({ length: players }, () => new Float64Array(count))
  const known = new Uint8Array(count)
  const aged: Aged = {
    since: { world: { values: new Float64Array(0), spoilers: [] }, discount: [], slopes: [], last: 0, due: 0 },
    shaped: new Float64Array(YEARS.length),
    shapedSince: 0,
    rearmedNow: 0,
    rearmed: new Float64Array(YEARS.length),
  }
  const ofKind = terms && fillerOf(terms, world, aged, { players, sides })
  const after = { hazard: new Float64Array(count), support: new Float64Array(count) }
  const [then, now] = [
    { share: column(), shift: column(), exposed: column() },
    { share: column(), shift: column(), exposed: column() },
  ]
  const hold = new Float64Array(count)
  const read = (kind: number): void => {
    if (known[kind] === 1) return
    known[kind] = 1
    if (!ofKind) {
      for (const share of [...then.share, ...now.share]) share[kind] = 1
      hold[kind] = 1
      return
    }
    const [c, before] = [kinds.example[kind]!, kinds.standing[kind]!]
    after.hazard[kind] = ofKind(c, before, kind, then)
    after.support[kind] = supportOf(terms, aged.since.world.values, c)
    const hazard = ofKind(before, before, kind, now)
    hold[kind] = (aged.since.last === 0 ? 1 - world.stillborn : 1) * exp(-hazard * aged.shapedSince)
  }
  return {
    ...now,
    hold,
    after: { ...after, ...then, begin() {}, read },
    begin(since) {
      known.fill(0)
      aged.since = since
      if (terms) age(terms, world, aged)
    },
  }
}

function age({ spec }: TermTable, { shape }: WorldTerms, aged: Aged): void {
  const { last, due, world } = aged.since
  const years = due / 12
  const shaped = pow(years / 5, shape)
  const [rearming, levelling] = [world.values[spec.rearming]!, world.values[spec.levelling]!]
  for (let j = 0; j < YEARS.length; j++) {
    aged.shaped[j] = pow((years + YEARS[j]!) / 5, shape) - shaped
    aged.rearmed[j] = rearming * rearmedYears(years + YEARS[j]!, levelling)
  }
  aged.rearmedNow = rearming * rearmedYears(years, levelling)
  aged.shapedSince = shaped - (last > 0 ? pow(last / 60, shape) : 0)
}

/** Returns the function that fills A, C and exposure under the terms of a combination, and gives its hazard. Terms that
 *  stood before count from the beginning of the peace, the others from the step. */
function fillerOf(
  terms: TermTable,
  world: WorldTerms,
  aged: Aged,
  { players, sides }: { readonly players: number; readonly sides: Sides },
): (c: number, before: number, kind: number, out: Into) => number {
  const { spec } = terms
  const curve = new Float64Array(YEARS.length)
  const points = new Float64Array(YEARS.length)
  return (c, before, kind, out) => {
    const { values, spoilers } = aged.since.world
    const least = world.hazardFiveYears * exp(linearPredictor(terms, world, values, c))
    const hazard = spoilers.length > 0 ? least * hazardAdded(spoilers, (issue) => terms.option(c, issue)) : least
    for (let j = 0; j < YEARS.length; j++) curve[j] = exp(-hazard * aged.shaped[j]!)
    const support = supportOf(terms, values, c)
    const reach = values[spec.reach]!
    const blow = spec.openingBlow === null ? 0 : values[spec.openingBlow]! * (1 - credibilityOf(terms, values, c))
    for (let i = 0; i < players; i++) {
      const counts = i === sides.attacker && spec.pause !== null ? values[spec.pause]! : 1
      const slopes = aged.since.slopes[i]!
      const worth = (share: number): number => {
        const km2 = pointsOf(reach * (share - support), slopes)
        return km2 > 0 ? counts * km2 : km2
      }
      for (let j = 0; j < YEARS.length; j++) points[j] = worth(aged.rearmed[j]!)
      const start = worth(aged.rearmedNow) + addAfterAt(terms, aged, { c, before, player: i }, points)
      const discount = aged.since.discount[i]!
      out.share[i]![kind] = peaceShare(curve, 0, discount)
      out.exposed[i]![kind] = i === sides.defender ? blow : 0
      out.shift[i]![kind] = brokenShift(curve, 0, discount, start, points)
    }
    return hazard
  }
}

/** As `addAfter`, of a peace that has an age. */
function addAfterAt(
  { after }: TermTable,
  { since: { world, due } }: Aged,
  of: { readonly c: number; readonly before: number; readonly player: number },
  out: Float64Array,
): number {
  let start = 0
  for (const { of: rule, player, holds } of after) {
    if (player !== of.player || holds[of.c] === 0) continue
    const points = world.values[rule.points]!
    const over = rule.over === null ? 0 : world.values[rule.over]!
    const carried = holds[of.before] === 1 ? due / 12 : 0
    const done = (years: number): number => (over === 0 ? 1 : Math.min(1, years / over))
    start += points * done(carried)
    for (let j = 0; j < out.length; j++) out[j]! += points * done(carried + YEARS[j]!)
  }
  return start
}
