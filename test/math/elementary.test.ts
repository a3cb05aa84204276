import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as elementary from '../../src/math/elementary.ts'
import { golden, hexOf, ulpsApart } from './golden.ts'
import { runs } from '../properties.ts'

const unary = {
  exp: elementary.exp,
  expm1: elementary.expm1,
  log: elementary.log,
  log1p: elementary.log1p,
  tanh: elementary.tanh,
  sin: elementary.sin,
  cos: elementary.cos,
  tan: elementary.tan,
  atan: elementary.atan,
} as const
type Name = keyof typeof unary
const names = Object.keys(unary) as Name[]

const edges = [
  0,
  5e-324,
  1e-310,
  2.2250738585072014e-308,
  1e-17,
  7.450580596923828e-9,
  0.25,
  0.5,
  Math.SQRT1_2,
  Math.PI / 4,
  1,
  Math.SQRT2,
  2,
  22,
  56,
  709.782712893384,
  709.7827128933841,
  745.1332191019411,
  745.1332191019412,
  1647099,
  1647100,
  1e22,
  Number.MAX_VALUE,
  Infinity,
]
  .flatMap((x) => [x, -x])
  .concat(NaN)

describe.each(names)('%s', (name) => {
  const own = unary[name]

  test('is within 1 ulp of the correctly rounded value', () => {
    for (const [x, value] of golden.elementary[name]!) expect([x, ulpsApart(own(x!), value!) <= 1]).toEqual([x, true])
  })

  test('has the special values, zeros and signs of the language', () => {
    for (const x of edges) {
      expect([x, ulpsApart(own(x), Math[name](x)) <= 2]).toEqual([x, true])
      expect([x, Object.is(own(x), -0)]).toEqual([x, Object.is(Math[name](x), -0)])
    }
  })

  test('is within 2 ulp of the host function on any double', () => {
    const inputs = fc.oneof(fc.double(), fc.double({ min: -20, max: 20 }), fc.double({ min: -750, max: 750 }))
    fc.assert(
      fc.property(inputs, (x) => {
        expect(ulpsApart(own(x), Math[name](x))).toBeLessThanOrEqual(2)
      }),
      { numRuns: runs(2000) },
    )
  })
})

describe('pow', () => {
  test('is within 1 ulp of the correctly rounded value', () => {
    for (const [x, y, value] of golden.elementary['pow']!) {
      expect([x, y, ulpsApart(elementary.pow(x!, y!), value!) <= 1]).toEqual([x, y, true])
    }
  })

  test('has the special values, zeros and signs of the language', () => {
    for (const x of edges) {
      for (const y of [...edges, 3, -3, 4, 1.5, 9007199254740991]) {
        const close = ulpsApart(elementary.pow(x, y), Math.pow(x, y)) <= 2
        expect([x, y, close, Object.is(elementary.pow(x, y), -0)]).toEqual([x, y, true, Object.is(Math.pow(x, y), -0)])
      }
    }
  })

  test('is within 2 ulp of the host function', () => {
    fc.assert(
      fc.property(fc.double(), fc.double({ min: -40, max: 40 }), (x, y) => {
        expect(ulpsApart(elementary.pow(x, y), Math.pow(x, y))).toBeLessThanOrEqual(2)
      }),
      { numRuns: runs(2000) },
    )
  })
})

test('bits are frozen: a change of any of them is a change of every run', () => {
  const inputs = [-3.7, 0.1, 0.7, 2.6, 123.456]
  const bits = names.map((name) => `${name} ${inputs.map((x) => hexOf(unary[name](x))).join(' ')}`)
  bits.push(`pow ${inputs.map((x) => hexOf(elementary.pow(Math.abs(x), 1 / 3))).join(' ')}`)
  expect(bits.join('\n')).toMatchInlineSnapshot(`
    "exp 3f99511fc6871044 3ff1aec7b35a00d4 40001c2a61268987 402aed6f125c7cb5 4b11428e1cbc0143
    expm1 bfef357701cbc77e 3fbaec7b35a00d3a 3ff03854c24d130d 4028ed6f125c7cb5 4b11428e1cbc0143
    log 7ff8000000000000 c0026bb1bbb55515 bfd6d3c324e13f50 3fee938cbceb16de 401343774f3e2362
    log1p 7ff8000000000000 3fb8663f793c46c7 3fe0fae81914a991 3ff47eb47ce995da 40134bba22cd5df5
    tanh bfeff5fdc948488c 3fb983d7795f413a 3fe356fb17af2e92 3fefa61ccb69a660 3ff0000000000000
    sin 3fe0f46aec2e1b41 3fb98eaecb8bcb2c 3fe49d6e694619b8 3fe07efcbba085bb bfe9b9dadc41aeb6
    cos bfeb23a2ad7dd937 3fefd712f9a817c1 3fe87996529f9d93 bfeb6ba1f680f470 bfe307e5980a1558
    tan bfe3fdd037da3554 3fb9af8877430b80 3feaf406c2fc78ae bfe340478a535b2b 3ff5a0fe5da94891
    atan bff4e8c94dbf54e5 3fb983e282e2cc4d 3fe38b112d7bd4ad 3ff34209a8c10980 3ff900cdfeb560b4
    pow 3ff8bf33eb6b7486 3fddb4c7760bcff3 3fec69b5a72f1a9a 3ff60048365d4ca0 4013ead4f488ee35"
  `)
})
