/** Plays worlds: uniforms drawn, correlated, and led through the stages. The one way to a world, whoever asks for
 *  it. */
import type { Arm, Model } from '../case/model.ts'
import { pipeline } from '../pipeline.ts'
import type { Shared, StageName } from '../pipeline.ts'
import type { Outcome } from '../stages/findings/outcome.ts'
import { settlementTable } from '../stages/settlement/table.ts'
import { uniforms } from '../stages/worlds/draw.ts'
import type { Samplers, Uniforms } from '../stages/worlds/draw.ts'

/** What players of one model have in common. */
export interface Theatre extends Shared {
  /** The uniforms of a world, the same for every arm; drawn anew with each world. */
  readonly drawn: Uniforms
}

/** @param correlated which of the case's correlations to draw by: all, or those between quantities that vary.
 *  @param poisoned whether room is filled with NaN before it is used again, to show what reads the world before: for
 *  tests. */
export function theatreOf(
  model: Model,
  samplers: Samplers = new Map(),
  correlated: 'all' | 'varying' = 'all',
  poisoned = false,
): Theatre {
  const { case: theCase, arms, seed } = model
  const table = theCase.issues.length > 0 && theCase.scores.length > 0 ? settlementTable(theCase) : null
  return { table, samplers, phases: [], poisoned, drawn: uniforms(theCase, arms, seed, correlated) }
}

export interface Player {
  /** The outcome of world `index` of the run. Reused by the next call. */
  at(index: number): Outcome
  /** The outcome of world `index` with the uniforms as they were last drawn or set. */
  again(index: number): Outcome
}

/** One arm, as far as a stage. */
export function player(model: Model, arm: Arm, upTo: StageName, theatre: Theatre = theatreOf(model)): Player {
  const { drawn } = theatre
  const again = pipeline(model, arm, upTo, theatre)
  return {
    at(index) {
      drawWorld(drawn, index)
      return again(drawn, index)
    },
    again: (index) => again(drawn, index),
  }
}

export interface Players {
  /** The outcomes of world `index` of the run, of the first `count` arms. Reused by the next call. */
  at(index: number, count?: number): readonly Outcome[]
  again(index: number, count?: number): readonly Outcome[]
  /** The outcomes of world `index` with the judgements of world `reading`. */
  within(reading: number, index: number, count?: number): readonly Outcome[]
}

/** Several arms on the same worlds, each as far as it goes. */
export function players(model: Model, arms: readonly Arm[], theatre: Theatre = theatreOf(model)): Players {
  const { drawn } = theatre
  const runs = arms.map((arm) => pipeline(model, arm, 'findings', theatre))
  const again: Players['again'] = (index, count = runs.length) => runs.slice(0, count).map((run) => run(drawn, index))
  return {
    at(index, count) {
      drawWorld(drawn, index)
      return again(index, count)
    },
    again,
    within(reading, index, count) {
      drawn.draw(index, reading)
      drawn.correlate()
      return again(index, count)
    },
  }
}

/** Draws the uniforms of a world, correlated as the case says. */
export function drawWorld(drawn: Uniforms, index: number): void {
  drawn.draw(index)
  drawn.correlate()
}
