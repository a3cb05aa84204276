/** Who gives military aid: Europe and the world, countries shaded by class. Both projections keep areas, as shades on a
 *  map are read by area. */
import { defined } from '../../src/internal.ts'
import { short } from '../words/index.ts'
import type { Chart, Size } from './chart.ts'
import { at, label, lines, safe, svgOf } from './kit/index.ts'
import { geoAzimuthalEqualArea, geoContains, geoEqualEarth, geoPath } from 'd3-geo'
import type { GeoPath, GeoPermissibleObjects, GeoProjection, GeoStream } from 'd3-geo'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import type { Giver, Givers } from '../../src/internal.ts'

/** Countries as areas with shared borders; their ids are codes of ISO 3166-1 alpha-2. */
export interface World extends Topology<{ countries: GeometryCollection }> {
  readonly credit: string
  readonly policy: string
}

/** Opacity of the first and the last class. */
const PALEST = 0.16
const FULL = 1
/** From this width the panels stand side by side. */
const BESIDE = 640
/** Points of an outline nearer to each other than this, in pixels, are one. */
const APART = 0.6
/** Square pixels from which a country has room for its figure. */
const LABELLED = 520
const GAP = 12
const SWATCH = 22
const ROW = 20

/** Lower ends of classes in geometric progression, 1, 3, 10, 30 …: for figures of which few are large and many small.
 *  @param values positive. @returns ascending; every value below the first end is in the class below it.
 *  Source: Evans 1977, The selection of class intervals, Transactions of the Institute of British Geographers 2(1). */
export function classEnds(values: readonly number[]): number[] {
  const positive = values.filter((value) => value > 0)
  if (positive.length === 0) return []
  const [least, most] = [Math.min(...positive), Math.max(...positive)]
  const ends: number[] = []
  for (let decade = Math.floor(Math.log10(least)); decade <= Math.log10(most); decade++)
    for (const step of [1, 3]) {
      const end = Number(`${step}e${decade}`)
      if (end > least && end <= most) ends.push(end)
    }
  return ends
}

/** Class of a figure: 0 below the first end. */
export function classOf(value: number, ends: readonly number[]): number {
  return ends.filter((end) => value >= end).length
}

export function giversMap(givers: Givers, world: World, size: Size): Chart {
  const { width } = size
  const byCode = new Map(givers.countries.map((giver) => [giver.country, giver]))
  const ends = classEnds(givers.countries.map(({ military }) => military))
  const shapes = feature(world, world.objects.countries).features
  const drawn: Drawing = { givers, byCode, ends, shapes, width }
  const panels = panelsOf(width)
  const last = defined(panels.at(-1))
  const legend = legendOf(drawn, { x: last.x + 4, y: last.y + last.height + GAP, right: width })
  const bottom = Math.max(legend.bottom, ...panels.map(({ y, height }) => y + height))
  const foot = lines(`${world.policy}. ${world.credit}. Areas are true, shapes are not.`, width - 8)
  const footAt = bottom + 18
  const ranked = [...givers.countries].sort((a, b) => b.military - a.military)
  const off = ranked.filter(({ country }) => !shapes.some(({ id }) => id === country))
  const about = {
    title: 'Who gives military aid',
    description: `Military aid since ${givers.since} in ${givers.unit}, as each giver states it: ${ranked.map(({ name, military }) => `${name} ${military}`).join(', ')}. Countries without a figure in the file are hatched.`,
  }
  return {
    id: 'givers',
    ...about,
    caption: `${givers.unit} since ${givers.since}, as each giver counts it: some what was delivered, some what was promised. A hatched country has no figure in the file, which is not nothing.${off.length > 0 ? ` Too small for this map: ${off.map(({ name }) => name).join(', ')}.` : ''}`,
    source: 'Each figure from its giver, with its date in the table; none enters a run',
    svg: svgOf(
      about,
      { width, height: footAt + foot.length * 15 },
      `${hatch(width)}${panels.map((panel) => panelSvg(drawn, panel)).join('')}${legend.svg}${foot.map((text, k) => label(4, footAt + k * 15, text, { muted: true, size: 11 })).join('')}`,
    ),
    table: giversTable(givers),
  }
}

/** The figures, the largest first. */
export function giversTable(givers: Givers): Chart['table'] {
  const ends = classEnds(givers.countries.map(({ military }) => military))
  return {
    columns: ['country', givers.unit, 'class', 'as of', 'stated by', 'remark'],
    rows: [...givers.countries]
      .sort((a, b) => b.military - a.military)
      .map(({ name, military, asOf, provenance }) => [
        name,
        military,
        className(classOf(military, ends), ends, military),
        asOf,
        provenance.source.join('; '),
        provenance.note ?? '',
      ]),
  }
}

interface Drawing {
  readonly givers: Givers
  readonly byCode: ReadonlyMap<string, Giver>
  readonly ends: readonly number[]
  readonly shapes: readonly { readonly id?: string | number | undefined }[]
  readonly width: number
}

interface Panel {
  readonly name: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly projection: GeoProjection
}

/** Corners of what a panel shows, in degrees. */
const EUROPE_CORNERS: GeoPermissibleObjects = {
  type: 'MultiPoint',
  coordinates: [
    [-10, 36],
    [38, 36],
    [-18, 65],
    [45, 68],
    [26, 71.5],
  ],
}
const WORLD_CORNERS: GeoPermissibleObjects = {
  type: 'MultiPoint',
  coordinates: [
    [-168, 20],
    [179, 20],
    [0, 80],
    [0, -55],
  ],
}

function panelsOf(width: number): Panel[] {
  const beside = width >= BESIDE
  const europe = beside ? Math.round(width * 0.54) : width
  const world = beside ? width - europe - GAP : width
  const height = Math.round(europe * 0.86)
  const worldHeight = Math.round(world * 0.5)
  const fit = (projection: GeoProjection, corners: GeoPermissibleObjects, w: number, h: number): GeoProjection =>
    projection
      .fitExtent(
        [
          [4, 4],
          [w - 4, h - 4],
        ],
        corners,
      )
      .clipExtent([
        [0, 0],
        [w, h],
      ])
  return [
    {
      name: 'Europe',
      x: 0,
      y: 20,
      width: europe,
      height,
      // Centred as the grid of the European Union for statistics (EPSG 3035), a little to the east.
      projection: fit(geoAzimuthalEqualArea().rotate([-15, -52]), EUROPE_CORNERS, europe, height),
    },
    {
      name: 'World',
      x: beside ? europe + GAP : 0,
      y: beside ? 20 : height + 20 + GAP + 20,
      width: world,
      height: worldHeight,
      projection: fit(geoEqualEarth().rotate([-11, 0]), WORLD_CORNERS, world, worldHeight),
    },
  ]
}

function panelSvg(drawn: Drawing, panel: Panel): string {
  const path = geoPath({ stream: (sink) => panel.projection.stream(thinned(sink)) }).digits(1)
  const shapes = drawn.shapes.map((shape) => shapeSvg(drawn, shape, path)).join('')
  const names = drawn.shapes.map((shape) => figureSvg(drawn, shape, panel.projection, path)).join('')
  const frame = `<rect class="cell" width="${panel.width}" height="${panel.height}"/>`
  return `${label(panel.x + 2, panel.y - 6, panel.name, { weight: 600 })}<g transform="translate(${panel.x} ${panel.y})">${shapes}${frame}${names}</g>`
}

function shapeSvg(drawn: Drawing, shape: Drawing['shapes'][number], path: GeoPath): string {
  const outline = path(shape as unknown as GeoPermissibleObjects)
  if (!outline) return ''
  const code = String(shape.id)
  const giver = drawn.byCode.get(code)
  const border = 'stroke="var(--c-muted)" stroke-width=".5"'
  if (code === drawn.givers.to)
    return `<path data-country="${safe(code)}" d="${outline}" class="x" style="fill:var(--c-paper)"><title>receives</title></path>`
  if (!giver)
    return `<path data-country="${safe(code)}" d="${outline}" fill="url(#${hatchId(drawn.width)})" ${border}/>`
  const tip = `<title>${safe(`${giver.name}: ${giver.military} ${drawn.givers.unit}`)}</title>`
  return `<path data-country="${safe(code)}" data-class="${classOf(giver.military, drawn.ends)}" d="${outline}" ${fillOf(giver.military, drawn.ends)} ${border}>${tip}</path>`
}

/** Nothing given, as a statement, is blank paper; the classes go from pale to full. */
function fillOf(military: number, ends: readonly number[]): string {
  if (military === 0) return 'class="paper"'
  return `class="one" fill-opacity="${opacityOf(classOf(military, ends), ends.length)}"`
}

function opacityOf(index: number, last: number): number {
  return last === 0 ? FULL : Math.round(100 * (PALEST + ((FULL - PALEST) * index) / last)) / 100
}

/** A figure where it has room and falls on its own country. */
function figureSvg(drawn: Drawing, shape: Drawing['shapes'][number], projection: GeoProjection, path: GeoPath): string {
  const giver = drawn.byCode.get(String(shape.id))
  const text = giver ? short(giver.military) : shape.id === drawn.givers.to ? 'receives' : ''
  const where = shape as unknown as GeoPermissibleObjects
  if (text === '' || path.area(where) < LABELLED) return ''
  const [x, y] = path.centroid(where)
  const place = defined(projection.invert)([x, y])
  if (!place || !geoContains(where as Parameters<typeof geoContains>[0], place)) return ''
  return label(x, y + 4, text, { anchor: 'middle', weight: 600, size: 11 })
}

function className(index: number, ends: readonly number[], military = 1): string {
  if (military === 0) return 'none given'
  if (ends.length === 0) return 'all alike'
  if (index === 0) return `under ${defined(ends[0])}`
  return index === ends.length
    ? `${defined(ends[index - 1])} and more`
    : `${defined(ends[index - 1])} to ${defined(ends[index])}`
}

/** Classes from small to large, then what is no class. Entries run on in rows. */
function legendOf(
  { givers, ends, width }: Drawing,
  box: { readonly x: number; readonly y: number; readonly right: number },
): { svg: string; bottom: number } {
  const frame = 'stroke="var(--c-muted)" stroke-width=".5"'
  const entries = [
    ...(givers.countries.some(({ military }) => military === 0) ? [{ text: 'none given', fill: 'class="paper"' }] : []),
    ...[...ends, Infinity].map((_, index) => ({
      text: className(index, ends),
      fill: `class="one" fill-opacity="${opacityOf(index, ends.length)}"`,
    })),
    { text: 'no figure in the file', fill: `fill="url(#${hatchId(width)})"` },
  ]
  let { x, y } = box
  const svg = entries.map(({ text, fill }) => {
    const room = SWATCH + 6 + text.length * 6.6 + 16
    if (x > box.x && x + room > box.right) [x, y] = [box.x, y + ROW]
    const mark = `<rect x="${at(x)}" y="${at(y)}" width="${SWATCH}" height="13" ${fill} ${frame}/>${label(x + SWATCH + 6, y + 11, text)}`
    x += room
    return mark
  })
  return { svg: svg.join(''), bottom: y + ROW }
}

/** Named by its width: a page may hold one picture at several. */
const hatchId = (width: number): string => `no-figure-${width}`

function hatch(width: number): string {
  return `<defs><pattern id="${hatchId(width)}" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line x1="0" y1="0" x2="0" y2="5" style="stroke:var(--c-rule);stroke-width:1.4"/></pattern></defs>`
}

/** Leaves out points of a line that a screen cannot tell apart: most of the world's outline is such. */
function thinned(sink: GeoStream): GeoStream {
  let [lastX, lastY] = [NaN, NaN]
  return {
    point(x, y) {
      if (Math.hypot(x - lastX, y - lastY) < APART) return
      ;[lastX, lastY] = [x, y]
      sink.point(x, y)
    },
    lineStart() {
      ;[lastX, lastY] = [NaN, NaN]
      sink.lineStart()
    },
    lineEnd: () => {
      sink.lineEnd()
    },
    polygonStart: () => {
      sink.polygonStart()
    },
    polygonEnd: () => {
      sink.polygonEnd()
    },
    sphere: () => {
      sink.sphere?.()
    },
  }
}
