/** An explanation of a package or a claim as lines of text. */
import { defined, encodes, LEDGER_ENTRIES } from '../../src/internal.ts'
import type { Case, Claim, Explanation, Finding, LeafFinding, PlayerAccount, Provenance } from '../../src/internal.ts'
import { turnText, verdictHead } from './claim-card.ts'
import { testSentence, testsOf } from './claim-words.ts'
import type { LeafTest } from './claim-words.ts'
import { differenceLines } from './difference.ts'
import { LEDGER_WORDS } from './ledger.ts'
import { counted, percent, percentWithInterval, range, rough } from './numbers.ts'
import { wordsOf } from './terms.ts'

/** `file:line:column`, and the source where there is one. */
function place({ place: { line, column }, source }: Provenance, file: string): string {
  return `${file}:${line}:${column}${source.length > 0 ? ` (${source.join('; ')})` : ''}`
}

export function packageText(theCase: Case, explanation: Explanation, file: string): string[] {
  const { rules, redLines, players } = explanation
  const terms = theCase.issues
    .map((issue, i) => `${issue.id} ${defined(issue.options[defined(explanation.options[i])]).id}`)
    .join(', ')
  const bars = rules.filter(({ verdict }) => verdict === 'bars')
  const consents = rules.filter(({ verdict }) => verdict === 'needs consent')
  const votes = rules.filter(({ verdict }) => verdict === 'needs vote')
  const crossed = redLines.filter((line) => line.crossed)
  return [
    `Package ${explanation.package}: ${terms}`,
    `Rules and red lines leave it in ${percentWithInterval(explanation.allowed)} of ${counted(explanation.worlds, 'world')}; everybody then accepts it, in month 1, in ${percentWithInterval(explanation.acceptable)}.`,
    `It is on the Pareto frontier of what is allowed in ${percentWithInterval(explanation.efficient)}, and the Nash choice in ${percentWithInterval(explanation.nashChoice)}.`,
    ...section(
      'Barred by',
      bars.map((rule) => `${rule.id}: ${rule.says} — ${place(rule.provenance, file)}`),
    ),
    ...section(
      'Needs the consent behind',
      consents.map(
        (rule) =>
          `${rule.id}, given in ${percentWithInterval(defined(rule.chance))}: ${rule.says} — ${place(rule.provenance, file)}`,
      ),
    ),
    ...section(
      'Needs, once signed, the vote behind',
      votes.map(
        (rule) =>
          `${rule.id}, won in ${percentWithInterval(defined(rule.chance))}: ${rule.says} — ${place(rule.provenance, file)}`,
      ),
    ),
    ...(explanation.comesIntoForce && votes.length > 0
      ? [
          `Both sides give it a chance of ${range(scaled(explanation.comesIntoForce, 100))} % of coming into force once signed, and count with it: what it leaves over walking away is what signing is expected to bring.`,
        ]
      : []),
    ...section(
      'Crosses the red lines',
      crossed.map(
        (line) =>
          `${line.id} of ${line.actor}, ${players.some(({ actor }) => actor === line.actor) ? '' : 'which binds nobody, since it does not have to agree; '}${line.cost ? `costs it ${range(line.cost)} points` : ''}${line.cost && line.firm.estimate > 0 ? ', ' : ''}${line.cost && line.firm.estimate === 0 ? '' : `absolute in ${percentWithInterval(line.firm)}`}: ${line.says} — ${place(line.provenance, file)}`,
      ),
    ),
    ...section('Rules it passes', [
      rules
        .filter(({ verdict }) => verdict === 'passes')
        .map(({ id }) => id)
        .join(', '),
    ]),
    ...players.flatMap((player) => playerText(theCase, player)),
    ...(explanation.survivalFiveYears
      ? [`Once agreed it holds for five years with a chance of ${range(scaled(explanation.survivalFiveYears, 100))} %.`]
      : []),
    ...aftermathText(explanation.aftermath),
    ...(explanation.powellMargin
      ? [
          `The side that grows stronger would later keep it by a margin of ${range(explanation.powellMargin)} points (what the terms leave it, less what breaking them would bring; Powell's margin); a guarantee that closes the margin: ${range(explanation.guaranteeNeeded)} of the strength of both, credibility counted in (at 1 none would do).`,
        ]
      : []),
  ]
}

/** What a package leaves were it signed in the first month; in brackets 90 % of worlds. */
function aftermathText({ holds, ledger }: Explanation['aftermath']): string[] {
  const years = holds.map(
    ({ years, chance, baseRate }) => `${years} in ${percent(chance.mean)} (${percent(baseRate.mean)})`,
  )
  return [
    ...(years.length > 0
      ? [
          `Mean chance that it still holds after so many years, without any of its features in brackets: ${years.join(', ')}.`,
        ]
      : []),
    ...(ledger
      ? section('Signed in the first month it leaves', [
          ...LEDGER_ENTRIES.map((entry) => `${LEDGER_WORDS[entry]}: ${range(ledger.entries[entry])}`),
          `land taken by force is kept in ${percentWithInterval(ledger.kept)}, and recognised in ${percentWithInterval(ledger.recognised)}`,
        ])
      : []),
  ]
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 || lines[0] === '' ? [] : [`${title}:`, ...lines.map((text) => `  ${text}`)]
}

function scaled<T extends { readonly p05: number; readonly p50: number; readonly p95: number }>(
  spread: T,
  by: number,
): T {
  return { ...spread, p05: spread.p05 * by, p50: spread.p50 * by, p95: spread.p95 * by }
}

function playerText(theCase: Case, player: PlayerAccount): string[] {
  const name = theCase.actors.find(({ id }) => id === player.actor)?.name ?? player.actor
  const points = Object.entries(player.points)
    .map(([issue, value]) => `${issue} ${rough(value)}`)
    .join(', ')
  const { after, ahead } = player
  return [
    `${name}: accepts it in ${percentWithInterval(player.accepts)}`,
    `  points by issue: ${points}${player.extra === 0 ? '' : `, interactions ${rough(player.extra)}`}; in all ${range(player.total)}`,
    `  worth ${range(player.value)}${theCase.durability ? ' once breaking is counted in' : ''}, against ${range(player.noDeal)} for ${wordsOf(theCase).noDeal}: margin ${range(player.margin)}${player.cost.mean > 0 ? `, less ${range(player.cost)} for its own red lines that it crosses; over walking away ${range(player.gain)}` : ''}`,
    ...(ahead && ahead.mean !== 0
      ? [`  of its worth, ${range(ahead)} points are the prospect of the later steps`]
      : []),
    ...(after && after.mean !== 0
      ? [`  once carried out and broken, ${wordsOf(theCase).noDeal} is another for it by ${range(after)} points`]
      : []),
  ]
}

/** A claim: what it says, what the run says of it, what turns it round, and every line of the file that encodes it. */
export function claimText(theCase: Case, claim: Claim, finding: Finding | undefined, file: string): string[] {
  const parts = encodes(theCase, claim.id).filter(({ what }) => what !== 'claim')
  return [
    `${claim.id} (${claim.kind}): ${claim.says} — ${place(claim.provenance, file)}`,
    ...(claim.rival ? [`Another reading: ${claim.rival}`] : []),
    ...(finding
      ? [
          `Verdict: ${verdictHead(finding)}${finding.tests.length > 1 ? `; each of its ${finding.tests.length} tests has to hold` : ''}`,
          ...finding.tests.flatMap((one, k) => testText(theCase, defined(testsOf(claim.test)[k]), one)),
        ]
      : ['Not a claim that a run can test; it is encoded where the lines below say.']),
    ...section('What differs, and so brings the difference about', differenceLines(theCase, claim.test)),
    ...section(
      'Encoded by',
      parts.map(
        (part) => `${part.what} ${part.id}${part.says ? `: ${part.says}` : ''} — ${place(part.provenance, file)}`,
      ),
    ),
  ]
}

function testText(theCase: Case, asked: LeafTest, finding: LeafFinding): string[] {
  const { verdict, flips, n } = finding
  return [
    `  ${testSentence(theCase, asked, finding)}; ${verdict}, ${counted(n, 'world')}`,
    ...flips.map((flip) => `    ${turnText(theCase, [asked, finding], flip)} — ${flip.kind} ${flip.id}`),
  ]
}
