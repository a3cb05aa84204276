/** Estimates of a fit as a record lists them. */
import { defined } from '../../case/defined.ts'
import { normalCdf } from '../../math/normal.ts'
import { Z_95 } from '../../math/statistics.ts'
import type { TermEstimate } from './record.ts'

export interface Estimates {
  readonly names: readonly string[]
  readonly estimates: ArrayLike<number>
  readonly errors: ArrayLike<number>
  readonly robust: ArrayLike<number> | null
  readonly leftOut: ArrayLike<number>
  readonly unbounded: ArrayLike<number>
}

/** Intervals of 95 % and Wald tests, by robust errors where there are any. */
export function termEstimates({ names, estimates, errors, robust, leftOut, unbounded }: Estimates): TermEstimate[] {
  return names.map((name, k) => {
    const estimate = defined(estimates[k])
    const error = robust === null ? defined(errors[k]) : defined(robust[k])
    const state = leftOut[k] === 1 ? 'left out' : unbounded[k] === 1 ? 'no finite value' : 'ok'
    return {
      name,
      estimate,
      standardError: defined(errors[k]),
      robustError: robust === null ? null : defined(robust[k]),
      low: estimate - Z_95 * error,
      high: estimate + Z_95 * error,
      p: state === 'ok' && error > 0 ? Math.min(1, 2 * normalCdf(-Math.abs(estimate / error))) : 1,
      state,
    }
  })
}
