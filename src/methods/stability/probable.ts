import type { Moves } from './moves.ts'
import { rankingOfWorth } from './ranking.ts'
import { CONCEPTS, equilibria, solve } from './solve.ts'
import type { Concept } from './solve.ts'

/** What each state is worth to each decision maker in each of many worlds. */
export interface DrawnGame {
  readonly states: number
  readonly worlds: number
  readonly moves: readonly Moves[]
  /** One a decision maker: `worth[i][world·states + s]`, in any unit of its own; more is better. */
  readonly worth: readonly Float64Array[]
}

/** In how many worlds a state is stable. */
export interface ProbableStability {
  readonly worlds: number
  /** One a decision maker. */
  readonly stable: readonly Readonly<Record<Concept, Uint32Array>>[]
  /** Stable for everybody in the same world. */
  readonly equilibrium: Readonly<Record<Concept, Uint32Array>>
  /** 1 where the state is an equilibrium of the world: `byWorld[concept][world·states + s]`. */
  readonly byWorld: Readonly<Record<Concept, Uint8Array>>
}

/** Solves the game of every world and counts. The worth of a state to the one goes with its worth to the others as it
 *  does
 *  in the worlds, which probabilities of single comparisons cannot say. */
export function probableStability(game: DrawnGame): ProbableStability {
  const count = (): Record<Concept, Uint32Array> =>
    Object.fromEntries(CONCEPTS.map((c) => [c, new Uint32Array(game.states)])) as Record<Concept, Uint32Array>
  const stable = game.moves.map(count)
  const equilibrium = count()
  const flags = CONCEPTS.map((c): [Concept, Uint8Array] => [c, new Uint8Array(game.worlds * game.states)])
  const byWorld = Object.fromEntries(flags) as Record<Concept, Uint8Array>
  for (let world = 0; world < game.worlds; world++) {
    const solution = solveWorld(game, world)
    for (const concept of CONCEPTS) {
      solution.forEach((one, i) => {
        one[concept].forEach((is, s) => {
          stable[i]![concept][s]! += is
        })
      })
      for (const s of equilibria(solution.map((one) => one[concept]))) {
        equilibrium[concept][s]!++
        byWorld[concept][world * game.states + s] = 1
      }
    }
  }
  return { worlds: game.worlds, stable, equilibrium, byWorld }
}

function solveWorld({ states, moves, worth }: DrawnGame, world: number): ReturnType<typeof solve>['stable'] {
  const rankings = worth.map((column) => rankingOfWorth(column.subarray(world * states, (world + 1) * states)))
  return solve({ states, moves, rankings }).stable
}

/** How often a decision maker prefers q to s: counts of worlds, `preferred[s·states + q]`. */
export function preferenceCounts({ states, worlds, worth }: DrawnGame, decider: number): Uint32Array {
  const counts = new Uint32Array(states * states)
  const column = worth[decider]!
  for (let world = 0; world < worlds; world++) {
    const base = world * states
    for (let s = 0; s < states; s++) {
      for (let q = 0; q < states; q++) if (column[base + q]! > column[base + s]!) counts[s * states + q]!++
    }
  }
  return counts
}

/** One comparison and how the verdict on a state goes with it. */
export interface Swing {
  readonly decider: number
  /** The state that is, or is not, preferred to the one in question. */
  readonly other: number
  /** Worlds in which it is, and those of them in which the state is an equilibrium; then the worlds in which it is
   *  not. */
  readonly preferred: number
  readonly equilibriumIfPreferred: number
  readonly notPreferred: number
  readonly equilibriumIfNot: number
  /** The verdict of most worlds turns round with the comparison. */
  readonly flips: boolean
}

/** What would make the modal verdict on a state flip: every comparison of it with another state, by how far the share
 *  of
 *  worlds in which it is an equilibrium differs between the worlds where that state is preferred and where it is not;
 *  the farthest first. Comparisons that are the same in every world say nothing and are left out. */
export function swings(game: DrawnGame, found: ProbableStability, state: number, concept: Concept): Swing[] {
  const { states, worlds, worth } = game
  const preferred = worth.map(() => new Uint32Array(states))
  const both = worth.map(() => new Uint32Array(states))
  let total = 0
  for (let world = 0; world < worlds; world++) {
    const is = found.byWorld[concept][world * states + state]!
    total += is
    worth.forEach((column, i) => {
      const base = world * states
      for (let q = 0; q < states; q++) {
        if (!(column[base + q]! > column[base + state]!)) continue
        preferred[i]![q]!++
        both[i]![q]! += is
      }
    })
  }
  const all = worth.flatMap((_, decider) =>
    Array.from({ length: states }, (_none, other) =>
      swing(decider, other, worlds, [preferred[decider]![other]!, both[decider]![other]!, total]),
    ),
  )
  return all
    .filter((one) => one.preferred > 0 && one.notPreferred > 0)
    .sort((a, b) => width(b) - width(a) || a.decider - b.decider || a.other - b.other)
}

function swing(decider: number, other: number, worlds: number, counts: readonly [number, number, number]): Swing {
  const [preferred, equilibriumIfPreferred, total] = counts
  const notPreferred = worlds - preferred
  const equilibriumIfNot = total - equilibriumIfPreferred
  const flips = 2 * equilibriumIfPreferred > preferred !== 2 * equilibriumIfNot > notPreferred
  return { decider, other, preferred, equilibriumIfPreferred, notPreferred, equilibriumIfNot, flips }
}

function width(one: Swing): number {
  return Math.abs(one.equilibriumIfPreferred / one.preferred - one.equilibriumIfNot / one.notPreferred)
}
