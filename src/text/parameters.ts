/** What a distribution's parameters may be, so that it has its moments and its draws cost the same. */
import type { Distribution } from '../math/distribution.ts'
import { log } from '../math/elementary.ts'

/** Standard normal quantile at 0.95: the ends of `low to high` are the 5th and 95th percentiles. */
const Z_95_ONE_SIDED = 1.6448536269514722

/** Greatest ratio of the ends of a lognormal: its moments stay finite. */
export const WIDEST: number = 1e12

/** Shapes outside have draws that a double cannot tell from one point, or that take their time. */
const SHAPES = { low: 0.1, high: 1e6 } as const
/** Student's t with fewer degrees has no variance, or next to none that a run could find; with more it is normal. */
const DEGREES = { low: 2.1, high: 1000 } as const

const isShape = (a: number): boolean => a >= SHAPES.low && a <= SHAPES.high

/** The distribution, or what is wrong with its arguments. */
export function fromArguments(word: string, [a = NaN, b = NaN, c = NaN]: readonly number[]): Distribution | string {
  switch (word) {
    case 'normal':
      return b >= 0 ? { kind: 'normal', mean: a, sd: b } : 'the standard deviation cannot be negative'
    case 'lognormal':
      if (!(a > 0 && a <= b)) return 'the ends have to be above 0 and to rise'
      return b / a <= WIDEST ? lognormal(a, b) : `the ends are more than a factor of ${WIDEST} apart`
    case 'uniform':
      return a <= b ? { kind: 'uniform', low: a, high: b } : 'the interval runs backwards'
    case 'beta':
      if (isShape(a) && isShape(b)) return { kind: 'beta', alpha: a, beta: b }
      return `both numbers have to lie between ${SHAPES.low} and ${SHAPES.high}`
    case 'gamma':
      if (isShape(a) && b > 0) return { kind: 'gamma', shape: a, scale: b }
      return `the shape has to lie between ${SHAPES.low} and ${SHAPES.high}, the scale above 0`
    case 'pert':
    case 'triangular':
      return a <= b && b <= c ? { kind: word, low: a, mode: b, high: c } : 'low, mode and high have to rise'
    default:
      if (!(b > 0)) return 'the scale has to be above 0'
      if (c >= DEGREES.low && c <= DEGREES.high) return { kind: 'student', location: a, scale: b, degrees: c }
      return c < DEGREES.low
        ? `with fewer than ${DEGREES.low} degrees there is no variance: use a mixture for long tails`
        : `beyond ${DEGREES.high} degrees it is normal: write normal(${a}, ${b})`
  }
}

function lognormal(low: number, high: number): Distribution {
  if (low === high) return { kind: 'fixed', value: low }
  return { kind: 'lognormal', mu: (log(low) + log(high)) / 2, sigma: (log(high) - log(low)) / (2 * Z_95_ONE_SIDED) }
}
