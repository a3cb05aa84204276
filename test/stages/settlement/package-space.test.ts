import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { optionOf, optionsOf, packageCount, packageOf, packageSpace } from '../../../src/case/package-space.ts'

const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 12 })

describe('packageSpace', () => {
  it('numbers packages by their options, the first issue fastest', () => {
    const space = packageSpace([2, 3])
    expect([0, 1, 2, 3, 4, 5].map((deal) => optionsOf(space, deal))).toEqual([
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
      [0, 2],
      [1, 2],
    ])
  })

  it('turns every package into options and back', () => {
    fc.assert(
      fc.property(sizes, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (of, where) => {
        const space = packageSpace(of)
        const deal = Math.floor(where * space.count)
        const options = optionsOf(space, deal)
        expect(packageOf(space, options)).toBe(deal)
        options.forEach((option, issue) => {
          expect(optionOf(space, deal, issue)).toBe(option)
        })
        expect(BigInt(space.count)).toBe(packageCount(of))
      }),
    )
  })

  it('is exact up to 2^53 − 1 and refuses more', () => {
    const space = packageSpace([6361, 69431, 20394401]) // the prime factors of 2^53 − 1
    expect(space.count).toBe(Number.MAX_SAFE_INTEGER)
    expect(optionsOf(space, space.count - 1)).toEqual([6360, 69430, 20394400])
    expect(packageOf(space, [6360, 69430, 20394400])).toBe(space.count - 1)
    expect(() => packageSpace(Array.from({ length: 53 }, () => 2))).toThrow(RangeError)
    expect(packageCount(Array.from({ length: 100 }, () => 2))).toBe(2n ** 100n)
  })

  it('refuses options and packages outside the space', () => {
    const space = packageSpace([2, 3])
    expect(() => packageOf(space, [2, 0])).toThrow('issue 0 has no option 2')
    expect(() => packageOf(space, [0])).toThrow(RangeError)
    expect(() => optionsOf(space, 6)).toThrow(RangeError)
    expect(() => packageSpace([3, 0])).toThrow(RangeError)
    expect(optionsOf(packageSpace([]), 0)).toEqual([])
  })
})
