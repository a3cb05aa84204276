/** A tally made into a summary. */
import { scenarioAt } from '../case/scenarios.ts'
import { LEDGER_ENTRIES, WHY_NO_DEAL } from '../case/claim-test.ts'
import { spoilersOf } from '../case/influence.ts'
import { caseOfArm } from '../case/left-out.ts'
import type { Model } from '../case/model.ts'
import { optionsOf, packageSpace } from '../case/package-space.ts'
import type { Case } from '../case/types.ts'
import { STEP_ENDS } from '../case/steps.ts'
import { findings } from '../stages/findings/find.ts'
import { pairedProportions } from '../stages/findings/verdict.ts'
import { sumValue } from '../math/exact-sum.ts'
import { sketchQuantiles } from '../math/sketch.ts'
import { wilsonInterval } from '../math/statistics.ts'
import type { Interval } from '../math/statistics.ts'
import { principalIssues } from '../stages/settlement/principal.ts'
import { ENGINE_VERSION } from '../version.ts'
import { evidenceSummaries, hypothesisSummaries } from './summarise-evidence.ts'
import { regionSummaries } from './summarise-regions.ts'
import { dealPairsByMonth, readingQuantities } from './readings.ts'
import { dealsByMonth, sharesByMonth } from './deal-counts.ts'
import { baseRateOf } from './war-ends.ts'
import { overReadings } from '../stages/findings/over-readings.ts'
import { changeMonth } from './simulate.ts'
import type { Tally } from './simulate.ts'
import { SUMMARY_VERSION } from './summary.ts'
import type {
  ArmSummary,
  BreakSummary,
  Change,
  DealSummary,
  FamilySummary,
  LedgerSummary,
  NamedSummary,
  Spreadout,
  StepSummary,
  Summary,
} from './summary.ts'
import type { ArmTally, Measured, StepTally } from './tally.ts'
import { LEDGER_YEARS, SURVIVAL_YEARS, WAR_SERIES } from './tallied.ts'

/** Most packages listed by a summary, likeliest first. */
const MOST_DEALS = 20

/** What the worlds come to: chances with their intervals, deals, the ledger, a finding for each claim. Plain JSON
 *  (`docs/summary.md`).
 *  @param digest SHA-256 of the case file. A tally of fewer worlds than the model asks for makes a summary marked
 *  partial.
 *  @param arms {@link summariseArm} of each arm, where that has been done.
 *  @example
 *  const { case: theCase, digest } = load(text, 'case.yaml')
 *  const model = compile(theCase, null, { worlds: 200 })
 *  const summary = summarise(model, simulate(model, 0, 200), digest)
 *  summary.findings.length === theCase.claims.length // → true
 */
export function summarise(
  model: Model,
  tally: Tally,
  digest: string,
  arms: readonly ArmSummary[] = tally.arms.map((_, index) => summariseArm(model, tally, index)),
): Summary {
  const first = tally.arms[0]!
  const { id, title, asOf } = model.case
  const judgements = readingQuantities(model)
  return {
    armistice: SUMMARY_VERSION,
    engine: ENGINE_VERSION,
    case: { id, title, asOf, digest },
    scenario: scenarioId(model, 0),
    seed: model.seed,
    worlds: first.n,
    armWorlds: tally.arms[1]?.n ?? 0,
    asked: model.worlds,
    partial: first.n < model.worlds,
    arms,
    // An arm without a world changes nothing that anybody saw.
    changes: tally.changes.flatMap((cells, index) => {
      const arm = tally.arms[index + 1]!
      return arm.n === 0 ? [] : [change(model, arm, cells, index + 1)]
    }),
    evidence: evidenceSummaries(model),
    hypotheses: hypothesisSummaries(model),
    findings: findings(model, tally.claims, judgements.length > 0 ? tally.readings.claims : []),
    judgements,
    baseRate: baseRateOf(model.case),
  }
}

function scenarioId(model: Model, arm: number): string | null {
  return scenarioAt(model.case, model.arms[arm]!.scenario)?.id ?? null
}

export function spreadout(measured: Measured): Spreadout | null {
  if (measured.n === 0) return null
  const [p05, p25, p50, p75, p95] = sketchQuantiles(measured.sketch, [0.05, 0.25, 0.5, 0.75, 0.95]) as [
    number,
    number,
    number,
    number,
    number,
  ]
  return { n: measured.n, mean: sumValue(measured.sum) / measured.n, p05, p25, p50, p75, p95 }
}

const share = (hits: number, n: number): Interval => wilsonInterval(hits, n)

function byName<T>(names: readonly { readonly id: string }[], value: (index: number) => T): Record<string, T> {
  return Object.fromEntries(names.map(({ id }, index) => [id, value(index)]))
}

/** The part of a summary that one arm makes up. */
export function summariseArm(model: Model, tally: Tally, index: number): ArmSummary {
  const theCase = caseOfArm(model.case, model.arms[index]!)
  const arm = tally.arms[index]!
  const players = theCase.vetoPlayers.map((actor) => theCase.actors[actor]!)
  const deals = arm.n - (arm.dealMonth[0] ?? 0)
  return {
    scenario: scenarioId(model, index),
    says: scenarioAt(theCase, model.arms[index]!.scenario)?.says ?? '',
    worlds: arm.n,
    dealBy: dealsByMonth(arm),
    ...(theCase.events.length > 0 ? { events: byName(theCase.events, (e) => share(arm.events[e]!, arm.n)) } : {}),
    ...(arm.signed.length > 0
      ? { signedBy: sharesByMonth(arm.signed, arm.n), failedVotes: arm.n > 0 ? arm.signed[0]! / arm.n : 0 }
      : {}),
    ...(arm.spoiled.length > 0
      ? {
          spoiled: byName(
            spoilersOf(theCase).map((actor) => theCase.actors[actor]!),
            (s) => share(arm.spoiled[s]!, deals),
          ),
        }
      : {}),
    ...(arm.steps.length > 0 ? { steps: arm.steps.map((step, k) => stepSummary(theCase, arm.n, step, k)) } : {}),
    dealByReadings: dealPairsByMonth(tally.readings.deals[index]!).map(overReadings),
    open: Array.from(arm.open.subarray(1), (open) => share(open, arm.n)),
    breaks: arm.breaks.attacker.length > 0 ? breakSummaries(theCase, arm) : [],
    warEndsBy: warEndsBy(arm),
    least: Object.fromEntries(WHY_NO_DEAL.map((why, k) => [why, spreadout(arm.least[k]!)])) as ArmSummary['least'],
    why: Object.fromEntries(WHY_NO_DEAL.map((why, k) => [why, share(arm.why[k]!, arm.n)])) as ArmSummary['why'],
    families: familySummaries({ ...model, case: theCase }, arm, deals),
    deals: dealSummaries(theCase, arm, deals),
    differentPackages: arm.packages.size,
    options: byName(theCase.issues, (issue) =>
      byName(theCase.issues[issue]!.options, (option) => share(arm.options[issue]![option]!, deals)),
    ),
    named: namedSummaries(theCase, arm),
    noDeal: present(byName(players, (i) => spreadout(arm.noDeal[i]!))),
    war: Object.fromEntries(
      WAR_SERIES.map((series) => [series, arm.war[series].map(spreadout)]),
    ) as unknown as ArmSummary['war'],
    ...frontSummaries(theCase, arm),
    regions: regionSummaries(model, arm, model.arms[index]!),
    survival: {
      years: theCase.durability ? SURVIVAL_YEARS : [],
      deals: arm.survival.map(spreadout),
      baseRate: arm.baseRate.map(spreadout),
    },
    renewed: theCase.durability
      ? LEDGER_YEARS.map((years, k) => ({ years, chance: share(arm.renewed[k]!, deals) }))
      : [],
    ledger: { deal: ledgerSummary(arm, 1, deals), noDeal: ledgerSummary(arm, 0, arm.n - deals) },
    accessions: byName(theCase.consequences?.accessions ?? [], (a) =>
      LEDGER_YEARS.map((years, k) => ({ years, chance: share(arm.accessions[a]![k]!, arm.n) })),
    ),
    hypotheses: byName(theCase.hypotheses, (set) =>
      byName(theCase.hypotheses[set]!.options, (option) => share(arm.hypotheses[set]![option]!, arm.n)),
    ),
    consents: byName(theCase.consents, (body) => share(arm.consents[body]!, arm.n)),
    firm: byName(theCase.redLines, (line) => share(arm.firm[line]!, arm.n)),
    proposals: byName(theCase.bargaining?.proposals ?? [], (p) => {
      const [, refused, accepted] = arm.proposals[p]! as unknown as [number, number, number]
      return { put: refused + accepted, accepted: share(accepted, refused + accepted) }
    }),
  }
}

function stepSummary({ steps = [], issues }: Case, n: number, tally: StepTally, k: number): StepSummary {
  const { id, says, issues: settled } = steps[k + 1]!
  const [, ...ends] = STEP_ENDS
  const reached = n - tally.ends[0]!
  const taken = tally.ends[STEP_ENDS.indexOf('taken')]!
  return {
    id,
    says,
    by: sharesByMonth(tally.months, n),
    reached,
    ends: Object.fromEntries(ends.map((end, e) => [end, share(tally.ends[e + 1]!, reached)])) as StepSummary['ends'],
    options: Object.fromEntries(
      settled.map((issue, place) => [
        issues[issue]!.id,
        byName(issues[issue]!.options, (option) => share(tally.options[place]![option]!, taken)),
      ]),
    ),
  }
}

/** The line of each of several fronts. */
function frontSummaries({ war }: Case, arm: ArmTally): Pick<ArmSummary, 'fronts'> {
  if (!war?.fronts) return {}
  return { fronts: war.fronts.map(({ id, name }, f) => ({ id, name, line: arm.fronts![f]!.map(spreadout) })) }
}

function present<T>(record: Record<string, T | null>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter((entry): entry is [string, T] => entry[1] !== null))
}

/** By side: whose war effort breaks before any deal, by month. */
function breakSummaries(theCase: Case, arm: ArmTally): BreakSummary[] {
  return (['attacker', 'defender'] as const).map((side) => {
    let broken = 0
    return {
      side,
      actor: theCase.actors[theCase.war![side].actor]!.id,
      by: Array.from(arm.breaks[side].subarray(1), (count) => share((broken += count), arm.n)),
    }
  })
}

/** By a deal or a break, by month. */
function warEndsBy(arm: ArmTally): Interval[] {
  const { attacker, defender } = arm.breaks
  let ended = 0
  return Array.from(arm.dealMonth.subarray(1), (count, k) => {
    ended += count + (attacker[k + 1] ?? 0) + (defender[k + 1] ?? 0)
    return share(ended, arm.n)
  })
}

/** Readable options of a package. */
export function describe(theCase: Case, options: readonly number[]): Record<string, string> {
  return Object.fromEntries(theCase.issues.map((issue, i) => [issue.id, issue.options[options[i]!]!.id]))
}

function dealSummaries(theCase: Case, arm: ArmTally, deals: number): DealSummary[] {
  const space = packageSpace(theCase.issues.map((issue) => issue.options.length))
  const order = [...arm.packages].sort(([a, x], [b, y]) => y.n - x.n || a - b).slice(0, MOST_DEALS)
  return order.map(([id, tally]) => ({
    package: id,
    options: describe(theCase, optionsOf(space, id)),
    share: share(tally.n, deals),
    margins: byName(
      theCase.vetoPlayers.map((actor) => theCase.actors[actor]!),
      (i) => spreadout(tally.margins[i]!)!,
    ),
    survivalFiveYears: spreadout(tally.survival),
  }))
}

function familySummaries(model: Model, arm: ArmTally, deals: number): FamilySummary[] {
  const theCase = model.case
  const principal = principalIssues(caseOfArm(theCase, model.arms[0]!), model.arms[0]!)
  const order = [...arm.families].sort(([a, x], [b, y]) => y.n - x.n || a - b).slice(0, MOST_DEALS)
  return order.map(([, tally]) => {
    const likeliest = tally.options.map((column) => column.indexOf(Math.max(...column)))
    const option = (issue: number): string => theCase.issues[issue]!.options[likeliest[issue]!]!.id
    return {
      terms: Object.fromEntries(principal.map((issue) => [theCase.issues[issue]!.id, option(issue)])),
      mostly: Object.fromEntries(
        theCase.issues.flatMap(({ id }, issue) =>
          principal.includes(issue)
            ? []
            : [[id, { option: option(issue), share: tally.options[issue]![likeliest[issue]!]! / tally.n }]],
        ),
      ),
      share: share(tally.n, deals),
      survivalFiveYears: spreadout(tally.survival),
      margins: byName(
        theCase.vetoPlayers.map((actor) => theCase.actors[actor]!),
        (i) => spreadout(tally.margins[i]!)!,
      ),
    }
  })
}

function namedSummaries(theCase: Case, arm: ArmTally): NamedSummary[] {
  const players = theCase.vetoPlayers.map((actor) => theCase.actors[actor]!)
  return theCase.packages.map(({ id, says, options }, k) => ({
    id,
    says,
    options: describe(theCase, options),
    accepts: byName(players, (i) => share(arm.accepts[k]![i]!, arm.n)),
    everybody: share(arm.accepts[k]![players.length]!, arm.n),
    margins: present(byName(players, (i) => spreadout(arm.named[k]!.margins[i]!))),
    powellMargin: spreadout(arm.named[k]!.powell),
    guaranteeNeeded: spreadout(arm.named[k]!.guarantee),
  }))
}

function ledgerSummary(arm: ArmTally, outcome: 0 | 1, n: number): LedgerSummary {
  const entries = LEDGER_ENTRIES.map((name, k) => [name, spreadout(arm.ledger[outcome][k]!)] as const)
  return {
    n,
    kept: share(arm.law[outcome][0]!, n),
    recognised: share(arm.law[outcome][1]!, n),
    entries: entries.every(([, spread]) => spread !== null)
      ? (Object.fromEntries(entries) as unknown as LedgerSummary['entries'])
      : null,
  }
}

function change(model: Model, arm: ArmTally, cells: Float64Array, index: number): Change {
  const n = arm.n
  const scenario = scenarioAt(model.case, model.arms[index]!.scenario)
  const armOnly = cells[1]!
  const firstOnly = cells[2]!
  return {
    scenario: scenario?.id ?? 'as written',
    says: scenario?.says ?? '',
    month: changeMonth(model),
    dealBy: share(armOnly + cells[3]!, n),
    difference:
      n === 0 ? share(0, 0) : pairedProportions({ hits: Float64Array.of(cells[0]!, firstOnly, armOnly, cells[3]!), n }),
  }
}
