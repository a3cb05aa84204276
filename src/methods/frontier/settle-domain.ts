import type { Domain } from './domain.ts'
import { egalitarian } from './egalitarian.ts'
import type { FrontierResult, SettlementLimits } from './frontier.ts'
import { defaultLimits, frontier } from './frontier.ts'
import type { GridPoints, Reading } from './grid-points.ts'
import { gridOfProfile } from './grid-points.ts'
import { individuallyRational } from './individually-rational.ts'
import { kalaiSmorodinsky } from './kalai-smorodinsky.ts'
import { asymmetricNash, nash } from './nash.ts'
import type { Solution } from './solution.ts'
import { utilitarian } from './utilitarian.ts'

/** A domain settled for its profiles: the frontier and the points that the solution concepts select on it. */
export interface DomainSettlement {
  readonly result: FrontierResult
  /** Utility by actor and frontier point, in the units of the reading. */
  readonly utilities: readonly Float64Array[]
  /** No-deal value by actor, in the same units; 0 where the file gives none. */
  readonly noDeal: readonly number[]
  /** Utility of a unit of the points of the result, by actor. */
  readonly units: readonly number[]
  /** Frontier points that beat no deal for all. */
  readonly rational: readonly number[]
  /** Whether the utilities are those written, to the last digit, rather than rounded to a part in 2^52. */
  readonly asWritten: boolean
  readonly solutions: {
    readonly nash: Solution
    readonly kalaiSmorodinsky: Solution
    readonly egalitarian: Solution
    readonly utilitarian: Solution
    /** Null where no weights were asked for. */
    readonly asymmetricNash: Solution | null
  }
}

export interface DomainQuestion {
  readonly reading: Reading
  /** Nash weights by profile, null for the symmetric solution only. */
  readonly weights: readonly number[] | null
  readonly limits: SettlementLimits
}

export const plainQuestion: DomainQuestion = Object.freeze({
  reading: 'normalised',
  weights: null,
  limits: defaultLimits,
})

/** Frontier and solutions of a domain. The rows of each solution are points of the frontier.
 *  @throws RangeError if the domain has no profile, or weights do not fit. */
export function settleDomain(domain: Domain, question: DomainQuestion = plainQuestion): DomainSettlement {
  const grids = domain.profiles.map((profile) => gridOfProfile(profile, question.reading))
  const result = frontier(
    {
      sizes: domain.issues.map((issue) => issue.values.length),
      points: grids.map((grid) => grid.points),
      rules: [],
      interactions: [],
    },
    question.limits,
  )
  const columns = 'set' in result ? result.set.columns : grids.map(() => new Float64Array(0))
  const noDeal = grids.map((grid) => (grid.noDeal === -Infinity ? 0 : grid.noDeal))
  return {
    result,
    asWritten: grids.every((grid) => grid.exact),
    utilities: columns.map((column, actor) => column.map((value) => value * grids[actor]!.unit)),
    noDeal: noDeal.map((value, actor) => domain.profiles[actor]!.noDeal ?? value * grids[actor]!.unit),
    units: grids.map((grid) => grid.unit),
    rational: individuallyRational(columns, noDeal),
    solutions: solutionsOn(columns, noDeal, grids, question.weights),
  }
}

/** Nash and Kalai–Smorodinsky do not depend on the actors' units, so they take the exact integers. The others compare
 *  utilities between actors, which needs a common unit. */
function solutionsOn(
  columns: readonly Float64Array[],
  noDeal: readonly number[],
  grids: readonly GridPoints[],
  weights: readonly number[] | null,
): DomainSettlement['solutions'] {
  const gains = columns.map((column, actor) => column.map((value) => (value - noDeal[actor]!) * grids[actor]!.unit))
  const none = gains.map(() => 0)
  return {
    nash: nash(
      columns,
      noDeal,
      grids.map((grid) => grid.unit),
    ),
    kalaiSmorodinsky: kalaiSmorodinsky(columns, noDeal),
    egalitarian: egalitarian(gains, none),
    utilitarian: utilitarian(gains, none),
    asymmetricNash: weights === null ? null : asymmetricNash(columns, noDeal, weights),
  }
}
