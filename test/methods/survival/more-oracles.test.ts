/** Against R's survival package 3.5-3 where the filed oracles say nothing; `make-more.R` makes the numbers. */
import { expect, test } from 'vitest'
import { concordance } from '../../../src/methods/survival/concordance.ts'
import { fitCox } from '../../../src/methods/survival/cox.ts'
import { baselineHazard, coxScores } from '../../../src/methods/survival/cox-residuals.ts'
import { curveQuantile, kaplanMeier } from '../../../src/methods/survival/kaplan-meier.ts'
import { logRank } from '../../../src/methods/survival/log-rank.ts'
import { fitParametric } from '../../../src/methods/survival/parametric.ts'
import { proportionality } from '../../../src/methods/survival/proportionality.ts'
import { restrictedMean } from '../../../src/methods/survival/restricted-mean.ts'
import { readFrame, readOracle } from './frame.ts'

const oracle = readOracle('oracle_more')
const dyads = readFrame('test/fixtures/survival/dyads.csv')
const spells = { time: dyads.number('t_years'), event: Uint8Array.from(dyads.number('fail')) }
const columns = ['guar', 'dmz_any', 'pk_any', 'hist', 'contig', 'decisive'].map((name) => dyads.number(name))
const fit = fitCox(spells, columns)

function six(found: number, expected: number): void {
  expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(expected)))
}

test.each(['0', '0.5', '1'])('Fleming-Harrington, rho %s', (rho) => {
  const weight = { kind: 'flemingHarrington', rho: Number(rho), gamma: 0 } as const
  const found = logRank(spells, dyads.number('tp_pressure'), 2, weight)
  const { obs, exp, chisq } = oracle.flemingHarrington[rho]
  obs.forEach((value: number, g: number) => six(found.observed[g]!, value))
  exp.forEach((value: number, g: number) => six(found.expected[g]!, value))
  six(found.chiSquare, chisq)
})

test('score test and likelihoods of a Cox fit', () => {
  six(fit.score.chiSquare, oracle.score)
  six(fit.nullLogLikelihood, oracle.cox_loglik[0])
  six(fit.logLikelihood, oracle.cox_loglik[1])
})

test.each(['km', 'identity', 'rank'] as const)('proportional hazards, %s', (transform) => {
  const found = proportionality(fit.state, transform)
  const rows = [...found.columns, found.global]
  oracle.zph[transform].forEach(([chisq, p]: [number, number], k: number) => {
    six(rows[k]!.chiSquare, chisq)
    six(rows[k]!.p, p)
  })
})

test('score residuals of each row, with tied rows', () => {
  const scores = coxScores(fit.state)
  const { scale } = fit.state.likelihood.design
  fit.state.order.forEach((row, k) => {
    oracle.scores[row].forEach((value: number, j: number) => six(scores[k * 6 + j]! * scale[j]!, value))
  })
})

test('baseline hazard', () => {
  const found = baselineHazard(fit.state)
  // R leaves columns of 0 and 1 where they are: its baseline has all six at 0, ours at their means.
  const toZero = Math.exp(-fit.coefficients.reduce((sum, b, j) => sum + b * fit.mean[j]!, 0))
  found.time.forEach((t, k) => {
    const at = oracle.basehaz.time.indexOf(t)
    six(found.hazard[k]! * toZero, oracle.basehaz.hazard[at])
  })
})

test('concordance and its standard error', () => {
  const risk = Float64Array.from(spells.time, (_, i) =>
    columns.reduce((sum, column, j) => sum + fit.coefficients[j]! * column[i]!, 0),
  )
  const found = concordance(spells, risk)
  six(found.concordance!, oracle.concordance.c)
  six(found.standardError, oracle.concordance.se)
  expect([found.concordant, found.discordant, found.tied]).toEqual(oracle.concordance.count.slice(0, 3))
})

test('restricted means and quantiles', () => {
  const curve = kaplanMeier(spells)
  ;[5, 20].forEach((horizon, k) => {
    const { mean, standardError } = restrictedMean(curve, horizon)
    six(mean, oracle.rmean[k][0])
    six(standardError, oracle.rmean[k][1])
  })
  ;[0.2, 0.3, 0.5].forEach((p, k) => {
    const { time, low, high } = curveQuantile(curve, p)
    const [of, lower, upper] = ['quantile', 'lower', 'upper'].map((name) => oracle.quantile[name][k])
    ;[time, low, high].forEach((found, k) => {
      const expected = [of, lower, upper][k]
      if (expected === 'NA') expect(found).toBeNull()
      else six(found!, expected)
    })
  })
})

test.each(['lognormal', 'loglogistic', 'exponential'] as const)('%s with covariates', (family) => {
  const terms = ['guar', 'pk_any', 'lndeaths'].map((name) => dyads.number(name))
  const names = [...new Set(dyads.text('event'))]
  const clusters = dyads.text('event').map((of) => names.indexOf(of))
  const found = fitParametric(spells, terms, family, clusters)
  const { coef, scale, ll, vcov } = oracle.aft[family]
  coef.forEach((value: number, a: number) => six(found.coefficients[a]!, value))
  six(found.scale, scale)
  six(found.logLikelihood, ll)
  const covariance = family === 'loglogistic' ? found.robust! : found.covariance
  vcov.flat().forEach((value: number, k: number) => six(covariance[k]!, value))
})
