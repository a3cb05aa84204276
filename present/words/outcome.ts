/** What came, beside what the model said. */
import { defined } from '../../src/internal.ts'
import type { ArmSummary, Case, KnownOutcome } from '../../src/internal.ts'
import { counted, percentWithInterval } from './numbers.ts'
import { wordsOf } from './terms.ts'

/** What the model gave to what came: a deal by its month, or none by the last; null where the case has no talks or they
 *  ended sooner. */
export function givenToOutcome(theCase: Case, arm: ArmSummary, { month }: KnownOutcome): string | null {
  const { deal } = wordsOf(theCase)
  if (month !== null) {
    const by = arm.dealBy[month - 1]
    return by ? `The model gave a ${deal} by then ${percentWithInterval(by)}.` : null
  }
  const last = arm.dealBy.at(-1)
  return last
    ? `The model gave a ${deal} within ${counted(arm.dealBy.length, 'month')} ${percentWithInterval(last)}.`
    : null
}

/** What was agreed, issue by issue, with the share of the model's deals that have it; empty where nothing was agreed or
 *  no deal came. */
export function outcomeTerms(
  theCase: Case,
  arm: ArmSummary,
): readonly { readonly issue: string; readonly option: string; readonly share: number }[] {
  const terms = theCase.outcome?.terms ?? []
  return terms.flatMap((option, i) => {
    const issue = theCase.issues[i]
    if (option < 0 || !issue) return []
    const { id } = defined(issue.options[option])
    const share = arm.options[issue.id]?.[id]
    return share ? [{ issue: issue.id, option: id, share: share.estimate }] : []
  })
}

/** For the end of a brief. */
export function outcomeLines(theCase: Case, arm: ArmSummary): string[] {
  const { outcome } = theCase
  if (!outcome) return []
  const given = givenToOutcome(theCase, arm, outcome)
  return [`What came (no part of the run): ${outcome.says}${given ? ` ${given}` : ''}`]
}
