/** What was changed in a case: stretches of lines, each of which can be put back by itself. */
import { defined } from '../../src/internal.ts'
import { movable, movableNumber, shownNumber } from './argument/index.ts'
import { unitWords } from '../words/index.ts'
import type { Case } from '../../src/internal.ts'

/** Lines that differ, 0-based and without the line `to`: those of the text before, and what stands in their place. */
export interface Stretch {
  readonly from: number
  readonly to: number
  /** Where it begins in the text of now. */
  readonly at: number
  readonly lines: readonly string[]
}

/** Lines beyond which the middle of two texts is one stretch: the table below takes room in their product. */
const MOST_LINES = 2000

/** The stretches in which `after` departs from `before`, by the longest common subsequence of their lines. */
export function stretchesOf(before: string, after: string): Stretch[] {
  const [a, b] = [before.split('\n'), after.split('\n')]
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)]
  if (left.length === 0 && right.length === 0) return []
  if (left.length > MOST_LINES || right.length > MOST_LINES)
    return [{ from: start, to: start + left.length, at: start, lines: right }]
  return gaps(left, right, start)
}

function gaps(left: readonly string[], right: readonly string[], start: number): Stretch[] {
  const common = commonTable(left, right)
  const width = right.length + 1
  const found: Stretch[] = []
  let [i, j] = [0, 0]
  while (i < left.length || j < right.length) {
    if (i < left.length && j < right.length && left[i] === right[j]) {
      i++
      j++
      continue
    }
    const [fromI, fromJ] = [i, j]
    while ((i < left.length || j < right.length) && !(i < left.length && j < right.length && left[i] === right[j])) {
      if (
        j >= right.length ||
        (i < left.length && defined(common[(i + 1) * width + j]) >= defined(common[i * width + j + 1]))
      )
        i++
      else j++
    }
    found.push({ from: start + fromI, to: start + i, at: start + fromJ, lines: right.slice(fromJ, j) })
  }
  return found
}

/** Lengths of the longest common subsequences of all tails. */
function commonTable(left: readonly string[], right: readonly string[]): Uint32Array {
  const width = right.length + 1
  const common = new Uint32Array((left.length + 1) * width)
  for (let i = left.length - 1; i >= 0; i--)
    for (let j = right.length - 1; j >= 0; j--)
      common[i * width + j] =
        left[i] === right[j]
          ? defined(common[(i + 1) * width + j + 1]) + 1
          : Math.max(defined(common[(i + 1) * width + j]), defined(common[i * width + j + 1]))
  return common
}

/** The text of now with one stretch put back as it was. */
export function putBack(before: string, after: string, { from, to, at, lines }: Stretch): string {
  const now = after.split('\n')
  return [...now.slice(0, at), ...before.split('\n').slice(from, to), ...now.slice(at + lines.length)].join('\n')
}

export interface Chip {
  readonly text: string
  readonly stretch: Stretch
}

/** Each stretch with the numbers that it changed, in words. @param original the case before. @param theCase of the text
 *  of now. Either is null where its text does not load. */
export function chipsOf(stretches: readonly Stretch[], original: Case | null, theCase: Case | null): Chip[] {
  const names = stretches.map((): string[] => [])
  for (const { line, text } of original && theCase ? movedNumbers(original, theCase) : []) {
    const [nearest] = stretches
      .map(({ from }, k) => ({ k, away: from + 1 - line }))
      .filter(({ away }) => away >= 0)
      .sort((x, y) => x.away - y.away)
    if (nearest) defined(names[nearest.k]).push(text)
  }
  return stretches.map((stretch, k) => ({ stretch, text: defined(names[k]).join('; ') || linesText(stretch) }))
}

function linesText({ from, to }: Stretch): string {
  if (to === from) return `lines put in after line ${from}`
  return to - from === 1 ? `line ${from + 1}` : `lines ${from + 1} to ${to}`
}

function movedNumbers(before: Case, after: Case): { readonly line: number; readonly text: string }[] {
  const now = new Map(after.quantities.map(({ id, spread }) => [id, JSON.stringify(spread)]))
  const isMoved = new Set(
    before.quantities
      .filter(({ id, spread }) => now.has(id) && now.get(id) !== JSON.stringify(spread))
      .map(({ id }) => id),
  )
  if (isMoved.size === 0) return []
  return movable(before).flatMap((id) => {
    if (!isMoved.has(defined(id.split('/')[0]))) return []
    const [was, is] = [defined(movableNumber(before, id)), movableNumber(after, id)]
    if (!is || (was.value === is.value && was.isUncertain === is.isUncertain)) return []
    const shown = (one: typeof was): string => `${one.isUncertain ? 'about ' : ''}${shownNumber(was, one.value)}`
    const text = `${was.label}: ${shown(was)} → ${shown(is)} ${unitWords(was.quantity.unit)}`
    return [{ line: was.quantity.provenance.place.line, text: text.trim() }]
  })
}
