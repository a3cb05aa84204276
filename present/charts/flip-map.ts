/** A flip map drawn: where in the plane of two assumptions a verdict holds. */
import type { FlipMap, Vertex } from '../../src/internal.ts'
import { defined, levelRegions } from '../../src/internal.ts'
import { short } from '../words/index.ts'
import type { Size } from './chart.ts'
import { at, label, lines, linearScale, svgOf } from './kit/index.ts'
import type { AxisScale } from './kit/index.ts'

export interface FlipMapAxis {
  /** What the assumption is, with its unit. */
  readonly title: string
  /** Whether its values are shares, to be shown as percentages. */
  readonly percent: boolean
}

export interface FlipMapPicture {
  /** Unique on the page; letters, digits, `-` and `_`. */
  readonly id: string
  readonly title: string
  readonly x: FlipMapAxis
  readonly y: FlipMapAxis
  /** What is said of the claim at or above the threshold, and below it. */
  readonly above: string
  readonly below: string
  /** Both assumptions as they are. */
  readonly now: Vertex | null
}

const LEFT = 62
const TICKS = 4
const LEGEND_ROW = 18

/** The map as a self-contained SVG, light or dark as the reader has it; every text is escaped. Above the threshold is
 *  plain and dark, below it grey and hatched; dashed lines bound the band in which the worlds do not decide. */
export function flipMapSvg(map: FlipMap, picture: FlipMapPicture, { width }: Size): string {
  const FRAME = { left: LEFT, right: width - 18, height: Math.min(440, Math.round(width * 0.74)) }
  const titles = lines(picture.title, FRAME.right - 16, 14, 3)
  const yTitles = lines(`↑ ${picture.y.title}`, FRAME.right - 16, 12, 2)
  const top = 26 + 17 * titles.length + 15 * yTitles.length
  const bottom = top + FRAME.height
  const x = linearScale(
    [defined(map.xs[0]), defined(map.xs.at(-1))],
    [FRAME.left, FRAME.right],
    TICKS,
    axisText(picture.x),
  )
  const y = linearScale([defined(map.ys[0]), defined(map.ys.at(-1))], [bottom, top], TICKS, axisText(picture.y))
  const xTitles = lines(`${picture.x.title} →`, FRAME.right - FRAME.left, 12, 2)
  const below = bottom + 38 + 15 * (xTitles.length - 1)
  const entries = legend(map, picture, { top: below + 22, width })
  return svgOf(
    wordsOf(map, picture),
    { width, height: below + 14 + LEGEND_ROW * entries.length + 10 },
    [
      hatch(picture.id),
      ...titles.map((line, k) => label(16, 26 + 17 * k, line, { size: 14, weight: 600 })),
      ...yTitles.map((line, k) => label(16, 26 + 17 * titles.length + 15 * k, line)),
      ...regions(map, picture.id, x, y),
      ...axes(x, y, { top, bottom, right: FRAME.right }),
      ...xTitles.map((line, k) =>
        label((FRAME.left + FRAME.right) / 2, bottom + 36 + 15 * k, line, { anchor: 'middle' }),
      ),
      ...map.lowerBoundary.concat(map.upperBoundary).map((line) => polyline(line, x, y, { width: 1.2, dashed: true })),
      ...map.boundary.map((line) => polyline(line, x, y, { width: 2.5, dashed: false })),
      ...here(picture.now, x, y, map),
      ...entries.flat(),
    ].join(''),
  )
}

const axisText =
  ({ percent }: FlipMapAxis) =>
  (value: number): string =>
    percent ? `${short(value * 100)} %` : short(value)

function hatch(id: string): string {
  return (
    `<defs><pattern id="${id}-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">` +
    '<path class="hatch" d="M3 0V6" stroke-width="1.6"/></pattern></defs>'
  )
}

function wordsOf(
  map: FlipMap,
  { title, x, y, above, below, now }: FlipMapPicture,
): { title: string; description: string } {
  const share = (part: number): string => `${Math.round(part * 100)} %`
  const parts =
    map.boundary.length === 0
      ? 'Nothing in these ranges flips the verdict.'
      : 'A line parts the two; the band beside it is not decided by the worlds computed.'
  const value = (axis: FlipMapAxis, x: number): string => (axis.percent ? `${short(x * 100)} %` : short(x))
  const where = now === null ? '' : ` As it is: ${value(x, now.x)} across, ${value(y, now.y)} upward.`
  return {
    title,
    description:
      `Across: ${x.title}. Upward: ${y.title}. ${share(map.above)} of the map surely ${above}, ` +
      `${share(map.below)} surely ${below}, ${share(map.open)} open. ${parts}${where}`,
  }
}

/** The hatched ground below the threshold, and on it the plain region above. */
function regions(map: FlipMap, id: string, x: AxisScale, y: AxisScale): readonly string[] {
  const spot = (vertex: Vertex): string => `${at(x.at(vertex.x))} ${at(y.at(vertex.y))}`
  const outlines = levelRegions({ xs: map.xs, ys: map.ys, values: map.gaps }, 0)
    .map((outline) => `M${outline.map(spot).join('L')}Z`)
    .join('')
  const [left, right] = [x.at(defined(map.xs[0])), x.at(defined(map.xs.at(-1)))]
  const [top, bottom] = [y.at(defined(map.ys.at(-1))), y.at(defined(map.ys[0]))]
  return [
    `<rect style="fill:url(#${id}-hatch)" x="${left}" y="${top}" width="${right - left}" height="${bottom - top}"/>`,
    `<path class="paper" d="${outlines}"/>`, // so that no hatch shows through
    `<path class="wash" d="${outlines}"/>`,
  ]
}

function axes(
  x: AxisScale,
  y: AxisScale,
  { top, bottom, right }: { top: number; bottom: number; right: number },
): readonly string[] {
  return [
    `<path class="line" d="M${LEFT} ${top}V${bottom}H${right}"/>`,
    ...x.ticks.flatMap((tick) => [
      `<path class="line" d="M${at(x.at(tick))} ${bottom}v4"/>`,
      label(x.at(tick), bottom + 17, x.label(tick), { anchor: 'middle', muted: true }),
    ]),
    ...y.ticks.flatMap((tick) => [
      `<path class="line" d="M${LEFT} ${at(y.at(tick))}h-4"/>`,
      label(LEFT - 7, y.at(tick) + 4, y.label(tick), { anchor: 'end', muted: true }),
    ]),
  ]
}

interface Stroke {
  readonly width: number
  readonly dashed: boolean
}

function polyline(line: readonly Vertex[], x: AxisScale, y: AxisScale, { width, dashed }: Stroke): string {
  const dashes = dashed ? ' stroke-dasharray="5 4"' : ''
  const path = line.map((vertex) => `${at(x.at(vertex.x))} ${at(y.at(vertex.y))}`).join('L')
  return (
    `<path class="halo" d="M${path}" stroke-width="${width + 2}"/>` +
    `<path class="line" d="M${path}" stroke-width="${width}"${dashes}/>`
  )
}

function here(now: Vertex | null, x: AxisScale, y: AxisScale, { xs, ys }: FlipMap): readonly string[] {
  const inside =
    now !== null &&
    now.x >= defined(xs[0]) &&
    now.x <= defined(xs.at(-1)) &&
    now.y >= defined(ys[0]) &&
    now.y <= defined(ys.at(-1))
  return inside ? [cross(x.at(now.x), y.at(now.y))] : []
}

function cross(x: number, y: number): string {
  return (
    `<circle class="paper" cx="${at(x)}" cy="${at(y)}" r="7"/>` +
    `<path class="line" d="M${at(x - 7)} ${at(y)}h14M${at(x)} ${at(y - 7)}v14" stroke-width="2"/>` +
    `<circle class="line" cx="${at(x)}" cy="${at(y)}" r="7" stroke-width="2"/>`
  )
}

function legend(
  map: FlipMap,
  { id, above, below, now }: FlipMapPicture,
  { top, width }: { top: number; width: number },
): readonly (readonly string[])[] {
  const words = (content: string, y: number): string => label(52, y, lines(content, width - 68, 12, 1)[0] ?? '')
  const entries: ((y: number) => readonly string[])[] = [
    (y) => [`<rect class="wash" x="16" y="${y - 10}" width="28" height="12"/>`, words(above, y)],
    (y) => [`<rect style="fill:url(#${id}-hatch)" x="16" y="${y - 10}" width="28" height="12"/>`, words(below, y)],
  ]
  if (map.boundary.length > 0) {
    entries.push((y) => [`<path class="line" d="M16 ${y - 4}h28" stroke-width="2.5"/>`, words('the verdict flips', y)])
  }
  if (map.lowerBoundary.length + map.upperBoundary.length > 0) {
    const band = `${Math.round(map.level * 100)} % interval of the flip`
    entries.push((y) => [`<path class="line" d="M16 ${y - 4}h28" stroke-dasharray="5 4"/>`, words(band, y)])
  }
  if (now !== null) entries.push((y) => [cross(30, y - 4), words('as it is', y)])
  return entries.map((entry, k) => entry(top + LEGEND_ROW * k))
}
