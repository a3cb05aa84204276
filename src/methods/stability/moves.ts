/** Whom one decision maker can take where in one step.
 *
 *  s, q       states, 0 … states − 1
 *  R(s)       the states that the decision maker reaches from s in one move, s itself left out
 *  cell       a group of states with the same R, but for themselves
 *
 *  A graph of options has large cells: from each way of playing the own options to each other one, while the others'
 *  stay. So a model of n states with m ways of playing holds n numbers and not n·m arcs. In a free graph every state
 *  is a cell of its own. */
export interface Moves {
  readonly states: number
  /** The cell of each state. */
  readonly cell: Uint32Array
  /** States of the cell c: `members[first[c] … first[c + 1] − 1]`, ascending. */
  readonly first: Uint32Array
  readonly members: Uint32Array
  /** Cells to which the states of c can go: `exits[firstExit[c] … firstExit[c + 1] − 1]`, ascending; c itself among
   *  them where its states can go to each other. */
  readonly firstExit: Uint32Array
  readonly exits: Uint32Array
  /** Two moves in a row are one move, or none: s → q → t means s → t or s = t. */
  readonly transitive: boolean
}

/** Steps after which the look for two moves that are not one gives up and says that there are some. */
const LONGEST_LOOK = 50_000_000

/** A free graph.
 *  @param arcs `arcs[s]`: where the decision maker can go from s; s itself and repeated states do not count.
 *  @throws RangeError where an arc leads out of the states. */
export function movesOfArcs(arcs: readonly (readonly number[])[]): Moves {
  const states = arcs.length
  const lists = arcs.map((list, s) => [...new Set(list)].filter((q) => q !== s).sort((a, b) => a - b))
  const firstExit = new Uint32Array(states + 1)
  lists.forEach((list, s) => {
    firstExit[s + 1] = firstExit[s]! + list.length
  })
  const exits = Uint32Array.from(lists.flat())
  if (exits.some((q) => q >= states)) throw new RangeError('an arc leads to no state')
  const own = Uint32Array.from({ length: states }, (_, s) => s)
  const first = Uint32Array.from({ length: states + 1 }, (_, s) => s)
  const moves = { states, cell: own, first, members: own, firstExit, exits }
  return { ...moves, transitive: isTransitive(moves) }
}

/** Moves by cells. @param cell the cell of each state, 0 … cells − 1. @param exitsOf calls `add` for every cell that
 *  can
 *  be reached from a cell, in rising order, the same whenever it is asked.
 *  @param transitive what the caller knows of two moves in a row. */
export function movesOfCells(
  cell: Uint32Array,
  cells: number,
  exitsOf: (c: number, add: (to: number) => void) => void,
  transitive: boolean,
): Moves {
  const { first, members } = membersOf(cell, cells)
  const firstExit = new Uint32Array(cells + 1)
  for (let c = 0; c < cells; c++) {
    firstExit[c + 1] = firstExit[c]!
    exitsOf(c, () => {
      firstExit[c + 1]!++
    })
  }
  const exits = new Uint32Array(firstExit[cells]!)
  for (let c = 0; c < cells; c++) {
    let at = firstExit[c]!
    exitsOf(c, (to) => {
      exits[at++] = to
    })
  }
  return { states: cell.length, cell, first, members, firstExit, exits, transitive }
}

function membersOf(cell: Uint32Array, cells: number): Pick<Moves, 'first' | 'members'> {
  const first = new Uint32Array(cells + 1)
  for (let s = 0; s < cell.length; s++) first[cell[s]! + 1]!++
  for (let c = 0; c < cells; c++) first[c + 1]! += first[c]!
  const next = first.slice()
  const members = new Uint32Array(cell.length)
  for (let s = 0; s < cell.length; s++) members[next[cell[s]!]!++] = s
  return { first, members }
}

/** The moves of somebody who does not see some states: none into them, none out of them. */
export function perceivedMoves(moves: Moves, hidden: Uint8Array): Moves {
  const cells = moves.first.length - 1
  const cell = moves.cell.map((c, s) => (hidden[s] === 1 ? cells : c))
  const exitsOf = (c: number, add: (to: number) => void): void => {
    if (c < cells) moves.exits.subarray(moves.firstExit[c]!, moves.firstExit[c + 1]!).forEach((to) => add(to))
  }
  return movesOfCells(cell, cells + 1, exitsOf, moves.transitive)
}

/** Moves between groups of states that count as one state: from one group to another where some state of the one
 *  leads to some state of the other. @param group the group of each state, 0 … groups − 1. */
export function coalescedMoves(moves: Moves, group: Uint32Array, groups: number): Moves {
  const arcs = Array.from({ length: groups }, () => new Set<number>())
  for (let s = 0; s < moves.states; s++) {
    someMove(moves, s, (q) => {
      arcs[group[s]!]!.add(group[q]!)
      return false
    })
  }
  return movesOfArcs(arcs.map((set) => [...set]))
}

/** R(s), one state after the other; a `visit` that gives true ends it. @returns whether it was ended. */
export function someMove(moves: Moves, s: number, visit: (q: number) => boolean): boolean {
  const { cell, first, members, firstExit, exits } = moves
  const from = cell[s]!
  for (let e = firstExit[from]!; e < firstExit[from + 1]!; e++) {
    const to = exits[e]!
    for (let k = first[to]!; k < first[to + 1]!; k++) {
      if (members[k] !== s && visit(members[k]!)) return true
    }
  }
  return false
}

/** R(s), ascending. */
export function reachable(moves: Moves, s: number): number[] {
  const found: number[] = []
  someMove(moves, s, (q) => {
    found.push(q)
    return false
  })
  return found.sort((a, b) => a - b)
}

/** Whether the decision maker can go from s to q in one move. */
export function canMove(moves: Moves, s: number, q: number): boolean {
  const from = moves.cell[s]!
  const to = moves.cell[q]!
  if (s === q) return false
  for (let e = moves.firstExit[from]!; e < moves.firstExit[from + 1]!; e++) if (moves.exits[e] === to) return true
  return false
}

/** How many arcs the moves stand for. */
export function arcCount(moves: Moves): number {
  const { first, firstExit, exits } = moves
  let count = 0
  for (let c = 0; c + 1 < first.length; c++) {
    const size = first[c + 1]! - first[c]!
    for (let e = firstExit[c]!; e < firstExit[c + 1]!; e++) {
      const to = exits[e]!
      count += size * (first[to + 1]! - first[to]! - (to === c ? 1 : 0))
    }
  }
  return count
}

function isTransitive(moves: Omit<Moves, 'transitive'>): boolean {
  const { states, firstExit, exits } = moves
  const reached = new Int32Array(states).fill(-1)
  let steps = 0
  for (let s = 0; s < states; s++) {
    reached[s] = s
    for (let e = firstExit[s]!; e < firstExit[s + 1]!; e++) reached[exits[e]!] = s
    for (let e = firstExit[s]!; e < firstExit[s + 1]!; e++) {
      const q = exits[e]!
      steps += firstExit[q + 1]! - firstExit[q]!
      if (steps > LONGEST_LOOK) return false
      for (let k = firstExit[q]!; k < firstExit[q + 1]!; k++) if (reached[exits[k]!] !== s) return false
    }
  }
  return true
}
