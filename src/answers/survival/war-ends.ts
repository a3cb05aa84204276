/** How wars between states ended that had lasted so long, with what a reader has to know. */
import { warEndTables } from '../../run/war-ends.ts'
import type { WarEndTable } from '../../run/war-ends.ts'
import { WAR_END_CAVEATS } from './caveats.ts'
import type { SurvivalCaveat } from './caveats.ts'

export interface WarEnds {
  readonly kind: 'warEnds'
  readonly lasted: number
  /** Keys of the rows that were left out, such as the war that is asked about. */
  readonly without: readonly string[]
  readonly tables: readonly WarEndTable[]
  readonly caveats: readonly SurvivalCaveat[]
}

/** @param lasted months that the war has lasted so far, at least 0. @param without keys of rows to leave out. */
export function warEnds(lasted: number, without: readonly string[] = []): WarEnds {
  return { kind: 'warEnds', lasted, without, tables: warEndTables(lasted, without), caveats: WAR_END_CAVEATS }
}
