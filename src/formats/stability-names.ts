import { defined, entryOf } from '../case/defined.ts'
import { didYouMean, fail } from '../text/report.ts'
import type { Reporter } from '../text/report.ts'
import type { Entry, Node } from '../text/tree.ts'
import { entriesOrError, itemsOrError, scalarOrError } from './node-readers.ts'
import type { Condition, Issue, StabilityModel, StateSpace } from './stability-model.ts'
import { isYesNo, stateLabel } from './stability-model.ts'

/** What names in a stability file can mean. */
export interface NameTable {
  readonly problems: Reporter
  readonly deciders: readonly string[]
  readonly issues: readonly Issue[]
}

/** The number of a name, or null with an error. */
export function indexOf(problems: Reporter, node: Node, names: readonly string[], what: string): number | null {
  const { value, at } = scalarOrError(problems, node, what)
  const found = names.indexOf(value)
  if (found >= 0) return found
  if (node.kind === 'scalar') {
    const code = `${what.replace(/^an? /, '').replaceAll(' ', '-')}-unknown`
    fail(problems, at, code, `${what} \`${value}\` does not exist`, didYouMean(value, names) ?? listed(names))
  }
  return null
}

const listed = (names: readonly string[]): string | null =>
  names.length === 0 || names.length > 12 ? null : `there are ${names.map((name) => `\`${name}\``).join(', ')}`

/** The option that a key names: by its name, or by `owner.name` where two decision makers have one of that name. */
export function issueOf(
  { problems, issues, deciders }: NameTable,
  { key, keySpan }: Pick<Entry, 'key' | 'keySpan'>,
): number | null {
  const full = issues.map(({ name, owner }) => `${deciders[owner]}.${name}`)
  const byFull = full.indexOf(key)
  if (byFull >= 0) return byFull
  const found = issues.flatMap(({ name }, k) => (name === key ? [k] : []))
  if (found.length === 1) return defined(found[0])
  if (found.length > 1) {
    const owners = found.map((k) => `\`${full[k]}\``).join(' or ')
    fail(problems, keySpan, 'option-ambiguous', `several options are called \`${key}\``, `write ${owners}`)
    return null
  }
  const names = issues.map(({ name }) => name)
  fail(problems, keySpan, 'option-unknown', `there is no option \`${key}\``, didYouMean(key, names) ?? listed(names))
  return null
}

/** Values of an issue: one, or a list of which any will do. */
export function valuesOf({ problems, issues }: NameTable, issue: number, node: Node): number[] {
  const items = node.kind === 'list' ? node.items : [node]
  const { values } = defined(issues[issue])
  return items.flatMap((item) => {
    const { value, at } = scalarOrError(problems, item, 'a value')
    const found = values.indexOf(isYesNo(values) ? (entryOf(YES_NO, value) ?? value) : value)
    if (found >= 0) return [found]
    const help = didYouMean(value, values) ?? listed(values)
    fail(problems, at, 'value-unknown', `\`${defined(issues[issue]).name}\` has no value \`${value}\``, help)
    return []
  })
}

const YES_NO: Readonly<Record<string, string>> = { true: 'yes', false: 'no', Y: 'yes', N: 'no', y: 'yes', n: 'no' }

/** A condition: a map of options and values, all of which hold; `any`, `all`, `not`, `if` with `then`, `iff`; or a
 *  pattern such as `NY-`, a letter an option, where every option is taken or not. */
export function conditionOf(table: NameTable, node: Node): Condition {
  if (node.kind === 'scalar') return patternOf(table, node)
  const { problems } = table
  const of: Condition[] = []
  const entries = entriesOrError(problems, node, 'a condition')
  const then = entries.find(({ key }) => key === 'then')
  for (const entry of entries) {
    const { key, keySpan, value } = entry
    if (key === 'any' || key === 'all') {
      const parts = itemsOrError(problems, value, `\`${key}\``)
      of.push({ kind: key, of: parts.map((part) => conditionOf(table, part)) })
    } else if (key === 'not') of.push({ kind: 'not', of: conditionOf(table, value) })
    else if (key === 'if') {
      if (then === undefined) fail(problems, keySpan, 'then-missing', '`if` needs a `then`')
      else of.push({ kind: 'if', when: conditionOf(table, value), then: conditionOf(table, then.value) })
    } else if (key === 'iff') {
      const [when, other, ...more] = itemsOrError(problems, value, '`iff`')
      if (when === undefined || other === undefined || more.length > 0) {
        fail(problems, keySpan, 'iff-two', '`iff` needs two conditions')
      } else of.push({ kind: 'iff', when: conditionOf(table, when), then: conditionOf(table, other) })
    } else if (key === 'then') {
      if (!entries.some((one) => one.key === 'if')) fail(problems, keySpan, 'if-missing', '`then` needs an `if`')
    } else {
      const issue = issueOf(table, entry)
      if (issue !== null) of.push({ kind: 'is', issue, values: valuesOf(table, issue, value) })
    }
  }
  return allOf(of)
}

function allOf(of: readonly Condition[]): Condition {
  return of.length === 1 ? defined(of[0]) : { kind: 'all', of }
}

function patternOf({ problems, issues }: NameTable, node: Node): Condition {
  const { value, at } = scalarOrError(problems, node, 'a condition')
  const isPlain = issues.every(({ values }) => isYesNo(values))
  if (!isPlain || value.length !== issues.length || !/^[YN-]*$/.test(value)) {
    const help = isPlain
      ? `write ${issues.length} letters \`Y\`, \`N\` or \`-\`, one an option`
      : 'write `{option: value}`'
    fail(problems, at, 'pattern-wrong', `\`${value}\` is no pattern of the options`, help)
    return { kind: 'all', of: [] }
  }
  const of = [...value].flatMap((letter, issue): Condition[] =>
    letter === '-' ? [] : [{ kind: 'is', issue, values: [letter === 'Y' ? 1 : 0] }],
  )
  return allOf(of)
}

/** How states are called in a file: by number from 1, by name in a free graph, by pattern where options are plain. */
export function stateNames(model: Pick<StabilityModel, 'graph'>, space: StateSpace): (state: number) => string {
  return model.graph.kind === 'graph' ? (s) => stateLabel(model as StabilityModel, space, s) : (s) => String(s + 1)
}

/** The state that a text names, or null with an error. */
export function stateOf(
  problems: Reporter,
  node: Node,
  model: Pick<StabilityModel, 'graph'>,
  space: StateSpace,
): number | null {
  const { value, at } = scalarOrError(problems, node, 'a state')
  const labels = Array.from({ length: Math.min(space.states, MOST_LABELS) }, (_, s) =>
    stateLabel(model as StabilityModel, space, s),
  )
  const byLabel = labels.indexOf(value)
  if (byLabel >= 0) return byLabel
  const number = /^\d+$/.test(value) && model.graph.kind === 'options' ? Number(value) : Number.NaN
  if (number >= 1 && number <= space.states) return number - 1
  if (node.kind !== 'scalar') return null
  const help = model.graph.kind === 'options' ? `they are numbered 1 to ${space.states}` : didYouMean(value, labels)
  fail(problems, at, 'state-unknown', `there is no state \`${value}\``, help)
  return null
}

/** States whose labels are looked through; beyond them a number has to do. */
const MOST_LABELS = 10_000
