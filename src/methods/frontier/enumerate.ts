import { pointSet } from './merge-frontier.ts'
import { skyline } from './pareto.ts'
import type { PointSet } from './point-set.ts'
import type { Problem } from './problem.ts'

/** Packages evaluated at a time: the columns of a chunk stay in cache. */
const CHUNK = 16_384

/** Most packages that can be enumerated: their numbers fit 32 bits. */
export const MOST_ENUMERABLE: number = 2 ** 32 - 1

/** The frontier by looking at every package, in chunks of typed columns, whatever the coupling. Ties kept.
 *  Time grows with the number of packages; memory with the frontier.
 *  @param count number of packages, at most {@link MOST_ENUMERABLE}. @returns null if no package is allowed. */
export function enumerateFrontier(problem: Problem, count: number): PointSet | null {
  if (count > MOST_ENUMERABLE) throw new RangeError('too many packages to enumerate')
  let best: Packages = { numbers: new Uint32Array(0), columns: problem.points.map(() => new Float64Array(0)) }
  const walker = newWalker(problem)
  for (let start = 0; start < count; start += CHUNK) {
    const chunk = evaluate(problem, walker, start, Math.min(count, start + CHUNK))
    best = frontierOf(join(best, frontierOf(chunk)))
  }
  if (best.numbers.length === 0) return null
  return pointSet(best.columns, skyline(best.columns, best.numbers.length), packagesAsWays(problem, best))
}

interface Packages {
  readonly numbers: Uint32Array
  readonly columns: readonly Float64Array[]
}

function packagesAsWays(problem: Problem, best: Packages): Pick<PointSet, 'left' | 'right' | 'made' | 'loss'> {
  const order = skyline(best.columns, best.numbers.length).members
  return {
    left: order.map((member) => best.numbers[member]!),
    right: new Uint32Array(order.length),
    made: { kind: 'packages', sizes: problem.sizes },
    loss: problem.points.map(() => 0),
  }
}

function frontierOf(packages: Packages): Packages {
  const { members } = skyline(packages.columns, packages.numbers.length)
  return {
    numbers: members.map((member) => packages.numbers[member]!),
    columns: packages.columns.map((column) => Float64Array.from(members, (member) => column[member]!)),
  }
}

function join(a: Packages, b: Packages): Packages {
  const numbers = new Uint32Array(a.numbers.length + b.numbers.length)
  numbers.set(a.numbers)
  numbers.set(b.numbers, a.numbers.length)
  const columns = a.columns.map((column, actor) => {
    const both = new Float64Array(numbers.length)
    both.set(column)
    both.set(b.columns[actor]!, column.length)
    return both
  })
  return { numbers, columns }
}

/** An odometer over the packages, and the place of the present one in each table. */
interface Walker {
  readonly options: number[]
  /** By table (rules, then interactions): how far the index moves for each option of each issue. */
  readonly strides: readonly Int32Array[]
  readonly at: Int32Array
  /** By issue: the tables that mention it. */
  readonly touched: readonly (readonly number[])[]
}

function newWalker(problem: Problem): Walker {
  const tables = [...problem.rules, ...problem.interactions]
  const strides = tables.map((table) => {
    const stride = new Int32Array(problem.sizes.length)
    table.issues.reduce((place, issue) => {
      stride[issue] = place
      return place * problem.sizes[issue]!
    }, 1)
    return stride
  })
  const touched = problem.sizes.map((_, issue) => [...tables.keys()].filter((k) => strides[k]![issue]! > 0))
  return { options: problem.sizes.map(() => 0), strides, at: new Int32Array(tables.length), touched }
}

/** Moves to the next package. */
function step(walker: Walker, sizes: readonly number[]): void {
  const { options, strides, at, touched } = walker
  for (let issue = 0; issue < sizes.length; issue++) {
    const wraps = options[issue]! === sizes[issue]! - 1
    const change = wraps ? -options[issue]! : 1
    options[issue] = options[issue]! + change
    for (const k of touched[issue]!) at[k] = at[k]! + change * strides[k]![issue]!
    if (!wraps) return
  }
}

/** The allowed packages from `start` to before `end`; the walker stands at `start`, and at `end` afterwards. */
function evaluate(problem: Problem, walker: Walker, start: number, end: number): Packages {
  const numbers = new Uint32Array(end - start)
  const columns = problem.points.map(() => new Float64Array(end - start))
  const { rules, interactions, points, sizes } = problem
  let size = 0
  for (let deal = start; deal < end; deal++, step(walker, sizes)) {
    if (!rules.every((rule, k) => rule.allowed[walker.at[k]!] === 1)) continue
    for (let actor = 0; actor < points.length; actor++) {
      let sum = 0
      for (let issue = 0; issue < sizes.length; issue++) sum += points[actor]![issue]![walker.options[issue]!]!
      for (let k = 0; k < interactions.length; k++) {
        sum += interactions[k]!.points[actor]![walker.at[rules.length + k]!]!
      }
      columns[actor]![size] = sum
    }
    numbers[size++] = deal
  }
  return { numbers: numbers.slice(0, size), columns: columns.map((column) => column.slice(0, size)) }
}
