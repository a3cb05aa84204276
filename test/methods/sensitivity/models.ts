/** Test functions with known indices, on uniforms. */

/** Ishigami & Homma 1990 with a = 7, b = 0.1: first order 0.3139, 0.4424, 0; total 0.5576, 0.4424, 0.2437; second order
 *  of the first and third 0.2437. Exact values from Saltelli et al. 2008, Global Sensitivity Analysis, p. 179. */
export function ishigami(u: ArrayLike<number>): number {
  const x = [u[0]!, u[1]!, u[2]!].map((share) => Math.PI * (2 * share - 1))
  return Math.sin(x[0]!) + 7 * Math.sin(x[1]!) ** 2 + 0.1 * x[2]! ** 4 * Math.sin(x[0]!)
}

const a = 7,
  b = 0.1,
  pi4 = Math.PI ** 4
const v1 = 0.5 * (1 + (b * pi4) / 5) ** 2
const v2 = (a * a) / 8
const v13 = b * b * pi4 * pi4 * (1 / 18 - 1 / 50)
const v = v1 + v2 + v13
export const ishigamiExact = {
  variance: v,
  mean: a / 2,
  first: [v1 / v, v2 / v, 0],
  total: [(v1 + v13) / v, v2 / v, v13 / v],
  second13: v13 / v,
  shapley: [(v1 + v13 / 2) / v, v2 / v, v13 / 2 / v],
}

/** Sobol' G of Saltelli & Sobol' 1995 with the coefficients of Saltelli et al. 2008, p. 123. */
export const gCoefficients = [0, 1, 4.5, 9, 99, 99, 99, 99]

export function sobolG(u: ArrayLike<number>): number {
  return gCoefficients.reduce((product, c, i) => (product * (Math.abs(4 * u[i]! - 2) + c)) / (1 + c), 1)
}

const partial = gCoefficients.map((c) => 1 / 3 / (1 + c) ** 2)
const whole = partial.reduce((product, p) => product * (1 + p), 1) - 1
export const sobolGExact = {
  first: partial.map((p) => p / whole),
  total: partial.map((p) => (p * (whole + 1)) / (1 + p) / whole),
  second: (i: number, j: number): number => (partial[i]! * partial[j]!) / whole,
}

/** Outputs of every row of a design. */
export function evaluate(
  f: (u: Float64Array) => number,
  rows: number,
  inputs: number,
  sampler: (row: number, out: Float64Array) => void,
): Float64Array {
  const u = new Float64Array(inputs)
  return Float64Array.from({ length: rows }, (_, row) => {
    sampler(row, u)
    return f(u)
  })
}
