/** What strikes out the combinations of one block in a world, and which step alone would have to stand aside to let
 *  them back in. */
import { consentsOf, issuesOf } from '../../case/condition.ts'
import type { Case } from '../../case/types.ts'
import type { World } from '../worlds/draw.ts'
import { isAbsolute } from './bars.ts'
import type { Block, ConsentRule } from './block.ts'
import { passes } from './block.ts'
import { consentPattern } from './sieve.ts'

/** One step down from all packages to the ZOPA. In this order: hard rules as in the file, so far as no consent meets
 *  them; the foothold; consents as in the file; red lines by actor; veto players. */
export type Strike =
  | { readonly kind: 'rule'; readonly rule: number }
  /** What can only be agreed while the foothold stands. */
  | { readonly kind: 'foothold' }
  | { readonly kind: 'consent'; readonly body: number }
  | { readonly kind: 'redLines'; readonly actor: number }
  | { readonly kind: 'acceptance'; readonly player: number }

/** A block's bars, each with its step. */
export interface BlockBars {
  readonly count: number
  /** Steps that can strike here, ascending. */
  readonly touched: readonly number[]
  /** Combinations that a rule strikes whatever the consents. */
  readonly rules: readonly { readonly step: number; readonly where: Int32Array }[]
  readonly consents: readonly { readonly rule: ConsentRule; readonly steps: readonly number[] }[]
  readonly redLines: readonly { readonly step: number; readonly redLine: number; readonly rejects: Int32Array }[]
  readonly foothold: { readonly step: number; readonly where: Int32Array } | null
}

/** By combination of a block, in one world. Reused from world to world. */
export interface Marks {
  readonly touched: readonly number[]
  /** The first step that strikes it, {@link NONE} where none does. */
  readonly first: Uint16Array
  /** How many bars it fails at. */
  readonly fails: Uint16Array
  /** By step touched: how many of these bars would let it pass if that step alone stood aside. */
  readonly mends: readonly Uint16Array[]
  /** By step touched: 1 where the step alone, all others aside, strikes it. */
  readonly alone: readonly Uint8Array[]
}

/** No step. */
export const NONE = 0xffff

/** Patterns of consents in which body b agrees, as bits. */
const AGREES = [0xaaaaaaaa, 0xcccccccc, 0xf0f0f0f0, 0xff00ff00, 0xffff0000] as const

export function barsInBlock(theCase: Case, block: Block, steps: readonly Strike[]): BlockBars {
  const stepOf = (is: (step: Strike) => boolean): number => steps.findIndex(is)
  const stepOfRule = (rule: number): number => stepOf((step) => step.kind === 'rule' && step.rule === rule)
  const needing = where(block.count, (c) => block.needsFoothold[c] === 1)
  const bars = {
    count: block.count,
    rules: [
      ...rulesWithoutConsents(theCase, block).map(({ rule, where }) => ({ step: stepOfRule(rule), where })),
      ...block.consentRules.map(({ rule, where, truth }) => ({
        step: stepOfRule(rule),
        where: where.filter((_, k) => truth[k] === 0),
      })),
    ].filter(({ where }) => where.length > 0),
    consents: block.consentRules.map((rule) => ({
      rule,
      steps: rule.bodies.map((body) => stepOf((step) => step.kind === 'consent' && step.body === body)),
    })),
    redLines: block.redLines.map(({ redLine, rejects }) => ({
      step: stepOf((step) => step.kind === 'redLines' && step.actor === theCase.redLines[redLine]!.actor),
      redLine,
      rejects,
    })),
    foothold:
      needing.length > 0 && theCase.war?.foothold
        ? { step: stepOf(({ kind }) => kind === 'foothold'), where: needing }
        : null,
  }
  const touched = new Set([
    ...bars.rules.map(({ step }) => step),
    ...bars.consents.flatMap((consent) => consent.steps),
    ...bars.redLines.map(({ step }) => step),
    ...(bars.foothold ? [bars.foothold.step] : []),
  ])
  return { ...bars, touched: [...touched].sort((a, b) => a - b) }
}

function rulesWithoutConsents(theCase: Case, block: Block): { readonly rule: number; readonly where: Int32Array }[] {
  const option =
    (c: number) =>
    (issue: number): number =>
      block.options[block.issues.indexOf(issue)]![c]!
  return theCase.rules.flatMap((rule, index) => {
    if (rule.kind === 'soft' || consentsOf(rule.when).length + consentsOf(rule.requires).length > 0) return []
    if (![...issuesOf(rule.when), ...issuesOf(rule.requires)].some((issue) => block.issues.includes(issue))) return []
    return [{ rule: index, where: where(block.count, (c) => !passes(rule, option(c), () => false)) }]
  })
}

function where(count: number, test: (c: number) => boolean): Int32Array {
  return Int32Array.from(Array.from({ length: count }, (_, c) => c).filter(test))
}

export function newMarks({ count, touched }: BlockBars): Marks {
  return {
    touched,
    first: new Uint16Array(count),
    fails: new Uint16Array(count),
    mends: touched.map(() => new Uint16Array(count)),
    alone: touched.map(() => new Uint8Array(count)),
  }
}

/** Fills the marks of a block for one world. */
export function markBlock(bars: BlockBars, world: World, footholdStands: boolean, marks: Marks): void {
  marks.first.fill(NONE)
  marks.fails.fill(0)
  for (const flags of [...marks.mends, ...marks.alone]) flags.fill(0)
  for (const { step, where } of bars.rules) strikeAll(marks, step, where)
  if (bars.foothold && !footholdStands) strikeAll(marks, bars.foothold.step, bars.foothold.where)
  for (const { rule, steps } of bars.consents) strikeByConsents(marks, rule, steps, world)
  for (const { step, redLine, rejects } of bars.redLines)
    if (isAbsolute(world, redLine)) strikeAll(marks, step, rejects)
}

function strikeAll(marks: Marks, step: number, where: Int32Array): void {
  const position = marks.touched.indexOf(step)
  const mends = marks.mends[position]!
  const alone = marks.alone[position]!
  for (let k = 0; k < where.length; k++) {
    const c = where[k]!
    strike(marks, c, step)
    mends[c]!++
    alone[c] = 1
  }
}

function strike({ first, fails }: Marks, c: number, step: number): void {
  if (step < first[c]!) first[c] = step
  fails[c]!++
}

/** Bodies answer in the order of the file; one that has not answered yet may agree or not, whichever lets the package
 *  pass. So a refusal strikes what no answer of those after it could save, and of two bodies either of which would do,
 *  the later strikes. */
function strikeByConsents(marks: Marks, rule: ConsentRule, steps: readonly number[], world: World): void {
  const inOrder = steps.map((_, b) => b).sort((a, b) => steps[a]! - steps[b]!)
  const positions = steps.map((step) => marks.touched.indexOf(step))
  for (let k = 0; k < rule.where.length; k++) {
    const truth = rule.truth[k]!
    if (truth === 0) continue
    const c = rule.where[k]!
    const pattern = consentPattern(rule, world, k)
    const passes = ((truth >>> pattern) & 1) === 1
    let possible = truth
    for (const b of inOrder) {
      const answered = (pattern >> b) % 2 === 1 ? AGREES[b]! : ~AGREES[b]!
      if ((truth & answered) === 0) marks.alone[positions[b]!]![c] = 1
      if (passes) continue
      if (possible !== 0 && (possible & answered) === 0) strike(marks, c, steps[b]!)
      possible &= answered
      if (((truth >>> (pattern ^ (1 << b))) & 1) === 1) marks.mends[positions[b]!]![c]!++
    }
  }
}
