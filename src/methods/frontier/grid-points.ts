import type { Profile } from './domain.ts'

/** Points as whole multiples of a unit, so that sums over issues are exact, whatever their order, and equal packages
 *  compare equal. */
export interface GridPoints {
  /** Multiples of the unit by issue and option: integers, whose sums stay below 2^53. */
  readonly points: readonly Float64Array[]
  /** The no-deal value in units, with a fraction if it is none of their multiples; −Infinity if there is none. Where
   *  the multiples are rounded it is lowered by what rounding may take from a package, so that one that is worth
   *  exactly as much as no deal beats it. */
  readonly noDeal: number
  /** Utility of one unit. */
  readonly unit: number
  /** Whether the multiples are the numbers as written, or those rounded to the unit. */
  readonly exact: boolean
}

/** What the numbers of a profile mean.
 *  - `raw`: utility is Σ weight · evaluation.
 *  - `normalised`: evaluations are divided by the top of their issue, weights by their sum where that is over 1
 *    (GENIUS: a sum below 1 stays). */
export type Reading = 'raw' | 'normalised'

/** Greatest sum of integers that a number holds exactly, with a bit to spare for the no-deal value. */
const GREATEST_SUM = 2 ** 52

/** A profile's points in exact units. Its numbers are read as the decimals they were written as (0.1 is a tenth), so
 *  that 0.1 + 0.2 ties with 0.3. Where the common unit would be too fine, the weights are rounded (see ROUGHEST) or,
 *  where that is too rough, the points, to a part in 2^52 of the best package.
 *  @throws RangeError if a number is not finite. */
export function gridOfProfile(profile: Profile, reading: Reading): GridPoints {
  const weights = toIntegers(profile.weights)
  const tops = profile.evaluations.map((row, issue) => profile.tops?.[issue] ?? row.reduce((a, b) => Math.max(a, b)))
  const evaluations = toIntegers([...profile.evaluations.flat(), ...tops])
  const [rows, greatest] = [
    regroup(evaluations.values, profile.evaluations),
    evaluations.values.slice(evaluations.values.length - tops.length),
  ]
  const common = reading === 'raw' ? 1n : greatest.reduce((a, b) => (b > 0n ? leastCommonMultiple(a, b) : a), 1n)
  const stretch = greatest.map((top) => (reading === 'raw' ? 1n : top > 0n ? common / top : 0n))
  const total = weights.values.reduce((sum, weight) => sum + weight, 0n)
  const perOne =
    reading === 'raw' ? weights.scale * evaluations.scale : total === 0n ? 0n : max(total, weights.scale) * common
  const spread = rows.map((row, issue) => row.map((e) => e * stretch[issue]!))
  const grid = fitted({ weights: weights.values, rows: spread, perOne, noDeal: profile.noDeal })
  return profile.noDealPackage === null ? grid : { ...grid, noDeal: worthOf(grid.points, profile.noDealPackage) }
}

function worthOf(points: readonly Float64Array[], options: readonly number[]): number {
  return points.reduce((sum, row, issue) => sum + row[options[issue]!]!, 0)
}

interface Rational {
  readonly weights: readonly bigint[]
  /** By issue and option; points are weight · row, of which `perOne` make a utility of 1. */
  readonly rows: readonly (readonly bigint[])[]
  readonly perOne: bigint
  readonly noDeal: number | null
}

/** Evaluations, as integers, up to which the weights are rounded rather than the points: a unit's error in a weight
 *  then counts this often at most, a part in 2^41 of the best package for each issue, and less than a part in 2^48
 *  for evaluations from 1 to 10. In exchange, packages whose evaluations make them equal stay so. */
const ROUGHEST = 4096n

function fitted({ weights, rows, perOne, noDeal }: Rational): GridPoints {
  const products = rows.map((row, issue) => row.map((e) => e * weights[issue]!))
  const divisor = products.flat().reduce(greatestCommonDivisor, 0n) || 1n
  const reach = products.reduce((sum, row) => sum + row.reduce((a, b) => max(a, magnitude(b)), 0n), 0n)
  const limit = BigInt(GREATEST_SUM)
  if (reach / divisor <= limit) {
    return finish(
      products.map((row) => row.map((p) => p / divisor)),
      { perOne, per: divisor, noDeal, slack: 0 },
    )
  }
  const coarse = reach / limit + 1n
  const rounded = weights.map((weight) => nearest(weight, coarse))
  if (rows.every((row) => row.every((e) => magnitude(e) <= ROUGHEST))) {
    const roughly = rows.map((row, issue) => row.map((e) => e * rounded[issue]!))
    const slack = rows.reduce((sum, row) => sum + Number(row.reduce((a, b) => max(a, magnitude(b)), 0n)) / 2, 0)
    return finish(roughly, { perOne, per: coarse, noDeal, slack })
  }
  const roughly = products.map((row) => row.map((p) => nearest(p, coarse)))
  return finish(roughly, { perOne, per: coarse, noDeal, slack: rows.length / 2 })
}

function finish(
  points: readonly (readonly bigint[])[],
  scale: { readonly perOne: bigint; readonly per: bigint; readonly noDeal: number | null; readonly slack: number },
): GridPoints {
  const { perOne, per, noDeal, slack } = scale
  const exact = slack === 0
  if (perOne === 0n) {
    // No weight at all: every package is worth 0, in any unit.
    return { points: points.map((row) => new Float64Array(row.length)), unit: 1, exact, noDeal: noDeal ?? -Infinity }
  }
  const unit = quotientOf(per, perOne)
  return {
    points: points.map((row) => Float64Array.from(row, Number)),
    unit,
    exact,
    noDeal: noDeal === null || noDeal === -Infinity ? -Infinity : inUnits(noDeal, perOne, per) - slack,
  }
}

/** `value · perOne / per`, rounded so that it compares with every integer as the true quotient does. */
function inUnits(value: number, perOne: bigint, per: bigint): number {
  const {
    values: [digits],
    scale,
  } = toIntegers([value])
  const numerator = digits! * perOne
  const denominator = scale * per
  const rest = ((numerator % denominator) + denominator) % denominator
  const whole = Number((numerator - rest) / denominator)
  if (rest === 0n) return whole
  const quotient = whole + quotientOf(rest, denominator)
  return quotient > whole ? Math.min(quotient, whole + 1) : whole + 1
}

/** Numbers as integers over a common power of ten, taking each as the shortest decimal that reads back as it. */
function toIntegers(numbers: readonly number[]): { readonly values: readonly bigint[]; readonly scale: bigint } {
  const decimals = numbers.map(decimalOf)
  const places = decimals.reduce((most, { exponent }) => Math.max(most, -exponent), 0)
  const values = decimals.map(({ digits, exponent }) => digits * 10n ** BigInt(exponent + places))
  return { values, scale: 10n ** BigInt(places) }
}

/** `digits · 10^exponent`. */
export interface Decimal {
  readonly digits: bigint
  readonly exponent: number
}

/** The shortest decimal that reads back as the number. @throws RangeError if it is not finite. */
export function decimalOf(value: number): Decimal {
  if (!Number.isFinite(value)) throw new RangeError('points must be finite')
  const [mantissa = '0', exponent = '0'] = String(value).split('e')
  const [whole = '0', fraction = ''] = mantissa.split('.')
  return { digits: BigInt(whole + fraction), exponent: Number(exponent) - fraction.length }
}

/** Points of one actor, already computed, snapped to a power of two so fine that sums are exact integers: the error is
 *  half a unit a number, a part in 2^52 of the greatest sum.
 *  @throws RangeError if a number is not finite. */
export function gridOfPoints(points: readonly ArrayLike<number>[], noDeal: number | null): GridPoints {
  let reach = Math.abs(noDeal ?? 0)
  for (const row of points) {
    let most = 0
    for (let o = 0; o < row.length; o++) most = Math.max(most, Math.abs(row[o]!))
    reach += most
  }
  if (!Number.isFinite(reach)) throw new RangeError('points must be finite')
  let unit = 1
  while (reach / unit > GREATEST_SUM) unit *= 2
  while (reach > 0 && reach / unit <= GREATEST_SUM / 2 && unit > Number.MIN_VALUE) unit /= 2
  const snapped = points.map((row) => Float64Array.from(row, (value) => Math.round(value / unit)))
  const exact = points.every((row, issue) => snapped[issue]!.every((value, o) => value * unit === row[o]))
  return { points: snapped, unit, exact, noDeal: noDeal === null ? -Infinity : noDeal / unit }
}

function regroup<T>(flat: readonly bigint[], like: readonly (readonly T[])[]): bigint[][] {
  let start = 0
  return like.map((row) => flat.slice(start, (start += row.length)))
}

function nearest(value: bigint, unit: bigint): bigint {
  return 2n * value + unit >= 0n ? (2n * value + unit) / (2n * unit) : -((-2n * value + unit) / (2n * unit))
}

/** Both may be far beyond the range of numbers. */
function quotientOf(a: bigint, b: bigint): number {
  const excess = BigInt(Math.max(0, 4 * (b.toString(16).length - 200)))
  return Number(a >> excess) / Number(b >> excess)
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value
}

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [magnitude(a), magnitude(b)]
  while (y > 0n) [x, y] = [y, x % y]
  return x
}

function leastCommonMultiple(a: bigint, b: bigint): bigint {
  return (a / greatestCommonDivisor(a, b)) * b
}
