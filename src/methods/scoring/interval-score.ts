/** The interval score: width, and a fine for what falls outside. Lower is better; in the unit of the outcome. */

/** `(u − l) + (2/α) (l − y)⁺ + (2/α) (y − u)⁺` of a central interval of level 1 − α. Source: Gneiting & Raftery 2007,
 *  JASA 102, eq. 43. */
export function intervalScore(low: number, high: number, alpha: number, outcome: number): number {
  return high - low + (2 / alpha) * (Math.max(0, low - outcome) + Math.max(0, outcome - high))
}
