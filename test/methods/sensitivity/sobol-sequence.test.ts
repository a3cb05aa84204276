import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seedOf } from '../../../src/math/philox.ts'
import { directionNumbers, joeKuoEntries } from '../../../src/methods/sensitivity/joe-kuo.ts'
import { owenScramble, scrambledSobol, sobolSequence } from '../../../src/methods/sensitivity/sobol-sequence.ts'
import { sobolNatural } from '../../reference/sobol.ts'

test('the table begins as published by Joe and Kuo (new-joe-kuo-6: d, s, a, m_i)', () => {
  const rows = joeKuoEntries()
    .slice(0, 9)
    .map(({ degree, polynomial, initial }, i) => [i + 2, degree, polynomial, ...initial])
  expect(rows).toEqual([
    [2, 1, 0, 1],
    [3, 2, 1, 1, 3],
    [4, 3, 1, 1, 3, 1],
    [5, 3, 2, 1, 1, 1],
    [6, 4, 1, 1, 1, 3, 3],
    [7, 4, 4, 1, 3, 5, 13],
    [8, 5, 2, 1, 1, 5, 5, 17],
    [9, 5, 4, 1, 1, 5, 5, 5],
    [10, 5, 7, 1, 1, 7, 11, 19],
  ])
})

test('later rows of the table, and its length', () => {
  const entries = joeKuoEntries()
  expect(entries).toHaveLength(511)
  expect(entries[98]).toEqual({ degree: 9, polynomial: 244, initial: [1, 1, 5, 5, 11, 5, 45, 117, 217] })
  expect(entries[254]).toEqual({ degree: 11, polynomial: 560, initial: [1, 1, 1, 5, 19, 3, 53, 133, 97, 863, 983] })
  expect(entries[510]).toEqual({
    degree: 13,
    polynomial: 224,
    initial: [1, 1, 1, 1, 25, 9, 23, 225, 385, 629, 603, 3747, 4241],
  })
  expect(entries.every(({ initial }) => initial.every((m, k) => m % 2 === 1 && m < 2 ** (k + 1)))).toBe(true)
})

test('the first points are those published, in Gray-code order', () => {
  const source = sobolSequence(5)
  const points = Array.from({ length: 8 }, (_, i) => Array.from({ length: 5 }, (__, d) => source(i, d)))
  expect(points).toEqual([
    [0, 0, 0, 0, 0],
    [0.5, 0.5, 0.5, 0.5, 0.5],
    [0.75, 0.25, 0.25, 0.25, 0.75],
    [0.25, 0.75, 0.75, 0.75, 0.25],
    [0.375, 0.375, 0.625, 0.875, 0.375],
    [0.875, 0.875, 0.125, 0.375, 0.875],
    [0.625, 0.125, 0.875, 0.625, 0.625],
    [0.125, 0.625, 0.375, 0.125, 0.125],
  ])
})

// scipy.stats.qmc.Sobol(512, scramble=False, bits=32), scipy 1.17.1: numerators over 2^32.
test.each([
  [5, [3758096384, 3758096384, 536870912, 536870912, 1610612736, 3758096384, 3758096384]],
  [1000, [943718400, 415236096, 2227175424, 297795584, 801112064, 1069547520, 1698693120]],
  [1499, [1826619392, 3303014400, 236978176, 878706688, 2602565632, 1772093440, 2594177024]],
])('point %i has the coordinates that scipy gives', (index, numerators) => {
  const source = sobolSequence(512)
  expect([0, 1, 2, 9, 99, 255, 511].map((dimension) => source(index, dimension) * 2 ** 32)).toEqual(numerators)
})

test('coordinates follow from the recurrence by its definition', () => {
  const entries = [null, ...joeKuoEntries()]
  const source = sobolSequence(512)
  fc.assert(
    fc.property(fc.nat(2 ** 31 - 1), fc.nat(511), (index, dimension) => {
      expect(source(index, dimension)).toBe(sobolNatural(entries[dimension]!, index ^ (index >>> 1)))
    }),
  )
})

test('each dyadic interval holds one point of every aligned run of 2^k, plain and scrambled', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), fc.nat(30), fc.nat(511), fc.nat(), (k, run, dimension, seed) => {
      for (const source of [sobolSequence(512), scrambledSobol(512, seedOf(seed))]) {
        const cells = Array.from({ length: 2 ** k }, (_, i) => Math.floor(source(run * 2 ** k + i, dimension) * 2 ** k))
        expect(new Set(cells).size).toBe(2 ** k)
      }
    }),
    { numRuns: 40 },
  )
})

test('scrambling keeps the net of the first two dimensions: one point in every elementary box', () => {
  const source = scrambledSobol(2, seedOf(5))
  const n = 256
  for (let split = 0; split <= 8; split++) {
    const boxes = Array.from(
      { length: n },
      (_, i) => Math.floor(source(i, 0) * 2 ** split) * 1000 + Math.floor(source(i, 1) * 2 ** (8 - split)),
    )
    expect(new Set(boxes).size).toBe(n)
  }
})

const words = new Uint32Array(4)
const scramble = (bits: number): number => owenScramble(bits, 3, seedOf(11), words)

test('scrambling is nested: two numbers part at the same bit before and after', () => {
  const word = fc.nat(2 ** 32 - 1)
  const near = fc.tuple(word, fc.nat(31)).map(([a, bit]) => [a, (a ^ (1 << bit)) >>> 0] as const)
  fc.assert(
    fc.property(fc.oneof(fc.tuple(word, word), near), ([x, y]) => {
      expect(Math.clz32(scramble(x) ^ scramble(y))).toBe(Math.clz32(x ^ y))
    }),
  )
})

test('bits at every level are flipped as often as not, over dimensions and over seeds', () => {
  const n = 4000
  const flips = new Float64Array(64)
  for (let k = 0; k < n; k++) {
    const byDimension = owenScramble(0xdeadbeef, k, seedOf(1), words) ^ 0xdeadbeef
    const bySeed = owenScramble(0xdeadbeef, 1, seedOf(k), words) ^ 0xdeadbeef
    for (let bit = 0; bit < 32; bit++) {
      flips[bit]! += (byDimension >>> bit) & 1
      flips[32 + bit]! += (bySeed >>> bit) & 1
    }
  }
  const standardError = Math.sqrt(n / 4)
  for (const count of flips) expect(Math.abs(count - n / 2)).toBeLessThan(4 * standardError)
})

test('each node of a level has a bit of its own', () => {
  // At level 10 (beyond the first block) the flips of 512 prefixes are independent: about half are set, runs as by
  // chance.
  const flips = Array.from({ length: 512 }, (_, prefix) => (scramble(prefix * 2 ** 23) >>> 22) & 1)
  const standardError = Math.sqrt(512 / 4)
  expect(Math.abs(flips.filter((flip) => flip === 1).length - 256)).toBeLessThan(4 * standardError)
  expect(Math.abs(flips.filter((flip, i) => i > 0 && flip !== flips[i - 1]).length - 255.5)).toBeLessThan(
    4 * standardError,
  )
})

test('scrambled coordinates stay inside (0, 1), are odd multiples of 2^-53 and depend on the seed', () => {
  const source = scrambledSobol(4, seedOf(9)),
    other = scrambledSobol(4, seedOf(10))
  for (let i = 0; i < 500; i++) {
    const u = source(i, i % 4)
    expect(u > 0 && u < 1).toBe(true)
    expect((u * 2 ** 53) % 2).toBe(1)
    expect(other(i, i % 4)).not.toBe(u)
  }
})

test('a scrambled mean of a smooth function errs far less than independent draws would', () => {
  const n = 1024
  const errors = Array.from({ length: 20 }, (_, seed) => {
    const source = scrambledSobol(6, seedOf(seed))
    let sum = 0
    for (let i = 0; i < n; i++) sum += [0, 1, 2, 3, 4, 5].reduce((product, d) => product * (0.5 + source(i, d)), 1) / n
    return sum - 1
  })
  const rms = Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / errors.length)
  const plain = Math.sqrt(((13 / 12) ** 6 - 1) / n)
  expect(rms).toBeLessThan(plain / 10)
  // Unbiased: the mean error over seeds is within 4 of its standard errors.
  expect(Math.abs(errors.reduce((sum, error) => sum + error, 0) / errors.length)).toBeLessThan(
    (4 * rms) / Math.sqrt(20),
  )
})

test('dimensions outside the table are refused', () => {
  for (const dimensions of [0, 1.5, 513]) expect(() => directionNumbers(dimensions)).toThrow(RangeError)
})
