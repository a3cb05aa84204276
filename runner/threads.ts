/** Runs on this thread and on worker threads beside it. Each keeps one tally and takes the next worlds from a counter that all share; workers hand
 *  their tallies over at the end. Tallies are exact and free of order, so which thread ran which worlds leaves no trace in the result. */
import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { merge, newTally, simulator } from '../src/index.ts'
import type { Model, Tally } from '../src/index.ts'
import { inProcess } from './in-process.ts'
import { pace } from './pace.ts'
import { CHUNK } from './runner.ts'
import type { Runner, RunOptions } from './runner.ts'

/** The model, and the world that nobody has taken yet. */
export interface Work {
  readonly model: Model
  readonly next: BigInt64Array
}

export type Reply =
  | { readonly kind: 'done'; readonly worlds: number }
  | { readonly kind: 'tally'; readonly tally: Tally }

/** Room for the short-lived objects of a worker, MB: half of Node's own choice, which only lets more garbage pile up. */
const YOUNG_GENERATION = 24

/** Worlds below which starting a thread costs more than it saves. */
const WORTH_A_THREAD = 500

export const onThreads: Runner = {
  async run(model, options): Promise<Tally> {
    const threads = Math.min(options.threads, Math.ceil(model.worlds / WORTH_A_THREAD))
    if (threads <= 1) return inProcess.run(model, options)
    const work: Work = { model, next: new BigInt64Array(new SharedArrayBuffer(BigInt64Array.BYTES_PER_ELEMENT)) }
    const progress = pace(model.worlds, options.onProgress)
    const others = Array.from({ length: threads - 1 }, () => oneThread(work, progress))
    const tallies = await Promise.all([thisThread(work, options, progress), ...others])
    return tallies.reduce(merge)
  },
}

/** The next worlds that nobody has taken, or null where there are no more. */
export function take({ model, next }: Work): { readonly from: number; readonly to: number } | null {
  const from = Number(Atomics.add(next, 0, BigInt(CHUNK)))
  return from < model.worlds ? { from, to: Math.min(model.worlds, from + CHUNK) } : null
}

/** Yields to the event loop between chunks, so that Ctrl+C and progress get through. */
async function thisThread(work: Work, { signal }: RunOptions, progress: (finished: number) => void): Promise<Tally> {
  const tally = newTally(work.model)
  const simulate = simulator(work.model)
  for (let chunk = take(work); chunk; chunk = take(work)) {
    simulate(chunk.from, chunk.to, tally)
    progress(chunk.to - chunk.from)
    await setImmediate()
    if (signal?.aborted) Atomics.store(work.next, 0, BigInt(work.model.worlds))
  }
  return tally
}

function oneThread(work: Work, progress: (finished: number) => void): Promise<Tally> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.js', import.meta.url), {
      workerData: work,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION },
    })
    worker.on('error', reject)
    worker.on('message', (reply: Reply) => {
      if (reply.kind === 'done') return progress(reply.worlds)
      void worker.terminate()
      resolve(reply.tally)
    })
  })
}
