import { defined } from '../case/defined.ts'
import type { Span } from '../text/diagnostic.ts'
import { fail, reporterOf, warn, within } from '../text/report.ts'
import type { Placed, Reporter } from '../text/report.ts'
import type { Node } from '../text/tree.ts'
import { entriesOrError, itemsOrError, optional, parseNodes, required, scalarOrError } from './node-readers.ts'
import type { Condition, Issue, Preference, StabilityModel, StateSet, StateSpace } from './stability-model.ts'
import { holds, NO_YES, stateSpace } from './stability-model.ts'
import type { StabilityReading } from './stability-reading.ts'
import { checkedSpace, checkRanking, finishedReading, nothingRead } from './stability-reading.ts'

/** Reads a `.gmcr` file (JSON) as GMCR+ writes it: `options` with `permittedDirection` (`both`, `fwd` for no to yes,
 *  `back` for yes to no), `decisionMakers` with the numbers of their options, `infeasibles` and `misperceptions` as
 *  patterns of [option, "Y" or "N"], preferences as patterns by falling weight (`compound`: any of its members) or,
 *  where
 *  `useManualPreferenceRanking` says so, as a ranking of states. States are numbered from 1 in rising order of the
 *  number whose binary digits are the options, the first option the lowest. `payoffs` serve where a decision maker has
 *  no other preference. */
export function readGmcr(file: string, text: string): StabilityReading {
  const problems = reporterOf(file, text)
  return within([problems], () => modelOf(problems)) ?? finishedReading(problems, null)
}

function modelOf(problems: Reporter): StabilityReading {
  const root = parseNodes(problems)
  if (root === null) return nothingRead(problems)
  const entries = entriesOrError(problems, root, 'the model')
  const optionsNode = required(problems, entries, 'options', root.span)
  const decidersNode = required(problems, entries, 'decisionMakers', root.span)
  if (optionsNode === null || decidersNode === null) return finishedReading(problems, null)
  const drafts = itemsOrError(problems, optionsNode, '`options`').map((node) => optionOf(problems, node))
  const deciders = itemsOrError(problems, decidersNode, '`decisionMakers`')
  const names = deciders.map((node) => nameOf(problems, node, 'a decision maker'))
  const issues = owned(problems, drafts, deciders, optionsNode.span)
  const patternNodes = listAt(problems, optional(entries, 'infeasibles'), '`infeasibles`')
  const infeasible = patternNodes.map((node) => patternOf(problems, node, issues.length))
  const graph = { kind: 'options' as const, issues, infeasible, rules: [], coalesced: [] }
  if (problems.found.some(({ severity }) => severity === 'error')) return finishedReading(problems, null)
  const patterns = patternNodes.map(({ span }) => span)
  const space = checkedSpace(problems, { value: graph, at: optionsNode.span }, names.length, patterns)
  if (space === null) return finishedReading(problems, null)
  const manual = ['useManualPreferenceRanking', 'useManualPreferenceVectors'].some((key) => {
    const node = optional(entries, key)
    return node !== null && scalarOrError(problems, node, `\`${key}\``).value === 'true'
  })
  const coalitions = listAt(problems, optional(entries, 'coalitions'), '`coalitions`')
    .filter((node) => node.kind === 'list')
    .map((node) => indices(problems, node, names.length, 'decision maker').map(({ value }) => value))
  return finishedReading(problems, {
    title: problems.file.replace(/^.*[\\/]/, '').replace(/\.gmcr$/i, ''),
    source: '',
    deciders: names,
    graph,
    preferences: deciders.map((node) => preferenceOf(problems, node, { manual, options: issues.length }, space)),
    hidden: deciders.map((node) => hiddenOf(problems, node, issues.length)),
    views: [],
    statusQuo: null,
    coalitions: coalitions.filter((members) => members.length > 1),
  })
}

function nameOf(problems: Reporter, node: Node, what: string): string {
  const name = required(problems, entriesOrError(problems, node, what), 'name', node.span)
  return name === null ? '' : scalarOrError(problems, name, '`name`').value
}

function listAt(problems: Reporter, node: Node | null, what: string): readonly Node[] {
  return node === null ? [] : itemsOrError(problems, node, what)
}

const DIRECTIONS: Readonly<Record<string, Issue['direction']>> = { both: 'both', fwd: 'up', back: 'down' }

function optionOf(problems: Reporter, node: Node): Omit<Issue, 'owner'> {
  const name = nameOf(problems, node, 'an option')
  const given = optional(entriesOrError(problems, node, 'an option'), 'permittedDirection')
  const { value, at } = given === null ? { value: 'both', at: node.span } : scalarOrError(problems, given, 'it')
  const direction = Object.hasOwn(DIRECTIONS, value) ? DIRECTIONS[value] : undefined
  if (direction === undefined) {
    fail(problems, at, 'direction-unknown', `\`${value}\` is no direction`, 'write `both`, `fwd` or `back`')
  }
  return { name, values: NO_YES, direction: direction ?? 'both' }
}

/** Options with their owners: every option has one. */
function owned(
  problems: Reporter,
  drafts: readonly Omit<Issue, 'owner'>[],
  deciders: readonly Node[],
  at: Span,
): Issue[] {
  const owner = new Int32Array(drafts.length).fill(-1)
  deciders.forEach((node, i) => {
    const list = required(problems, entriesOrError(problems, node, 'a decision maker'), 'options', node.span)
    if (list === null) return
    for (const { value, at: place } of indices(problems, list, drafts.length, 'option')) {
      if (owner[value] !== -1) fail(problems, place, 'option-shared', `option ${value} has two owners`)
      owner[value] = i
    }
  })
  drafts.forEach(({ name }, k) => {
    if (owner[k] === -1) fail(problems, at, 'option-unowned', `no decision maker has the option \`${name}\``)
  })
  return drafts.map((draft, k) => ({ ...draft, owner: defined(owner[k]) }))
}

/** Numbers from 0 up to a count, the count left out. */
function indices(problems: Reporter, node: Node, count: number, what: string): Placed<number>[] {
  return itemsOrError(problems, node, `a list of ${what}s`).flatMap((item) => {
    const { value, at } = scalarOrError(problems, item, `a ${what}`)
    const number = value === '' ? Number.NaN : Number(value)
    if (Number.isInteger(number) && number >= 0 && number < count) return [{ value: number, at }]
    const message = `there is no ${what} \`${value}\``
    fail(problems, at, `${what.replaceAll(' ', '-')}-unknown`, message, `they are numbered 0 to ${count - 1}`)
    return []
  })
}

/** A pattern, or a compound of them. */
function patternOf(problems: Reporter, node: Node, options: number): Condition {
  if (node.kind === 'map') {
    const members = required(problems, node.entries, 'members', node.span)
    const of = members === null ? [] : itemsOrError(problems, members, '`members`')
    return { kind: 'any', of: of.map((member) => patternOf(problems, member, options)) }
  }
  const of = itemsOrError(problems, node, 'a pattern').flatMap((item): Condition[] => {
    const [option, choice] = itemsOrError(problems, item, 'a part of a pattern')
    if (option === undefined || choice === undefined) {
      fail(problems, item.span, 'pattern-part', 'a part of a pattern is an option and `Y` or `N`')
      return []
    }
    const [found] = indices(problems, { kind: 'list', span: option.span, items: [option] }, options, 'option')
    const { value, at } = scalarOrError(problems, choice, 'a choice')
    if (value !== 'Y' && value !== 'N') fail(problems, at, 'choice-unknown', `\`${value}\` is neither \`Y\` nor \`N\``)
    return found === undefined ? [] : [{ kind: 'is', issue: found.value, values: [value === 'Y' ? 1 : 0] }]
  })
  return { kind: 'all', of }
}

function preferenceOf(
  problems: Reporter,
  node: Node,
  { manual, options }: { readonly manual: boolean; readonly options: number },
  space: StateSpace,
): Preference {
  const entries = entriesOrError(problems, node, 'a decision maker')
  const ranking = optional(entries, 'preferenceRanking') ?? optional(entries, 'preferenceVector')
  if (manual && ranking !== null) return rankingOf(problems, ranking, space)
  const statements = listAt(problems, optional(entries, 'preferences'), '`preferences`')
  if (statements.length > 0) {
    return { kind: 'statements', statements: statements.map((one) => patternOf(problems, one, options)) }
  }
  const payoffs = listAt(problems, optional(entries, 'payoffs'), '`payoffs`')
  const worth = payoffs.map((item) => Number(scalarOrError(problems, item, 'a payoff').value))
  if (worth.length === space.states && worth.every(Number.isFinite)) return { kind: 'worth', worth }
  warn(problems, node.span, 'no-preferences', 'no preferences are given: all states count as equal')
  return { kind: 'none' }
}

function rankingOf(problems: Reporter, node: Node, space: StateSpace): Preference {
  const groups = itemsOrError(problems, node, 'a ranking').map((item) => {
    const members = item.kind === 'list' ? item.items : [item]
    return members.flatMap((member): Placed<number>[] => {
      const { value, at } = scalarOrError(problems, member, 'a state')
      const number = Number(value)
      if (Number.isInteger(number) && number >= 1 && number <= space.states) return [{ value: number - 1, at }]
      fail(problems, at, 'state-unknown', `there is no state \`${value}\``, `they are numbered 1 to ${space.states}`)
      return []
    })
  })
  const fits = checkRanking(problems, { value: groups, at: node.span }, space.states, (s) => String(s + 1))
  if (!fits) return { kind: 'none' }
  return { kind: 'ranking', groups: groups.map((group) => group.map(({ value }) => value)), strong: [] }
}

function hiddenOf(problems: Reporter, node: Node, options: number): StateSet[] {
  const given = optional(entriesOrError(problems, node, 'a decision maker'), 'misperceptions')
  return listAt(problems, given, '`misperceptions`').map((pattern) => ({
    kind: 'where',
    test: patternOf(problems, pattern, options),
  }))
}

/** A `.gmcr` file, and what the format cannot say. */
export interface WrittenGmcr {
  readonly text: string | null
  readonly lost: readonly string[]
}

/** Writes a model of options that are taken or not. Preferences go out as rankings where they are known to the full;
 *  the
 *  format has no strength of preference, no conditions on moves and no views of others' preferences.
 *  @param rankOf groups of equal states from the best to the worst, by decision maker; null where that is unknown. */
export function writeGmcr(model: StabilityModel, rankOf: (decider: number) => number[][] | null): WrittenGmcr {
  const { graph } = model
  if (graph.kind === 'graph') return { text: null, lost: ['a free graph: the format has options only'] }
  if (graph.issues.some(({ values }) => values.length !== 2)) {
    return { text: null, lost: ['an option of more than two values: the format has yes and no only'] }
  }
  if (graph.coalesced.length > 0) return { text: null, lost: ['coalesced states: the format numbers all of them'] }
  const lost: string[] = []
  if (graph.rules.length > 0) lost.push('conditions on moves')
  if (model.views.length > 0) lost.push('what one decision maker takes another to prefer')
  const space = stateSpace(graph, model.deciders.length)
  const patterns = (condition: Condition): [number, string][][] => disjuncts(graph.issues, condition)
  const decisionMakers = model.deciders.map((name, i) => {
    const groups = rankOf(i)
    if (groups === null) lost.push(`the preferences of ${name}, which are not an order`)
    const hidden = defined(model.hidden[i]).flatMap((set) => {
      if (set.kind === 'where') return patterns(set.test)
      return [Array.from(defined(space.choicesOf(set.state)), (c, k): [number, string] => [k, c === 1 ? 'Y' : 'N'])]
    })
    const ranking = (groups ?? [])
      .map((group) => group.map((s) => s + 1))
      .map((g) => (g.length === 1 ? defined(g[0]) : g))
    const options = graph.issues.flatMap(({ owner }, k) => (owner === i ? [k] : []))
    return { name, options, misperceptions: hidden, preferences: [], preferenceRanking: ranking }
  })
  const record = {
    program: 'armistice',
    options: graph.issues.map(({ name, direction }) => ({ name, permittedDirection: NAMES[direction] })),
    decisionMakers,
    infeasibles: graph.infeasible.flatMap(patterns),
    coalitions: model.deciders.map((_, i) => i),
    useManualPreferenceRanking: true,
  }
  return { text: `${JSON.stringify(record, null, 1)}\n`, lost }
}

const NAMES: Readonly<Record<Issue['direction'], string>> = { both: 'both', up: 'fwd', down: 'back' }

/** Patterns that together hold of the same combinations: one a combination of the issues that are mentioned, unless the
 *  condition is a pattern already. */
function disjuncts(issues: readonly Issue[], condition: Condition): [number, string][][] {
  const parts = condition.kind === 'all' ? condition.of : [condition]
  if (parts.every((part) => part.kind === 'is' && part.values.length === 1)) {
    return [parts.map((part) => (part.kind === 'is' ? [part.issue, part.values[0] === 1 ? 'Y' : 'N'] : [0, 'N']))]
  }
  const mentioned = [...mentions(condition)].sort((a, b) => a - b)
  const free = { kind: 'options' as const, infeasible: [], rules: [], coalesced: [] }
  const space = stateSpace({ ...free, issues: mentioned.map((k) => defined(issues[k])) }, issues.length)
  const choices = new Uint8Array(issues.length)
  return Array.from({ length: space.states }, (_, s) => defined(space.choicesOf(s))).flatMap((own) => {
    mentioned.forEach((issue, k) => {
      choices[issue] = defined(own[k])
    })
    const pattern = mentioned.map((issue): [number, string] => [issue, choices[issue] === 1 ? 'Y' : 'N'])
    return holds(condition, choices) ? [pattern] : []
  })
}

function mentions(condition: Condition): Set<number> {
  switch (condition.kind) {
    case 'is':
      return new Set([condition.issue])
    case 'all':
    case 'any':
      return new Set(condition.of.flatMap((one) => [...mentions(one)]))
    case 'not':
      return mentions(condition.of)
    case 'if':
    case 'iff':
      return new Set([...mentions(condition.when), ...mentions(condition.then)])
  }
}
