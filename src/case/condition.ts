/** Conditions over a package and the consents of a world. Written as plain YAML, compiled to tables over the issues
 *  they mention. */
import { defined } from './defined.ts'
import type { IssueIndex } from './indices.ts'

export type Condition =
  | { readonly kind: 'chooses'; readonly issue: IssueIndex; readonly options: readonly number[] }
  | { readonly kind: 'consent'; readonly body: number }
  | { readonly kind: 'all'; readonly of: readonly Condition[] }
  | { readonly kind: 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition }

/** Holds for every package. */
export const ALWAYS: Condition = { kind: 'all', of: [] }

/** Whether a condition holds, given the option chosen on each issue and the consents granted.
 *  @param optionOf option index by issue. @param granted whether a consent body agrees. */
export function holds(
  condition: Condition,
  optionOf: (issue: IssueIndex) => number,
  granted: (body: number) => boolean,
): boolean {
  switch (condition.kind) {
    case 'chooses':
      return condition.options.includes(optionOf(condition.issue))
    case 'consent':
      return granted(condition.body)
    case 'all':
      return condition.of.every((part) => holds(part, optionOf, granted))
    case 'any':
      return condition.of.some((part) => holds(part, optionOf, granted))
    case 'not':
      return !holds(condition.of, optionOf, granted)
  }
}

/** Issues that a condition mentions, ascending, each once. */
export function issuesOf(condition: Condition): number[] {
  const found = new Set<number>()
  visit(condition, (leaf) => {
    if (leaf.kind === 'chooses') found.add(leaf.issue)
  })
  return [...found].sort((a, b) => a - b)
}

/** Consent bodies that a condition mentions, ascending, each once. */
export function consentsOf(condition: Condition): number[] {
  const found = new Set<number>()
  visit(condition, (leaf) => {
    if (leaf.kind === 'consent') found.add(leaf.body)
  })
  return [...found].sort((a, b) => a - b)
}

function visit(condition: Condition, look: (leaf: Condition) => void): void {
  switch (condition.kind) {
    case 'chooses':
    case 'consent':
      look(condition)
      return
    case 'all':
    case 'any':
      for (const part of condition.of) visit(part, look)
      return
    case 'not':
      visit(condition.of, look)
  }
}

/** Whether a condition that names no consent holds for a package, given as its option on each issue. */
export function holdsFor(condition: Condition, options: ArrayLike<number>): boolean {
  return holds(
    condition,
    (issue) => defined(options[issue]),
    () => false,
  )
}
