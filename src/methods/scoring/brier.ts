/** The Brier score of probabilities, and what it is made of. Lower is better; 0 to 1. */

export interface Stated {
  readonly probability: number
  readonly happened: boolean
}

export interface BrierParts {
  readonly score: number
  /** Distance of stated probabilities from what happened among those that stated them; lower is better. */
  readonly reliability: number
  /** How far the groups differ from the base rate; higher is better. */
  readonly resolution: number
  /** Variance of the outcomes. */
  readonly uncertainty: number
}

/** `(p − o)²`. Source: Brier 1950, Monthly Weather Review 78. */
export function brier(probability: number, happened: boolean): number {
  const error = probability - (happened ? 1 : 0)
  return error * error
}

/** Mean score and its parts, grouped by equal probabilities, so that `score = reliability − resolution + uncertainty`
 *  exactly.
 *  @throws RangeError if there is nothing to score. Source: Murphy 1973, Journal of Applied Meteorology 12. */
export function brierParts(stated: readonly Stated[]): BrierParts {
  const count = stated.length
  if (count === 0) throw new RangeError('a score needs forecasts')
  const groups = new Map<number, { n: number; happened: number }>()
  for (const { probability, happened } of stated) {
    const group = groups.get(probability) ?? { n: 0, happened: 0 }
    group.n++
    if (happened) group.happened++
    groups.set(probability, group)
  }
  const base = stated.filter(({ happened }) => happened).length / count
  let reliability = 0
  let resolution = 0
  for (const [probability, { n, happened }] of groups) {
    const rate = happened / n
    reliability += (n * (probability - rate) * (probability - rate)) / count
    resolution += (n * (rate - base) * (rate - base)) / count
  }
  const score = stated.reduce((sum, { probability, happened }) => sum + brier(probability, happened), 0) / count
  return { score, reliability, resolution, uncertainty: base * (1 - base) }
}
