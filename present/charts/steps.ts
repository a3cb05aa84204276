/** When the steps of a settlement are taken: the chance of each by month. */
import { defined } from '../../src/internal.ts'
import { percent } from '../words/index.ts'
import { rounded, sourceLine } from './chart.ts'
import type { Chart, Size } from './chart.ts'
import { ENDS, band, curveLegend, endLabels, path, plane, svgOf } from './kit/index.ts'
import type { ArmSummary, Interval } from '../../src/internal.ts'

const HEIGHT = 300
const KINDS = ['l1', 'l2', 'l3'] as const
const BANDS = ['b1', 'b3', 'b5'] as const

/** Chance that each step has been taken by each month, with its 95 % interval; the first is the deal, of up to three.
 *  @param names of the steps. */
export function stepCurve(arm: ArmSummary, { width, names }: Size & { readonly names: readonly string[] }): Chart {
  const months = Math.max(arm.dealBy.length, ...(arm.steps ?? []).map(({ by }) => by.length))
  const lines = [arm.dealBy, ...(arm.steps ?? []).map(({ by }) => by)].slice(0, KINDS.length)
  const most = Math.max(0.1, ...lines.flatMap((line) => line.map(({ high }) => high)))
  const key = curveLegend(
    lines.map((_, k) => ({ name: names[k] ?? '', stroke: defined(KINDS[k]) })),
    width,
  )
  const frame = { left: 52, right: width - ENDS, top: key.height + 30, bottom: key.height + HEIGHT - 40 }
  const { x, y, marks } = plane(frame, [0, months], [0, most], {
    x: 'months after the date of the case',
    y: 'chance that the step is taken by then',
    format: percent,
  })
  const drawn = lines.map((line, k) => {
    const edge = (side: 'low' | 'high'): [number, number][] => line.map((interval, m) => [x(m + 1), y(interval[side])])
    const curve: [number, number][] = [
      [x(0), y(0)],
      ...line.map(({ estimate }, m): [number, number] => [x(m + 1), y(estimate)]),
    ]
    return band(edge('low'), edge('high'), defined(BANDS[k])) + path(curve, defined(KINDS[k]))
  })
  const last = (line: readonly Interval[]): number => defined(line.at(-1)).estimate
  const longest = lines.filter((line) => line.length === months)
  const about = {
    title: 'Chance of each step by month',
    description: lines
      .map((line, k) => `${names[k] ?? ''}: ${percent(last(line))} within ${line.length} months`)
      .join('; '),
  }
  return {
    id: 'steps',
    ...about,
    caption: `${about.description}. Each is due some months after the one before it, if the peace still holds.`,
    source: `${sourceLine(arm.worlds)}: 95 %, Monte Carlo error alone`,
    svg: svgOf(
      about,
      { width, height: key.height + HEIGHT },
      key.marks +
        marks +
        drawn.join('') +
        endLabels(
          longest.map((line) => ({ y: y(last(line)), text: percent(last(line)) })),
          frame.right,
        ),
    ),
    table: {
      columns: [
        'month',
        ...lines.flatMap((_, k) => [names[k] ?? '', `${names[k] ?? ''}, low`, `${names[k] ?? ''}, high`]),
      ],
      rows: Array.from({ length: months }, (_, m) => [
        m + 1,
        ...lines.flatMap((line): readonly (string | number)[] => {
          const interval = line[m]
          return interval ? [interval.estimate, interval.low, interval.high].map(rounded) : ['', '', '']
        }),
      ]),
    },
  }
}
