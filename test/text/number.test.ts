import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { interval90, quantile } from '../../src/math/distribution.ts'
import type { Distribution } from '../../src/math/distribution.ts'
import { parseNumber } from '../../src/text/number.ts'
import { printNumber } from '../../src/text/print-number.ts'
import { runs } from '../properties.ts'

function read(text: string): Distribution {
  const parsed = parseNumber(text)
  if (!parsed.ok || parsed.value.kind !== 'spread') throw new Error(`not a number: ${text}`)
  return parsed.value.of
}

describe('certain numbers', () => {
  it.each([
    ['0', 0],
    ['7', 7],
    ['-3', -3],
    ['+3', 3],
    ['4_000', 4000],
    ['1_000_000.5', 1000000.5],
    ['.5', 0.5],
    ['1e3', 1000],
    ['-2.5e-3', -0.0025],
    ['300k', 300e3],
    ['2.5M', 2.5e6],
    ['2.3M', 2300000],
    ['1.2bn', 1.2e9],
    ['3tn', 3e12],
    ['18%', 0.18],
    ['7 %', 0.07],
    ['-0.5%', -0.005],
    ['29%', 0.29],
    ['  12  ', 12],
    ['1.1k', 1100],
  ])('%s', (text, value) => {
    expect(read(text)).toEqual({ kind: 'fixed', value })
  })
})

describe('distributions', () => {
  const golden: [string, Distribution][] = [
    ['normal(231, 142)', { kind: 'normal', mean: 231, sd: 142 }],
    ['normal( -1.5k , 20% )', { kind: 'normal', mean: -1500, sd: 0.2 }],
    ['uniform(1, 2)', { kind: 'uniform', low: 1, high: 2 }],
    ['beta(2, 30)', { kind: 'beta', alpha: 2, beta: 30 }],
    ['gamma(2, 1M)', { kind: 'gamma', shape: 2, scale: 1e6 }],
    ['pert(63%, 81%, 99%)', { kind: 'pert', low: 0.63, mode: 0.81, high: 0.99 }],
    ['triangular(0, 1, 3)', { kind: 'triangular', low: 0, mode: 1, high: 3 }],
    ['student(0, 2, 5)', { kind: 'student', location: 0, scale: 2, degrees: 5 }],
    ['discrete(0: 1, 1k: 3)', { kind: 'discrete', values: [0, 1000], weights: [1, 3] }],
    ['1.6M to 2.2M', interval90(1.6e6, 2.2e6)],
    ['-3 to 5', interval90(-3, 5)],
    ['2 to 2', { kind: 'fixed', value: 2 }],
    [
      'mixture(0.4: 1 to 2, 60%: normal(3, 1))',
      {
        kind: 'mixture',
        parts: [
          { weight: 0.4, of: interval90(1, 2) },
          { weight: 0.6, of: { kind: 'normal', mean: 3, sd: 1 } },
        ],
      },
    ],
    [
      'mixture(1: mixture(1: 2, 1: 3))',
      {
        kind: 'mixture',
        parts: [
          {
            weight: 1,
            of: {
              kind: 'mixture',
              parts: [
                { weight: 1, of: { kind: 'fixed', value: 2 } },
                { weight: 1, of: { kind: 'fixed', value: 3 } },
              ],
            },
          },
        ],
      },
    ],
  ]
  it.each(golden)('%s', (text, of) => {
    expect(read(text)).toEqual(of)
  })

  it('takes the ends of an interval as the 5th and 95th percentiles, in both notations', () => {
    for (const text of ['1.6M to 2.2M', 'lognormal(1.6M, 2.2M)']) {
      expect(quantile(read(text), 0.05)).toBeCloseTo(1.6e6, 3)
      expect(quantile(read(text), 0.95)).toBeCloseTo(2.2e6, 3)
    }
  })

  it('takes a word as the name of a quantity', () => {
    expect(parseNumber('patronShells')).toEqual({
      ok: true,
      value: { kind: 'name', name: 'patronShells' },
      doubt: null,
    })
    expect(parseNumber(' russia.shells ')).toMatchObject({ value: { kind: 'name', name: 'russia.shells' } })
  })
})

describe('commas and suffixes', () => {
  it('reads a call without blanks as written', () => {
    expect(read('normal(40,5)')).toEqual({ kind: 'normal', mean: 40, sd: 5 })
    expect(read('uniform(100,200)')).toEqual({ kind: 'uniform', low: 100, high: 200 })
    expect(read('mixture(1:normal(40,5),2:7)')).toMatchObject({ kind: 'mixture' })
  })

  it('reads `5 to 15%` as 5 % to 15 %', () => {
    expect(read('5 to 15%')).toEqual(read('5% to 15%'))
    expect(read('0.5 to 1%')).toEqual(read('0.5% to 1%'))
  })

  it.each(['25 to 50k', '0.05 to 15%', '1 to 2M'])('doubts %s', (text) => {
    const found = parseNumber(text)
    expect(found).toMatchObject({ ok: true, doubt: { offset: 0, length: text.length } })
  })

  it.each(['25k to 50k', '0 to 50k', '25 to 50', '5 to 15%', '500k to 2M'])('does not doubt %s', (text) => {
    expect(parseNumber(text)).toMatchObject({ ok: true, doubt: null })
  })
})

describe('other ways of writing', () => {
  it.each<[string, string | null]>([
    ['4/5', '0.8'],
    ['1/3', null],
    ['45 ± 10', null],
    ['5% ± 1', null],
  ])('%s', (text, put) => {
    const found = parseNumber(text)
    expect(found.ok ? null : (found.problem.fix?.text ?? null)).toBe(put)
    expect(found).toMatchObject({ ok: false, problem: { offset: 0, length: text.length } })
  })
})

describe('slips', () => {
  it.each<[string, string, string, string | null]>([
    // text, message, what is underlined, the text after the fix
    ['1M too 3M', 'expected `to`, found `too`', 'too', '1M to 3M'],
    ['1M tp 3M', 'expected `to`, found `tp`', 'tp', '1M to 3M'],
    ['40 shells', 'expected `to`, found `shells`', 'shells', null],
    ['500 k', 'no blank can stand before `k`', ' ', '500k'],
    ['1M-3M', 'an interval is written with `to`', '-', '1M to 3M'],
    ['1 – 3', 'an interval is written with `to`', ' –', '1 to  3'],
    ['−3', 'this is not the minus sign of the keyboard', '−', '-3'],
    ['4,000', 'thousands are separated by `_`', '4,000', '4_000'],
    ['1,6 to 2', 'the decimal sign is a point', '1,6', '1.6 to 2'],
    ['3K', 'unknown suffix `K`', 'K', '3k'],
    ['3m', 'unknown suffix `m`', 'm', null],
    ['2B', 'unknown suffix `B`', 'B', '2bn'],
    ['5 to 3', 'the interval runs backwards', '5 to 3', '3 to 5'],
    ['150 to 90%', 'the interval runs backwards', '150 to 90%', null],
    ['5 to', 'a number is missing', '', null],
    ['', 'a number is missing', '', null],
    ['1to 3', 'expected a blank before `to`', 'to', '1 to 3'],
    ['nromal(1, 2)', 'unknown distribution `nromal`', 'nromal', 'normal(1, 2)'],
    ['cauchy(1, 2)', 'unknown distribution `cauchy`', 'cauchy', null],
    ['normal(1)', 'normal takes 2 numbers, not 1', 'normal(1)', null],
    ['normal(1, 2', 'the `)` of normal is missing', '2', null],
    ['normal(1; 2)', 'expected `,` or `)`', ';', null],
    ['normal(1, -2)', 'the standard deviation cannot be negative', 'normal(1, -2)', null],
    ['pert(1, 5, 3)', 'low, mode and high have to rise', 'pert(1, 5, 3)', null],
    ['beta(0, 1)', 'both numbers have to lie between 0.1 and 1000000', 'beta(0, 1)', null],
    ['beta(1e16, 1e16)', 'both numbers have to lie between 0.1 and 1000000', 'beta(1e16, 1e16)', null],
    [
      'gamma(1e12, 1e-12)',
      'the shape has to lie between 0.1 and 1000000, the scale above 0',
      'gamma(1e12, 1e-12)',
      null,
    ],
    [
      'student(40, 5, 1)',
      'with fewer than 2.1 degrees there is no variance: use a mixture for long tails',
      'student(40, 5, 1)',
      null,
    ],
    [
      'student(0.5, 0.1, 1e17)',
      'beyond 1000 degrees it is normal: write normal(0.5, 0.1)',
      'student(0.5, 0.1, 1e17)',
      null,
    ],
    ['1e-300 to 1e300', 'the number is too large', '1e300', null],
    ['1e-9 to 1e9', 'the ends are more than a factor of 1000000000000 apart', '1e-9 to 1e9', null],
    ['15k to 5M%', 'unknown suffix `M%`', 'M%', null],
    ['15k to 5', 'the interval runs backwards', '15k to 5', null],
    ['lognormal(0, 1)', 'the ends have to be above 0 and to rise', 'lognormal(0, 1)', null],
    ['student(0, 0, 5)', 'the scale has to be above 0', 'student(0, 0, 5)', null],
    ['discrete(1, 2)', 'expected `:`', ',', null],
    ['mixture()', 'mixture needs at least one pair', 'mixture()', null],
    ['mixture(0: 1, 0: 2)', 'weights cannot be negative, nor all 0', 'mixture(0: 1, 0: 2)', null],
    ['discrete(1: 0, 2: -1)', 'weights cannot be negative, nor all 0', 'discrete(1: 0, 2: -1)', null],
    ['1e999', 'the number is too large', '1e999', null],
    ['1 2', 'nothing can follow the number: `2`', '2', null],
    ['$3bn', 'expected a number, found `$3bn`', '$3bn', null],
  ])('%s', (text, message, underlined, fixed) => {
    const parsed = parseNumber(text)
    if (parsed.ok) throw new Error('read as a number')
    const { problem } = parsed
    expect(problem.message).toBe(message)
    expect(text.slice(problem.offset, problem.offset + problem.length)).toBe(underlined)
    const after =
      problem.fix === undefined
        ? null
        : text.slice(0, problem.fix.offset) + problem.fix.text + text.slice(problem.fix.offset + problem.fix.length)
    expect(after).toBe(fixed)
    if (after !== null) expect(parseNumber(after).ok).toBe(true)
  })
})

const amount = fc.double({ min: -1e9, max: 1e9, noNaN: true }).map((x) => x + 0)
const positive = fc.double({ min: 1e-6, max: 1e6, noNaN: true })
const rising = (n: number): fc.Arbitrary<number[]> =>
  fc.array(amount, { minLength: n, maxLength: n }).map((list) => [...list].sort((a, b) => a - b))

const shape = fc.double({ min: 0.1, max: 1e6, noNaN: true })
const exact: fc.Arbitrary<Distribution> = fc.oneof(
  amount.map((value): Distribution => ({ kind: 'fixed', value })),
  fc.tuple(amount, positive).map(([mean, sd]): Distribution => ({ kind: 'normal', mean, sd })),
  rising(2).map(([low, high]): Distribution => ({ kind: 'uniform', low: low!, high: high! })),
  fc.tuple(shape, shape).map(([alpha, beta]): Distribution => ({ kind: 'beta', alpha, beta })),
  fc.tuple(shape, positive).map(([shape, scale]): Distribution => ({ kind: 'gamma', shape, scale })),
  rising(3).map(([low, mode, high]): Distribution => ({ kind: 'pert', low: low!, mode: mode!, high: high! })),
  rising(3).map(([low, mode, high]): Distribution => ({ kind: 'triangular', low: low!, mode: mode!, high: high! })),
  fc
    .tuple(amount, positive, fc.double({ min: 2.1, max: 1000, noNaN: true }))
    .map(([location, scale, degrees]): Distribution => ({ kind: 'student', location, scale, degrees })),
  fc.array(fc.tuple(amount, positive), { minLength: 1, maxLength: 5 }).map(
    (list): Distribution => ({
      kind: 'discrete',
      values: list.map(([value]) => value),
      weights: list.map(([, weight]) => weight),
    }),
  ),
)
const nested: fc.Arbitrary<Distribution> = fc.oneof(
  exact,
  fc
    .array(fc.tuple(positive, exact), { minLength: 1, maxLength: 4 })
    .map((parts): Distribution => ({ kind: 'mixture', parts: parts.map(([weight, of]) => ({ weight, of })) })),
)

describe('printing', () => {
  it('is read back as the same distribution, to the last bit', () => {
    fc.assert(
      fc.property(nested, (of) => {
        expect(read(printNumber(of))).toEqual(of)
      }),
      { numRuns: runs(300) },
    )
  })

  it('of a lognormal is read back to rounding', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -10, max: 10, noNaN: true }),
        fc.double({ min: 0.01, max: 3, noNaN: true }),
        (mu, sigma) => {
          const back = read(printNumber({ kind: 'lognormal', mu, sigma }))
          if (back.kind !== 'lognormal') throw new Error(back.kind)
          expect(back.mu).toBeCloseTo(mu, 10)
          expect(back.sigma).toBeCloseTo(sigma, 10)
        },
      ),
    )
  })

  it('any text is read or refused with a place inside it', () => {
    const letters = fc.constantFrom(
      '1',
      '2',
      '.',
      ',',
      '_',
      '-',
      ' ',
      'to',
      '%',
      'k',
      'M',
      'bn',
      '(',
      ')',
      ':',
      'normal',
      'mixture(',
      'discrete(',
      'pert',
      'e',
      '\n',
      'é',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(letters).map((list) => list.join('')),
        ),
        (text) => {
          const parsed = parseNumber(text)
          if (parsed.ok) return
          expect(parsed.problem.offset).toBeGreaterThanOrEqual(0)
          expect(parsed.problem.offset + parsed.problem.length).toBeLessThanOrEqual(text.length)
        },
      ),
      { numRuns: runs(2000) },
    )
  })
})
