/** The frontier of a domain and its solutions, as a record and as CSV. */
import { defined } from '../../case/defined.ts'
import { packagesAt, tieCounts } from '../../methods/frontier/point-set.ts'
import type { Domain } from '../../methods/frontier/domain.ts'
import type { Reading } from '../../methods/frontier/grid-points.ts'
import type { DomainSettlement } from '../../methods/frontier/settle-domain.ts'
import type { Solution } from '../../methods/frontier/solution.ts'
import { writeCsv } from '../../text/write-csv.ts'

/** The frontier of a domain and its solutions as plain data, for JSON. */
export interface FrontierRecord {
  readonly domain: string
  readonly reading: Reading
  /** Whether utilities are those written to the last digit, or rounded to a part in 2^41 or less. */
  readonly asWritten: boolean
  readonly issues: Domain['issues']
  readonly actors: readonly { readonly name: string; readonly noDeal: number; readonly noDealGiven: boolean }[]
  /** Number of packages, in full. */
  readonly packages: string
  readonly result: 'exact' | 'rounded' | 'within' | 'relaxed' | 'refused' | 'empty'
  /** What was bounded or rounded and how, where the result is not exact. */
  readonly says: string | null
  /** By actor, where the result is not exact. */
  readonly loss: readonly number[] | null
  readonly frontier: readonly FrontierPoint[]
  /** Points of the frontier, by concept. */
  readonly solutions: Readonly<Record<string, { readonly value: number | null; readonly points: readonly number[] }>>
}

export interface FrontierPoint {
  readonly utilities: readonly number[]
  readonly beatsNoDeal: boolean
  /** Number of packages with these utilities, in full. */
  readonly count: string
  /** The first of them, as values by issue. */
  readonly packages: readonly (readonly string[])[]
}

/** Names of the solutions, as people read them. */
export const CONCEPT_NAMES: Readonly<Record<string, string>> = {
  nash: 'Nash',
  asymmetricNash: 'asymmetric Nash',
  kalaiSmorodinsky: 'Kalai–Smorodinsky',
  egalitarian: 'egalitarian',
  utilitarian: 'utilitarian',
}

/** @param listed packages listed for a point at most; all are counted. */
export function frontierRecord(
  domain: Domain,
  reading: Reading,
  settled: DomainSettlement,
  listed: number,
): FrontierRecord {
  const { result, solutions } = settled
  const named: readonly (readonly [string, Solution | null])[] = Object.entries(solutions)
  return {
    domain: domain.name,
    reading,
    asWritten: settled.asWritten,
    issues: domain.issues,
    actors: domain.profiles.map(({ name, noDeal, noDealPackage }, k) => ({
      name,
      noDeal: defined(settled.noDeal[k]),
      noDealGiven: noDeal !== null || noDealPackage !== null,
    })),
    packages: String(domain.issues.reduce((count, { values }) => count * BigInt(values.length), 1n)),
    ...stated(settled),
    loss: 'loss' in result ? result.loss.map((lost, actor) => lost * defined(settled.units[actor])) : null,
    frontier: points(domain, settled, listed),
    solutions: Object.fromEntries(
      named.flatMap(([name, solution]) =>
        solution === null
          ? []
          : [[name, { value: Number.isFinite(solution.value) ? solution.value : null, points: solution.rows }]],
      ),
    ),
  }
}

/** What was rounded is not called exact. */
function stated({ result, asWritten }: DomainSettlement): Pick<FrontierRecord, 'result' | 'says'> {
  if (result.kind === 'exact' && !asWritten) return { result: 'rounded', says: ROUNDED }
  return { result: result.kind, says: 'says' in result ? result.says : null }
}

const ROUNDED =
  'The numbers have more digits than sums can hold and were rounded, to less than a millionth of a millionth of the best package for each issue:' +
  ' of two packages that are closer than that to an actor, the wrong one may be listed'

function points(domain: Domain, settled: DomainSettlement, listed: number): FrontierPoint[] {
  if (!('set' in settled.result)) return []
  const { set } = settled.result
  const counts = tieCounts(set)
  const rational = new Set(settled.rational)
  return counts.map((count, row) => {
    const packages: string[][] = []
    for (const options of packagesAt(set, row, domain.issues.length)) {
      if (packages.length === listed) break
      packages.push(options.map((option, issue) => defined(defined(domain.issues[issue]).values[option])))
    }
    return {
      utilities: settled.utilities.map((column) => defined(column[row])),
      beatsNoDeal: rational.has(row),
      count: String(count),
      packages,
    }
  })
}

/** One line a listed package: utilities by actor, whether it beats no deal for all, the solutions that select it,
 *  values by issue. RFC 4180, with a header. */
export function frontierCsv(record: FrontierRecord): string {
  const header = [
    'point',
    ...record.actors.map(({ name }) => `utility ${name}`),
    'beats no deal',
    'ties',
    'selected by',
    ...record.issues.map(({ name }) => name),
  ]
  const rows = record.frontier.flatMap((point, k) => {
    const by = Object.entries(record.solutions).flatMap(([name, { points: on }]) =>
      on.includes(k) ? [defined(CONCEPT_NAMES[name])] : [],
    )
    const both = point.beatsNoDeal ? 'yes' : 'no'
    const start = [String(k), ...point.utilities.map(String), both, point.count, by.join('; ')]
    return point.packages.map((values) => [...start, ...values])
  })
  return writeCsv([header, ...rows])
}
