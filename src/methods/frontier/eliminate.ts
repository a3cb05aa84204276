import { chooseOption, mergeFrontiers } from './merge-frontier.ts'
import type { PointSet } from './point-set.ts'
import { nothingSettled } from './point-set.ts'
import type { Interaction, Problem, RuleTable } from './problem.ts'
import { advance, tableSize } from './problem.ts'
import type { FrontierLimits } from './thin-frontier.ts'
import { thinFrontier } from './thin-frontier.ts'

/** Frontiers of what has been settled so far, one for each combination of options on the open issues that it
 *  touches. */
interface Settled {
  readonly issues: readonly number[]
  /** By mixed-radix index, first issue least significant; null where no allowed package has that combination. */
  readonly sets: readonly (PointSet | null)[]
}

/** The frontier of additive points under rules and interactions by variable elimination (bucket elimination with
 *  frontiers for values: Dechter 1999; Rollón & Larrosa 2006): issues are settled one at a time, each together with the
 *  tables that mention it, and keep a frontier for each combination of the open issues they are coupled to. Issues that
 *  nothing couples are merged directly. The work grows with the frontiers and the coupling, not with the packages.
 *  @returns null if no package is allowed. */
export function eliminate(problem: Problem, order: readonly number[], limits: FrontierLimits): PointSet | null {
  const none = nothingSettled(problem.points.length)
  let rules = problem.rules
  let interactions = problem.interactions
  let settled: Settled[] = []
  for (const issue of order) {
    const touches = (table: { readonly issues: readonly number[] }): boolean => table.issues.includes(issue)
    const bucket: Bucket = {
      problem,
      issue,
      none,
      limits,
      rules: rules.filter(touches),
      interactions: interactions.filter(touches),
      settled: settled.filter(touches),
    }
    rules = rules.filter((table) => !touches(table))
    interactions = interactions.filter((table) => !touches(table))
    settled = settled.filter((table) => !touches(table))
    const next = settle(bucket)
    if (next.sets.every((set) => set === null)) return null
    settled.push(next)
  }
  // What is left touches no issue: a rule over none, which allows all or nothing, or points that everybody gets.
  if (rules.some((rule) => rule.allowed[0] === 0)) return null
  return mergeAll(
    settled.map((table) => table.sets[0]!),
    none,
    limits,
  )
}

interface Bucket {
  readonly problem: Problem
  readonly issue: number
  readonly none: PointSet
  readonly limits: FrontierLimits
  readonly rules: readonly RuleTable[]
  readonly interactions: readonly Interaction[]
  readonly settled: readonly Settled[]
}

/** Settles one issue: its best choices for each combination of the open issues around it. */
function settle(bucket: Bucket): Settled {
  const {
    issue,
    problem: { sizes },
  } = bucket
  const around = new Set<number>()
  for (const table of [...bucket.rules, ...bucket.interactions, ...bucket.settled]) {
    for (const other of table.issues) if (other !== issue) around.add(other)
  }
  const issues = [...around].sort((a, b) => a - b)
  const options = issues.map(() => 0)
  const chosen = sizes.map(() => 0)
  const sets: (PointSet | null)[] = []
  for (let k = tableSize(sizes, issues); k > 0; k--) {
    issues.forEach((other, at) => {
      chosen[other] = options[at]!
    })
    sets.push(bestChoices(bucket, chosen))
    advance(options, issues, sizes)
  }
  return { issues, sets }
}

function bestChoices(bucket: Bucket, chosen: number[]): PointSet | null {
  const {
    issue,
    problem: { sizes, points },
  } = bucket
  const size = sizes[issue]!
  const worth = points.map((sheet) => Float64Array.from(sheet[issue]!))
  const parts: (PointSet | null)[] = []
  for (let option = 0; option < size; option++) {
    chosen[issue] = option
    for (const { issues, points: extra } of bucket.interactions) {
      const at = indexIn(issues, sizes, chosen)
      extra.forEach((row, actor) => {
        worth[actor]![option] = worth[actor]![option]! + row[at]!
      })
    }
    parts.push(partFor(bucket, chosen))
  }
  if (parts.every((part) => part === null)) return null
  return thinFrontier(chooseOption(issue, parts, worth), bucket.limits.points)
}

/** What goes with the options chosen, or null where a rule bars them. */
function partFor(bucket: Bucket, chosen: readonly number[]): PointSet | null {
  const {
    problem: { sizes },
  } = bucket
  if (bucket.rules.some((rule) => rule.allowed[indexIn(rule.issues, sizes, chosen)] === 0)) return null
  const sets = bucket.settled.map((table) => table.sets[indexIn(table.issues, sizes, chosen)]!)
  return sets.some((set) => set === null) ? null : mergeAll(sets, bucket.none, bucket.limits)
}

function indexIn(issues: readonly number[], sizes: readonly number[], chosen: readonly number[]): number {
  let at = 0
  let stride = 1
  for (const issue of issues) {
    at += chosen[issue]! * stride
    stride *= sizes[issue]!
  }
  return at
}

/** Merges the small sets first, so that the large ones are met late and few times. */
function mergeAll(sets: readonly PointSet[], none: PointSet, limits: FrontierLimits): PointSet {
  const byCount = [...sets].sort((a, b) => a.count - b.count)
  const [first = none, ...rest] = byCount
  return rest.reduce((merged, next) => {
    const room = Math.max(1, Math.floor(limits.candidates / next.count))
    return thinFrontier(mergeFrontiers(thinFrontier(merged, room), next), limits.points)
  }, first)
}
