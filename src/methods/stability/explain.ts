import { othersOf } from './game.ts'
import type { Game } from './game.ts'
import { improvementOrder } from './improvement-order.ts'
import { improvementsOf, legalReach, movesOf } from './legal-sequences.ts'
import type { Group, Step } from './legal-sequences.ts'
import { someMove } from './moves.ts'
import { improvementShifts } from './simultaneous.ts'
import type { Combined } from './simultaneous.ts'
import type { Concept } from './solve.ts'

/** What the others have against an improvement. */
export type Answer =
  /** A response after which the decision maker is no better off than before; `end` is where it leads. */
  | { readonly kind: 'sanction'; readonly walk: readonly Step[]; readonly end: number }
  /** The response that would deter, but the decision maker can move on to `escape`, which it prefers. */
  | { readonly kind: 'escaped'; readonly walk: readonly Step[]; readonly end: number; readonly escape: number }
  /** Responses there are, `count` states in all, and every one leaves it better off. */
  | { readonly kind: 'harmless'; readonly count: number }
  /** The others cannot, or for a credible response would not, move. */
  | { readonly kind: 'none' }
  /** The others' own improvements, made at the same moment, spoil it. */
  | { readonly kind: 'together'; readonly with: readonly Step[]; readonly end: number }
  /** Nobody answers: the concept looks no further than the move. */
  | { readonly kind: 'unasked' }

/** Why a state is stable for a decision maker, or is not. */
export type Why =
  | { readonly kind: 'no-move' }
  | { readonly kind: 'no-improvement'; readonly moves: number }
  | {
      readonly kind: 'deterred' | 'undeterred'
      readonly improvements: readonly { readonly to: number; readonly answer: Answer }[]
    }

/** The improvement, and the sanction or the missing one, for one state and decision maker. Found from the definitions,
 *  independently of {@link solve}; the shortest sanction is given. @param combined for `sim` alone. */
export function explain(
  game: Game,
  decider: number,
  state: number,
  concept: Concept | 'sim',
  combined: Combined | null = null,
): Why {
  const { moves, rankings } = game
  const { rank } = rankings[decider]!
  let reached = 0
  const better: number[] = []
  someMove(moves[decider]!, state, (q) => {
    reached++
    if (rank[q]! > rank[state]!) better.push(q)
    return false
  })
  if (reached === 0) return { kind: 'no-move' }
  if (better.length === 0) return { kind: 'no-improvement', moves: reached }
  const answer = answering(game, decider, state, concept, combined)
  const improvements = better.sort((a, b) => rank[b]! - rank[a]! || a - b).map((to) => ({ to, answer: answer(to) }))
  const deters = improvements.every(({ answer: { kind } }) => kind === 'sanction' || kind === 'together')
  return { kind: deters ? 'deterred' : 'undeterred', improvements }
}

function answering(
  game: Game,
  decider: number,
  state: number,
  concept: Concept | 'sim',
  combined: Combined | null,
): (to: number) => Answer {
  const others = othersOf(game.moves.length, decider)
  if (concept === 'nash') return () => ({ kind: 'unasked' })
  if (concept === 'sim') {
    if (combined === null) throw new RangeError('simultaneous moves need states that combine choices')
    return (to) => together(game, combined, { decider, state, to })
  }
  const credible = concept === 'seq' || concept === 'sseq'
  const orders = game.moves.map((moves, i) => improvementOrder(moves, game.rankings[i]!.rank))
  const group = credible ? improvementsOf(others, orders) : movesOf(others, game.moves)
  const isSymmetric = concept === 'smr' || concept === 'sseq'
  return (to) => answerOf(game, group, { decider, state, to }, isSymmetric)
}

interface Move {
  readonly decider: number
  readonly state: number
  readonly to: number
}

function answerOf(game: Game, group: Group, { decider, state, to }: Move, isSymmetric: boolean): Answer {
  const { rank } = game.rankings[decider]!
  const limit = rank[state]!
  const holdsOut = (end: number): boolean => {
    const next = isSymmetric && rank[end]! <= limit ? bestFrom(game, decider, end) : -1
    return rank[end]! <= limit && (next < 0 || rank[next]! <= limit)
  }
  const reach = legalReach(group, to, holdsOut)
  const last = reach.states.at(-1)
  if (last === undefined) return { kind: 'none' }
  if (holdsOut(last)) return { kind: 'sanction', walk: reach.walkTo(last), end: last }
  const end = reach.states.find((q) => rank[q]! <= limit)
  if (end === undefined) return { kind: 'harmless', count: reach.states.length }
  return { kind: 'escaped', walk: reach.walkTo(end), end, escape: bestFrom(game, decider, end) }
}

function bestFrom({ moves, rankings }: Game, decider: number, s: number): number {
  const { rank } = rankings[decider]!
  let best = -1
  someMove(moves[decider]!, s, (q) => {
    if (best < 0 || rank[q]! > rank[best]!) best = q
    return false
  })
  return best
}

function together(game: Game, { code, stateOf }: Combined, { decider, state, to }: Move): Answer {
  const { rank } = game.rankings[decider]!
  const others = othersOf(game.moves.length, decider)
  const start = { shift: code[to]! - code[state]!, with: [] as readonly Step[] }
  let ways = [start]
  for (const k of others) {
    const shifts = improvementShifts(game.moves[k]!, game.rankings[k]!.rank, code, state)
    const more = shifts.flatMap((shift) =>
      ways.map((way) => ({
        shift: way.shift + shift,
        with: [...way.with, { mover: k, to: stateOf(code[state]! + shift) }],
      })),
    )
    ways = [...ways, ...more]
  }
  if (ways.length === 1) return { kind: 'none' }
  const ends = ways.slice(1).map((way) => ({ ...way, end: stateOf(code[state]! + way.shift) }))
  const spoilt = ends.find(({ end }) => end >= 0 && rank[end]! <= rank[state]!)
  if (spoilt !== undefined) return { kind: 'together', with: spoilt.with, end: spoilt.end }
  return { kind: 'harmless', count: new Set(ends.filter(({ end }) => end >= 0).map(({ end }) => end)).size }
}
