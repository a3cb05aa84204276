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

function described({ curves }: SurvivalRecord): string {
  return curves
    .map(({ name, count, events, at }) => {
      const middle = at[Math.floor(at.length / 2)]
      const share = middle === undefined ? '' : `; ${percent(middle.survival)} last ${middle.time} or longer`
      return `${name}: ${count} spells, ${events} ended${share}`
    })
    .join('. ')
}

/** @param unit of time, as it is to be read. */
export function kaplanMeierCurves(record: SurvivalRecord, unit: string, { width }: Size): Chart {
  const drawn = record.curves.slice(0, MOST)
  const longest = Math.max(...record.curves.map(({ restrictedMean }) => restrictedMean.horizon), 1e-9)
  const key = curveLegend(
    drawn.length > 1 ? drawn.map(({ name }, k) => ({ name, stroke: defined(KINDS[k]) })) : [],
    width,
  )
  const names = drawn.map(({ name }) => fitted(shortName(name), MOST_NAME, 11))
  const left = Math.max(56, ...(drawn.length > 1 ? names.map((name) => measure(name, 11) + 18) : []))
  const foot = key.height + HEIGHT
  const frame = { left, right: width - ENDS, top: key.height + 30, bottom: foot - 40 }
  const { x, y, marks } = plane(frame, [0, longest], [0, 1], {
    x: unit,
    y: 'share still lasting',
    format: percent,
  })
  const ends = endLabels(
    drawn.map((curve) => ({ y: y(lastOf(curve)), text: percent(lastOf(curve)) })),
    frame.right,
  )
  const curves = drawn.map((curve, k) => {
    const edge = (of: 'survival' | 'low' | 'high'): [number, number][] =>
      staircase(curve, of).map(([t, s]) => [x(t), y(s)])
    return band(edge('low'), edge('high'), defined(BANDS[k])) + path(edge('survival'), defined(KINDS[k]))
  })
  const height = foot + ROW * (drawn.length + 1)
  const about = { title: 'How long they last', description: described(record) }
  return {
    id: 'survival',
    ...about,
    caption: `${about.description}.`,
    source: `Kaplan-Meier, 95 % intervals of log-log form; ${record.rows} spells`,
    svg: svgOf(about, { width, height }, key.marks + marks + curves.join('') + ends + atRisk(drawn, names, foot, x)),
    table: {
      columns: ['group', unit, 'at risk', 'ended', 'lasting', 'low', 'high'],
      rows: record.curves.flatMap((curve) =>
        curve.at.map((point) => [
          curve.name,
          rounded(point.time),
          point.atRisk,
          point.events,
          rounded(point.survival),
          rounded(point.low),
          rounded(point.high),
        ]),
      ),
    },
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
