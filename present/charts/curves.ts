/** Curves over time: the chance of a deal, the war's fans, survival. */
import { defined } from '../../src/internal.ts'
import { armLabel, isTold, percent, rough, short, wordsOfArm } from '../words/index.ts'
import { rounded, sourceLine } from './chart.ts'
import type { Chart, Naming, Size } from './chart.ts'
import { ENDS, band, curveLegend, endLabels, path, plane, svgOf } from './kit/index.ts'
import type { ArmSummary, Spreadout, WarSeries } from '../../src/internal.ts'

const HEIGHT = 300
const frameOf = (width: number): { left: number; right: number; top: number; bottom: number } => ({
  left: 52,
  right: width - 16,
  top: 30,
  bottom: HEIGHT - 40,
})
const KINDS = ['l1', 'l2', 'l3', 'l4'] as const
const BANDS = ['b1', 'b3', 'b5', 'b3'] as const

const nameOf = armLabel

/** Chance of a deal by month, with its 95 % interval, of up to four arms; of one alone also where half of the readings
 *  of the judgements put it. @param ghost the same before a change, as a dashed grey line. */
export function dealCurve(
  arms: readonly ArmSummary[],
  { width, ghost = null }: Size & { readonly ghost?: ArmSummary | null },
): Chart {
  const { deal } = wordsOfArm(defined(arms[0]))
  const months = defined(arms[0]).dealBy.length
  const shown = arms.slice(0, KINDS.length)
  const before = ghost?.dealBy.length === months ? ghost : null
  const half = shown.length === 1 ? halfOfReadings(defined(shown[0])) : []
  const most = Math.max(
    0.1,
    ...[...shown, ...(before ? [before] : [])].flatMap((arm) => arm.dealBy.map(({ high }) => high)),
    ...half.map(({ high }) => high),
  )
  const key = curveLegend(
    shown.length > 1 ? shown.map((arm, k) => ({ name: nameOf(arm), stroke: defined(KINDS[k]) })) : [],
    width,
  )
  const frame = { left: 52, right: width - ENDS, top: key.height + 30, bottom: key.height + HEIGHT - 40 }
  const { x, y, marks } = plane(frame, [0, months], [0, most], {
    x: 'months after the date of the case',
    y: `chance of a ${deal} by then`,
    format: percent,
  })
  const curve = (arm: ArmSummary): [number, number][] => [
    [x(0), y(0)],
    ...arm.dealBy.map(({ estimate }, m): [number, number] => [x(m + 1), y(estimate)]),
  ]
  const edgeOf = (side: 'low' | 'high'): [number, number][] => half.map((at) => [x(at.month), y(at[side])])
  const drawn = shown.map((arm, k) => {
    const edge = (side: 'low' | 'high'): [number, number][] =>
      arm.dealBy.map((interval, m) => [x(m + 1), y(interval[side])])
    return band(edge('low'), edge('high'), defined(BANDS[k])) + path(curve(arm), defined(KINDS[k]))
  })
  const ends = endLabels(
    shown.map((arm) => ({
      y: y(defined(arm.dealBy[months - 1]).estimate),
      text: percent(defined(arm.dealBy[months - 1]).estimate),
    })),
    frame.right,
  )
  const last = defined(defined(arms[0]).dealBy[Math.min(11, months - 1)])
  const about = {
    title: `Chance of a ${deal} by month`,
    description: `The chance rises to ${percent(last.estimate)} within ${Math.min(12, months)} months${months > 12 ? ` and ${percent(defined(defined(arms[0]).dealBy[months - 1]).estimate)} within ${months}` : ''}.`,
  }
  return {
    id: 'ceasefire',
    ...about,
    caption:
      about.description +
      (half.length > 0
        ? ' Grey: where half of the readings of the judgements put it, from the month on in which that can be told.'
        : '') +
      (before ? ' Dashed grey: before your changes.' : ''),
    source: `${sourceLine(defined(arms[0]).worlds)}: 95 %, Monte Carlo error alone${half.length > 0 ? '; grey: the middle half of the readings' : ''}`,
    svg: svgOf(
      about,
      { width, height: key.height + HEIGHT },
      key.marks +
        marks +
        (half.length > 0 ? band(edgeOf('low'), edgeOf('high'), 'b5') : '') +
        (before ? path(curve(before), 'g') : '') +
        drawn.join('') +
        ends,
    ),
    table: dealTable(arms, half),
  }
}

function dealTable(arms: readonly ArmSummary[], half: readonly Half[]): Chart['table'] {
  return {
    columns: [
      'month',
      ...arms.flatMap((arm) => [nameOf(arm), `${nameOf(arm)}, low`, `${nameOf(arm)}, high`]),
      ...(half.length > 0 ? ['half of the readings, low', 'half of the readings, high'] : []),
    ],
    rows: defined(arms[0]).dealBy.map((_, m) => [
      m + 1,
      ...arms.flatMap(({ dealBy }) =>
        [defined(dealBy[m]).estimate, defined(dealBy[m]).low, defined(dealBy[m]).high].map(rounded),
      ),
      ...(half.length > 0 ? quartiles(half.find(({ month }) => month === m + 1)) : []),
    ]),
  }
}

const quartiles = (half: Half | undefined): (number | string)[] =>
  half ? [rounded(half.low), rounded(half.high)] : ['', '']

/** Quartiles over readings. */
interface Half {
  readonly month: number
  readonly low: number
  readonly high: number
}

/** Quartiles over readings by month, from the month on from which they stand out of their noise; before it none can be
 *  told. */
function halfOfReadings({ dealByReadings }: ArmSummary): Half[] {
  const from = dealByReadings.findLastIndex((readings) => !isTold(readings)) + 1
  return dealByReadings
    .slice(from)
    .flatMap((readings, k) =>
      readings === null ? [] : [{ month: from + k + 1, low: readings.p25, high: readings.p75 }],
    )
}

/** Chance that terms acceptable to all exist, by month. */
export function openByMonth(arm: ArmSummary, { width }: Size): Chart {
  const { x, y, marks } = plane(
    frameOf(width),
    [0, arm.open.length],
    [0, Math.max(0.1, ...arm.open.map(({ high }) => high))],
    { x: 'months after the date of the case', y: 'chance that a ZOPA is open', format: percent },
  )
  const points = arm.open.map(({ estimate }, m): [number, number] => [x(m + 1), y(estimate)])
  const about = {
    title: 'A zone of possible agreement, month by month',
    description: `Open in ${percent(defined(arm.open[0]).estimate)} of worlds in month 1 and ${percent(defined(arm.open.at(-1)).estimate)} in month ${arm.open.length}, were there no deal before.`,
  }
  return {
    id: 'zopa',
    ...about,
    caption: about.description,
    source: sourceLine(arm.worlds),
    svg: svgOf(
      about,
      { width, height: HEIGHT },
      marks +
        band(
          arm.open.map(({ low }, m) => [x(m + 1), y(low)]),
          arm.open.map(({ high }, m) => [x(m + 1), y(high)]),
          'b1',
        ) +
        path(points, 'l1'),
    ),
    table: {
      columns: ['month', 'open', 'low', 'high'],
      rows: arm.open.map(({ estimate, low, high }, m) => [m + 1, rounded(estimate), rounded(low), rounded(high)]),
    },
  }
}

const SERIES: Readonly<Record<WarSeries, readonly [string, string]>> = {
  line: ['How far the line moves', 'km² towards the defender'],
  rate: ['Advance', 'km² a month'],
  fireRatio: ['Ratio of fire', 'attacker’s rounds over defender’s'],
  lossesAttacker: ['Casualties of the attacker', 'a month'],
  lossesDefender: ['Casualties of the defender', 'a month'],
  shellsAttacker: ['Rounds fired by the attacker', 'a month'],
  shellsDefender: ['Rounds fired by the defender', 'a month'],
  menAttacker: ['Men of the attacker', 'in the field'],
  menDefender: ['Men of the defender', 'in the field'],
  heavyAttacker: ['Heavy pieces of the attacker', 'in service'],
  heavyDefender: ['Heavy pieces of the defender', 'in service'],
  foothold: ['Foothold of the defender beyond its border', 'km² held'],
}

function seriesWords(series: WarSeries, { sides }: Naming): readonly [string, string] {
  const { attacker = 'the attacker', defender = 'the defender' } = sides ?? {}
  const named = (text: string): string =>
    text
      .replace('the attacker', attacker)
      .replace('the defender', defender)
      .replace('attacker’s', `${attacker}’s`)
      .replace('defender’s', `${defender}’s`)
  const [what, unit] = SERIES[series]
  return [named(what), named(unit)]
}

/** Median with 50 and 90 % bands by month, of one front where one is named, in the colour of the side that the series
 *  is of; a second arm as a dotted grey median with its 90 % band. */
export function warFan(
  arm: ArmSummary,
  series: WarSeries,
  options: Naming & { readonly twin?: ArmSummary; readonly ghost?: ArmSummary | null; readonly front?: number },
): Chart {
  const { width, twin, ghost = null } = options
  const front = arm.fronts?.[options.front ?? -1]
  const of = (one: ArmSummary): [number, Spreadout][] =>
    known((front ? one.fronts?.[options.front ?? -1]?.line : one.war[series]) ?? [], series)
  const here = of(arm)
  const there = twin ? of(twin) : []
  const before = ghost ? of(ghost) : []
  const all = [...here, ...there, ...before].flatMap(([, spread]) => [spread.p05, spread.p95])
  const [what, unit] = seriesWords(series, options)
  const title = front ? `${what}: ${front.name}` : arm.fronts && series === 'line' ? `${what}: all fronts` : what
  const side = series.endsWith('Attacker') ? 'a' : series.endsWith('Defender') ? 'd' : ''
  const [outer, inner, median] = side === '' ? ['b1', 'b2', 'l1'] : [`b${side}1`, `b${side}2`, `l${side}`]
  const { x, y, marks } = plane(
    frameOf(width),
    [0, arm.war[series].length - 1],
    [Math.min(0, ...all), Math.max(1e-9, ...all)],
    { x: 'months of fighting on', y: unit, format: short },
  )
  const edge = (
    points: readonly [number, Spreadout][],
    side: 'p05' | 'p25' | 'p50' | 'p75' | 'p95',
  ): [number, number][] => points.map(([m, spread]) => [x(m), y(spread[side])])
  const last = here.at(-1)
  const about = {
    title,
    description: last
      ? `After ${last[0]} months ${rough(last[1].p50)} (90 % of worlds: ${rough(last[1].p05)} to ${rough(last[1].p95)}), ${unit}.`
      : 'Nothing to show.',
  }
  return {
    id: front ? `war-${series}-${front.id}` : `war-${series}`,
    ...about,
    caption:
      about.description +
      (twin ? ` Dotted grey: ${nameOf(twin)}.` : '') +
      (before.length > 0 ? ' Dashed grey: before your changes.' : ''),
    source: `${sourceLine(arm.worlds)}: median, 50 and 90 % of worlds`,
    svg: svgOf(
      about,
      { width, height: HEIGHT },
      marks +
        band(edge(here, 'p05'), edge(here, 'p95'), outer) +
        band(edge(here, 'p25'), edge(here, 'p75'), inner) +
        band(edge(there, 'p05'), edge(there, 'p95'), 'b5') +
        path(edge(before, 'p50'), 'g') +
        path(edge(here, 'p50'), median) +
        path(edge(there, 'p50'), 'l3'),
    ),
    table: {
      columns: ['month', ...FIVE, ...(twin ? FIVE.map((column) => `${nameOf(twin)}, ${column}`) : [])],
      rows: here.map(([m, spread]) => {
        const other = there.find(([month]) => month === m)?.[1]
        return [
          m,
          ...five(spread).map(rounded),
          ...(twin ? (other ? five(other).map(rounded) : FIVE.map(() => 'none')) : []),
        ]
      }),
    },
  }
}

const FIVE = ['5 %', '25 %', 'median', '75 %', '95 %'] as const
const five = ({ p05, p25, p50, p75, p95 }: Spreadout): number[] => [p05, p25, p50, p75, p95]

/** Series that count what happens in a month have none at the date itself. */
const FLOWS: readonly WarSeries[] = [
  'fireRatio',
  'lossesAttacker',
  'lossesDefender',
  'shellsAttacker',
  'shellsDefender',
]

function known(spreads: readonly (Spreadout | null)[], series: WarSeries): [number, Spreadout][] {
  return spreads.flatMap((spread, month): [number, Spreadout][] =>
    spread && !(month === 0 && FLOWS.includes(series)) ? [[month, spread]] : [],
  )
}

/** Chance that the peace still holds, with the band of 90 % of deals; a bare peace of the same worlds, without their
 *  features, beside it. @param record what the bare peace comes from (`baseRateRecord`). @param size and the curve
 *  before a change, as a dashed grey line. */
export function survivalCurves(
  arm: ArmSummary,
  { width, ghost = null }: Size & { readonly ghost?: ArmSummary | null },
  record: string,
): Chart {
  const { years, deals, baseRate } = arm.survival
  const frame = { ...frameOf(width), right: width - 68 }
  const { x, y, marks } = plane(frame, [0, defined(years.at(-1))], [0, 1], {
    x: 'years after the deal',
    y: 'chance that it still holds',
    format: percent,
  })
  const points = (spreads: readonly (Spreadout | null)[], side: 'mean' | 'p05' | 'p95'): [number, number][] =>
    spreads.flatMap((spread, k): [number, number][] => (spread ? [[x(defined(years[k])), y(spread[side])]] : []))
  const five = deals[years.indexOf(5)]
  const base = baseRate[years.indexOf(5)]
  const about = {
    title: 'Whether it lasts',
    description:
      five && base
        ? `A deal holds for five years with a chance of ${percent(five.mean)} (90 % of deals: ${percent(five.p05)} to ${percent(five.p95)}); a bare peace in the same worlds, with none of its features, ${percent(base.mean)}.`
        : 'No world came to a deal.',
  }
  const ends = [
    { name: 'deals', spreads: deals },
    { name: 'bare', spreads: baseRate },
  ].flatMap(({ name, spreads }) => {
    const end = points(spreads, 'mean').at(-1)
    return end ? [{ y: end[1], text: name }] : []
  })
  return {
    id: 'survival',
    ...about,
    caption: about.description,
    source: record === '' ? sourceLine(arm.worlds) : `${sourceLine(arm.worlds)}. Bare peace: ${record}`,
    svg: svgOf(
      about,
      { width, height: HEIGHT },
      marks +
        band(points(deals, 'p05'), points(deals, 'p95'), 'b1') +
        path(ghost ? points(ghost.survival.deals, 'mean') : [], 'g') +
        path(points(baseRate, 'mean'), 'l3') +
        path(points(deals, 'mean'), 'l1') +
        endLabels(ends, frame.right),
    ),
    table: {
      columns: ['years', 'deals, mean', 'deals, 5 %', 'deals, 95 %', 'bare peace, mean'],
      rows: years.map((year, k) => [
        year,
        ...[deals[k]?.mean, deals[k]?.p05, deals[k]?.p95, baseRate[k]?.mean].map((value) =>
          value === undefined ? 'none' : rounded(value),
        ),
      ]),
    },
  }
}
