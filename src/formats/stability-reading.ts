import { defined } from '../case/defined.ts'
import { combinations, MOST_COMBINATIONS_OF_OPTIONS } from '../methods/stability/option-states.ts'
import type { Diagnostic, Span } from '../text/diagnostic.ts'
import { fail, warn } from '../text/report.ts'
import type { Placed, Reporter } from '../text/report.ts'
import type { FreeGraph, OptionGraph, Pair, StabilityModel, StateSpace } from './stability-model.ts'
import { stateSpace } from './stability-model.ts'

/** What a reader of a stability model gives: the model where nothing is wrong, and what was found. */
export interface StabilityReading {
  readonly model: StabilityModel | null
  readonly diagnostics: readonly Diagnostic[]
}

export function finishedReading(problems: Reporter, model: StabilityModel | null): StabilityReading {
  const isWrong = problems.found.some(({ severity }) => severity === 'error')
  return { model: isWrong ? null : model, diagnostics: problems.found }
}

/** What a file without anything to read gives: an error, unless its syntax has brought one. */
export function nothingRead(problems: Reporter): StabilityReading {
  if (!problems.found.some(({ severity }) => severity === 'error'))
    fail(problems, { offset: 0, length: 0 }, 'empty-file', 'the file is empty; a stability model is a map')
  return finishedReading(problems, null)
}

/** The states of a graph, or null with a diagnostic: too many combinations, or none that is feasible.
 *  @param patterns where each `infeasible` stands. */
export function checkedSpace(
  problems: Reporter,
  { value: graph, at }: Placed<OptionGraph | FreeGraph>,
  deciders: number,
  patterns: readonly Span[],
): StateSpace | null {
  if (graph.kind === 'options') {
    const total = combinations(graph.issues.map(({ values, ...rest }) => ({ ...rest, size: values.length })))
    if (total > MOST_COMBINATIONS_OF_OPTIONS) {
      const message = `the options combine in ${total} ways; at most ${MOST_COMBINATIONS_OF_OPTIONS} can be analysed`
      fail(problems, at, 'too-many-combinations', message, 'join options that exclude each other in one with values')
      return null
    }
  }
  const space = stateSpace(graph, deciders)
  checkInfeasible(problems, graph, space, patterns)
  if (space.states > 0) return space
  const last = patterns.at(-1) ?? at
  fail(problems, last, 'no-states', 'every combination is ruled out: no state is left', 'leave out a pattern')
  return null
}

function checkInfeasible(
  problems: Reporter,
  graph: OptionGraph | FreeGraph,
  space: StateSpace,
  patterns: readonly Span[],
): void {
  if (graph.kind === 'graph') return
  const total = graph.issues.reduce((product, { values }) => product * values.length, 1)
  space.ruledOut.forEach((count, k) => {
    if (count === 0) warn(problems, defined(patterns[k]), 'rules-out-nothing', 'this rules out no combination')
    if (count === total && total > 0) {
      fail(problems, defined(patterns[k]), 'rules-out-all', 'this alone rules out every combination')
    }
  })
}

/** Groups of a ranking: every state in one of them. @param names how messages call a state. */
export function checkRanking(
  problems: Reporter,
  { value: groups, at }: Placed<readonly (readonly Placed<number>[])[]>,
  states: number,
  names: (state: number) => string,
): boolean {
  const seen = new Uint8Array(states)
  let fits = true
  for (const { value, at: place } of groups.flat()) {
    if (seen[value] === 1) {
      fail(problems, place, 'state-twice', `state \`${names(value)}\` is ranked twice`)
      fits = false
    }
    seen[value] = 1
  }
  const missing = Array.from(seen.keys()).filter((s) => seen[s] === 0)
  if (missing.length === 0) return fits
  const first = missing.slice(0, 5).map((s) => `\`${names(s)}\``)
  const more = missing.length > 5 ? ` and ${missing.length - 5} more` : ''
  const message = `the ranking leaves out ${missing.length === 1 ? 'state' : 'states'} ${first.join(', ')}${more}`
  fail(problems, at, 'states-missing', message, 'rank every state; states held equal stand in one list')
  return false
}

/** Pairs that contradict each other: a state preferred to itself by way of others. */
export function checkPairs(
  problems: Reporter,
  pairs: readonly Placed<Pair>[],
  names: (state: number) => string,
): boolean {
  const before: Pair[] = []
  for (const { value, at } of pairs) {
    const way = cycleWith(before, value)
    if (way !== null) {
      const shown = way.map((s) => `\`${names(s)}\``).join(' over ')
      const message = `these preferences run in a circle: ${shown}`
      fail(problems, at, 'preference-cycle', message, 'take out one of them, or say that the states are equal')
      return false
    }
    before.push(value)
  }
  return true
}

/** The circle that a pair closes, if there is a strict preference in it: states from the better to the worse. */
function cycleWith(pairs: readonly Pair[], last: Pair): number[] | null {
  const ways = last.equal
    ? [
        [last.better, last.worse],
        [last.worse, last.better],
      ]
    : [[last.better, last.worse]]
  for (const [better, worse] of ways) {
    const path = strictPath(pairs, defined(worse), defined(better), !last.equal)
    if (path !== null) return [defined(better), ...path]
  }
  return null
}

/** States from one down to another by the pairs; null where no path has a strict step and `strict` is not yet true. */
function strictPath(pairs: readonly Pair[], from: number, to: number, strict: boolean): number[] | null {
  const queue = [{ at: from, strict, path: [from] }]
  const seen = new Set([`${from} ${strict}`])
  for (const one of queue) {
    if (one.at === to && one.strict) return one.path
    for (const { better, worse, equal } of pairs) {
      const next = better === one.at ? worse : equal && worse === one.at ? better : null
      const isStrict = one.strict || !equal
      if (next === null || seen.has(`${next} ${isStrict}`)) continue
      seen.add(`${next} ${isStrict}`)
      queue.push({ at: next, strict: isStrict, path: [...one.path, next] })
    }
  }
  return null
}
