/** What combinations are worth in a world, in points, and which of them its rules, consents and red lines leave. */
import type { Case, ScoreSheet } from '../case/types.ts'
import type { World } from '../worlds/draw.ts'
import type { Block, ConsentRule } from './block.ts'
import { lineWorth } from './line-worth.ts'
import type { LineWorth } from './line-worth.ts'

/** Points of one player by issue, then option: swing weight (100 in all) times worth. */
export type OptionPoints = readonly Float64Array[]

/** @returns points by issue and option; issues that exist only with the foothold are worth nothing without it.
 *  Source: additive multi-attribute value with swing weights, Keeney & Raiffa 1976, ch. 3; Edwards & Barron 1994 (swing weights). */
export function optionPoints(
  theCase: Case,
  sheet: ScoreSheet,
  values: Float64Array,
  footholdStands: boolean,
): OptionPoints {
  let total = 0
  for (const { weight } of sheet.issues) total += values[weight]!
  const scale = total > 0 ? 1 / total : 0
  return sheet.issues.map(({ weight, options }, issue) => {
    const points = new Float64Array(options.length)
    const gone = theCase.issues[issue]!.whileFoothold !== null && !footholdStands
    if (!gone)
      for (let option = 0; option < points.length; option++)
        points[option] = values[weight]! * scale * values[options[option]!]!
    return points
  })
}

/** Points of the line to a player, from its options on the territory issue. Options fixed on the map are anchors, and so is the line of contact;
 *  options a little off the line of contact are not, since they carry more than land. */
export function worthOfLine(theCase: Case, points: OptionPoints, values: Float64Array): LineWorth | null {
  if (theCase.territoryIssue < 0) return null
  const km2: number[] = []
  const worth: number[] = []
  theCase.issues[theCase.territoryIssue]!.options.forEach((option, index) => {
    if (!option.line) return
    const line = values[option.line.km2]!
    if (option.line.kind === 'contact' && line !== 0) return
    km2.push(line)
    worth.push(points[theCase.territoryIssue]![index]!)
  })
  return lineWorth(km2, worth)
}

/** Points of every combination of a block for one player, interactions included, into `out`. */
export function combinationPoints(
  block: Block,
  player: number,
  points: OptionPoints,
  values: Float64Array,
  out: Float64Array,
): void {
  out.fill(0)
  block.issues.forEach((issue, position) => {
    const column = block.options[position]!
    const of = points[issue]!
    for (let c = 0; c < block.count; c++) out[c] = out[c]! + of[column[c]!]!
  })
  for (const interaction of block.interactions) {
    if (interaction.player !== player) continue
    const extra = values[interaction.points]!
    const { where } = interaction
    for (let k = 0; k < where.length; k++) out[where[k]!] = out[where[k]!]! + extra
  }
}

/** Combinations that are left in a world, ascending, into `out`. @returns how many. */
export function combinationsLeft(
  block: Block,
  world: World,
  footholdStands: boolean,
  out: Int32Array,
  barred: Uint8Array,
): number {
  for (let c = 0; c < block.count; c++)
    barred[c] = block.allowed[c] === 1 && (footholdStands || block.needsFoothold[c] === 0) ? 0 : 1
  for (const { redLine, rejects } of block.redLines) {
    if (world.firm[redLine] === 1) for (let k = 0; k < rejects.length; k++) barred[rejects[k]!] = 1
  }
  for (const rule of block.consentRules) applyConsents(rule, world, barred)
  let count = 0
  for (let c = 0; c < block.count; c++) if (barred[c] === 0) out[count++] = c
  return count
}

/** Bars the combinations whose rule asks for a consent that this world refuses; those already barred need no question. */
export function applyConsents(rule: ConsentRule, world: World, barred: Uint8Array): void {
  for (let k = 0; k < rule.where.length; k++) {
    if (barred[rule.where[k]!] === 1) continue
    if (((rule.truth[k]! >>> consentPattern(rule, world, k)) & 1) === 0) barred[rule.where[k]!] = 1
  }
}

/** Which of the rule's bodies agree at position k of its table, as bits. */
export function consentPattern(rule: ConsentRule, world: World, k: number): number {
  let pattern = 0
  for (let b = 0; b < rule.bodies.length; b++) {
    let factor = 1
    for (const soft of rule.weakened[b]!) if (soft.holds[k] === 1) factor *= world.values[soft.factor]!
    if (world.reluctance[rule.bodies[b]!]! < factor) pattern |= 1 << b
  }
  return pattern
}
