/** Work that comes in rows, each a pure function of its number: what the threads of a sensitivity analysis share
 *  out. */
import type { AuditJob, AuditRow } from './audit/audit-rows.ts'
import { auditRows } from './audit/audit-rows.ts'
import type { DesignJob } from './sensitivity/sensitivity.ts'
import { designRows } from './sensitivity/sensitivity.ts'
import type { GameJob, GameRow } from './stability/game-rows.ts'
import { gameRows } from './stability/game-rows.ts'
import type { TipJob, TipRow } from './tipping/tip.ts'
import { tipRows } from './tipping/tip.ts'

/** Plain data, structured-cloneable. */
export type RowJob = DesignJob | TipJob | AuditJob | GameJob

/** An output, what tipping says of an assumption, the tests in a universe, or a world under the states of a game: plain
 *  data. */
export type Row = number | TipRow | AuditRow | GameRow

/** Prepares a job once for many rows, in any order. */
export function rowsOf(job: RowJob): (row: number) => Row {
  switch (job.kind) {
    case 'design':
      return designRows(job)
    case 'audit':
      return auditRows(job)
    case 'game':
      return gameRows(job)
    default:
      return tipRows(job)
  }
}
