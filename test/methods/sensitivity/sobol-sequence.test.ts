import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seedOf } from '../../../src/math/philox.ts'
import { directionNumbers, joeKuoEntries } from '../../../src/methods/sensitivity/joe-kuo.ts'
import type { PointWriter } from '../../../src/methods/sensitivity/sobol-sequence.ts'
import { scrambledSobol, sobolSequence } from '../../../src/methods/sensitivity/sobol-sequence.ts'
import { sobolNatural } from '../../reference/sobol.ts'
import { runs } from '../../properties.ts'

/** One coordinate of a point. */
function coordinates(write: PointWriter, dimensions: number): (index: number, dimension: number) => number {
  const point = new Float64Array(dimensions)
  return (index, dimension) => {
    write(index, point)
    return point[dimension]!
  }
}

const plainly = (dimensions: number): ReturnType<typeof coordinates> =>
  coordinates(sobolSequence(dimensions), dimensions)
const scrambled = (dimensions: number, seed: number): ReturnType<typeof coordinates> =>
  coordinates(scrambledSobol(dimensions, seedOf(seed)), dimensions)

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
  const source = plainly(5)
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
  const source = plainly(512)
  expect([0, 1, 2, 9, 99, 255, 511].map((dimension) => source(index, dimension) * 2 ** 32)).toEqual(numerators)
})

test('coordinates follow from the recurrence by its definition', () => {
  const entries = [null, ...joeKuoEntries()]
  const source = plainly(512)
  fc.assert(
    fc.property(fc.nat(2 ** 31 - 1), fc.nat(511), (index, dimension) => {
      expect(source(index, dimension)).toBe(sobolNatural(entries[dimension]!, index ^ (index >>> 1)))
    }),
  )
})

test('each dyadic interval holds one point of every aligned run of 2^k, plain and scrambled', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), fc.nat(30), fc.nat(511), fc.nat(), (k, run, dimension, seed) => {
      for (const source of [plainly(512), scrambled(512, seed)]) {
        const cells = Array.from({ length: 2 ** k }, (_, i) => Math.floor(source(run * 2 ** k + i, dimension) * 2 ** k))
        expect(new Set(cells).size).toBe(2 ** k)
      }
    }),
    { numRuns: runs(40) },
  )
})

test('scrambling keeps the net of the first two dimensions: one point in every elementary box', () => {
  const source = scrambled(2, 5)
  const n = 256
  for (let split = 0; split <= 8; split++) {
    const boxes = Array.from(
      { length: n },
      (_, i) => Math.floor(source(i, 0) * 2 ** split) * 1000 + Math.floor(source(i, 1) * 2 ** (8 - split)),
    )
    expect(new Set(boxes).size).toBe(n)
  }
})

/** The 32 upper bits of a coordinate. */
const bitsOf = (u: number): number => Math.floor(u * 2 ** 32)

test('a point is the same whichever came before it', () => {
  const inOrder = scrambled(7, 3)
  const expected = Array.from({ length: 300 }, (_, i) => inOrder(i, 6))
  fc.assert(
    fc.property(fc.array(fc.nat(299), { maxLength: 20 }), (indices) => {
      const source = scrambled(7, 3)
      expect(indices.map((i) => source(i, 6))).toEqual(indices.map((i) => expected[i]))
    }),
    { numRuns: runs(40) },
  )
})

test('scrambling is nested: two coordinates part at the same bit before and after', () => {
  const index = fc.nat(2 ** 31 - 1)
  fc.assert(
    fc.property(index, index, fc.nat(19), fc.nat(), (i, j, dimension, seed) => {
      const before = plainly(20),
        after = scrambled(20, seed)
      const parting = (source: typeof before): number =>
        Math.clz32(bitsOf(source(i, dimension)) ^ bitsOf(source(j, dimension)))
      expect(parting(after)).toBe(parting(before))
    }),
    { numRuns: runs(60) },
  )
})

test('scrambling is affine: coordinates whose bits cancel before cancel after, to the last bit', () => {
  const index = fc.nat(2 ** 31 - 1)
  // Numerators over 2^53 as big integers.
  const bits = (u: number): bigint => BigInt(u * 2 ** 53)
  fc.assert(
    fc.property(index, index, index, fc.nat(9), (i, j, k, dimension) => {
      // The sequence is linear in the Gray code of the index, and so is the Gray code in the index.
      const source = scrambled(10, 21)
      const at = (point: number): bigint => bits(source(point, dimension))
      expect((at(i) ^ at(j) ^ at(k) ^ at(i ^ j ^ k)).toString(2)).toBe('0')
    }),
    { numRuns: runs(60) },
  )
})

test('every bit of a coordinate is flipped as often as not, over dimensions and over seeds, apart from those above', () => {
  const n = 1500
  const index = 0b10110111
  const before = plainly(n > 512 ? 512 : n)
  const flipped = (bit: number, u: number, plain: number): number =>
    Math.floor(u * 2 ** (bit + 1)) % 2 === Math.floor(plain * 2 ** (bit + 1)) % 2 ? 0 : 1
  const overSeeds = Array.from({ length: n }, (_, seed) => scrambled(1, seed)(index, 0))
  const write = scrambledSobol(512, seedOf(1))
  const overDimensions = new Float64Array(512)
  write(index, overDimensions)
  for (let bit = 0; bit < 52; bit++) {
    const flips = overSeeds.map((u) => flipped(bit, u, before(index, 0)))
    expect(Math.abs(flips.filter((flip) => flip === 1).length - n / 2)).toBeLessThan(4 * Math.sqrt(n / 4))
    const above = overSeeds.map((u) => (bit === 0 ? 0 : flipped(bit - 1, u, before(index, 0))))
    const together = flips.filter((flip, k) => flip === 1 && above[k] === 1).length
    if (bit > 0) expect(Math.abs(together - n / 4)).toBeLessThan(4 * Math.sqrt((n * 3) / 16))
    const across = [...overDimensions].filter((u, d) => flipped(bit, u, before(index, d)) === 1).length
    expect(Math.abs(across - 256)).toBeLessThan(4 * Math.sqrt(512 / 4))
  }
})

test('scrambled coordinates stay inside (0, 1), are odd multiples of 2^-53 and depend on the seed', () => {
  const source = scrambled(4, 9),
    other = scrambled(4, 10)
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
    const source = scrambled(6, seed)
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
