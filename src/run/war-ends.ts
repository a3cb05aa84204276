/** The base rate beside the headline: of wars between states that had lasted so long, how many ended within so many
 *  months, by a deal or by a break. */
import { defined } from '../case/defined.ts'
import type { Case } from '../case/types.ts'
import { conditionalEnds } from '../methods/survival/aalen-johansen.ts'
import type { CompetingSpells, ConditionalEnds, EndChance } from '../methods/survival/aalen-johansen.ts'
import { EPISODES, WARS } from '../case/war-end-record.ts'
import type { WarEndRow } from '../case/war-end-record.ts'

export type WarRecordName = 'wars' | 'episodes' | 'war episodes'

export interface WarEndChances {
  /** Months from now. */
  readonly within: number
  readonly deal: EndChance
  readonly break: EndChance
  /** Faded, paused, or not coded. */
  readonly other: EndChance
  readonly any: EndChance
}

export interface WarEndTable {
  readonly record: WarRecordName
  readonly says: string
  /** Months that the war has lasted. */
  readonly lasted: number
  /** Wars of the record that lasted longer than that; none leaves the rows empty. */
  readonly atRisk: number
  readonly rows: readonly WarEndChances[]
}

/** What stands beside a headline: of the wars between states that had lasted as long, how many ended when and how. */
export interface WarRecord extends WarEndTable {
  /** Keys of the rows that were left out, such as the war itself. */
  readonly without: readonly string[]
}

/** Mean length of a month of the Gregorian calendar. */
const DAYS_A_MONTH = 365.2425 / 12
export const WAR_END_WINDOWS: readonly number[] = [6, 12, 24]

const RECORDS: readonly {
  readonly record: WarRecordName
  readonly says: string
  readonly rows: readonly WarEndRow[]
}[] = [
  { record: 'wars', says: 'wars of the Correlates of War list, ended 1946 to 2007', rows: WARS },
  {
    record: 'war episodes',
    says: 'UCDP/PRIO episodes between states, 1946 to 2024, that reached a thousand deaths in a year',
    rows: EPISODES.filter(([, , intensity]) => intensity === 2),
  },
  { record: 'episodes', says: 'UCDP/PRIO episodes between states, 1946 to 2024, all', rows: EPISODES },
]

/** By record, the narrowest first.
 *  @param lasted months that the war has lasted so far, at least 0. @param without keys of rows to leave out, such as
 *  those of the war itself, since a war says nothing of itself beforehand. */
export function warEndTables(lasted: number, without: readonly string[] = []): WarEndTable[] {
  return RECORDS.map((of) => warEndTable(of, lasted, without))
}

function warEndTable(
  { record, says, rows }: (typeof RECORDS)[number],
  lasted: number,
  without: readonly string[],
): WarEndTable {
  const windows = WAR_END_WINDOWS
  const spells = spellsOf(rows.filter(([, , , key]) => !without.includes(key)))
  const found = windows.map((within) => conditionalEnds(spells, lasted * DAYS_A_MONTH, within * DAYS_A_MONTH))
  return {
    record,
    says,
    lasted,
    atRisk: found[0]?.atRisk ?? 0,
    rows: found.flatMap((ends, k) => (ends === null ? [] : [chancesOf(ends, defined(windows[k]))])),
  }
}

/** Of the record of wars, for a case that names when its war began; null where none does. */
export function baseRateOf({ baseRate, asOf }: Case): WarRecord | null {
  if (baseRate === null) return null
  const { began, without } = baseRate
  return { ...warEndTable(defined(RECORDS[0]), monthsBetween(began, asOf), without), without }
}

/** Months from one day to another, both `yyyy-mm-dd`. */
export function monthsBetween(from: string, to: string): number {
  return (dayNumber(to) - dayNumber(from)) / DAYS_A_MONTH
}

/** Days since 1 March of year 0 of the Gregorian calendar. Source: Richards 2013, Explanatory Supplement to the
 *  Astronomical Almanac, §15.11. */
function dayNumber(date: string): number {
  const [year, month, day] = date.split('-').map(Number)
  // The year begins in March, so that the leap day comes last.
  const y = defined(month) > 2 ? defined(year) : defined(year) - 1
  const m = (defined(month) + 9) % 12
  return (
    365 * y +
    Math.floor(y / 4) -
    Math.floor(y / 100) +
    Math.floor(y / 400) +
    Math.floor((153 * m + 2) / 5) +
    defined(day) -
    1
  )
}

function spellsOf(rows: readonly WarEndRow[]): CompetingSpells {
  return {
    time: Float64Array.from(rows, ([days]) => days),
    end: Uint8Array.from(rows, ([, end]) => end),
    ends: 3,
  }
}

function chancesOf({ ends, any }: ConditionalEnds, within: number): WarEndChances {
  return { within, deal: defined(ends[0]), break: defined(ends[1]), other: defined(ends[2]), any }
}
