/** Frontier of the issues that do not bear on durability, kept apart by what each combination asks of the world. */
import type { World } from '../worlds/draw.ts'
import type { Formula, Needs } from './needs.ts'
import type { Month } from './settle.ts'
import type { SettlementTable } from './table.ts'
import { allLeft } from './sieve.ts'
import { combinationPoints } from './worth.ts'

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

export interface LabelledBlocks {
  readonly table: SettlementTable
  readonly needs: Needs
  readonly world: World
  readonly month: Month
  /** By block, then combination. */
  readonly labels: readonly Int32Array[]
  /** By block, then combination: priced red lines crossed. */
  readonly crosses: readonly Int32Array[]
}

/** What the blocks beside the core leave, one list for each side of the line of contact where a block tells them
 *  apart, else one. */
export function labelledRest({ table, needs, world, month, labels, crosses }: LabelledBlocks): LabelledRest[] {
  const { stances } = month.phase
  let still = emptyLabelledRest(stances.length)
  let lists: LabelledRest[] | null = null
  for (let b = 1; b < table.blocks.length; b++) {
    const block = table.blocks[b]!
    const every = allLeft(block)
    const points = stances.map((stance, i) => {
      const out = new Float64Array(block.count)
      combinationPoints(block, i, stance.points, world.values, every, out)
      return out
    })
    const entry = (flag: number | null): LabelledRest => {
      const which = Array.from({ length: block.count }, (_, c) => c).filter(
        (c) => flag === null || block.contact![c] === flag,
      )
      return pruneLabelled(needs, {
        points: points.map((column) => which.map((c) => column[c]!)),
        parts: which.map((c) => table.parts[b]![c]!),
        labels: which.map((c) => labels[b]![c]!),
        crosses: which.map((c) => crosses[b]![c]!),
      })
    }
    if (block.contact) lists = [entry(0), entry(1)]
    else still = mergeLabelledRest(needs, still, entry(null))
  }
  return lists ? lists.map((list) => mergeLabelledRest(needs, list, still)) : [still]
}
