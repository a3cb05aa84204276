/** Shares a task out and sees it through: the server's side. */
import { setTimeout } from 'node:timers/promises'
import {
  chunkCount,
  chunkNumbers,
  chunksInOrder,
  endTask,
  putTask,
  taskDigest,
  taskStanding,
  workersHere,
} from '../store/index.ts'
import type { Store, TaskSpec } from '../store/index.ts'
import { drive } from './drive.ts'
import { conduct } from './protocol.ts'
import type { ConductorEffect, View } from './protocol.ts'
import type { ShareEnd } from './play.ts'
import type { Queue } from './queue.ts'
import { reach } from './reach.ts'

export interface SharedProgress {
  /** Chunks that are kept, and chunks in all. */
  readonly kept: number
  readonly chunks: number
  /** Units of the chunks that are kept, at most; all units. */
  readonly done: number
  readonly units: number
  /** Workers of this engine that were heard of lately; with none the task waits. */
  readonly workers: number
}

export interface ShareOptions {
  readonly store: Store
  readonly queue: Queue
  readonly signal: AbortSignal
  readonly onProgress?: (progress: SharedProgress) => void
  /** Milliseconds between two looks. */
  readonly every?: number
}

const LOOK_EVERY = 200
const UNREACHABLE_REST = 500
/** Milliseconds between two looks for leases that are over. */
const SWEEP_EVERY = 1000

/** Has a task computed by whatever workers there are. Chunks that are kept from before are not computed again. */
export async function share(spec: TaskSpec, options: ShareOptions): Promise<ShareEnd> {
  const { store } = options
  const count = chunkCount(spec)
  const task = taskDigest(spec)
  let swept = -Infinity
  const end = await drive(conduct(count), (effect) => {
    if (effect.kind !== 'sweep') return carryOut(effect, spec, options)
    if (performance.now() - swept < SWEEP_EVERY) return Promise.resolve()
    swept = performance.now()
    return reach(() => options.queue.sweep())
  })
  if (end.kind !== 'done') return end
  await reach(() => endTask(store.db, task, 'done')).catch(() => {})
  return { kind: 'done', parts: () => chunksInOrder(store.db, task, count) }
}

async function carryOut(
  effect: Exclude<ConductorEffect, { readonly kind: 'sweep' }>,
  spec: TaskSpec,
  options: ShareOptions,
): Promise<unknown> {
  const { store, queue, signal, every = LOOK_EVERY } = options
  const task = taskDigest(spec)
  switch (effect.kind) {
    case 'offer':
      return reach(() => offerAll(spec, options))
    case 'look':
      return reach(() => look(spec, options))
    case 'offerAgain':
      return reach(() => queue.offer(store.db, task, effect.numbers))
    case 'fail':
      return reach(() => endTask(store.db, task, 'failed', effect.why))
    case 'rest': {
      const milliseconds = effect.why === 'working' ? every : UNREACHABLE_REST
      await setTimeout(milliseconds, undefined, { signal }).catch(() => {})
      return !signal.aborted
    }
  }
}

/** The task and its jobs in one transaction: there is no moment at which one is there without the other. */
async function offerAll(spec: TaskSpec, { store, queue }: ShareOptions): Promise<void> {
  await store.db.transaction().execute(async (tx) => {
    const task = await putTask(tx, spec)
    const kept = new Set(await chunkNumbers(tx, task))
    const numbers = Array.from({ length: chunkCount(spec) }, (_, number) => number)
    await queue.offer(
      tx,
      task,
      numbers.filter((number) => !kept.has(number)),
    )
  })
}

/** Jobs first and chunks after: a chunk that is kept in between is then missed in neither. */
async function look(spec: TaskSpec, { store, queue, onProgress }: ShareOptions): Promise<View> {
  const task = taskDigest(spec)
  const chunks = chunkCount(spec)
  const { live, givenUp } = await queue.jobsOf(store.db, task)
  const kept = new Set(await chunkNumbers(store.db, task))
  const found = await taskStanding(store.db, task)
  if (onProgress) {
    const workers = (await workersHere(store.db)).filter(({ engine }) => engine === spec.engine).length
    const done = Math.min(spec.units, kept.size * spec.chunk)
    onProgress({ kept: kept.size, chunks, done, units: spec.units, workers })
  }
  const open = Array.from({ length: chunks }, (_, number) => number).filter((number) => !kept.has(number))
  return {
    state: found?.state ?? 'cancelled',
    error: found?.error ?? null,
    kept: kept.size,
    lost: open.filter((number) => !live.has(number) && !givenUp.includes(number)),
    givenUp: givenUp.filter((number) => !kept.has(number)),
  }
}
