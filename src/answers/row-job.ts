/** Work that comes in rows, each a pure function of its number: what the threads of a sensitivity analysis share out. */
import type { DesignJob } from './sensitivity/sensitivity.ts'
import { designRows } from './sensitivity/sensitivity.ts'
import type { TipJob, TipRow } from './tipping/tip.ts'
import { tipRows } from './tipping/tip.ts'

/** Plain data, structured-cloneable. */
export type RowJob = DesignJob | TipJob

/** An output, or what tipping says of an assumption: plain data. */
export type Row = number | TipRow

/** Prepares a job once for many rows, in any order. */
export function rowsOf(job: RowJob): (row: number) => Row {
  return job.kind === 'design' ? designRows(job) : tipRows(job)
}
