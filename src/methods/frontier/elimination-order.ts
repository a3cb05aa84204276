import type { Problem } from './problem.ts'

/** An order in which to settle the issues, and the largest table of coupled options that it meets. */
export interface EliminationOrder {
  readonly issues: readonly number[]
  /** Greatest number of combinations of an issue's options with those it is coupled to when its turn comes. */
  readonly widest: number
}

/** Settles first the issue whose options, with those of the issues coupled to it, have the fewest combinations;
 *  settling an issue couples the issues around it. The minimum-weight heuristic (Kjærulff 1990): the result is exact
 *  whatever the order, only its cost differs. */
export function eliminationOrder(problem: Problem): EliminationOrder {
  const around = couplings(problem)
  const open = new Set(problem.sizes.keys())
  const issues: number[] = []
  let widest = 1
  while (open.size > 0) {
    let best = -1
    let least = Infinity
    for (const issue of open) {
      const weight = weigh(problem.sizes, issue, around[issue]!)
      if (weight < least) {
        least = weight
        best = issue
      }
    }
    widest = Math.max(widest, least)
    issues.push(best)
    open.delete(best)
    join(around, best)
  }
  return { issues, widest }
}

/** For each issue, those that share a rule or an interaction with it. */
function couplings(problem: Problem): Set<number>[] {
  const around = problem.sizes.map(() => new Set<number>())
  for (const { issues } of [...problem.rules, ...problem.interactions]) {
    for (const a of issues) for (const b of issues) if (a !== b) around[a]!.add(b)
  }
  return around
}

function weigh(sizes: readonly number[], issue: number, neighbours: ReadonlySet<number>): number {
  let weight = sizes[issue]!
  for (const other of neighbours) weight *= sizes[other]!
  return weight
}

function join(around: Set<number>[], settled: number): void {
  const neighbours = [...around[settled]!]
  for (const a of neighbours) {
    around[a]!.delete(settled)
    for (const b of neighbours) if (a !== b) around[a]!.add(b)
  }
}
