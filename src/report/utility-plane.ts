/** The utility plane of two actors as an SVG: frontier, no-deal lines, and the points that solutions select. */

export interface UtilityPlane {
  readonly title: string
  /** Whose utility each axis shows. */
  readonly actors: readonly [string, string]
  /** Unit of the utilities, such as `points`. */
  readonly unit: string
  readonly points: readonly PlanePoint[]
  /** Worth of no deal to each; null where unknown. */
  readonly noDeal: readonly [number | null, number | null]
  readonly marks: readonly PlaneMark[]
}

export interface PlanePoint {
  readonly x: number
  readonly y: number
  /** What is shown when the pointer rests on it. */
  readonly label: string
  /** Whether it beats no deal for all. */
  readonly rational: boolean
}

export interface PlaneMark {
  readonly name: string
  readonly x: number
  readonly y: number
}

/** Size in CSS pixels, and the frame that the axes leave. */
const WIDTH = 720
const HEIGHT = 560
const FRAME = { left: 76, right: 700, top: 52, bottom: 424 } as const

/** Most ticks of an axis. */
const TICKS = 6

/** Colours of Okabe & Ito 2008, told apart by the colour-blind; lighter ones of the set on dark ground. */
const STYLE = `
  .ground{fill:#fff}.ink{fill:#1b1f24}.soft{fill:#57606a}.grid{stroke:#d8dee4}.axis{stroke:#57606a}
  .point{fill:#0072B2}.short{fill:none;stroke:#0072B2}.nodeal{stroke:#E69F00}.nodealtext{fill:#9a5b00}
  .gain{fill:#0072B2;fill-opacity:.07}
  .mark{fill:#fff;stroke:#D55E00}
  text{font-family:system-ui,sans-serif;font-size:13px}.title{font-size:16px;font-weight:600}
  @media (prefers-color-scheme:dark){.ground{fill:#12161b}.ink{fill:#e6edf3}.soft{fill:#9da7b1}.grid{stroke:#2b323a}
  .axis{stroke:#9da7b1}.point{fill:#56B4E9}.short{stroke:#56B4E9}.gain{fill:#56B4E9;fill-opacity:.1}
  .nodealtext{fill:#E69F00}.mark{fill:#12161b;stroke:#F0A070}}`

/** The plane as a self-contained SVG document, light or dark as the reader has it. Every text is escaped. Points
 *  that no deal beats for somebody are hollow; each mark has a shape of its own, so that nothing hangs on colour
 *  alone. */
export function utilityPlane(plane: UtilityPlane): string {
  const [x, y] = [scaleOf(plane, 'x'), scaleOf(plane, 'y')]
  const names = [...new Set(plane.marks.map((mark) => mark.name))]
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}"`
      + ' role="img" aria-labelledby="plane-title plane-text">',
    `<title id="plane-title">${escape(plane.title)}</title>`,
    `<desc id="plane-text">${escape(describe(plane))}</desc>`, `<style>${STYLE}</style>`,
    `<rect class="ground" width="${WIDTH}" height="${HEIGHT}"/>`,
    `<text class="ink title" x="${FRAME.left}" y="28">${escape(cut(plane.title, 75))}</text>`,
    ...grid(x, y), ...gains(plane, x, y), ...axes(plane, x, y), ...noDealLines(plane, x, y),
    ...plane.points.map((point) => dot(point, x, y)),
    ...plane.marks.map((mark) => placed(mark, names.indexOf(mark.name), x, y)), ...legend(names),
    '</svg>', '',
  ].join('\n')
}

interface Scale {
  readonly ticks: readonly number[]
  readonly digits: number
  readonly at: (value: number) => number
}

function scaleOf(plane: UtilityPlane, axis: 'x' | 'y'): Scale {
  const noDeal = plane.noDeal[axis === 'x' ? 0 : 1]
  const values = [...plane.points, ...plane.marks].map((point) => point[axis]).concat(noDeal ?? [])
  const low = values.reduce((a, b) => Math.min(a, b), values.length > 0 ? Infinity : 0)
  const high = values.reduce((a, b) => Math.max(a, b), values.length > 0 ? -Infinity : 1)
  const { step, digits } = niceStep((high > low ? high - low : Math.max(1, Math.abs(high))) / TICKS)
  const first = Math.floor(low / step)
  const last = Math.max(first + 1, Math.ceil(high / step))
  const ticks = Array.from({ length: last - first + 1 }, (_, k) => (first + k) * step)
  const [from, to] = axis === 'x' ? [FRAME.left, FRAME.right] : [FRAME.bottom, FRAME.top]
  const at = (value: number): number => from + (value - first * step) / ((last - first) * step) * (to - from)
  return { ticks, digits, at }
}

/** The least of 1, 2, 5 · 10^n that is at least so much, and the decimals that its multiples need. */
function niceStep(least: number): { readonly step: number; readonly digits: number } {
  let power = 1
  let digits = 0
  while (power < least) power *= 10
  while (power / 10 >= least && digits < 12) {
    power /= 10
    if (power < 1) digits++
  }
  const step = power / 5 >= least ? power / 5 : power / 2 >= least ? power / 2 : power
  return { step, digits: step < power && power <= 1 ? digits + 1 : digits }
}

function grid(x: Scale, y: Scale): string[] {
  return [
    ...x.ticks.map((tick) => line('grid', x.at(tick), FRAME.top, x.at(tick), FRAME.bottom)),
    ...y.ticks.map((tick) => line('grid', FRAME.left, y.at(tick), FRAME.right, y.at(tick))),
  ]
}

function axes(plane: UtilityPlane, x: Scale, y: Scale): string[] {
  const middle = (FRAME.top + FRAME.bottom) / 2
  return [
    line('axis', FRAME.left, FRAME.bottom, FRAME.right, FRAME.bottom),
    line('axis', FRAME.left, FRAME.top, FRAME.left, FRAME.bottom),
    ...x.ticks.map((tick) => text('soft', x.at(tick), FRAME.bottom + 18, 'middle', tick.toFixed(x.digits))),
    ...y.ticks.map((tick) => text('soft', FRAME.left - 8, y.at(tick) + 4, 'end', tick.toFixed(y.digits))),
    text('ink', (FRAME.left + FRAME.right) / 2, FRAME.bottom + 40, 'middle', `${cut(plane.actors[0])}, ${plane.unit}`),
    `<text class="ink" text-anchor="middle" transform="translate(20 ${round(middle)}) rotate(-90)">`
      + `${escape(`${cut(plane.actors[1])}, ${plane.unit}`)}</text>`,
  ]
}

/** The area where both gain over no deal. */
function gains({ noDeal: [x0, y0] }: UtilityPlane, x: Scale, y: Scale): string[] {
  if (x0 === null || y0 === null) return []
  const [left, bottom] = [x.at(x0), y.at(y0)]
  const [width, height] = [round(FRAME.right - left), round(bottom - FRAME.top)]
  return [`<rect class="gain" x="${round(left)}" y="${FRAME.top}" width="${width}" height="${height}"/>`]
}

function noDealLines({ noDeal: [x0, y0], actors: [ofX, ofY] }: UtilityPlane, x: Scale, y: Scale): string[] {
  const dashes = 'nodeal" stroke-dasharray="6 4" stroke-width="1.5'
  return [
    ...(x0 === null ? [] : [line(dashes, x.at(x0), FRAME.top, x.at(x0), FRAME.bottom),
      text('nodealtext', x.at(x0) + 5, FRAME.top + 14, 'start', `no deal, ${cut(ofX)}`)]),
    ...(y0 === null ? [] : [line(dashes, FRAME.left, y.at(y0), FRAME.right, y.at(y0)),
      text('nodealtext', FRAME.right - 4, y.at(y0) - 6, 'end', `no deal, ${cut(ofY)}`)]),
  ]
}

function dot({ x: u, y: v, label, rational }: PlanePoint, x: Scale, y: Scale): string {
  const place = `cx="${round(x.at(u))}" cy="${round(y.at(v))}" r="3.2"`
  return `<circle class="${rational ? 'point' : 'short'}" ${place}><title>${escape(label)}</title></circle>`
}

/** Outlines around (0, 0), one for each name of a mark. */
const SHAPES: readonly string[] = [
  'M0-8 8 0 0 8-8 0Z', 'M0-8 7.5 6-7.5 6Z', 'M-6.5-6.5h13v13h-13Z', 'M0 8 7.5-6-7.5-6Z', 'M-8 0H8M0-8V8',
  'M-6-6 6 6M-6 6 6-6',
]

function shape(k: number, x: number, y: number, label: string): string {
  const outline = `d="${SHAPES[k % SHAPES.length]!}" transform="translate(${round(x)} ${round(y)})"`
  return `<path class="mark" fill-opacity=".35" stroke-width="2" ${outline}><title>${escape(label)}</title></path>`
}

function placed(mark: PlaneMark, k: number, x: Scale, y: Scale): string {
  const label = `${mark.name}: ${mark.x.toFixed(x.digits + 2)}, ${mark.y.toFixed(y.digits + 2)}`
  return shape(k, x.at(mark.x), y.at(mark.y), label)
}

function legend(names: readonly string[]): string[] {
  return names.flatMap((name, k) => {
    const [column, row] = [k % 2, Math.floor(k / 2)]
    const [x, y] = [FRAME.left + 10 + column * 310, FRAME.bottom + 68 + row * 22]
    return y > HEIGHT - 8 ? [] : [shape(k, x, y - 4, name), text('ink', x + 16, y, 'start', name)]
  })
}

function describe({ actors: [ofX, ofY], points, marks }: UtilityPlane): string {
  const both = points.filter((point) => point.rational).length
  const named = [...new Set(marks.map((mark) => mark.name))].join(', ') || 'nothing'
  return `${points.length} points of the frontier, ${ofX} across and ${ofY} up; ${both} beat no deal for all.`
    + ` Marked: ${named}.`
}

function line(style: string, x1: number, y1: number, x2: number, y2: number): string {
  return `<line class="${style}" x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}"/>`
}

function text(style: string, x: number, y: number, anchor: 'start' | 'middle' | 'end', content: string): string {
  return `<text class="${style}" x="${round(x)}" y="${round(y)}" text-anchor="${anchor}">${escape(content)}</text>`
}

/** Names have to share the width with others. */
function cut(name: string, length = 32): string {
  return name.length > length ? `${name.slice(0, length - 1)}…` : name
}

/** Tenths of a pixel. */
function round(value: number): number {
  return Math.round(value * 10) / 10
}

function escape(content: string): string {
  return content.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ' ')
    .replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}
