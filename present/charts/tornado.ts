/** A tornado: how far an output moves when one assumption after another goes from low to high. */
import { defined } from '../../src/internal.ts'
import { short } from '../words/index.ts'
import type { Size } from './chart.ts'
import { at, label, lines, linearScale, measure, rule, safe, svgOf } from './kit/index.ts'
import type { AxisScale } from './kit/index.ts'

/** The output with its interval at one value of an assumption. */
export interface TornadoEnd {
  /** The value, as it is to be shown. */
  readonly value: string
  readonly estimate: number
  readonly low: number
  readonly high: number
}

export interface TornadoBar {
  readonly name: string
  readonly low: TornadoEnd
  readonly high: TornadoEnd
}

export type OutputScale = 'share' | 'points' | 'plain'

export interface Tornado {
  /** Unique on the page; letters, digits, `-` and `_`. */
  readonly id: string
  readonly title: string
  /** What the output is, with its unit. */
  readonly axis: string
  /** Whether outputs are shares, to be shown as percentages, or points between two shares. */
  readonly scale: OutputScale
  /** The output with every assumption as it is. */
  readonly baseline: number
  /** Where the verdict flips, if there is such a value. */
  readonly threshold: number | null
  /** In the order to be drawn, the longest first. */
  readonly bars: readonly TornadoBar[]
}

const LEFT = 16
/** Height of a row whose name fits one line, and of every further line. */
const ROW = 46
const LINE = 15
const NAME_LINES = 2
/** Below this width names have a row to themselves, and the ends one below. */
const NARROW = 500
const HALF_BAR = 9
/** Text to both sides of a tick needs this much room at the frame's ends. */
const INSET = 18

interface Layout {
  readonly right: number
  readonly scale: AxisScale
  readonly top: number
  readonly bottom: number
  /** Top of each row. */
  readonly tops: readonly number[]
}

/** A share is nowhere below 0 or above 1, however far a symmetric interval reaches. */
function ofShare(end: TornadoEnd): TornadoEnd {
  return { ...end, low: Math.max(0, end.low), high: Math.min(1, end.high) }
}

/** The tornado as a self-contained SVG, light or dark as the reader has it; every text is escaped. Low values are plain
 *  with a disc, high values hatched with a diamond. Bars of which an output is no finite number are left out and
 *  counted in a note. @throws RangeError where `id` has other characters than letters, digits, `-` and `_`. */
export function tornadoSvg(tornado: Tornado, { width }: Size): string {
  if (!/^[A-Za-z][\w-]*$/.test(tornado.id)) throw new RangeError('id must be made of letters, digits, - and _')
  const right = width - LEFT
  const within = (end: TornadoEnd): TornadoEnd => (tornado.scale === 'share' ? ofShare(end) : end)
  const drawn = tornado.bars
    .filter(({ low, high }) => [low, high].every(isDrawable))
    .map(({ name, low, high }) => ({ name, low: within(low), high: within(high) }))
  const titles = lines(tornado.title, right - LEFT, 14, 3)
  const top = 26 + 17 * titles.length + 42
  const tops = drawn.reduce((rows, bar) => [...rows, defined(rows.at(-1)) + rowHeight(bar, right)], [top])
  const bottom = drawn.length === 0 ? top + ROW : defined(tops.at(-1))
  const layout: Layout = { right, top, bottom, tops, scale: scaleOf(tornado, drawn, right) }
  const axisTitle = lines(tornado.axis, right - LEFT, 12, 2)
  const notes = notesOf(tornado, drawn)
  const height = bottom + 36 + LINE * (axisTitle.length + notes.length) + 8
  return svgOf(
    wordsOf(tornado, drawn),
    { width, height },
    [
      hatch(tornado.id),
      ...titles.map((line, k) => label(LEFT, 26 + 17 * k, line, { size: 14, weight: 600 })),
      ...legend(tornado.id, top - 26, right),
      ...grid(layout),
      ...axisTitle.map((line, k) => label((LEFT + right) / 2, bottom + 36 + LINE * k, line, { anchor: 'middle' })),
      ...references(tornado, layout),
      ...drawn.flatMap((bar, k) => drawBar(tornado, bar, layout, defined(tops[k]))),
      ...notes.map((line, k) => label(LEFT, bottom + 40 + LINE * (axisTitle.length + k), line, { muted: true })),
    ].join(''),
  )
}

function isDrawable({ estimate, low, high }: TornadoEnd): boolean {
  return Number.isFinite(estimate) && Number.isFinite(low) && Number.isFinite(high)
}

function scaleOf({ baseline, threshold, scale }: Tornado, bars: readonly TornadoBar[], right: number): AxisScale {
  const values = bars.flatMap(({ low, high }) => [low.low, low.estimate, low.high, high.low, high.estimate, high.high])
  const all = [...values, baseline, ...(threshold === null ? [] : [threshold])].filter(Number.isFinite)
  const ends = all.length === 0 ? ([0, 1] as const) : ([Math.min(...all), Math.max(...all)] as const)
  return linearScale(ends, [LEFT + INSET, right - INSET], right > 500 ? 8 : 4, (x) => valueText(x, scale))
}

function valueText(x: number, scale: OutputScale): string {
  switch (scale) {
    case 'share':
      return `${short(x * 100)} %`
    case 'points':
      return `${short(x * 100)} pts`
    case 'plain':
      return short(x)
  }
}

function wordsOf(
  { title, baseline, scale }: Tornado,
  bars: readonly TornadoBar[],
): { title: string; description: string } {
  const text = (x: number): string => valueText(x, scale)
  const rows = bars.map(
    ({ name, low, high }) => `${name}: ${text(low.estimate)} at ${low.value}, ${text(high.estimate)} at ${high.value}.`,
  )
  const start = Number.isFinite(baseline) ? `With every assumption as it is: ${text(baseline)}. ` : ''
  return { title, description: bars.length === 0 ? `${start}No assumption can be drawn.` : start + rows.join(' ') }
}

function notesOf({ bars, baseline, threshold, scale }: Tornado, drawn: readonly TornadoBar[]): readonly string[] {
  const notes = [
    ...(Number.isFinite(baseline) ? [`solid line: as it is, ${valueText(baseline, scale)}`] : []),
    ...(threshold === null ? [] : [`dashed line: the verdict flips, ${valueText(threshold, scale)}`]),
  ]
  const left = bars.length - drawn.length
  return left === 0 ? notes : [...notes, `${left} not drawn: no finite output`]
}

function hatch(id: string): string {
  return (
    `<defs><pattern id="${id}-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">` +
    '<path class="hatch" d="M3 0V6" stroke-width="1.6"/></pattern></defs>'
  )
}

function legend(id: string, y: number, right: number): readonly string[] {
  const second = LEFT + (right - LEFT) / 2
  return [
    `<rect class="first" x="${LEFT}" y="${y - 9}" width="22" height="${HALF_BAR}"/>`,
    disc(LEFT + 22, y - 4.5),
    label(LEFT + 34, y, 'at its low value'),
    `<rect class="edge2" style="fill:url(#${id}-hatch)" x="${at(second)}" y="${y - 9}" width="22" height="${HALF_BAR}"/>`,
    diamond(second + 22, y - 4.5),
    label(second + 34, y, 'at its high value'),
  ]
}

function grid({ scale, top, bottom }: Layout): readonly string[] {
  return scale.ticks.flatMap((tick) => [
    rule(scale.at(tick), top, scale.at(tick), bottom),
    label(scale.at(tick), bottom + 17, scale.label(tick), { anchor: 'middle', muted: true }),
  ])
}

function valuesOf({ low, high }: TornadoBar, right: number): string {
  const room = right < NARROW ? right - LEFT : (right - LEFT) / 2
  return lines(`${low.value} to ${high.value}`, room, 12, 1)[0] ?? ''
}

function nameLines(bar: TornadoBar, right: number): readonly string[] {
  return right < NARROW
    ? lines(bar.name, right - LEFT, 12, NAME_LINES + 1)
    : lines(bar.name, right - LEFT - 12 - measure(valuesOf(bar, right)), 12, NAME_LINES)
}

function rowHeight(bar: TornadoBar, right: number): number {
  return ROW + LINE * (nameLines(bar, right).length - (right < NARROW ? 0 : 1))
}

function drawBar({ id, baseline }: Tornado, bar: TornadoBar, { scale, right }: Layout, top: number): readonly string[] {
  const { low, high } = bar
  const start = scale.at(Number.isFinite(baseline) ? baseline : low.estimate)
  const extent = (end: TornadoEnd, y: number): string => {
    const to = scale.at(end.estimate)
    return `x="${at(Math.min(start, to))}" y="${y}" width="${at(Math.abs(to - start))}" height="${HALF_BAR}"`
  }
  const interval = (end: TornadoEnd, y: number): string =>
    `<path class="line" d="M${at(scale.at(end.low))} ${y}H${at(scale.at(end.high))}"/>`
  const first = top + rowHeight(bar, right) - ROW + 20
  const second = first + HALF_BAR + 1
  return [
    `<g><title>${safe(bar.name)}</title>`,
    ...nameLines(bar, right).map((line, k) => label(LEFT, top + 13 + LINE * k, line)),
    right < NARROW
      ? label(LEFT, top + 13 + LINE * nameLines(bar, right).length, valuesOf(bar, right), { muted: true })
      : label(right, top + 13, valuesOf(bar, right), { anchor: 'end', muted: true }),
    `<rect class="first" ${extent(low, first)}/>`,
    interval(low, first + HALF_BAR / 2),
    disc(scale.at(low.estimate), first + HALF_BAR / 2),
    `<rect class="edge2" style="fill:url(#${id}-hatch)" ${extent(high, second)}/>`,
    interval(high, second + HALF_BAR / 2),
    diamond(scale.at(high.estimate), second + HALF_BAR / 2),
    '</g>',
  ]
}

function disc(x: number, y: number): string {
  return `<circle class="paper edge1" cx="${at(x)}" cy="${at(y)}" r="3.5" stroke-width="2"/>`
}

function diamond(x: number, y: number): string {
  return `<path class="paper edge2" d="M${at(x - 4.5)} ${at(y)}l4.5 -4.5 4.5 4.5 -4.5 4.5z" stroke-width="2"/>`
}

/** Lines of the baseline and the threshold, past the bars only: where names stand they leave off. */
function references({ baseline, threshold, bars }: Tornado, layout: Layout): readonly string[] {
  const { scale, tops, bottom, right } = layout
  const drawn = bars.filter(({ low, high }) => [low, high].every(isDrawable))
  const spans = drawn.map(
    (bar, k) => [defined(tops[k]) + rowHeight(bar, right) - ROW + 17, defined(tops[k + 1]) - 5] as const,
  )
  const line = (value: number, dashes: string): string =>
    (spans.length === 0 ? [[layout.top, bottom] as const] : spans)
      .map(
        ([from, to]) =>
          `<path class="line" d="M${at(scale.at(value))} ${at(from)}V${at(to)}" stroke-width="1.5"${dashes}/>`,
      )
      .join('')
  return [
    ...(Number.isFinite(baseline) ? [line(baseline, '')] : []),
    ...(threshold === null ? [] : [line(threshold, ' stroke-dasharray="5 4"')]),
  ]
}
