/** The ledger: what an outcome leaves behind in land, people, money and law. */
import type { Case, ConsequencesSpec } from '../../case/types.ts'
import { holdsFor } from '../../case/condition.ts'
import { seedOf } from '../../math/philox.ts'
import type { Talks } from '../bargaining/bargain.ts'
import { breakYear, peaceDraw } from '../durability/survival.ts'
import type { Projection } from '../war/project.ts'
import type { World } from '../worlds/draw.ts'

/** Entries of one world, as of the month in which the war ended, by a deal or a break, or of the last month projected
 *  where it went on. */
export interface Ledger {
  /** Whether the case says what to count; otherwise only `renewedAfter` means anything. */
  readonly isDrawnUp: boolean
  /** km² the attacker holds, and how many of them it took after the date of the case. */
  landHeld: number
  landGained: number
  /** People living under its control; people who fled and cannot return. */
  peopleHeld: number
  displaced: number
  /** Soldiers killed since the invasion, by side, and civilians killed after the date of the case. */
  deadAttacker: number
  deadDefender: number
  deadCivilian: number
  /** Cost of rebuilding, bn US$, and the attacker's part. */
  rebuilding: number
  rebuildingByAttacker: number
  /** Land taken by force is kept; its keeping is recognised. */
  kept: boolean
  recognised: boolean
  /** Years after the deal until war is renewed; `Infinity` where there was no deal. */
  renewedAfter: number
  /** Years after the date until membership, by accession; `Infinity` where it never comes. */
  readonly accession: Float64Array
}

export function newLedger(theCase: Case): Ledger {
  return {
    isDrawnUp: theCase.consequences !== null,
    landHeld: 0,
    landGained: 0,
    peopleHeld: 0,
    displaced: 0,
    deadAttacker: 0,
    deadDefender: 0,
    deadCivilian: 0,
    rebuilding: 0,
    rebuildingByAttacker: 0,
    kept: false,
    recognised: false,
    renewedAfter: Infinity,
    accession: new Float64Array(theCase.consequences?.accessions.length ?? 0),
  }
}

type Account = (world: World, projection: Projection | null, talks: Talks, ledger: Ledger) => void

/** Returns the function that draws up the ledger of a world; a case without consequences keeps only when war is
 *  renewed. */
export function accountant(theCase: Case, seedNumber: number): Account {
  const drawn = peaceDraw(seedOf(seedNumber))
  return (world, projection, talks, ledger) => {
    ledger.renewedAfter = talks.appraisal ? breakYear(talks.appraisal.survival, drawn(world.index)) : Infinity
    if (!theCase.consequences) return
    land(theCase, world, projection, talks, ledger)
    people(theCase, world, projection, talks, ledger)
    law(theCase.consequences, termsOf(theCase, talks), ledger)
    theCase.consequences.accessions.forEach((_, a) => {
      ledger.accession[a] = accessionYear(theCase, a, world, talks, ledger)
    })
  }
}

function lastMonth(projection: Projection | null, talks: Talks): number {
  if (talks.month > 0) return talks.month
  return talks.broken ? talks.brokenMonth : projection ? projection.months : 0
}

/** The terms that the war ended on: those of the deal, or those that a break leaves; null where it goes on. */
function termsOf(theCase: Case, talks: Talks): readonly number[] | null {
  if (talks.month > 0) return talks.terms
  return talks.broken ? theCase.packages[theCase.war!.breaks![talks.broken].leaves]!.options : null
}

function land(theCase: Case, world: World, projection: Projection | null, talks: Talks, ledger: Ledger): void {
  const terms = termsOf(theCase, talks)
  const month = lastMonth(projection, talks)
  // A case without a war has one line all the same, which nothing moves but the terms.
  const moved = (projection?.fronts ?? [null]).reduce((sum, front, f) => {
    const line = front ? front.line[month]! : 0
    const territory = theCase.territories.find((one) => one.front === f)
    const rule = terms && territory ? theCase.issues[territory.issue]!.options[terms[territory.issue]!]!.line : null
    return sum + (!rule ? line : world.values[rule.km2]! + (rule.kind === 'contact' ? line : 0))
  }, 0)
  ledger.landGained = moved
  ledger.landHeld = Math.max(0, world.values[theCase.consequences!.landHeld]! + moved)
}

function people(theCase: Case, world: World, projection: Projection | null, talks: Talks, ledger: Ledger): void {
  const { values } = world
  const spec = theCase.consequences!
  const terms = termsOf(theCase, talks)
  const months = lastMonth(projection, talks)
  const held = values[spec.landHeld]!
  ledger.peopleHeld = Math.max(
    0,
    values[spec.peopleHeld]! + Math.max(-held, ledger.landGained) * values[spec.peoplePerKm2]!,
  )
  ledger.displaced = held > 0 ? values[spec.displaced]! * Math.min(1, ledger.landHeld / held) : values[spec.displaced]!
  ledger.deadAttacker =
    values[spec.dead.attacker]! + values[spec.deathShare.attacker]! * sum(projection?.attacker.losses, months)
  ledger.deadDefender =
    values[spec.dead.defender]! + values[spec.deathShare.defender]! * sum(projection?.defender.losses, months)
  ledger.deadCivilian = values[spec.civilianDeaths]! * months
  ledger.rebuilding = values[spec.rebuilding]! + values[spec.rebuildingPerMonth]! * months
  const borne = terms ? spec.bornByAttacker.find(({ when }) => holdsFor(when, terms)) : undefined
  ledger.rebuildingByAttacker = borne ? ledger.rebuilding * values[borne.share]! : 0
}

function law(spec: ConsequencesSpec, terms: readonly number[] | null, ledger: Ledger): void {
  ledger.kept = terms ? holdsFor(spec.precedent, terms) : ledger.landHeld > 0
  ledger.recognised = terms !== null && holdsFor(spec.recognised, terms)
}

/** Membership comes so many years after the procedure can start, if the members consent, nothing in the deal shuts it,
 *  and the peace it needs lasts until then. */
function accessionYear(theCase: Case, index: number, world: World, talks: Talks, ledger: Ledger): number {
  const accession = theCase.consequences!.accessions[index]!
  const consents = world.reluctance[accession.consent]! < 1
  const isShut = talks.month > 0 && accession.shutBy !== null && holdsFor(accession.shutBy, talks.terms)
  if (!consents || isShut) return Infinity
  const years = world.values[accession.years]!
  if (!accession.needsPeace) return years
  return talks.month > 0 && ledger.renewedAfter > years ? talks.month / 12 + years : Infinity
}

function sum(path: Float64Array | undefined, months: number): number {
  let total = 0
  for (let month = 1; path && month <= months; month++) total += path[month]!
  return total
}
