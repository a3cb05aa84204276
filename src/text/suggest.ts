/** "Did you mean": the nearest of the names that would have been right. */
import { defined } from '../case/defined.ts'

/** Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours, each costing 1.
 *  Source: Damerau 1964, A technique for computer detection and correction of spelling errors; Boytsov 2011, §2.2. */
export function editDistance(a: string, b: string): number {
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = defined(row[j - 1]) + (a[i - 1] === b[j - 1] ? 0 : 1)
      let best = Math.min(defined(next[j - 1]) + 1, defined(row[j]) + 1, change)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, defined(before[j - 2]) + 1)
      next.push(best)
    }
    before = row
    row = next
  }
  return defined(row[b.length])
}

export interface Suggestion {
  readonly name: string
  /** One slip away, and nothing else is: safe to put in by itself. */
  readonly sure: boolean
}

/** Longest name that is compared: the distance takes time in the product of the lengths. */
const LONGEST = 80

/** Letters from which a name is known by its beginning, where it is the only one. */
const BEGINNING = 3

/** The nearest name within a third of the length of what was written, or the only one that begins so, if there is one.
 *  Case counts for nothing. */
export function suggest(written: string, names: readonly string[]): Suggestion | null {
  if (written.length > LONGEST) return null
  const wanted = written.toLowerCase()
  const reach = Math.max(1, Math.floor(written.length / 3))
  let best: string | null = null
  let least = reach + 1
  let ties = 0
  for (const name of names) {
    if (name.length > LONGEST || Math.abs(name.length - written.length) > reach) continue
    const distance = editDistance(wanted, name.toLowerCase())
    if (distance < least) {
      best = name
      least = distance
      ties = 1
    } else if (distance === least) ties++
  }
  if (best === null && wanted.length >= BEGINNING) {
    const begun = names.filter((name) => name.toLowerCase().startsWith(wanted))
    const [only] = begun
    return only !== undefined && begun.length === 1 ? { name: only, sure: false } : null
  }
  return best === null ? null : { name: best, sure: least <= 1 && ties === 1 && written.length > 2 }
}
