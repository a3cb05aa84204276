/** What a change does to verdicts, and which verdict is nearest to turning. */
import type { Case, Finding, LeafFinding } from '../../src/internal.ts'
import { verdictText } from './claim-card.ts'
import { findingValue } from './finding.ts'

export interface VerdictChange {
  readonly claim: string
  /** `was supported (92 %), is now depends (51 %)`. */
  readonly text: string
}

/** The sentence of a claim whose verdict turned; null where it did not. @param isDraft whether `after` is of few
 *  worlds, which leave much undecided or untestable that more of them would tell. @param theCase for the units of its
 *  numbers. */
export function verdictChange(
  before: Finding | undefined,
  after: Finding | undefined,
  isDraft: boolean = false,
  theCase: Case | null = null,
): string | null {
  if (!before || !after || before.verdict === after.verdict) return null
  if (isDraft && (after.verdict === 'undecided' || after.verdict === 'untestable')) return null
  return `was ${verdictText(before, theCase)}, is now ${verdictText(after, theCase)}`
}

/** The claims whose verdicts turned, in their order. */
export function changedVerdicts(
  before: readonly Finding[],
  after: readonly Finding[],
  isDraft: boolean = false,
  theCase: Case | null = null,
): VerdictChange[] {
  return after.flatMap((finding) => {
    const text = verdictChange(
      before.find(({ claim }) => claim === finding.claim),
      finding,
      isDraft,
      theCase,
    )
    return text === null ? [] : [{ claim: finding.claim, text }]
  })
}

export interface NearestFlip {
  readonly claim: string
  /** Points of percentage between its number and its bound. */
  readonly points: number
  /** `C2 asks for below −5 points and stands at −7 points`. */
  readonly text: string
}

/** The claim whose number stands nearest to its bound, of those that ask for a probability or a difference of two and
 *  have a verdict to lose; null where there is none. */
export function nearestFlip(findings: readonly Finding[]): NearestFlip | null {
  const all = findings
    .filter(({ verdict }) => verdict === 'supported' || verdict === 'contradicted' || verdict === 'depends')
    .flatMap(({ claim, tests }) => tests.flatMap((test) => distances(test).map((one) => ({ claim, ...one }))))
    .sort((a, b) => a.points - b.points)
  return all[0] ?? null
}

function distances(test: LeafFinding): Omit<NearestFlip, 'claim'>[] {
  const { interval, above, below } = test
  if (!interval || (test.test !== 'probability' && test.test !== 'difference')) return []
  return [['above', above] as const, ['below', below] as const].flatMap(([side, bound]) =>
    Number.isFinite(bound)
      ? [
          {
            points: Math.abs(interval.estimate - bound) * 100,
            text: `asks for ${side} ${findingValue(test, bound)} and stands at ${findingValue(test, interval.estimate)}`,
          },
        ]
      : [],
  )
}
