import { defined } from '../case/defined.ts'
import type { Span } from '../text/diagnostic.ts'
import { didYouMean, fail, reporterOf, warn, within } from '../text/report.ts'
import type { Reporter } from '../text/report.ts'
import type { Entry, Node } from '../text/tree.ts'
import { isEmpty } from '../text/tree.ts'
import { entriesOrError, itemsOrError, optional, parseNodes, required, scalarOrError } from './node-readers.ts'
import type {
  ConditionalMove,
  FreeGraph,
  Issue,
  OptionGraph,
  Preference,
  StabilityModel,
  StateSet,
  StateSpace,
} from './stability-model.ts'
import { NO_YES } from './stability-model.ts'
import type { NameTable } from './stability-names.ts'
import { conditionOf, indexOf, issueOf, stateOf, valuesOf } from './stability-names.ts'
import { preferenceOf } from './stability-preferences.ts'
import type { StabilityReading } from './stability-reading.ts'
import { checkedSpace, finishedReading, nothingRead } from './stability-reading.ts'

/** Reads a stability model in YAML: see docs/stability.md for the form. */
export function readStabilityYaml(file: string, text: string): StabilityReading {
  const problems = reporterOf(file, text)
  return within([problems], () => modelOf(problems)) ?? finishedReading(problems, null)
}

function modelOf(problems: Reporter): StabilityReading {
  const root = parseNodes(problems)
  if (root === null) return nothingRead(problems)
  const entries = entriesOrError(problems, root, 'the model')
  knownKeys(problems, entries, KEYS, 'the model')
  const decidersNode = required(problems, entries, 'deciders', root.span)
  if (decidersNode === null) return finishedReading(problems, null)
  const drafts = deciderDrafts(problems, decidersNode)
  const deciders = drafts.map(({ name }) => name)
  const issues = drafts.flatMap((draft, owner) => draft.issues.map((issue) => ({ ...issue, owner })))
  const table: NameTable = { problems, deciders, issues }
  const statesNode = optional(entries, 'states')
  if (statesNode !== null && issues.length > 0) {
    fail(problems, statesNode.span, 'two-graphs', 'the model has both options and states', 'leave out one of them')
  }
  if (statesNode === null && issues.length === 0) {
    fail(problems, decidersNode.span, 'no-options', 'no decision maker has an option', 'or list `states` and `moves`')
  }
  if (problems.found.some(isError)) return finishedReading(problems, null)
  const graph = statesNode === null ? optionGraph(table, entries) : freeGraph(table, entries, statesNode)
  const patterns = listOf(problems, optional(entries, 'infeasible'), '`infeasible`').map(({ span }) => span)
  if (problems.found.some(isError)) return finishedReading(problems, null)
  const space = checkedSpace(problems, { value: graph, at: decidersNode.span }, deciders.length, patterns)
  if (space === null) return finishedReading(problems, null)
  return finishedReading(problems, restOf(table, entries, graph, space))
}

const KEYS = [
  'stability',
  'title',
  'source',
  'deciders',
  'states',
  'moves',
  'infeasible',
  'conditions',
  'coalesce',
  'preferences',
  'hidden',
  'views',
  'statusQuo',
  'coalitions',
] as const

const isError = ({ severity }: { severity: string }): boolean => severity === 'error'

function knownKeys(problems: Reporter, entries: readonly Entry[], keys: readonly string[], what: string): void {
  for (const { key, keySpan } of entries) {
    if (!keys.includes(key)) fail(problems, keySpan, 'key-unknown', `${what} has no \`${key}\``, didYouMean(key, keys))
  }
}

function listOf(problems: Reporter, node: Node | null, what: string): readonly Node[] {
  return node === null || isEmpty(node) ? [] : itemsOrError(problems, node, what)
}

function mapOf(problems: Reporter, node: Node | null, what: string): readonly Entry[] {
  return node === null || isEmpty(node) ? [] : entriesOrError(problems, node, what)
}

interface DeciderDraft {
  readonly name: string
  readonly issues: readonly Omit<Issue, 'owner'>[]
}

/** `name: {option: …}`, or a list of names where the graph is free. */
function deciderDrafts(problems: Reporter, node: Node): DeciderDraft[] {
  const drafts =
    node.kind === 'list'
      ? node.items.map((item) => ({ name: scalarOrError(problems, item, 'a decision maker').value, issues: [] }))
      : entriesOrError(problems, node, '`deciders`').map(({ key, value }) => ({
          name: key,
          issues: mapOf(problems, value, 'the options of a decision maker').map((entry) => issueDraft(problems, entry)),
        }))
  if (drafts.length === 0) fail(problems, node.span, 'no-deciders', 'there is no decision maker')
  return drafts
}

const DIRECTIONS = ['both', 'up', 'down'] as const
/** Bits of a mask of values. */
const MOST_VALUES = 30

/** `option:` nothing or a direction where it is taken or not; a list of values; or `{values, direction}`. */
function issueDraft(problems: Reporter, { key, keySpan, value }: Entry): Omit<Issue, 'owner'> {
  if (value.kind === 'scalar') {
    return { name: key, values: NO_YES, direction: isEmpty(value) ? 'both' : directionOf(problems, value) }
  }
  const given = value.kind === 'list' ? value : required(problems, value.entries, 'values', keySpan)
  const ways = value.kind === 'list' ? null : optional(value.entries, 'direction')
  const values = listOf(problems, given, '`values`').map((item) => scalarOrError(problems, item, 'a value'))
  if (given !== null && (values.length < 2 || values.length > MOST_VALUES)) {
    fail(problems, value.span, 'values-count', `\`${key}\` needs 2 to ${MOST_VALUES} values, not ${values.length}`)
  }
  values.forEach(({ value: name, at }, k) => {
    if (values.findIndex((one) => one.value === name) < k) {
      fail(problems, at, 'value-twice', `\`${key}\` has the value \`${name}\` twice`)
    }
  })
  const direction = ways === null ? 'both' : directionOf(problems, ways)
  return { name: key, values: values.map((one) => one.value), direction }
}

function directionOf(problems: Reporter, node: Node): Issue['direction'] {
  const found = indexOf(problems, node, DIRECTIONS, 'a direction')
  return defined(DIRECTIONS[found ?? 0])
}

function optionGraph(table: NameTable, entries: readonly Entry[]): OptionGraph {
  const { problems, issues } = table
  const conditions = (key: string): OptionGraph['infeasible'] =>
    listOf(problems, optional(entries, key), `\`${key}\``).map((node) => conditionOf(table, node))
  const rules = listOf(problems, optional(entries, 'conditions'), '`conditions`').flatMap((node) => ruleOf(table, node))
  return { kind: 'options', issues, infeasible: conditions('infeasible'), rules, coalesced: conditions('coalesce') }
}

/** `{option: …, from: …, to: …, only: …}`: the change is possible only where the condition holds. */
function ruleOf(table: NameTable, node: Node): ConditionalMove[] {
  const { problems, issues } = table
  const entries = entriesOrError(problems, node, 'a condition on a move')
  knownKeys(problems, entries, ['option', 'from', 'to', 'only'], 'a condition on a move')
  const option = required(problems, entries, 'option', node.span)
  const only = required(problems, entries, 'only', node.span)
  if (option === null || only === null) return []
  const { value: key, at: keySpan } = scalarOrError(problems, option, '`option`')
  const issue = issueOf(table, { key, keySpan })
  if (issue === null) return []
  const all = defined(issues[issue]).values.map((_, v) => v)
  const values = (end: string): number[] => {
    const given = optional(entries, end)
    return given === null ? all : valuesOf(table, issue, given)
  }
  return [{ issue, from: values('from'), to: values('to'), only: conditionOf(table, only) }]
}

/** `states: [names]` and `moves: {decider: {state: [states]}}`. */
function freeGraph(table: NameTable, entries: readonly Entry[], statesNode: Node): FreeGraph {
  const { problems, deciders } = table
  const names = itemsOrError(problems, statesNode, '`states`').map((item) => scalarOrError(problems, item, 'a state'))
  const states = names.map(({ value }) => value)
  names.forEach(({ value, at }, s) => {
    if (states.indexOf(value) < s) fail(problems, at, 'state-twice', `state \`${value}\` is there twice`)
  })
  const arcs = deciders.map(() => states.map((): number[] => []))
  for (const { key, keySpan, value } of mapOf(problems, optional(entries, 'moves'), '`moves`')) {
    const decider = deciderOf(table, key, keySpan)
    for (const from of mapOf(problems, value, 'the moves of a decision maker')) {
      const s = indexOf(problems, keyNode(from), states, 'a state')
      const ends = from.value.kind === 'list' ? from.value.items : [from.value]
      for (const end of ends) {
        const q = indexOf(problems, end, states, 'a state')
        if (decider !== null && s !== null && q !== null) defined(defined(arcs[decider])[s]).push(q)
      }
    }
  }
  return { kind: 'graph', states, arcs }
}

const keyNode = ({ key, keySpan }: Pick<Entry, 'key' | 'keySpan'>): Node => ({
  kind: 'scalar',
  span: keySpan,
  text: key,
  quoted: true,
  inner: -1,
})

function deciderOf({ problems, deciders }: NameTable, key: string, keySpan: Span): number | null {
  return indexOf(problems, keyNode({ key, keySpan }), deciders, 'a decision maker')
}

function restOf(
  table: NameTable,
  entries: readonly Entry[],
  graph: OptionGraph | FreeGraph,
  space: StateSpace,
): StabilityModel {
  const { problems, deciders } = table
  const text = (key: string): string => {
    const node = optional(entries, key)
    return node === null ? '' : scalarOrError(problems, node, `\`${key}\``).value
  }
  const model = { graph }
  const status = optional(entries, 'statusQuo')
  return {
    title: text('title'),
    source: text('source'),
    deciders,
    graph,
    preferences: preferencesOf(table, optional(entries, 'preferences'), graph, space),
    hidden: hiddenOf(table, optional(entries, 'hidden'), graph, space),
    views: viewsOf(table, optional(entries, 'views'), graph, space),
    statusQuo: status === null ? null : stateOf(problems, status, model, space),
    coalitions: listOf(problems, optional(entries, 'coalitions'), '`coalitions`').map((node) =>
      itemsOrError(problems, node, 'a coalition').flatMap((item) => {
        const found = indexOf(problems, item, deciders, 'a decision maker')
        return found === null ? [] : [found]
      }),
    ),
  }
}

function preferencesOf(
  table: NameTable,
  node: Node | null,
  graph: OptionGraph | FreeGraph,
  space: StateSpace,
): Preference[] {
  const { problems, deciders } = table
  const preferences: Preference[] = deciders.map(() => ({ kind: 'none' }))
  const given = new Set<number>()
  for (const { key, keySpan, value } of mapOf(problems, node, '`preferences`')) {
    const decider = deciderOf(table, key, keySpan)
    if (decider === null) continue
    given.add(decider)
    preferences[decider] = preferenceOf(table, value, graph, space)
  }
  deciders.forEach((name, i) => {
    if (given.has(i)) return
    const message = `no preferences are given for \`${name}\`: all states count as equal for it`
    warn(problems, node?.span ?? { offset: 0, length: 1 }, 'no-preferences', message)
  })
  return preferences
}

function hiddenOf(
  table: NameTable,
  node: Node | null,
  graph: OptionGraph | FreeGraph,
  space: StateSpace,
): StabilityModel['hidden'] {
  const { problems, deciders } = table
  const hidden: StabilityModel['hidden'][number][] = deciders.map(() => [])
  for (const { key, keySpan, value } of mapOf(problems, node, '`hidden`')) {
    const decider = deciderOf(table, key, keySpan)
    const sets = listOf(problems, value, 'the states that a decision maker does not see').flatMap(
      (item): StateSet[] => {
        if (graph.kind === 'options') return [{ kind: 'where', test: conditionOf(table, item) }]
        const state = stateOf(problems, item, { graph }, space)
        return state === null ? [] : [{ kind: 'state', state }]
      },
    )
    if (decider !== null) hidden[decider] = sets
  }
  return hidden
}

/** `views: {of: {about: preference}}`. */
function viewsOf(
  table: NameTable,
  node: Node | null,
  graph: OptionGraph | FreeGraph,
  space: StateSpace,
): StabilityModel['views'] {
  const { problems } = table
  return mapOf(problems, node, '`views`').flatMap((entry) => {
    const of = deciderOf(table, entry.key, entry.keySpan)
    return mapOf(problems, entry.value, 'a view').flatMap(({ key, keySpan, value }) => {
      const about = deciderOf(table, key, keySpan)
      if (of === null || about === null) return []
      return [{ of, about, preference: preferenceOf(table, value, graph, space) }]
    })
  })
}
