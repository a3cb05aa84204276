import { defined } from '../../../src/internal.ts'
/** Where the names of marks can stand without covering each other. */

export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** A mark to be named, and the room that its name takes. */
export interface Wanted {
  readonly x: number
  readonly y: number
  /** Half the size of the mark itself. */
  readonly reach: number
  readonly width: number
  readonly height: number
}

/** Directions tried around a mark: beside it first, then above and below, then between. */
const DIRECTIONS: readonly (readonly [number, number])[] = [
  [1, 0],
  [-1, 0],
  [0, -1],
  [0, 1],
  [0.8, -0.6],
  [0.8, 0.6],
  [-0.8, -0.6],
  [-0.8, 0.6],
  [0.4, -0.9],
  [0.4, 0.9],
  [-0.4, -0.9],
  [-0.4, 0.9],
]
/** Pixels between a mark and its name, nearest first. */
const STEPS = [3, 10, 20, 32, 46, 62, 80, 100, 124, 150, 180]
/** What covering a small mark costs, in pixels of distance: more than the furthest place. */
const COVERED = 1000

/** A box for each name, in order: within the frame, clear of the marks and of the boxes before it, covering as few
 *  small marks as can be and as near as can be. Where there is no such place the name stands beside its mark, and
 *  covers what is there.
 *  @param small centres of marks that a name may cover at need. @param others room of marks without names, not to be
 *  covered. Greedy (Christensen, Marks & Shieber 1995, ACM Transactions on Graphics 14, 203). */
export function placeLabels(
  wanted: readonly Wanted[],
  frame: Box,
  small: readonly (readonly [number, number])[] = [],
  others: readonly Box[] = [],
): Box[] {
  const own: Box[] = wanted.map(({ x, y, reach }) => ({
    left: x - reach,
    top: y - reach,
    width: 2 * reach,
    height: 2 * reach,
  }))
  const taken = [...own, ...others]
  return wanted.map((mark) => {
    const free = boxesAround(mark).filter(({ box }) => isWithin(box, frame) && !taken.some((other) => meet(box, other)))
    const cost = ({ box, away }: Candidate): number =>
      away + COVERED * small.filter(([x, y]) => isOver(box, x, y)).length
    const best = free.reduce<Candidate | null>((a, b) => (a && cost(a) <= cost(b) ? a : b), null)
    const { box } = best ?? defined(boxesAround(mark)[0])
    taken.push(box)
    return box
  })
}

interface Candidate {
  readonly box: Box
  readonly away: number
}

function boxesAround({ x, y, reach, width, height }: Wanted): Candidate[] {
  return STEPS.flatMap((step) =>
    DIRECTIONS.map(([dx, dy]): Candidate => {
      const middleX = x + dx * (reach + step) + (Math.abs(dx) < 0.1 ? 0 : Math.sign(dx) * (width / 2))
      const middleY = y + dy * (reach + step) + (Math.abs(dy) < 0.1 ? 0 : Math.sign(dy) * (height / 2))
      return { box: { left: middleX - width / 2, top: middleY - height / 2, width, height }, away: step }
    }),
  )
}

function meet(a: Box, b: Box): boolean {
  return a.left < b.left + b.width && b.left < a.left + a.width && a.top < b.top + b.height && b.top < a.top + a.height
}

function isWithin(box: Box, frame: Box): boolean {
  return (
    box.left >= frame.left &&
    box.top >= frame.top &&
    box.left + box.width <= frame.left + frame.width &&
    box.top + box.height <= frame.top + frame.height
  )
}

function isOver({ left, top, width, height }: Box, x: number, y: number): boolean {
  return x > left - 3 && x < left + width + 3 && y > top - 3 && y < top + height + 3
}

/** Room between two labels at the end of curves. */
const APART = 14

/** Heights of labels moved up just far enough that none covers another. */
export function apart(heights: readonly number[]): number[] {
  const order = heights.map((_, k) => k).sort((a, b) => defined(heights[b]) - defined(heights[a]))
  const placed = [...heights]
  order.forEach((k, n) => {
    if (n > 0) placed[k] = Math.min(defined(placed[k]), defined(placed[defined(order[n - 1])]) - APART)
  })
  return placed
}
