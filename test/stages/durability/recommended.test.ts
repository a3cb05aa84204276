import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { PRIOR_SETS } from '../../../src/stages/durability/priors.ts'
import { hazardFromLogit, survivalAt, breakYear } from '../../../src/stages/durability/survival.ts'
import type { EffectName } from '../../../src/case/types.ts'
import { mean, sampler } from '../../../src/math/distribution.ts'
import type { Distribution } from '../../../src/math/distribution.ts'
import { exp } from '../../../src/math/elementary.ts'
import { seedOf, streamOf, uniformAt } from '../../../src/math/philox.ts'

interface Oracle {
  readonly years: readonly number[]
  readonly packages: readonly {
    readonly name: string
    readonly informal: boolean
    readonly covariates: Partial<Record<EffectName, number>>
    readonly deterministic: readonly number[]
    readonly quantiles: readonly (readonly number[])[]
  }[]
}

const oracle = JSON.parse(
  readFileSync(new URL('../../fixtures/durability/recommended.json', import.meta.url), 'utf8'),
) as Oracle
const set = PRIOR_SETS.elicited
/** Stillborn share of informal truces in the oracle; our prior set holds the signed one. */
const INFORMAL: Distribution = { kind: 'beta', alpha: 4, beta: 12 }

type Read = (name: string, d: Distribution) => number

function curve(
  covariates: Oracle['packages'][number]['covariates'],
  informal: boolean,
  read: Read,
): (years: number) => number {
  const predictor = Object.entries(covariates).reduce(
    (sum, [effect, x]) => sum + read(effect, set.effects[effect as EffectName]) * x,
    0,
  )
  const survival = {
    stillborn: read('stillborn', informal ? INFORMAL : set.stillborn),
    hazardFiveYears: hazardFromLogit(read('logit', set.logitFiveYears)) * exp(predictor),
    shape: exp(read('shape', set.logShape)),
  }
  return (years) => survivalAt(survival, years)
}

describe.each(oracle.packages)('the reference package $name', ({ covariates, informal, deterministic, quantiles }) => {
  test('has the survival of the oracle at the means of the priors', () => {
    const survival = curve(covariates, informal, (_, d) => mean(d))
    oracle.years.forEach((years, k) => {
      expect(survival(years)).toBeCloseTo(deterministic[k]!, 9)
    })
  })

  test('has the quantiles of the oracle over the priors, within four standard errors', () => {
    const draws = 20_000
    const seed = seedOf(7)
    const samplers = new Map<string, (p: number) => number>()
    const columns = oracle.years.map(() => new Float64Array(draws))
    for (let world = 0; world < draws; world++) {
      const survival = curve(covariates, informal, (name, d) => {
        if (!samplers.has(name)) samplers.set(name, sampler(d))
        return samplers.get(name)!(uniformAt(seed, streamOf(name), world, 0))
      })
      oracle.years.forEach((years, k) => {
        columns[k]![world] = survival(years)
      })
    }
    columns.forEach((column, k) => {
      column.sort()
      const tails = [0.05, 0.5, 0.95]
      tails.forEach((p, q) => {
        // Order statistics of a binomial count: four standard errors of the rank, for two independent samples of this
        // size.
        const slack = 4 * Math.sqrt(2 * p * (1 - p) * draws)
        const rank = p * draws
        expect(quantiles[q]![k]!).toBeGreaterThanOrEqual(column[Math.max(0, Math.floor(rank - slack))]!)
        expect(quantiles[q]![k]!).toBeLessThanOrEqual(column[Math.min(draws - 1, Math.ceil(rank + slack))]!)
      })
    })
  })
})

test('the year of breaking inverts the survival curve', () => {
  const survival = { stillborn: 0.06, hazardFiveYears: 0.3, shape: 0.7 }
  for (const u of [0.9, 0.5, 0.2, 0.05]) expect(survivalAt(survival, breakYear(survival, u))).toBeCloseTo(u, 12)
  expect(breakYear(survival, 0.95)).toBe(0)
})
