/** Shares a task out and sees it through: the server's side. */
import { setTimeout } from 'node:timers/promises'
import {
  chunkBody,
  chunkCount,
  chunkNumbers,
  endTask,
  putTask,
  taskDigest,
  taskStanding,
  workersHere,
} from '../store/index.ts'
import type { Store, TaskSpec } from '../store/index.ts'
import { worldAt } from '../runner/cost.ts'
import type { Cost } from '../runner/cost.ts'
import { drive } from './drive.ts'
import { conduct } from './protocol.ts'
import type { ConductorEffect, View } from './protocol.ts'
import type { ShareEnd, Take } from './play.ts'
import type { Queue } from './queue.ts'
import { reach } from './reach.ts'

export interface SharedProgress {
  /** Chunks that are kept, and chunks in all. */
  readonly kept: number
  readonly chunks: number
  /** What a person counts, worlds or rows, of the chunks that are kept. */
  readonly done: number
  /** Workers of this engine that were heard of lately; with none the task waits. */
  readonly workers: number
}

export interface ShareOptions {
  readonly store: Store
  readonly queue: Queue
  readonly signal: AbortSignal
  readonly onProgress?: (progress: SharedProgress) => void
  /** What its units cost; each counts as one thing where it is left out. */
  readonly cost?: Cost
  /** Given the chunks as they come, in their order, each once. */
  readonly take?: Take
  /** Milliseconds between two looks. */
  readonly every?: number
}

const PLAIN: Cost = { dear: 0, times: 1 }
const LOOK_EVERY = 200
const UNREACHABLE_REST = 500
/** Milliseconds between two looks for leases that are over. */
const SWEEP_EVERY = 1000

/** Has a task computed by whatever workers there are. Chunks that are kept from before are not computed again. */
export async function share(spec: TaskSpec, options: ShareOptions): Promise<ShareEnd> {
  const { store } = options
  const shared: Shared = { spec, task: taskDigest(spec), chunk: spec.chunk, given: 0 }
  let swept = -Infinity
  const end = await drive(conduct(), (effect) => {
    if (effect.kind !== 'sweep') return carryOut(effect, shared, options)
    if (performance.now() - swept < SWEEP_EVERY) return Promise.resolve()
    swept = performance.now()
    return reach(() => options.queue.sweep())
  })
  if (end.kind === 'done') await reach(() => endTask(store.db, shared.task, 'done')).catch(() => {})
  return end
}

interface Shared {
  readonly spec: TaskSpec
  readonly task: string
  /** Units of a chunk, as whoever stored the task first cut it. */
  chunk: number
  /** Chunks that have been given to whoever puts them together. */
  given: number
}

async function carryOut(
  effect: Exclude<ConductorEffect, { readonly kind: 'sweep' }>,
  shared: Shared,
  options: ShareOptions,
): Promise<unknown> {
  const { store, queue, signal, every = LOOK_EVERY } = options
  const { task } = shared
  switch (effect.kind) {
    case 'offer':
      return reach(() => offerAll(shared, options))
    case 'look':
      return reach(() => look(shared, options))
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

const numbersOf = ({ spec: { units }, chunk }: Shared): number[] => [...Array(chunkCount({ units, chunk })).keys()]

/** The task and its jobs in one transaction: there is no moment at which one is there without the other. */
async function offerAll(shared: Shared, { store, queue }: ShareOptions): Promise<void> {
  await store.db.transaction().execute(async (tx) => {
    const { digest, chunk } = await putTask(tx, shared.spec)
    shared.chunk = chunk
    const kept = new Set(await chunkNumbers(tx, digest))
    await queue.offer(
      tx,
      digest,
      numbersOf(shared).filter((number) => !kept.has(number)),
    )
  })
}

/** Jobs first and chunks after: a chunk that is kept in between is then missed in neither. */
async function look(shared: Shared, { store, queue, onProgress, take, cost }: ShareOptions): Promise<View> {
  const { spec, task, chunk } = shared
  const { live, givenUp } = await queue.jobsOf(store.db, task)
  const kept = new Set(await chunkNumbers(store.db, task))
  const found = await taskStanding(store.db, task)
  const numbers = numbersOf(shared)
  if (onProgress) {
    const workers = (await workersHere(store.db)).filter(({ engine }) => engine === spec.engine).length
    const before = (number: number): number => worldAt(cost ?? PLAIN, Math.min(spec.units, number * chunk))
    const done = [...kept].reduce((sum, number) => sum + before(number + 1) - before(number), 0)
    onProgress({ kept: kept.size, chunks: numbers.length, done, workers })
  }
  for (; take && kept.has(shared.given); shared.given++) await take(await chunkBody(store.db, task, shared.given))
  const open = numbers.filter((number) => !kept.has(number))
  return {
    state: found?.state ?? 'cancelled',
    error: found?.error ?? null,
    kept: kept.size,
    chunks: numbers.length,
    lost: open.filter((number) => !live.has(number) && !givenUp.includes(number)),
    givenUp: givenUp.filter((number) => !kept.has(number)),
  }
}
