/** What a test of a claim asks, and what came out, as a sentence: its number with its noun and its condition. */
import { datedChanges, defined } from '../../src/internal.ts'
import { stretchWords } from './amounts.ts'
import type { Case, ClaimEvent, ClaimTest, LeafFinding, Metric } from '../../src/internal.ts'
import { findingBounds, findingInterval, findingValue, halfOfReadings, PLAIN_UNIT } from './finding.ts'
import type { FindingUnit } from './finding.ts'
import { optionLabel, quantityLabel, scenarioLabel, sideNames, termLabel } from './labels.ts'
import { ledgerNoun } from './ledger.ts'
import { full, grouped, rough, whole } from './numbers.ts'
import { wordsOf } from './terms.ts'

export type LeafTest = Exclude<ClaimTest, { kind: 'every' }>

/** The tests of a claim one by one, in the order of the findings. */
export function testsOf(test: ClaimTest | null): LeafTest[] {
  if (test === null) return []
  return test.kind === 'every' ? test.of.flatMap(testsOf) : [test]
}

/** `the chance that a ceasefire comes within 12 months if “Russia insists” is 21 points lower [18 to 25]; asked: below
 *  −5 points`. */
export function testSentence(theCase: Case, test: LeafTest, finding: LeafFinding): string {
  const asked = findingBounds(finding, unitOf(theCase, test))
  return `${outcome(theCase, test, finding)}${asked ? `; asked: ${asked}` : ''}`
}

function outcome(theCase: Case, test: LeafTest, finding: LeafFinding): string {
  const given = test.given ? `, where ${clause(theCase, test.given)},` : ''
  const unit = unitOf(theCase, test)
  const mean = (of: Metric): string => `${metricNoun(theCase, of)}${given}`.replace(',,', ',')
  const under = test.scenario === null ? '' : ` if “${scenarioAt(theCase, test.scenario)}”`
  const value = finding.interval
    ? `is ${findingInterval(finding, unit)}`
    : `cannot be told: ${findingInterval(finding)}`
  switch (test.kind) {
    case 'probability':
      return `the chance that ${clause(theCase, test.of)}${given}${under} ${value}`
    case 'mean':
      return `${mean(test.of)}${under} ${finding.interval ? `is on average ${findingInterval(finding, unit)}` : value}`
    case 'difference':
      return `the chance that ${clause(theCase, test.of)}${given}${under} ${pointsApart(finding) ?? value}${against(theCase, test.against)}`
    case 'meanDifference':
      return `${mean(test.of)}${under} ${(unit.kind === 'plain' ? amountApart(finding, unit.words) : pointsApart(finding)) ?? value}${against(theCase, test.against)}`
    case 'likeliest':
      return `that ${clause(theCase, defined(test.of[0]))}${given}${under} ${
        (finding.interval?.estimate ?? 0) < 0
          ? `trails the likeliest of the others: ${findingInterval(finding)}`
          : `is ahead of the next likeliest by ${findingInterval(finding)}`
      }`
  }
}

function scenarioAt(theCase: Case, index: number): string {
  return scenarioLabel(theCase, defined(theCase.scenarios[index]).id)
}

const against = (theCase: Case, scenario: number | null): string =>
  scenario === null ? '' : ` than if “${scenarioAt(theCase, scenario)}”`

/** `is 21 points lower [18 to 25] (9 to 40 for half of the readings of its judgements)`. */
function pointsApart(finding: LeafFinding): string | null {
  const { interval } = finding
  if (!interval) return null
  const { estimate, low, high } = interval
  const size = whole(Math.abs(estimate) * 100)
  const isLower = estimate < 0
  const [least, most] = isLower ? [-high, -low] : [low, high]
  const end = (x: number): string => whole(x * 100)
  const ends = `[${end(least)} to ${end(most)}]`
  const half = halfOfReadings(finding, end, isLower)
  if (size === '0') return `hardly differs ${ends}${half}`
  return `is ${size} ${size === '1' ? 'point' : 'points'} ${isLower ? 'lower' : 'higher'} ${ends}${half}`
}

function amountApart(finding: LeafFinding, unit: string): string | null {
  const { interval } = finding
  if (!interval) return null
  const { estimate, low, high } = interval
  const isLower = estimate < 0
  const [least, most] = isLower ? [-high, -low] : [low, high]
  const half = halfOfReadings(finding, rough, isLower)
  return `is ${`${rough(Math.abs(estimate))} ${unit}`.trim()} ${isLower ? 'lower' : 'higher'} [${rough(least)} to ${rough(most)}]${half}`
}

/** A finite clause: `a ceasefire comes within 12 months`. */
function clause(theCase: Case, event: ClaimEvent): string {
  const { deal } = wordsOf(theCase)
  switch (event.kind) {
    case 'deal':
      return event.struck ? `a ${deal} comes` : `no ${deal} comes`
    case 'month':
      return `a ${deal} comes ${monthWords(event)}`
    case 'all': {
      const month = event.of.find(({ kind }) => kind === 'month')
      const parts = event.of.filter((part) => !(month && part.kind === 'deal' && part.struck))
      return parts.map((part) => clause(theCase, part)).join(' and ')
    }
    case 'any':
      return event.of.map((part) => clause(theCase, part)).join(' or ')
    case 'not':
      return event.of.kind === 'deal'
        ? clause(theCase, { ...event.of, struck: !event.of.struck })
        : `it is not so that ${clause(theCase, event.of)}`
    default:
      return fact(theCase, event)
  }
}

function monthWords({ atLeast, atMost }: { readonly atLeast: number; readonly atMost: number }): string {
  if (!(atLeast > 1)) return `within ${months(atMost)}`
  return Number.isFinite(atMost) ? `in months ${atLeast} to ${atMost}` : `in month ${atLeast} or later`
}

type Fact = Exclude<ClaimEvent, { kind: 'deal' | 'month' | 'all' | 'any' | 'not' }>

function fact(theCase: Case, event: Fact): string {
  switch (event.kind) {
    case 'chooses':
      return `the terms are “${optionsOf(theCase, event.issue, event.options)}”`
    case 'signed':
      return Number.isFinite(event.atMost) ? `terms are signed within ${months(event.atMost)}` : 'terms are signed'
    case 'comes': {
      const change = defined(datedChanges(theCase)[event.change])
      const by = Number.isFinite(event.atMost) ? ` within ${months(event.atMost)}` : ''
      return `“${bare(change.says) || change.id}” comes${by}`
    }
    case 'step': {
      const step = defined(theCase.steps?.[event.step])
      const by = Number.isFinite(event.atMost) ? ` within ${months(event.atMost)}` : ''
      return `the step “${bare(step.says) || step.id}” is taken${by}`
    }
    case 'hypothesis': {
      const { id, options } = defined(theCase.hypotheses[event.set])
      return `“${optionLabel(theCase, id, defined(options[event.option]).id)}” is the right explanation`
    }
    case 'quantity': {
      const quantity = defined(theCase.quantities[event.quantity])
      return `${quantityLabel(theCase, quantity)} is ${between(event, (x) => full(x))}`
    }
    case 'consent':
      return `they agree (“${bare(defined(theCase.consents[event.body]).says)}”)`
    case 'firm':
      return `“${bare(defined(theCase.redLines[event.redLine]).says)}” is firm`
    case 'accepts':
      return `${actorWords(theCase, event.actor)} ${event.actor === null ? 'accept' : 'accepts'} “${bare(defined(theCase.packages[event.package]).says)}”`
    case 'signs':
      return signsWords(theCase, event.question)
    case 'measure':
      return `${metricNoun(theCase, event.of)} is ${between(event, (x) => findingValue({ test: 'mean' }, x, metricUnit(theCase, event.of)))}`
    case 'renewed':
      return `fighting is renewed within ${years(event.withinYears)}`
    case 'accession': {
      const { says, id } = defined(theCase.consequences?.accessions[event.accession]) as { says?: string; id: string }
      return `accession (${bare(says ?? '') || id}) comes within ${years(event.withinYears)}`
    }
    case 'proposal': {
      const proposal = defined(theCase.bargaining?.proposals[event.proposal])
      return `“${bare(proposal.says) || proposal.id}” is ${event.accepted ? 'accepted' : 'put forward'}`
    }
    case 'precedent':
      return event.recognised ? 'land taken by force is kept and recognised' : 'land taken by force is kept'
    default:
      return warFact(theCase, event)
  }
}

function warFact(
  theCase: Case,
  event: Extract<Fact, { kind: 'breaks' | 'warEnds' | 'front' | 'advance' | 'foothold' | 'zopa' }>,
): string {
  const names = sideNames(theCase)
  switch (event.kind) {
    case 'breaks':
      return `the war effort of ${event.sides.map((side) => names[side]).join(' or ')} breaks within ${months(event.atMost)}`
    case 'warEnds':
      return `the war ends within ${months(event.atMost)}`
    case 'front':
      return `after ${months(event.month)} of fighting on the line${onFront(theCase, event)} has moved ${whither(event)}`
    case 'advance':
      return `the front${onFront(theCase, event)} moves ${between(event, (x) => `${grouped(x)} km²`)} a month in months ${event.from} to ${event.to}`
    case 'foothold':
      return `the foothold is above ${grouped(event.above)} km² after ${months(event.month)}`
    case 'zopa':
      return CLOSED[event.state].replace('NO DEAL', wordsOf(theCase).noDeal)
  }
}

/** `forward` and `back`, where nothing but the side is asked. */
function whither(event: { readonly above: number; readonly below: number }): string {
  if (event.above === 0 && event.below === Infinity) return 'forward'
  return event.below === 0 && event.above === -Infinity ? 'back' : between(event, (x) => `${grouped(x)} km²`)
}

const CLOSED: Readonly<Record<'open' | 'information' | 'commitment' | 'audience' | 'indivisibility', string>> = {
  open: 'some terms beat NO DEAL for all in month 1',
  information: 'each side’s hopes stand in the way in month 1',
  commitment: 'promises that are not believed stand in the way in month 1',
  audience: 'anger at home stands in the way in month 1',
  indivisibility: 'rules and worth stand in the way in month 1',
}

function signsWords(theCase: Case, question: number): string {
  const { by, terms } = defined(theCase.questions[question])
  const who = typeof by === 'string' ? 'all sides' : actorWords(theCase, defined(theCase.vetoPlayers[by]))
  const wanted = terms.flatMap((options, issue) => (options ? [optionsOf(theCase, issue, options)] : []))
  return `${who} would sign some terms${wanted.length > 0 ? ` with “${wanted.join('” and “')}”` : ''}`
}

function optionsOf(theCase: Case, issue: number, options: readonly number[]): string {
  const about = defined(theCase.issues[issue])
  const { id, options: all } = about
  const stretch = stretchWords(about, options)
  if (stretch !== null) return `${bare(about.says)}: ${stretch}`
  return options.map((option) => termLabel(theCase, id, defined(all[option]).id)).join('” or “')
}

function between(
  { above, below }: { readonly above: number; readonly below: number },
  text: (x: number) => string,
): string {
  const parts = [
    ...(Number.isFinite(above) ? [`above ${text(above)}`] : []),
    ...(Number.isFinite(below) ? [`below ${text(below)}`] : []),
  ]
  return parts.join(' and ') || 'known'
}

/** Which of several fronts, by its name. */
function onFront({ war }: Case, { front }: { readonly front?: number }): string {
  return front === undefined ? '' : ` of “${defined(war?.fronts?.[front]).name}”`
}

const bare = (says: string): string => says.replace(/\.$/, '')
const months = (count: number): string => `${count} ${count === 1 ? 'month' : 'months'}`
const years = (count: number): string => `${count} ${count === 1 ? 'year' : 'years'}`
const actorWords = (theCase: Case, actor: number | null): string =>
  actor === null ? 'all sides' : defined(theCase.actors[actor]).name

/** A number of a world: `what fighting on is worth to Ukraine`. */
function metricNoun(theCase: Case, metric: Metric): string {
  const { deal, noDeal } = wordsOf(theCase)
  const packaged = (index: number): string => `“${bare(defined(theCase.packages[index]).says)}”`
  switch (metric.kind) {
    case 'dealMonth':
      return `the month of the ${deal}`
    case 'noDealValue':
      return `what ${noDeal} is worth to ${actorWords(theCase, metric.actor)}`
    case 'dealValue':
      return `what the ${deal} is worth to ${actorWords(theCase, metric.actor)}`
    case 'dealPoints':
      return `what the terms of the ${deal} are worth on the score sheet of ${actorWords(theCase, metric.actor)}`
    case 'amount':
      return `what the ${deal} says of “${bare(defined(theCase.issues[metric.issue]).says)}”`
    case 'margin':
      return `what ${packaged(metric.package)} brings ${actorWords(theCase, metric.actor)} over ${noDeal}`
    case 'points':
      return `what ${packaged(metric.package)} is worth to ${actorWords(theCase, metric.actor)}`
    case 'survival':
      return `the chance that the ${deal} holds ${years(metric.years)}`
    case 'packageSurvival':
      return `the chance that ${packaged(metric.package)} holds ${years(metric.years)}`
    case 'front':
      return `how far the line${onFront(theCase, metric)} has moved after ${months(metric.month)}`
    case 'fireRatio':
      return `how many rounds ${sideNames(theCase).attacker} fires for each of ${sideNames(theCase).defender}’s${onFront(theCase, metric).replace(' of', ' on')} in month ${metric.month}`
    case 'powellMargin':
      return `what ${packaged(metric.package)} leaves, once strength has shifted, to the side that grows stronger`
    case 'guaranteeNeeded':
      return `how strong a guarantee ${packaged(metric.package)} needs`
    case 'ledger':
      return ledgerNoun(metric.entry, sideNames(theCase))[0]
    case 'gap':
      return `${metricNoun(theCase, metric.of)} less ${metricNoun(theCase, metric.than)}`
  }
}

/** What the number of a test is, for who has a number of it and no finding. */
export interface Counted {
  readonly test: LeafTest['kind']
  readonly unit: FindingUnit
}

/** Of a claim by its id, `C1.2` for its second test; a bare number where the case has no such claim. */
export function countedOf(theCase: Case, claim: string): Counted {
  const testIn = (id: string, place: number): LeafTest | undefined =>
    testsOf(theCase.claims.find((one) => one.id === id)?.test ?? null)[place]
  const [, id = '', place = '1'] = /^(.+)\.(\d+)$/.exec(claim) ?? []
  const test = testIn(claim, 0) ?? testIn(id, Number(place) - 1)
  return test ? { test: test.kind, unit: unitOf(theCase, test) } : { test: 'mean', unit: PLAIN_UNIT }
}

/** What a test counts in, where it is about a number of the worlds; the other tests are about chances. */
export function unitOf(theCase: Case, test: LeafTest): FindingUnit {
  return test.kind === 'mean' || test.kind === 'meanDifference' ? metricUnit(theCase, test.of) : PLAIN_UNIT
}

function metricUnit(theCase: Case, metric: Metric): FindingUnit {
  switch (metric.kind) {
    case 'survival':
    case 'packageSurvival':
      return { kind: 'share' }
    case 'noDealValue':
    case 'dealValue':
    case 'dealPoints':
    case 'margin':
    case 'points':
    case 'powellMargin':
      return { kind: 'plain', words: 'points' }
    case 'front':
      return { kind: 'plain', words: 'km²' }
    case 'guaranteeNeeded':
      return { kind: 'plain', words: 'of combined strength' }
    case 'ledger':
      return { kind: 'plain', words: ledgerNoun(metric.entry, sideNames(theCase))[1] }
    case 'gap': {
      const unit = metricUnit(theCase, metric.of)
      return unit.kind === 'share' ? { kind: 'points' } : unit
    }
    case 'dealMonth':
    case 'amount':
    case 'fireRatio':
      return PLAIN_UNIT
  }
}
