/** The sampling design for variance-based indices: two independent samples A and B, and hybrids of the two. */
import type { Points } from './points.ts'
import { pointWriter } from './points.ts'

/** A design as plain data; the rows follow from it, so any thread can make any row. */
export interface SaltelliPlan {
  readonly inputs: number
  /** Whether the hybrids for second-order indices are there. */
  readonly second: boolean
  readonly points: Points
  readonly seed: number
}

/** Writes the uniforms of a row, one an input, into `out`. */
export type RowSampler = (row: number, out: Float64Array) => void

/** Rows of one base point: A, AB_1 … AB_d, BA_1 … BA_d if second order is asked, B. */
export function saltelliBlock(plan: SaltelliPlan): number {
  return (plan.second ? 2 : 1) * plan.inputs + 2
}

/** Rows of `basePoints` base points. Powers of two keep the balance of Sobol points. */
export function saltelliRows(plan: SaltelliPlan, basePoints: number): number {
  return basePoints * saltelliBlock(plan)
}

/** Rows of the design, each a pure function of its number, on (0, 1). AB_i is A with coordinate i from B; BA_i is B
 *  with coordinate i from A. A and B are the first and second half of one point of twice as many dimensions.
 *  @throws RangeError where the plan has no input, or more than 256 with Sobol points.
 *  Source: Saltelli, Annoni, Azzini, Campolongo, Ratto & Tarantola 2010, Computer Physics Communications 181, §3. */
export function saltelliSampler(plan: SaltelliPlan): RowSampler {
  const { inputs } = plan
  if (!(inputs >= 1)) throw new RangeError('a design needs at least one input')
  const write = pointWriter(plan.points, 2 * inputs, plan.seed)
  const block = saltelliBlock(plan)
  // A and B of the latest base point, kept because its rows come together; they depend on nothing else.
  const both = new Float64Array(2 * inputs)
  let latest = -1
  return (row, out) => {
    const base = Math.floor(row / block)
    const place = row % block
    if (latest !== base) {
      write(base, both)
      latest = base
    }
    const own = place <= inputs ? 0 : inputs
    for (let i = 0; i < inputs; i++) out[i] = both[own + i]!
    if (place === 0 || place === block - 1) return
    const swapped = (place - 1) % inputs
    out[swapped] = both[inputs - own + swapped]!
  }
}
