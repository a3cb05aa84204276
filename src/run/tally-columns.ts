/** The numbers of some worlds, kept by column until each column is added to its sum and sketch at once: a tally has
 *  more sums and sketches than stay near the processor, and to fetch each of them for one value takes longer than to
 *  add it. */
import { LEDGER_ENTRIES } from '../case/claim-test.ts'
import { survivalAt } from '../stages/durability/survival.ts'
import type { NamedAppraisal, Outcome } from '../stages/findings/outcome.ts'
import type { Ledger } from '../stages/consequences/ledger.ts'
import { exp } from '../math/elementary.ts'
import { addAllTo } from '../math/exact-sum.ts'
import { addAllToSketch } from '../math/sketch.ts'
import type { Projection } from '../stages/war/project.ts'
import { SURVIVAL_YEARS, WAR_SERIES } from './tallied.ts'
import type { WarSeries } from './tallied.ts'
import type { ArmTally, Measured } from './tally.ts'

/** Worlds that are kept: enough to spread the cost of fetching, few enough to stay near; odd, so that columns do not
 *  crowd the same lines of a cache. */
const ROOM = 65

/** Columns of one kind, and where each belongs; NaN where a world does not have the number. */
interface Columns {
  readonly into: readonly Measured[]
  readonly values: Float64Array
}

export interface TallyColumns {
  worlds: number
  readonly war: Readonly<Record<WarSeries, Columns>>
  /** The line of each of several fronts. */
  readonly fronts: readonly Columns[]
  /** By named package: margins by player, Powell's margin, guarantee needed. */
  readonly named: readonly Columns[]
  readonly noDeal: Columns
  readonly baseRate: Columns
  readonly survival: Columns
  readonly ledger: readonly [Columns, Columns]
}

export function newTallyColumns(tally: ArmTally): TallyColumns {
  const columns = (into: readonly Measured[]): Columns => ({ into, values: new Float64Array(into.length * ROOM) })
  return {
    worlds: 0,
    war: Object.fromEntries(WAR_SERIES.map((series) => [series, columns(tally.war[series])])) as Record<
      WarSeries,
      Columns
    >,
    fronts: (tally.fronts ?? []).map(columns),
    named: tally.named.map(({ margins, powell, guarantee }) => columns([...margins, powell, guarantee])),
    noDeal: columns(tally.noDeal),
    baseRate: columns(tally.baseRate),
    survival: columns(tally.survival),
    ledger: [columns(tally.ledger[0]), columns(tally.ledger[1])],
  }
}

/** Keeps the numbers of one world; what is full is added to the tally first. */
export function keepNumbers(columns: TallyColumns, outcome: Outcome): void {
  if (columns.worlds === ROOM) addKept(columns)
  const row = columns.worlds++
  const { projection, settlement, talks, ledger } = outcome
  if (projection) {
    keepWar(columns.war, row, projection)
    for (let f = 0; f < columns.fronts.length; f++) keepAll(columns.fronts[f]!, row, projection.fronts[f]!.line)
  }
  for (let k = 0; k < outcome.named.length; k++) keepNamed(columns.named[k]!, row, outcome.named[k]!)
  if (settlement) keepAll(columns.noDeal, row, settlement.in(1).noDeal)
  if (settlement && talks) {
    const { stillborn, hazardFiveYears, shape } = settlement.terms
    keepCurve(columns.baseRate, row, talks.appraisal ? { stillborn, hazardFiveYears, shape } : null)
    keepCurve(columns.survival, row, talks.appraisal ? talks.appraisal.survival : null)
  }
  if (ledger && talks) {
    const deal = talks.month > 0 ? 1 : 0
    keepLedger(columns.ledger[deal], row, ledger.isDrawnUp ? ledger : null)
    keepLedger(columns.ledger[1 - deal]!, row, null)
  }
}

function keepWar(war: TallyColumns['war'], row: number, projection: Projection): void {
  const { attacker, defender } = projection
  keepAll(war.line, row, projection.line)
  keepAll(war.rate, row, projection.rate)
  keepFireRatio(war.fireRatio, row, projection)
  keepAll(war.lossesAttacker, row, attacker.losses)
  keepAll(war.lossesDefender, row, defender.losses)
  keepAll(war.shellsAttacker, row, attacker.fired)
  keepAll(war.shellsDefender, row, defender.fired)
  keepAll(war.menAttacker, row, attacker.men)
  keepAll(war.menDefender, row, defender.men)
  keepAll(war.heavyAttacker, row, attacker.heavy)
  keepAll(war.heavyDefender, row, defender.heavy)
  keepAll(war.foothold, row, projection.foothold)
}

/** No rounds are fired on the date of the case itself, nor in a war without artillery. */
function keepFireRatio({ values }: Columns, row: number, { hasFire, logRatio }: Projection): void {
  values[row] = NaN
  for (let month = 1; month < logRatio.length; month++)
    values[month * ROOM + row] = hasFire ? exp(logRatio[month]!) : NaN
}

function keepAll({ values }: Columns, row: number, from: Float64Array): void {
  for (let k = 0; k < from.length; k++) values[k * ROOM + row] = from[k]!
}

function keepNamed({ values }: Columns, row: number, named: NamedAppraisal): void {
  const { margin } = named.appraisal
  for (let i = 0; i < margin.length; i++) values[i * ROOM + row] = margin[i]!
  values[margin.length * ROOM + row] = named.powellMargin
  values[(margin.length + 1) * ROOM + row] = named.guaranteeNeeded
}

function keepCurve({ into, values }: Columns, row: number, curve: Parameters<typeof survivalAt>[0] | null): void {
  for (let k = 0; k < into.length; k++) values[k * ROOM + row] = curve ? survivalAt(curve, SURVIVAL_YEARS[k]!) : NaN
}

function keepLedger({ values }: Columns, row: number, ledger: Ledger | null): void {
  for (let k = 0; k < LEDGER_ENTRIES.length; k++) values[k * ROOM + row] = ledger ? ledger[LEDGER_ENTRIES[k]!] : NaN
}

/** Adds the worlds kept to the tally, and forgets them. */
export function addKept(columns: TallyColumns): void {
  const { worlds, war, fronts, named, noDeal, baseRate, survival, ledger } = columns
  for (const { into, values } of [...Object.values(war), ...fronts, ...named, noDeal, baseRate, survival, ...ledger])
    for (let k = 0; k < into.length; k++) addColumn(into[k]!, values, k * ROOM, k * ROOM + worlds)
  columns.worlds = 0
}

function addColumn(measured: Measured, values: Float64Array, from: number, to: number): void {
  measured.n += addAllTo(measured.sum, values, from, to)
  addAllToSketch(measured.sketch, values, from, to)
}
