import { fail, warn } from '../text/report.ts'
import type { Placed, Reporter } from '../text/report.ts'
import type { Span } from '../text/diagnostic.ts'
import { parseYaml } from '../text/parse.ts'
import type { Entry, Node } from '../text/tree.ts'
import { kindOf } from '../text/tree.ts'

/** The root of a YAML or JSON file (JSON is YAML), with what is wrong with its syntax added to the problems. */
export function parseNodes(problems: Reporter): Node | null {
  const { root, problems: found } = parseYaml(problems.text)
  for (const { code, severity, message, help, span } of found) {
    const add = severity === 'error' ? fail : warn
    add(problems, span, code, message, help ?? null)
  }
  return root
}

/** The entries of what has to be a map. */
export function entriesOrError(problems: Reporter, node: Node, what: string): readonly Entry[] {
  if (node.kind === 'map') return node.entries
  wrongKind(problems, node, what, 'a map')
  return []
}

/** The items of what has to be a list. */
export function itemsOrError(problems: Reporter, node: Node, what: string): readonly Node[] {
  if (node.kind === 'list') return node.items
  wrongKind(problems, node, what, 'a list')
  return []
}

/** The text of what has to be a scalar; `null` and nothing give the empty text. */
export function scalarOrError(problems: Reporter, node: Node, what: string): Placed<string> {
  if (node.kind === 'scalar') return { value: node.text, at: node.span }
  wrongKind(problems, node, what, 'a single value')
  return { value: '', at: node.span }
}

/** The value of a key that has to be there, or null with an error. */
export function required(problems: Reporter, entries: readonly Entry[], key: string, at: Span): Node | null {
  const found = entries.find((entry) => entry.key === key)
  if (found !== undefined) return found.value
  fail(problems, at, 'missing-key', `\`${key}\` is missing`)
  return null
}

/** The value of a key, or null. */
export function optional(entries: readonly Entry[], key: string): Node | null {
  return entries.find((entry) => entry.key === key)?.value ?? null
}

function wrongKind(problems: Reporter, node: Node, what: string, wanted: string): void {
  fail(problems, node.span, 'wrong-kind', `${what} must be ${wanted}, not ${kindOf(node)}`)
}
