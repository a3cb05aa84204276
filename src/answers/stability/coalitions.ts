import { defined } from '../../case/defined.ts'
import {
  allPrefer,
  coalitionsOf,
  coalitionStable,
  coalitionWork,
  MOST_COALITION_WORK,
} from '../../methods/stability/coalition.ts'
import { legalReach, movesOf } from '../../methods/stability/legal-sequences.ts'
import { CONCEPTS } from '../../methods/stability/solve.ts'
import type { Compiled } from './compiled.ts'
import type { CoalitionMove, CoalitionRecord, ConceptRecord, StabilityRecord } from './record.ts'

/** All coalitions, or those that the file names; none where there is too much to look at. */
export function coalitionsPart(
  { model, game, comparisons }: Compiled,
  concepts: readonly ConceptRecord[],
  notes: string[],
): Pick<StabilityRecord, 'coalitions' | 'coalitionEquilibria'> {
  const none = { coalitions: [], coalitionEquilibria: [] }
  if (comparisons !== null) return none
  if (coalitionWork(game) > MOST_COALITION_WORK) {
    notes.push(`coalitions are left out: ${game.states} states of ${game.moves.length} decision makers are too many`)
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
  const named = model.coalitions.map((members) => [...members].sort((a, b) => a - b).join())
  const isAsked = (members: readonly number[]): boolean => named.length === 0 || named.includes(members.join())
  const nash = defined(concepts.find(({ concept }) => concept === 'nash')).equilibria
  const coalitions = all.flatMap((members, c): CoalitionRecord[] => {
    if (members.length < 2 || !isAsked(members)) return []
    const breaks = nash.flatMap((id) => (defined(stable[c]).nash[id - 1] === 1 ? [] : moveOf(members, id - 1)))
    const states = CONCEPTS.map((concept) => ({
      concept,
      states: Array.from(defined(stable[c])[concept].keys()).flatMap((s) =>
        defined(stable[c])[concept][s] === 1 ? [s + 1] : [],
      ),
    }))
    return [{ members: members.map((i) => defined(model.deciders[i])), stable: states, breaks }]
  })
  return { coalitions, coalitionEquilibria }

  /** The shortest way of a coalition to a state that all its members prefer. */
  function moveOf(members: readonly number[], from: number): CoalitionMove[] {
    const reach = legalReach(movesOf(members, game.moves), from)
    const to = reach.states.find((q) => allPrefer(game, members, from, q))
    if (to === undefined) return []
    const walk = reach.walkTo(to).map((step) => ({ mover: defined(model.deciders[step.mover]), to: step.to + 1 }))
    return [{ from: from + 1, to: to + 1, walk }]
  }
}
