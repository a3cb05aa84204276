/** Where a worker computes a chunk: on a thread beside, so that the worker can go on saying that it is there. */
import { Worker } from 'node:worker_threads'
import { chunkCount } from '../store/index.ts'
import type { TaskRecord } from '../store/index.ts'
import type { Order, Reply } from './compute-thread.ts'
import type { Outcome } from './protocol.ts'

/** Chunks from which on a task is long: a thread of its own costs it about a second. */
const LONG = 16

export interface Units {
  readonly from: number
  readonly to: number
}

export interface Compute {
  /** Computes units of a task; once the signal is aborted, no longer. */
  chunk(task: TaskRecord, units: Units, signal: AbortSignal): Promise<Outcome>
  close(): Promise<void>
}

/** Computes on one thread, which is made when it is first needed, and anew where it died or was stopped, or a long task
 *  begins. */
export function onThread(): Compute {
  let thread: Worker | null = null
  /** Digest of the task that the thread holds. */
  let holds = ''
  const end = async (): Promise<void> => {
    const ended = thread
    thread = null
    holds = ''
    await ended?.terminate()
  }
  return {
    chunk: async (task, { from, to }, signal) => {
      if (signal.aborted) return { kind: 'stopped' }
      // Code that has met many models is slower at each, up to twice, than code that has met one.
      if (holds !== task.digest && chunkCount(task) >= LONG) await end()
      thread ??= new Worker(new URL('./compute-thread.js', import.meta.url))
      const order: Order = { body: holds === task.digest ? null : task.body, from, to }
      holds = task.digest
      const outcome = await reply(thread, order, signal)
      // A thread that refused may be half way through opening a task.
      if (outcome.kind !== 'bytes') await end()
      return outcome
    },
    close: end,
  }
}

function reply(thread: Worker, order: Order, signal: AbortSignal): Promise<Outcome> {
  return new Promise((resolve) => {
    const settle = (outcome: Outcome): void => {
      // One by one: removing all listeners would remove those with which the thread keeps its port open.
      thread.off('message', replied).off('error', broken).off('exit', ended)
      signal.removeEventListener('abort', stopped)
      resolve(outcome)
    }
    const replied = (message: Reply): void => settle(message)
    const broken = (error: Error): void => settle({ kind: 'refused', why: error.message })
    const ended = (code: number): void => settle({ kind: 'refused', why: `the thread ended with code ${code}` })
    const stopped = (): void => settle({ kind: 'stopped' })
    signal.addEventListener('abort', stopped)
    thread.on('message', replied).on('error', broken).on('exit', ended)
    thread.postMessage(order)
  })
}
