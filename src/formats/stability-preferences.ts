import { defined } from '../case/defined.ts'
import { MOST_COMPARED } from '../methods/stability/comparisons.ts'
import { fail, warn } from '../text/report.ts'
import type { Placed, Reporter } from '../text/report.ts'
import type { Node } from '../text/tree.ts'
import { entriesOrError, itemsOrError, scalarOrError } from './node-readers.ts'
import type { Condition, FreeGraph, OptionGraph, Pair, Preference, StateSpace } from './stability-model.ts'
import { holds } from './stability-model.ts'
import type { NameTable } from './stability-names.ts'
import { conditionOf, stateNames, stateOf } from './stability-names.ts'
import { checkPairs, checkRanking } from './stability-reading.ts'

/** Where a preference is being read. */
interface Place {
  readonly table: NameTable
  readonly graph: OptionGraph | FreeGraph
  readonly space: StateSpace
}

/** Between two groups of a ranking: the upper is much preferred. */
const MUCH = '>>'

/** The preferences of one decision maker: one of `statements`, `ranking`, `worth`, `pairs`. */
export function preferenceOf(
  table: NameTable,
  node: Node,
  graph: OptionGraph | FreeGraph,
  space: StateSpace,
): Preference {
  const { problems } = table
  const place = { table, graph, space }
  const entries = entriesOrError(problems, node, 'the preferences of a decision maker')
  const [first, second] = entries
  if (second !== undefined) {
    fail(problems, second.keySpan, 'two-preferences', `\`${defined(first).key}\` says already what is preferred`)
  }
  switch (first?.key) {
    case 'statements':
      return statementsOf(place, first.value)
    case 'ranking':
      return rankingOf(place, first.value)
    case 'worth':
      return worthOf(place, first.value)
    case 'pairs':
      return pairsOf(place, first.value)
    default:
      if (node.kind === 'map') {
        const help = 'write one of `statements`, `ranking`, `worth`, `pairs`'
        fail(problems, first?.keySpan ?? node.span, 'preference-unknown', 'this says no preference', help)
      }
      return { kind: 'none' }
  }
}

function statementsOf({ table, graph, space }: Place, node: Node): Preference {
  const { problems } = table
  if (graph.kind === 'graph') {
    fail(problems, node.span, 'statements-without-options', 'statements need options', 'write a `ranking`')
    return { kind: 'none' }
  }
  const statements = itemsOrError(problems, node, '`statements`').map((item) => {
    const statement = conditionOf(table, item)
    if (space.states <= MOST_CHECKED && isIdle(statement, space)) {
      const message = 'this statement holds of every state, or of none: it says nothing'
      warn(problems, item.span, 'statement-idle', message)
    }
    return statement
  })
  return { kind: 'statements', statements }
}

/** States up to which a statement is tried on all. */
const MOST_CHECKED = 100_000

function isIdle(statement: Condition, space: StateSpace): boolean {
  const first = holds(statement, defined(space.choicesOf(0)))
  for (let s = 1; s < space.states; s++) if (holds(statement, defined(space.choicesOf(s))) !== first) return false
  return true
}

function rankingOf({ table, graph, space }: Place, node: Node): Preference {
  const { problems } = table
  const groups: Placed<number>[][] = []
  const strong: boolean[] = []
  for (const item of itemsOrError(problems, node, '`ranking`')) {
    if (item.kind === 'scalar' && item.text === MUCH) {
      if (groups.length === 0) fail(problems, item.span, 'much-first', `\`${MUCH}\` stands between two states`)
      else strong[groups.length - 1] = true
      continue
    }
    const members = item.kind === 'list' ? item.items : [item]
    groups.push(
      members.flatMap((member) => {
        const value = stateOf(problems, member, { graph }, space)
        return value === null ? [] : [{ value, at: member.span }]
      }),
    )
  }
  const fits = checkRanking(problems, { value: groups, at: node.span }, space.states, stateNames({ graph }, space))
  if (!fits) return { kind: 'none' }
  const states = groups.map((group) => group.map(({ value }) => value))
  return { kind: 'ranking', groups: states, strong: groups.map((_, g) => strong[g] ?? false) }
}

/** A list, a number a state; or a map by state. */
function worthOf({ table, graph, space }: Place, node: Node): Preference {
  const { problems } = table
  const worth = new Array<number>(space.states).fill(Number.NaN)
  if (node.kind === 'map') {
    for (const { key, keySpan, value } of node.entries) {
      const named: Node = { kind: 'scalar', span: keySpan, text: key, quoted: true, inner: -1 }
      const state = stateOf(problems, named, { graph }, space)
      if (state !== null) worth[state] = numberOf(problems, value)
    }
  } else {
    const items = itemsOrError(problems, node, '`worth`')
    items.slice(0, space.states).forEach((item, s) => {
      worth[s] = numberOf(problems, item)
    })
    if (items.length !== space.states) {
      const message = `there are ${items.length} numbers for ${space.states} states`
      fail(problems, node.span, 'worth-count', message)
      return { kind: 'none' }
    }
  }
  const name = stateNames({ graph }, space)
  const missing = worth.findIndex(Number.isNaN)
  if (missing < 0) return { kind: 'worth', worth }
  fail(problems, node.span, 'worth-missing', `state \`${name(missing)}\` has no worth`)
  return { kind: 'none' }
}

/** 0 with an error where it is no number, so that nothing else complains. */
function numberOf(problems: Reporter, node: Node): number {
  const { value, at } = scalarOrError(problems, node, 'a worth')
  const number = value === '' ? Number.NaN : Number(value.replaceAll('_', ''))
  if (Number.isFinite(number)) return number
  if (node.kind === 'scalar') fail(problems, at, 'number-wrong', `\`${value}\` is no number`)
  return 0
}

/** `[better, worse]`, or `[one, =, other]`. */
function pairsOf({ table, graph, space }: Place, node: Node): Preference {
  const { problems } = table
  if (space.states > MOST_COMPARED) {
    const message = `pairs are compared up to ${MOST_COMPARED} states; here are ${space.states}`
    fail(problems, node.span, 'too-many-states', message, 'write `statements`, or a `ranking`')
    return { kind: 'none' }
  }
  const pairs = itemsOrError(problems, node, '`pairs`').flatMap((item): Placed<Pair>[] => {
    const parts = itemsOrError(problems, item, 'a pair')
    const between = parts.length === 3 ? parts[1] : undefined
    const equal = between?.kind === 'scalar' && between.text === '='
    const [one, other] = equal ? [defined(parts[0]), defined(parts[2])] : parts
    if (one === undefined || other === undefined || (!equal && parts.length !== 2)) {
      const help = 'write `[better, worse]` or `[one, =, other]`'
      if (item.kind === 'list') fail(problems, item.span, 'pair-wrong', 'this is no pair of states', help)
      return []
    }
    const better = stateOf(problems, one, { graph }, space)
    const worse = stateOf(problems, other, { graph }, space)
    if (better === null || worse === null) return []
    if (better === worse && !equal) {
      fail(problems, item.span, 'preference-cycle', 'a state cannot be preferred to itself')
      return []
    }
    return [{ value: { better, worse, equal }, at: item.span }]
  })
  if (!checkPairs(problems, pairs, stateNames({ graph }, space))) return { kind: 'none' }
  return { kind: 'pairs', pairs: pairs.map(({ value }) => value) }
}
