/** The states of a case's game in one common world after another. */
import { defined } from '../../case/defined.ts'
import { gameStates } from '../../case/game.ts'
import type { Arm, Model } from '../../case/model.ts'
import { armWith } from '../../run/compile.ts'
import { drawWorld, player, theatreOf } from '../../run/player.ts'
import { stateWorth } from './state-worth.ts'

export interface GameJob {
  readonly kind: 'game'
  /** Its first arm is what the moves are made from. */
  readonly model: Model
}

/** A world under every state. */
export interface GameRow {
  /** Points by sheet, then state: `worth[sheet·states + s]`. */
  readonly worth: readonly number[]
  /** Month of the deal by state, 0 where none came. */
  readonly deal: readonly number[]
}

/** An arm for each state: the changes of its choices, in the order of the options, on top of the first arm. */
export function stateArms({ case: theCase, arms }: Model): Arm[] {
  const game = defined(theCase.game)
  return gameStates(game).map((choices) =>
    game.options.reduce(
      (arm, { choices: all }, k) => armWith(theCase, arm, defined(all[defined(choices[k])])),
      defined(arms[0]),
    ),
  )
}

/** Prepares the game of a model: a row is a world, the same for every state. */
export function gameRows({ model }: GameJob): (world: number) => GameRow {
  const theCase = model.case
  const game = defined(theCase.game)
  const arms = stateArms(model)
  const states = gameStates(game)
  const theatre = theatreOf({ ...model, arms })
  const players = arms.map((arm) => player(model, arm, 'bargaining', theatre))
  const worthOf = stateWorth(theCase)
  const out = new Float64Array(theCase.scores.length)
  const sheetOf = new Map(theCase.scores.map(({ actor }, k) => [actor, k]))
  return (world) => {
    drawWorld(theatre.drawn, world)
    const worth = new Array<number>(theCase.scores.length * states.length).fill(0)
    const deal = states.map((choices, s) => {
      const outcome = defined(players[s]).again(world)
      worthOf(outcome, out)
      game.options.forEach((option, k) => {
        for (const { actor, points } of defined(option.choices[defined(choices[k])]).costs) {
          const sheet = defined(sheetOf.get(actor))
          out[sheet] = defined(out[sheet]) - defined(outcome.world.values[points])
        }
      })
      out.forEach((points, k) => {
        worth[k * states.length + s] = points
      })
      return outcome.talks?.month ?? 0
    })
    return { worth, deal }
  }
}
