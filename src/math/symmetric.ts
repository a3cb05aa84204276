/** Symmetric positive definite matrices, row after row in one array. */

/** Pivot below this share of its diagonal entry: the column is a combination of those before it. */
const TOLERANCE = 1e-11

/** The factor of a matrix `A = L Lᵀ`, and what it says. */
export interface Factor {
  readonly size: number
  /** L, lower triangle; rows and columns of dependent variables are 0. */
  readonly lower: Float64Array
  /** 1 where the variable is a combination of those before it, which leaves it out. */
  readonly dependent: Uint8Array
  /** Some pivot was below 0 by more than rounding: the matrix is no covariance. */
  readonly indefinite: boolean
}

/** Cholesky factor that leaves out dependent columns. @param matrix symmetric, positive semidefinite.
 *  Source: Golub & Van Loan 2013, Matrix Computations, §4.2; pivots dropped as in Healy 1968 (AS 6). */
export function factorOf(matrix: Float64Array, size: number): Factor {
  const lower = new Float64Array(size * size)
  const dependent = new Uint8Array(size)
  let indefinite = false
  for (let j = 0; j < size; j++) {
    let pivot = matrix[j * size + j]!
    for (let k = 0; k < j; k++) pivot -= lower[j * size + k]! ** 2
    if (!(pivot > TOLERANCE * matrix[j * size + j]!)) {
      dependent[j] = 1
      indefinite ||= pivot < -TOLERANCE * Math.abs(matrix[j * size + j]!) || pivot !== pivot
      continue
    }
    const root = Math.sqrt(pivot)
    lower[j * size + j] = root
    for (let i = j + 1; i < size; i++) {
      let rest = matrix[i * size + j]!
      for (let k = 0; k < j; k++) rest -= lower[i * size + k]! * lower[j * size + k]!
      lower[i * size + j] = rest / root
    }
  }
  // A dependent variable has a row of its own in L from the columns before it: it must not carry over.
  for (let i = 0; i < size; i++) if (dependent[i] === 1) lower.fill(0, i * size, (i + 1) * size)
  return { size, lower, dependent, indefinite }
}

/** x with `A x = b`; 0 for dependent variables. */
export function solve({ size, lower, dependent }: Factor, b: ArrayLike<number>): Float64Array {
  const x = new Float64Array(size)
  for (let i = 0; i < size; i++) {
    if (dependent[i] === 1) continue
    let rest = b[i]!
    for (let k = 0; k < i; k++) rest -= lower[i * size + k]! * x[k]!
    x[i] = rest / lower[i * size + i]!
  }
  for (let i = size - 1; i >= 0; i--) {
    if (dependent[i] === 1) continue
    let rest = x[i]!
    for (let k = i + 1; k < size; k++) rest -= lower[k * size + i]! * x[k]!
    x[i] = rest / lower[i * size + i]!
  }
  return x
}

/** Inverse; rows and columns of dependent variables are 0. */
export function inverse(factor: Factor): Float64Array {
  const { size } = factor
  const result = new Float64Array(size * size)
  const unit = new Float64Array(size)
  for (let j = 0; j < size; j++) {
    unit.fill(0)
    if (factor.dependent[j] === 1) continue
    unit[j] = 1
    const column = solve(factor, unit)
    for (let i = 0; i < size; i++) result[i * size + j] = column[i]!
  }
  return result
}

/** `bᵀ A⁻¹ b`. */
export function quadraticForm(factor: Factor, b: ArrayLike<number>): number {
  const x = solve(factor, b)
  let sum = 0
  for (let i = 0; i < x.length; i++) sum += factor.dependent[i] === 1 ? 0 : x[i]! * b[i]!
  return sum
}

/** `A B A` for symmetric A and B, of one size. */
export function sandwich(a: Float64Array, b: Float64Array, size: number): Float64Array {
  return product(product(a, b, size), a, size)
}

function product(a: Float64Array, b: Float64Array, size: number): Float64Array {
  const result = new Float64Array(size * size)
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < size; k++) {
      const entry = a[i * size + k]!
      for (let j = 0; j < size; j++) result[i * size + j]! += entry * b[k * size + j]!
    }
  }
  return result
}
