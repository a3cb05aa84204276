/** Which row of a table stands for the others. */
import { defined } from '../../case/defined.ts'
import { quantileOf } from '../../math/statistics.ts'

/** The row nearest the medians of all columns, each column measured in its own interquartile range: the medoid of a
 *  cloud by its coordinatewise middle. Columns without spread do not count; of rows equally near, the first.
 *  @param columns finite numbers, as many in each. @throws RangeError if there are none. */
export function middleRow(columns: readonly Float64Array[]): number {
  const scales = columns.map((column) => {
    const sorted = column.slice().sort()
    return { middle: quantileOf(sorted, 0.5), spread: quantileOf(sorted, 0.75) - quantileOf(sorted, 0.25) }
  })
  const away = (row: number): number =>
    columns.reduce((sum, column, k) => {
      const { middle, spread } = defined(scales[k])
      const by = spread > 0 ? (defined(column[row]) - middle) / spread : 0
      return sum + by * by
    }, 0)
  const count = columns[0]?.length ?? 0
  let nearest = 0
  for (let row = 1; row < count; row++) if (away(row) < away(nearest)) nearest = row
  return nearest
}
