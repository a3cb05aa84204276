/** Counts behind the verdict on a claim: in all worlds, under each option of each hypothesis, and under each scenario that ran beside. */
import type { ClaimTest, Event, Metric } from '../case/claim-test.ts'
import type { Model } from '../case/model.ts'
import { addTo, newSum } from '../math/exact-sum.ts'
import type { ExactSum } from '../math/exact-sum.ts'
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

/** Scopes: 0 is all worlds; then every option of every hypothesis set in order; then every arm but the first.
 *  A test that names its scenario has no arm scopes. */
export type LeafTally = { readonly single: readonly Count[] } | { readonly pair: readonly Pair[] }

export type Leaf = Exclude<ClaimTest, { kind: 'every' }>

/** The tests of a claim that are not lists of tests, in order. */
export function leavesOf(test: ClaimTest): Leaf[] {
  return test.kind === 'every' ? test.of.flatMap(leavesOf) : [test]
}

function isPair(leaf: Leaf): leaf is Extract<Leaf, { kind: 'difference' | 'meanDifference' }> {
  return leaf.kind === 'difference' || leaf.kind === 'meanDifference'
}

/** Position of an arm: scenario −1 is the first arm, whatever it runs. */
export function armIndex(model: Model, scenario: number): number {
  return scenario < 0 ? 0 : model.arms.findIndex((arm) => arm.scenario === scenario)
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

export function newLeafTally(model: Model, leaf: Leaf): LeafTally {
  const hypotheses = 1 + optionCount(model)
  const width = leaf.kind === 'likeliest' ? leaf.of.length : 1
  if (isPair(leaf))
    return {
      pair: Array.from({ length: hypotheses }, () => ({ here: newCount(1), there: newCount(1), both: newCount(4) })),
    }
  const arms = leaf.scenario < 0 ? model.arms.length - 1 : 0
  return { single: Array.from({ length: hypotheses + arms }, () => newCount(width)) }
}

function newCount(width: number): Count {
  return { n: 0, hits: new Float64Array(width), sum: newSum(), squares: newSum() }
}

/** Adds a world. @param outcomes by arm; arms that did not run this world are missing. */
export function addLeaf(model: Model, leaf: Leaf, tally: LeafTally, outcomes: readonly Outcome[]): void {
  if ('pair' in tally) return addPair(model, leaf as Extract<Leaf, { kind: 'difference' }>, tally.pair, outcomes)
  const arm = armIndex(model, leaf.scenario)
  const outcome = outcomes[arm]
  if (!outcome) return
  for (const scope of scopesOf(model, outcome)) addSingle(leaf, tally.single[scope]!, outcome)
  if (leaf.scenario >= 0) return
  const first = 1 + optionCount(model)
  for (let other = 1; other < outcomes.length; other++)
    addSingle(leaf, tally.single[first + other - 1]!, outcomes[other]!)
}

/** Scopes that a world belongs to: all, and the options that hold in it. */
function scopesOf(model: Model, outcome: Outcome): number[] {
  const scopes = [0]
  let before = 1
  model.case.hypotheses.forEach((set, s) => {
    scopes.push(before + outcome.world.hypotheses[s]!)
    before += set.options.length
  })
  return scopes
}

function addSingle(leaf: Leaf, count: Count, outcome: Outcome): void {
  if (leaf.given && !happens(leaf.given, outcome)) return
  switch (leaf.kind) {
    case 'probability':
    case 'difference':
      return addEvents(count, [leaf.of], outcome)
    case 'likeliest':
      return addEvents(count, leaf.of, outcome)
    case 'mean':
    case 'meanDifference':
      return addMetric(count, leaf.of, outcome)
  }
}

function addEvents(count: Count, events: readonly Event[], outcome: Outcome): void {
  count.n++
  events.forEach((event, k) => {
    if (happens(event, outcome)) count.hits[k] = count.hits[k]! + 1
  })
}

function addMetric(count: Count, metric: Metric, outcome: Outcome): void {
  addValue(count, measure(metric, outcome))
}

function addValue(count: Count, value: number): void {
  if (!Number.isFinite(value)) return
  count.n++
  addTo(count.sum, value)
  addTo(count.squares, value * value)
}

function addPair(
  model: Model,
  leaf: Extract<Leaf, { kind: 'difference' | 'meanDifference' }>,
  pairs: readonly Pair[],
  outcomes: readonly Outcome[],
): void {
  const here = outcomes[armIndex(model, leaf.scenario)]
  const there = outcomes[armIndex(model, leaf.against)]
  if (!here || !there) return
  for (const scope of scopesOf(model, here)) {
    const pair = pairs[scope]!
    addSingle(leaf, pair.here, here)
    addSingle(leaf, pair.there, there)
    if (leaf.kind === 'difference') addJoint(pair.both, leaf, here, there)
    else addValue(pair.both, measured(leaf, here) - measured(leaf, there))
  }
}

function measured(leaf: Extract<Leaf, { kind: 'meanDifference' }>, outcome: Outcome): number {
  return leaf.given && !happens(leaf.given, outcome) ? NaN : measure(leaf.of, outcome)
}

/** Worlds where the condition holds on both sides, by neither, there only, here only, both. */
function addJoint(both: Count, leaf: Extract<Leaf, { kind: 'difference' }>, here: Outcome, there: Outcome): void {
  if (leaf.given && !(happens(leaf.given, here) && happens(leaf.given, there))) return
  both.n++
  const cell = (happens(leaf.of, here) ? 2 : 0) + (happens(leaf.of, there) ? 1 : 0)
  both.hits[cell] = both.hits[cell]! + 1
}
