import { expect, test } from 'vitest'
import { normalQuantile } from '../../../src/math/normal.ts'
import { seedOf, streamOf, uniformAt } from '../../../src/math/philox.ts'
import { convergenceOf } from '../../../src/methods/series/convergence.ts'
import { plainConvergence } from '../../reference/series.ts'

const seed = seedOf(1)
const noise = (chain: number, i: number): number => normalQuantile(uniformAt(seed, streamOf('noise'), chain, i))

/** Chains of an autoregression with the correlation `phi` from draw to draw and variance 1. */
function chainsOf(phi: number, draws: number, shift: (chain: number) => number = () => 0): number[][] {
  return Array.from({ length: 4 }, (_, chain) => {
    let x = noise(chain, 0)
    return Array.from({ length: draws }, (__, i) => {
      x = phi * x + Math.sqrt(1 - phi * phi) * noise(chain, i + 1)
      return x + shift(chain)
    })
  })
}

test.each([0, 0.5, 0.9])('equals the plain computation, correlation %s', (phi) => {
  const chains = chainsOf(phi, 200, (chain) => 0.3 * chain)
  const { rHat, bulkEss } = convergenceOf(chains)
  const plain = plainConvergence(chains)
  expect(rHat).toBeCloseTo(plain.rHat, 12)
  expect(bulkEss).toBeCloseTo(plain.bulkEss, 8)
})

test('an autoregression is worth n (1 − φ)/(1 + φ) draws', () => {
  const { rHat, bulkEss, tailEss } = convergenceOf(chainsOf(0.6, 5000))
  expect(Math.abs(bulkEss / (20_000 * (0.4 / 1.6)) - 1)).toBeLessThan(0.15)
  expect(tailEss).toBeGreaterThan(3000)
  expect(rHat).toBeLessThan(1.01)
})

test('one chain elsewhere, or one of another width, shows in R-hat', () => {
  expect(convergenceOf(chainsOf(0.3, 500, (chain) => (chain === 0 ? 1 : 0))).rHat).toBeGreaterThan(1.05)
  const wide = chainsOf(0.3, 500).map((chain, k) => chain.map((x) => (k === 0 ? 3 * x : x)))
  expect(convergenceOf(wide).rHat).toBeGreaterThan(1.05)
})

test('chains that never moved have no diagnostics', () => {
  expect(convergenceOf([[1, 1, 1, 1]])).toEqual({ rHat: Number.NaN, bulkEss: Number.NaN, tailEss: Number.NaN })
})
