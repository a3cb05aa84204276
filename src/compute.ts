/** The door of threads: what computes worlds and rows, without what reads files, so that a thread is there at once. */
export { rowsOf } from './answers/row-job.ts'
export type { Row, RowJob } from './answers/row-job.ts'
export { dealCounts, dealsSince } from './run/deal-counts.ts'
export type { DealCounts } from './run/deal-counts.ts'
export { merge, newTally, simulate, simulator } from './run/simulate.ts'
export type { Tally } from './run/simulate.ts'
export type { Model } from './case/model.ts'
