import {
  allPrefer,
  coalitionPairs,
  coalitionsOf,
  coalitionStable,
  MOST_COALITION_PAIRS,
} from '../../methods/stability/coalition.ts'
import { legalReach, movesOf } from '../../methods/stability/legal-sequences.ts'
import { CONCEPTS } from '../../methods/stability/solve.ts'
import type { Compiled } from './compiled.ts'
import type { CoalitionMove, CoalitionRecord, ConceptRecord, StabilityRecord } from './record.ts'

/** States up to which coalitions are looked at without being asked for: the time grows with the square of the states.
 *  */
const MOST_STATES = 2048
/** Decision makers up to which all coalitions are. */
const MOST_DECIDERS = 6

/** Coalitions of two and more: all of them, or those of the file where there are too many. */
export function coalitionsPart(
  { model, game, comparisons }: Compiled,
  concepts: readonly ConceptRecord[],
  notes: string[],
): Pick<StabilityRecord, 'coalitions' | 'coalitionEquilibria'> {
  const none = { coalitions: [], coalitionEquilibria: [] }
  if (comparisons !== null) return none
  const deciders = game.moves.length
  const isLarge = game.states > MOST_STATES || deciders > MOST_DECIDERS || coalitionPairs(game) > MOST_COALITION_PAIRS
  if (isLarge) {
    notes.push(`coalitions are left out: above ${MOST_STATES} states or ${MOST_DECIDERS} decision makers`)
    return none
  }
  const all = coalitionsOf(model.deciders.map((_, i) => i))
  const stable = coalitionStable(game, all)
  const coalitionEquilibria = CONCEPTS.map((concept) => ({
    concept,
    states: Array.from({ length: game.states }, (_, s) => s + 1).filter((id) =>
      stable.every((one) => one[concept][id - 1] === 1),
    ),
  }))
  const nash = concepts.find(({ concept }) => concept === 'nash')!.equilibria
  const coalitions = all.flatMap((members, c): CoalitionRecord[] => {
    if (members.length < 2) return []
    const breaks = nash.flatMap((id) => (stable[c]!.nash[id - 1] === 1 ? [] : moveOf(members, id - 1)))
    const states = CONCEPTS.map((concept) => ({
      concept,
      states: Array.from(stable[c]![concept].keys()).flatMap((s) => (stable[c]![concept][s] === 1 ? [s + 1] : [])),
    }))
    return [{ members: members.map((i) => model.deciders[i]!), stable: states, breaks }]
  })
  return { coalitions, coalitionEquilibria }

  /** The shortest way of a coalition to a state that all its members prefer. */
  function moveOf(members: readonly number[], from: number): CoalitionMove[] {
    const reach = legalReach(movesOf(members, game.moves), from)
    const to = reach.states.find((q) => allPrefer(game, members, from, q))
    if (to === undefined) return []
    const walk = reach.walkTo(to).map((step) => ({ mover: model.deciders[step.mover]!, to: step.to + 1 }))
    return [{ from: from + 1, to: to + 1, walk }]
  }
}
