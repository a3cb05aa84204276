import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  fillNormals,
  fillStudent5,
  fillUniforms,
  fillWords,
  philox4x32,
  seedOf,
  streamOf,
  uniformAt,
} from '../../src/math/philox.ts'
import { philoxReference } from '../reference/philox.ts'

const word = fc.integer({ min: 0, max: 0xffffffff })
const safe = fc.maxSafeNat()

function blockOf(counter: readonly number[], key: readonly number[]): readonly number[] {
  const out = new Uint32Array(4)
  philox4x32(counter[0]!, counter[1]!, counter[2]!, counter[3]!, key[0]!, key[1]!, out)
  return [...out]
}

describe('philox4x32', () => {
  // Known-answer vectors distributed with Random123 (kat_vectors, philox4x32 10).
  test.each([
    [[0, 0, 0, 0], [0, 0], '6627e8d5 e169c58d bc57ac4c 9b00dbd8'],
    [Array(4).fill(0xffffffff), Array(2).fill(0xffffffff), '408f276d 41c83b0e a20bc7c6 6d5451fd'],
    [[0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0], 'd16cfe09 94fdcceb 5001e420 24126ea1'],
  ])('known answer %#', (counter, key, expected) => {
    expect(
      blockOf(counter, key)
        .map((x) => x.toString(16).padStart(8, '0'))
        .join(' '),
    ).toBe(expected)
  })

  test('agrees with big-integer arithmetic', () => {
    fc.assert(
      fc.property(fc.tuple(word, word, word, word), fc.tuple(word, word), (counter, key) => {
        expect(blockOf(counter, key)).toEqual(philoxReference(counter, key))
      }),
    )
  })
})

describe('names', () => {
  // Published FNV-1a 64 test vectors (Fowler, Noll & Vo, test_fnv.c).
  test.each([
    ['', 'cbf29ce484222325'],
    ['a', 'af63dc4c8601ec8c'],
    ['foobar', '85944171f73967e8'],
  ])('fnv of %j', (name, hex) => {
    const { lo, hi } = streamOf(name)
    expect(hi.toString(16).padStart(8, '0') + lo.toString(16).padStart(8, '0')).toBe(hex)
  })

  test('hashes the UTF-8 bytes of any name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        let hash = 0xcbf29ce484222325n
        for (const byte of new TextEncoder().encode(name)) {
          hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n)
        }
        const { lo, hi } = streamOf(name)
        expect((BigInt(hi) << 32n) | BigInt(lo)).toBe(hash)
      }),
    )
  })

  test('distinct integers give distinct seeds, and only safe integers give any', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (n) => {
        const { lo, hi } = seedOf(n)
        expect((hi | 0) * 4294967296 + lo).toBe(n)
      }),
    )
    expect(() => seedOf(2 ** 53)).toThrow(RangeError)
    expect(() => seedOf(0.5)).toThrow(RangeError)
  })
})

describe('draws', () => {
  const seed = seedOf(20250301)
  const stream = streamOf('russia.shells')

  test('a draw does not depend on how many are taken', () => {
    fc.assert(
      fc.property(safe, fc.integer({ min: 1, max: 40 }), (world, count) => {
        const out = new Float64Array(count)
        fillUniforms(out, seed, stream, world)
        expect([...out]).toEqual([...out].map((_, i) => uniformAt(seed, stream, world, i)))
      }),
    )
  })

  test('uniforms are odd multiples of 2^-53 inside (0, 1)', () => {
    fc.assert(
      fc.property(safe, fc.nat(), (world, index) => {
        const u = uniformAt(seed, stream, world, index)
        expect(u > 0 && u < 1).toBe(true)
        expect((u * 2 ** 53) % 2).toBe(1)
      }),
    )
  })

  test('every bit of seed, stream, world and index matters', () => {
    const at = (world: number, index: number): number => uniformAt(seed, stream, world, index)
    const base = at(5, 7)
    const bits = Array.from({ length: 53 }, (_, bit) => 2 ** bit)
    const others = bits.map((bit) => at(5 + bit, 7))
    others.push(...bits.slice(0, 30).map((bit) => at(5, 7 + bit)))
    others.push(...bits.map((bit) => uniformAt(seedOf(20250301 - bit), stream, 5, 7)))
    // The lower 21 bits of a stream share their place with worlds from 2^32 on.
    for (let bit = 21; bit < 32; bit++) others.push(uniformAt(seed, { ...stream, lo: stream.lo ^ (1 << bit) }, 5, 7))
    for (let bit = 0; bit < 32; bit++) others.push(uniformAt(seed, { ...stream, hi: stream.hi ^ (1 << bit) }, 5, 7))
    expect(new Set([base, ...others]).size).toBe(others.length + 1)
  })

  test('are frozen: the same seed gives the same bytes in every version', () => {
    expect(uniformAt(seed, stream, 0, 0)).toMatchInlineSnapshot(`0.7373634004354194`)
    expect(uniformAt(seed, stream, 2 ** 40 + 3, 9)).toMatchInlineSnapshot(`0.5499459128582683`)
    const normals = new Float64Array(3)
    fillNormals(normals, seed, stream, 1)
    expect([...normals]).toMatchInlineSnapshot(`
      [
        0.03676733111145893,
        -0.3508201492492188,
        -2.153691824385127,
      ]
    `)
    fillStudent5(normals, seed, stream, 1)
    expect([...normals]).toMatchInlineSnapshot(`
      [
        0.038642939185892504,
        -0.37116343236036925,
        -2.967022019421863,
      ]
    `)
  })

  test.each([
    ['uniform', fillUniforms, 1 / 2, 1 / 12],
    ['normal', fillNormals, 0, 1],
    ['student', fillStudent5, 0, 5 / 3],
  ] as const)('%s draws have the mean of their distribution', (_, fill, mean, variance) => {
    const n = 40_000
    const out = new Float64Array(4)
    let sum = 0
    for (let world = 0; world < n / 4; world++) {
      fill(out, seed, stream, world)
      for (const x of out) sum += x
    }
    expect(Math.abs(sum / n - mean)).toBeLessThan(4 * Math.sqrt(variance / n))
  })

  test('normal draws have variance 1, skewness 0 and no correlation between lanes or worlds', () => {
    const n = 40_000
    const z = new Float64Array(n)
    const draw = new Float64Array(4)
    for (let world = 0; world < n / 4; world++) {
      fillNormals(draw, seed, stream, world)
      z.set(draw, world * 4)
    }
    const meanOf = (of: (x: number, i: number) => number): number => z.reduce((sum, x, i) => sum + of(x, i), 0) / n
    expect(Math.abs(meanOf((x) => x * x) - 1)).toBeLessThan(4 * Math.sqrt(2 / n))
    expect(Math.abs(meanOf((x) => x * x * x))).toBeLessThan(4 * Math.sqrt(15 / n))
    for (const lag of [1, 2, 3, 4]) {
      expect(Math.abs(meanOf((x, i) => x * z[(i + lag) % n]!))).toBeLessThan(4 / Math.sqrt(n))
    }
  })

  test('a normal draw does not depend on how many are taken', () => {
    const out = new Float64Array(5)
    fillNormals(out, seed, stream, 3)
    const short = new Float64Array(2)
    fillNormals(short, seed, stream, 3)
    expect([...short]).toEqual([out[0], out[1]])
  })
})

test('fillWords gives the words of the blocks', () => {
  fc.assert(
    fc.property(safe, word, word, word, word, (world, k0, k1, lo, hi) => {
      const out = new Int32Array(24)
      fillWords(out, { lo: k0, hi: k1 }, { lo, hi }, world)
      const blocks = [0, 1, 2, 3, 4, 5].flatMap((index) =>
        blockOf([world % 2 ** 32, index, (lo ^ Math.floor(world / 2 ** 32)) >>> 0, hi], [k0, k1]),
      )
      expect([...out].map((x) => x >>> 0)).toEqual(blocks)
    }),
  )
})
