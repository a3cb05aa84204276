import { readFileSync } from 'node:fs'

/** Rows of numbers whose last entry is the value of a function at the others. */
export type Rows = readonly (readonly number[])[]

interface Golden {
  readonly beta: Rows
  readonly gamma: Rows
  readonly student: Rows
  readonly normalcdf: Rows
  readonly normalq: Rows
  readonly loggamma: Rows
  readonly elementary: Readonly<Record<string, Rows>>
}

/** Values computed with many digits; see `source` in the file. */
export const golden: Golden = JSON.parse(
  readFileSync(new URL('../fixtures/math/special-functions.json', import.meta.url), 'utf8'),
)

const double = new Float64Array(1)
const whole = new BigInt64Array(double.buffer)

/** The position of a double among all doubles, so that neighbours differ by 1 and both zeros are 0. */
export function ordinal(x: number): bigint {
  double[0] = x
  const bits = whole[0]!
  return bits < 0n ? -(bits & 0x7fffffffffffffffn) : bits
}

/** Doubles between `a` and `b`: 0 where they are equal or both NaN. */
export function ulpsApart(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) && Number.isNaN(b) ? 0 : Infinity
  const distance = ordinal(a) - ordinal(b)
  return Number(distance < 0n ? -distance : distance)
}

/** The bit pattern of a double as 16 hexadecimal digits. */
export function hexOf(x: number): string {
  double[0] = x
  return BigInt.asUintN(64, whole[0]!).toString(16).padStart(16, '0')
}

/** |a/b - 1|; 0 where both are equal. */
export function relativeError(a: number, b: number): number {
  return a === b ? 0 : Math.abs(a / b - 1)
}
