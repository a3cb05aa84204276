/** The graph of a conflict: states in layers by the number of moves from the status quo, arcs by mover. A layer that is
 *  wider than the picture takes several rows. */
import { defined } from '../../src/internal.ts'
import type { StabilityGraph } from '../../src/internal.ts'
import { at, fitted, label, lines, safe, svgOf } from './kit/index.ts'
import type { Chart, Size } from './chart.ts'

const BOX = { width: 118, height: 48 } as const
/** Between boxes side by side, layers, and rows of one layer, between which few arcs run. */
const GAP = { across: 20, down: 84, within: 30 } as const
const MARGIN = 24
/** What a state is called, in its box. */
const NAME = { size: 10, height: 12 } as const
const LEGEND_LINE = 18

/** States up to which the picture can be read. */
export const MOST_DRAWN = 80

/** Arcs of the first movers each have a line of their own; a fifth has the first's again. */
const LINES = ['l1', 'l4', 'l3', 'l2'] as const

/** @returns null above {@link MOST_DRAWN} states. */
export function stabilityGraphChart(graph: StabilityGraph, size: Size): Chart | null {
  if (graph.states.length > MOST_DRAWN || graph.states.length === 0) return null
  const layers = layersOf(graph)
  const width = Math.max(size.width, 2 * MARGIN + BOX.width)
  const { spots, bottom } = placed(layers, width)
  const legendTop = bottom + 34
  const legend = legendOf(graph, width - 2 * MARGIN)
  const height = legendTop + legend.length * LEGEND_LINE + 8
  const marks = [
    markers(),
    ...graph.arcs.map((arc) => arcMark(arc, defined(spots.get(arc.from)), defined(spots.get(arc.to)))),
    ...graph.states.map((state) => stateMark(graph, state, defined(spots.get(state.id)))),
    ...legend.map((mark, k) => mark(MARGIN, legendTop + k * LEGEND_LINE)),
  ]
  const about = {
    title: graph.title === '' ? 'Graph of the conflict' : graph.title,
    description: `${graph.states.length} states, ${graph.arcs.length} moves of ${graph.deciders.join(', ')}; equilibria have thick borders.`,
  }
  return {
    id: 'stability-graph',
    ...about,
    svg: svgOf(about, { width, height }, marks.join('')),
    table: {
      columns: ['mover', 'from', 'to', 'for its own good', 'reversible'],
      rows: graph.arcs.map(({ mover, from, to, improves, reversible }) => [
        defined(graph.deciders[mover]),
        from,
        to,
        improves ? 'yes' : 'no',
        reversible ? 'yes' : 'no',
      ]),
    },
    caption: 'Rows are numbers of moves from the status quo. Full arcs better the lot of the mover, pale ones do not.',
    source: 'graph model for conflict resolution; concepts by their definitions',
  }
}

/** States by the fewest moves of anybody from the status quo (the first state, where none is said); those out of reach
 *  in a last layer. Within a layer by the mean place of the neighbours above (Sugiyama, Tagawa & Toda 1981). */
function layersOf(graph: StabilityGraph): number[][] {
  const start = graph.statusQuo ?? defined(graph.states[0]).id
  const layers: number[][] = [[start]]
  const seen = new Set([start])
  for (let above = defined(layers[0]); above.length > 0; ) {
    const next = [...new Set(above.flatMap((s) => graph.arcs.filter((arc) => arc.from === s).map((arc) => arc.to)))]
    const layer = next.filter((s) => !seen.has(s))
    for (const s of layer) seen.add(s)
    if (layer.length > 0) layers.push(byNeighbours(graph, layer, above))
    above = layers.length > 0 && layer.length > 0 ? defined(layers.at(-1)) : []
  }
  const rest = graph.states.map(({ id }) => id).filter((id) => !seen.has(id))
  return rest.length === 0 ? layers : [...layers, rest]
}

function byNeighbours(graph: StabilityGraph, layer: readonly number[], above: readonly number[]): number[] {
  const mean = (s: number): number => {
    const places = graph.arcs.flatMap(({ from, to }) => (to === s && above.includes(from) ? [above.indexOf(from)] : []))
    return places.reduce((sum, place) => sum + place, 0) / Math.max(1, places.length)
  }
  const means = new Map(layer.map((s) => [s, mean(s)]))
  return [...layer].sort((a, b) => defined(means.get(a)) - defined(means.get(b)) || a - b)
}

interface Spot {
  /** The middle of the box. */
  readonly x: number
  readonly y: number
}

interface Placed {
  readonly spots: ReadonlyMap<number, Spot>
  /** Where the lowest box ends. */
  readonly bottom: number
}

function placed(layers: readonly (readonly number[])[], width: number): Placed {
  const spots = new Map<number, Spot>()
  const step = BOX.width + GAP.across
  const most = Math.max(1, Math.floor((width - 2 * MARGIN + GAP.across) / step))
  let top = MARGIN
  layers.forEach((layer) => {
    const rows = rowsOf(layer, most)
    rows.forEach((row, r) => {
      const room = width - 2 * MARGIN - (row.length * step - GAP.across)
      // Rows of a layer stand half a step aside in turn, so that arcs come through between the boxes.
      const aside = rows.length === 1 ? 0 : (r % 2 === 0 ? -1 : 1) * Math.min(step / 4, room / 2)
      const left = (width - (row.length - 1) * step) / 2 + aside
      row.forEach((s, k) => spots.set(s, { x: left + k * step, y: top + BOX.height / 2 }))
      top += BOX.height + (r < rows.length - 1 ? GAP.within : GAP.down)
    })
  })
  return { spots, bottom: top - GAP.down }
}

/** A layer in as few rows as hold it, as even as can be. */
function rowsOf(layer: readonly number[], most: number): readonly (readonly number[])[] {
  const rows = Math.ceil(layer.length / most)
  const each = Math.ceil(layer.length / rows)
  return Array.from({ length: rows }, (_, r) => layer.slice(r * each, (r + 1) * each)).filter((row) => row.length > 0)
}

function markers(): string {
  const arrow = '<path d="M0 0 8 4 0 8z" style="fill:context-stroke"/>'
  return `<defs><marker id="a" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" markerUnits="userSpaceOnUse" orient="auto">${arrow}</marker></defs>`
}

/** How far an arc bends aside, so that there and back, and two movers, do not cover each other. */
const BEND = 16

function arcMark({ mover, improves }: StabilityGraph['arcs'][number], from: Spot, to: Spot): string {
  const dx = to.x - from.x
  const dy = to.y - from.y
  const length = Math.max(1, Math.sqrt(dx * dx + dy * dy))
  const aside = BEND * (1 + mover / 2) + (dy === 0 ? length / 6 : 0)
  const middle = { x: (from.x + to.x) / 2 - (dy / length) * aside, y: (from.y + to.y) / 2 + (dx / length) * aside }
  const start = edgeOfBox(from, middle)
  const end = edgeOfBox(to, middle)
  const line = defined(LINES[mover % LINES.length])
  const pale = improves ? '' : ' opacity=".28"'
  return (
    `<path class="${line}" d="M${at(start.x)} ${at(start.y)}Q${at(middle.x)} ${at(middle.y)} ${at(end.x)} ${at(end.y)}"` +
    ` style="stroke-width:1.6" marker-end="url(#a)"${pale}/>`
  )
}

/** Where the line from the middle of a box to a point leaves the box. */
function edgeOfBox(box: Spot, towards: Spot): Spot {
  const dx = towards.x - box.x
  const dy = towards.y - box.y
  const scale = Math.min(
    dx === 0 ? Infinity : BOX.width / 2 / Math.abs(dx),
    dy === 0 ? Infinity : BOX.height / 2 / Math.abs(dy),
  )
  return Number.isFinite(scale) ? { x: box.x + dx * scale, y: box.y + dy * scale } : box
}

function stateMark(graph: StabilityGraph, state: StabilityGraph['states'][number], { x, y }: Spot): string {
  const under = graph.concepts.filter((_, k) => defined(graph.equilibria[k]).includes(state.id))
  const strong = under.includes('nash') ? 3.5 : under.length > 0 ? 2 : 0.8
  const taken = Object.entries(state.choices).map(([option, value]) => `${option}: ${value}`)
  const words = [
    `state ${state.id} ${state.label}`,
    ...taken,
    under.length > 0 ? `equilibrium: ${under.join(', ')}` : '',
  ]
  const place = `x="${at(x - BOX.width / 2)}" y="${at(y - BOX.height / 2)}" width="${BOX.width}" height="${BOX.height}"`
  const box = `<rect class="frame" style="fill:var(--c-paper);stroke:var(--c-ink);stroke-width:${strong}" ${place} rx="7"/>`
  const title = `<title>${safe(words.filter((word) => word !== '').join('; '))}</title>`
  const names = lines(state.label, BOX.width - 8, NAME.size, 2)
  const top = y - (names.length * NAME.height) / 2
  const number = label(x, top + 4, String(state.id), { anchor: 'middle', weight: 600, size: 13 })
  const name = names.map((line, k) =>
    label(x, top + 5 + (k + 1) * NAME.height, line, { anchor: 'middle', muted: true, size: NAME.size }),
  )
  return `<g data-state="${state.id}">${title}${box}${number}${name.join('')}</g>`
}

/** Lines below the graph, each a mark with its words, within a width. */
function legendOf(graph: StabilityGraph, width: number): ((x: number, y: number) => string)[] {
  const movers = graph.deciders.map((decider, i) => (x: number, y: number) => {
    const line = `<path class="${defined(LINES[i % LINES.length])}" style="stroke-width:1.6" d="M${at(x)} ${at(y)}h34" marker-end="url(#a)"/>`
    return line + label(x + 44, y + 4, fitted(decider, width - 44))
  })
  const words = [
    'full: betters the lot of the mover; pale: does not',
    'thick border: Nash equilibrium; thinner: of another concept',
  ].flatMap((text) => lines(text, width))
  return [...movers, ...words.map((text) => (x: number, y: number) => label(x, y + 4, text, { muted: true }))]
}
