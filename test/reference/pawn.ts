/** Kolmogorov-Smirnov distances by definition: both distributions at every value of the output. */
export function distancesByDefinition(labels: ArrayLike<number>, output: Float64Array, slices: number): number[] {
  const share = (values: number[], y: number): number => values.filter((value) => value <= y).length / values.length
  return Array.from({ length: slices }, (_, slice) => {
    const within = [...output].filter((__, world) => labels[world] === slice)
    return Math.max(...[...output].map((y) => Math.abs(share(within, y) - share([...output], y))))
  })
}
