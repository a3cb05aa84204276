/** The brief: what a run says, on one screen. */
import { amountsOfDeals, rangeOfDeals } from './amounts.ts'
import type { ArmSummary, Case, DealCounts, FamilySummary, Finding, OverReadings, Summary } from '../../src/internal.ts'
import { dealsByMonth, defined } from '../../src/internal.ts'
import { outcomeLines } from './outcome.ts'
import { optionLabel, scenarioLabel, setLabel, sideNames } from './labels.ts'
import { leftOutText } from './left-out.ts'
import { wordsOf } from './terms.ts'
import { warRecordLines } from './truces.ts'
import { turnText, verdictHead } from './claim-card.ts'
import { testSentence, testsOf } from './claim-words.ts'
import { isTold } from './finding.ts'
import { withoutCapital } from './names.ts'
import { endsText, openText } from './no-deal.ts'
import { proposalLines } from './proposals.ts'
import { stepTexts } from './steps.ts'
import {
  counted,
  grouped,
  percent,
  percentWithInterval,
  pointsOfPercent,
  range,
  rough,
  signed,
  whole,
} from './numbers.ts'

/** A line of the brief; `heading` and `note` lines are set off where the medium can. */
export interface BriefLine {
  readonly kind: 'title' | 'heading' | 'text' | 'note'
  readonly text: string
}

const MONTHS = [3, 6, 12, 24]
const LISTED_DEALS = 3
/** Fewer deals than this say nothing of the terms: as few worlds give a claim no verdict. */
const FEWEST_DEALS = 30

/** The lines of the brief, in order. A stage that the case leaves out leaves out its lines. */
export function briefLines(theCase: Case, summary: Summary): BriefLine[] {
  const first = defined(summary.arms[0])
  const hasTalks = first.dealBy.length > 0
  return [
    line(
      'title',
      `${theCase.title}, as of ${theCase.asOf}${summary.scenario ? ` · scenario: ${scenarioLabel(theCase, summary.scenario)}` : ''}`,
    ),
    ...(summary.partial
      ? [line('note', `partial: ${grouped(summary.worlds)} of ${counted(summary.asked, 'world')} were run`)]
      : []),
    ...(hasTalks ? talksLines(theCase, first, summary) : []),
    ...proposalLines(theCase, first).map((text) => line('text', text)),
    ...hypothesisLines(theCase, summary),
    ...findingLines(theCase, summary.findings),
    ...(hasTalks ? [...changeLines(summary), ...notRun(theCase, summary)] : []),
    ...outcomeLines(theCase, first).map((text) => line('note', text)),
    line(
      'note',
      `seed ${summary.seed} · ${counted(summary.worlds, 'world')} (${grouped(summary.armWorlds)} for each scenario beside) · engine ${summary.engine} · case ${summary.case.digest.slice(0, 12)}`,
    ),
  ]
}

function line(kind: BriefLine['kind'], text: string): BriefLine {
  return { kind, text }
}

function talksLines(theCase: Case, arm: ArmSummary, { judgements, baseRate }: Summary): BriefLine[] {
  return [
    line('text', headline(theCase, arm)),
    line(
      'heading',
      `${capital(wordsOf(theCase).deal)} by (brackets: what so many worlds leave open, the readings apart)`,
    ),
    line(
      'text',
      MONTHS.filter((month) => month <= arm.dealBy.length)
        .map((month) => `${counted(month, 'month')} ${percentWithInterval(defined(arm.dealBy[month - 1]))}`)
        .join('   '),
    ),
    ...[readingsLeftOut(arm, judgements), eventsText(theCase, arm), signedText(arm)]
      .filter((text) => text !== null)
      .map((text) => line('note', text)),
    ...stepTexts(theCase, arm).map((text) => line('text', text)),
    ...warRecordLines(baseRate, theCase).map((text) => line('note', text)),
    ...[endsText(theCase, arm)].filter((text) => text !== null).map((text) => line('note', text)),
    ...frontLines(arm),
    line('note', openText(theCase, arm)),
    line(
      'heading',
      `Likeliest deals, by their weightiest terms (${counted(arm.differentPackages, 'different package')} in all)`,
    ),
    ...arm.families.slice(0, LISTED_DEALS).map((family) => line('text', familyText(theCase, family))),
    ...amountTerms(theCase, arm).map((text) => line('note', `in the median deal ${text}`)),
    ...durabilityLines(arm),
    ...spoilerLines(theCase, arm),
    ...ledgerLines(theCase, arm),
  ]
}

/** What changes, or may change, in a month of the conflict; null where the case has no events. */
export function eventsText({ events }: Case, arm: ArmSummary): string | null {
  if (events.length === 0) return null
  const texts = events.map(({ id, says, from, to, foreseen }) => {
    const when = from === to ? `month ${from}` : `months ${from} to ${to}`
    const odds = percent(arm.events?.[id]?.estimate ?? 0)
    return `${says.replace(/\.$/, '')} (${when}, ${odds}, ${foreseen ? 'foreseen' : 'a surprise'})`
  })
  return `what may come: ${texts.join('; ')}`
}

/** What is signed, and what comes into force; null where no vote comes after signature. */
export function signedText({ signedBy, dealBy, failedVotes }: ArmSummary): string | null {
  if (!signedBy) return null
  const month = Math.min(12, signedBy.length)
  const [signed, inForce] = [signedBy[month - 1], dealBy[month - 1]]
  if (!signed || !inForce) return null
  return `signed by month ${month} ${percent(signed.estimate)}, in force ${percent(inForce.estimate)}; votes that fail after signature: ${rough(100 * (failedVotes ?? 0))} in 100 worlds`
}

/** Where each of several fronts would run if the fighting went on. */
function frontLines({ fronts = [] }: ArmSummary): BriefLine[] {
  if (fronts.length === 0) return []
  const month = Math.min(12, defined(fronts[0]).line.length - 1)
  const lines = fronts.map(({ name, line: km2 }) => `${name} ${range(defined(km2[month]))} km²`)
  return [line('note', `after ${counted(month, 'month')} of fighting on the lines have moved: ${lines.join('; ')}`)]
}

/** The headline in a sentence: by when, how likely, on which terms, and whether it lasts. */
export function headline(theCase: Case, arm: ArmSummary): string {
  const month = headlineMonth(arm.dealBy)
  const struck = Math.round((arm.dealBy.at(-1)?.estimate ?? 0) * arm.worlds)
  const chance = `${headlineStart(theCase, month)} ${percent(defined(arm.dealBy[month - 1]).estimate)}${readingsText(arm.dealByReadings[month - 1] ?? null)}`
  if (struck < FEWEST_DEALS)
    return `${chance}. ${struck === 0 ? 'None came' : `Only ${grouped(struck)} came`} in ${counted(arm.worlds, 'world')}, too few to say on which terms.`
  const terms = likeliestTerms(theCase, arm).join('; ')
  const lasting = arm.survival.deals[arm.survival.years.indexOf(5)]
  return (
    chance +
    (terms ? `. If one comes, then most likely, term by term, ${terms}` : '') +
    (lasting ? `. It holds for five years with a chance of ${percent(lasting.mean)}.` : '.')
  )
}

/** Fewer worlds than this are no answer. */
const FEWEST_WORLDS = 30

/** What the headline says, of the worlds of a run so far; null where the case has no talks, or they are too few. */
export function headlineSoFar(theCase: Case, deals: DealCounts): string | null {
  const dealBy = dealsByMonth(deals)
  if (dealBy.length === 0 || deals.n < FEWEST_WORLDS) return null
  const month = headlineMonth(dealBy)
  return `${headlineStart(theCase, month)} ${percentWithInterval(defined(dealBy[month - 1]))} so far`
}

function headlineMonth(dealBy: readonly unknown[]): number {
  return Math.min(12, dealBy.length)
}

function headlineStart(theCase: Case, month: number): string {
  return `A ${wordsOf(theCase).deal} within ${counted(month, 'month')}:`
}

/** The likeliest option of each of the weightiest issues by itself, with its share of deals, and what the median deal
 *  says of how much: no one deal need have them all. */
export function likeliestTerms(theCase: Case, arm: ArmSummary): string[] {
  const principal = Object.keys(arm.families[0]?.terms ?? {})
  return [...principal.map((issue) => likeliestOption(theCase, arm, issue)), ...amountTerms(theCase, arm)].filter(
    (term) => term !== null,
  )
}

/** Where the middle half of the readings put a chance; nothing where their spread is not above its noise. */
export function readingsText(readings: OverReadings | null): string {
  if (!isTold(readings)) return ''
  return ` (between ${percent(readings.p25)} and ${percent(readings.p75)} for half of the readings of its judgements)`
}

/** Why the headline says nothing of how its chance differs over the readings; null where it does, or nothing varies. */
export function readingsLeftOut({ dealByReadings }: ArmSummary, judgements: readonly string[]): string | null {
  const readings = dealByReadings[Math.min(12, dealByReadings.length) - 1]
  if (judgements.length === 0 || readings === undefined || isTold(readings)) return null
  return readings === null
    ? 'too few worlds to tell how this differs over the readings of its judgements'
    : 'over the readings of its judgements this differs by no more than the noise of these worlds'
}

/** What the median deal says of each issue that is about how much. */
function amountTerms(theCase: Case, arm: ArmSummary): string[] {
  return amountsOfDeals(theCase, arm).map((of) => `${phraseOf(theCase, of.issue, of.option)} (${rangeOfDeals(of)})`)
}

/** The likeliest option of an issue in the case's own words, with its share of deals; null where there were no
 *  deals. */
function likeliestOption(theCase: Case, arm: ArmSummary, issue: string): string | null {
  const options = Object.entries(arm.options[issue] ?? {}).sort(([, a], [, b]) => b.estimate - a.estimate)
  const [best] = options
  if (!best || arm.deals.length === 0) return null
  return `${phraseOf(theCase, issue, best[0])} (${percent(best[1].estimate)})`
}

/** An option in the case's own words, as part of a sentence. */
export function phraseOf(theCase: Case, issue: string, option: string): string {
  const says = theCase.issues.find(({ id }) => id === issue)?.options.find(({ id }) => id === option)?.says
  return phrase(theCase, says || option)
}

/** A sentence as part of another: no final stop, and no capital but that of a name. */
function phrase(theCase: Case, says: string): string {
  return withoutCapital(theCase, says.replace(/\.$/, ''))
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

function familyText(theCase: Case, family: FamilySummary): string {
  const margins = Object.entries(family.margins).map(
    ([actor, margin]) =>
      `${theCase.actors.find(({ id }) => id === actor)?.name ?? actor} ${signed(Math.round(margin.p50))} [${whole(margin.p05)} to ${whole(margin.p95)}]`,
  )
  const terms = Object.entries(family.terms)
    .map(([issue, option]) => phraseOf(theCase, issue, option))
    .join('; ')
  const mostly = Object.entries(family.mostly)
    .filter(([, { share }]) => share >= 0.5)
    .map(([issue, { option, share }]) => `${phraseOf(theCase, issue, option)} (${percent(share)})`)
    .join('; ')
  const lasting = family.survivalFiveYears
  return [
    `${percent(family.share.estimate)} of deals: ${terms}`,
    ...(mostly ? [`mostly ${mostly}`] : []),
    `points above ${wordsOf(theCase).noDeal}, where it is agreed: ${margins.join(', ')}${lasting ? `; holds 5 years ${percent(lasting.mean)}` : ''}`,
  ].join('\n    ')
}

function durabilityLines(arm: ArmSummary): BriefLine[] {
  const at = (years: number): string | null => {
    const k = arm.survival.years.indexOf(years)
    const deal = arm.survival.deals[k]
    const base = arm.survival.baseRate[k]
    return deal && base
      ? `${years} ${years === 1 ? 'year' : 'years'} ${percent(deal.mean)} [${Math.round(deal.p05 * 100)}–${Math.round(deal.p95 * 100)}], bare ${percent(base.mean)}`
      : null
  }
  const lines = [1, 5, 10].map(at).filter((text) => text !== null)
  return lines.length > 0
    ? [
        line(
          'heading',
          'It still holds after (brackets: 90 % of deals; bare: a peace in the same worlds with none of their features)',
        ),
        line('text', lines.join('   ')),
      ]
    : []
}

/** Who would spoil the deals that are struck. */
function spoilerLines(theCase: Case, { spoiled = {}, deals }: ArmSummary): BriefLine[] {
  if (deals.length === 0) return []
  return Object.entries(spoiled).map(([id, chance]) => {
    const name = theCase.actors.find((actor) => actor.id === id)?.name ?? id
    return line('note', `${name} would spoil ${percent(chance.estimate)} of these deals`)
  })
}

function ledgerLines(theCase: Case, arm: ArmSummary): BriefLine[] {
  const { attacker, defender } = sideNames(theCase)
  const { deal, noDeal } = arm.ledger
  const text = (name: string, ledger: typeof deal): string[] => {
    if (!ledger.entries) return []
    const { landHeld, peopleHeld, displaced, deadAttacker, deadDefender, rebuilding } = ledger.entries
    return [
      `${name}: held ${range(landHeld)} km², with ${millions(peopleHeld.p50)} people, ${millions(displaced.p50)} cannot return; ` +
        `soldiers dead in all ${attacker} ${rough(deadAttacker.p50)}, ${defender} ${rough(deadDefender.p50)}; rebuilding ${rough(rebuilding.p50)} bn US$; land taken is kept in ${percent(ledger.kept.estimate)} of worlds, recognised in ${percent(ledger.recognised.estimate)}`,
    ]
  }
  const lines = [...text('deal', deal), ...text(`no deal in ${counted(arm.dealBy.length, 'month')}`, noDeal)]
  return lines.length > 0
    ? [line('heading', 'Consequences (median, 90 % interval)'), ...lines.map((entry) => line('text', entry))]
    : []
}

function millions(x: number): string {
  return x >= 1e5 ? `${rough(x / 1e6)}M` : rough(x)
}

function hypothesisLines(theCase: Case, summary: Summary): BriefLine[] {
  const sets = summary.hypotheses.map(
    ({ id, posterior }) =>
      `${setLabel(theCase, id)}: ${Object.entries(posterior)
        .map(([option, p]) => `${phrase(theCase, optionLabel(theCase, id, option))} (${percent(p)})`)
        .join('; ')}`,
  )
  return sets.length > 0
    ? [line('heading', 'Beliefs after the evidence'), ...sets.map((text) => line('text', text))]
    : []
}

/** Which claims came out how; those that do not stand as they are say their number with its noun. */
function findingLines(theCase: Case, findings: readonly Finding[]): BriefLine[] {
  if (findings.length === 0) return []
  const groups = ['supported', 'untestable', 'depends', 'undecided', 'contradicted'] as const
  return [
    line('heading', 'Findings (`armistice explain CASE CLAIM` shows the tests of one)'),
    ...groups.flatMap((verdict) => {
      const mine = findings.filter((finding) => finding.verdict === verdict)
      if (mine.length === 0) return []
      return verdict === 'supported' || verdict === 'untestable'
        ? [line('text', `${verdict}: ${mine.map(({ claim }) => claim).join(', ')}`)]
        : mine.map((finding) =>
            line('text', `${finding.claim} ${briefHead(finding)}: ${findingText(theCase, finding)}`),
          )
    }),
  ]
}

/** `contradicted`, or `contradicted in part (1 of 2 tests holds)`. */
function briefHead(finding: Finding): string {
  const [verdict, part] = verdictHead(finding).split(': ')
  return part === undefined ? defined(verdict) : `${verdict} (${part})`
}

/** What the test that decides a claim asks, and what came out. */
function findingText(theCase: Case, { claim, tests, verdict }: Finding): string {
  const k = Math.max(
    0,
    tests.findIndex((one) => one.verdict === verdict),
  )
  const asked = testsOf(theCase.claims.find(({ id }) => id === claim)?.test ?? null)[k]
  if (!asked) return ''
  const turned = defined(tests[k]).flips.map((flip) => turnText(theCase, [asked, defined(tests[k])], flip))
  return [testSentence(theCase, asked, defined(tests[k])), ...turned].join('; ')
}

/** The two scenarios that move the chance of a deal most. */
function changeLines(summary: Summary): BriefLine[] {
  if (summary.changes.length === 0) return []
  const moved = summary.changes.filter(({ difference }) => difference.low > 0 || difference.high < 0)
  const order = [...moved].sort((a, b) => Math.abs(b.difference.estimate) - Math.abs(a.difference.estimate))
  return order.length === 0
    ? [line('note', `${noneOf(summary.changes.length)} beside changes it beyond its interval`)]
    : [
        line('heading', `${changeHeading(summary)} (points of percentage within ${defined(order[0]).month} months)`),
        ...order
          .slice(0, 2)
          .map(({ difference, scenario, says }) => line('text', `${pointsOfPercent(difference)} ${says || scenario}`)),
      ]
}

const noneOf = (scenarios: number): string =>
  scenarios === 1 ? 'Not even the one scenario' : `None of the ${grouped(scenarios)} scenarios`

function notRun(theCase: Case, summary: Summary): BriefLine[] {
  const text = leftOutText(theCase, summary)
  return text === null ? [] : [line('note', text)]
}

/** The others stand in the place of the scenario run, not on top of it. */
function changeHeading({ scenario, arms }: Summary): string {
  const says = arms[0]?.says.replace(/\.$/, '')
  return scenario === null
    ? 'What would change it most'
    : `In the place of “${says || scenario}”, what would change it most`
}
