/** Asks answered on threads. Worlds: this thread and the others each keep one tally and take the next worlds from a
 *  counter that all share; tallies are exact and free of order. Rows: computed by the others, so that this thread hears
 *  a signal at once. */
import { availableParallelism } from 'node:os'
import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { answer, merge, newTally, simulator } from '../src/internal.ts'
import type { Model, Play, Row, RowJob, Tally } from '../src/internal.ts'
import { chunksOf } from './chunks.ts'
import { pace } from './runner.ts'
import type { Chunk, Runner, Watch } from './runner.ts'
import { slicedPlay } from './sliced.ts'
import { takeWorlds } from './thread-orders.ts'
import type { ThreadOrder, ThreadReply, WorldsOrder } from './thread-orders.ts'

/** Room for the short-lived objects of a thread, MB: half of Node's own choice, which only lets more garbage pile
 *  up. */
const YOUNG_GENERATION = 24
/** Worlds below which an order to another thread costs more than it saves. */
const WORTH_A_THREAD = 500
/** More threads than this on one machine only wait for each other. */
const MOST_THREADS = Math.max(16, 2 * availableParallelism())
const SLICE = 20

/** @param threads this one included; the others start at once, beside whatever comes before the first ask. */
export function onThreads(threads: number): Runner {
  const count = Math.min(Math.max(1, threads), MOST_THREADS)
  const others = new Set(Array.from({ length: count - 1 }, startThread))
  const slices = {
    breathe: () => setImmediate(),
    slice: SLICE,
    showAt: [],
    samplers: new Map(),
    memory: new Map<string, unknown>(),
  }
  const crew: Crew = {
    others: (most) => [...others].slice(0, most),
    one() {
      if (others.size === 0) others.add(startThread())
    },
    end(thread) {
      others.delete(thread)
      return thread.terminate().then(() => {})
    },
  }
  return {
    submit(subject, ask, watch = {}) {
      const play: Play = {
        ...slicedPlay(slices, watch),
        worlds: (stage, model) => worldsOnThreads(crew, watch, stage, model),
        rows: (stage, job, rows) => rowsOnThreads(crew, watch, { stage, job, rows }),
      }
      return answer(subject, ask, play)
    },
    close: () => Promise.all([...others].map(crew.end)).then(() => {}),
  }
}

/** Threads beside this one. */
interface Crew {
  others(most: number): readonly Worker[]
  /** Sees to it that there is one. */
  one(): void
  end(thread: Worker): Promise<void>
}

function startThread(): Worker {
  const worker = new Worker(new URL('./thread.js', import.meta.url), {
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION },
  })
  worker.setMaxListeners(0)
  // A thread without an order must not keep the process alive.
  worker.unref()
  return worker
}

/** Gives a thread an order, and hears what it replies until it is done. */
function order(thread: Worker, what: ThreadOrder, hear: (reply: ThreadReply) => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    thread.ref()
    const listen = (reply: ThreadReply): void => {
      if (hear(reply)) leave(resolve)
    }
    const fail = (error: Error): void => leave(() => reject(error))
    const gone = (): void => leave(resolve)
    const leave = (then: () => void): void => {
      thread.off('message', listen)
      thread.off('error', fail)
      thread.off('exit', gone)
      thread.unref()
      then()
    }
    thread.on('message', listen)
    thread.on('error', fail)
    thread.on('exit', gone)
    thread.postMessage(what)
  })
}

async function worldsOnThreads(crew: Crew, watch: Watch, stage: string, model: Model): Promise<Tally> {
  const next = new BigInt64Array(new SharedArrayBuffer(BigInt64Array.BYTES_PER_ELEMENT))
  const work: WorldsOrder = { kind: 'worlds', model, next }
  const progress = pace(stage, model.worlds, watch)
  const tallies: Tally[] = []
  let done = 0
  const finished = (worlds: number): void => progress((done += worlds))
  const helpers = crew.others(Math.ceil(model.worlds / WORTH_A_THREAD) - 1).map((thread) =>
    order(thread, work, (reply) => {
      if (reply.kind === 'done') finished(reply.worlds)
      else if (reply.kind === 'tally') tallies.push(reply.tally)
      return reply.kind === 'tally'
    }),
  )
  const mine = newTally(model)
  const simulate = simulator(model)
  for (let some = takeWorlds(work); some; some = takeWorlds(work)) {
    simulate(some.from, some.to, mine)
    finished(some.to - some.from)
    await setImmediate()
    if (watch.signal?.aborted) Atomics.store(next, 0, BigInt(model.worlds))
  }
  await Promise.all(helpers)
  return tallies.reduce(merge, mine)
}

interface RowsWanted {
  readonly stage: string
  readonly job: RowJob
  readonly rows: number
}

async function rowsOnThreads(
  crew: Crew,
  watch: Watch,
  { stage, job, rows }: RowsWanted,
): Promise<readonly Row[] | null> {
  const chunks = chunksOf(job, rows, stage, watch)
  crew.one()
  const threads = crew.others(chunks.open)
  // A row may take seconds: a thread at work on one does not hear, so it is ended.
  const stop = (): void => threads.forEach((thread) => void crew.end(thread))
  watch.signal?.addEventListener('abort', stop, { once: true })
  try {
    await Promise.all(threads.map((thread) => rowsOnThread(thread, job, chunks.take, chunks.put)))
  } finally {
    watch.signal?.removeEventListener('abort', stop)
  }
  return chunks.all()
}

async function rowsOnThread(
  thread: Worker,
  job: RowJob,
  take: () => { readonly from: number; readonly to: number } | null,
  put: (chunk: Chunk) => void,
): Promise<void> {
  const first = take()
  if (!first) return
  await order(thread, { kind: 'rows', job, first }, (reply) => {
    if (reply.kind !== 'rows') return false
    put(reply.chunk)
    const more = take()
    if (more) thread.postMessage({ kind: 'more', order: more } satisfies ThreadOrder)
    return more === null
  })
}
