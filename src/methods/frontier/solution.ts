import { individuallyRational } from './individually-rational.ts'

/** The packages that a solution concept selects among some rows of utilities. */
export interface Solution {
  /** What the concept maximises, at its maximum; NaN when `rows` is empty. */
  readonly value: number
  /** The rows that reach it, ascending: more than one when tied. Empty when no row beats no deal for all. */
  readonly rows: readonly number[]
}

/** Values this close, relatively, are ties: the rounding of the dozen operations behind each is a few parts in 2^52,
 *  and 2^-40 leaves room for thousands. */
export const TIE: number = 2 ** -40

/** The individually rational rows on which a criterion is greatest, within {@link TIE}. */
export function greatest(
  columns: readonly Float64Array[],
  noDeal: readonly number[],
  worth: (row: number) => number,
): Solution {
  const rational = individuallyRational(columns, noDeal)
  const values = rational.map(worth)
  const value = values.reduce((a, b) => Math.max(a, b), -Infinity)
  if (rational.length === 0) return { value: Number.NaN, rows: [] }
  return { value, rows: rational.filter((_, k) => value - values[k]! <= TIE * Math.abs(value)) }
}

/** @throws RangeError if an actor has no utilities, no no-deal value, or one that is not finite. */
export function requireFinite(columns: readonly Float64Array[], noDeal: readonly number[]): void {
  if (columns.length === 0 || columns.length !== noDeal.length) throw new RangeError('each actor needs a no-deal value')
  if (!noDeal.every(Number.isFinite)) throw new RangeError('a gain needs a finite no-deal value')
}
