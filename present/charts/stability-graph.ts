/** The graph of a conflict: states in layers by the number of moves from the status quo, arcs by mover. */
import { defined } from '../../src/internal.ts'
import type { StabilityGraph } from '../../src/internal.ts'
import { at, fitted, label, safe, svgOf } from './kit/index.ts'
import type { Chart, Size } from './chart.ts'

const BOX = { width: 96, height: 38 } as const
const GAP = { across: 26, down: 84 } as const
const MARGIN = 24
const LEGEND_LINE = 18

/** States up to which the picture can be read. */
export const MOST_DRAWN = 80

/** Arcs of the first movers each have a line of their own; a fifth has the first's again. */
const LINES = ['l1', 'l4', 'l3', 'l2'] as const

/** @returns null above {@link MOST_DRAWN} states. */
export function stabilityGraphChart(graph: StabilityGraph, size: Size): Chart | null {
  if (graph.states.length > MOST_DRAWN || graph.states.length === 0) return null
  const layers = layersOf(graph)
  const widest = layers.reduce((most, layer) => Math.max(most, layer.length), 1)
  const width = Math.max(size.width, 2 * MARGIN + widest * BOX.width + (widest - 1) * GAP.across)
  const spots = placed(layers, width)
  const legendTop = MARGIN + layers.length * BOX.height + (layers.length - 1) * GAP.down + 34
  const legend = legendOf(graph)
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

function placed(layers: readonly (readonly number[])[], width: number): Map<number, Spot> {
  const spots = new Map<number, Spot>()
  layers.forEach((layer, row) => {
    const step = BOX.width + GAP.across
    const left = (width - (layer.length - 1) * step) / 2
    layer.forEach((s, k) => {
      spots.set(s, { x: left + k * step, y: MARGIN + BOX.height / 2 + row * (BOX.height + GAP.down) })
    })
  })
  return spots
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
  const box =
    `<rect class="paper" x="${at(x - BOX.width / 2)}" y="${at(y - BOX.height / 2)}" width="${BOX.width}" height="${BOX.height}" rx="7"/>` +
    `<rect class="x" style="stroke-width:${strong}" x="${at(x - BOX.width / 2)}" y="${at(y - BOX.height / 2)}" width="${BOX.width}" height="${BOX.height}" rx="7"/>`
  const title = `<title>${safe(words.filter((word) => word !== '').join('; '))}</title>`
  const number = label(x, y - 3, String(state.id), { anchor: 'middle', weight: 600, size: 13 })
  const name = label(x, y + 12, fitted(state.label, BOX.width - 8, 11), { anchor: 'middle', muted: true, size: 11 })
  return `<g data-state="${state.id}">${title}${box}${number}${name}</g>`
}

function legendOf(graph: StabilityGraph): ((x: number, y: number) => string)[] {
  const movers = graph.deciders.map((decider, i) => (x: number, y: number) => {
    const line = `<path class="${defined(LINES[i % LINES.length])}" style="stroke-width:1.6" d="M${at(x)} ${at(y)}h34" marker-end="url(#a)"/>`
    return line + label(x + 44, y + 4, decider)
  })
  return [
    ...movers,
    (x, y) => label(x, y + 4, 'full: betters the lot of the mover; pale: does not', { muted: true }),
    (x, y) => label(x, y + 4, 'thick border: Nash equilibrium; thinner: of another concept', { muted: true }),
  ]
}
