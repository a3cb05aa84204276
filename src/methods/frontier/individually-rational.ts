/** The packages that beat no deal for all: indices of the rows where every actor's utility is at least its no-deal
 *  value, ascending. A no-deal value may lie below the worst package, or be −Infinity for an actor that always
 *  agrees; one at −Infinity has no gain to speak of, so the solutions that compare gains refuse it. Includes rows
 *  that are no gain for anybody (Nash 1950 requires only that nobody does worse). */
export function individuallyRational(columns: readonly Float64Array[], noDeal: readonly number[]): number[] {
  const rows: number[] = []
  const count = columns[0]?.length ?? 0
  for (let row = 0; row < count; row++) {
    let actor = 0
    while (actor < columns.length && columns[actor]![row]! >= noDeal[actor]!) actor++
    if (actor === columns.length) rows.push(row)
  }
  return rows
}
