/** Conditions: `{issue: option}`, `{issue: [option, option]}`, `{consent: body}`, `{not: …}`, `{any: […]}`, `{all:
 *  […]}`.
 *  Several keys in one map hold together. */
import { issueAt } from '../../case/indices.ts'
import type { IssueIndex } from '../../case/indices.ts'
import { defined } from '../../case/defined.ts'
import { ALWAYS } from '../../case/condition.ts'
import type { Condition } from '../../case/condition.ts'
import { amountOptions } from './amounts.ts'
import type { Cursor } from '../cursor.ts'
import { quoted } from '../../text/diagnostic.ts'
import { hint, fail, inside } from '../../text/report.ts'
import { lookUp } from '../reading.ts'
import type { Reading } from '../reading.ts'
import { isEmpty, kindOf } from '../../text/tree.ts'
import type { Entry, Node, ScalarNode } from '../../text/tree.ts'

/** Keys of a condition that are not issues. */
export const CONDITION_WORDS: readonly string[] = ['not', 'any', 'all', 'consent']

/** The condition at the cursor, `ALWAYS` where none is written. */
export function readCondition(reading: Reading, cursor: Cursor): Condition {
  const consents = cursor.shape.kind === 'condition' && cursor.shape.consents
  return cursor.node === null ? ALWAYS : conditionOf(reading, cursor.node, consents)
}

/** As {@link readCondition}, of a condition that has to say something. @param why what an empty one would mean. */
export function readTerms(reading: Reading, cursor: Cursor, why: string): Condition {
  if (cursor.node?.kind === 'map' && cursor.node.entries.length === 0)
    fail(reading, cursor.node.span, 'empty-condition', why, 'write the terms, such as `{issue: option}`')
  return readCondition(reading, cursor)
}

/** As {@link readCondition}, null where none is written. */
export function conditionOrNull(reading: Reading, cursor: Cursor): Condition | null {
  return cursor.node === null ? null : readCondition(reading, cursor)
}

function conditionOf(reading: Reading, node: Node, consents: boolean): Condition {
  if (node.kind !== 'map') {
    fail(reading, inside(node), 'wrong-kind', `expected a condition such as \`{issue: option}\`, found ${kindOf(node)}`)
    return ALWAYS
  }
  const parts = node.entries.map((entry) => part(reading, entry, consents))
  return parts.length === 1 ? defined(parts[0]) : { kind: 'all', of: parts }
}

function part(reading: Reading, entry: Entry, consents: boolean): Condition {
  switch (entry.key) {
    case 'not':
      return { kind: 'not', of: conditionOf(reading, entry.value, consents) }
    case 'any':
    case 'all':
      return { kind: entry.key, of: listOf(reading, entry, (node) => conditionOf(reading, node, consents)) }
    case 'consent':
      return consent(reading, entry, consents)
    default:
      return chooses(reading, entry, CONDITION_WORDS) ?? ALWAYS
  }
}

function consent(reading: Reading, entry: Entry, consents: boolean): Condition {
  if (!consents)
    fail(
      reading,
      entry.keySpan,
      'no-consent-here',
      'a consent cannot be asked for here: only the terms of the package count',
    )
  if (entry.value.kind === 'scalar' && !isEmpty(entry.value))
    return { kind: 'consent', body: lookUp(reading, 'consent', entry.value) }
  fail(
    reading,
    inside(entry.value),
    'wrong-kind',
    `expected the name of one of \`consents\`, found ${kindOf(entry.value)}`,
  )
  return ALWAYS
}

/** The items of `any: [...]` and `all: [...]`. */
export function listOf<T>(reading: Reading, entry: Entry, read: (node: Node) => T): readonly T[] {
  if (entry.value.kind === 'list') {
    if (entry.value.items.length === 0)
      fail(reading, entry.keySpan, 'empty-list', `\`${entry.key}\` needs at least one item`)
    return entry.value.items.map(read)
  }
  fail(reading, entry.keySpan, 'wrong-kind', `\`${entry.key}\` takes a list, found ${kindOf(entry.value)}`)
  return []
}

/** `issue: option` or `issue: [options]`. @param words keys that would have been right besides the issues. */
export function chooses(
  reading: Reading,
  entry: Entry,
  words: readonly string[],
): { readonly kind: 'chooses'; readonly issue: IssueIndex; readonly options: readonly number[] } | null {
  const issue = issueOf(reading, entry, words)
  if (issue < 0) return null
  const nodes = entry.value.kind === 'list' ? entry.value.items : [entry.value]
  if (nodes.length === 0) fail(reading, entry.keySpan, 'empty-list', `${quoted(entry.key)} needs at least one option`)
  const amounts = reading.names.issueAmounts[issue] ?? null
  const options =
    amounts === null
      ? nodes.map((node) => optionOf(reading, issue, node, entry))
      : nodes.flatMap((node) => amountOptions(reading, amounts, node, entry))
  return { kind: 'chooses', issue, options }
}

/** Index of the issue that a key names, −1 with an error. */
export function issueOf(reading: Reading, entry: Entry, words: readonly string[] = []): IssueIndex {
  const known = reading.names.of.issue
  const issue = issueAt(known.indexOf(entry.key))
  if (issue < 0) {
    const more = hint(reading, entry.key, entry.keySpan, [...known, ...words], 'declare it under `issues`')
    fail(reading, entry.keySpan, 'unknown-issue', `unknown issue ${quoted(entry.key)}`, more)
  }
  return issue
}

/** Index of the option of an issue that a node names, −1 with an error. */
export function optionOf(reading: Reading, issue: number, node: Node, at: Entry): number {
  if (node.kind !== 'scalar' || isEmpty(node)) {
    const span = node.kind === 'scalar' ? at.keySpan : { offset: node.span.offset, length: 1 }
    fail(reading, span, 'wrong-kind', `expected an option of ${quoted(at.key)}, found ${kindOf(node)}`)
    return -1
  }
  const amounts = reading.names.issueAmounts[issue] ?? null
  if (amounts !== null) return amountOptions(reading, amounts, node, at)[0] ?? -1
  const known = reading.names.issueOptions[issue] ?? []
  const option = known.indexOf(node.text)
  if (option < 0) unknownOption(reading, at.key, node, known)
  return option
}

/** Says that an issue or hypothesis set has no such option. */
export function unknownOption(reading: Reading, owner: string, node: ScalarNode, known: readonly string[]): void {
  // That it has none at all is said where it is declared.
  if (known.length === 0) return
  fail(
    reading,
    inside(node),
    'unknown-option',
    `${quoted(owner)} has no option ${quoted(node.text)}`,
    hint(reading, node.text, inside(node), known),
  )
}
