/** What is tallied by month, by year and by outcome: the closed lists that tallies and summaries share. */

export const WAR_SERIES = [
  'line',
  'rate',
  'fireRatio',
  'lossesAttacker',
  'lossesDefender',
  'shellsAttacker',
  'shellsDefender',
  'menAttacker',
  'menDefender',
  'heavyAttacker',
  'heavyDefender',
  'foothold',
] as const
export type WarSeries = (typeof WAR_SERIES)[number]

/** Years after a deal at which survival is read. */
export const SURVIVAL_YEARS: readonly number[] = [0, 0.5, 1, 2, 3, 5, 7, 10, 15, 20]

/** Years within which renewed war and accessions are counted. */
export const LEDGER_YEARS: readonly number[] = [1, 2, 5, 10, 20]
