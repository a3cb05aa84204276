/** What combinations are worth in a world, in points, and what the red lines that they cross cost. */
import type { Case, ScoreSheet } from '../../case/types.ts'
import type { Block } from './block.ts'
import type { Burden } from './burdens.ts'
import { lineWorth } from './line-worth.ts'
import type { LineWorth } from './line-worth.ts'
import type { Left } from './sieve.ts'

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
    const { options } = theCase.issues[issue]!
    for (let index = 0; index < options.length; index++) {
      const { line } = options[index]!
      if (!line || (line.kind === 'contact' && values[line.km2] !== 0)) continue
      km2.push(values[line.km2]!)
      worth.push(points[issue]![index]!)
    }
    return lineWorth(km2, worth)
  })
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
  let isFirst = true
  for (let position = 0; position < block.issues.length; position++) {
    if (!block.counts[position]!) continue
    const column = block.options[position]!
    const of = points[block.issues[position]!]!
    for (let k = 0; k < count; k++) {
      const c = combinations[k]!
      out[c] = (isFirst ? 0 : out[c]!) + of[column[c]!]!
    }
    isFirst = false
  }
  if (isFirst) for (let k = 0; k < count; k++) out[combinations[k]!] = 0
  for (const interaction of block.interactions) {
    if (interaction.player !== player) continue
    const extra = values[interaction.points]!
    const { where } = interaction
    for (let k = 0; k < where.length; k++) out[where[k]!] = out[where[k]!]! + extra
  }
}

/** Which red lines with a price combinations cross under a burden. Those that cross the same ones are of one class. */
export interface Crossings {
  readonly classOf: Int32Array
  /** By class: quantities of what each line costs. */
  readonly lines: readonly (readonly number[])[]
  /** Room for what each class costs. */
  readonly cost: Float64Array
}

export function crossingsOf(theCase: Case, { priced, count }: Block, burden: Burden): Crossings {
  const classOf = new Int32Array(count)
  const lines: number[][] = [[]]
  for (const { redLine, rejects } of priced) {
    if (!burden.lines.includes(redLine)) continue
    const crossing = new Map<number, number>()
    for (const c of rejects) {
      const before = classOf[c]!
      const now = crossing.get(before) ?? lines.push([...lines[before]!, theCase.redLines[redLine]!.cost!]) - 1
      crossing.set(before, now)
      classOf[c] = now
    }
  }
  return { classOf, lines, cost: new Float64Array(lines.length) }
}

/** What the red lines that combinations cross cost under one burden, in points before they erode, into `out`; what else
 *  `out` holds means nothing. */
export function combinationCosts(
  { classOf, lines, cost }: Crossings,
  values: Float64Array,
  { combinations, count }: Left,
  out: Float64Array,
): void {
  for (let k = 0; k < lines.length; k++) {
    let sum = 0
    for (let n = 0; n < lines[k]!.length; n++) sum += values[lines[k]![n]!]!
    cost[k] = sum
  }
  for (let k = 0; k < count; k++) out[combinations[k]!] = cost[classOf[combinations[k]!]!]!
}
