import fc from 'fast-check'
import { expect, test } from 'vitest'
import { betaQuantile } from '../../src/math/beta.ts'
import { mean, pertShape, sampleAt, sampler, sdOf } from '../../src/math/distribution.ts'
import type { Distribution } from '../../src/math/distribution.ts'
import { gammaQuantile } from '../../src/math/gamma.ts'
import { fillUniforms, seedOf, streamOf } from '../../src/math/philox.ts'
import { studentQuantile } from '../../src/math/student.ts'
import { TABULATED_ERROR, tabulated } from '../../src/math/tabulated.ts'
import { sliceAt, sliceEnds } from '../../src/math/weights.ts'
import { fromArguments } from '../../src/text/parameters.ts'

const SHAPES = [0.1, 0.11, 0.3, 1, 2.5, 40, 1e4, 1e6] as const
const DEGREES = [2.1, 2.6, 4, 12, 150, 1000] as const
const MODES = [0, 1e-9, 0.03, 0.5, 1] as const

function written(word: string, given: readonly number[]): Distribution {
  const d = fromArguments(word, given)
  if (typeof d === 'string') throw new Error(`${word}(${given.join(', ')}): ${d}`)
  return d
}

/** What can be written of the tabulated kinds: the ends of each domain, and points between. */
const domain: readonly (readonly [string, Distribution])[] = [
  ...SHAPES.map((a) => ['gamma', [a, 3]] as const),
  ...SHAPES.flatMap((a) => SHAPES.map((b) => ['beta', [a, b]] as const)),
  ...DEGREES.map((degrees) => ['student', [1, 2, degrees]] as const),
  ...MODES.map((mode) => ['pert', [0, mode, 1]] as const),
].map(([word, given]) => [`${word}(${given.join(', ')})`, written(word, given)])

test('the ends tried here are the ends of what can be written', () => {
  for (const [word, given] of [
    ['gamma', [0.0999, 1]],
    ['gamma', [1.001e6, 1]],
    ['beta', [0.0999, 1]],
    ['beta', [1, 1.001e6]],
    ['student', [0, 1, 2.09]],
    ['student', [0, 1, 1001]],
  ] as const) {
    expect(fromArguments(word, given), word).toBeTypeOf('string')
  }
})

const DRAWS = 1 << 12
const uniform = new Float64Array(DRAWS)
fillUniforms(uniform, seedOf(5), streamOf('sampler-cost'), 0)

/** The quantile that the sampler of a distribution tabulates, the unit of its error, and what makes a draw of it. */
function tabled(d: Distribution): { of: (p: number) => number; unit: number; drawn: (x: number) => number } {
  const same = (x: number): number => x
  switch (d.kind) {
    case 'gamma':
      return { of: (p) => gammaQuantile(p, d.shape, d.scale), unit: 0, drawn: same }
    case 'beta':
      return { of: (p) => betaQuantile(p, d.alpha, d.beta), unit: 0, drawn: same }
    case 'pert': {
      const { alpha, beta } = pertShape(d)
      return { of: (p) => betaQuantile(p, alpha, beta), unit: 0, drawn: (x) => d.low + (d.high - d.low) * x }
    }
    case 'student':
      return { of: (p) => studentQuantile(p, d.degrees), unit: 1, drawn: (x) => d.location + d.scale * x }
    default:
      throw new Error(`${d.kind} is not tabulated`)
  }
}

// Each exact quantile is a search of some ten evaluations of a continued fraction, a hundred times the cost of a
// polynomial.
test.each(domain)('%s asks for few exact quantiles, is exact within its bound, and has its moments', (_, d) => {
  const { of, unit, drawn: drawnOf } = tabled(d)
  let asked = 0
  const table = tabulated((p) => {
    asked++
    return of(p)
  }, unit)
  const draw = sampler(d)
  expect(asked).toBe(1)
  let most = 0
  for (let i = 0; i < DRAWS; i++) {
    const before = asked
    const x = table((i + 0.5) / DRAWS)
    most = Math.max(most, asked - before)
    expect(draw((i + 0.5) / DRAWS)).toBe(drawnOf(x))
  }
  expect(asked).toBeGreaterThan(600)
  expect(asked).toBeLessThan(2200)
  expect(most).toBeLessThan(20)

  asked = 0
  for (let i = 0; i < DRAWS; i++) table((i + 0.5) / DRAWS)
  // Of the grid the first and the last point alone lie in the tails below 2^-12.
  expect(asked).toBeLessThanOrEqual(2)

  const size = d.kind === 'pert' ? 1 : d.kind === 'student' ? d.scale : 0
  for (let i = 0; i < DRAWS; i += 17) {
    const exact = sampleAt(d, (i + 0.3) / DRAWS)
    expect(Math.abs(draw((i + 0.3) / DRAWS) - exact)).toBeLessThanOrEqual(
      TABULATED_ERROR * Math.max(Math.abs(exact), size),
    )
  }

  const drawn = uniform.reduce((sum, p) => sum + draw(p), 0) / DRAWS
  expect(Math.abs(drawn - mean(d))).toBeLessThan((4 * sdOf(d)) / Math.sqrt(DRAWS))
})

test('a slice is found by few looks, and is the first whose end is not below the probability', () => {
  const weights = fc.array(fc.nat(3), { minLength: 1, maxLength: 500 }).filter((list) => list.some((w) => w > 0))
  fc.assert(
    fc.property(weights, fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(), (list, p, k) => {
      const ends = sliceEnds(list)
      let looks = 0
      const watched = new Proxy(ends, {
        get: (of, key) => {
          looks += 1
          return Reflect.get(of, key)
        },
      })
      for (const at of [p, ends[k % ends.length]!]) {
        looks = 0
        expect(sliceAt(watched, at)).toBe(ends.findIndex((end) => at <= end))
        expect(looks).toBeLessThan(20)
      }
    }),
  )
})
