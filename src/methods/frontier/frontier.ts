import { eliminate } from './eliminate.ts'
import { eliminationOrder } from './elimination-order.ts'
import { enumerateFrontier, MOST_ENUMERABLE } from './enumerate.ts'
import type { PointSet } from './point-set.ts'
import type { Problem, RuleTable } from './problem.ts'
import { checkProblem } from './problem.ts'
import type { FrontierLimits } from './thin-frontier.ts'

/** How much work a frontier may take before it is bounded instead of computed. */
export interface SettlementLimits extends FrontierLimits {
  /** Combinations of coupled options that elimination may meet in one step. */
  readonly combinations: number
  /** Packages that may be enumerated. */
  readonly packages: number
}

/** At worst half a minute and half a gigabyte (five opposed actors over 10^12 packages, on one shared core). */
export const defaultLimits: SettlementLimits = Object.freeze({
  points: 500_000,
  candidates: 4_000_000,
  combinations: 1_000_000,
  packages: 50_000_000,
})

/** The Pareto frontier of a problem, and what it proves.
 *  - `exact`: every Pareto-optimal package, ties included, and no other.
 *  - `within`: real packages; every package has one of them that falls short of it by `loss` (by actor) at most, for
 *    all actors at once.
 *  - `relaxed`: exact, or within `loss`, but for the rules in `ignored` (indices), which couple too many issues. No
 *    allowed package beats these by more than `loss`; where that is 0, those of them that meet every rule are
 *    Pareto-optimal.
 *  - `refused`: neither fits the limits.
 *  - `empty`: the rules allow no package. */
export type FrontierResult =
  | { readonly kind: 'exact'; readonly method: 'elimination' | 'enumeration'; readonly set: PointSet }
  | { readonly kind: 'within'; readonly loss: readonly number[]; readonly set: PointSet; readonly says: string }
  | {
      readonly kind: 'relaxed'
      readonly ignored: readonly number[]
      readonly loss: readonly number[]
      readonly set: PointSet
      readonly says: string
    }
  | { readonly kind: 'refused'; readonly says: string }
  | { readonly kind: 'empty' }

/** The Pareto frontier of additive points under rules and interactions: by variable elimination where the coupling
 *  allows it, else by enumeration, else bounded, which the result then says.
 *  @throws RangeError if the tables of the problem do not fit together. */
export function frontier(problem: Problem, limits: SettlementLimits = defaultLimits): FrontierResult {
  checkProblem(problem)
  const order = eliminationOrder(problem)
  if (order.widest <= limits.combinations) return byElimination(problem, order.issues, limits)
  const count = problem.sizes.reduce((product, size) => product * size, 1)
  if (count <= Math.min(limits.packages, MOST_ENUMERABLE)) {
    const set = enumerateFrontier(problem, count)
    return set === null ? { kind: 'empty' } : { kind: 'exact', method: 'enumeration', set }
  }
  return withoutWidestRules(problem, limits)
}

function byElimination(problem: Problem, order: readonly number[], limits: SettlementLimits): FrontierResult {
  const set = eliminate(problem, order, limits)
  if (set === null) return { kind: 'empty' }
  if (set.loss.every((lost) => lost === 0)) return { kind: 'exact', method: 'elimination', set }
  const says =
    `the frontier has more than ${limits.points} points on the way and was thinned: for each package one is` +
    ' listed that falls short of it by the loss stated at most, for every actor at once'
  return { kind: 'within', loss: set.loss, set, says }
}

/** Leaves out rules, those over most combinations first, until elimination fits: fewer rules allow more packages, so
 *  that the frontier found bounds the true one from above. */
function withoutWidestRules(problem: Problem, limits: SettlementLimits): FrontierResult {
  const bySize = [...problem.rules.keys()].sort((a, b) => size(problem.rules[a]!) - size(problem.rules[b]!))
  while (bySize.length > 0) {
    bySize.pop()
    const kept = new Set(bySize)
    const looser = { ...problem, rules: problem.rules.filter((_, k) => kept.has(k)) }
    const order = eliminationOrder(looser)
    if (order.widest > limits.combinations) continue
    const set = eliminate(looser, order.issues, limits)
    if (set === null) return { kind: 'empty' }
    const ignored = [...problem.rules.keys()].filter((k) => !kept.has(k))
    const exact = set.loss.every((lost) => lost === 0)
    const says =
      `${ignored.length} of ${problem.rules.length} rules couple too many issues and were left out: ` +
      (exact
        ? 'no allowed package beats this frontier, and its members that meet every rule are Pareto-optimal'
        : 'no allowed package beats this frontier by more than the loss stated')
    return { kind: 'relaxed', ignored, loss: set.loss, set, says }
  }
  const { widest } = eliminationOrder({ ...problem, rules: [] })
  const says =
    `the interactions couple ${widest} combinations of options at once, more than ${limits.combinations},` +
    ` and there are more than ${limits.packages} packages to enumerate`
  return { kind: 'refused', says }
}

function size(rule: RuleTable): number {
  return rule.allowed.length
}
