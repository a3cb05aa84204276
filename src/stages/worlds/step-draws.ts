/** What a world draws for the steps of a settlement: when each is due, and whether it is taken up. */
import type { Step } from '../../case/types.ts'
import { streamOf, uniformAt } from '../../math/philox.ts'
import type { Seed } from '../../math/philox.ts'

/** Draws of one step, by index of the world. */
export interface StepDraw {
  /** Months after the step before it. */
  months(world: number): number
  /** Whether it is taken up, at a probability. */
  isTakenUp(world: number, probability: number): boolean
}

export function stepDraw(seed: Seed, { id, from, to }: Step): StepDraw {
  const stream = streamOf(`step/${id}`)
  const span = to - from + 1
  return {
    months: (world) => from + Math.min(span - 1, Math.floor(uniformAt(seed, stream, world, 0) * span)),
    isTakenUp: (world, probability) => uniformAt(seed, stream, world, 1) < probability,
  }
}
