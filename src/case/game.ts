/** The game over a case: who can make which strategic move, and what of the case each move sets. */
import { defined } from './defined.ts'
import type { ActorIndex, QuantityIndex } from './indices.ts'
import type { Provenance } from './provenance.ts'
import type { Scenario } from './scenarios.ts'

/** One way of playing an option. */
export interface GameChoice {
  readonly id: string
  readonly says: string
  /** What it sets: the changes of the scenario that it names, then its own. */
  readonly set: Scenario['set']
  readonly priors: string | null
  /** Points that it costs actors, whatever comes of it. */
  readonly costs: readonly { readonly actor: ActorIndex; readonly points: QuantityIndex }[]
  readonly provenance: Provenance
}

/** What an actor decides. */
export interface GameOption {
  readonly id: string
  readonly says: string
  readonly actor: ActorIndex
  readonly choices: readonly GameChoice[]
  /** The choice as things stand. */
  readonly now: number
  /** Choices change only towards later ones of the list. */
  readonly oneWay: boolean
  readonly provenance: Provenance
}

/** Choices that do not go together: all of `when` at once. */
export interface Infeasible {
  readonly says: string
  readonly when: readonly { readonly option: number; readonly choices: readonly number[] }[]
  readonly provenance: Provenance
}

export interface GameSpec {
  readonly says: string
  readonly options: readonly GameOption[]
  readonly infeasible: readonly Infeasible[]
  readonly provenance: Provenance
}

/** States of a game at most: each is a scenario that is run. */
export const MOST_GAME_STATES = 64

/** Feasible combinations of choices, one choice an option; the first option changes fastest. */
export function gameStates(game: GameSpec): number[][] {
  const sizes = game.options.map(({ choices }) => choices.length)
  const all = sizes.reduce((product, size) => product * size, 1)
  const found: number[][] = []
  for (let code = 0; code < all; code++) {
    let rest = code
    const choices = sizes.map((size) => {
      const choice = rest % size
      rest = Math.floor(rest / size)
      return choice
    })
    if (!game.infeasible.some((one) => rulesOut(one, choices))) found.push(choices)
  }
  return found
}

/** Whether a combination is one that does not go together. */
export function rulesOut({ when }: Infeasible, choices: readonly number[]): boolean {
  return when.length > 0 && when.every(({ option, choices: barred }) => barred.includes(defined(choices[option])))
}
