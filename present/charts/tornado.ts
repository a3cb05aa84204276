/** A tornado: how far an output moves when one assumption after another goes from low to high. */
import type { Scale, Words } from './drawing.ts'
import { drawing, escapeText, linearScale, round, textAt, TITLE_ROOM, WIDTH, wrapped } from './drawing.ts'

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

export interface Tornado {
  /** Unique on the page; letters, digits, `-` and `_`. */
  readonly id: string
  readonly title: string
  /** What the output is, with its unit. */
  readonly axis: string
  /** Whether outputs are shares, to be shown as percentages. */
  readonly percent: boolean
  /** The output with every assumption as it is. */
  readonly baseline: number
  /** Where the verdict flips, if there is such a value. */
  readonly threshold: number | null
  /** In the order to be drawn, the longest first. */
  readonly bars: readonly TornadoBar[]
}

const LEFT = 16
const RIGHT = WIDTH - 16
/** Height of a row whose name fits one line, and of every further line. */
const ROW = 46
const LINE = 15
const NAME_LINES = 2
const HALF_BAR = 9
const TICKS = 4
/** Room for a character of a value, most of which are digits. */
const WIDEST_CHARACTER = 6.5
/** Text to both sides of a tick needs this much room at the frame's ends. */
const INSET = 14

/** The tornado as a self-contained SVG, light or dark as the reader has it; every text is escaped. Low values are plain
 *  blue with a round end, high values orange, hatched, with a diamond. Bars of which an output is no finite number are
 *  left out and counted in a note. */
export function tornadoSvg(tornado: Tornado): string {
  const drawn = tornado.bars.filter(({ low, high }) => [low, high].every(isDrawable))
  const titles = wrapped(tornado.title, (RIGHT - LEFT) * TITLE_ROOM, 3)
  const top = 26 + 17 * titles.length + 42
  const tops = drawn.reduce((rows, bar) => [...rows, rows.at(-1)! + rowHeight(bar)], [top])
  const bottom = drawn.length === 0 ? top + ROW : tops.at(-1)!
  const scale = scaleOf(tornado, drawn)
  const axisTitle = wrapped(tornado.axis, RIGHT - LEFT, 2)
  const notes = notesOf(tornado, drawn)
  const height = bottom + 36 + 15 * (axisTitle.length + notes.length) + 8
  return drawing(wordsOf(tornado, drawn), height, [
    ...titles.map((line, k) => textAt(LEFT, 26 + 17 * k, line, { look: 'title' })),
    ...legend(tornado.id, top - 26),
    ...grid(scale, top, bottom),
    ...axisTitle.map((line, k) => textAt((LEFT + RIGHT) / 2, bottom + 36 + 15 * k, line, { anchor: 'middle' })),
    ...references(tornado, scale, top, bottom),
    ...drawn.flatMap((bar, k) => drawBar(tornado, bar, scale, tops[k]!)),
    ...notes.map((line, k) => textAt(LEFT, bottom + 40 + 15 * (axisTitle.length + k), line, { look: 'soft' })),
  ])
}

function isDrawable({ estimate, low, high }: TornadoEnd): boolean {
  return Number.isFinite(estimate) && Number.isFinite(low) && Number.isFinite(high)
}

function scaleOf({ baseline, threshold, percent }: Tornado, bars: readonly TornadoBar[]): Scale {
  const values = bars.flatMap(({ low, high }) => [low.low, low.estimate, low.high, high.low, high.estimate, high.high])
  const all = [...values, baseline, ...(threshold === null ? [] : [threshold])].filter(Number.isFinite)
  return linearScale([Math.min(...all), Math.max(...all)], [LEFT + INSET, RIGHT - INSET], TICKS, percent)
}

function wordsOf({ id, title, baseline, percent }: Tornado, bars: readonly TornadoBar[]): Words {
  const { label } = linearScale([0, 1], [0, 1], 1, percent)
  const rows = bars.map(
    ({ name, low, high }) =>
      `${name}: ${label(low.estimate)} at ${low.value}, ${label(high.estimate)} at ${high.value}.`,
  )
  const start = Number.isFinite(baseline) ? `With every assumption as it is: ${label(baseline)}. ` : ''
  return { id, title, description: bars.length === 0 ? `${start}No assumption can be drawn.` : start + rows.join(' ') }
}

function notesOf({ bars, baseline, threshold, percent }: Tornado, drawn: readonly TornadoBar[]): readonly string[] {
  const { label } = linearScale([0, 1], [0, 1], 1, percent)
  const lines = [
    ...(Number.isFinite(baseline) ? [`solid line: as it is, ${label(baseline)}`] : []),
    ...(threshold === null ? [] : [`dashed line: the verdict flips, ${label(threshold)}`]),
  ]
  const left = bars.length - drawn.length
  return left === 0 ? lines : [...lines, `${left} not drawn: no finite output`]
}

function legend(id: string, y: number): readonly string[] {
  return [
    `<rect class="first" x="${LEFT}" y="${y - 9}" width="22" height="${HALF_BAR}"/>`,
    disc(LEFT + 22, y - 4.5),
    textAt(LEFT + 34, y, 'at its low value'),
    `<rect class="edge2" style="fill:url(#${id}-hatch)" x="190" y="${y - 9}" width="22"` + ` height="${HALF_BAR}"/>`,
    diamond(212, y - 4.5),
    textAt(224, y, 'at its high value'),
  ]
}

function grid(scale: Scale, top: number, bottom: number): readonly string[] {
  return scale.ticks.flatMap((tick) => [
    `<path class="grid" d="M${round(scale.at(tick))} ${top}V${bottom}"/>`,
    textAt(scale.at(tick), bottom + 17, scale.label(tick), { anchor: 'middle', look: 'soft' }),
  ])
}

function valuesOf({ low, high }: TornadoBar): string {
  return wrapped(`${low.value} to ${high.value}`, (RIGHT - LEFT) / 2, 1)[0] ?? ''
}

function nameLines(bar: TornadoBar): readonly string[] {
  const room = RIGHT - LEFT - 12 - valuesOf(bar).length * WIDEST_CHARACTER
  return wrapped(bar.name, room, NAME_LINES)
}

function rowHeight(bar: TornadoBar): number {
  return ROW + LINE * (nameLines(bar).length - 1)
}

function drawBar({ id, baseline }: Tornado, bar: TornadoBar, scale: Scale, top: number): readonly string[] {
  const { low, high } = bar
  const start = scale.at(Number.isFinite(baseline) ? baseline : low.estimate)
  const extent = (end: TornadoEnd, y: number): string => {
    const to = scale.at(end.estimate)
    return `x="${round(Math.min(start, to))}" y="${y}" width="${round(Math.abs(to - start))}" height="${HALF_BAR}"`
  }
  const whisker = (end: TornadoEnd, y: number): string =>
    `<path class="line" d="M${round(scale.at(end.low))} ${y}H${round(scale.at(end.high))}"/>`
  const first = top + rowHeight(bar) - ROW + 20,
    second = first + HALF_BAR + 1
  return [
    `<g><title>${escapeText(bar.name)}</title>`,
    ...nameLines(bar).map((line, k) => textAt(LEFT, top + 13 + LINE * k, line, { look: 'over' })),
    textAt(RIGHT, top + 13, valuesOf(bar), { anchor: 'end', look: 'soft over' }),
    `<rect class="first" ${extent(low, first)}/>`,
    whisker(low, first + HALF_BAR / 2),
    disc(scale.at(low.estimate), first + HALF_BAR / 2),
    `<rect class="edge2" style="fill:url(#${id}-hatch)" ${extent(high, second)}/>`,
    whisker(high, second + HALF_BAR / 2),
    diamond(scale.at(high.estimate), second + HALF_BAR / 2),
    '</g>',
  ]
}

function disc(x: number, y: number): string {
  return `<circle class="paper edge1" cx="${round(x)}" cy="${round(y)}" r="3.5" stroke-width="2"/>`
}

function diamond(x: number, y: number): string {
  return `<path class="paper edge2" d="M${round(x - 4.5)} ${round(y)}l4.5 -4.5 4.5 4.5 -4.5 4.5z" stroke-width="2"/>`
}

function references({ baseline, threshold }: Tornado, scale: Scale, top: number, bottom: number): readonly string[] {
  const line = (value: number, dashes: string): string =>
    `<path class="line" d="M${round(scale.at(value))} ${top}V${bottom}" stroke-width="1.5"${dashes}/>`
  return [
    ...(Number.isFinite(baseline) ? [line(baseline, '')] : []),
    ...(threshold === null ? [] : [line(threshold, ' stroke-dasharray="5 4"')]),
  ]
}
