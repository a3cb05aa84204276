import { digraph, spreadLeast } from './digraph-least.ts'
import type { Digraph } from './digraph-least.ts'
import { firstBetter } from './improvement-order.ts'
import type { ImprovementOrder } from './improvement-order.ts'
import { arcCount, someMove } from './moves.ts'

/** The least value that a group can bring about from each state s, by legal sequences of moves: any members in any
 *  order, nobody twice in a row (Fang, Hipel & Kilgour 1993). Infinity where the group has no move. The value of s
 *  itself may count where the sequence comes back to it or where moves are joined; whoever asks compares with a state
 *  that is worse than s, so it makes no difference.
 *  @param orders the group's moves, with the order of each member.
 *  @param improving every move of a sequence improves the mover's lot.
 *  @param columns values by state, several at once.
 *  @returns a column of each, in the same order. */
export function leastByGroup(
  orders: readonly ImprovementOrder[],
  improving: boolean,
  columns: readonly Float64Array[],
): Float64Array[] {
  if (orders.length === 0) return columns.map((column) => new Float64Array(column.length).fill(Infinity))
  if (orders.length === 1) return columns.map((column) => leastOfOne(orders[0]!, improving, column))
  const states = orders[0]!.moves.states
  if (orders.every(({ moves }) => moves.transitive)) {
    const { graph, nodes } = joined(orders, improving)
    const spread = columns.map((column) => padded(column, nodes))
    spreadLeast(graph, spread)
    return spread.map((column) => column.subarray(0, states))
  }
  return byLastMover(orders, improving, columns)
}

function padded(column: Float64Array, nodes: number): Float64Array {
  const long = new Float64Array(nodes).fill(Infinity)
  long.set(column)
  return long
}

function leastOfOne(order: ImprovementOrder, improving: boolean, column: Float64Array): Float64Array {
  const { moves } = order
  const { states, cell, first, firstExit, exits } = moves
  const cells = first.length - 1
  const least = new Float64Array(states).fill(Infinity)
  if (!improving) {
    const ofCell = new Float64Array(cells).fill(Infinity)
    for (let s = 0; s < states; s++) if (column[s]! < ofCell[cell[s]!]!) ofCell[cell[s]!] = column[s]!
    for (let s = 0; s < states; s++) {
      const c = cell[s]!
      for (let e = firstExit[c]!; e < firstExit[c + 1]!; e++) {
        if (ofCell[exits[e]!]! < least[s]!) least[s] = ofCell[exits[e]!]!
      }
    }
    return least
  }
  const ahead = new Float64Array(states)
  for (let c = 0; c < cells; c++) {
    let lowest = Infinity
    for (let k = first[c + 1]! - 1; k >= first[c]!; k--) {
      if (column[order.members[k]!]! < lowest) lowest = column[order.members[k]!]!
      ahead[k] = lowest
    }
  }
  for (let s = 0; s < states; s++) {
    const c = cell[s]!
    for (let e = firstExit[c]!; e < firstExit[c + 1]!; e++) {
      const from = firstBetter(order, exits[e]!, order.rank[s]!)
      if (from < first[exits[e]! + 1]! && ahead[from]! < least[s]!) least[s] = ahead[from]!
    }
  }
  return least
}

/** Arcs a state from which nodes for places take less room than the arcs themselves. */
const MOST_ARCS = 3

/** Where two moves of one member in a row are one move, who moved last does not matter. Beside the states the graph
 *  has a node for each place in a member's order: it leads to its state and to the next better place of the cell. */
function joined(orders: readonly ImprovementOrder[], improving: boolean): { graph: Digraph; nodes: number } {
  const states = orders[0]!.moves.states
  const large = orders.map(({ moves }) => arcCount(moves) > MOST_ARCS * states)
  const base = orders.map((_, k) => states * (1 + large.slice(0, k).filter(Boolean).length))
  const nodes = states * (1 + large.filter(Boolean).length)
  const graph = digraph(nodes, (arc) => {
    orders.forEach((order, k) => {
      if (large[k] === true) arcsByPlace(order, improving, base[k]!, arc)
      else arcsByState(order, improving, arc)
    })
  })
  return { graph, nodes }
}

type Arc = (from: number, to: number) => void

function arcsByState({ moves, rank }: ImprovementOrder, improving: boolean, arc: Arc): void {
  for (let s = 0; s < moves.states; s++) {
    someMove(moves, s, (q) => {
      if (!improving || rank[q]! > rank[s]!) arc(s, q)
      return false
    })
  }
}

function arcsByPlace(order: ImprovementOrder, improving: boolean, base: number, arc: Arc): void {
  const { states, cell, first, firstExit, exits } = order.moves
  for (let c = 0; c + 1 < first.length; c++) {
    for (let k = first[c]!; k < first[c + 1]!; k++) {
      arc(base + k, order.members[k]!)
      if (k + 1 < first[c + 1]!) arc(base + k, base + k + 1)
    }
  }
  for (let s = 0; s < states; s++) {
    const c = cell[s]!
    for (let e = firstExit[c]!; e < firstExit[c + 1]!; e++) {
      const to = exits[e]!
      const from = improving ? firstBetter(order, to, order.rank[s]!) : first[to]!
      if (from < first[to + 1]!) arc(s, base + from)
    }
  }
}

/** Nodes are a state and who moved last: state + states·(place of the mover in the group). */
function byLastMover(
  orders: readonly ImprovementOrder[],
  improving: boolean,
  columns: readonly Float64Array[],
): Float64Array[] {
  const states = orders[0]!.moves.states
  const members = orders.length
  const goes = (k: number, s: number, visit: (q: number) => void): void => {
    const { moves, rank } = orders[k]!
    someMove(moves, s, (q) => {
      if (!improving || rank[q]! > rank[s]!) visit(q)
      return false
    })
  }
  const graph = digraph(states * members, (arc) => {
    for (let last = 0; last < members; last++) {
      for (let k = 0; k < members; k++) {
        if (k === last) continue
        for (let s = 0; s < states; s++) goes(k, s, (q) => arc(s + states * last, q + states * k))
      }
    }
  })
  const spread = columns.map((column) => {
    const long = new Float64Array(states * members)
    for (let k = 0; k < members; k++) long.set(column, states * k)
    return long
  })
  spreadLeast(graph, spread)
  return spread.map((long) => {
    const least = new Float64Array(states).fill(Infinity)
    for (let k = 0; k < members; k++) {
      for (let s = 0; s < states; s++) {
        goes(k, s, (q) => {
          if (long[q + states * k]! < least[s]!) least[s] = long[q + states * k]!
        })
      }
    }
    return least
  })
}
