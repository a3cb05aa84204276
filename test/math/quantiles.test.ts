import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { betaCdf, betaQuantile } from '../../src/math/beta.ts'
import { gammaCdf, gammaQuantile, logGamma } from '../../src/math/gamma.ts'
import { normalCdf, normalPdf, normalQuantile } from '../../src/math/normal.ts'
import { student5, studentCdf, studentQuantile } from '../../src/math/student.ts'
import { golden, relativeError } from './golden.ts'
import { runs } from '../properties.ts'

const middle = fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true })
const powerOfTen = (low: number, high: number): fc.Arbitrary<number> =>
  fc.double({ min: low, max: high, noNaN: true }).map((e) => Math.pow(10, e))
const shape = fc.oneof(powerOfTen(-0.7, 2.5), powerOfTen(-1.5, 6))

describe('normal', () => {
  // Check values printed in Wichura 1988 (AS 241).
  test.each([
    [0.25, -0.6744897501960817],
    [0.001, -3.090232306167814],
    [1e-20, -9.262340089798409],
  ])('AS 241 at %d', (p, x) => {
    expect(relativeError(normalQuantile(p), x)).toBeLessThan(1e-15)
  })

  test('quantile within 1e-15, distribution function within 1e-15 (1 + x²)', () => {
    for (const [p, x] of golden.normalq) expect(relativeError(normalQuantile(p!), x!)).toBeLessThan(1e-15)
    for (const [x, p] of golden.normalcdf) expect(relativeError(normalCdf(x!), p!)).toBeLessThan(1e-15 * (1 + x! * x!))
  })

  test('density is the slope of the distribution function', () => {
    fc.assert(
      fc.property(fc.double({ min: -6, max: 6, noNaN: true }), (x) => {
        const h = 1e-4
        expect((normalCdf(x + h) - normalCdf(x - h)) / (2 * h)).toBeCloseTo(normalPdf(x), 8)
      }),
    )
  })

  test('is symmetric, infinite at the ends, undefined beyond', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 30 - 1 }), (k) => {
        expect(normalQuantile(k / 2 ** 30)).toBe(-normalQuantile(1 - k / 2 ** 30) + 0)
      }),
    )
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity])
    for (const p of [-1e-9, 1.1, NaN]) expect(() => normalQuantile(p)).toThrow(RangeError)
  })
})

test('logGamma', () => {
  for (const [x, value] of golden.loggamma) {
    expect(Math.abs(logGamma(x!) - value!)).toBeLessThan(1e-14 * (1 + Math.abs(value!)))
  }
  expect(() => logGamma(0)).toThrow(RangeError)
})

describe('goldens, relative error below 1e-14', () => {
  test.each(golden.beta)('beta p=%d a=%d b=%d', (p, a, b, x) => {
    expect(relativeError(betaQuantile(p!, a!, b!), x!)).toBeLessThan(1e-14)
  })
  test.each(golden.gamma)('gamma p=%d shape=%d', (p, a, x) => {
    expect(relativeError(gammaQuantile(p!, a!, 1), x!)).toBeLessThan(1e-14)
  })
  test.each(golden.student)('student p=%d degrees=%d', (p, degrees, x) => {
    expect(relativeError(studentQuantile(p!, degrees!), x!)).toBeLessThan(1e-14)
  })
  // As R prints them: qt(.975, 5), qt(.9, 5), qgamma(.5, 2).
  test('values of R', () => {
    expect(studentQuantile(0.975, 5)).toBeCloseTo(2.570581835636314, 14)
    expect(studentQuantile(0.9, 5)).toBeCloseTo(1.475884048824481, 14)
    expect(gammaQuantile(0.5, 2, 1)).toBeCloseTo(1.678346990016661, 14)
  })
})

describe('distribution functions with closed forms', () => {
  const unit = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true })

  test('beta(a, 1) is x^a; beta(½, ½) the arcsine law; beta(2, 3) a polynomial', () => {
    fc.assert(
      fc.property(unit, fc.double({ min: 0.2, max: 20, noNaN: true }), (x, a) => {
        expect(relativeError(betaCdf(x, a, 1), Math.pow(x, a))).toBeLessThan(1e-13)
        expect(betaCdf(x, 0.5, 0.5)).toBeCloseTo((2 / Math.PI) * Math.asin(Math.sqrt(x)), 13)
        expect(betaCdf(x, 2, 3)).toBeCloseTo(x * x * (6 - 8 * x + 3 * x * x), 13)
      }),
    )
  })

  test('gamma(1) is exponential; gamma(½) a squared normal', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 40, noNaN: true }), (x) => {
        expect(relativeError(gammaCdf(3 * x, 1, 3), -Math.expm1(-x))).toBeLessThan(1e-13)
        expect(gammaCdf(x, 0.5, 1)).toBeCloseTo(1 - 2 * normalCdf(-Math.sqrt(2 * x)), 13)
      }),
    )
  })

  test('t1 is Cauchy; t2 is algebraic', () => {
    fc.assert(
      fc.property(fc.double({ min: -50, max: 50, noNaN: true }), (x) => {
        expect(studentCdf(x, 1)).toBeCloseTo(0.5 + Math.atan(x) / Math.PI, 13)
        expect(studentCdf(x, 2)).toBeCloseTo(0.5 + x / (2 * Math.sqrt(2 + x * x)), 13)
      }),
    )
    expect([studentCdf(-Infinity, 5), studentCdf(0, 5), studentCdf(Infinity, 5)]).toEqual([0, 0.5, 1])
  })
})

describe('round trips', () => {
  // A quantile is a double: where the density is steep, one unit in its last place moves p by density·ulp.
  const slack = (cdf: (x: number) => number, x: number): number =>
    Math.abs(cdf(x * (1 + 2 ** -51)) - cdf(x * (1 - 2 ** -51)))

  test('gamma', () => {
    fc.assert(
      fc.property(middle, shape, (p, a) => {
        const cdf = (x: number): number => gammaCdf(x, a, 2)
        const x = gammaQuantile(p, a, 2)
        if (x < 1e-290) return
        expect(Math.abs(cdf(x) - p)).toBeLessThanOrEqual(2e-14 * p + slack(cdf, x))
      }),
      {
        // Far from the mean of a large shape, where the plain formula of the deviance would lose units of the shape.
        examples: [
          [0.00018558200625639316, 316.2274187274087],
          [1e-9, 900],
          [1e-4, 4000],
        ],
      },
    )
  })

  test('beta', () => {
    fc.assert(
      fc.property(middle, shape, shape, (p, a, b) => {
        const cdf = (x: number): number => betaCdf(x, a, b)
        const x = betaQuantile(p, a, b)
        if (x < 1e-290) return
        expect(Math.abs(cdf(x) - p)).toBeLessThanOrEqual((5e-14 + 3e-16 * (a + b)) * p + slack(cdf, x))
      }),
    )
  })

  test('student', () => {
    fc.assert(
      fc.property(middle, powerOfTen(-0.3, 6), (p, degrees) => {
        const cdf = (x: number): number => studentCdf(x, degrees)
        const x = studentQuantile(p, degrees)
        expect(Math.abs(cdf(x) - p)).toBeLessThanOrEqual((5e-14 + 3e-16 * degrees) * p + slack(cdf, x))
      }),
    )
  })
})

test('student5 is the quantile of t5 within 1e-14, from the far tail to the centre', () => {
  const tail = fc.double({ min: -120, max: -1, noNaN: true }).map((e) => Math.pow(2, e))
  const near = (x: number): fc.Arbitrary<number> => fc.double({ min: x - 0.001, max: x + 0.001, noNaN: true })
  const p = fc.oneof(tail, middle, near(0.2), near(0.5), near(0.8))
  fc.assert(
    fc.property(p, (q) => {
      expect(relativeError(student5(q), studentQuantile(q, 5))).toBeLessThan(1e-14)
    }),
    { numRuns: runs(3000) },
  )
  // Solved with 400 digits from the incomplete beta function.
  expect(relativeError(student5(1e-50), -15683925590.993378)).toBeLessThan(1e-14)
  expect(relativeError(student5(1e-300), -1.5683925590993378e60)).toBeLessThan(1e-14)
  expect([student5(0), student5(0.5), student5(1)]).toEqual([-Infinity, 0, Infinity])
  for (const q of [-0.1, 1.5, NaN]) expect(() => student5(q)).toThrow(RangeError)
})

test('draws from 32-bit uniforms end where their documentation says', () => {
  expect(normalQuantile(2 ** -33)).toBeCloseTo(-6.34, 2)
  expect(student5(2 ** -33)).toBeCloseTo(-152.13, 2)
})

test('ends and nonsense', () => {
  expect([gammaQuantile(0, 2, 1), gammaQuantile(1, 2, 1)]).toEqual([0, Infinity])
  expect([betaQuantile(0, 2, 1), betaQuantile(1, 2, 1)]).toEqual([0, 1])
  expect([0, 0.5, 1].map((p) => studentQuantile(p, 3) + 0)).toEqual([-Infinity, 0, Infinity])
  for (const p of [-0.1, 1.1, NaN]) {
    expect(() => gammaQuantile(p, 2, 1)).toThrow(RangeError)
    expect(() => betaQuantile(p, 2, 1)).toThrow(RangeError)
    expect(() => studentQuantile(p, 2)).toThrow(RangeError)
  }
  expect(() => gammaQuantile(0.5, 0, 1)).toThrow(RangeError)
  expect(() => betaCdf(0.5, -1, 1)).toThrow(RangeError)
  expect(() => studentQuantile(0.5, 0)).toThrow(RangeError)
})

test('t with a million degrees of freedom is nearly normal', () => {
  // The first term of the Cornish-Fisher expansion: (z³ + z)/(4 degrees).
  for (const p of [0.000477671273984015, 0.3, 0.975]) {
    const z = normalQuantile(p)
    expect(studentQuantile(p, 753102.9386002023)).toBeCloseTo(z + (z * z * z + z) / (4 * 753102.9386002023), 9)
  }
})
