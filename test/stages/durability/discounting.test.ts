import fc from 'fast-check'
import { expect, test } from 'vitest'
import { powellMargin, powellSurplusLessShift, rearmedYears } from '../../../src/stages/durability/balance.ts'
import {
  YEARS,
  brokenShift,
  discountFactors,
  peaceShare,
  shapedYears,
  survivalOnGrid,
} from '../../../src/stages/durability/discounting.ts'

const worlds = fc.record({
  stillborn: fc.double({ min: 0, max: 0.5, noNaN: true }),
  hazard: fc.double({ min: 0, max: 5, noNaN: true }),
  shape: fc.double({ min: 0.3, max: 2, noNaN: true }),
  rate: fc.double({ min: 0, max: 0.5, noNaN: true }),
})

function grid(stillborn: number, hazard: number, shape: number): Float64Array {
  const shaped = new Float64Array(YEARS.length)
  const curve = new Float64Array(YEARS.length)
  shapedYears(shape, shaped)
  survivalOnGrid(stillborn, hazard, shaped, curve)
  return curve
}

test('time at peace, time after breaking and the stillborn share make up all of the future', () => {
  fc.assert(
    fc.property(worlds, ({ stillborn, hazard, shape, rate }) => {
      const discount = discountFactors(rate)
      const curve = grid(stillborn, hazard, shape)
      const ones = new Float64Array(YEARS.length).fill(1)
      expect(
        peaceShare(curve, stillborn, discount) + brokenShift(curve, stillborn, discount, 1, ones) + stillborn,
      ).toBeCloseTo(1, 12)
    }),
  )
})

test('a longer peace takes a larger share of the future', () => {
  fc.assert(
    fc.property(
      worlds,
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      ({ stillborn, hazard, shape, rate }, factor) => {
        const discount = discountFactors(rate)
        expect(peaceShare(grid(stillborn, hazard * factor, shape), stillborn, discount)).toBeGreaterThanOrEqual(
          peaceShare(grid(stillborn, hazard, shape), stillborn, discount),
        )
      },
    ),
  )
})

test('rearming starts year for year and levels off', () => {
  expect(rearmedYears(0.001, 5)).toBeCloseTo(0.001, 6)
  expect(rearmedYears(200, 5)).toBeCloseTo(5, 12)
})

test('Powell: with nothing shifting the margin is the surplus now', () => {
  expect(powellMargin(60, [50, 50, 50])).toBe(10)
  expect(powellMargin(60, [50, 65, 70])).toBe(-10)
})

// Powell 2006 p. 183, preventive war: p the challenger's strength, D its growth, d the share that war destroys, dl the
// discount factor;
// war comes where (1 − d)[dl (p + D) − p] > d. Rows computed from that formula.
test.each([
  { p: 0.3, D: 0.05, d: 0.05, dl: 0.9, shift: 0.01425, surplus: 0.05 },
  { p: 0.3, D: 0.05, d: 0.05, dl: 0.99, shift: 0.044175, surplus: 0.05 },
  { p: 0.3, D: 0.05, d: 0.1, dl: 0.9, shift: 0.0135, surplus: 0.1 },
  { p: 0.3, D: 0.05, d: 0.1, dl: 0.99, shift: 0.04185, surplus: 0.1 },
  { p: 0.3, D: 0.05, d: 0.3, dl: 0.9, shift: 0.0105, surplus: 0.3 },
  { p: 0.3, D: 0.1, d: 0.3, dl: 0.9, shift: 0.042, surplus: 0.3 },
])('Powell 2006: shift $shift against surplus $surplus', ({ p, D, d, dl, shift, surplus }) => {
  const pie = 1
  const margin = powellSurplusLessShift({
    strongNow: p * (1 - d),
    strongNext: (p + D) * (1 - d),
    other: (1 - p) * (1 - d),
    pie,
    discount: dl,
  })
  expect(margin).toBeCloseTo(surplus - shift, 12)
})
