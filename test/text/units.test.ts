import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cholesky } from '../../src/math/cholesky.ts'
import { editDistance, suggest } from '../../src/text/suggest.ts'
import { unitFactor } from '../../src/text/units.ts'
import { PRIOR_SETS } from '../../src/stages/durability/priors.ts'
import { quantile } from '../../src/math/distribution.ts'

describe('units', () => {
  it.each<[string, string, number]>([
    ['', 'shells/month', 1],
    ['shells/year', 'shells/month', 1 / 12],
    ['rounds per day', 'shells/month', 365.25 / 12],
    ['/month', 'shells/month', 1],
    ['shells/week', 'shells/month', 365.25 / 84],
    ['km2', 'km2', 1],
    ['km²/year', 'km2/month', 1 / 12],
    ['years', 'months', 12],
    ['days', 'months', 12 / 365.25],
    ['months', 'years', 1 / 12],
    ['/year', 'probability/year', 1],
    ['%', 'probability/month', 1],
    ['US$', 'bn US$', 1e-9],
    ['bn US$/year', 'bn US$/month', 1 / 12],
    ['howitzers', 'pieces', 1],
    ['howitzers/year', 'pieces/month', 1 / 12],
    ['men/km2', 'men/km2', 1],
    ['people', 'men', 1],
    ['shells/piece/day', 'shells/piece/month', 365.25 / 12],
    ['thousand men', 'men', 1000],
    ['thousand men/year', 'men/month', 1000 / 12],
    ['hectares/month', 'km2/month', 0.01],
    ['miles2/month', 'km2/month', 1.609344 ** 2],
    ['square miles', 'km2', 1.609344 ** 2],
    ['acres', 'km2', 1.609344 ** 2 / 640],
    ['m US$', 'bn US$', 1e-3],
    ['billion dollars/year', 'bn US$/month', 1 / 12],
    ['people/mile2', 'people/km2', 1 / 1.609344 ** 2],
    ['pieces/thousand', 'pieces/thousand', 1],
    ['tanks/hundred', 'pieces/thousand', 10],
    ['percent/month', 'probability/month', 1],
  ])('%s in a field of %s: × %f', (written, wanted, factor) => {
    const read = unitFactor(written, wanted)
    expect(read.ok ? read.factor : read.message).toBeCloseTo(factor, 12)
  })

  it.each([
    ['men', 'km2'],
    ['shells/month', 'shells'],
    ['shells', 'shells/month'],
    ['km2', 'months'],
    ['years', 'points'],
    ['months', 'km2/month'],
    ['US$', 'points'],
    ['bn EUR', 'bn US$'],
    ['€', 'bn US$'],
    ['furlongs', 'km2'],
    ['widgets', 'pieces'],
    ['men/km2', 'men'],
    ['km2', ''],
    ['m', 'km2'],
  ])('%s does not fit %s', (written, wanted) => {
    expect(unitFactor(written, wanted).ok).toBe(false)
  })
})

/** The definition, by recursion. */
function distance(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length
  const [i, j] = [a.length, b.length]
  const options = [
    distance(a.slice(0, -1), b) + 1,
    distance(a, b.slice(0, -1)) + 1,
    distance(a.slice(0, -1), b.slice(0, -1)) + (a[i - 1] === b[j - 1] ? 0 : 1),
  ]
  if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
    options.push(distance(a.slice(0, -2), b.slice(0, -2)) + 1)
  return Math.min(...options)
}

describe('did you mean', () => {
  it('counts the slips as the definition does', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 5 })
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, b)).toBe(distance(a, b))
      }),
    )
  })

  it('is sure only where one name is one slip away', () => {
    expect(suggest('Rusia', ['russia', 'ukraine'])).toEqual({ name: 'russia', sure: true })
    expect(suggest('russai', ['russia', 'ukraine'])).toEqual({ name: 'russia', sure: true })
    expect(suggest('russie1', ['russia', 'ukraine'])).toEqual({ name: 'russia', sure: false })
    expect(suggest('cat', ['bat', 'hat'])).toEqual({ name: 'bat', sure: false })
    expect(suggest('poland', ['russia', 'ukraine'])).toBeNull()
  })
})

describe('positive definite', () => {
  it('holds for what a matrix times its transpose gives, and not once an eigenvalue is pushed below 0', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.infiniteStream(fc.integer({ min: -9, max: 9 })),
        (size, stream) => {
          const root = Array.from({ length: size }, () =>
            Array.from({ length: size }, () => stream.next().value as number),
          )
          const gram = root.map((a, i) =>
            root.map((b, j) => a.reduce((sum, x, k) => sum + x * b[k]!, 0) + (i === j ? 1 : 0)),
          )
          expect(cholesky(gram)).not.toBeNull()
          // x'Mx for x = e1 becomes negative.
          expect(cholesky(gram.map((row, i) => row.map((x, j) => (i === 0 && j === 0 ? -1 : x))))).toBeNull()
        },
      ),
    )
    expect(
      cholesky([
        [1, 0.9, -0.9],
        [0.9, 1, 0.9],
        [-0.9, 0.9, 1],
      ]),
    ).toBeNull()
    expect(
      cholesky([
        [1, 1],
        [1, 1],
      ]),
    ).toBeNull()
  })
})

describe('prior sets', () => {
  it('share the base rate: 85 % of peaces hold five years, 67 to 94 % at the ends', () => {
    const held = (logit: number): number => 1 / (1 + Math.exp(-logit))
    for (const set of Object.values(PRIOR_SETS)) {
      expect([0.5, 0.05, 0.95].map((p) => held(quantile(set.logitFiveYears, p)))).toEqual([
        expect.closeTo(0.85, 2),
        expect.closeTo(0.67, 2),
        expect.closeTo(0.94, 2),
      ])
      expect(Math.exp(quantile(set.logShape, 0.5))).toBeCloseTo(0.68, 12)
    }
  })

  it('of `flat` moves nothing', () => {
    expect(Object.values(PRIOR_SETS.flat.effects)).toEqual(
      Array.from({ length: 8 }, () => ({ kind: 'fixed', value: 0 })),
    )
  })

  it('point where each camp points', () => {
    const middle = (
      set: keyof typeof PRIOR_SETS,
      effect: 'guarantee' | 'dmz' | 'pressured' | 'imposedRegime',
    ): number => quantile(PRIOR_SETS[set].effects[effect], 0.5)
    expect(middle('fortna', 'dmz')).toBeLessThan(middle('wernerYuen', 'dmz'))
    expect(middle('wernerYuen', 'pressured')).toBeGreaterThan(middle('elicited', 'pressured'))
    expect(middle('loHashimotoReiter', 'imposedRegime')).toBeLessThan(0)
    expect(middle('loHashimotoReiter', 'guarantee')).toBe(0)
  })
})
