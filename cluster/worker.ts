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
import { oneAhead } from './one-ahead.ts'
import type { OneAhead } from './one-ahead.ts'
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
const LONGEST_REST = 500
const UNREACHABLE_REST = 500
/** Milliseconds after which a worker says again that it is there. */
const GREETING = 1000

/** Works until it is stopped or refused. Two lives share one thread (`one-ahead.ts`): the protocol knows each as a
 *  worker of its own. */
export async function work(options: WorkerOptions): Promise<WorkerEnd> {
  const { compute, engine, say } = options
  const broken = new AbortController()
  const shared: Hands = {
    ...options,
    id: `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`,
    signal: AbortSignal.any([options.signal, broken.signal]),
    ahead: oneAhead(compute),
    taskFor: taskReader(options),
  }
  say?.({ kind: 'here', id: shared.id })
  const greet = greeter(shared)
  const life = (): Promise<WorkerEnd> => {
    const carryOut = effectsOf(shared, greet)
    return drive(workerLife(engine), carryOut).catch((error: unknown) => {
      broken.abort()
      throw error
    })
  }
  try {
    const ends = await Promise.all([life(), life()])
    return ends.find(({ kind }) => kind === 'otherEngine') ?? { kind: 'stopped' }
  } finally {
    await compute.close()
  }
}

interface Hands extends WorkerOptions {
  readonly id: string
  readonly ahead: OneAhead
  taskFor(digest: string): Promise<TaskRecord | null>
}

/** Keeps the task that was read last. */
function taskReader({ store }: WorkerOptions): Hands['taskFor'] {
  let task: TaskRecord | null = null
  return async (digest) => {
    if (task?.digest !== digest) task = await taskOf(store.db, digest)
    return task
  }
}

function effectsOf(hands: Hands, greet: () => Promise<string | null>): (effect: WorkerEffect) => Promise<unknown> {
  const { store, queue, signal, id, ahead, taskFor, say = () => {} } = hands
  let rest = SHORTEST_REST
  let giveBack = (): void => {}
  const carryOut = async (effect: WorkerEffect): Promise<unknown> => {
    switch (effect.kind) {
      case 'greet':
        return reach(greet)
      case 'fetch': {
        giveBack = await ahead.turn(signal)
        try {
          const job = signal.aborted ? null : await reach(() => queue.fetch())
          if (job) rest = SHORTEST_REST
          else giveBack()
          return job
        } catch (error) {
          giveBack()
          throw error
        }
      }
      case 'settled':
        return reach(() => settled(hands, effect.job))
      case 'compute':
        return compute(hands, effect.job, await reach(() => taskFor(effect.job.task)), giveBack)
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
        giveBack()
        return reach(() => store.db.transaction().execute((tx) => queue.complete(tx, effect.job)))
      case 'refuse': {
        const { job, why } = effect
        giveBack()
        await reach(() =>
          store.db.transaction().execute(async (tx) => {
            await endTask(tx, job.task, 'failed', `chunk ${job.number}: ${why}`)
            await queue.complete(tx, job)
          }),
        )
        return say({ kind: 'refused', job, why })
      }
      case 'handBack':
        giveBack()
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
  return (effect) =>
    carryOut(effect).catch((error: unknown) => {
      if (error instanceof Unreachable) say({ kind: 'unreachable', why: error.message })
      throw error
    })
}

/** Says at most once a second that the worker is there, and reads which engine is served. */
function greeter({ store, engine, id }: Hands): () => Promise<string | null> {
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
  { store, queue, ahead, signal, leaseSeconds = LEASE_SECONDS, engine, id }: Hands,
  job: Job,
  task: TaskRecord | null,
  begun: () => void,
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
    return await ahead.chunk(task, unitsOf(task, job.number), signal, begun)
  } finally {
    clearInterval(renewal)
  }
}

/** Waits, but not beyond the moment when the worker is told to stop. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await setTimeout(milliseconds, undefined, { signal }).catch(() => {})
}
