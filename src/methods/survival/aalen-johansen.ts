/** Which way a spell ends, and by when: the chance of each of several ends, given that the spell has lasted so long. */
import { exp, log } from '../../math/elementary.ts'
import { normalQuantile } from '../../math/normal.ts'
import { orderOf } from '../../math/order.ts'

/** Lengths with the way each ended. */
export interface CompetingSpells {
  readonly time: Float64Array
  /** 0 where still going on when last seen, else the end, from 1 to `ends`. */
  readonly end: Uint8Array
  readonly ends: number
}

export interface EndChance {
  readonly chance: number
  readonly standardError: number
  /** Of the level asked for, on the scale of ln(−ln(1 − chance)); where nothing or everything ended this way, the exact
   *  binomial bound at the number at risk. */
  readonly low: number
  readonly high: number
  /** Spells seen to end so within the window. */
  readonly count: number
}

export interface ConditionalEnds {
  readonly lasted: number
  readonly window: number
  /** Spells that lasted longer than `lasted`. */
  readonly atRisk: number
  /** By end, and of any end. */
  readonly ends: readonly EndChance[]
  readonly any: EndChance
  /** Of the spells at risk, those last seen within the window before any end. */
  readonly censored: number
}

/** Chances of each end in (lasted, lasted + window], given that the spell lasted longer than `lasted`; null where no
 *  spell did. Source: Aalen & Johansen 1978, Scand. J. Stat. 5, 141–150, started at `lasted`; variance by the delta
 *  method (Marubini & Valsecchi 1995, Analysing Survival Data, §10.2.2). */
export function conditionalEnds(
  spells: CompetingSpells,
  lasted: number,
  window: number,
  level = 0.95,
): ConditionalEnds | null {
  const steps = stepsOf(spells, lasted, lasted + window)
  if (steps.atRisk === 0) return null
  const chance = (cause: number): EndChance => endChance(steps, cause, level)
  return {
    lasted,
    window,
    atRisk: steps.atRisk,
    ends: Array.from({ length: spells.ends }, (_, j) => chance(j + 1)),
    any: chance(ANY),
    censored: steps.censored,
  }
}

const ANY = 0

interface Step {
  readonly atRisk: number
  /** By end, from 1; at 0 all of them. */
  readonly counts: readonly number[]
}

interface Steps {
  readonly atRisk: number
  readonly censored: number
  readonly steps: readonly Step[]
}

function stepsOf({ time, end, ends }: CompetingSpells, after: number, until: number): Steps {
  const order = orderOf(time)
  let from = 0
  while (from < order.length && time[order[from]!]! <= after) from++
  const steps: Step[] = []
  let censored = 0
  const atRisk = order.length - from
  for (let left = atRisk; from < order.length && time[order[from]!]! <= until; ) {
    const t = time[order[from]!]!
    const counts = new Array<number>(ends + 1).fill(0)
    let leaving = 0
    for (; from < order.length && time[order[from]!] === t; from++, leaving++) {
      const cause = end[order[from]!]!
      if (cause === 0) {
        // A spell last seen at the very end of the window was seen through it.
        if (t < until) censored++
        continue
      }
      counts[cause]!++
      counts[ANY]!++
    }
    steps.push({ atRisk: left, counts })
    left -= leaving
  }
  return { atRisk, censored, steps }
}

function endChance({ atRisk, steps }: Steps, cause: number, level: number): EndChance {
  let survival = 1
  let chance = 0
  const before = steps.map(({ atRisk: n, counts }) => {
    const s = survival
    chance += (s * counts[cause]!) / n
    survival *= (n - counts[ANY]!) / n
    return { s, through: chance }
  })
  const variance = varianceOf(steps, before, cause, chance)
  const count = steps.reduce((sum, { counts }) => sum + counts[cause]!, 0)
  const standardError = Math.sqrt(Math.max(0, variance))
  return { chance, standardError, count, ...boundsOf(chance, standardError, atRisk, level) }
}

/** `Σ (F − F_k)² d_k/(n_k(n_k − d_k)) + Σ S_{k−1}² d_jk (n_k − d_jk)/n_k³ − 2 Σ (F − F_k) S_{k−1} d_jk/n_k²`. Where all
 *  that is left ends at once, the first sum has no further to go. */
function varianceOf(
  steps: readonly Step[],
  before: readonly { readonly s: number; readonly through: number }[],
  cause: number,
  chance: number,
): number {
  return steps.reduce((sum, { atRisk: n, counts }, k) => {
    const d = counts[ANY]!
    const own = counts[cause]!
    const { s, through } = before[k]!
    const rest = chance - through
    const all = d < n ? (rest * rest * d) / (n * (n - d)) : 0
    return sum + all + (s * s * own * (n - own)) / (n * n * n) - (2 * rest * s * own) / (n * n)
  }, 0)
}

function boundsOf(
  chance: number,
  standardError: number,
  atRisk: number,
  level: number,
): { readonly low: number; readonly high: number } {
  const miss = (1 - level) / 2
  // None of n, or all of them: the bound of Clopper & Pearson 1934.
  if (chance <= 0) return { low: 0, high: 1 - exp(log(miss) / atRisk) }
  if (chance >= 1 || standardError === 0) return { low: exp(log(miss) / atRisk), high: 1 }
  const logged = log(1 - chance)
  const spread = (-normalQuantile(miss) * standardError) / ((1 - chance) * -logged)
  return { low: 1 - exp(logged / exp(spread)), high: 1 - exp(logged * exp(spread)) }
}
