/** The rows of a job in chunks: those that are there already, those still to compute, and all of them in order. Rows
 *  follow from their numbers, so that neither who computes them nor an interruption leaves a trace in the result. */
import { defined } from '../src/plain.ts'
import type { Row, RowJob } from '../src/internal.ts'
import { pace } from './runner.ts'
import type { Chunk, Watch } from './runner.ts'

export interface Order {
  readonly from: number
  readonly to: number
}

export interface Chunks {
  /** The next rows that nobody has, or null where there are no more, or the ask was stopped. */
  take(): Order | null
  put(chunk: Chunk): void
  /** Rows still to compute. */
  readonly open: number
  /** Every row in order, or null where some are missing. */
  all(): readonly Row[] | null
}

/** Rows of one world come in chunks of some hundredth of a second, those of many worlds one by one. */
const SMALL_ROWS = 32

export function chunksOf(job: RowJob, count: number, stage: string, watch: Watch): Chunks {
  const size = job.kind === 'design' || job.kind === 'game' ? SMALL_ROWS : 1
  const results: (readonly Row[] | undefined)[] = Array.from({ length: Math.ceil(count / size) })
  const isWhole = ({ from, rows }: Chunk): boolean =>
    Number.isInteger(from) &&
    from >= 0 &&
    from < count &&
    from % size === 0 &&
    rows.length === Math.min(size, count - from)
  for (const chunk of watch.keeper?.kept().get(stage) ?? []) if (isWhole(chunk)) results[chunk.from / size] = chunk.rows
  const open = results.flatMap((rows, k) => (rows ? [] : [{ from: k * size, to: Math.min(count, (k + 1) * size) }]))
  let done = results.reduce((sum, rows) => sum + (rows?.length ?? 0), 0)
  const progress = pace(stage, count, watch, done)
  return {
    take: () => (watch.signal?.aborted ? null : (open.shift() ?? null)),
    put(chunk) {
      results[chunk.from / size] = chunk.rows
      watch.keeper?.append(stage, chunk)
      done += chunk.rows.length
      progress(done)
    },
    open: open.length,
    all: () => (done === count ? results.flatMap((rows) => defined(rows)) : null),
  }
}
