/** The plane of two actors' worth: frontiers, no-deal lines, the points that solutions select, and packages that have a
 *  name. */
import { defined } from '../../src/internal.ts'
import { grouped } from '../words/index.ts'
import { rounded } from './chart.ts'
import type { Chart, Size } from './chart.ts'
import { at, label, lines, path, placeLabels, plane, rule, safe, svgOf, measure } from './kit/index.ts'
import type { Box, Wanted } from './kit/index.ts'
import { conceptMark } from './concept-marks.ts'

export interface PlanePoint {
  /** Names the point for whoever listens to the picture. */
  readonly key: string
  /** What the point is worth by actor, those of the axes first. */
  readonly worth: readonly number[]
  /** The package behind it. */
  readonly says: string
  /** Whether it beats no deal for everybody. */
  readonly beats: boolean
}

export interface PlaneFrontier {
  readonly name: string
  /** Solid for what can be had, dashed for what could be. */
  readonly style: 'solid' | 'dashed'
  readonly points: readonly PlanePoint[]
}

/** A point selected by one or several concepts. */
export interface PlaneMark {
  readonly names: readonly string[]
  readonly point: PlanePoint
}

export interface NamedPoint {
  readonly point: PlanePoint
  readonly name: string
  /** Hollow where it cannot be had; why. */
  readonly struck: string | null
}

export interface UtilityPlane {
  readonly id: string
  readonly title: string
  readonly description: string
  readonly source: string
  /** All actors, those of the axes first. */
  readonly actors: readonly string[]
  /** What the axes count, such as `points over no deal`. */
  readonly unit: string
  /** Worth of no deal to the actors of the axes; null where unknown. */
  readonly noDeal: readonly [number | null, number | null]
  readonly frontiers: readonly PlaneFrontier[]
  readonly marks: readonly PlaneMark[]
  readonly named: readonly NamedPoint[]
  /** Key of the point that the reader looks at. */
  readonly chosen: string | null
  /** Points that the frame is drawn close around, no deal included; null for all. What lies outside is cut off, and
   *  named packages say so. */
  readonly within: readonly PlanePoint[] | null
}

/** Most points of a frontier that are drawn and listed: with many actors a frontier can have a hundred thousand. */
const MOST = 1200
const NAME = 12

export function utilityPlane(asked: UtilityPlane, { width }: Size): Chart {
  const thin = { ...asked, frontiers: asked.frontiers.map(thinned) }
  const height = Math.max(380, Math.min(Math.round(width * 0.86), 620))
  const frame = { left: 48, right: width - 16, top: 30, bottom: height - 44 }
  const [xs, ys] = [endsOf(thin, 0), endsOf(thin, 1)]
  const { x, y, marks } = plane(frame, xs, ys, {
    x: `${defined(thin.actors[0])}: ${thin.unit}`,
    y: `${defined(thin.actors[1])}: ${thin.unit}`,
  })
  const place = ({ worth }: PlanePoint): Spot => [x(defined(worth[0])), y(defined(worth[1]))]
  const isSeen = ({ worth }: PlanePoint): boolean =>
    isInside(defined(worth[0]), x.domain()) && isInside(defined(worth[1]), y.domain())
  const key = legend(thin, isSeen, { top: height + 4, width })
  const parts = [
    ground(thin.noDeal, frame, x, y),
    marks,
    zeroLines(thin.noDeal, frame, x, y),
    clipped(
      `${thin.id}-${width}`,
      frame,
      [...thin.frontiers]
        .sort((a) => (a.style === 'dashed' ? -1 : 1))
        .map((frontier) => drawn(frontier, place, isSeen)),
    ),
    ...thin.named.filter(({ point }) => isSeen(point)).map((one) => square(place(one.point), one)),
    ...thin.marks.flatMap((mark) => mark.names.map((name) => shape(name, place(mark.point), mark))),
    ring(thin, isSeen, place),
    ...names(thin, isSeen, { x, y, place, frame }),
    key.marks,
  ]
  const left = asked.frontiers.reduce(
    (sum, { points }, k) => sum + points.length - defined(thin.frontiers[k]).points.length,
    0,
  )
  const description = thin.description + (left > 0 ? ` ${grouped(left)} further points are not drawn.` : '')
  const about = { title: thin.title, description }
  return {
    id: thin.id,
    ...about,
    caption: description,
    source: thin.source,
    svg: svgOf(about, { width, height: key.bottom }, parts.join('')),
    table: tableOf(thin),
  }
}

type Spot = readonly [number, number]
type Place = (point: PlanePoint) => Spot
type Along = (value: number) => number
interface Frame {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** All the points of an axis with room around them, no deal among them. */
function endsOf({ within, frontiers, marks, named, noDeal }: UtilityPlane, axis: 0 | 1): [number, number] {
  const all = [
    ...frontiers.flatMap(({ points }) => points),
    ...marks.map(({ point }) => point),
    ...named.map(({ point }) => point),
  ]
  const values = (within ?? all).map(({ worth }) => defined(worth[axis]))
  values.push(noDeal[axis] ?? values[0] ?? 0)
  const low = values.reduce((a, b) => Math.min(a, b))
  const high = values.reduce((a, b) => Math.max(a, b))
  const room = high > low ? (high - low) * (within ? 0.2 : 0.06) : Math.max(1, Math.abs(high) * 0.1)
  return [low - room, high + room]
}

/** The steps of the frontier are always kept; of the others as many as fit, evenly. */
function thinned(frontier: PlaneFrontier): PlaneFrontier {
  const { points } = frontier
  if (points.length <= MOST) return frontier
  const steps = new Set(staircase(points))
  const every = Math.ceil(points.length / MOST)
  return { ...frontier, points: points.filter((point, k) => steps.has(point) || k % every === 0) }
}

/** Points that no other beats for the two actors of the axes, from right to left. */
function staircase(points: readonly PlanePoint[]): PlanePoint[] {
  let best = -Infinity
  return [...points]
    .sort((a, b) => defined(b.worth[0]) - defined(a.worth[0]) || defined(b.worth[1]) - defined(a.worth[1]))
    .filter(({ worth }) => {
      if (defined(worth[1]) <= best) return false
      best = defined(worth[1])
      return true
    })
}

function isInside(value: number, [low, high]: readonly number[]): boolean {
  return value >= defined(low) && value <= defined(high)
}

/** Lines end with the frame. */
function clipped(id: string, { left, right, top, bottom }: Frame, marks: readonly string[]): string {
  const shape = `<rect x="${at(left)}" y="${at(top)}" width="${at(right - left)}" height="${at(bottom - top)}"/>`
  return `<clipPath id="${safe(id)}">${shape}</clipPath><g clip-path="url(#${safe(id)})">${marks.join('')}</g>`
}

/** The quadrant where both gain. */
function ground([x0, y0]: UtilityPlane['noDeal'], frame: Frame, x: Along, y: Along): string {
  if (x0 === null || y0 === null) return ''
  return `<rect class="b1" x="${at(x(x0))}" y="${at(frame.top)}" width="${at(frame.right - x(x0))}" height="${at(y(y0) - frame.top)}"/>`
}

function zeroLines([x0, y0]: UtilityPlane['noDeal'], frame: Frame, x: Along, y: Along): string {
  return (
    (x0 === null ? '' : rule(x(x0), frame.top, x(x0), frame.bottom, 'z')) +
    (y0 === null ? '' : rule(frame.left, y(y0), frame.right, y(y0), 'z'))
  )
}

/** A staircase with its points: what gives one actor at least so much gives the other at most so much. */
function drawn({ points, style }: PlaneFrontier, place: Place, isSeen: (point: PlanePoint) => boolean): string {
  const steps = staircase(points)
  const isStep = new Set(steps)
  const dots = points.filter(isSeen).map((point) => dot(place(point), point, style, isStep.has(point)))
  return path(cornersOf(steps.map(place)), style === 'solid' ? 'l1' : 'l3') + dots.join('')
}

/** The treads and risers between points that go from right to left. */
function cornersOf(spots: readonly Spot[]): Spot[] {
  return spots.flatMap(([x, y], k): Spot[] => {
    const before = spots[k - 1]
    return before
      ? [
          [x, before[1]],
          [x, y],
        ]
      : [[x, y]]
  })
}

/** Pixels between two places on a line that a name had better not cover. */
const EVERY = 6

function alongOf(corners: readonly Spot[]): Spot[] {
  return corners.flatMap(([x, y], k): Spot[] => {
    const [fromX, fromY] = corners[k - 1] ?? [x, y]
    const steps = Math.floor(Math.hypot(x - fromX, y - fromY) / EVERY)
    return Array.from({ length: steps }, (_, n): Spot => {
      const part = (n + 1) / (steps + 1)
      return [fromX + part * (x - fromX), fromY + part * (y - fromY)]
    })
  })
}

/** Drawn small where another package is better for both: it is on the frontier for the sake of a third. */
function dot([x, y]: Spot, point: PlanePoint, style: PlaneFrontier['style'], isStep: boolean): string {
  const radius = style === 'solid' ? (isStep ? 4.5 : 3) : isStep ? 2.6 : 1.8
  const look =
    style === 'solid'
      ? point.beats
        ? 'class="one"'
        : 'class="paper" style="stroke:var(--c-one);stroke-width:1.5"'
      : 'style="fill:var(--c-muted)"'
  return hover(point, `<circle ${look} cx="${at(x)}" cy="${at(y)}" r="${radius}"/>${target(x, y)}`)
}

/** Room for a finger. */
function target(x: number, y: number): string {
  return `<circle cx="${at(x)}" cy="${at(y)}" r="9" fill-opacity="0"/>`
}

function hover(point: PlanePoint, marks: string, name = ''): string {
  return `<g data-key="${safe(point.key)}"><title>${safe(name === '' ? point.says : `${name}: ${point.says}`)}</title>${marks}</g>`
}

const HOLLOW = 'class="paper" style="stroke:var(--c-two);stroke-width:2"'

function square([x, y]: Spot, { point, name, struck }: NamedPoint): string {
  const look = struck === null ? 'class="two"' : HOLLOW
  return hover(point, `<rect ${look} x="${at(x - 5)}" y="${at(y - 5)}" width="10" height="10"/>${target(x, y)}`, name)
}

/** Outlines around (0, 0), none like another nor like the squares of named packages. */
function shape(name: string, [x, y]: Spot, { point, names: all }: PlaneMark): string {
  const marks = conceptMark(name, x, y)
  return hover(point, marks + target(x, y), all.join(', '))
}

/** Names of the solutions and numbers of the named packages, none over another; a thin line leads to those that had to
 *  stand off. */
function names(
  of: UtilityPlane,
  isSeen: (point: PlanePoint) => boolean,
  { x, y, place, frame }: { readonly x: Along; readonly y: Along; readonly place: Place; readonly frame: Frame },
): string[] {
  const texts = [
    ...(frame.right - frame.left < NAMED_IN_PLACE
      ? []
      : of.marks.map(({ names: all, point }) => ({ text: all.join(', '), point, reach: 10 }))),
    ...of.named.map(({ point }, k) => ({ text: String(k + 1), point, reach: 6 })),
  ].filter(({ point }) => isSeen(point))
  const broken = texts.map(({ text }) => lines(text, (frame.right - frame.left) / 2, NAME))
  const wanted = texts.map(({ point, reach }, k): Wanted => {
    const [x, y] = place(point)
    const width = Math.max(...defined(broken[k]).map((line) => measure(line, NAME, 600)))
    return { x, y, reach, width: width + 2, height: defined(broken[k]).length * (NAME + 3) }
  })
  const small = [
    ...of.frontiers.flatMap(({ points }) => [
      ...points.map(place),
      ...alongOf(cornersOf(staircase(points).map(place))),
    ]),
    ...zeros(of.noDeal, frame, x, y),
  ]
  const room = { left: frame.left, top: frame.top, width: frame.right - frame.left, height: frame.bottom - frame.top }
  return placeLabels(wanted, room, small).map((box, k) => {
    const { x: markX, y: markY, reach } = defined(wanted[k])
    return (
      leader(box, markX, markY, reach) +
      defined(broken[k])
        .map((line, n) =>
          label(box.left + box.width / 2, box.top + NAME + n * (NAME + 3), line, {
            anchor: 'middle',
            weight: 600,
            size: NAME,
          }),
        )
        .join('')
    )
  })
}

/** Places on the lines of no deal. */
function zeros([x0, y0]: UtilityPlane['noDeal'], frame: Frame, x: Along, y: Along): Spot[] {
  return [
    ...(x0 === null
      ? []
      : alongOf([
          [x(x0), frame.top],
          [x(x0), frame.bottom],
        ])),
    ...(y0 === null
      ? []
      : alongOf([
          [frame.left, y(y0)],
          [frame.right, y(y0)],
        ])),
  ]
}

/** A thin line from the edge of a mark to its name, where they are far apart. */
function leader({ left, top, width, height }: Box, x: number, y: number, reach: number): string {
  const nearX = Math.max(left, Math.min(x, left + width))
  const nearY = Math.max(top, Math.min(y, top + height))
  const away = Math.hypot(nearX - x, nearY - y)
  if (away < reach + 8) return ''
  const part = reach / away
  return `<line class="r" style="stroke:var(--c-muted)" x1="${at(x + (nearX - x) * part)}" y1="${at(y + (nearY - y) * part)}" x2="${at(nearX)}" y2="${at(nearY)}"/>`
}

function ring(of: UtilityPlane, isSeen: (point: PlanePoint) => boolean, place: Place): string {
  const all = [...of.frontiers.flatMap(({ points }) => points), ...of.named.map(({ point }) => point)]
  const found = of.chosen === null ? undefined : all.find((point) => point.key === of.chosen && isSeen(point))
  if (!found) return ''
  const [x, y] = place(found)
  return `<circle class="x" pointer-events="none" cx="${at(x)}" cy="${at(y)}" r="13"/>`
}

/** Width of a plot from which there is room in it for the names of solutions; below, they stand in the legend. */
const NAMED_IN_PLACE = 400

/** What lines and shades mean, and the named packages by number. */
function legend(
  of: UtilityPlane,
  isSeen: (point: PlanePoint) => boolean,
  { top, width }: { top: number; width: number },
): { marks: string; bottom: number } {
  const rows: { sign: (y: number) => string; text: string }[] = [
    ...of.frontiers.map(({ name, style }) => ({
      sign: (y: number): string =>
        rule(6, y, 34, y, style === 'solid' ? 'l1' : 'l3') +
        (style === 'solid' ? `<circle class="one" cx="20" cy="${at(y)}" r="4"/>` : ''),
      text: name,
    })),
    ...(of.noDeal.includes(null)
      ? []
      : [
          {
            sign: (y: number): string => `<rect class="b1" x="6" y="${at(y - 7)}" width="28" height="14"/>`,
            text: 'Both gain over no deal, whose worth the two heavy lines mark',
          },
        ]),
    ...(width - 64 < NAMED_IN_PLACE ? [...new Set(of.marks.flatMap(({ names: all }) => all))] : []).map((name) => ({
      sign: (y: number): string => conceptMark(name, 20, y),
      text: name,
    })),
    ...of.named.map(({ name, struck, point }, k) => ({
      sign: (y: number): string =>
        `<rect ${struck === null ? 'class="two"' : HOLLOW} x="7" y="${at(y - 5)}" width="10" height="10"/>` +
        label(29, y + 4, String(k + 1), { anchor: 'middle', weight: 600 }),
      text: `${name}${struck === null ? '' : ` Struck: ${struck}.`}${isSeen(point) ? '' : ' (Outside this close-up.)'}`,
    })),
  ]
  let y = top + 8
  const marks = rows.map(({ sign, text }) => {
    const wrapped = lines(text, width - 48)
    const drawnRow = sign(y) + wrapped.map((part, k) => label(42, y + 4 + k * 15, part, { size: 11 })).join('')
    y += wrapped.length * 15 + 5
    return drawnRow
  })
  return { marks: marks.join(''), bottom: y + 4 }
}

function tableOf(of: UtilityPlane): Chart['table'] {
  const row = (what: string, { worth, says, beats }: PlanePoint): (string | number)[] => [
    what,
    ...worth.map(rounded),
    of.noDeal.includes(null) ? 'not known' : beats ? 'yes' : 'no',
    says,
  ]
  return {
    columns: ['what', ...of.actors, 'beats no deal for all', 'package'],
    rows: [
      ...of.marks.map(({ names: all, point }) => row(all.join(', '), point)),
      ...of.named.map(({ name, struck, point }) => row(struck === null ? name : `${name} (struck: ${struck})`, point)),
      ...of.frontiers.flatMap(({ name, points }) => points.map((point) => row(name, point))),
    ],
  }
}
