/** Frontier of the issues that do not bear on durability, kept apart by what each combination asks of the world. */
import type { Formula, Needs } from './needs.ts'

/** As `Rest`, with the formula of each entry, and the red lines with a price that it crosses, as bits. */
export interface LabelledRest {
  readonly points: readonly number[][]
  readonly parts: number[]
  readonly labels: Formula[]
  readonly crosses: number[]
}

export function emptyLabelledRest(players: number): LabelledRest {
  return { points: Array.from({ length: players }, () => [0]), parts: [0], labels: [0], crosses: [0] }
}

/** Sums of two lists, without those beaten by another that asks no more, crosses no more and gives everybody as much.
 *  What adds to both keeps that so: nothing that a minimal set of changes or a least payment turns on is lost. */
export function mergeLabelledRest(needs: Needs, a: LabelledRest, b: LabelledRest): LabelledRest {
  return pruneLabelled(needs, {
    points: a.points.map((column, i) => column.flatMap((x) => b.points[i]!.map((y) => x + y))),
    parts: a.parts.flatMap((x) => b.parts.map((y) => x + y)),
    labels: a.labels.flatMap((x) => b.labels.map((y) => needs.both(x, y))),
    crosses: a.crosses.flatMap((x) => b.crosses.map((y) => x | y)),
  })
}

/** The entries that none beats, by descending sum of points; of equals the first stays. */
export function pruneLabelled(needs: Needs, list: LabelledRest): LabelledRest {
  const { points, labels, crosses } = list
  const sum = labels.map((_, k) => points.reduce((total, column) => total + column[k]!, 0))
  const order = labels
    .map((_, k) => k)
    .sort((a, b) => sum[b]! - sum[a]! || needs.sets(labels[a]!).length - needs.sets(labels[b]!).length || a - b)
  const kept: number[] = []
  for (const k of order) {
    if (needs.sets(labels[k]!).length === 0) continue
    const beats = (q: number): boolean =>
      (crosses[q]! & ~crosses[k]!) === 0 &&
      points.every((column) => column[q]! >= column[k]!) &&
      needs.implies(labels[k]!, labels[q]!)
    if (!kept.some(beats)) kept.push(k)
  }
  return {
    points: points.map((column) => kept.map((k) => column[k]!)),
    parts: kept.map((k) => list.parts[k]!),
    labels: kept.map((k) => labels[k]!),
    crosses: kept.map((k) => crosses[k]!),
  }
}
