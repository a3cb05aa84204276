/** Numbers that the case makes of others: made anew in every world, once the others are drawn. */
import type { Arm } from '../../case/model.ts'
import type { Spread } from '../../case/quantity.ts'
import type { Case } from '../../case/types.ts'

/** @returns the function that makes an arm's derived numbers in place, each within its range; one that a scenario sets
 *  is left as it sets it.
 *  @throws RangeError where a number is made of itself, which the loader refuses. */
export function deriver(theCase: Case, arm: Arm): (values: Float64Array) => void {
  const order = inOrder(theCase, arm)
  return (values) => {
    for (const index of order) {
      const { derived, low, high } = theCase.quantities[index]!
      let value = derived!.plus
      for (const { quantity, times } of derived!.terms) value += times * values[quantity]!
      values[index] = Math.min(high, Math.max(low, value))
    }
  }
}

/** Whether an arm leaves a number as the file has it; by value, since models travel. */
function isSame(of: Spread | undefined, written: Spread): boolean {
  return (
    of?.kind === 'plain' &&
    written.kind === 'plain' &&
    of.of.kind === 'fixed' &&
    written.of.kind === 'fixed' &&
    of.of.value === written.of.value
  )
}

/** Derived numbers, those that others are made of first. */
function inOrder({ quantities }: Case, { spreads }: Arm): number[] {
  const order: number[] = []
  const state = new Map<number, 'open' | 'done'>()
  const visit = (index: number): void => {
    const { derived, spread, id } = quantities[index]!
    if (derived === undefined || !isSame(spreads[index], spread) || state.get(index) === 'done') return
    if (state.get(index) === 'open') throw new RangeError(`${id} is made of itself`)
    state.set(index, 'open')
    derived.terms.forEach(({ quantity }) => visit(quantity))
    state.set(index, 'done')
    order.push(index)
  }
  quantities.forEach((_, index) => visit(index))
  return order
}
