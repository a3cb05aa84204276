/** Shapley effects of a linear function of Gaussian inputs by their definition: all subsets, all weights. */
export function linearGaussianShapley(beta: readonly number[], covariance: readonly (readonly number[])[]): number[] {
  const d = beta.length
  const withY = beta.map((_, i) => beta.reduce((sum, b, j) => sum + b * covariance[i]![j]!, 0))
  const variance = beta.reduce((sum, b, i) => sum + b * withY[i]!, 0)
  const explained = (set: number[]): number => {
    const solution = solve(
      set.map((i) => set.map((j) => covariance[i]![j]!)),
      set.map((i) => withY[i]!),
    )
    return set.reduce((sum, i, k) => sum + withY[i]! * solution[k]!, 0)
  }
  const factorial = (k: number): number => (k <= 1 ? 1 : k * factorial(k - 1))
  return beta.map((_, i) => {
    let effect = 0
    for (let mask = 0; mask < 2 ** d; mask++) {
      if ((mask >> i) & 1) continue
      const set = beta.map((__, k) => k).filter((k) => (mask >> k) & 1)
      const weight = (factorial(set.length) * factorial(d - set.length - 1)) / factorial(d)
      effect += weight * (explained([...set, i]) - explained(set))
    }
    return effect / variance
  })
}

function solve(matrix: number[][], right: number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]!])
  rows.forEach((pivot, i) => {
    for (let j = i + 1; j < rows.length; j++) {
      const factor = rows[j]![i]! / pivot[i]!
      rows[j] = rows[j]!.map((value, k) => value - factor * pivot[k]!)
    }
  })
  const solution = right.map(() => 0)
  for (let i = right.length - 1; i >= 0; i--) {
    const known = solution.reduce((sum, value, k) => sum + (k > i ? rows[i]![k]! * value : 0), 0)
    solution[i] = (rows[i]!.at(-1)! - known) / rows[i]![i]!
  }
  return solution
}
