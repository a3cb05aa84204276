/** Do groups of spells end at the same rate? The log-rank test and its kin, which weigh early or late times more. */
import { pow } from '../../math/elementary.ts'
import { chiSquareTail } from '../../math/chi-square.ts'
import { orderOf } from '../../math/order.ts'
import { factorOf, quadraticForm } from '../../math/symmetric.ts'
import type { Spells } from './spells.ts'

/** Weight of a time: 1; the number at risk (Gehan-Breslow); its root (Tarone-Ware); `S(t−)^ρ (1 − S(t−))^γ` (Fleming-
 *  Harrington; ρ = 1, γ = 0 is the Peto-Peto form of Wilcoxon's test). */
export type LogRankWeight =
  | { readonly kind: 'logRank' }
  | { readonly kind: 'gehan' }
  | { readonly kind: 'taroneWare' }
  | { readonly kind: 'flemingHarrington'; readonly rho: number; readonly gamma: number }

export interface LogRank {
  readonly count: Float64Array
  /** Weighted events of each group, and what they would be if all groups ended at one rate. */
  readonly observed: Float64Array
  readonly expected: Float64Array
  readonly chiSquare: number
  readonly degrees: number
  /** Chance of a difference as large if there is none. */
  readonly p: number
}

/** @param group of each spell, from 0; every group below `groups` has at least one spell.
 *  Source: Mantel 1966; Peto & Peto 1972; Harrington & Fleming 1982, Biometrika 69, 553–566; the variance is the
 *  hypergeometric one. */
export function logRank(spells: Spells, group: ArrayLike<number>, groups: number, weight: LogRankWeight): LogRank {
  const order = orderOf(spells.time)
  const atRisk = new Float64Array(groups)
  for (let i = 0; i < order.length; i++) atRisk[group[i]!]!++
  const result = { count: atRisk.slice(), observed: new Float64Array(groups), expected: new Float64Array(groups) }
  const variance = new Float64Array(groups * groups)
  const events = new Float64Array(groups)
  const leaving = new Float64Array(groups)
  let survival = 1
  for (let from = 0; from < order.length; ) {
    const t = spells.time[order[from]!]!
    events.fill(0)
    leaving.fill(0)
    let d = 0
    let to = from
    for (; to < order.length && spells.time[order[to]!] === t; to++) {
      const i = order[to]!
      leaving[group[i]!]!++
      if (spells.event[i] === 1) {
        events[group[i]!]!++
        d++
      }
    }
    const n = order.length - from
    if (d > 0) {
      const w = weightAt(weight, n, survival)
      for (let g = 0; g < groups; g++) {
        result.observed[g]! += w * events[g]!
        result.expected[g]! += (w * d * atRisk[g]!) / n
      }
      if (n > 1) addVariance(variance, atRisk, (w * w * d * (n - d)) / (n - 1), n)
      survival *= (n - d) / n
    }
    for (let g = 0; g < groups; g++) atRisk[g]! -= leaving[g]!
    from = to
  }
  return { ...result, ...testOf(result.observed, result.expected, variance) }
}

function weightAt(weight: LogRankWeight, n: number, survival: number): number {
  switch (weight.kind) {
    case 'logRank':
      return 1
    case 'gehan':
      return n
    case 'taroneWare':
      return Math.sqrt(n)
    case 'flemingHarrington':
      return pow(survival, weight.rho) * (weight.gamma === 0 ? 1 : pow(1 - survival, weight.gamma))
  }
}

/** Adds `scale · (p_g 1{g = h} − p_g p_h)`, p the shares at risk. */
function addVariance(variance: Float64Array, atRisk: Float64Array, scale: number, n: number): void {
  const groups = atRisk.length
  for (let g = 0; g < groups; g++) {
    const share = atRisk[g]! / n
    variance[g * groups + g]! += scale * share
    for (let h = 0; h < groups; h++) variance[g * groups + h]! -= (scale * share * atRisk[h]!) / n
  }
}

/** The last group follows from the others; so does any that was never at risk when something ended. */
function testOf(
  observed: Float64Array,
  expected: Float64Array,
  variance: Float64Array,
): Pick<LogRank, 'chiSquare' | 'degrees' | 'p'> {
  const groups = observed.length
  const kept = Array.from({ length: groups }, (_, g) => g).filter((g) => variance[g * groups + g]! > 0)
  const used = kept.slice(0, -1)
  const part = Float64Array.from(used.flatMap((g) => used.map((h) => variance[g * groups + h]!)))
  const factor = factorOf(part, used.length)
  const chiSquare = quadraticForm(
    factor,
    used.map((g) => observed[g]! - expected[g]!),
  )
  return { chiSquare, degrees: used.length, p: used.length === 0 ? 1 : chiSquareTail(chiSquare, used.length) }
}
