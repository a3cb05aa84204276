/** Survival curves with their intervals and the number at risk below. */
import { defined } from '../../src/internal.ts'
import type { GroupCurve, SurvivalRecord } from '../../src/internal.ts'
import { full, percent } from '../words/index.ts'
import { rounded } from './chart.ts'
import type { Chart, Size } from './chart.ts'
import { band, curveLegend, endLabels, ENDS, fitted, label, measure, path, plane, svgOf } from './kit/index.ts'

const HEIGHT = 320
const ROW = 18
const KINDS = ['l1', 'l4', 'l3', 'l2'] as const
const BANDS = ['b1', 'b3', 'b5', 'b5'] as const
/** Curves on one picture; more are in the table. */
const MOST = 4

/** Units in which a length is told as people say it; another name of a column stands behind its number. */
const SPOKEN = ['seconds', 'minutes', 'hours', 'days', 'weeks', 'months', 'years']

function lengthIn(unit: string, time: number): string {
  if (!SPOKEN.includes(unit)) return `${full(time)} (${unit})`
  return `${full(time)} ${time === 1 ? unit.slice(0, -1) : unit}`
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

function described({ curves }: SurvivalRecord, unit: string): string {
  return curves
    .map(({ name, count, events, at }) => {
      const middle = at[Math.floor(at.length / 2)]
      const share =
        middle === undefined ? '' : `; ${percent(middle.survival)} last ${lengthIn(unit, middle.time)} or longer`
      return `${capital(name)}: ${count} spells, ${events} ended${share}`
    })
    .join('. ')
}

/** A curve of another making, drawn over those of the record: as far as it goes, and they no further. */
export interface Beside {
  readonly name: string
  /** Time and share still lasting, by time. */
  readonly points: readonly (readonly [number, number])[]
}

/** @param unit of time, as it is to be read. */
export function kaplanMeierCurves(
  whole: SurvivalRecord,
  unit: string,
  { width, beside = null }: Size & { readonly beside?: Beside | null },
): Chart {
  const end = beside?.points.at(-1)?.[0] ?? null
  const record = end === null ? whole : { ...whole, curves: whole.curves.map((curve) => cut(curve, end)) }
  const drawn = record.curves.slice(0, beside === null ? MOST : 1)
  const longest = Math.max(...record.curves.map(({ restrictedMean }) => restrictedMean.horizon), end ?? 1e-9)
  const [kinds, bands] = beside === null ? [KINDS, BANDS] : [['l3'], ['b5']]
  const named = drawn.map(({ name }, k) => ({ name, stroke: defined(kinds[k]) }))
  const own = beside === null ? [] : [{ name: beside.name, stroke: 'l1' }]
  const key = curveLegend(named.length + own.length > 1 ? [...named, ...own] : [], width)
  const names = drawn.map(({ name }) => fitted(shortName(name), MOST_NAME, 11))
  const left = Math.max(56, ...(drawn.length > 1 ? names.map((name) => measure(name, 11) + 18) : []))
  const foot = key.height + HEIGHT
  const frame = { left, right: width - ENDS, top: key.height + 30, bottom: foot - 40 }
  const { x, y, marks } = plane(frame, [0, longest], [0, 1], {
    x: unit,
    y: 'share still lasting',
    format: percent,
  })
  const lasts = [...drawn.map(lastOf), ...(beside?.points.slice(-1).map(([, share]) => share) ?? [])]
  const ends = endLabels(
    lasts.map((share) => ({ y: y(share), text: percent(share) })),
    frame.right,
  )
  const curves = drawn.map((curve, k) => {
    const edge = (of: 'survival' | 'low' | 'high'): [number, number][] =>
      staircase(curve, of).map(([t, s]) => [x(t), y(s)])
    return band(edge('low'), edge('high'), defined(bands[k])) + path(edge('survival'), defined(kinds[k]))
  })
  const other = path(beside?.points.map(([t, share]): [number, number] => [x(t), y(share)]) ?? [], 'l1')
  const height = foot + ROW * (drawn.length + 1)
  const about = { title: 'How long they last', description: described(record, unit) }
  return {
    id: 'survival',
    ...about,
    caption: `${about.description}.`,
    source: `Kaplan-Meier, 95 % intervals of log-log form; ${record.rows} spells`,
    svg: svgOf(
      about,
      { width, height },
      key.marks + marks + curves.join('') + other + ends + atRisk(drawn, names, foot, x),
    ),
    table: {
      columns: ['group', unit, 'at risk', 'ended', 'lasting', 'low', 'high'],
      rows: [...record.curves.flatMap(pointRows), ...(beside === null ? [] : besideRows(beside))],
    },
  }
}

function pointRows({ name, at }: GroupCurve): (string | number)[][] {
  return at.map(({ time, atRisk: n, events, survival, low, high }) => [
    name,
    rounded(time),
    n,
    events,
    rounded(survival),
    rounded(low),
    rounded(high),
  ])
}

function besideRows({ name, points }: Beside): (string | number)[][] {
  return points.map(([time, share]) => [name, rounded(time), 'none', 'none', rounded(share), 'none', 'none'])
}

/** A curve up to a time. */
function cut(curve: GroupCurve, end: number): GroupCurve {
  const until = Math.min(end, curve.restrictedMean.horizon)
  const steps = curve.steps.filter(({ time }) => time <= until)
  const level = defined(steps.at(-1))
  return {
    ...curve,
    at: curve.at.filter(({ time }) => time <= end),
    steps: [...steps, { ...level, time: until }],
    restrictedMean: { ...curve.restrictedMean, horizon: until },
  }
}

/** Under the curves: how many spells last at least so long, by group. */
function atRisk(
  drawn: readonly GroupCurve[],
  names: readonly string[],
  foot: number,
  x: (t: number) => number,
): string {
  const head = label(2, foot + 4, 'at risk', { muted: true, size: 11 })
  const times = (drawn[0]?.at ?? []).map(({ time }) => time)
  const counts = drawn.flatMap((curve, k) =>
    curve.at.map(({ time, atRisk: n }) =>
      label(x(time), foot + 4 + ROW * (k + 1), full(n), { anchor: 'middle', size: 11 }),
    ),
  )
  const groups =
    drawn.length > 1
      ? drawn.map((_, k) => label(2, foot + 4 + ROW * (k + 1), defined(names[k]), { muted: true, size: 11 }))
      : []
  return (
    head +
    times.map((t) => label(x(t), foot + 4, full(t), { anchor: 'middle', muted: true, size: 11 })).join('') +
    counts.join('') +
    groups.join('')
  )
}

/** Room for the name of a group beside its numbers. */
const MOST_NAME = 100

/** What tells the groups apart: the value after `column = `. */
function shortName(name: string): string {
  return name.slice(name.indexOf(' = ') + (name.includes(' = ') ? 3 : 1))
}

function lastOf({ steps }: GroupCurve): number {
  return steps.at(-1)?.survival ?? 1
}

/** The corners of a curve that stays level and then falls. */
function staircase({ steps }: GroupCurve, of: 'survival' | 'low' | 'high'): [number, number][] {
  const corners: [number, number][] = [[0, 1]]
  let level = 1
  for (const step of steps) {
    corners.push([step.time, level], [step.time, step[of]])
    level = step[of]
  }
  return corners
}
