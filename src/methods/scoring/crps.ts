/** The continuous ranked probability score: how far a forecast distribution lies from what came. Lower is better; in
 *  the unit of the outcome. */

/** `E|X − y| − ½ E|X − X'|` of an ensemble taken as it is.
 *  @param sorted rises; @throws RangeError if it is empty. Source: Gneiting & Raftery 2007, JASA 102, eq. 21. */
export function crps(sorted: ArrayLike<number>, outcome: number): number {
  const size = sorted.length
  return meanDistance(sorted, outcome) - spread(sorted) / (size * size)
}

/** The same for an ensemble that is a sample of the forecast: unbiased for it, whatever its size.
 *  @throws RangeError with fewer than two members. Source: Ferro 2014, Quarterly Journal of the Royal Meteorological
 *  Society 140. */
export function fairCrps(sorted: ArrayLike<number>, outcome: number): number {
  const size = sorted.length
  if (size < 2) throw new RangeError('the fair score needs at least two members')
  return meanDistance(sorted, outcome) - spread(sorted) / (size * (size - 1))
}

/** From quantiles at equally spaced levels `(k + ½)/K`: twice the mean pinball loss.
 *  @param quantiles rise. Source: Laio & Tamea 2007, Hydrology and Earth System Sciences 11; Gneiting & Ranjan 2011. */
export function quantileCrps(quantiles: ArrayLike<number>, outcome: number): number {
  const size = quantiles.length
  if (size === 0) throw new RangeError('a score needs quantiles')
  let sum = 0
  for (let k = 0; k < size; k++) sum += pinball(quantiles[k]!, (k + 0.5) / size, outcome)
  return (2 * sum) / size
}

/** Loss of a quantile at a level. Source: Koenker & Bassett 1978, Econometrica 46. */
export function pinball(quantile: number, level: number, outcome: number): number {
  return (outcome - quantile) * (level - (outcome < quantile ? 1 : 0))
}

function meanDistance(sorted: ArrayLike<number>, outcome: number): number {
  if (sorted.length === 0) throw new RangeError('a score needs members')
  let sum = 0
  for (let i = 0; i < sorted.length; i++) sum += Math.abs(sorted[i]! - outcome)
  return sum / sorted.length
}

/** `½ Σᵢⱼ |xᵢ − xⱼ|` in one pass over the order statistics. */
function spread(sorted: ArrayLike<number>): number {
  const size = sorted.length
  let sum = 0
  for (let i = 0; i < size; i++) sum += sorted[i]! * (2 * i + 1 - size)
  return sum
}
