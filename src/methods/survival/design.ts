/** Covariates as the fits use them: centred and scaled, row after row, so that no unit makes a fit ill-conditioned. */
import type { Columns } from './spells.ts'

export interface Design {
  readonly rows: number
  readonly columns: number
  /** Row after row, in the order asked for: (x − mean) / scale. */
  readonly values: Float64Array
  readonly mean: Float64Array
  /** Standard deviation of each column; 1 for a column that does not vary, whose values are all 0. */
  readonly scale: Float64Array
}

/** @param order the rows to take, in this order. */
export function designOf(columns: Columns, order: ArrayLike<number>): Design {
  const p = columns.length
  const n = order.length
  const values = new Float64Array(n * p)
  const mean = new Float64Array(p)
  const scale = new Float64Array(p)
  columns.forEach((column, j) => {
    let sum = 0
    for (let k = 0; k < n; k++) sum += column[order[k]!]!
    mean[j] = sum / n
    let squares = 0
    for (let k = 0; k < n; k++) squares += (column[order[k]!]! - mean[j]!) ** 2
    const spread = Math.sqrt(squares / n)
    // Rounding alone can leave a constant column with a spread of its last bit.
    scale[j] = spread > 1e-12 * Math.abs(mean[j]!) ? spread : 1
    if (scale[j] === 1 && spread !== 1) return
    for (let k = 0; k < n; k++) values[k * p + j] = (column[order[k]!]! - mean[j]!) / scale[j]!
  })
  return { rows: n, columns: p, values, mean, scale }
}
