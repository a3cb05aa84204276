/** Runs on worker threads. Each thread keeps one tally, asks for the next chunk when it is done with the last, and hands the tally over at the end:
 *  tallies are exact and free of order, so which thread ran which worlds leaves no trace in the result. */
import { Worker } from 'node:worker_threads'
import { merge } from '../src/index.ts'
import type { Model, Tally } from '../src/index.ts'
import { inProcess } from './in-process.ts'
import { pace } from './pace.ts'
import { CHUNK } from './runner.ts'
import type { Runner, RunOptions } from './runner.ts'

export type Order = { readonly from: number; readonly to: number } | 'finish'
export type Reply = { readonly kind: 'ready' } | { readonly kind: 'done'; readonly worlds: number } | { readonly kind: 'tally'; readonly tally: Tally }

/** Worlds below which starting a thread costs more than it saves. */
const WORTH_A_THREAD = 500

export const onThreads: Runner = {
  async run(model, options): Promise<Tally> {
    const threads = Math.min(options.threads, Math.ceil(model.worlds / WORTH_A_THREAD))
    if (threads <= 1) return inProcess.run(model, options)
    const next = chunks(model, options)
    const tallies = await Promise.all(Array.from({ length: threads }, () => oneThread(model, next)))
    return tallies.reduce(merge)
  },
}

/** Hands out chunks and counts what comes back. */
function chunks(model: Model, { signal, onProgress }: RunOptions): (finished: number) => Order {
  const progress = pace(model.worlds, onProgress)
  let from = 0
  return (finished) => {
    if (finished > 0) progress(finished)
    if (signal?.aborted || from >= model.worlds) return 'finish'
    const order = { from, to: Math.min(model.worlds, from + CHUNK) }
    from = order.to
    return order
  }
}

function oneThread(model: Model, next: (finished: number) => Order): Promise<Tally> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: model })
    worker.on('error', reject)
    worker.on('message', (reply: Reply) => {
      if (reply.kind === 'tally') {
        void worker.terminate()
        resolve(reply.tally)
      } else worker.postMessage(next(reply.kind === 'done' ? reply.worlds : 0))
    })
  })
}
