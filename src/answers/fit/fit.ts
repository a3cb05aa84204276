/** `fit`: the front of a case estimated from a series up to its date. */
import { defined } from '../../case/defined.ts'
import type { Case, FrontFit } from '../../case/types.ts'
import { mean as meanOf } from '../../math/distribution.ts'
import { log } from '../../math/elementary.ts'
import { seedOf, streamOf } from '../../math/philox.ts'
import type { FrontSeries } from '../../formats/series-csv.ts'
import { ar1Draws, AR1_PARAMETERS, ar1Paths, lastSeen, sampleAr1 } from '../../methods/series/ar1-t5.ts'
import type { Chains } from '../../methods/series/adaptive-metropolis.ts'
import { convergenceOf, LARGEST_R_HAT, LEAST_ESS_A_CHAIN } from '../../methods/series/convergence.ts'
import { ar1PriorOf, DEFAULT_CHAINS, localLevelPriorOf, scalesOf } from '../../methods/series/defaults.ts'
import {
  LOCAL_LEVEL_PARAMETERS,
  localLevelDraws,
  localLevelPaths,
  sampleLocalLevel,
} from '../../methods/series/local-level.ts'
import type { DrivenSeries } from '../../methods/series/local-level.ts'
import { ENGINE_VERSION } from '../../version.ts'
import type { FitRecord, FittedParameter } from './record.ts'
import { five, meanAndSd, numbersOf, rankCorrelation } from './numbers.ts'
import { pullViews } from './views.ts'

export interface FitQuestion {
  readonly model: 'localLevel' | 'ar1'
  readonly seed: number
  readonly chains: Chains
}

export const DEFAULT_FIT: FitQuestion = { model: 'localLevel', seed: 2025, chains: DEFAULT_CHAINS }

/** Months that a fit needs: with fewer the beliefs before the series decide alone. */
export const LEAST_MONTHS = 6
const HORIZONS = [1, 3, 6, 9, 12, 18, 24]

/** What a fit is of: a case with a war, and a series that ends by its date, with the digests of both. */
export interface FitSubject {
  readonly case: Case
  readonly digest: string
  readonly series: FrontSeries
  readonly seriesDigest: string
}

type Sampled = readonly (readonly Float64Array[])[]

/** @throws RangeError where the case has no war, or the series too few months. */
export function fitFront(subject: FitSubject, question: FitQuestion = DEFAULT_FIT): FitRecord {
  const { case: theCase, series } = subject
  if (!theCase.war) throw new RangeError(`case ${theCase.id} has no \`war\`, so there is no front to fit`)
  if (theCase.war.fronts) throw new RangeError(`case ${theCase.id} has several fronts: a fit is of one`)
  const observed = Array.from(series.changes).filter((x) => x === x).length
  if (observed < LEAST_MONTHS)
    throw new RangeError(`a fit needs ${LEAST_MONTHS} observed months, the series has ${observed}`)
  const given = theCase.war.front.fit
  return question.model === 'ar1' ? fitAr1(subject, question, given) : fitLocalLevel(subject, question, given)
}

function fitLocalLevel(subject: FitSubject, question: FitQuestion, given: FrontFit | null): FitRecord {
  const { changes } = subject.series
  const scales = given ?? scalesOf(changes)
  const random = { seed: seedOf(question.seed), stream: streamOf('fit/local-level') }
  const prior = localLevelPriorOf(scales, [])
  const plain: DrivenSeries = { changes, driver: null }
  const chains = sampleLocalLevel(plain, prior, question.chains, random)
  const draws = localLevelDraws(plain, prior, chains)
  const paths = localLevelPaths(draws, defined(HORIZONS.at(-1)), { ...random, stream: streamOf('fit/paths') })
  const driven = drivenSeries(subject.series)
  const pulls = given && driven ? pullViews(driven, scales, given.pull, question) : null
  const level = levelAtDate(draws, question.seed)
  return {
    ...header(subject, question, given),
    series: { ...ofSeries(subject), driven: driven ? countOf(driven.changes) : 0 },
    ...parametersOf(chains, LOCAL_LEVEL_PARAMETERS.slice(0, 2), question),
    views: pulls?.views ?? [],
    evidenceRatio: pulls?.ratio ?? null,
    ahead: aheadOf(paths),
    numbers: [
      ...numbersOf([
        ['war.front.rate', level],
        ['war.front.shock', draws.levelSd],
        ['war.front.noise', draws.noiseSd],
      ]),
      ...(pulls?.views ?? []).map(({ id, after }) => ({
        id: 'war.front.pull',
        option: id,
        of: { kind: 'normal', mean: after.mean, sd: after.sd } as const,
      })),
    ],
    correlations: [
      { between: ['war.front.shock', 'war.front.noise'], rho: rankCorrelation(draws.levelSd, draws.noiseSd) },
      { between: ['war.front.rate', 'war.front.noise'], rho: rankCorrelation(level, draws.noiseSd) },
    ],
    remarks: remarksOf(subject, given, pulls !== null),
  }
}

function fitAr1(subject: FitSubject, question: FitQuestion, given: FrontFit | null): FitRecord {
  const { changes } = subject.series
  const random = { seed: seedOf(question.seed), stream: streamOf('fit/ar1') }
  const chains = sampleAr1(changes, ar1PriorOf(given ?? scalesOf(changes)), question.chains, random)
  const draws = ar1Draws(changes, chains)
  const paths = ar1Paths(draws, defined(HORIZONS.at(-1)), { ...random, stream: streamOf('fit/paths') })
  return {
    ...header(subject, question, given),
    series: { ...ofSeries(subject), driven: 0 },
    ...parametersOf(chains, AR1_PARAMETERS, question),
    views: [],
    evidenceRatio: null,
    ahead: aheadOf(paths),
    numbers: [
      { id: 'war.front.rate', option: null, of: { kind: 'fixed', value: lastSeen(changes) } },
      ...numbersOf([
        ['war.front.level', draws.mean],
        ['war.front.fade', draws.fade],
        ['war.front.shock', draws.shock],
      ]),
    ],
    correlations: [{ between: ['war.front.level', 'war.front.fade'], rho: rankCorrelation(draws.mean, draws.fade) }],
    remarks: remarksOf(subject, given, false),
  }
}

function header(subject: FitSubject, question: FitQuestion, given: FrontFit | null) {
  const { id, asOf } = subject.case
  const { shock, noise, leastNoise } = given ?? scalesOf(subject.series.changes)
  return {
    armistice: 1,
    kind: 'fit',
    engine: ENGINE_VERSION,
    case: { id, asOf, digest: subject.digest },
    model: question.model,
    seed: question.seed,
    chains: question.chains,
    prior: { scales: given ? 'case' : 'series', shock, noise, leastNoise },
    told: [],
  } as const
}

const countOf = (changes: ArrayLike<number>): number => Array.from(changes).filter((x) => x === x).length

function ofSeries({ series, seriesDigest }: FitSubject) {
  const observed = countOf(series.changes)
  const { months } = series
  return {
    digest: seriesDigest,
    from: defined(months[0]),
    to: defined(months.at(-1)),
    observed,
    missing: months.length - observed,
  }
}

/** The series with the ratio of fire as its driver: a month without a ratio counts as not observed. Null where no ratio
 *  is left. */
function drivenSeries({ changes, fireRatio }: FrontSeries): DrivenSeries | null {
  if (!fireRatio) return null
  const last = lastSeen(fireRatio)
  if (!(last > 0)) return null
  return {
    changes: changes.map((x, t) => (defined(fireRatio[t]) > 0 ? x : Number.NaN)),
    driver: fireRatio.map((ratio) => (ratio > 0 ? log(ratio / last) : 0)),
  }
}

/** The level in the last month of the series: the filter's, before it fades into the next. */
function levelAtDate(draws: ReturnType<typeof localLevelDraws>, seed: number): Float64Array {
  // A path of one step starts at the next level; without noise and shocks of its own that is the level of the last
  // month, faded.
  const still = {
    ...draws,
    noiseSd: new Float64Array(draws.noiseSd.length),
    nextMean: draws.nextMean.map((mean) => mean / draws.fade),
    nextVariance: draws.nextVariance.map(
      (v, d) => Math.max(0, v - defined(draws.levelSd[d]) ** 2) / (draws.fade * draws.fade),
    ),
  }
  const paths = localLevelPaths(still, 1, { seed: seedOf(seed), stream: streamOf('fit/level') })
  return Float64Array.from(paths, ([level]) => defined(level))
}

function parametersOf(
  chains: Sampled,
  names: readonly string[],
  question: FitQuestion,
): { parameters: readonly FittedParameter[]; converged: boolean } {
  const parameters = names.map((name, c): FittedParameter => {
    const columns = chains.map((chain) => defined(chain[c]))
    const draws = columns.flatMap((column) => Array.from(column))
    const { rHat, bulkEss, tailEss } = convergenceOf(columns)
    const known = (x: number): number | null => (Number.isFinite(x) ? x : null)
    return {
      name,
      ...meanAndSd(draws),
      quantiles: five(draws),
      rHat: known(rHat),
      bulkEss: known(bulkEss),
      tailEss: known(tailEss),
    }
  })
  const least = LEAST_ESS_A_CHAIN * question.chains.chains
  const converged = parameters.every(
    ({ rHat, bulkEss, tailEss }) =>
      rHat !== null && rHat <= LARGEST_R_HAT && defined(bulkEss) >= least && (tailEss ?? least) >= least,
  )
  return { parameters, converged }
}

function aheadOf(paths: readonly Float64Array[]): FitRecord['ahead'] {
  return HORIZONS.map((months) => {
    const sums = paths.map((path) => path.subarray(0, months).reduce((a, b) => a + b, 0))
    return { months, quantiles: five(sums), loss: sums.filter((x) => x < 0).length / sums.length }
  })
}

function remarksOf(subject: FitSubject, given: FrontFit | null, pulled: boolean): string[] {
  const { front } = defined(subject.case.war)
  const remarks: string[] = []
  if (!given)
    remarks.push(
      'the case says nothing of beliefs before the series (`war.front.fit`): their scales are taken from the series itself',
    )
  const suspect = unitRemark(subject)
  if (suspect) remarks.push(suspect)
  if (front.fire && !pulled) {
    remarks.push(
      'the pull of the ratio of fire is left as the case has it: it needs a column `fire_ratio`, the model `localLevel`, and views in `war.front.fit.pull`',
    )
  }
  if (front.strength) remarks.push('the pull of the ratio of men is left as the case has it: no series of it is read')
  return remarks
}

/** So many times the advance that the case has, or a part so small, looks like another unit. */
const OTHER_UNIT = 30

/** Says where the last months of the series are of another order than the advance of the case; null where they are not,
 *  or nothing can be told. */
export function unitRemark({ case: theCase, series }: FitSubject): string | null {
  const { spread, factor } = defined(theCase.quantities[defined(theCase.war).front.rate])
  const rate = spread.kind === 'plain' ? Math.abs(meanOf(spread.of) * factor) : Number.NaN
  const last = Array.from(series.changes)
    .filter((x) => x === x)
    .slice(-3)
  const seen = Math.abs(last.reduce((sum, x) => sum + x, 0) / last.length)
  if (!(rate > 0) || !(seen > 0) || (seen < rate * OTHER_UNIT && rate < seen * OTHER_UNIT)) return null
  const months = `${Number(seen.toPrecision(2))} km² a month in the last three months`
  return `the series has ${months}, the case ${Number(rate.toPrecision(2))}: is the series in another unit?`
}
