import type { Making, PointSet } from './point-set.ts'
import type { Skyline } from './pareto.ts'
import { skyline } from './pareto.ts'

/** The undominated sums of a point of `left` with a point of `right`, two sets over different issues. Where
 *  utilities add up over issues, a partial package that another beats is beaten in every whole package too, so that
 *  merging issue by issue finds the frontier without enumerating the packages. Exact where the sums are (integers
 *  below 2^53; see `gridPoints`). All ties kept. */
export function mergeFrontiers(left: PointSet, right: PointSet): PointSet {
  const [long, short] = left.count >= right.count ? [left, right] : [right, left]
  const total = long.count * short.count
  const columns = long.columns.map((column, actor) => sums(column, short.columns[actor]!))
  const found = skyline(columns, total)
  const ways = found.members.length
  const inLong = new Uint32Array(ways)
  const inShort = new Uint32Array(ways)
  for (let way = 0; way < ways; way++) {
    const member = found.members[way]!
    inShort[way] = Math.floor(member / long.count)
    inLong[way] = member - inShort[way]! * long.count
  }
  const loss = left.loss.map((lost, actor) => lost + right.loss[actor]!)
  const made: Making = { kind: 'product', left: long, right: short }
  return pointSet(columns, found, { left: inLong, right: inShort, made, loss })
}

/** Every point of `short` with each of `long`: a run of sorted sums for each of the former. */
function sums(long: Float64Array, short: Float64Array): Float64Array {
  const out = new Float64Array(long.length * short.length)
  let k = 0
  for (let j = 0; j < short.length; j++) {
    const add = short[j]!
    for (let i = 0; i < long.length; i++) out[k++] = long[i]! + add
  }
  return out
}

/** The undominated points of an issue's options, each worth `worth[actor][option]` on top of the points of its part.
 *  A part that is null bars the option. All ties kept. */
export function chooseOption(
  issue: number,
  parts: readonly (PointSet | null)[],
  worth: readonly ArrayLike<number>[],
): PointSet {
  const total = parts.reduce((sum, part) => sum + (part?.count ?? 0), 0)
  const columns = worth.map(() => new Float64Array(total))
  const option = new Uint32Array(total)
  const point = new Uint32Array(total)
  let start = 0
  parts.forEach((part, o) => {
    if (part === null) return
    worth.forEach((points, actor) => {
      const from = part.columns[actor]!
      const to = columns[actor]!
      for (let p = 0; p < part.count; p++) to[start + p] = from[p]! + points[o]!
    })
    for (let p = 0; p < part.count; p++) {
      option[start + p] = o
      point[start + p] = p
    }
    start += part.count
  })
  const found = skyline(columns, total)
  const pick = (of: Uint32Array): Uint32Array => found.members.map((member) => of[member]!)
  const loss = worth.map((_, actor) => Math.max(0, ...parts.map((part) => part?.loss[actor] ?? 0)))
  const made: Making = { kind: 'choice', issue, parts }
  return pointSet(columns, found, { left: pick(option), right: pick(point), made, loss })
}

/** The points of a skyline, with how they are made. */
export function pointSet(
  columns: readonly Float64Array[],
  found: Skyline,
  ways: Pick<PointSet, 'left' | 'right' | 'made' | 'loss'>,
): PointSet {
  const kept = columns.map((column) => {
    const values = new Float64Array(found.count)
    for (let p = 0; p < found.count; p++) values[p] = column[found.members[found.first[p]!]!]!
    return values
  })
  return { count: found.count, columns: kept, first: found.first, ...ways }
}
