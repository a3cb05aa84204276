/** A claim with all that a reader would ask of it: where it comes from, how else it can be read, what the run says,
 *  what would turn it. */
import { defined, encodes } from '../../src/internal.ts'
import type { Case, Finding, LeafFinding } from '../../src/internal.ts'
import { testSentence, testsOf } from './claim-words.ts'
import { findingValue } from './finding.ts'
import { optionLabel, scenarioLabel } from './labels.ts'
import { counted } from './numbers.ts'

/** A sign for each verdict, so that nothing hangs on colour. */
export const VERDICT_SIGNS: Readonly<Record<Finding['verdict'], string>> = {
  supported: '✓',
  contradicted: '✗',
  undecided: '~',
  depends: '⇄',
  untestable: '∅',
}

export interface Citation {
  /** The key and the place in the source, as the case has them. */
  readonly cited: string
  /** Author, title and date; null where the case lists no such source. */
  readonly title: string | null
  /** Only `http` and `https`. */
  readonly url: string | null
}

export interface ClaimCard {
  readonly id: string
  readonly says: string
  /** Null where a run cannot test it. */
  readonly finding: Finding | null
  /** Each test with its own verdict, number and what it asks for. */
  readonly tests: readonly { readonly verdict: Finding['verdict']; readonly text: string }[]
  readonly sources: readonly Citation[]
  readonly rival: string | null
  /** What turns the verdict round, in the case's words. */
  readonly turns: readonly string[]
  /** Line of the case file. */
  readonly line: number
  /** Other lines that encode the claim. */
  readonly parts: readonly { readonly what: string; readonly line: number }[]
}

/** @returns null where the case has no such claim. */
export function claimCard(theCase: Case, findings: readonly Finding[], id: string): ClaimCard | null {
  const claim = theCase.claims.find((one) => one.id === id)
  if (!claim) return null
  const finding = findings.find((one) => one.claim === id) ?? null
  return {
    id,
    says: claim.says,
    finding,
    tests: (finding?.tests ?? []).map((test, k) => ({
      verdict: test.verdict,
      text: testSentence(theCase, defined(testsOf(claim.test)[k]), test),
    })),
    sources: claim.provenance.source.map((cited) => citation(theCase, cited)),
    rival: claim.rival,
    turns: [
      ...new Set((finding?.tests ?? []).flatMap((test) => test.flips.map((flip) => turnText(theCase, test, flip)))),
    ],
    line: claim.provenance.place.line,
    parts: encodes(theCase, id)
      .filter(({ what }) => what !== 'claim')
      .map(({ what, id: part, provenance }) => ({ what: `${what} ${part}`, line: provenance.place.line })),
  }
}

function turnText(
  theCase: Case,
  test: LeafFinding,
  { kind, id, verdict, estimate }: LeafFinding['flips'][number],
): string {
  return `${verdict} (then ${thenWords(test, estimate)}) if ${kind === 'scenario' ? `“${scenarioLabel(theCase, id)}”` : hypothesisWords(theCase, id)}`
}

/** What the number of a test would be: `9 points higher`, `35 %`. */
function thenWords(test: LeafFinding, estimate: number): string {
  const points = Math.abs(Math.round(estimate * 100))
  if (test.test !== 'difference' || points === 0) return findingValue(test, estimate)
  return `${counted(points, 'point')} ${estimate < 0 ? 'lower' : 'higher'}`
}

/** `set: option` in the case's words. */
function hypothesisWords(theCase: Case, id: string): string {
  const [set, option] = id.split(': ')
  return `“${optionLabel(theCase, set ?? '', option ?? '')}” holds`
}

/** A citation such as `essay §NATO ¶4` with the source that its first word names. */
export function citation(theCase: Case, cited: string): Citation {
  const source = theCase.sources.find(({ id }) => id === cited.split(/\s/)[0])
  if (!source) return { cited, title: null, url: null }
  const { author, title, date, url } = source
  return {
    cited,
    title: [author, title, date].filter((part) => part).join(', '),
    url: url && /^https?:\/\//.test(url) ? url : null,
  }
}

/** `supported (92 %)`: the verdict with the number of the test that decides it. */
export function verdictText({ verdict, tests }: Finding): string {
  const test = tests.find((one) => one.verdict === verdict) ?? tests[0]
  return test?.interval ? `${verdict} (${findingValue(test, test.interval.estimate)})` : verdict
}
