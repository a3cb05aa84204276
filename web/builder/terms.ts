/** The terms that are built, from the address or from where a reader starts. */
import { defined } from '../../src/internal.ts'
import type { Case } from '../../src/internal.ts'

export type Terms = Readonly<Record<string, string>>

export interface Start {
  readonly id: string
  readonly name: string
  readonly terms: Terms
}

export function termsOf(theCase: Case, options: readonly number[]): Terms {
  return Object.fromEntries(
    theCase.issues.map((issue, i) => [issue.id, defined(issue.options[defined(options[i])]).id]),
  )
}

/** Packages that one can start from: those that the case names, and what holds without a deal. */
export function startsOf(theCase: Case): Start[] {
  return [
    ...theCase.packages.map(({ id, says, options }) => ({ id, name: says || id, terms: termsOf(theCase, options) })),
    {
      id: '',
      name: 'As it would be without a deal',
      terms: termsOf(
        theCase,
        theCase.issues.map(({ noDeal }) => noDeal),
      ),
    },
  ]
}

/** Every issue with an option; what the case does not know is left out and told. */
export function completed(
  theCase: Case,
  asked: Terms | null,
): { readonly terms: Terms; readonly strange: readonly string[] } {
  const start = defined(startsOf(theCase)[0]).terms
  if (asked === null) return { terms: start, strange: [] }
  const base = termsOf(
    theCase,
    theCase.issues.map(({ noDeal }) => noDeal),
  )
  const known = (issue: string, option: string): boolean =>
    theCase.issues.some(({ id, options }) => id === issue && options.some((one) => one.id === option))
  const entries = Object.entries(asked)
  return {
    terms: { ...base, ...Object.fromEntries(entries.filter(([issue, option]) => known(issue, option))) },
    strange: entries.filter(([issue, option]) => !known(issue, option)).map((pair) => pair.join(': ')),
  }
}
