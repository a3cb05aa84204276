/** The partial likelihood of Cox's model, with its slope and curvature, in one pass over rows of falling length. */
import { exp, log } from '../../math/elementary.ts'
import type { Design } from './design.ts'
import type { Slope } from './newton.ts'

/** Spells that end at the same time: as if in any order (Efron), or all facing the whole risk set (Breslow). */
export type Ties = 'efron' | 'breslow'

export interface PartialLikelihood {
  /** Rows sorted by falling length. */
  readonly design: Design
  readonly ties: Ties
  readonly time: Float64Array
  readonly event: Uint8Array
}

/** Weighted sums over a set of rows: Σ r, Σ r x, Σ r x xᵀ (lower triangle), r = e^{x'β}. */
interface Sums {
  zero: number
  readonly first: Float64Array
  readonly second: Float64Array
}

const newSums = (p: number): Sums => ({ zero: 0, first: new Float64Array(p), second: new Float64Array(p * p) })

/** e^{x'β} by row. */
export function relativeRisks({ design }: PartialLikelihood, at: Float64Array): Float64Array {
  const { values, columns: p, rows } = design
  const risks = new Float64Array(rows)
  for (let i = 0; i < rows; i++) {
    let eta = 0
    for (let j = 0; j < p; j++) eta += at[j]! * values[i * p + j]!
    risks[i] = exp(eta)
  }
  return risks
}

/** Log partial likelihood at β of the standardised columns, its gradient, and its information.
 *  Source: Therneau & Grambsch 2000, Modeling Survival Data, §3.1 and §3.3. */
export function fillPartial(likelihood: PartialLikelihood, at: Float64Array, slope: Slope): void {
  const { design, time, event, ties } = likelihood
  const { values, columns: p, rows } = design
  slope.gradient.fill(0)
  slope.information.fill(0)
  const all = newSums(p)
  const dying = newSums(p)
  const mean = new Float64Array(p)
  let value = 0
  for (let from = 0; from < rows; ) {
    const t = time[from]!
    let deaths = 0
    let i = from
    for (; i < rows && time[i] === t; i++) {
      const eta = etaOf(values, i * p, at)
      const risk = exp(eta)
      addRow(all, values, i * p, risk)
      if (event[i] !== 1) continue
      deaths++
      value += eta
      for (let j = 0; j < p; j++) slope.gradient[j]! += values[i * p + j]!
      if (ties === 'efron') addRow(dying, values, i * p, risk)
    }
    for (let l = 0; l < deaths; l++) {
      const share = ties === 'efron' ? l / deaths : 0
      const zero = all.zero - share * dying.zero
      value -= log(zero)
      takeStep(all, dying, { share, zero }, mean, slope)
    }
    if (deaths > 0 && ties === 'efron') clear(dying)
    from = i
  }
  for (let a = 0; a < p; a++) for (let b = 0; b < a; b++) slope.information[b * p + a] = slope.information[a * p + b]!
  slope.value = value
}

function etaOf(values: Float64Array, from: number, at: Float64Array): number {
  let eta = 0
  for (let j = 0; j < at.length; j++) eta += at[j]! * values[from + j]!
  return eta
}

function addRow(sums: Sums, values: Float64Array, from: number, risk: number): void {
  const p = sums.first.length
  sums.zero += risk
  for (let a = 0; a < p; a++) {
    const weighted = risk * values[from + a]!
    sums.first[a]! += weighted
    for (let b = 0; b <= a; b++) sums.second[a * p + b]! += weighted * values[from + b]!
  }
}

/** One death's part of gradient and information: less the mean of the risk set, plus its variance. */
function takeStep(
  all: Sums,
  dying: Sums,
  { share, zero }: { readonly share: number; readonly zero: number },
  mean: Float64Array,
  slope: Slope,
): void {
  const p = mean.length
  for (let a = 0; a < p; a++) {
    mean[a] = (all.first[a]! - share * dying.first[a]!) / zero
    slope.gradient[a]! -= mean[a]!
    for (let b = 0; b <= a; b++) {
      const second = (all.second[a * p + b]! - share * dying.second[a * p + b]!) / zero
      slope.information[a * p + b]! += second - mean[a]! * mean[b]!
    }
  }
}

function clear(sums: Sums): void {
  sums.zero = 0
  sums.first.fill(0)
  sums.second.fill(0)
}
