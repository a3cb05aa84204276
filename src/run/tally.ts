/** What a run remembers of its worlds: counts, exact sums and sketches, so that tallies of any split merge to the same
 *  bytes. */
import { LEDGER_ENTRIES, WHY_NO_DEAL } from '../case/claim-test.ts'
import { spoilersOf } from '../case/influence.ts'
import type { Case, Step } from '../case/types.ts'
import { STEP_ENDS } from '../case/steps.ts'
import { survivalAt } from '../stages/durability/survival.ts'
import type { Outcome } from '../stages/findings/outcome.ts'
import { worldIn } from '../stages/worlds/courses.ts'
import { wouldSpoil } from '../stages/worlds/spoilers.ts'
import { addTo, newSum } from '../math/exact-sum.ts'
import type { ExactSum } from '../math/exact-sum.ts'
import { addToSketch, newSketch } from '../math/sketch.ts'
import type { Sketch } from '../math/sketch.ts'
import { LEDGER_YEARS, SURVIVAL_YEARS, WAR_SERIES } from './tallied.ts'
import type { WarSeries } from './tallied.ts'

/** A number over worlds: how many had it, its exact sum, its distribution. */
export interface Measured {
  n: number
  readonly sum: ExactSum
  readonly sketch: Sketch
}

/** Deals of one package, or of a family of packages that agree on the principal issues. Columns by veto player. */
export interface PackageTally {
  n: number
  readonly margins: readonly Measured[]
  readonly survival: Measured
  /** Deals by issue and option. */
  readonly options: readonly Float64Array[]
}

/** A step of a settlement after the first. */
export interface StepTally {
  /** Worlds by `STEP_ENDS`, those without a deal among the first. */
  readonly ends: Float64Array
  /** Worlds by the month in which it was taken; index 0 is not used. */
  readonly months: Float64Array
  /** Of those in which it was taken: by issue of the step and option. */
  readonly options: readonly Float64Array[]
}

/** What one arm saw. */
export interface ArmTally {
  n: number
  /** Worlds by month of the deal; index 0 counts those without. */
  readonly dealMonth: Float64Array
  /** Worlds by the month in which a package was first signed, and votes that failed (index 0); empty where no vote
   *  comes after signature. */
  readonly signed: Float64Array
  /** Deals that each spoiler likes less than no deal. */
  readonly spoiled: Float64Array
  /** Worlds in which each event comes within the months looked at. */
  readonly events: Float64Array
  /** By step after the first; empty where everything is settled at once. */
  readonly steps: readonly StepTally[]
  /** Worlds with an open ZOPA, by month. */
  readonly open: Float64Array
  /** Worlds by the month in which a side's war effort broke before any deal; index 0 is not used. */
  readonly breaks: { readonly attacker: Float64Array; readonly defender: Float64Array }
  /** By `WHY_NO_DEAL`; and the points that the best package of the first month leaves whoever gains least by it. */
  readonly why: Float64Array
  readonly least: readonly Measured[]
  /** By hypothesis set and option. */
  readonly hypotheses: readonly Float64Array[]
  readonly consents: Float64Array
  readonly firm: Float64Array
  /** By proposal: not put, refused, accepted. */
  readonly proposals: readonly Float64Array[]
  /** Deals by issue and option. */
  readonly options: readonly Float64Array[]
  /** By number of the package. */
  readonly packages: Map<number, PackageTally>
  /** By number of the package with the first option on every issue that is not principal. */
  readonly families: Map<number, PackageTally>
  /** By named package, then player: worlds in which it accepts; the last column counts worlds in which all do. */
  readonly accepts: readonly Float64Array[]
  /** By named package: margins by player, Powell's margin, guarantee needed. */
  readonly named: readonly {
    readonly margins: readonly Measured[]
    readonly powell: Measured
    readonly guarantee: Measured
  }[]
  readonly noDeal: readonly Measured[]
  /** By series, then month. */
  readonly war: Readonly<Record<WarSeries, readonly Measured[]>>
  /** The line of each of several fronts, by month; left out where there is one. */
  readonly fronts?: readonly (readonly Measured[])[]
  /** S(t) of deals, and of the same worlds' peace without features, by `SURVIVAL_YEARS`. */
  readonly survival: readonly Measured[]
  readonly baseRate: readonly Measured[]
  /** Entries of the ledger by outcome: worlds without a deal, worlds with one. */
  readonly ledger: readonly [readonly Measured[], readonly Measured[]]
  /** By outcome: land taken is kept, its keeping recognised. */
  readonly law: readonly [Float64Array, Float64Array]
  /** Deals after which war is renewed within `LEDGER_YEARS`. */
  readonly renewed: Float64Array
  /** By accession: worlds in which it comes within `LEDGER_YEARS`. */
  readonly accessions: readonly Float64Array[]
}

export function newMeasured(): Measured {
  return { n: 0, sum: newSum(), sketch: newSketch() }
}

/** Adds a value; NaN means that the world does not have it. */
export function addMeasured(measured: Measured, value: number): void {
  if (Number.isNaN(value)) return
  measured.n++
  addTo(measured.sum, value)
  addToSketch(measured.sketch, value)
}

const list = <T>(length: number, make: () => T): T[] => Array.from({ length }, make)

export function newArmTally(theCase: Case): ArmTally {
  const players = theCase.vetoPlayers.length
  const warMonths = theCase.war ? theCase.war.months + 1 : 0
  const months = (theCase.bargaining?.months ?? 0) + 1
  const lastMonth = theCase.war?.breaks ? warMonths : 0
  return {
    n: 0,
    dealMonth: new Float64Array(months),
    spoiled: new Float64Array(spoilersOf(theCase).length),
    events: new Float64Array(theCase.events.length),
    signed: new Float64Array(theCase.consents.some(({ vote }) => vote) ? months : 0),
    steps: newStepTallies(theCase),
    open: new Float64Array(months),
    breaks: { attacker: new Float64Array(lastMonth), defender: new Float64Array(lastMonth) },
    why: new Float64Array(WHY_NO_DEAL.length),
    least: WHY_NO_DEAL.map(newMeasured),
    hypotheses: theCase.hypotheses.map((set) => new Float64Array(set.options.length)),
    consents: new Float64Array(theCase.consents.length),
    firm: new Float64Array(theCase.redLines.length),
    proposals: list(theCase.bargaining?.proposals.length ?? 0, () => new Float64Array(3)),
    options: theCase.issues.map((issue) => new Float64Array(issue.options.length)),
    packages: new Map(),
    families: new Map(),
    accepts: theCase.packages.map(() => new Float64Array(players + 1)),
    named: theCase.packages.map(() => ({
      margins: list(players, newMeasured),
      powell: newMeasured(),
      guarantee: newMeasured(),
    })),
    noDeal: list(players, newMeasured),
    war: Object.fromEntries(WAR_SERIES.map((series) => [series, list(warMonths, newMeasured)])) as Record<
      WarSeries,
      Measured[]
    >,
    ...(theCase.war?.fronts ? { fronts: theCase.war.fronts.map(() => list(warMonths, newMeasured)) } : {}),
    survival: theCase.durability ? SURVIVAL_YEARS.map(newMeasured) : [],
    baseRate: theCase.durability ? SURVIVAL_YEARS.map(newMeasured) : [],
    ledger: [LEDGER_ENTRIES.map(newMeasured), LEDGER_ENTRIES.map(newMeasured)],
    law: [new Float64Array(2), new Float64Array(2)],
    renewed: new Float64Array(LEDGER_YEARS.length),
    accessions: list(theCase.consequences?.accessions.length ?? 0, () => new Float64Array(LEDGER_YEARS.length)),
  }
}

function newStepTallies({ steps = [], bargaining, issues }: Case): StepTally[] {
  const sizeOf = (issue: number): number => issues[issue]!.options.length
  return steps.slice(1).map((step: Step, k) => ({
    ends: new Float64Array(STEP_ENDS.length),
    months: new Float64Array(
      1 + (bargaining?.months ?? 0) + steps.slice(1, k + 2).reduce((sum, { to }) => sum + to, 0),
    ),
    options: step.issues.map((issue) => new Float64Array(sizeOf(issue))),
  }))
}

const bump = (column: Float64Array, index: number): void => {
  column[index] = column[index]! + 1
}

/** Counts one world in the tally of its arm; its numbers come by column (`tally-columns.ts`). @param familyOf the
 *  family of a package, given as its option on each issue. */
export function addOutcome(tally: ArmTally, outcome: Outcome, familyOf: (options: readonly number[]) => number): void {
  tally.n++
  const { world } = outcome
  world.hypotheses.forEach((option, set) => bump(tally.hypotheses[set]!, option))
  world.reluctance.forEach((reluctance, body) => {
    if (reluctance < 1) bump(tally.consents, body)
  })
  world.firm.forEach((firm, line) => {
    if (firm === 1) bump(tally.firm, line)
  })
  countEvents(tally, outcome)
  countSteps(tally, outcome)
  countNamed(tally, outcome)
  addTalks(tally, outcome, outcome.talks && outcome.talks.month > 0 ? familyOf(outcome.talks.options) : -1)
  countLedger(tally, outcome)
}

/** Turns of the war come before the events of a case in the courses of a world, and are certain. */
function countEvents({ events }: ArmTally, { world, projection, talks }: Outcome): void {
  const { courses } = world
  if (!courses) return
  const { months } = courses.real
  const last = projection?.months ?? (talks?.open.length ?? 1) - 1
  const turns = months.length - events.length
  for (let e = 0; e < events.length; e++) {
    const month = months[turns + e]!
    if (month > 0 && month <= last) bump(events, e)
  }
}

function countSteps({ steps }: ArmTally, { talks, stepIssues }: Outcome): void {
  steps.forEach(({ ends, months, options }, k) => {
    const step = talks?.steps[k]
    if (!talks || !step) return
    bump(ends, STEP_ENDS.indexOf(step.end))
    if (step.month === 0) return
    bump(months, step.month)
    stepIssues[k]!.forEach((issue, n) => bump(options[n]!, talks.terms[issue]!))
  })
}

function countNamed(tally: ArmTally, { named }: Outcome): void {
  for (let k = 0; k < named.length; k++) {
    const { accepts } = named[k]!
    let willing = 0
    for (let i = 0; i < accepts.length; i++) {
      if (accepts[i] === 0) continue
      bump(tally.accepts[k]!, i)
      willing++
    }
    if (willing === accepts.length) bump(tally.accepts[k]!, accepts.length)
  }
}

function addTalks(tally: ArmTally, { talks, world }: Outcome, family: number): void {
  if (!talks) return
  bump(tally.dealMonth, talks.month)
  if (tally.signed.length > 0) {
    if (talks.signed > 0) bump(tally.signed, talks.signed)
    tally.signed[0] = tally.signed[0]! + talks.failedVotes
  }
  talks.open.forEach((open, month) => {
    if (open === 1) bump(tally.open, month)
  })
  if (talks.broken) bump(tally.breaks[talks.broken], talks.brokenMonth)
  const why = WHY_NO_DEAL.indexOf(talks.why)
  bump(tally.why, why)
  if (talks.least > -Infinity) addMeasured(tally.least[why]!, talks.least)
  talks.proposals.forEach((state, p) => bump(tally.proposals[p]!, state))
  if (talks.month === 0) return
  const { survival, margin } = talks.appraisal!
  worldIn(world, talks.month).spoilers.forEach((spoiler, s) => {
    if (wouldSpoil(spoiler, (issue) => talks.options[issue]!)) bump(tally.spoiled, s)
  })
  talks.options.forEach((option, issue) => bump(tally.options[issue]!, option))
  for (const into of [entry(tally.packages, talks.package, tally), entry(tally.families, family, tally)]) {
    into.n++
    margin.forEach((points, i) => addMeasured(into.margins[i]!, points))
    if (tally.survival.length > 0) addMeasured(into.survival, survivalAt(survival, 5))
    talks.options.forEach((option, issue) => bump(into.options[issue]!, option))
  }
}

function entry(map: Map<number, PackageTally>, key: number, tally: ArmTally): PackageTally {
  const known = map.get(key)
  if (known) return known
  const made: PackageTally = {
    n: 0,
    margins: tally.noDeal.map(newMeasured),
    survival: newMeasured(),
    options: tally.options.map((column) => new Float64Array(column.length)),
  }
  map.set(key, made)
  return made
}

function countLedger(tally: ArmTally, { ledger, talks }: Outcome): void {
  if (!ledger || !talks) return
  const deal = talks.month > 0 ? 1 : 0
  if (ledger.kept) bump(tally.law[deal], 0)
  if (ledger.recognised) bump(tally.law[deal], 1)
  LEDGER_YEARS.forEach((years, k) => {
    if (deal === 1 && ledger.renewedAfter <= years) bump(tally.renewed, k)
    ledger.accession.forEach((year, a) => {
      if (year <= years) bump(tally.accessions[a]!, k)
    })
  })
}
