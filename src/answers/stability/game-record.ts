/** The game of a case as plain data: its states, what they are worth to whom, and how sure that is. */
import { defined } from '../../case/defined.ts'
import type { GameSpec } from '../../case/game.ts'
import { gameStates } from '../../case/game.ts'
import type { Case } from '../../case/types.ts'
import type { Condition, StabilityModel } from '../../formats/stability-model.ts'
import type { Interval } from '../../math/statistics.ts'
import type { Concept } from '../../methods/stability/solve.ts'
import { compileStability } from './compiled.ts'
import type { Compiled } from './compiled.ts'
import type { StabilityGraph } from './graph.ts'
import type { ProbableRecord } from './probable-record.ts'
import type { StabilityRecord, StateRecord } from './record.ts'

export interface GameRecord {
  readonly version: 1
  readonly kind: 'game'
  readonly case: string
  readonly digest: string
  /** Scenario that the moves are made from; null for the case as written. */
  readonly scenario: string | null
  readonly seed: number
  readonly worlds: number
  readonly title: string
  /** Whoever has a score sheet, in the order of the case. */
  readonly actors: readonly GameActor[]
  readonly options: readonly GameOptionRecord[]
  readonly infeasible: readonly (readonly { readonly option: number; readonly choices: readonly number[] }[])[]
  readonly states: readonly GameStateRecord[]
  /** The state of the choices as things stand, from 1. */
  readonly now: number
  /** The deciders, in the order of the options. */
  readonly deciders: readonly string[]
  /** By decider: `prefers[i][s][q]` is the probability that it prefers state q + 1 to state s + 1. */
  readonly prefers: readonly (readonly (readonly number[])[])[]
  /** Stability world by world. */
  readonly probable: ProbableRecord
  /** By decider: how far the verdict on each state is from turning, in probability of a preference; null where nothing
   *  could turn it. */
  readonly margins: readonly Readonly<Record<Concept, readonly (number | null)[]>>[]
  /** The game in which everybody ranks states by expected points. */
  readonly expected: StabilityRecord
  readonly graph: StabilityGraph | null
}

export interface GameActor {
  readonly id: string
  readonly name: string
  readonly decides: boolean
  /** It has to agree to a deal, so that its points count fighting, its beliefs and the peace as the settlement does. */
  readonly veto: boolean
}

export interface GameOptionRecord {
  readonly id: string
  readonly says: string
  /** Name of who decides. */
  readonly decider: string
  readonly oneWay: boolean
  readonly choices: readonly { readonly id: string; readonly says: string }[]
}

export interface GameStateRecord extends StateRecord {
  /** Chance of a deal within the months of the talks. */
  readonly deal: Interval
  /** Expected points by actor, as `actors`. */
  readonly worth: readonly Interval[]
}

/** Names of who decides, each once, in the order of the options. */
export function decidersOf({ actors, game }: Case): { readonly actor: number; readonly name: string }[] {
  const known = new Set(defined(game).options.map(({ actor }) => actor))
  return [...known].map((actor) => ({ actor, name: defined(actors[actor]).name }))
}

/** What of a game the graph model needs. */
type GameForm = Pick<GameRecord, 'title' | 'deciders' | 'options' | 'infeasible' | 'now'>

/** The game with states ranked by numbers. @param worth by decider, then state. */
export function rankedGame(game: GameForm, worth: readonly (readonly number[])[]): Compiled {
  const issues = game.options.map(({ id, decider, oneWay, choices }) => ({
    name: id,
    owner: game.deciders.indexOf(decider),
    values: choices.map((choice) => choice.id),
    direction: oneWay ? ('up' as const) : ('both' as const),
  }))
  const infeasible = game.infeasible.map(
    (when): Condition => ({
      kind: 'all',
      of: when.map(({ option, choices }): Condition => ({ kind: 'is', issue: option, values: choices })),
    }),
  )
  const model: StabilityModel = {
    title: game.title,
    source: '',
    deciders: game.deciders,
    graph: { kind: 'options', issues, infeasible, rules: [], coalesced: [] },
    preferences: worth.map((points) => ({ kind: 'worth', worth: points })),
    hidden: game.deciders.map(() => []),
    views: [],
    statusQuo: game.now - 1,
    coalitions: [],
  }
  return compileStability(model)
}

/** The game of a record with states ranked by expected points: what reasons are asked of. */
export function expectedGame(record: GameRecord): Compiled {
  const position = record.deciders.map((name) => record.actors.findIndex((actor) => actor.name === name))
  return rankedGame(
    record,
    position.map((k) => record.states.map(({ worth }) => defined(worth[k]).estimate)),
  )
}

export function gameForm(theCase: Case): GameForm {
  const game = defined(theCase.game)
  const now = game.options.map((option) => option.now)
  return {
    title: theCase.title,
    deciders: decidersOf(theCase).map(({ name }) => name),
    options: game.options.map((option) => ({
      id: option.id,
      says: option.says,
      decider: defined(theCase.actors[option.actor]).name,
      oneWay: option.oneWay,
      choices: option.choices.map(({ id, says }) => ({ id, says })),
    })),
    infeasible: game.infeasible.map(({ when }) => when),
    now: stateOf(game, now) + 1,
  }
}

function stateOf(game: GameSpec, choices: readonly number[]): number {
  return gameStates(game).findIndex((state) => state.every((choice, k) => choice === choices[k]))
}
