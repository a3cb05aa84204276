/** The map of control: the share of each region held by the attacker, by recognised borders. No positions, no lines but
 *  those of regions. */
import { defined } from '../../src/internal.ts'
import { armLabel, percent, rough } from '../words/index.ts'
import { rounded, sourceLine } from './chart.ts'
import type { Chart, Naming } from './chart.ts'
import { at, label, lines, svgOf } from './kit/index.ts'
import { geoConicConformal, geoPath } from 'd3-geo'
import type { GeoPath, GeoPermissibleObjects } from 'd3-geo'
import type { ArmSummary, RegionSummary, Spreadout } from '../../src/internal.ts'

export interface Geography {
  readonly type: 'FeatureCollection'
  readonly credit: string
  readonly policy: string
  /** ISO code of the region of the attacker where the defender has a foothold. */
  readonly foothold?: string
  readonly features: readonly {
    readonly type: 'Feature'
    readonly properties: { readonly iso: string; readonly name: string }
    readonly geometry: unknown
  }[]
}

/** Shares below this are left blank: a few villages are not a share worth a shade. */
const SHOWN = 0.005
/** km² from which a region has room for its number. */
const LABELLED = 5000

/** Shares held in a month (index 0 is the date of the case), with another arm's map below it. */
export function mapOfControl(
  arm: ArmSummary,
  geography: Geography,
  month: number,
  options: Naming & { readonly twin?: ArmSummary; readonly band?: boolean },
): Chart {
  const { width, twin, band = false, sides = { attacker: 'the attacker', defender: 'the defender' } } = options
  const isWide = twin !== undefined && width >= BESIDE
  const each = isWide ? (width - GAP) / 2 : width
  const height = Math.round(each * 0.66)
  const heads = twin ? [arm, twin].map((of) => lines(armLabel(of), (each - 8) / BOLD)) : []
  const room = twin ? 8 + 15 * Math.max(...heads.map(({ length }) => length)) : 0
  const size = { width: each, height, band }
  const headed = (of: ArmSummary, k: number): string =>
    (heads[k] ?? []).map((text, row) => label(4, 14 + 15 * row, text, { weight: 600 })).join('') +
    `<g transform="translate(0 ${room})">${drawMap(of, geography, month, size)}</g>`
  const shift = isWide ? `${each + GAP} 0` : `0 ${room + height + GAP}`
  const one = headed(arm, 0)
  const two = twin ? `<g transform="translate(${shift})">${headed(twin, 1)}</g>` : ''
  const policy = lines(`${geography.policy}. ${geography.credit}. Shares by region, no positions.`, width - 8)
  const total = room + height + (twin && !isWide ? room + height + GAP : 0) + LEGEND
  const held = arm.regions.filter((region) => shareOf(region, month) >= SHOWN)
  const foot = footholdAt(arm, month)
  const footName =
    geography.features.find(({ properties }) => properties.iso === geography.foothold)?.properties.name ?? ''
  const about = {
    title: 'Who holds what',
    description: `${month === 0 ? 'As of the date of the case' : `After ${month} months of fighting on, median`}: ${held.map((region) => `${placed(region)} ${percent(shareOf(region, month))}`).join(', ')}.${footName && foot ? ` ${capital(sides.defender)} holds ${rough(foot.p50, 3)} km² of ${footName}.` : ''}`,
  }
  return {
    id: `map-${month}`,
    ...about,
    caption: `Share of each region held by ${sides.attacker} ${month === 0 ? 'as of the date of the case' : `after ${month === 1 ? 'a month' : `${month} months`} of fighting on`}; hatched where it is most of it. ${footName && foot ? `Disc: km² of ${footName} held by ${sides.defender}. ` : ''}${month > 0 ? (band ? 'Shades: the median. Bars: the share of the region in nine worlds of ten, the whole bar being the whole region, with a stroke at the median.' : 'Median of the projection; the table has the 90 % interval.') : ''}`,
    source: sourceLine(arm.worlds),
    svg: svgOf(
      about,
      { width, height: total + 8 + policy.length * 15 },
      `${hatch(each)}${one}${two}${legend(each, total - 12, sides.attacker)}${policy.map((text, k) => label(4, total + 16 + k * 15, text, { muted: true, size: 11 })).join('')}`,
    ),
    table: {
      columns: ['region', 'held, %', '5 %', '95 %', 'km²'],
      rows: [
        ...(twin ? [arm, twin] : [arm]).flatMap((of) =>
          of.regions.map((region) => {
            const { p05, p50, p95 } = defined(region.held[month])
            return [
              twin ? `${placed(region)}, ${armLabel(of)}` : placed(region),
              ...[p50, p05, p95].map((km2) => rounded((100 * km2) / region.areaKm2)),
              rounded(p50),
            ]
          }),
        ),
        ...(footName && foot
          ? [[`${footName}, held by ${sides.defender}`, 'none', 'none', 'none', rounded(foot.p50)]]
          : []),
      ],
    },
  }
}

/** Width from which two maps stand side by side, the room between them, and that of the legend. */
const BESIDE = 600
const GAP = 24
const LEGEND = 22
/** How much wider bold type is. */
const BOLD = 1.12

/** The region with its front, where there are several. */
const placed = ({ name, front }: RegionSummary): string => (front === undefined ? name : `${name} (${front})`)

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

/** What shade and hatching mean, in the colour of the map. */
function legend(width: number, y: number, attacker: string): string {
  const box = (x: number, share: number): string =>
    `<rect class="att" x="${x}" y="${y - 10}" width="16" height="11" style="opacity:${0.12 + 0.5 * share}"/>` +
    (share > 0.5
      ? `<rect fill="url(#${hatchId(width)})" x="${x}" y="${y - 10}" width="16" height="11" style="opacity:.5"/>`
      : '') +
    `<rect class="cell" x="${x}" y="${y - 10}" width="16" height="11"/>`
  return (
    [0.1, 0.5, 1]
      .map((share, k) => box(4 + 60 * k, share) + label(24 + 60 * k, y, percent(share), { size: 11 }))
      .join('') + label(190, y, `held by ${attacker}`, { size: 11 })
  )
}

/** Named by its width: a page may hold one picture at several. */
const hatchId = (width: number): string => `held-${width}`

function hatch(width: number): string {
  return `<defs><pattern id="${hatchId(width)}" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line x1="0" y1="0" x2="0" y2="7" class="la"/></pattern></defs>`
}

/** Country of an ISO 3166-2 code. */
const countryOf = (iso: string): string => defined(iso.split('-', 1)[0])

function shareOf(region: RegionSummary, month: number): number {
  return defined(region.held[month]).p50 / region.areaKm2
}

function drawMap(
  arm: ArmSummary,
  geography: Geography,
  month: number,
  size: { readonly width: number; readonly height: number; readonly band: boolean },
): string {
  const byIso = new Map(arm.regions.flatMap((region) => (region.iso ? [[region.iso, region] as const] : [])))
  const shares = new Map([...byIso].map(([iso, region]) => [iso, shareOf(region, month)]))
  const { path, shapes } = outlines(shares, geography, size)
  const names = geography.features.flatMap((feature) => {
    const region = byIso.get(feature.properties.iso)
    const [x, y] = path.centroid(feature as unknown as GeoPermissibleObjects)
    return region &&
      region.areaKm2 > LABELLED &&
      (size.band ? bandOf(region, month)[1] : shareOf(region, month)) >= SHOWN &&
      Number.isFinite(x) &&
      size.width > 320
      ? [size.band ? bandOnMap([x, y], region, month, size.width) : labelOnMap(x, y, region, month)]
      : []
  })
  return shapes + names.join('') + foothold(arm, geography, month, path)
}

/** Shares held by ISO code, on outlines alone. */
export function drawSilhouette(shares: ReadonlyMap<string, number>, geography: Geography, size: Extent): string {
  return hatch(size.width) + outlines(shares, geography, size).shapes
}

interface Extent {
  readonly width: number
  readonly height: number
}

/** Regions shaded by the share of them that is held, and what puts further marks among them. */
function outlines(
  shares: ReadonlyMap<string, number>,
  geography: Geography,
  size: Extent,
): { readonly path: GeoPath; readonly shapes: string } {
  // The defender's country, whose regions the case names, fills the room: neighbours that are drawn beside it do not
  // count.
  const drawn = new Set(geography.features.map(({ properties }) => countryOf(properties.iso)))
  // A case may name regions of a country that this map does not have.
  const named = [...shares.keys()].find((iso) => drawn.has(countryOf(iso)))
  const country = countryOf(named ?? defined(geography.features[0]).properties.iso)
  const inside = {
    ...geography,
    features: geography.features.filter(({ properties }) => countryOf(properties.iso) === country),
  }
  const projection = geoConicConformal()
    .parallels([46, 51])
    .rotate([-32, 0])
    .fitExtent(
      [
        [8, 8],
        [size.width - 8, size.height - 8],
      ],
      inside as unknown as GeoPermissibleObjects,
    )
    // Neighbours end with the frame: they must not run into a map below.
    .clipExtent([
      [0, 0],
      [size.width, size.height],
    ])
  const path = geoPath(projection).digits(1)
  const shapes = geography.features.map((feature) => {
    const outline = path(feature as unknown as GeoPermissibleObjects) ?? ''
    const share = shares.get(feature.properties.iso) ?? 0
    if (countryOf(feature.properties.iso) !== country)
      return `<path d="${outline}" class="cell" style="fill:var(--c-rule);opacity:.35"/>`
    const shade =
      share >= SHOWN
        ? `<path d="${outline}" class="att" style="opacity:${Math.round(100 * (0.12 + 0.5 * share)) / 100}"/>${share > 0.5 ? `<path d="${outline}" fill="url(#${hatchId(size.width)})" style="opacity:.5"/>` : ''}`
        : ''
    return `${shade}<path d="${outline}" class="r" style="stroke:var(--c-muted);stroke-width:.8"/>`
  })
  return { path, shapes: shapes.join('') }
}

/** What the defender holds beyond its border: a number in its region, no position. */
function foothold(arm: ArmSummary, geography: Geography, month: number, path: GeoPath): string {
  const km2 = footholdAt(arm, month)
  const feature = geography.features.find(({ properties }) => properties.iso === geography.foothold)
  if (!feature || !km2) return ''
  const [x, y] = path.centroid(feature as unknown as GeoPermissibleObjects)
  if (!Number.isFinite(x) || !Number.isFinite(y)) return ''
  return `<circle class="def" cx="${at(x)}" cy="${at(y)}" r="5"/>${label(x - 9, y + 4, `${feature.properties.name} ${rough(km2.p50, 3)} km²`, { anchor: 'end', size: 11, weight: 600 })}`
}

function footholdAt(arm: ArmSummary, month: number): Spreadout | null {
  const spread = arm.war.foothold[month] ?? null
  return spread && spread.p50 >= 1 ? spread : null
}

function labelOnMap(x: number, y: number, region: RegionSummary, month: number): string {
  const text = percent(shareOf(region, month))
  return label(x, y + 4, text, { anchor: 'middle', weight: 600, size: 11 })
}

/** Height of the bar that stands for a whole region, and its width on a wide map and on a narrow one. */
const BAR = { height: 7, wide: 46, narrow: 26 }
const NARROW = 500
/** Shares that differ by less are told as one. */
const ALIKE = 0.01

function bandOf(region: RegionSummary, month: number): readonly [number, number] {
  const { p05, p95 } = defined(region.held[month])
  return [Math.max(0, p05 / region.areaKm2), Math.min(1, p95 / region.areaKm2)]
}

/** The share of a region in nine worlds of ten, as a bar of its own with the numbers above. */
function bandOnMap([x, y]: readonly [number, number], region: RegionSummary, month: number, width: number): string {
  const [low, high] = bandOf(region, month)
  if (high - low < ALIKE) return labelOnMap(x, y, region, month)
  const whole = width < NARROW ? BAR.narrow : BAR.wide
  const left = x - whole / 2
  const middle = left + whole * Math.min(1, Math.max(0, shareOf(region, month)))
  const rect = (from: number, to: number, look: string): string =>
    `<rect ${look} x="${at(from)}" y="${at(y)}" width="${at(Math.max(1, to - from))}" height="${BAR.height}"/>`
  const text = width < NARROW ? '' : `${Math.round(100 * low)}–${percent(high)}`
  return (
    rect(left, left + whole, 'class="paper" style="stroke:var(--c-muted)"') +
    rect(left + whole * low, left + whole * high, 'class="att"') +
    `<line class="x" x1="${at(middle)}" y1="${at(y - 2)}" x2="${at(middle)}" y2="${at(y + BAR.height + 2)}"/>` +
    (text === '' ? '' : label(x, y - 4, text, { anchor: 'middle', weight: 600, size: 11 }))
  )
}
