import { defined } from '../../case/defined.ts'
import { wilsonInterval } from '../../math/statistics.ts'
import type { Interval } from '../../math/statistics.ts'
import { canMove } from '../../methods/stability/moves.ts'
import { probableStability, swings } from '../../methods/stability/probable.ts'
import type { DrawnGame, Swing } from '../../methods/stability/probable.ts'
import { CONCEPTS } from '../../methods/stability/solve.ts'
import type { Concept } from '../../methods/stability/solve.ts'
import type { StateRecord } from './record.ts'

/** Stability of states whose worth to each decision maker is known with a probability. */
export interface ProbableRecord {
  readonly deciders: readonly string[]
  readonly worlds: number
  readonly states: readonly ProbableState[]
}

export interface ProbableState {
  readonly state: StateRecord
  readonly verdicts: readonly ProbableVerdict[]
}

export interface ProbableVerdict {
  readonly concept: Concept
  /** Chance that the state is an equilibrium, with its Monte Carlo interval. */
  readonly equilibrium: Interval
  /** Chance that it is stable for each decision maker. */
  readonly stable: readonly Interval[]
  /** The verdict of most worlds; null where the interval spans one half. */
  readonly modal: 'equilibrium' | 'no-equilibrium' | null
  /** Comparisons that would turn the verdict of most worlds round: first those with states to which the decider itself
   *  can move, then the others, which may only go along with one of these; each the strongest first. */
  readonly flips: readonly FlipRecord[]
}

/** With the comparison the one way, most worlds give one verdict, and with it the other way, the other. */
export interface FlipRecord {
  readonly decider: string
  /** The number of the state that it prefers, or does not, to the one in question. */
  readonly other: number
  /** Chance that it prefers it. */
  readonly prefers: Interval
  readonly equilibriumIfPreferred: Interval
  readonly equilibriumIfNot: Interval
}

/** Flips listed for a verdict at most. */
const MOST_FLIPS = 3

/** The record of a drawn game. @param states its states, in the order of the game. */
export function probableRecord(
  game: DrawnGame,
  deciders: readonly string[],
  states: readonly StateRecord[],
): ProbableRecord {
  const { worlds } = game
  const found = probableStability(game)
  const verdict = (concept: Concept, s: number): ProbableVerdict => {
    const equilibrium = wilsonInterval(defined(found.equilibrium[concept][s]), worlds)
    const stable = found.stable.map((own) => wilsonInterval(defined(own[concept][s]), worlds))
    return { concept, equilibrium, stable, modal: modalOf(equilibrium), flips: flipsOf(s, concept) }
  }
  return {
    deciders,
    worlds,
    states: states.map((state, s) => ({ state, verdicts: CONCEPTS.map((concept) => verdict(concept, s)) })),
  }

  function flipsOf(s: number, concept: Concept): FlipRecord[] {
    const own = ({ decider, other }: Swing): boolean => canMove(defined(game.moves[decider]), s, other)
    const turning = swings(game, found, s, concept).filter(({ flips }) => flips)
    return [...turning.filter(own), ...turning.filter((one) => !own(one))].slice(0, MOST_FLIPS).map((swing) => ({
      decider: defined(deciders[swing.decider]),
      other: swing.other + 1,
      prefers: wilsonInterval(swing.preferred, worlds),
      equilibriumIfPreferred: wilsonInterval(swing.equilibriumIfPreferred, swing.preferred),
      equilibriumIfNot: wilsonInterval(swing.equilibriumIfNot, swing.notPreferred),
    }))
  }
}

function modalOf({ low, high }: Interval): ProbableVerdict['modal'] {
  if (low > 0.5) return 'equilibrium'
  return high < 0.5 ? 'no-equilibrium' : null
}
