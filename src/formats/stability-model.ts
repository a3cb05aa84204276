import { defined } from '../case/defined.ts'
import type { Moves } from '../methods/stability/moves.ts'
import { coalescedMoves, movesOfArcs } from '../methods/stability/moves.ts'
import { optionStates } from '../methods/stability/option-states.ts'
import type { MoveRule, OptionStates } from '../methods/stability/option-states.ts'
import type { Combined } from '../methods/stability/simultaneous.ts'

/** A conflict as a file gives it, names resolved to numbers: decision makers, issues, values and states count from 0.
 *  */
export interface StabilityModel {
  readonly title: string
  readonly source: string
  readonly deciders: readonly string[]
  readonly graph: OptionGraph | FreeGraph
  /** One a decision maker. */
  readonly preferences: readonly Preference[]
  /** What each decision maker does not see; empty where it sees everything. */
  readonly hidden: readonly (readonly StateSet[])[]
  /** Preferences that one decision maker ascribes to another, where it is mistaken. */
  readonly views: readonly { readonly of: number; readonly about: number; readonly preference: Preference }[]
  readonly statusQuo: number | null
  /** Coalitions that the file names. */
  readonly coalitions: readonly (readonly number[])[]
}

export interface OptionGraph {
  readonly kind: 'options'
  readonly issues: readonly Issue[]
  readonly infeasible: readonly Condition[]
  readonly rules: readonly ConditionalMove[]
  /** Combinations that count as one state: one for each condition, of all that it holds of. */
  readonly coalesced: readonly Condition[]
}

export interface Issue {
  readonly name: string
  readonly owner: number
  /** `no` and `yes` for an option that is taken or not. */
  readonly values: readonly string[]
  readonly direction: 'both' | 'up' | 'down'
}

export interface ConditionalMove {
  readonly issue: number
  readonly from: readonly number[]
  readonly to: readonly number[]
  readonly only: Condition
}

export interface FreeGraph {
  readonly kind: 'graph'
  readonly states: readonly string[]
  /** `arcs[decider][state]`: where it leads. */
  readonly arcs: readonly (readonly (readonly number[])[])[]
}

/** What holds of a combination of options. */
export type Condition =
  | { readonly kind: 'is'; readonly issue: number; readonly values: readonly number[] }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'if' | 'iff'; readonly when: Condition; readonly then: Condition }

export type StateSet =
  | { readonly kind: 'where'; readonly test: Condition }
  | { readonly kind: 'state'; readonly state: number }

export type Preference =
  /** The most important first. */
  | { readonly kind: 'statements'; readonly statements: readonly Condition[] }
  /** Groups of equal states, the best first; `strong[g]`: much preferred to the next group. */
  | { readonly kind: 'ranking'; readonly groups: readonly (readonly number[])[]; readonly strong: readonly boolean[] }
  | { readonly kind: 'worth'; readonly worth: readonly number[] }
  /** Comparisons of pairs; what does not follow from them is unknown. */
  | { readonly kind: 'pairs'; readonly pairs: readonly Pair[] }
  /** Nothing is said: all states are equal. */
  | { readonly kind: 'none' }

export interface Pair {
  readonly better: number
  readonly worse: number
  /** The two are equal, and `better` and `worse` mere places. */
  readonly equal: boolean
}

/** The states of a model and the moves among them. */
export interface StateSpace {
  readonly states: number
  readonly moves: readonly Moves[]
  /** Null where states do not combine choices: a free graph, or one with coalesced states. */
  readonly combined: Combined | null
  /** The values of a state by issue; null in a free graph. Of coalesced combinations the first. */
  choicesOf(state: number): Uint8Array | null
  /** How many combinations each `infeasible` rules out. */
  readonly ruledOut: readonly number[]
}

export function holds(condition: Condition, choices: Uint8Array): boolean {
  switch (condition.kind) {
    case 'is':
      return condition.values.includes(defined(choices[condition.issue]))
    case 'all':
      return condition.of.every((one) => holds(one, choices))
    case 'any':
      return condition.of.some((one) => holds(one, choices))
    case 'not':
      return !holds(condition.of, choices)
    case 'if':
      return !holds(condition.when, choices) || holds(condition.then, choices)
    case 'iff':
      return holds(condition.when, choices) === holds(condition.then, choices)
  }
}

/** @throws RangeError where there are too many combinations: see `combinations`. */
export function stateSpace(graph: OptionGraph | FreeGraph, deciders: number): StateSpace {
  if (graph.kind === 'graph') {
    const moves = graph.arcs.map(movesOfArcs)
    return { states: graph.states.length, moves, combined: null, choicesOf: () => null, ruledOut: [] }
  }
  const { issues } = graph
  const found = optionStates({
    deciders,
    issues: issues.map(({ owner, values, direction }) => ({ owner, size: values.length, direction })),
    infeasible: graph.infeasible.map((one) => (choices: Uint8Array) => holds(one, choices)),
    rules: graph.rules.map(ruleOf),
  })
  const { states, moves, ruledOut, choicesOf } = found
  return graph.coalesced.length === 0
    ? { states, moves, combined: found, choicesOf, ruledOut }
    : coalesce(found, graph.coalesced)
}

function ruleOf({ issue, from, to, only }: ConditionalMove): MoveRule {
  const mask = (values: readonly number[]): number => values.reduce((bits, v) => bits | (1 << v), 0)
  return { issue, from: mask(from), to: mask(to), allowed: (choices) => holds(only, choices) }
}

function coalesce(found: OptionStates, conditions: readonly Condition[]): StateSpace {
  const groupOf = new Uint32Array(found.states)
  const firsts: number[] = []
  const byCondition = new Map<number, number>()
  for (let s = 0; s < found.states; s++) {
    const choices = found.choicesOf(s)
    const which = conditions.findIndex((one) => holds(one, choices))
    const known = which < 0 ? undefined : byCondition.get(which)
    groupOf[s] = known ?? firsts.length
    if (known !== undefined) continue
    if (which >= 0) byCondition.set(which, firsts.length)
    firsts.push(s)
  }
  return {
    states: firsts.length,
    moves: found.moves.map((moves) => coalescedMoves(moves, groupOf, firsts.length)),
    combined: null,
    choicesOf: (state) => found.choicesOf(defined(firsts[state])),
    ruledOut: found.ruledOut,
  }
}

/** The states of a set of which a decision maker is not aware, or the like: 1 for each. */
export function membersOf(space: StateSpace, sets: readonly StateSet[]): Uint8Array {
  return Uint8Array.from({ length: space.states }, (_, s) => {
    const choices = space.choicesOf(s)
    const is = (set: StateSet): boolean =>
      set.kind === 'state' ? set.state === s : choices !== null && holds(set.test, choices)
    return sets.some(is) ? 1 : 0
  })
}

/** Values of an option that is taken or not. */
export const NO_YES: readonly string[] = ['no', 'yes']

export function isYesNo(values: readonly string[]): boolean {
  return values.length === 2 && values[0] === 'no' && values[1] === 'yes'
}

/** A state in a word: its name in a free graph; `NYN` where every option is taken or not; else the values. */
export function stateLabel(model: StabilityModel, space: StateSpace, state: number): string {
  const { graph } = model
  if (graph.kind === 'graph') return defined(graph.states[state])
  const choices = defined(space.choicesOf(state))
  const isPlain = graph.issues.every(({ values }) => isYesNo(values))
  if (isPlain) return Array.from(choices, (c) => (c === 1 ? 'Y' : 'N')).join('')
  return graph.issues.map(({ values }, k) => defined(values[defined(choices[k])])).join(' · ')
}
