import type { Moves } from './moves.ts'

/** The states of every cell from the worst to the best, so that the improvements within a cell are its end. */
export interface ImprovementOrder {
  readonly moves: Moves
  readonly rank: Uint32Array
  /** As `moves.members`, each cell sorted by rising rank. */
  readonly members: Uint32Array
}

/** Sorts by counting: linear in states and ranks. */
export function improvementOrder(moves: Moves, rank: Uint32Array): ImprovementOrder {
  let top = 0
  for (let s = 0; s < rank.length; s++) if (rank[s]! > top) top = rank[s]!
  const start = new Uint32Array(top + 2)
  for (let s = 0; s < rank.length; s++) start[rank[s]! + 1]!++
  for (let r = 0; r <= top; r++) start[r + 1]! += start[r]!
  const byRank = new Uint32Array(rank.length)
  for (let s = 0; s < rank.length; s++) byRank[start[rank[s]!]!++] = s
  const next = moves.first.slice()
  const members = new Uint32Array(rank.length)
  for (let k = 0; k < byRank.length; k++) members[next[moves.cell[byRank[k]!]!]!++] = byRank[k]!
  return { moves, rank, members }
}

/** Where the states of cell c that are better than `rank` begin in `order.members`; the end of the cell where none. */
export function firstBetter(order: ImprovementOrder, c: number, rank: number): number {
  let low = order.moves.first[c]!
  let high = order.moves.first[c + 1]!
  while (low < high) {
    const middle = (low + high) >>> 1
    if (order.rank[order.members[middle]!]! > rank) high = middle
    else low = middle + 1
  }
  return low
}

/** Whether the decision maker has a move from each state to one that it prefers. */
export function hasImprovement(order: ImprovementOrder): Uint8Array {
  const { moves, rank, members } = order
  const { states, cell, first, firstExit, exits } = moves
  const found = new Uint8Array(states)
  for (let s = 0; s < states; s++) {
    const c = cell[s]!
    for (let e = firstExit[c]!; e < firstExit[c + 1]! && found[s] === 0; e++) {
      const end = first[exits[e]! + 1]!
      if (end > first[exits[e]!]! && rank[members[end - 1]!]! > rank[s]!) found[s] = 1
    }
  }
  return found
}

/** How many moves of the decision maker from each state lead to a state that it prefers. */
export function countImprovements(order: ImprovementOrder): Float64Array {
  const { states, cell, first, firstExit, exits } = order.moves
  const counts = new Float64Array(states)
  for (let s = 0; s < states; s++) {
    for (let e = firstExit[cell[s]!]!; e < firstExit[cell[s]! + 1]!; e++) {
      counts[s]! += first[exits[e]! + 1]! - firstBetter(order, exits[e]!, order.rank[s]!)
    }
  }
  return counts
}

/** The greatest `value` among the improvements of each state, −Infinity where there is none. */
export function greatestOfImprovements(order: ImprovementOrder, value: Float64Array): Float64Array {
  const { moves, rank, members } = order
  const { states, cell, first, firstExit, exits } = moves
  const ahead = new Float64Array(members.length)
  for (let c = 0; c + 1 < first.length; c++) {
    let most = -Infinity
    for (let k = first[c + 1]! - 1; k >= first[c]!; k--) {
      if (value[members[k]!]! > most) most = value[members[k]!]!
      ahead[k] = most
    }
  }
  const greatest = new Float64Array(states).fill(-Infinity)
  for (let s = 0; s < states; s++) {
    const c = cell[s]!
    for (let e = firstExit[c]!; e < firstExit[c + 1]!; e++) {
      const from = firstBetter(order, exits[e]!, rank[s]!)
      if (from < first[exits[e]! + 1]! && ahead[from]! > greatest[s]!) greatest[s] = ahead[from]!
    }
  }
  return greatest
}

/** The greatest `value` among a state and those it can be moved to. */
export function greatestAround(moves: Moves, value: Float64Array): Float64Array {
  const { states, cell, first, members, firstExit, exits } = moves
  const ofCell = new Float64Array(first.length - 1).fill(-Infinity)
  for (let c = 0; c + 1 < first.length; c++) {
    for (let k = first[c]!; k < first[c + 1]!; k++) {
      if (value[members[k]!]! > ofCell[c]!) ofCell[c] = value[members[k]!]!
    }
  }
  const ofExits = new Float64Array(first.length - 1).fill(-Infinity)
  for (let c = 0; c + 1 < first.length; c++) {
    for (let e = firstExit[c]!; e < firstExit[c + 1]!; e++) {
      if (ofCell[exits[e]!]! > ofExits[c]!) ofExits[c] = ofCell[exits[e]!]!
    }
  }
  const greatest = new Float64Array(states)
  for (let s = 0; s < states; s++) {
    const around = ofExits[cell[s]!]!
    greatest[s] = around > value[s]! ? around : value[s]!
  }
  return greatest
}
