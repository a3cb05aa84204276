/** What a claim came to on the screen: a verdict, none yet, or none ever. One word and one sign for each. */
import { PENDING_SIGN, UNTESTED_SIGN, VERDICT_SIGNS, verdictSigns } from '../../present/words/index.ts'
import type { Finding } from '../../src/internal.ts'
import { isUnsettled } from '../run-state.ts'
import type { Ran } from '../run-state.ts'

/** `pending` before a run of enough worlds, with its scenarios beside, tells; `untested` where the case has no test. */
export type Standing = Finding['verdict'] | 'pending' | 'untested'

export const SIGNS: Readonly<Record<Standing, string>> = {
  ...VERDICT_SIGNS,
  pending: PENDING_SIGN,
  untested: UNTESTED_SIGN,
}

export const standingName = (standing: Standing): string => (standing === 'pending' ? 'not counted yet' : standing)

/** The sign of where a claim stands; where its tests came out apart a sign for each. */
export function signsOf(ran: Ran, claim: string): string {
  const standing = standingOf(ran, claim)
  const finding = ran.summary.findings.find((one) => one.claim === claim)
  return finding && standing === finding.verdict ? verdictSigns(finding) : SIGNS[standing]
}

/** Where one of its tests stands. */
export function testStanding(ran: Ran, claim: string, test: number): Standing {
  const standing = standingOf(ran, claim)
  if (standing === 'pending' || standing === 'untested') return standing
  return ran.summary.findings.find((one) => one.claim === claim)?.tests[test]?.verdict ?? standing
}

/** Few worlds leave untestable what more of them would tell: until the last it is no verdict. */
export function standingOf(ran: Ran, claim: string): Standing {
  const finding = ran.summary.findings.find((one) => one.claim === claim)
  if (!finding) return 'untested'
  return isUnsettled(ran) || (ran.summary.partial && finding.verdict === 'untestable') ? 'pending' : finding.verdict
}
