/** Quantities at their means, for the places where a single number stands for a distribution and says so. */
import type { Arm } from '../case/model.ts'
import type { Case } from '../case/types.ts'
import type { Distribution } from '../math/distribution.ts'

/** Mean of a quantity in the engine's unit; over the options of a hypothesis set, unweighted. */
export function meanOfQuantity(theCase: Case, arm: Arm, quantity: number, mean: (d: Distribution) => number): number {
  const spread = arm.spreads[quantity]!
  const value =
    spread.kind === 'plain' ? mean(spread.of) : spread.by.reduce((sum, d) => sum + mean(d) / spread.by.length, 0)
  return value * theCase.quantities[quantity]!.factor
}
