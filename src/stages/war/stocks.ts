/** Monthly stock and flow of shells, men and heavy equipment of one side. Stocks never fall below zero. */

export interface SideParameters {
  /** Shells produced and delivered, and fired with no shortage, per month. */
  readonly shellInflow: number
  readonly shellDemand: number
  /** Whether shells that are not fired are there next month: where no stock is given, what comes in is all there is. */
  readonly keepsShells: boolean
  readonly recruits: number
  /** Casualties a month on a standing front, and more for each km² taken. */
  readonly losses: number
  readonly lossesPerKm2: number
  /** Share of casualties that return to the force. */
  readonly returning: number
  readonly menFloor: number
  readonly heavyInflow: number
  readonly heavyPerThousand: number
  /** Rounds a month that a piece can fire; infinite where no pieces are given, so that they limit nothing. */
  readonly roundsPerPiece: number
}

export interface Stocks {
  shells: number
  men: number
  heavy: number
}

/** Rounds fired this month, the least of what there is, what is wanted and what the pieces can fire; takes them from
 *  the stock. */
export function fire(side: SideParameters, stocks: Stocks): number {
  const available = stocks.shells + side.shellInflow
  const byPieces = side.roundsPerPiece === Infinity ? Infinity : stocks.heavy * side.roundsPerPiece
  const fired = Math.max(0, Math.min(available, side.shellDemand, byPieces))
  stocks.shells = side.keepsShells ? available - fired : 0
  return fired
}

/** Casualties of the month and what they do to men and pieces. Nobody loses more men than it has, its recruits of the
 *  month among them.
 *  @param taken km² the side took this month, 0 where it took none. @returns casualties. Source: linear loss module,
 *  casualties = a + b · advance, fitted on the monthly record (cases carry a and b with their source). */
export function bleed(side: SideParameters, stocks: Stocks, taken: number): number {
  const casualties = Math.min(stocks.men + side.recruits, side.losses + side.lossesPerKm2 * Math.max(0, taken))
  stocks.men = Math.max(0, stocks.men + side.recruits - casualties * (1 - side.returning))
  stocks.heavy = Math.max(0, stocks.heavy + side.heavyInflow - (side.heavyPerThousand * casualties) / 1000)
  return casualties
}
