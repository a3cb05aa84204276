/** A worker: takes chunks from the queue, computes them and keeps them, until it is told to stop; then it hands back
 *  what it has in hand. */
import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { setTimeout } from 'node:timers/promises'
import {
  announceWorker,
  countChunk,
  endTask,
  hasChunk,
  keepChunk,
  leaveWorker,
  servedEngine,
  taskOf,
  unitsOf,
} from '../store/index.ts'
import type { Store, TaskRecord } from '../store/index.ts'
import type { Compute } from './compute.ts'
import { drive } from './drive.ts'
import { Unreachable, workerLife } from './protocol.ts'
import type { Job, Outcome, WorkerEffect, WorkerEnd } from './protocol.ts'
import { LEASE_SECONDS } from './queue.ts'
import type { Queue } from './queue.ts'
import { reach } from './reach.ts'

export type WorkerNews =
  | { readonly kind: 'here'; readonly id: string }
  | { readonly kind: 'kept'; readonly job: Job; readonly seconds: number; readonly again: boolean }
  | { readonly kind: 'handedBack'; readonly job: Job }
  | { readonly kind: 'refused'; readonly job: Job; readonly why: string }
  | { readonly kind: 'unreachable'; readonly why: string }

export interface WorkerOptions {
  readonly store: Store
  readonly queue: Queue
  readonly compute: Compute
  readonly engine: string
  /** Aborted, the worker hands back what it has and ends. */
  readonly signal: AbortSignal
  readonly leaseSeconds?: number
  readonly say?: (news: WorkerNews) => void
}

/** Milliseconds between two looks at an empty queue: few at first, more the longer it stays empty. */
const SHORTEST_REST = 50
const LONGEST_REST = 1000
const UNREACHABLE_REST = 500
/** Milliseconds after which a worker says again that it is there. */
const GREETING = 1000

/** Works until it is stopped or refused. */
export async function work(options: WorkerOptions): Promise<WorkerEnd> {
  const hands = handsOf(options)
  options.say?.({ kind: 'here', id: hands.id })
  try {
    return await drive(workerLife(options.engine), (effect) => hands.carryOut(effect))
  } finally {
    await options.compute.close()
  }
}

interface Hands {
  readonly id: string
  carryOut(effect: WorkerEffect): Promise<unknown>
}

function handsOf(options: WorkerOptions): Hands {
  const { store, queue, signal, say = () => {} } = options
  const id = `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`
  const greet = greeter(options, id)
  let rest = SHORTEST_REST
  let task: TaskRecord | null = null
  const taskFor = async (digest: string): Promise<TaskRecord | null> => {
    if (task?.digest !== digest) task = await taskOf(store.db, digest)
    return task
  }
  const carryOut = async (effect: WorkerEffect): Promise<unknown> => {
    switch (effect.kind) {
      case 'greet':
        return reach(greet)
      case 'fetch': {
        const job = signal.aborted ? null : await reach(() => queue.fetch())
        if (job) rest = SHORTEST_REST
        return job
      }
      case 'settled':
        return reach(() => settled(options, effect.job))
      case 'compute':
        return compute(options, effect.job, await reach(() => taskFor(effect.job.task)), id)
      case 'commit': {
        const { job, bytes, seconds } = effect
        const isNew = await reach(() =>
          store.db.transaction().execute(async (tx) => {
            const kept = await keepChunk(tx, job.task, { number: job.number, body: bytes, worker: id, seconds })
            await queue.complete(tx, job)
            if (kept) await countChunk(tx, id)
            return kept
          }),
        )
        return say({ kind: 'kept', job, seconds, again: !isNew })
      }
      case 'drop':
        return reach(() => store.db.transaction().execute((tx) => queue.complete(tx, effect.job)))
      case 'refuse': {
        const { job, why } = effect
        await reach(() =>
          store.db.transaction().execute(async (tx) => {
            await endTask(tx, job.task, 'failed', `chunk ${job.number}: ${why}`)
            await queue.complete(tx, job)
          }),
        )
        return say({ kind: 'refused', job, why })
      }
      case 'handBack':
        await reach(() => queue.handBack(store.db, effect.job))
        return say({ kind: 'handedBack', job: effect.job })
      case 'rest':
        await pause(effect.why === 'idle' ? rest : UNREACHABLE_REST, signal)
        rest = Math.min(LONGEST_REST, rest * 1.5)
        return !signal.aborted
      case 'leave':
        return reach(() => leaveWorker(store.db, id))
    }
  }
  return {
    id,
    carryOut: (effect) =>
      carryOut(effect).catch((error: unknown) => {
        if (error instanceof Unreachable) say({ kind: 'unreachable', why: error.message })
        throw error
      }),
  }
}

/** Says at most once a second that the worker is there, and reads which engine is served. */
function greeter({ store, engine }: WorkerOptions, id: string): () => Promise<string | null> {
  let served: string | null = null
  let last = -Infinity
  return async () => {
    if (performance.now() - last < GREETING) return served
    await announceWorker(store.db, { id, engine, host: hostname(), pid: process.pid })
    served = await servedEngine(store.db)
    last = performance.now()
    return served
  }
}

async function settled({ store }: WorkerOptions, { task, number }: Job): Promise<boolean> {
  const found = await store.db.selectFrom('task').select('state').where('digest', '=', task).executeTakeFirst()
  return found?.state !== 'open' || (await hasChunk(store.db, task, number))
}

/** Computes a chunk while the lease of its job is renewed. */
async function compute(
  { store, queue, compute: where, signal, leaseSeconds = LEASE_SECONDS, engine }: WorkerOptions,
  job: Job,
  task: TaskRecord | null,
  id: string,
): Promise<Outcome> {
  if (!task) return { kind: 'refused', why: 'its task is gone' }
  const renewal = setInterval(
    () => {
      queue.renew(store.db, job).catch(() => {})
      announceWorker(store.db, { id, engine, host: hostname(), pid: process.pid }).catch(() => {})
    },
    (leaseSeconds * 1000) / 3,
  )
  try {
    return await where.chunk(task, unitsOf(task, job.number), signal)
  } finally {
    clearInterval(renewal)
  }
}

/** Waits, but not beyond the moment when the worker is told to stop. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await setTimeout(milliseconds, undefined, { signal }).catch(() => {})
}
