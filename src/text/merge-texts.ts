/** Two people's changes to one text, line by line: what only one of them changed is taken, what both changed otherwise
 *  is left for them to settle. Source: Khanna, Kunal & Pierce 2007, "A formal investigation of diff3". */
import { defined } from '../case/defined.ts'

export interface Conflict {
  /** First line in the common text, from 1. */
  readonly line: number
  readonly base: readonly string[]
  readonly theirs: readonly string[]
  readonly mine: readonly string[]
}

export type Merged =
  | { readonly kind: 'clean'; readonly text: string }
  | { readonly kind: 'conflicts'; readonly conflicts: readonly Conflict[] }

/** What comes in a place that both changed, or null where that is not settled. @param number of the place, from 0. */
export type Settle = (conflict: Conflict, number: number) => readonly string[] | null

/** Merges two texts that come from one. */
export function mergeTexts(base: string, theirs: string, mine: string, settle: Settle = () => null): Merged {
  const [a, b, c] = [base, theirs, mine].map((text) => text.split('\n')) as [string[], string[], string[]]
  const inTheirs = matches(a, b)
  const inMine = matches(a, c)
  const lines: string[] = []
  const conflicts: Conflict[] = []
  let [i, j, k, places] = [0, 0, 0, 0]
  while (i <= a.length) {
    // The next line that all three have; the end counts as one.
    let next = i
    while (next < a.length && (inTheirs[next] === -1 || inMine[next] === -1)) next++
    const [toB, toC] = next < a.length ? [defined(inTheirs[next]), defined(inMine[next])] : [b.length, c.length]
    const part: Conflict = { line: i + 1, base: a.slice(i, next), theirs: b.slice(j, toB), mine: c.slice(k, toC) }
    const chosen = chosenOf(part) ?? settle(part, places++)
    if (chosen === null) conflicts.push(part)
    else lines.push(...chosen)
    if (next === a.length) break
    lines.push(defined(a[next]))
    ;[i, j, k] = [next + 1, toB + 1, toC + 1]
  }
  return conflicts.length > 0 ? { kind: 'conflicts', conflicts } : { kind: 'clean', text: lines.join('\n') }
}

function chosenOf({ base, theirs, mine }: Conflict): readonly string[] | null {
  const same = (x: readonly string[], y: readonly string[]): boolean =>
    x.length === y.length && x.every((line, n) => line === y[n])
  if (same(theirs, base) || same(theirs, mine)) return mine
  return same(mine, base) ? theirs : null
}

/** Lines compared one with each other at most: beyond, all between the first and the last difference counts as
 *  changed. */
const MOST_PAIRS = 4_000_000

/** For each line of `a` the line of `b` that it became, or −1: a longest common subsequence. */
function matches(a: readonly string[], b: readonly string[]): Int32Array {
  const found = new Int32Array(a.length).fill(-1)
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) found[start] = start++
  let [endA, endB] = [a.length, b.length]
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) found[--endA] = --endB
  const [rows, columns] = [endA - start, endB - start]
  if (rows * columns === 0 || rows * columns > MOST_PAIRS) return found
  const width = columns + 1
  const length = new Int32Array((rows + 1) * width)
  for (let x = rows - 1; x >= 0; x--)
    for (let y = columns - 1; y >= 0; y--)
      length[x * width + y] =
        a[start + x] === b[start + y]
          ? defined(length[(x + 1) * width + y + 1]) + 1
          : Math.max(defined(length[(x + 1) * width + y]), defined(length[x * width + y + 1]))
  for (let [x, y] = [0, 0]; x < rows && y < columns; ) {
    if (a[start + x] === b[start + y]) found[start + x++] = start + y++
    else if (defined(length[(x + 1) * width + y]) >= defined(length[x * width + y + 1])) x++
    else y++
  }
  return found
}
