/** A flip map drawn: where in the plane of two assumptions a verdict holds. */
import type { FlipMap, Vertex } from '../../src/internal.ts'
import { levelRegions } from '../../src/internal.ts'
import type { Scale, Words } from './drawing.ts'
import { drawing, linearScale, round, textAt, TITLE_ROOM, WIDTH, wrapped } from './drawing.ts'

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

const FRAME = { left: 62, right: WIDTH - 18, height: 290 } as const
const TICKS = 4
const LEGEND_ROW = 18

/** The map as a self-contained SVG, light or dark as the reader has it; every text is escaped. Above the threshold is
 *  plain blue, below it orange and hatched; dashed lines bound the band in which the worlds do not decide. */
export function flipMapSvg(map: FlipMap, picture: FlipMapPicture): string {
  const titles = wrapped(picture.title, (FRAME.right - 16) * TITLE_ROOM, 3)
  const yTitles = wrapped(`↑ ${picture.y.title}`, FRAME.right - 16, 2)
  const top = 26 + 17 * titles.length + 15 * yTitles.length
  const bottom = top + FRAME.height
  const x = linearScale([map.xs[0]!, map.xs.at(-1)!], [FRAME.left, FRAME.right], TICKS, picture.x.percent)
  const y = linearScale([map.ys[0]!, map.ys.at(-1)!], [bottom, top], TICKS, picture.y.percent)
  const xTitles = wrapped(`${picture.x.title} →`, FRAME.right - FRAME.left, 2)
  const below = bottom + 38 + 15 * (xTitles.length - 1)
  const entries = legend(map, picture, below + 22)
  return drawing(wordsOf(map, picture), below + 14 + LEGEND_ROW * entries.length + 10, [
    ...titles.map((line, k) => textAt(16, 26 + 17 * k, line, { look: 'title' })),
    ...yTitles.map((line, k) => textAt(16, 26 + 17 * titles.length + 15 * k, line)),
    ...regions(map, picture.id, x, y),
    ...axes(x, y, top, bottom),
    ...xTitles.map((line, k) =>
      textAt((FRAME.left + FRAME.right) / 2, bottom + 36 + 15 * k, line, { anchor: 'middle' }),
    ),
    ...map.lowerBoundary
      .concat(map.upperBoundary)
      .map((line) => polyline(line, x, y, '1.2', ' stroke-dasharray="5 4"')),
    ...map.boundary.map((line) => polyline(line, x, y, '2.5', '')),
    ...here(picture.now, x, y, map),
    ...entries.flat(),
  ])
}

function wordsOf(map: FlipMap, { id, title, x, y, above, below, now }: FlipMapPicture): Words {
  const share = (part: number): string => `${Math.round(part * 100)} %`
  const lines =
    map.boundary.length === 0
      ? 'Nothing in these ranges flips the verdict.'
      : 'A line parts the two; the band beside it is not decided by the worlds computed.'
  const value = (axis: FlipMapAxis, at: number): string => linearScale([0, 1], [0, 1], 1, axis.percent).label(at)
  const at = now === null ? '' : ` As it is: ${value(x, now.x)} across, ${value(y, now.y)} upward.`
  return {
    id,
    title,
    description:
      `Across: ${x.title}. Upward: ${y.title}. ${share(map.above)} of the map surely ${above}, ` +
      `${share(map.below)} surely ${below}, ${share(map.open)} open. ${lines}${at}`,
  }
}

/** The hatched ground below the threshold, and on it the plain region above. */
function regions(map: FlipMap, id: string, x: Scale, y: Scale): readonly string[] {
  const at = (vertex: Vertex): string => `${round(x.at(vertex.x))} ${round(y.at(vertex.y))}`
  const outlines = levelRegions({ xs: map.xs, ys: map.ys, values: map.gaps }, 0)
    .map((outline) => `M${outline.map(at).join('L')}Z`)
    .join('')
  const [left, right] = [x.at(map.xs[0]!), x.at(map.xs.at(-1)!)]
  const [top, bottom] = [y.at(map.ys.at(-1)!), y.at(map.ys[0]!)]
  return [
    `<rect style="fill:url(#${id}-hatch)" x="${left}" y="${top}" width="${right - left}" height="${bottom - top}"/>`,
    `<path class="paper" d="${outlines}"/>`, // so that no hatch shows through
    `<path class="wash" d="${outlines}"/>`,
  ]
}

function axes(x: Scale, y: Scale, top: number, bottom: number): readonly string[] {
  return [
    `<path class="line" d="M${FRAME.left} ${top}V${bottom}H${FRAME.right}"/>`,
    ...x.ticks.flatMap((tick) => [
      `<path class="line" d="M${round(x.at(tick))} ${bottom}v4"/>`,
      textAt(x.at(tick), bottom + 17, x.label(tick), { anchor: 'middle', look: 'soft' }),
    ]),
    ...y.ticks.flatMap((tick) => [
      `<path class="line" d="M${FRAME.left} ${round(y.at(tick))}h-4"/>`,
      textAt(FRAME.left - 7, y.at(tick) + 4, y.label(tick), { anchor: 'end', look: 'soft' }),
    ]),
  ]
}

function polyline(line: readonly Vertex[], x: Scale, y: Scale, width: string, dashes: string): string {
  const path = line.map((vertex) => `${round(x.at(vertex.x))} ${round(y.at(vertex.y))}`).join('L')
  return (
    `<path class="halo" d="M${path}" stroke-width="${Number(width) + 2}"/>` +
    `<path class="line" d="M${path}" stroke-width="${width}"${dashes}/>`
  )
}

function here(now: Vertex | null, x: Scale, y: Scale, { xs, ys }: FlipMap): readonly string[] {
  const inside = now !== null && now.x >= xs[0]! && now.x <= xs.at(-1)! && now.y >= ys[0]! && now.y <= ys.at(-1)!
  return inside ? [cross(x.at(now.x), y.at(now.y))] : []
}

function cross(x: number, y: number): string {
  return (
    `<circle class="paper" cx="${round(x)}" cy="${round(y)}" r="7"/>` +
    `<path class="line" d="M${round(x - 7)} ${round(y)}h14M${round(x)} ${round(y - 7)}v14" stroke-width="2"/>` +
    `<circle class="line" cx="${round(x)}" cy="${round(y)}" r="7" stroke-width="2"/>`
  )
}

function legend(map: FlipMap, { id, above, below, now }: FlipMapPicture, top: number): readonly (readonly string[])[] {
  const words = (content: string, y: number): string => textAt(52, y, wrapped(content, WIDTH - 68, 1)[0] ?? '')
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
