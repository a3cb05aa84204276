/** A claim with all that a reader would ask of it: where it comes from, how else it can be read, what the run says,
 *  what would turn it. */
import { defined, encodes } from '../../src/internal.ts'
import type { Case, Finding, LeafFinding } from '../../src/internal.ts'
import { testSentence, testsOf, unitOf } from './claim-words.ts'
import type { LeafTest } from './claim-words.ts'
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

/** Signs of what is no verdict: not counted yet, and not to be tested. */
export const PENDING_SIGN = '…'
export const UNTESTED_SIGN = '○'

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
  /** What the tests make of the claim, and what of it they leave out, in the case's words. */
  readonly note: string | null
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
    note: claim.provenance.note?.replace(/\.$/, '') ?? null,
    turns: [
      ...new Set(
        (finding?.tests ?? []).flatMap((test, k) => {
          const which = testsOf(claim.test).length > 1 ? `test ${k + 1} ` : ''
          return test.flips.map((flip) => which + turnText(theCase, [defined(testsOf(claim.test)[k]), test], flip))
        }),
      ),
    ],
    line: claim.provenance.place.line,
    parts: encodes(theCase, id)
      .filter(({ what }) => what !== 'claim')
      .map(({ what, id: part, provenance }) => ({ what: `${what} ${part}`, line: provenance.place.line })),
  }
}

/** `contradicted (then 61 points) if “It fears an attack” holds`. */
export function turnText(
  theCase: Case,
  [asked, test]: readonly [LeafTest, LeafFinding],
  { kind, id, verdict, estimate }: LeafFinding['flips'][number],
): string {
  const points = Math.abs(Math.round(estimate * 100))
  const then =
    test.test !== 'difference' || points === 0
      ? findingValue(test, estimate, unitOf(theCase, asked))
      : `${counted(points, 'point')} ${estimate < 0 ? 'lower' : 'higher'}`
  return `${verdict} (then ${then}) if ${kind === 'scenario' ? `“${scenarioLabel(theCase, id)}”` : hypothesisWords(theCase, id)}`
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

/** `supported (92 %)`: the verdict with the number of the test that decides it. Of several tests that came out apart it
 *  says how many hold. @param theCase for the unit of a mean, which is left out without it. */
export function verdictText(finding: Finding, theCase: Case | null = null): string {
  const { verdict, tests, claim } = finding
  if (isMixed(finding)) return verdictHead(finding)
  const k = Math.max(
    0,
    tests.findIndex((one) => one.verdict === verdict),
  )
  const test = tests[k]
  const asked = testsOf(theCase?.claims.find(({ id }) => id === claim)?.test ?? null)[k]
  const isBare = test?.test === 'mean' || test?.test === 'meanDifference'
  if (!test?.interval || (isBare && !(asked && theCase))) return verdict
  return `${verdict} (${findingValue(test, test.interval.estimate, asked && theCase ? unitOf(theCase, asked) : undefined)})`
}

/** Whether the tests of a claim came out apart. */
export function isMixed({ tests }: Finding): boolean {
  return tests.some(({ verdict }) => verdict !== tests[0]?.verdict)
}

/** The verdict alone, over a list of the tests: `contradicted in part: 1 of 2 tests holds`. */
export function verdictHead(finding: Finding): string {
  const { verdict, tests } = finding
  if (!isMixed(finding)) return verdict
  const held = tests.filter((one) => one.verdict === 'supported').length
  const part =
    held === 0
      ? `none of its ${tests.length} tests holds`
      : `${held} of ${tests.length} tests ${held === 1 ? 'holds' : 'hold'}`
  return verdict === 'contradicted' && held > 0 ? `${verdict} in part: ${part}` : `${verdict}: ${part}`
}

/** The sign of a claim's verdict; where its tests came out apart a sign for each, in their order. */
export function verdictSigns(finding: Finding): string {
  return isMixed(finding)
    ? finding.tests.map(({ verdict }) => VERDICT_SIGNS[verdict]).join('')
    : VERDICT_SIGNS[finding.verdict]
}
