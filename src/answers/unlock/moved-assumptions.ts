/** What moving one assumption by so many of its own standard deviations does to the ZOPA, on common worlds. */
import { defined } from '../../case/defined.ts'
import { wilsonInterval } from '../../math/statistics.ts'
import type { Interval } from '../../math/statistics.ts'
import { membersOf } from '../../stages/settlement/needs.ts'
import { movedAssumption, namedChange } from './change.ts'
import type { Change, ChangeSet } from './change.ts'
import { leastThat } from './unlock-tools.ts'
import type { UnlockTools } from './unlock-tools.ts'
import type { Work } from '../work.ts'

export interface MovedAssumption {
  readonly change: Change
  /** Share of the closed worlds that the move opens, or of the open ones that it closes. */
  readonly share: Interval
  /** Least standard deviations, in the direction of the change, that do so in half of them; null where three do not. */
  readonly half: number | null
}

export interface MovedAssumptions {
  readonly worlds: number
  readonly closed: number
  /** Moves by one standard deviation, by the share that they open and close. */
  readonly opening: readonly MovedAssumption[]
  readonly closing: readonly MovedAssumption[]
  /** A move of {@link opening} with one other change: worlds that both open and neither does alone. */
  readonly pairs: readonly ChangeSet[]
}

/** Share of worlds that counts as turned round. */
const HALF = 0.5
/** A twentieth of a standard deviation: finer than anybody knows one. */
const STEP = 0.05
/** Moves that are followed up, of those that do most. */
const FOLLOWED = 6
const LISTED = 12

/** @param indices the worlds to look at; none gives an empty answer. */
export function* movedAssumptions(tools: UnlockTools, indices: readonly number[]): Work<MovedAssumptions> {
  const { worlds } = tools
  const open = indices.filter((index) => tools.isOpen(worlds.at(index)))
  const closed = indices.filter((index) => !open.includes(index))
  const moves = worlds.assumptions.flatMap((quantity) => [
    { quantity, sign: 1 },
    { quantity, sign: -1 },
  ])
  const turned = moves.map(() => ({ opened: 0, closed: 0 }))
  for (const [done, index] of indices.entries()) {
    yield { done, of: indices.length }
    const wasOpen = tools.isOpen(worlds.at(index))
    moves.forEach(({ quantity, sign }, m) => {
      const isOpen = tools.isOpen(worlds.move(quantity, sign))
      if (isOpen && !wasOpen) defined(turned[m]).opened++
      if (!isOpen && wasOpen) defined(turned[m]).closed++
    })
  }
  const rank = (what: 'opened' | 'closed'): number[] =>
    moves
      .map((_, m) => m)
      .filter((m) => defined(turned[m])[what] > 0)
      .sort((a, b) => defined(turned[b])[what] - defined(turned[a])[what] || a - b)
      .slice(0, LISTED)
  const told = function* (what: 'opened' | 'closed', among: readonly number[]): Work<MovedAssumption[]> {
    const found: MovedAssumption[] = []
    for (const [place, m] of rank(what).entries()) {
      yield { done: indices.length, of: indices.length }
      found.push({
        change: movedAssumption(tools.model.case, defined(moves[m]).quantity, defined(moves[m]).sign),
        share: wilsonInterval(defined(turned[m])[what], among.length),
        half: place < FOLLOWED ? leastForHalf(tools, defined(moves[m]), among, what === 'opened') : null,
      })
    }
    return found
  }
  return {
    worlds: indices.length,
    closed: closed.length,
    opening: yield* told('opened', closed),
    closing: yield* told('closed', open),
    pairs: withOneMore(
      tools,
      rank('opened')
        .slice(0, FOLLOWED)
        .map((m) => defined(moves[m])),
      closed,
    ),
  }
}

interface Move {
  readonly quantity: number
  readonly sign: number
}

/** Search on the share of worlds turned round, which rises with the move where the worth of a deal does. */
function leastForHalf(tools: UnlockTools, move: Move, among: readonly number[], opens: boolean): number | null {
  const enough = (by: number): boolean =>
    among.filter((index) => {
      tools.worlds.at(index)
      return tools.isOpen(tools.worlds.move(move.quantity, move.sign * by)) === opens
    }).length >=
    HALF * among.length
  return leastThat(enough, STEP)
}

/** Pairs of a move and a yes-or-no change that open worlds which neither opens. */
function withOneMore(tools: UnlockTools, moves: readonly Move[], closed: readonly number[]): ChangeSet[] {
  const { ways, month, payment, worlds, model } = tools
  const singles = (played: ReturnType<typeof worlds.at>): bigint[] =>
    ways.openAlone(played.world, played.projection, month, payment)
  const found: { changes: readonly Change[]; n: number }[] = []
  const counts = moves.map(() => new Map<bigint, number>())
  for (const index of closed) {
    const alone = singles(worlds.at(index))
    moves.forEach(({ quantity, sign }, m) => {
      for (const set of singles(worlds.move(quantity, sign)))
        if (set !== 0n && !alone.includes(set)) defined(counts[m]).set(set, (defined(counts[m]).get(set) ?? 0) + 1)
    })
  }
  moves.forEach(({ quantity, sign }, m) => {
    for (const [set, n] of defined(counts[m])) {
      const [position] = membersOf(set)
      found.push({
        changes: [
          movedAssumption(model.case, quantity, sign),
          namedChange(model.case, defined(ways.toggles.all[defined(position)]), true),
        ],
        n,
      })
    }
  })
  return found
    .sort((a, b) => b.n - a.n)
    .slice(0, LISTED)
    .map(({ changes, n }) => ({ changes, share: wilsonInterval(n, closed.length) }))
}
