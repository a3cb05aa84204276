/** What combinations are worth in a world, in points, and which of them its rules, consents and red lines leave. */
import type { Case, ScoreSheet } from '../../case/types.ts'
import type { World } from '../worlds/draw.ts'
import { leansTo } from '../worlds/leaning.ts'
import { consentLeft } from '../worlds/spoilers.ts'
import { isAbsolute } from './bars.ts'
import type { Block, ConsentRule } from './block.ts'
import type { Burden } from './burdens.ts'
import { lineWorth } from './line-worth.ts'
import type { LineWorth } from './line-worth.ts'

/** Points of one player by issue, then option: swing weight (100 in all) times worth. */
export type OptionPoints = readonly Float64Array[]

/** Room for the points of every option. */
export function newOptionPoints(theCase: Case): OptionPoints {
  return theCase.issues.map(({ options }) => new Float64Array(options.length))
}

/** Points by issue and option, into `out`; issues that exist only with the foothold are worth nothing without it.
 *  Source: additive multi-attribute value with swing weights, Keeney & Raiffa 1976, ch. 3; Edwards & Barron 1994 (swing
 *  weights). */
export function optionPoints(
  theCase: Case,
  sheet: ScoreSheet,
  values: Float64Array,
  footholdStands: boolean,
  out: OptionPoints,
): void {
  let total = 0
  for (const { weight } of sheet.issues) total += values[weight]!
  const scale = total > 0 ? 1 / total : 0
  for (let issue = 0; issue < out.length; issue++) {
    const { weight, options } = sheet.issues[issue]!
    const points = out[issue]!
    const gone = theCase.issues[issue]!.whileFoothold !== null && !footholdStands
    for (let option = 0; option < points.length; option++)
      points[option] = gone ? 0 : values[weight]! * scale * values[options[option]!]!
  }
}

/** Points of the lines to a player, by territory issue, from its options on it. Options fixed on the map are anchors,
 *  and so is the line of contact; options a little off the line of contact are not, since they carry more than land. */
export function worthOfLines(theCase: Case, points: OptionPoints, values: Float64Array): LineWorth[] {
  return theCase.territories.map(({ issue }) => {
    const km2: number[] = []
    const worth: number[] = []
    theCase.issues[issue]!.options.forEach((option, index) => {
      if (!option.line) return
      const line = values[option.line.km2]!
      if (option.line.kind === 'contact' && line !== 0) return
      km2.push(line)
      worth.push(points[issue]![index]!)
    })
    return lineWorth(km2, worth)
  })
}

/** Combinations of a block that are left in a world: the first `count`, ascending. */
export interface Left {
  readonly combinations: Int32Array
  count: number
}

/** A block of which nothing is barred. */
export function allLeft(block: Block): Left {
  return { combinations: Int32Array.from({ length: block.count }, (_, c) => c), count: block.count }
}

/** Points of the combinations left, for one player, interactions included, into `out`; what else `out` holds means
 *  nothing. */
export function combinationPoints(
  block: Block,
  player: number,
  points: OptionPoints,
  values: Float64Array,
  left: Left,
  out: Float64Array,
): void {
  const { combinations, count } = left
  for (let k = 0; k < count; k++) out[combinations[k]!] = 0
  for (let position = 0; position < block.issues.length; position++) {
    if (!block.counts[position]!) continue
    const column = block.options[position]!
    const of = points[block.issues[position]!]!
    for (let k = 0; k < count; k++) {
      const c = combinations[k]!
      out[c] = out[c]! + of[column[c]!]!
    }
  }
  for (const interaction of block.interactions) {
    if (interaction.player !== player) continue
    const extra = values[interaction.points]!
    const { where } = interaction
    for (let k = 0; k < where.length; k++) out[where[k]!] = out[where[k]!]! + extra
  }
}

/** What the red lines that combinations cross cost under one burden, in points before they erode, into `out`; what else
 *  `out` holds means nothing. */
export function combinationCosts(
  { theCase, block }: { readonly theCase: Case; readonly block: Block },
  burden: Burden,
  values: Float64Array,
  left: Left,
  out: Float64Array,
): void {
  const { combinations, count } = left
  for (let k = 0; k < count; k++) out[combinations[k]!] = 0
  for (const { redLine, rejects } of block.priced) {
    if (!burden.lines.includes(redLine)) continue
    const cost = values[theCase.redLines[redLine]!.cost!]!
    for (let k = 0; k < rejects.length; k++) out[rejects[k]!] = out[rejects[k]!]! + cost
  }
}

/** Room to find what a world leaves of a block. */
export interface Sieve {
  readonly left: Left
  readonly barred: Uint8Array
  /** 1 where a combination is barred in every world: while the foothold stands, and after. */
  readonly always: { readonly withFoothold: Uint8Array; readonly without: Uint8Array }
}

export function newSieve(block: Block): Sieve {
  const withFoothold = block.allowed.map((allowed) => 1 - allowed)
  return {
    left: { combinations: new Int32Array(block.count), count: 0 },
    barred: new Uint8Array(block.count),
    always: { withFoothold, without: withFoothold.map((barred, c) => Math.max(barred, block.needsFoothold[c]!)) },
  }
}

/** Finds the combinations that are left in a world. */
export function sift(sieve: Sieve, block: Block, world: World, footholdStands: boolean): void {
  const { left, barred, always } = sieve
  barred.set(footholdStands ? always.withFoothold : always.without)
  for (const { redLine, rejects } of block.redLines) if (isAbsolute(world, redLine)) bar(barred, rejects)
  for (const rule of block.consentRules) applyConsents(rule, world, barred)
  left.count = 0
  for (let c = 0; c < block.count; c++) if (barred[c] === 0) left.combinations[left.count++] = c
}

function bar(barred: Uint8Array, combinations: Int32Array): void {
  for (let k = 0; k < combinations.length; k++) barred[combinations[k]!] = 1
}

/** Bars the combinations whose rule asks for a consent that this world refuses. */
function applyConsents(rule: ConsentRule, world: World, barred: Uint8Array): void {
  for (const { at, combinations } of rule.alike) {
    if (((rule.truth[at]! >>> consentPattern(rule, world, at)) & 1) === 0) bar(barred, combinations)
  }
}

/** Which of the rule's bodies agree at position k of its table, as bits. */
export function consentPattern(rule: ConsentRule, world: World, k: number): number {
  let pattern = 0
  for (let b = 0; b < rule.bodies.length; b++) {
    let factor = 1
    for (const soft of rule.weakened[b]!) if (soft.holds[k] === 1) factor *= world.values[soft.factor]!
    const option = (issue: number): number => rule.option(k, issue)
    if (world.spoilers.length > 0) factor *= consentLeft(world.spoilers, rule.bodies[b]!, option)
    const leaning = world.leanings[rule.bodies[b]!]
    const agrees = leaning ? leansTo(leaning, factor, option) : world.reluctance[rule.bodies[b]!]! < factor
    if (agrees) pattern |= 1 << b
  }
  return pattern
}
