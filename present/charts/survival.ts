/** Survival curves with their intervals and the number at risk below. */
import type { GroupCurve, SurvivalRecord } from '../../src/internal.ts'
import { band, path, plane } from './axes.ts'
import { apart, label, percentText, rounded, svgOf } from './chart.ts'
import type { Chart, Size } from './chart.ts'

const HEIGHT = 320
const ROW = 18
const KINDS = ['l1', 'l4', 'l3', 'l2'] as const
const BANDS = ['b1', 'b3', 'b5', 'b5'] as const
/** Curves on one picture; more are in the table. */
const MOST = 4

/** @param unit of time, as it is to be read. */
export function kaplanMeierCurves(record: SurvivalRecord, unit: string, { width }: Size): Chart {
  const drawn = record.curves.slice(0, MOST)
  const longest = Math.max(...record.curves.map(({ restrictedMean }) => restrictedMean.horizon), 1e-9)
  const frame = { left: 52, right: width - 16, top: 30, bottom: HEIGHT - 40 }
  const { x, y, marks } = plane(frame, [0, longest], [0, 1], {
    x: unit,
    y: 'share still lasting',
    format: percentText,
  })
  const ends = apart(drawn.map((curve) => y(lastOf(curve)) - 8))
  const curves = drawn.map((curve, k) => {
    const edge = (of: 'survival' | 'low' | 'high'): [number, number][] =>
      staircase(curve, of).map(([t, s]) => [x(t), y(s)])
    const name = drawn.length > 1 ? `${curve.name}: ` : ''
    return (
      band(edge('low'), edge('high'), BANDS[k]!) +
      path(edge('survival'), KINDS[k]!) +
      label(frame.right - 4, ends[k]!, `${name}${percentText(lastOf(curve))}`, { anchor: 'end' })
    )
  })
  const height = HEIGHT + ROW * (drawn.length + 1)
  const [first] = record.curves
  const about = {
    title: 'How long they last',
    description: record.curves
      .map(({ name, count, events, at }) => {
        const middle = at[Math.floor(at.length / 2)]
        const share = middle === undefined ? '' : `; ${percentText(middle.survival)} last ${middle.time} or longer`
        return `${name}: ${count} spells, ${events} ended${share}`
      })
      .join('. '),
  }
  return {
    id: 'survival',
    ...about,
    caption: `${about.description}.`,
    source: `Kaplan-Meier, 95 % intervals of log-log form; ${record.rows} spells`,
    svg: svgOf(about, { width, height }, marks + curves.join('') + atRisk(drawn, x)),
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

  function atRisk(of: readonly GroupCurve[], place: (t: number) => number): string {
    const head = label(2, HEIGHT + 4, 'at risk', { muted: true, size: 11 })
    const times = (first?.at ?? []).map(({ time }) => time)
    return (
      head +
      times.map((t) => label(place(t), HEIGHT + 4, String(t), { anchor: 'middle', muted: true, size: 11 })).join('') +
      of
        .flatMap((curve, k) =>
          curve.at.map(({ time, atRisk: n }) =>
            label(place(time), HEIGHT + 4 + ROW * (k + 1), String(n), { anchor: 'middle', size: 11 }),
          ),
        )
        .join('') +
      (of.length > 1
        ? of
            .map((curve, k) => label(2, HEIGHT + 4 + ROW * (k + 1), shortName(curve.name), { muted: true, size: 11 }))
            .join('')
        : '')
    )
  }
}

/** What tells the groups apart: the value after `column = `. */
function shortName(name: string): string {
  const value = name.slice(name.indexOf(' = ') + (name.includes(' = ') ? 3 : 1))
  return value.length > 7 ? `${value.slice(0, 6)}…` : value
}

function lastOf({ steps }: GroupCurve): number {
  return steps.length === 0 ? 1 : steps[steps.length - 1]!.survival
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
