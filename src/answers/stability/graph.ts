import { defined } from '../../case/defined.ts'
import type { AttributedGraph } from '../../formats/graphml.ts'
import { someMove } from '../../methods/stability/moves.ts'
import type { Compiled } from './compiled.ts'
import type { StabilityRecord, StateRecord } from './record.ts'

/** The graph of a conflict, to be drawn or written. */
export interface StabilityGraph {
  readonly title: string
  readonly deciders: readonly string[]
  readonly states: readonly StateRecord[]
  readonly arcs: readonly ArcRecord[]
  /** States that are equilibria, by concept. */
  readonly equilibria: StabilityRecord['concepts'][number]['equilibria'][]
  readonly concepts: readonly string[]
  readonly statusQuo: number | null
}

export interface ArcRecord {
  /** Index into `deciders`. */
  readonly mover: number
  readonly from: number
  readonly to: number
  /** The mover prefers where it leads. */
  readonly improves: boolean
  /** The mover can go back. */
  readonly reversible: boolean
}

/** Arcs up to which a graph is listed. */
const MOST_ARCS = 100_000

/** The graph of an analysis. @returns null where it has more than 100,000 arcs or its states are not listed. */
export function stabilityGraph(compiled: Compiled, record: StabilityRecord): StabilityGraph | null {
  const { game, model } = compiled
  if (record.list.length < record.states || record.arcs.reduce((a, b) => a + b, 0) > MOST_ARCS) return null
  const arcs = game.moves.flatMap((moves, mover) => {
    const found: ArcRecord[] = []
    for (let s = 0; s < game.states; s++) {
      someMove(moves, s, (q) => {
        const reversible = someMove(moves, q, (back) => back === s)
        found.push({ mover, from: s + 1, to: q + 1, improves: prefers(compiled, mover, s, q), reversible })
        return false
      })
    }
    return found
  })
  return {
    title: record.title,
    deciders: model.deciders,
    states: record.list,
    arcs,
    equilibria: record.concepts.map(({ equilibria }) => equilibria),
    concepts: record.concepts.map(({ concept }) => concept),
    statusQuo: model.statusQuo === null ? null : model.statusQuo + 1,
  }
}

function prefers({ game, comparisons }: Compiled, i: number, s: number, q: number): boolean {
  if (comparisons === null)
    return defined(defined(game.rankings[i]).rank[q]) > defined(defined(game.rankings[i]).rank[s])
  const { code, states } = defined(comparisons[i])
  return code[s * states + q] === 1 || code[s * states + q] === 2
}

/** The graph with its names, for `writeGraphml`. */
export function attributedGraph(graph: StabilityGraph): AttributedGraph {
  return {
    nodes: graph.states.map(({ id, label, choices }) => ({
      id: `s${id}`,
      values: {
        number: id,
        label,
        ...choices,
        ...Object.fromEntries(graph.concepts.map((concept, k) => [concept, defined(graph.equilibria[k]).includes(id)])),
      },
    })),
    edges: graph.arcs.map(({ mover, from, to, improves, reversible }) => ({
      from: `s${from}`,
      to: `s${to}`,
      values: { mover: defined(graph.deciders[mover]), improves, reversible },
    })),
  }
}
