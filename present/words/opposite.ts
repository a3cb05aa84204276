/** What would have to be true for the opposite of a verdict, as lines of text. */
import { boundOf } from '../../src/internal.ts'
import type { Claim, Finding, Opposite, TippingRecord } from '../../src/internal.ts'
import { testsOf } from './claim-words.ts'
import { counted, number, percent, unitWords } from './numbers.ts'

/** @param file name of the case file, for the lines; empty where there is none to show. */
export function oppositeLines(record: TippingRecord, found: readonly Opposite[], file: string): string[] {
  const head = `For the opposite verdict on ${record.claim} (each input alone, the others as they are drawn; ${counted(record.worlds, 'world')}):`
  if (found.length === 0)
    return [
      head,
      `  none of the ${counted(record.assumptions.length, 'input')} looked at turns it alone, within three deviations each way and probabilities from 0 to 1`,
    ]
  return [
    head,
    ...found.map((one) => `  ${oppositeText(one)}${one.line === null || file === '' ? '' : ` — ${file}:${one.line}`}`),
  ]
}

/** One input, where the verdict turns, and how far that is from where it stands. */
export function oppositeText({ id, unit, now, value, low, high, turns, deviations, ofRange }: Opposite): string {
  const at = `${number(value)} ${unitWords(unit)}`.trim()
  return `${id} ${turns} ${at} (${number(low)} to ${number(high)}); it stands at ${number(now)}, ${deviations.toFixed(1)} standard deviations or ${percent(ofRange)} of its range away`
}

/** The test that decides a verdict, as `tipping` names it; null where no bound says what would be the opposite. */
export function decidingTest({ id, test }: Claim, finding: Finding | null): string | null {
  if (!test || !finding) return null
  const decides = Math.max(
    0,
    finding.tests.findIndex(({ verdict }) => verdict === finding.verdict),
  )
  const leaf = testsOf(test)[decides]
  if (leaf === undefined || boundOf(leaf) === null || finding.tests[decides]?.interval === null) return null
  return finding.tests.length > 1 ? `${id}.${decides + 1}` : id
}
