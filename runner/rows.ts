/** Runs the rows of a job in this process or on worker threads. Rows follow from their numbers and are put back in order, so that neither the threads nor an
 *  interruption leaves a trace in the result. */
import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { rowsOf } from '../src/index.ts'
import type { Row, RowJob } from '../src/index.ts'
import { pace } from './pace.ts'
import type { RunOptions } from './runner.ts'

/** Rows `from` … in a row. */
export interface Chunk {
  readonly from: number
  readonly rows: readonly Row[]
}

export interface RowOptions extends RunOptions {
  /** Rows that are there already, in chunks of this job's size. */
  readonly have: readonly Chunk[]
  /** Called with every chunk as it is finished, in the order in which they are. */
  readonly onChunk?: (chunk: Chunk) => void
}

export interface RowResult {
  /** Every row in order, or null where the run was broken off. */
  readonly rows: readonly Row[] | null
  readonly done: number
}

export type RowOrder = { readonly from: number; readonly to: number }

/** Rows between two looks at the signal: some hundredth of a second for rows of one world, one at a time for rows of many. */
const SMALL_ROWS = 32

/** @param count rows of the job. */
export async function runRows(job: RowJob, count: number, options: RowOptions): Promise<RowResult> {
  const size = chunkSize(job)
  const results: (readonly Row[] | undefined)[] = Array.from({ length: Math.ceil(count / size) })
  for (const { from, rows } of options.have) if (isWhole(from, rows.length, count, size)) results[from / size] = rows
  const open = results.flatMap((rows, k) => (rows ? [] : [{ from: k * size, to: Math.min(count, (k + 1) * size) }]))
  const progress = pace(
    open.reduce((sum, { from, to }) => sum + to - from, 0),
    options.onProgress,
  )
  const take = (): RowOrder | undefined => (options.signal?.aborted ? undefined : open.shift())
  const put = (chunk: Chunk): void => {
    results[chunk.from / size] = chunk.rows
    options.onChunk?.(chunk)
    progress(chunk.rows.length)
  }
  const threads = Math.min(options.threads, open.length)
  if (threads <= 1) await here(job, take, put)
  else await Promise.all(Array.from({ length: threads }, () => oneThread(job, take, put)))
  const done = results.reduce((sum, rows) => sum + (rows?.length ?? 0), 0)
  return { rows: done === count ? results.flatMap((rows) => rows!) : null, done }
}

function chunkSize(job: RowJob): number {
  return job.kind === 'design' ? SMALL_ROWS : 1
}

function isWhole(from: number, length: number, count: number, size: number): boolean {
  return (
    Number.isInteger(from) && from >= 0 && from < count && from % size === 0 && length === Math.min(size, count - from)
  )
}

async function here(job: RowJob, take: () => RowOrder | undefined, put: (chunk: Chunk) => void): Promise<void> {
  const row = rowsOf(job)
  for (let order = take(); order; order = take()) {
    put(computed(row, order))
    await setImmediate()
  }
}

export function computed(row: (row: number) => Row, { from, to }: RowOrder): Chunk {
  return { from, rows: Array.from({ length: to - from }, (_, k) => row(from + k)) }
}

function oneThread(job: RowJob, take: () => RowOrder | undefined, put: (chunk: Chunk) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./row-worker.js', import.meta.url), { workerData: job })
    worker.on('error', reject)
    worker.on('message', (chunk: Chunk | 'ready') => {
      if (chunk !== 'ready') put(chunk)
      const order = take()
      if (order) worker.postMessage(order)
      else
        void worker.terminate().then(() => {
          resolve()
        })
    })
  })
}
