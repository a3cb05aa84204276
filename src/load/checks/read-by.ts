/** Who reads what of a case, and when nobody does: one row a part. Whatever a run does not use, `check` says, with the
 *  reason. A field that is added to a section falls under the row of its section until it gets one of its own. */
import { defined } from '../../case/defined.ts'
import type { Case } from '../../case/case.ts'
import { actorAt } from '../../case/indices.ts'
import type { ClaimTest, Event } from '../../case/claim-test.ts'
import { consentsOf } from '../../case/condition.ts'
import type { EvidenceItem } from '../../case/evidence.ts'
import { partsOf } from '../../case/parts.ts'
import { quoted } from '../../text/diagnostic.ts'
import type { Span } from '../../text/diagnostic.ts'
import { warn } from '../../text/report.ts'
import { child, entriesOf } from '../../text/tree.ts'
import type { Node } from '../../text/tree.ts'
import type { Reading } from '../reading.ts'

export interface ReadBy {
  /** Path in the file, `*` for the keys or items of a map or list. */
  readonly part: string
  readonly by: string
  /** Why nothing reads the part at hand, null where something does. Left out where something always does.
   *  @param at index of each `*` of the path. */
  readonly idle?: (theCase: Case, at: readonly number[], reading: Reading, root: Node) => string | null
}

const NO_WAR = 'the case has no `war`'
const without = (missing: boolean, why: string): string | null => (missing ? why : null)
const isVeto = (theCase: Case, actor: number): boolean => theCase.vetoPlayers.some((player) => player === actor)

export const READ_BY: readonly ReadBy[] = [
  ...['armistice', 'id', 'title', 'asOf', 'summary', 'question'].map((part) => ({ part, by: 'reports' })),
  {
    part: 'sources.*',
    by: 'citations',
    idle: (c, [k]) => without(!cited(c).has(defined(c.sources[defined(k)]).id), 'nothing cites it'),
  },
  { part: 'actors.*', by: 'settlement, reports' },
  { part: 'actors.*.resolve', by: 'no-deal value', idle: (c, [k]) => idleResolve(c, defined(k)) },
  ...(['costPerThousand', 'erosion'] as const).map((key) => ({
    part: `actors.*.resolve.${key}`,
    by: 'no-deal value, red lines',
    idle: (c: Case, [k]: readonly number[]) => idleCasualties(c, defined(k), key),
  })),
  { part: 'actors.*.noDealValue', by: 'no-deal value', idle: (c, [k]) => idleNoDealValue(c, defined(k)) },
  {
    part: 'actors.*.spoils.peace',
    by: 'durability',
    idle: (c) => without(c.durability === null, 'the case has no `durability`: every peace holds'),
  },
  { part: 'actors.*.spoils', by: 'worlds', idle: (c, [k]) => idleSpoils(c, defined(k)) },
  { part: 'actors.*.spoils.consents.*', by: 'settlement', idle: (c, [k, n]) => idleSpoiled(c, defined(k), defined(n)) },
  {
    part: 'actors.*.mediates.pace',
    by: 'bargaining',
    idle: (c) => without(c.bargaining === null, 'the case has no `bargaining`'),
  },
  { part: 'actors.*.mediates.optimism', by: 'no-deal value', idle: (c) => without(c.war === null, NO_WAR) },
  { part: 'actors.*.discount', by: 'durability', idle: (c, [k]) => idleDiscount(c, defined(k)) },
  {
    part: 'quantities.*',
    by: 'the fields that name it',
    idle: (c, [k], reading) => idleQuantity(c, defined(k), reading),
  },
  { part: 'correlations.*', by: 'worlds', idle: (c, [k]) => idleCorrelation(c, defined(k)) },
  { part: 'ordered', by: 'worlds' },
  { part: 'hypotheses', by: 'evidence' },
  { part: 'evidence.*', by: 'evidence' },
  {
    part: 'evidence.*.likelihood',
    by: 'evidence',
    idle: (c, [k]) => idleItem(c, defined(c.evidence[defined(k)])),
  },
  { part: 'issues', by: 'settlement' },
  {
    part: 'issues.*.whileFoothold',
    by: 'settlement',
    idle: (c) => without(!c.war?.foothold, 'the case has no `war: foothold`'),
  },
  { part: 'issues.*.front', by: 'settlement', idle: (c) => idleFront(c) },
  { part: 'rules.*', by: 'settlement', idle: (c, [k]) => idleRule(c, defined(k)) },
  { part: 'consents.*', by: 'rules, accessions, claims', idle: (c, [k]) => idleConsent(c, defined(k)) },
  {
    part: 'consents.*.after',
    by: 'bargaining',
    idle: (c, [k]) =>
      without(c.bargaining === null, 'the case has no `bargaining`: nothing is signed') ??
      without(!isAskedByRule(c, defined(k)), 'no rule asks for the vote'),
  },
  { part: 'scores.*', by: 'settlement', idle: (c, [k], reading, root) => idleSheet(c, defined(k), root) },
  { part: 'redLines.*', by: 'settlement', idle: (c, [k]) => idleRedLine(c, defined(k)) },
  { part: 'war', by: 'war' },
  { part: 'war.fronts.*.share', by: 'war', idle: (c) => idleFront(c) },
  { part: 'war.regions.*.front', by: 'war', idle: (c) => idleFront(c) },
  {
    part: 'durability',
    by: 'durability',
    idle: (c) => without(c.scores.length === 0, 'no score sheet values a peace'),
  },
  ...['rearming', 'levelling', 'reach', 'support'].map((key) => ({
    part: `durability.${key}`,
    by: 'the war renewed',
    idle: (c: Case) => without(c.war === null, `${NO_WAR}, so that there is no balance to shift`),
  })),
  { part: 'bargaining', by: 'bargaining' },
  {
    part: 'events',
    by: 'worlds, war, settlement',
    idle: (c) =>
      without(c.war === null && c.bargaining === null, 'the case has neither `war` nor `bargaining`: no month passes'),
  },
  { part: 'steps', by: 'settlement, bargaining' },
  { part: 'consequences', by: 'the ledger' },
  ...['peoplePerKm2', 'deathShare', 'civilianDeaths', 'rebuildingPerMonth'].map((key) => ({
    part: `consequences.${key}`,
    by: 'the ledger',
    idle: (c: Case) => without(c.war === null, NO_WAR),
  })),
  { part: 'consequences.bornByAttacker.*', by: 'the ledger', idle: (c, [k]) => idleShare(c, defined(k)) },
  { part: 'packages', by: 'reports, claims' },
  { part: 'scenarios.*', by: 'runs' },
  {
    part: 'scenarios.*.steps',
    by: 'settlement, bargaining',
    idle: (c) => without(c.steps === undefined, 'the case has no `steps`: everything is settled at once'),
  },
  {
    part: 'scenarios.*.priors',
    by: 'durability',
    idle: (c) => without(c.durability === null, 'the case has no `durability`'),
  },
  { part: 'scenarios.*.set.*', by: 'worlds' },
  { part: 'game', by: 'stability' },
  { part: 'claims', by: 'findings' },
  { part: 'baseRate', by: 'the brief' },
  { part: 'givers', by: 'the map of givers' },
  { part: 'outcome', by: 'what is told beside a result' },
]

function cited(theCase: Case): ReadonlySet<string> {
  const citations = partsOf(theCase).flatMap(({ provenance }) => provenance.source)
  return new Set(citations.map((citation) => /^\s*([^\s,;:]+)/.exec(citation)?.[1] ?? citation))
}

function idleResolve(theCase: Case, actor: number): string | null {
  if (!isVeto(theCase, actor)) return `${quoted(defined(theCase.actors[actor]).id)} is no belligerent`
  return without(theCase.war === null, `${NO_WAR}: \`noDealValue\` says what no deal is worth`)
}

/** The war counts the casualties of its two sides alone: what hangs on those of another belligerent is 0, and is to be
 *  written so. */
function idleCasualties(theCase: Case, actor: number, key: 'costPerThousand' | 'erosion'): string | null {
  const { war, actors } = theCase
  const quantity = defined(actors[actor]).resolve?.[key] ?? null
  if (war === null || quantity === null || !isVeto(theCase, actor) || fixedAt(theCase, quantity) === 0) return null
  const sides = [war.attacker, war.defender].flatMap(({ actor: leader, allies = [] }) => [
    leader,
    ...allies.map((ally) => ally.actor),
  ])
  return without(
    !sides.includes(actorAt(actor)),
    `\`war\` counts the casualties of ${sides.map((side) => quoted(defined(actors[side]).id)).join(' and ')} alone; write 0, or give it a part of a side's \`allies\``,
  )
}

function idleFront({ war }: Case): string | null {
  return without(!war?.fronts, 'the case has one front')
}

function idleDiscount(theCase: Case, actor: number): string | null {
  if (!isVeto(theCase, actor)) return `${quoted(defined(theCase.actors[actor]).id)} is no belligerent`
  if (defined(theCase.actors[actor]).resolve) return '`resolve` says how it discounts'
  return without(theCase.durability === null, 'the case has no `durability`: every peace holds')
}

function idleSpoils(theCase: Case, actor: number): string | null {
  const left = theCase.scenarios.some(({ without: out = [] }) => out.includes(actorAt(actor)))
  return without(
    isVeto(theCase, actor) && !left,
    `${quoted(defined(theCase.actors[actor]).id)} is always asked: no scenario leaves it out`,
  )
}

function idleSpoiled(theCase: Case, actor: number, k: number): string | null {
  const { body } = defined(defined(theCase.actors[actor]).spoils?.consents[k])
  const byRule = theCase.rules.some((rule) => rule.kind === 'hard' && consentsOf(rule.requires).includes(body))
  return without(!byRule, `no rule asks for the consent of ${quoted(defined(theCase.consents[body]).id)}`)
}

function idleNoDealValue(theCase: Case, actor: number): string | null {
  if (defined(theCase.actors[actor]).spoils !== undefined) return null
  if (!isVeto(theCase, actor)) return `${quoted(defined(theCase.actors[actor]).id)} is no belligerent`
  return without(
    theCase.war !== null && defined(theCase.actors[actor]).resolve !== null,
    'there is a war: what no deal is worth comes from `resolve`',
  )
}

function idleQuantity(theCase: Case, k: number, reading: Reading): string | null {
  const index = reading.named.get(defined(reading.names.of.quantity[k]))
  if (index === undefined || reading.units.has(index)) return null
  const isTerm = theCase.quantities.some(({ derived }) => derived?.terms.some(({ quantity }) => quantity === index))
  const isAsked = eventsOf(theCase).some((event) => event.kind === 'quantity' && event.quantity === index)
  return without(!isTerm && !isAsked, 'no field, number or claim names it')
}

function idleCorrelation(theCase: Case, k: number): string | null {
  const { a, b } = defined(theCase.correlations[k])
  const set = new Set(theCase.scenarios.flatMap((scenario) => scenario.set.map(({ quantity }) => quantity)))
  const constant = [a, b].find((index) => fixedAt(theCase, index) !== null && !set.has(index))
  return constant === undefined
    ? null
    : `${quoted(defined(theCase.quantities[constant]).id)} is the same number in every world`
}

function idleRule(theCase: Case, k: number): string | null {
  const rule = defined(theCase.rules[k])
  if (theCase.scores.length === 0) return 'no score sheet values the packages'
  if (rule.kind === 'hard') return null
  return without(!asksConsent(theCase, rule.weakens), 'no rule or accession asks for the consent that it weakens')
}

function asksConsent(theCase: Case, body: number): boolean {
  const byRule = theCase.rules.some((rule) => rule.kind === 'hard' && consentsOf(rule.requires).includes(body))
  return byRule || (theCase.consequences?.accessions ?? []).some(({ consent }) => consent === body)
}

function isAskedByRule({ rules }: Case, body: number): boolean {
  return rules.some((rule) => rule.kind === 'hard' && [rule.when, rule.requires].flatMap(consentsOf).includes(body))
}

function idleConsent(theCase: Case, k: number): string | null {
  const isAsked = eventsOf(theCase).some((event) => event.kind === 'consent' && event.body === k)
  return without(!isAsked && !asksConsent(theCase, k), 'no rule, accession or claim asks for it')
}

function idleSheet(theCase: Case, k: number, root: Node): string | null {
  const id = defined(entriesOf(child(root, 'scores'))[k]).key
  const actor = theCase.actors.findIndex((one) => one.id === id)
  const isRead = isVeto(theCase, actor) || defined(theCase.actors[actor]).spoils !== undefined || theCase.game !== null
  return without(!isRead, `${quoted(id)} is no belligerent, and only they accept or refuse`)
}

function idleRedLine(theCase: Case, k: number): string | null {
  const { actor } = defined(theCase.redLines[k])
  if (!isVeto(theCase, actor))
    return `${quoted(defined(theCase.actors[actor]).id)} is no belligerent, and only they accept or refuse`
  return without(theCase.scores.length === 0, 'no score sheet values the packages')
}

function idleShare(theCase: Case, k: number): string | null {
  const before = defined(theCase.consequences).bornByAttacker.slice(0, k)
  const always = before.some(({ when }) => when.kind === 'all' && when.of.length === 0)
  return without(always, 'an entry before it always holds, and the first that holds counts')
}

/** Why likelihoods of an item are not read: it is not believed, or bears on nothing. */
function idleItem(theCase: Case, { credibility, relevance }: EvidenceItem): string | null {
  if (fixedAt(theCase, credibility) === 0) return 'its credibility is 0'
  return without(relevance !== null && fixedAt(theCase, relevance) === 0, 'its relevance is 0')
}

/** The number that a quantity is in every world, null where it varies. */
function fixedAt(theCase: Case, index: number): number | null {
  const quantity = theCase.quantities[index]
  if (quantity === undefined || quantity.derived != null) return null
  return quantity.spread.kind === 'plain' && quantity.spread.of.kind === 'fixed' ? quantity.spread.of.value : null
}

/** Every event that a claim asks about, or a step waits for. */
function eventsOf(theCase: Case): readonly Event[] {
  const awaited = (theCase.steps ?? []).flatMap(({ needs }) => (needs === null ? [] : partsOfEvent(needs)))
  return [...awaited, ...ofClaims(theCase)]
}

function ofClaims(theCase: Case): readonly Event[] {
  return theCase.claims.flatMap(({ test }) => (test === null ? [] : eventsOfTest(test)))
}

function eventsOfTest(test: ClaimTest): readonly Event[] {
  if (test.kind === 'every') return test.of.flatMap(eventsOfTest)
  const given = test.given === null ? [] : partsOfEvent(test.given)
  switch (test.kind) {
    case 'probability':
    case 'difference':
      return [...given, ...partsOfEvent(test.of)]
    case 'likeliest':
      return [...given, ...test.of.flatMap(partsOfEvent)]
    default:
      return given
  }
}

function partsOfEvent(event: Event): readonly Event[] {
  if (event.kind === 'not') return partsOfEvent(event.of)
  return event.kind === 'all' || event.kind === 'any' ? event.of.flatMap(partsOfEvent) : [event]
}

/** Says of every part of the file that nothing reads why that is so. @param theCase read without an error. */
export function warnUnread(reading: Reading, root: Node, theCase: Case): void {
  for (const { part, idle } of READ_BY) {
    if (idle === undefined) continue
    for (const { span, name, at } of placesOf(root, part.split('.'))) {
      const why = idle(theCase, at, reading, root)
      if (why !== null) warn(reading, span, 'not-read', `nothing reads ${quoted(name)}, because ${why}`)
    }
  }
}

interface Place {
  readonly span: Span
  readonly name: string
  readonly at: readonly number[]
}

/** Where a path is written. */
function placesOf(
  node: Node,
  path: readonly string[],
  above: Place = { span: node.span, name: '', at: [] },
): readonly Place[] {
  const [key, ...rest] = path
  if (key === undefined) return [above]
  const named = (name: string): string => (above.name === '' ? name : `${above.name}.${name}`)
  if (node.kind === 'list' && key === '*')
    return node.items.flatMap((item, k) =>
      placesOf(item, rest, {
        span: { offset: item.span.offset, length: 1 },
        name: named(idOf(item) ?? String(k)),
        at: [...above.at, k],
      }),
    )
  if (node.kind !== 'map') return []
  return node.entries.flatMap((entry, k) =>
    key !== '*' && key !== entry.key
      ? []
      : placesOf(entry.value, rest, {
          span: entry.keySpan,
          name: named(entry.key),
          at: key === '*' ? [...above.at, k] : above.at,
        }),
  )
}

function idOf(node: Node): string | null {
  const id = node.kind === 'map' ? node.entries.find(({ key }) => key === 'id')?.value : undefined
  return id?.kind === 'scalar' ? id.text : null
}
