import { defined } from '../../case/defined.ts'
import type { Preference, StabilityModel, StateSpace } from '../../formats/stability-model.ts'
import { holds, membersOf, stateLabel, stateSpace } from '../../formats/stability-model.ts'
import type { Comparisons } from '../../methods/stability/comparisons.ts'
import { comparisonsOf } from '../../methods/stability/comparisons.ts'
import type { Game } from '../../methods/stability/game.ts'
import type { View } from '../../methods/stability/hypergame.ts'
import { perceivedMoves } from '../../methods/stability/moves.ts'
import { pairComparisons, rankingOfComparisons } from '../../methods/stability/pair-comparisons.ts'
import { prioritisedRank } from '../../methods/stability/prioritise.ts'
import type { Ranking } from '../../methods/stability/ranking.ts'
import { rankingOfGroups, rankingOfWorth } from '../../methods/stability/ranking.ts'

/** A model as numbers, ready to be solved. */
export interface Compiled {
  readonly model: StabilityModel
  readonly space: StateSpace
  /** A state in a word. */
  readonly label: (state: number) => string
  /** Moves as each decision maker makes them: none into or out of states that it does not see. */
  readonly game: Game
  /** 1 for the states that a decision maker does not see. */
  readonly hidden: readonly Uint8Array[]
  /** Comparisons, where some decision maker's preferences are no order of all states; then `game` ranks all states
   *  equal
   *  for it, and only the comparisons are to be used. Null where all are ordered. */
  readonly comparisons: readonly Comparisons[] | null
  /** Each one's view, where somebody mistakes another's preferences or states; else null. */
  readonly views: readonly View[] | null
}

export function compileStability(model: StabilityModel): Compiled {
  const space = stateSpace(model.graph, model.deciders.length)
  const read = model.preferences.map((one) => rankingOf(one, space))
  const rankings = read.map((one) => (isRanking(one) ? one : equalRanking(space.states)))
  const comparisons = read.every(isRanking)
    ? null
    : read.map((one) => (isRanking(one) ? comparisonsOf(one.rank, one.band) : one))
  const hidden = model.hidden.map((sets) => membersOf(space, sets))
  const moves = space.moves.map((own, i) =>
    defined(model.hidden[i]).length > 0 ? perceivedMoves(own, defined(hidden[i])) : own,
  )
  const game = { states: space.states, moves, rankings }
  const label = (state: number): string => stateLabel(model, space, state)
  return { model, space, label, game, hidden, comparisons, views: viewsOf(model, space, rankings, hidden) }
}

/** The order that a preference makes of the states, or the comparisons where it makes none. */
function rankingOf(preference: Preference, space: StateSpace): Ranking | Comparisons {
  switch (preference.kind) {
    case 'statements': {
      const columns = preference.statements.map(() => new Uint8Array(space.states))
      for (let s = 0; s < space.states; s++) {
        const choices = defined(space.choicesOf(s))
        preference.statements.forEach((statement, k) => {
          if (holds(statement, choices)) defined(columns[k])[s] = 1
        })
      }
      return { rank: prioritisedRank(space.states, columns), band: null }
    }
    case 'ranking':
      return rankingOfGroups(space.states, preference.groups, preference.strong)
    case 'worth':
      return rankingOfWorth(preference.worth)
    case 'pairs': {
      const comparisons = pairComparisons(space.states, preference.pairs)
      return rankingOfComparisons(comparisons) ?? comparisons
    }
    case 'none':
      return equalRanking(space.states)
  }
}

function equalRanking(states: number): Ranking {
  return { rank: new Uint32Array(states), band: null }
}

const isRanking = (one: Ranking | Comparisons): one is Ranking => 'rank' in one

/** States and preferences as each decision maker takes them to be; an ascribed preference that is no order counts as
 *  indifference. */
function viewsOf(
  model: StabilityModel,
  space: StateSpace,
  rankings: readonly Ranking[],
  hidden: readonly Uint8Array[],
): View[] | null {
  if (model.views.length === 0 && model.hidden.every((sets) => sets.length === 0)) return null
  return model.deciders.map((_, of) => {
    const seen = rankings.map((own, about) => {
      const mistaken = model.views.find((view) => view.of === of && view.about === about)
      if (mistaken === undefined) return own
      const read = rankingOf(mistaken.preference, space)
      return isRanking(read) ? read : equalRanking(space.states)
    })
    return { hidden: defined(hidden[of]), rankings: seen }
  })
}
