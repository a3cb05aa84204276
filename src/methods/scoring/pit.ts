/** The probability integral transform: where in its forecast an outcome fell. Uniform over many cases if the forecasts
 *  are calibrated. */

/** Share of the members below the outcome, and half of those that equal it. Source: Dawid 1984, JRSS A 147; for ties,
 *  Czado, Gneiting & Held 2009, Biometrics 65. */
export function pit(sorted: ArrayLike<number>, outcome: number): number {
  let below = 0
  let equal = 0
  for (let i = 0; i < sorted.length; i++) {
    if (sorted[i]! < outcome) below++
    else if (sorted[i] === outcome) equal++
  }
  return (below + equal / 2) / sorted.length
}

/** Counts of values on [0, 1] in equal bins; 1 falls in the last. */
export function histogram(values: ArrayLike<number>, bins: number): Int32Array {
  const counts = new Int32Array(bins)
  for (let i = 0; i < values.length; i++) {
    const bin = Math.min(bins - 1, Math.floor(values[i]! * bins))
    counts[bin] = counts[bin]! + 1
  }
  return counts
}
