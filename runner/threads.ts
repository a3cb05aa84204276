/** Asks answered on threads. Worlds: this thread and the others each keep one tally and take the next worlds from a
 *  counter that all share; tallies are exact and free of order. Rows: computed by the others, so that this thread hears
 *  a signal at once. */
import { availableParallelism } from 'node:os'
import { setImmediate, setTimeout } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { addDeals, answer, dealCounts, hasLongWorlds, merge, newTally } from '../src/internal.ts'
import type { Model, Play, Row, RowJob, Tally } from '../src/internal.ts'
import { chunksOf } from './chunks.ts'
import type { Chunk, Runner, Watch } from './runner.ts'
import { slicedPlay } from './sliced.ts'
import { answerFirst, newCounter, openWorlds, stopWorlds, worldsIn } from './thread-orders.ts'
import type { Played, TallyPart, ThreadOrder, ThreadReply, WorldsOrder } from './thread-orders.ts'
import { worldsPace } from './worlds-pace.ts'
import { worldsPlayer } from './worlds-player.ts'

/** Room for the short-lived objects of a thread, MB: half of Node's own choice, which only lets more garbage pile
 *  up. */
const YOUNG_GENERATION = 24
/** Worlds below which an order to another thread costs more than it saves. */
const WORTH_A_THREAD = 500
/** More threads than this on one machine only wait for each other. */
const MOST_THREADS = Math.max(4, 2 * availableParallelism()) + 1
const SLICE = 20
/** Worlds between two looks at the counter: a few milliseconds' work. */
const SOME = 50
/** Milliseconds between two tallies of a thread where tallies are kept: a run that takes no longer keeps none. */
const KEEP_EVERY = 5_000
/** The same where a world may take long, so that what is played is there when the threads have to be ended. */
const SHOW_EVERY = 300
/** Milliseconds that threads are given to end by themselves. */
const GRACE = 400

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
    atLeast(fewest) {
      while (others.size < fewest) others.add(startThread())
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
        worlds: (stage, model) => worldsOnThreads(crew, watch, { stage, model, count }),
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
  /** Sees to it that there are so many. */
  atLeast(fewest: number): void
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
      try {
        if (hear(reply)) leave(resolve)
      } catch (error) {
        leave(() => reject(error as Error))
      }
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

interface WorldsWanted {
  readonly stage: string
  readonly model: Model
  /** Threads to use, this one included. */
  readonly count: number
}

/** The tally of all worlds: those kept, and those played here. Where a world may take long this thread plays none, to
 *  hear a signal at once. */
async function worldsOnThreads(crew: Crew, watch: Watch, wanted: WorldsWanted): Promise<Tally> {
  const { stage, model, count } = wanted
  const isLong = hasLongWorlds(model.case)
  const kept = watch.tallies?.kept() ?? []
  const before = kept.flatMap(({ worlds }) => worlds)
  const left = openWorlds(model.worlds, before)
  const open = isLong ? left : answerFirst(left, model, { threads: count, some: SOME })
  const handOver = isLong ? SHOW_EVERY : watch.tallies ? KEEP_EVERY : null
  const work: WorldsOrder = { kind: 'worlds', model, open, next: newCounter(), some: isLong ? 1 : SOME, handOver }
  const wantedWorlds = worldsIn(open)
  const progress = worldsPace(stage, model, watch, before)
  let tally = kept.map((part) => part.tally).reduce<Tally | null>(joined, null)
  let deals = tally && dealCounts(tally)
  const finished = (played: Played): void => {
    deals = deals ? addDeals(deals, played.deals) : played.deals
    progress(played.worlds, deals)
  }
  const take = (part: TallyPart, isLast: boolean): void => {
    tally = joined(tally, part.tally)
    if (watch.tallies && (!isLast || watch.signal?.aborted) && part.worlds.length > 0) watch.tallies.append(part)
  }
  if (isLong) crew.atLeast(Math.min(count, wantedWorlds))
  const helpers = isLong ? Math.min(count, wantedWorlds) : Math.ceil(wantedWorlds / WORTH_A_THREAD) - 1
  const threads = crew.others(Math.max(0, helpers))
  const played = threads.map((thread) =>
    order(thread, work, (reply) => {
      if (reply.kind === 'done') finished(reply.played)
      else if (reply.kind === 'part') take(reply.part, reply.isLast)
      return reply.kind === 'part' && reply.isLast
    }),
  )
  const others = orStopped(Promise.all(played), work, watch, () => threads.map(crew.end))
  await Promise.all([others, isLong ? null : playHere(work, watch, { finished, take })])
  await Promise.all(played)
  return tally ?? newTally(model)
}

function joined(sum: Tally | null, part: Tally): Tally {
  return sum ? merge(sum, part) : part
}

async function playHere(
  work: WorldsOrder,
  watch: Watch,
  to: { readonly finished: (played: Played) => void; readonly take: (part: TallyPart, isLast: boolean) => void },
): Promise<void> {
  const player = worldsPlayer(work)
  for (let played = player.next(); played; played = player.next()) {
    to.finished(played)
    await setImmediate()
    if (watch.signal?.aborted) stopWorlds(work)
    if (player.isDue()) to.take(player.part(), false)
  }
  to.take(player.part(), true)
}

/** Waits for threads; once stopped, for no longer than they are given. */
async function orStopped(all: Promise<unknown>, work: WorldsOrder, watch: Watch, end: () => unknown): Promise<void> {
  const { signal } = watch
  const stopped = new Promise<void>((resolve) => {
    if (signal?.aborted) resolve()
    else signal?.addEventListener('abort', () => resolve(), { once: true })
  }).then(() => stopWorlds(work))
  await Promise.race([all, stopped])
  if (!signal?.aborted) return
  await Promise.race([all, setTimeout(GRACE, undefined, { ref: false })])
  end()
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
  crew.atLeast(1)
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
