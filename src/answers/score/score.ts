/** `score`: a forecast against what came, beside forecasts that need no model. */
import { defined } from '../../case/defined.ts'
import type { Case } from '../../case/types.ts'
import type { FrontSeries } from '../../formats/series-csv.ts'
import type { Outcomes } from '../../formats/outcomes-csv.ts'
import { seedOf } from '../../math/philox.ts'
import { brier, brierParts } from '../../methods/scoring/brier.ts'
import type { BrierParts } from '../../methods/scoring/brier.ts'
import { calibration, spiegelhalter } from '../../methods/scoring/calibration.ts'
import type { CalibrationBin } from '../../methods/scoring/calibration.ts'
import { eventLogScore } from '../../methods/scoring/log-score.ts'
import { rollingScores, scoreLines } from '../../methods/scoring/rolling.ts'
import type { ScoreLine } from '../../methods/scoring/rolling.ts'
import { scoreEnsemble } from '../../methods/scoring/score-ensemble.ts'
import type { EnsembleScore } from '../../methods/scoring/score-ensemble.ts'
import { cumulative } from '../../methods/series/baselines.ts'
import { ar1PriorOf, localLevelPriorOf, scalesOf } from '../../methods/series/defaults.ts'
import { ar1Forecaster, BASELINES, localLevelForecaster, poolOf } from '../../methods/series/forecasters.ts'
import type { Forecaster } from '../../methods/series/forecasters.ts'
import type { Diagnostic } from '../../text/diagnostic.ts'
import { ENGINE_VERSION } from '../../version.ts'
import type { SealedClaim, SealedQuantity } from '../seal/seal.ts'

/** What is scored: quantiles of the front by month, chances of events, equally likely values of numbers. */
export interface Forecast {
  readonly front: readonly (readonly number[])[]
  readonly claims: readonly SealedClaim[]
  readonly quantities: readonly SealedQuantity[]
}

export interface HorizonScore {
  readonly months: number
  /** `case` is the forecast, the others are forecasters of the series alone. */
  readonly scores: readonly { readonly forecaster: string; readonly score: Scored }[]
}

/** As an ensemble is scored; the log score is null where there is no density. */
export type Scored = Omit<EnsembleScore, 'logScore'> & { readonly logScore: number | null }

export interface ScoredClaim {
  readonly case: string
  readonly claim: string
  readonly probability: number
  readonly happened: boolean
  readonly brier: number
  readonly logScore: number
}

export interface ClaimScores {
  readonly scored: readonly ScoredClaim[]
  readonly parts: BrierParts
  readonly meanLogScore: number
  readonly bins: readonly CalibrationBin[]
  /** Null where the probabilities cannot tell. */
  readonly spiegelhalter: { readonly z: number; readonly p: number } | null
}

export interface ScoreRecord {
  readonly armistice: 1
  readonly kind: 'score'
  readonly engine: string
  readonly case: { readonly id: string; readonly asOf: string; readonly digest: string }
  /** Digest and time of the seal that was checked; null where the forecast was made only now. */
  readonly sealed: { readonly seal: string; readonly at: string } | null
  readonly horizons: readonly HorizonScore[]
  readonly rolling: readonly ScoreLine[] | null
  readonly claims: ClaimScores | null
  readonly quantities: readonly { readonly id: string; readonly score: Scored }[]
  readonly remarks: readonly string[]
  /** What is wrong in the texts of what came, with its places. */
  readonly told: readonly Diagnostic[]
}

/** Horizons of rolling origins, and months that the first of them knows. */
const ROLLING = [1, 3, 6, 9, 12]
const LEAST_KNOWN = 12
const BINS = 5
const SEED = 2025

/** Every forecaster that scores stand beside. */
function forecastersFor(theCase: Case, known: ArrayLike<number>): Forecaster[] {
  const scales = theCase.war?.front.fit ?? scalesOf(known)
  const seed = seedOf(SEED)
  const level = localLevelForecaster(localLevelPriorOf(scales, []), seed)
  const ar1 = ar1Forecaster(ar1PriorOf(scales), seed)
  return [level, ar1, ...BASELINES, poolOf([level, ar1, defined(BASELINES[0])])]
}

/** Where the months after the date of the case begin in a series: the first month that begins on that day or later. */
export function firstMonthAfter(asOf: string, months: readonly string[]): number {
  const k = months.findIndex((month) => `${month}-01` >= asOf)
  return k < 0 ? months.length : k
}

/** Scores by horizon from the date of the case: one outcome each, so nothing about averages. */
export function scoreHorizons(theCase: Case, forecast: Forecast, series: FrontSeries): HorizonScore[] {
  const { changes, months } = series
  const start = firstMonthAfter(theCase.asOf, months)
  const past = changes.slice(0, start)
  const most = Math.min(forecast.front.length, changes.length - start)
  const known = Array.from(past).filter((x) => x === x).length
  const beside = known >= LEAST_KNOWN ? forecastersFor(theCase, past) : []
  const ahead = beside.map((forecaster) => ({ id: forecaster.id, ahead: forecaster.fit(past, Math.max(1, most)) }))
  return Array.from({ length: Math.max(0, most) }, (_, k) => k + 1).flatMap((steps) => {
    const outcome = cumulative(changes, start, steps)
    if (outcome !== outcome) return []
    const scores = [
      { forecaster: 'case', score: scored(defined(forecast.front[steps - 1]), outcome) },
      ...ahead.flatMap(({ id, ahead: members }) => {
        const ensemble = members(steps)
        return ensemble.length > 0 ? [{ forecaster: id, score: scored(ensemble, outcome) }] : []
      }),
    ]
    return [{ months: steps, scores }]
  })
}

function scored(sorted: ArrayLike<number>, outcome: number): Scored {
  const score = scoreEnsemble(sorted, outcome)
  return { ...score, logScore: Number.isFinite(score.logScore) ? score.logScore : null }
}

/** Every forecaster at every date of the series, compared with the damped local level. Empty where the series is too
 *  short. */
export function scoreRolling(theCase: Case, { changes }: FrontSeries): readonly ScoreLine[] {
  const horizons = ROLLING.filter((steps) => LEAST_KNOWN + steps < changes.length)
  if (horizons.length === 0) return []
  const forecasters = forecastersFor(theCase, changes.slice(0, LEAST_KNOWN))
  const rolling = rollingScores(changes, forecasters, horizons, LEAST_KNOWN)
  return scoreLines(rolling, 'localLevel', seedOf(SEED)).filter(({ origins }) => origins > 0)
}

/** Scores of the claims that forecast an event and whose outcome is known, and of those scored before in other cases.
 *  Null where there are none. */
export function scoreClaims(
  caseId: string,
  claims: readonly SealedClaim[],
  outcomes: Outcomes,
  others: readonly ScoredClaim[],
): ClaimScores | null {
  const own = claims.flatMap(({ claim, probability }): ScoredClaim[] => {
    const happened = outcomes.claims.get(claim)
    if (happened === undefined || probability === null) return []
    const scores = { brier: brier(probability, happened), logScore: eventLogScore(probability, happened) }
    return [{ case: caseId, claim, probability, happened, ...scores }]
  })
  const all = [...own, ...others]
  if (all.length === 0) return null
  const { z, p } = spiegelhalter(all)
  return {
    scored: all,
    parts: brierParts(all),
    meanLogScore: all.reduce((sum, { logScore }) => sum + logScore, 0) / all.length,
    bins: calibration(all, BINS),
    spiegelhalter: Number.isFinite(z) ? { z, p } : null,
  }
}

export interface ScoreSubject {
  readonly case: Case
  readonly digest: string
  readonly forecast: Forecast
  readonly sealed: ScoreRecord['sealed']
}

export interface Observed {
  readonly series: FrontSeries | null
  readonly outcomes: Outcomes | null
  /** Claims scored before, of this case or others. */
  readonly others: readonly ScoredClaim[]
  readonly rolling: boolean
  /** What is wrong in the texts that these come from; nothing where it is left out. */
  readonly told?: readonly Diagnostic[]
}

export function scoreForecast(subject: ScoreSubject, observed: Observed): ScoreRecord {
  const { case: theCase, forecast } = subject
  const { series, outcomes, others } = observed
  const none: Outcomes = { claims: new Map(), quantities: new Map() }
  return {
    armistice: 1,
    kind: 'score',
    engine: ENGINE_VERSION,
    case: { id: theCase.id, asOf: theCase.asOf, digest: subject.digest },
    sealed: subject.sealed,
    horizons: series ? scoreHorizons(theCase, forecast, series) : [],
    rolling: series && observed.rolling ? scoreRolling(theCase, series) : null,
    claims: scoreClaims(theCase.id, forecast.claims, outcomes ?? none, others),
    quantities: forecast.quantities.flatMap(({ id, quantiles }) => {
      const outcome = outcomes?.quantities.get(id)
      return outcome === undefined ? [] : [{ id, score: scored(quantiles, outcome) }]
    }),
    remarks: remarksOf(subject, observed),
    told: observed.told ?? [],
  }
}

function remarksOf({ case: theCase, sealed }: ScoreSubject, { series, rolling }: Observed): string[] {
  const remarks: string[] = []
  if (!sealed) remarks.push('nothing was sealed: the forecast was made now, by a case that may know what came')
  if (!series) return remarks
  const start = firstMonthAfter(theCase.asOf, series.months)
  if (start >= series.months.length) remarks.push('no month of the series comes after the date of the case')
  if (theCase.asOf.slice(8) !== '01') remarks.push('the rest of the month of the date is not scored')
  if (start < LEAST_KNOWN)
    remarks.push(
      `with ${start} months before the date there is nothing to go on beside the case: ${LEAST_KNOWN} are needed`,
    )
  if (rolling && start < series.months.length)
    remarks.push('rolling origins after the date of the case know months after it: they score the method, not the case')
  return remarks
}
