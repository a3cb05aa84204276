/** Does a covariate's effect stay the same as time goes by? The score test of Grambsch and Therneau. */
import { chiSquareTail } from '../../math/chi-square.ts'
import { factorOf, quadraticForm } from '../../math/symmetric.ts'
import type { CoxState } from './cox.ts'
import { kaplanMeier } from './kaplan-meier.ts'

/** The g(t) along which the effect may drift: 1 − S(t−) of all spells, t itself, or the rank of t. */
export type TimeTransform = 'km' | 'identity' | 'rank'

export interface Proportionality {
  /** By column: the test that its effect drifts along g(t). */
  readonly columns: readonly { readonly chiSquare: number; readonly p: number }[]
  /** All columns together. */
  readonly global: { readonly chiSquare: number; readonly degrees: number; readonly p: number }
}

/** Score test of adding `x_j g(t)` to the model, at the fit and with all covariates' information.
 *  Source: Grambsch & Therneau 1994, Biometrika 81, 515–526. */
export function proportionality(state: CoxState, transform: TimeTransform): Proportionality {
  const p = state.likelihood.design.columns
  const { gradient, information } = extended(state, transformed(state, transform))
  const test = (extra: readonly number[]): { chiSquare: number; degrees: number; p: number } => {
    const kept = [...Array.from({ length: p }, (_, j) => j), ...extra.map((j) => p + j)]
    const part = Float64Array.from(kept.flatMap((a) => kept.map((b) => information[a * 2 * p + b]!)))
    const factor = factorOf(part, kept.length)
    const chiSquare = quadraticForm(
      factor,
      kept.map((a) => gradient[a]!),
    )
    const degrees = extra.length - factor.dependent.slice(p).reduce((sum, one) => sum + one, 0)
    return { chiSquare, degrees, p: degrees === 0 ? 1 : chiSquareTail(chiSquare, degrees) }
  }
  const all = Array.from({ length: p }, (_, j) => j)
  return { columns: all.map((j) => test([j])), global: test(all) }
}

/** g at a time. */
function transformed({ likelihood }: CoxState, transform: TimeTransform): (t: number) => number {
  if (transform === 'identity') return (t) => t
  const { time, event } = likelihood
  const rising = { time: time.slice().reverse(), event: event.slice().reverse() }
  const curve = kaplanMeier(rising)
  const at = new Map<number, number>()
  let rank = 0
  curve.time.forEach((t, k) => {
    const n = curve.events[k]! + curve.censored[k]!
    at.set(t, transform === 'km' ? (k === 0 ? 0 : 1 - curve.survival[k - 1]!) : rank + (n + 1) / 2)
    rank += n
  })
  return (t) => at.get(t)!
}

/** Gradient and information of the model with every column twice, once times g(t), at a second half of 0. */
function extended(
  state: CoxState,
  g: (t: number) => number,
): { readonly gradient: Float64Array; readonly information: Float64Array } {
  const { design, time, event, ties } = state.likelihood
  const { values, columns: p, rows } = design
  const gradient = new Float64Array(2 * p)
  const information = new Float64Array(4 * p * p)
  const sums = { zero: 0, first: new Float64Array(p), second: new Float64Array(p * p) }
  for (let from = 0; from < rows; ) {
    const t = time[from]!
    const dying = { zero: 0, first: new Float64Array(p), second: new Float64Array(p * p) }
    const events = new Float64Array(p)
    let deaths = 0
    let i = from
    for (; i < rows && time[i] === t; i++) {
      for (const into of event[i] === 1 ? [sums, dying] : [sums]) {
        const risk = state.risks[i]!
        into.zero += risk
        for (let a = 0; a < p; a++) {
          into.first[a]! += risk * values[i * p + a]!
          for (let b = 0; b < p; b++) into.second[a * p + b]! += risk * values[i * p + a]! * values[i * p + b]!
        }
      }
      if (event[i] !== 1) continue
      deaths++
      for (let a = 0; a < p; a++) events[a]! += values[i * p + a]!
    }
    if (deaths > 0) {
      const at = g(t)
      for (let a = 0; a < p; a++) addTo(gradient, a, events[a]!, at)
      for (let l = 0; l < deaths; l++) {
        const share = ties === 'efron' ? l / deaths : 0
        const zero = sums.zero - share * dying.zero
        const mean = sums.first.map((x, a) => (x - share * dying.first[a]!) / zero)
        for (let a = 0; a < p; a++) {
          addTo(gradient, a, -mean[a]!, at)
          for (let b = 0; b < p; b++) {
            const v = (sums.second[a * p + b]! - share * dying.second[a * p + b]!) / zero - mean[a]! * mean[b]!
            information[a * 2 * p + b]! += v
            information[(p + a) * 2 * p + b]! += v * at
            information[a * 2 * p + p + b]! += v * at
            information[(p + a) * 2 * p + p + b]! += v * at * at
          }
        }
      }
    }
    from = i
  }
  return { gradient, information }
}

function addTo(gradient: Float64Array, a: number, part: number, at: number): void {
  gradient[a]! += part
  gradient[gradient.length / 2 + a]! += part * at
}
