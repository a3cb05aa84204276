import { defined } from '../../src/internal.ts'
/** Tables for the terminal. */

/** Rows under a head, each column as wide as its widest cell; the first to the left, the others to the right where they
 *  are numbers. Empty without rows. */
export function columns(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return []
  const all = [head, ...rows]
  const widths = head.map((_, k) => Math.max(...all.map((row) => (row[k] ?? '').length)))
  const right = head.map((_, k) => k > 0 && rows.every((row) => /^[<>]?[−+-]?[\d,.]*\*?$/.test(row[k] ?? '')))
  return all.map((row) =>
    row
      .map((cell, k) => (right[k] ? cell.padStart(defined(widths[k])) : cell.padEnd(defined(widths[k]))))
      .join('  ')
      .trimEnd(),
  )
}

/** A p value: no more digits than it has, and never 0. */
export function probability(p: number): string {
  if (p < 0.001) return '<0.001'
  return p < 0.1 ? p.toFixed(3) : p.toFixed(2)
}
