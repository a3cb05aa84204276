import { movesOfArcs, movesOfCells } from './moves.ts'
import type { Moves } from './moves.ts'
import type { Combined } from './simultaneous.ts'

/** One thing that a decision maker decides: a yes or no, or one of several values. */
export interface OptionIssue {
  /** The decision maker whose option it is. */
  readonly owner: number
  /** Values, 0 … size − 1. */
  readonly size: number
  /** Whether its owner can only raise the value, only lower it, or both. */
  readonly direction: 'both' | 'up' | 'down'
}

/** A test of one combination: a value for each issue. */
export type ChoiceTest = (choices: Uint8Array) => boolean

/** A change of an issue that its owner can make only under a condition. */
export interface MoveRule {
  readonly issue: number
  /** Values from which, and to which, as masks: bit v stands for the value v. */
  readonly from: number
  readonly to: number
  /** What has to hold of the state that is left. */
  readonly allowed: ChoiceTest
}

export interface OptionModel {
  readonly deciders: number
  readonly issues: readonly OptionIssue[]
  /** What rules a combination out. */
  readonly infeasible: readonly ChoiceTest[]
  readonly rules: readonly MoveRule[]
}

/** The feasible combinations as states, and who can change which into which. */
export interface OptionStates extends Combined {
  readonly states: number
  /** A state as a mixed-radix number, the first issue its lowest digit; ascending. */
  readonly code: Float64Array
  readonly moves: readonly Moves[]
  /** For each test of `infeasible` the combinations that it alone, or with others, rules out. */
  readonly ruledOut: readonly number[]
  /** The values of a state, one an issue. */
  choicesOf(state: number): Uint8Array
}

/** Combinations beyond which they are not counted one by one. */
export const MOST_COMBINATIONS_OF_OPTIONS: number = 1 << 22

export function combinations(issues: readonly OptionIssue[]): number {
  return issues.reduce((product, { size }) => product * size, 1)
}

/** Lists the feasible combinations and the moves among them. A decision maker changes its own options, all at once if
 *  it
 *  likes, while the others' stay (Fang, Hipel & Kilgour 1993).
 *  @throws RangeError above {@link MOST_COMBINATIONS_OF_OPTIONS} combinations. */
export function optionStates(model: OptionModel): OptionStates {
  const total = combinations(model.issues)
  if (total > MOST_COMBINATIONS_OF_OPTIONS) throw new RangeError('too many combinations of options')
  const strides = stridesOf(model.issues)
  const { code, ruledOut } = feasible(model, total)
  const index = new Int32Array(total).fill(-1)
  code.forEach((c, s) => {
    index[c] = s
  })
  const choicesOf = (state: number): Uint8Array => {
    const choices = new Uint8Array(model.issues.length)
    let rest = code[state]!
    for (let k = 0; k < choices.length; k++) {
      const { size } = model.issues[k]!
      choices[k] = rest % size
      rest = Math.floor(rest / size)
    }
    return choices
  }
  const stateOf = (c: number): number => (c >= 0 && c < total ? index[c]! : -1)
  const moves = Array.from({ length: model.deciders }, (_, i) =>
    model.rules.some(({ issue }) => model.issues[issue]!.owner === i)
      ? ruledMoves(model, i, code, strides, choicesOf)
      : cellMoves(model, i, code, strides, total),
  )
  return { states: code.length, code, moves, ruledOut, choicesOf, stateOf }
}

function stridesOf(issues: readonly OptionIssue[]): Float64Array {
  const strides = new Float64Array(issues.length)
  issues.forEach((_, k) => {
    strides[k] = k === 0 ? 1 : strides[k - 1]! * issues[k - 1]!.size
  })
  return strides
}

function feasible(model: OptionModel, total: number): { code: Float64Array; ruledOut: number[] } {
  const choices = new Uint8Array(model.issues.length)
  const ruledOut = model.infeasible.map(() => 0)
  const kept = new Float64Array(total)
  let count = 0
  for (let c = 0; c < total; c++) {
    let fits = true
    model.infeasible.forEach((test, t) => {
      if (!test(choices)) return
      fits = false
      ruledOut[t]!++
    })
    if (fits) kept[count++] = c
    step(choices, model.issues)
  }
  return { code: kept.slice(0, count), ruledOut }
}

/** The combination after this one, in place. */
function step(choices: Uint8Array, issues: readonly OptionIssue[]): void {
  for (let k = 0; k < issues.length; k++) {
    choices[k]!++
    if (choices[k]! < issues[k]!.size) return
    choices[k] = 0
  }
}

/** A cell is what the others do and where the own one-way options stand; within it the owner moves freely. */
function cellMoves(model: OptionModel, i: number, code: Float64Array, strides: Float64Array, total: number): Moves {
  const own = indicesOf(model.issues, i)
  const ways = own.filter((k) => model.issues[k]!.direction !== 'both')
  const digit = (c: number, k: number): number => Math.floor(c / strides[k]!) % model.issues[k]!.size
  const part = (c: number, of: readonly number[]): number => of.reduce((sum, k) => sum + digit(c, k) * strides[k]!, 0)
  // The others' part and the one-way part of a state name its cell; the others' part alone its block.
  const cellOf = new Int32Array(total).fill(-1)
  const cell = new Uint32Array(code.length)
  const keys: number[] = []
  const blocks = new Map<number, number[]>()
  for (let s = 0; s < code.length; s++) {
    const block = code[s]! - part(code[s]!, own)
    const key = block + part(code[s]!, ways)
    if (cellOf[key] === -1) {
      cellOf[key] = keys.length
      if (ways.length > 0) listed(blocks, block).push(keys.length)
      keys.push(key)
    }
    cell[s] = cellOf[key]!
  }
  const leads = (from: number, to: number): boolean =>
    ways.every((k) => {
      const change = digit(keys[to]!, k) - digit(keys[from]!, k)
      return model.issues[k]!.direction === 'up' ? change >= 0 : change <= 0
    })
  const exitsOf = (c: number, add: (to: number) => void): void => {
    if (ways.length === 0) add(c)
    else for (const to of blocks.get(keys[c]! - part(keys[c]!, ways))!) if (leads(c, to)) add(to)
  }
  return movesOfCells(cell, keys.length, exitsOf, true)
}

function indicesOf(issues: readonly OptionIssue[], owner: number): number[] {
  return issues.flatMap((issue, k) => (issue.owner === owner ? [k] : []))
}

function listed<K>(map: Map<K, number[]>, key: K): number[] {
  const list = map.get(key) ?? []
  map.set(key, list)
  return list
}

/** Move by move, where conditions decide. */
function ruledMoves(
  model: OptionModel,
  i: number,
  code: Float64Array,
  strides: Float64Array,
  choicesOf: (state: number) => Uint8Array,
): Moves {
  const own = indicesOf(model.issues, i)
  const rules = model.rules.filter(({ issue }) => own.includes(issue))
  const blocks = new Map<number, number[]>()
  const blockOf = (s: number): number => {
    const choices = choicesOf(s)
    return code[s]! - own.reduce((sum, k) => sum + choices[k]! * strides[k]!, 0)
  }
  for (let s = 0; s < code.length; s++) listed(blocks, blockOf(s)).push(s)
  const allowed = (from: Uint8Array, to: Uint8Array): boolean =>
    own.every((k) => {
      const { direction } = model.issues[k]!
      return direction === 'both' || from[k] === to[k] || from[k]! < to[k]! === (direction === 'up')
    }) &&
    rules.every(
      (rule) => !bit(rule.from, from[rule.issue]!) || !bit(rule.to, to[rule.issue]!) || changesNot(rule, from, to),
    )
  return movesOfArcs(
    Array.from(code, (_, s) => {
      const from = choicesOf(s)
      return blocks.get(blockOf(s))!.filter((q) => q !== s && allowed(from, choicesOf(q)))
    }),
  )
}

const bit = (mask: number, value: number): boolean => ((mask >> value) & 1) === 1

/** The rule lets the change pass: there is none, or its condition holds. */
function changesNot({ issue, allowed }: MoveRule, from: Uint8Array, to: Uint8Array): boolean {
  return from[issue] === to[issue] || allowed(from)
}
