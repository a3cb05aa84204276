/** Elementary effects over every point of the grid, by definition. */
export function allElementaryEffects(
  f: (x: number[]) => number,
  inputs: number,
  levels: number,
  which: number,
): { mean: number; meanAbsolute: number; deviation: number } {
  const effects: number[] = []
  for (let row = 0; row < levels ** inputs; row++) {
    const x = Array.from({ length: inputs }, (_, i) => ((Math.floor(row / levels ** i) % levels) + 0.5) / levels)
    const step = x[which]! < 0.5 ? 0.5 : -0.5
    const moved = x.map((value, i) => (i === which ? value + step : value))
    effects.push((f(moved) - f(x)) / step)
  }
  const mean = effects.reduce((sum, e) => sum + e, 0) / effects.length
  return {
    mean,
    meanAbsolute: effects.reduce((sum, e) => sum + Math.abs(e), 0) / effects.length,
    deviation: Math.sqrt(effects.reduce((sum, e) => sum + (e - mean) ** 2, 0) / effects.length),
  }
}
