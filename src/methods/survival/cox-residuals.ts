/** What each row adds to the slope of Cox's partial likelihood, and the baseline hazard that goes with a fit. */
import type { CoxState } from './cox.ts'

/** One time at which spells end, as the passes over rows of rising length see it. */
export interface DeathTime {
  readonly time: number
  readonly deaths: number
  /** Σ over the deaths of 1/(what is left of the risk set): the step of the cumulative baseline hazard. */
  readonly hazard: number
  /** The same with the tied rows' own shares (1 − l/d). */
  readonly ownHazard: number
  /** Σ of mean/(rest) by column, the same with own shares, and the mean of the means. */
  readonly hazardMean: Float64Array
  readonly ownHazardMean: Float64Array
  readonly mean: Float64Array
  /** First row and the row after the last of this time. */
  readonly from: number
  readonly to: number
}

/** Death times, latest first. */
export function deathTimes(state: CoxState): readonly DeathTime[] {
  const { likelihood, risks } = state
  const { design, time, event, ties } = likelihood
  const { values, columns: p, rows } = design
  const found: DeathTime[] = []
  const first = new Float64Array(p)
  let zero = 0
  for (let from = 0; from < rows; ) {
    const t = time[from]!
    const dyingFirst = new Float64Array(p)
    let dyingZero = 0
    let deaths = 0
    let to = from
    for (; to < rows && time[to] === t; to++) {
      const risk = risks[to]!
      const dies = event[to] === 1
      zero += risk
      if (dies) deaths++
      if (dies) dyingZero += risk
      for (let j = 0; j < p; j++) {
        const weighted = risk * values[to * p + j]!
        first[j]! += weighted
        if (dies) dyingFirst[j]! += weighted
      }
    }
    if (deaths > 0) {
      const step = (l: number): number => (ties === 'efron' ? l / deaths : 0)
      found.push({ time: t, deaths, from, to, ...stepsOf(step, deaths, { zero, first, dyingZero, dyingFirst }) })
    }
    from = to
  }
  return found
}

interface Sums {
  readonly zero: number
  readonly first: Float64Array
  readonly dyingZero: number
  readonly dyingFirst: Float64Array
}

function stepsOf(
  shareAt: (l: number) => number,
  deaths: number,
  { zero, first, dyingZero, dyingFirst }: Sums,
): Pick<DeathTime, 'hazard' | 'ownHazard' | 'hazardMean' | 'ownHazardMean' | 'mean'> {
  const p = first.length
  let hazard = 0
  let ownHazard = 0
  const hazardMean = new Float64Array(p)
  const ownHazardMean = new Float64Array(p)
  const mean = new Float64Array(p)
  for (let l = 0; l < deaths; l++) {
    const share = shareAt(l)
    const rest = zero - share * dyingZero
    hazard += 1 / rest
    ownHazard += (1 - share) / rest
    for (let j = 0; j < p; j++) {
      const here = (first[j]! - share * dyingFirst[j]!) / rest
      hazardMean[j]! += here / rest
      ownHazardMean[j]! += ((1 - share) * here) / rest
      mean[j]! += here / deaths
    }
  }
  return { hazard, ownHazard, hazardMean, ownHazardMean, mean }
}

/** Slope of each row's part of the log partial likelihood by standardised column, in the order of the state.
 *  Source: Therneau & Grambsch 2000, §4.6 (score residuals), with Efron's shares for tied rows. */
export function coxScores(state: CoxState): Float64Array {
  const { design, event } = state.likelihood
  const { values, columns: p, rows } = design
  const scores = new Float64Array(rows * p)
  const times = deathTimes(state)
  let hazard = 0
  const hazardMean = new Float64Array(p)
  let row = rows
  const spread = (upTo: number, from: number): void => {
    for (let i = from; i < upTo; i++) {
      for (let j = 0; j < p; j++) {
        scores[i * p + j]! -= state.risks[i]! * (values[i * p + j]! * hazard - hazardMean[j]!)
      }
    }
  }
  for (let k = times.length - 1; k >= 0; k--) {
    const one = times[k]!
    // Rows shorter than this time have seen only the hazard before it.
    spread(row, one.to)
    row = one.to
    for (let i = one.from; i < one.to; i++) {
      if (event[i] !== 1) continue
      for (let j = 0; j < p; j++) {
        const x = values[i * p + j]!
        scores[i * p + j]! += x - one.mean[j]!
        // Of this time's hazard a dying row carries only its own shares: what the pass below takes too much is given
        // back.
        const tooMuch = x * (one.hazard - one.ownHazard) - (one.hazardMean[j]! - one.ownHazardMean[j]!)
        scores[i * p + j]! += state.risks[i]! * tooMuch
      }
    }
    hazard += one.hazard
    for (let j = 0; j < p; j++) hazardMean[j]! += one.hazardMean[j]!
  }
  spread(row, 0)
  return scores
}

/** Cumulative hazard of a spell whose covariates are at their means, at the death times, rising.
 *  Source: Breslow 1974; with Efron's shares where the fit uses them. */
export function baselineHazard(state: CoxState): { readonly time: Float64Array; readonly hazard: Float64Array } {
  const times = [...deathTimes(state)].reverse()
  let sum = 0
  return {
    time: Float64Array.from(times, ({ time }) => time),
    hazard: Float64Array.from(times, ({ hazard }) => (sum += hazard)),
  }
}
