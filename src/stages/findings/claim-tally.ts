/** Counts behind the verdict on a claim: in all worlds, under each option of each hypothesis, and under each scenario
 *  that ran beside. */
import type { ClaimTest } from '../../case/claim-test.ts'
import type { Model } from '../../case/model.ts'
import { addTo, newSum } from '../../math/exact-sum.ts'
import type { ExactSum } from '../../math/exact-sum.ts'
import { happens, measure } from './evaluate.ts'
import type { Outcome } from './outcome.ts'

/** `n` worlds in which the test's condition held; `hits[k]` of them saw event k, or the sums of a number. */
export interface Count {
  n: number
  readonly hits: Float64Array
  readonly sum: ExactSum
  readonly squares: ExactSum
}

/** A comparison: each side's count, and worlds by (event here, event there) or the sums of the paired difference. */
export interface Pair {
  readonly here: Count
  readonly there: Count
  readonly both: Count
}

/** Comparisons by scope. */
export interface PairCounts {
  readonly here: readonly Count[]
  readonly there: readonly Count[]
  readonly both: readonly Count[]
}

/** Scopes: 0 is all worlds; then every option of every hypothesis set in order; then every arm but the first.
 *  A test that names its scenario has no arm scopes. */
export type LeafTally = { readonly single: readonly Count[] } | { readonly pair: PairCounts }

export type Leaf = Exclude<ClaimTest, { kind: 'every' }>

/** The tests of a claim that are not lists of tests, in order. */
export function leavesOf(test: ClaimTest): Leaf[] {
  return test.kind === 'every' ? test.of.flatMap(leavesOf) : [test]
}

function isPair(leaf: Leaf): leaf is Extract<Leaf, { kind: 'difference' | 'meanDifference' }> {
  return leaf.kind === 'difference' || leaf.kind === 'meanDifference'
}

/** Position of the arm that a test looks at; one that names no scenario looks at the first, whatever it runs. */
export function armIndex(model: Model, scenario: number | null): number {
  return scenario === null ? 0 : armOfScenario(model, scenario)
}

/** Position of the arm that runs a scenario; null is the case as written. */
export function armOfScenario(model: Model, scenario: number | null): number {
  return model.arms.findIndex((arm) => arm.scenario === scenario)
}

export function hypothesisScopes(model: Model): { set: number; option: number }[] {
  return model.case.hypotheses.flatMap((set, s) => set.options.map((_, option) => ({ set: s, option })))
}

/** Number of `hypothesisScopes`, without making them. */
function optionCount(model: Model): number {
  let count = 0
  for (const set of model.case.hypotheses) count += set.options.length
  return count
}

export function pairAt({ here, there, both }: PairCounts, scope: number): Pair {
  return { here: here[scope]!, there: there[scope]!, both: both[scope]! }
}

export function newLeafTally(model: Model, leaf: Leaf): LeafTally {
  const hypotheses = 1 + optionCount(model)
  const width = leaf.kind === 'likeliest' ? leaf.of.length : 1
  if (isPair(leaf))
    return {
      pair: { here: counts(hypotheses, 1), there: counts(hypotheses, 1), both: counts(hypotheses, 4) },
    }
  const arms = leaf.scenario === null ? model.arms.length - 1 : 0
  return { single: counts(hypotheses + arms, width) }
}

const counts = (scopes: number, width: number): Count[] => Array.from({ length: scopes }, () => newCount(width))

function newCount(width: number): Count {
  return { n: 0, hits: new Float64Array(width), sum: newSum(), squares: newSum() }
}

/** Returns the function that adds a world to the tally of each test. @param outcomes by arm; arms that did not run this
 *  world are missing. */
export function leafCounter(
  model: Model,
  of: readonly Leaf[],
): (tallies: readonly LeafTally[], outcomes: readonly Outcome[]) => void {
  const leaves = of.map((leaf) => placed(model, leaf))
  const firstArmScope = 1 + optionCount(model)
  const before = optionsBefore(model)
  const scopes = model.arms.map(() => new Int32Array(1 + before.length))
  return (tallies, outcomes) => {
    for (let arm = 0; arm < outcomes.length; arm++) readScopes(scopes[arm]!, before, outcomes[arm]!)
    for (let k = 0; k < leaves.length; k++) {
      const { leaf, arm, against } = leaves[k]!
      const tally = tallies[k]!
      const outcome = outcomes[arm]
      if (!outcome) continue
      if ('pair' in tally) {
        const there = against === null ? undefined : outcomes[against]
        if (there) addPair(leaf as PairLeaf, tally.pair, scopes[arm]!, outcome, there)
        continue
      }
      addSingle(leaf, tally.single, scopes[arm]!, outcome)
      if (leaf.scenario !== null) continue
      for (let other = 1; other < outcomes.length; other++)
        addSingle(leaf, tally.single, [firstArmScope + other - 1], outcomes[other]!)
    }
  }
}

/** A test, and the arms that it looks at. */
interface Placed {
  readonly leaf: Leaf
  readonly arm: number
  /** Arm of the scenario that the leaf compares with, null where it compares with none. */
  readonly against: number | null
}

function placed(model: Model, leaf: Leaf): Placed {
  return {
    leaf,
    arm: armIndex(model, leaf.scenario),
    against: isPair(leaf) ? armOfScenario(model, leaf.against) : null,
  }
}

/** Scopes before those of a hypothesis set, by set. */
function optionsBefore(model: Model): number[] {
  let before = 1
  return model.case.hypotheses.map(({ options }) => {
    before += options.length
    return before - options.length
  })
}

/** Scopes that a world belongs to: all, and the options that hold in it. */
function readScopes(out: Int32Array, before: readonly number[], { world }: Outcome): void {
  out[0] = 0
  for (let set = 0; set < before.length; set++) out[set + 1] = before[set]! + world.hypotheses[set]!
}

function addSingle(leaf: Leaf, counts: readonly Count[], scopes: ArrayLike<number>, outcome: Outcome): void {
  if (leaf.given && !happens(leaf.given, outcome)) return
  switch (leaf.kind) {
    case 'probability':
    case 'difference':
      return addEvent(counts, scopes, 0, happens(leaf.of, outcome))
    case 'likeliest':
      leaf.of.forEach((event, k) => {
        addEvent(counts, scopes, k, happens(event, outcome))
      })
      return
    case 'mean':
    case 'meanDifference':
      return addValue(counts, scopes, measure(leaf.of, outcome))
  }
}

/** Counts a world with its first event, and event k where it happened. */
function addEvent(counts: readonly Count[], scopes: ArrayLike<number>, k: number, happened: boolean): void {
  for (let s = 0; s < scopes.length; s++) {
    const count = counts[scopes[s]!]!
    if (k === 0) count.n++
    if (happened) count.hits[k] = count.hits[k]! + 1
  }
}

function addValue(counts: readonly Count[], scopes: ArrayLike<number>, value: number): void {
  if (!Number.isFinite(value)) return
  for (let s = 0; s < scopes.length; s++) {
    const count = counts[scopes[s]!]!
    count.n++
    addTo(count.sum, value)
    addTo(count.squares, value * value)
  }
}

type PairLeaf = Extract<Leaf, { kind: 'difference' | 'meanDifference' }>

function addPair(leaf: PairLeaf, pair: PairCounts, scopes: ArrayLike<number>, here: Outcome, there: Outcome): void {
  addSingle(leaf, pair.here, scopes, here)
  addSingle(leaf, pair.there, scopes, there)
  if (leaf.kind === 'difference') addJoint(leaf, pair.both, scopes, here, there)
  else addValue(pair.both, scopes, measured(leaf, here) - measured(leaf, there))
}

function measured(leaf: Extract<Leaf, { kind: 'meanDifference' }>, outcome: Outcome): number {
  return leaf.given && !happens(leaf.given, outcome) ? NaN : measure(leaf.of, outcome)
}

/** Worlds where the condition holds on both sides, by neither, there only, here only, both. */
function addJoint(
  leaf: Extract<Leaf, { kind: 'difference' }>,
  counts: readonly Count[],
  scopes: ArrayLike<number>,
  here: Outcome,
  there: Outcome,
): void {
  if (leaf.given && !(happens(leaf.given, here) && happens(leaf.given, there))) return
  const cell = (happens(leaf.of, here) ? 2 : 0) + (happens(leaf.of, there) ? 1 : 0)
  for (let s = 0; s < scopes.length; s++) {
    const count = counts[scopes[s]!]!
    count.n++
    count.hits[cell] = count.hits[cell]! + 1
  }
}
