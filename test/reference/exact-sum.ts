/** Naive reference: the exact sum of finite doubles as a big integer in units of 2^-1074, rounded to nearest even. */
export function exactSum(values: readonly number[]): number {
  const total = values.reduce((sum, x) => sum + inUnits(x), 0n)
  const size = total < 0n ? -total : total
  const bits = size.toString(2).length
  if (bits <= 53) return Number(total) * Number.MIN_VALUE
  const unit = 1n << BigInt(bits - 53)
  const rest = size % unit
  let significand = size / unit
  if (rest * 2n > unit || (rest * 2n === unit && significand % 2n === 1n)) significand += 1n
  const value = Number(significand) * Math.pow(2, bits - 53 - 1074)
  return total < 0n ? -value : value
}

function inUnits(x: number): bigint {
  const bits = new BigUint64Array(new Float64Array([Math.abs(x)]).buffer)[0]!
  const exponent = bits >> 52n
  const fraction = bits & 0xfffffffffffffn
  const size = exponent === 0n ? fraction : (fraction | (1n << 52n)) << (exponent - 1n)
  return x < 0 ? -size : size
}
