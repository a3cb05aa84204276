/** How the front has moved, and how it may go on: the series behind the date, the fan of the run after it. */
import { defined } from '../../src/internal.ts'
import { rough, short } from '../words/index.ts'
import type { ArmSummary, FrontSeries, Spreadout } from '../../src/internal.ts'
import { rounded, sourceLine } from './chart.ts'
import type { Chart, Size } from './chart.ts'
import { band, label, path, plane, rule, svgOf } from './kit/index.ts'

const HEIGHT = 320

/** @param series what was seen, months of which some may come after the date: those are drawn over the fan, as what
 *  came.
 *  @param asOf date of the case, YYYY-MM-DD. */
export function frontHistory(series: FrontSeries, arm: ArmSummary, asOf: string, { width }: Size): Chart {
  const runs = runsOf(series, asOf)
  const seen = runs.flat()
  const fan = arm.war.line.flatMap((spread, month): [number, Spreadout][] => (spread ? [[month, spread]] : []))
  const heights = [...seen.map(([, km2]) => km2), ...fan.flatMap(([, { p05, p95 }]) => [p05, p95])]
  const first = Math.min(0, ...seen.map(([month]) => month))
  const frame = { left: 60, right: width - 16, top: 30, bottom: HEIGHT - 40 }
  const { x, y, marks } = plane(
    frame,
    [first, arm.war.line.length - 1],
    [Math.min(0, ...heights), Math.max(1, ...heights)],
    {
      x: 'months from the date of the case',
      y: 'km² from then',
      format: short,
    },
  )
  const edge = (side: 'p05' | 'p25' | 'p50' | 'p75' | 'p95'): [number, number][] =>
    fan.map(([month, spread]) => [x(month), y(spread[side])])
  const last = fan.at(-1)
  const about = {
    title: 'The front, before the date and after',
    description: last
      ? `${beforeDate(first, -(seen[0]?.[1] ?? 0))}; ${last[0]} months after it ${rough(last[1].p50)} km² (90 % of worlds: ${rough(last[1].p05)} to ${rough(last[1].p95)}).`
      : 'Nothing to show.',
  }
  return {
    id: 'front-history',
    ...about,
    caption: `${about.description} Where months are missing the line breaks.`,
    source: `${sourceLine(arm.worlds)}: median, 50 and 90 % of worlds; before the date as observed`,
    svg: svgOf(
      about,
      { width, height: HEIGHT },
      marks +
        band(edge('p05'), edge('p95'), 'b1') +
        band(edge('p25'), edge('p75'), 'b2') +
        path(edge('p50'), 'l1') +
        rule(x(0), frame.top, x(0), frame.bottom, 'g') +
        runs
          .map((run) =>
            path(
              run.map(([month, km2]) => [x(month), y(km2)]),
              'l4',
            ),
          )
          .join('') +
        label(x(0), frame.top - 6, asOf, { anchor: 'middle' }),
    ),
    table: {
      columns: ['month', 'observed', '5 %', '25 %', 'median', '75 %', '95 %'],
      rows: [
        ...seen
          .filter(([month]) => month < 0)
          .map(([month, km2]) => [month, rounded(km2), ...new Array<string>(5).fill('none')]),
        ...fan.map(([month, { p05, p25, p50, p75, p95 }]) => [
          month,
          seenAt(seen, month),
          ...[p05, p25, p50, p75, p95].map(rounded),
        ]),
      ],
    },
  }
}

/** @param first month of the run that reaches the date, 0 where none does. */
function beforeDate(first: number, moved: number): string {
  if (first === 0) return 'Of the month before the date nothing is known'
  const months = first === -1 ? 'month' : `${-first} months`
  return `In the ${months} before the date the line moved ${rough(moved)} km²`
}

function seenAt(seen: readonly (readonly [number, number])[], month: number): number | string {
  const found = seen.find(([at]) => at === month)
  return found ? rounded(found[1]) : 'none'
}

/** Where the line stood at the end of each month, from the date: unbroken runs of [months from the date, km²]. Only the
 *  run that reaches the date can be placed; before a missing month nobody knows how far away the line was, and after
 *  one in which it moved neither. */
function runsOf({ months, changes }: FrontSeries, asOf: string): [number, number][][] {
  const start = months.findIndex((month) => `${month}-01` >= asOf)
  const date = start < 0 ? months.length : start
  const back: [number, number][] = [[0, 0]]
  for (let k = date - 1, km2 = 0; k >= 0 && changes[k] === changes[k]; k--) {
    km2 -= defined(changes[k])
    back.unshift([k - date, km2])
  }
  const on: [number, number][] = [[0, 0]]
  for (let k = date, km2 = 0; k < changes.length && changes[k] === changes[k]; k++) {
    km2 += defined(changes[k])
    on.push([k - date + 1, km2])
  }
  return [back, on].filter((run) => run.length > 1)
}
