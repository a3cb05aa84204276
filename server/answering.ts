/** The asks of a server: stored first, then answered by whatever workers there are, watched while they are, and taken
 *  up again when the server starts. */
import { EventEmitter, once } from 'node:events'
import type { Ask, AskProblem } from '../src/internal.ts'
import { share } from '../cluster/index.ts'
import type { CutTask, Queue, ShareEnd, SharedProgress, Take } from '../cluster/index.ts'
import {
  askOf,
  cancelTasksOf,
  dropChunksOfAsk,
  endAsk,
  listAsks,
  putAsk,
  putResult,
  reopen,
  resultOf,
  textOf,
} from '../store/index.ts'
import type { Asked, AskRecord, Store } from '../store/index.ts'
import type { Answered, Desk } from './desk.ts'

export interface StageProgress extends SharedProgress {
  readonly stage: string
  /** Worlds or rows in all. */
  readonly units: number
}

/** How an ask stands. Progress is a state and not a change: the latest says all. */
export interface Standing {
  readonly state: AskRecord['state']
  readonly error: string | null
  readonly progress: StageProgress | null
}

export interface Seen extends Standing {
  /** Rises with every change that this server saw. */
  readonly serial: number
}

export interface Answering {
  /** Stores an ask and sees to it. It is stored when the promise resolves: what happens after that loses nothing. */
  ask(ask: Ask, text: string, by: string): Promise<{ readonly digest: string; readonly isNew: boolean }>
  /** How an ask stands; null where there is none. */
  standing(digest: string): Promise<Seen | null>
  /** The next change after `serial`, or the present standing when it has waited long enough. */
  next(digest: string, serial: number, signal: AbortSignal): Promise<Seen | null>
  cancel(digest: string): Promise<boolean>
  resume(digest: string): Promise<boolean>
  /** Takes up what is open. @returns how many asks. */
  takeUp(): Promise<number>
  /** Asks that are being seen to here. */
  open(): number
  close(): Promise<void>
}

export interface AnsweringOptions {
  readonly store: Store
  readonly queue: Queue
  readonly desk: Desk
  readonly engine: string
  /** Longest that an ask is seen to, seconds. */
  readonly askSeconds: number
  readonly onDefect: (error: unknown, ask: string) => void
}

/** Milliseconds after which a watcher is told again how things stand. */
const REMINDER = 1000
/** Asks that are taken up at a start. */
const MOST_TAKEN_UP = 1000

interface Running {
  readonly abort: AbortController
  readonly ended: Promise<void>
  progress: StageProgress | null
}

export function newAnswering(options: AnsweringOptions): Answering {
  const { store, queue, engine } = options
  const running = new Map<string, Running>()
  const serials = new Map<string, number>()
  const changes = new EventEmitter().setMaxListeners(0)
  const changed = (digest: string): void => {
    serials.set(digest, (serials.get(digest) ?? 0) + 1)
    changes.emit(digest)
  }
  const start = (digest: string): void => {
    if (running.has(digest)) return
    const abort = new AbortController()
    const run: { -readonly [K in keyof Running]: Running[K] } = { abort, ended: Promise.resolve(), progress: null }
    running.set(digest, run)
    run.ended = conductAsk(options, digest, abort.signal, (progress) => {
      run.progress = progress
      changed(digest)
    })
      .catch((error: unknown) => {
        options.onDefect(error, digest)
      })
      .finally(() => {
        running.delete(digest)
        changed(digest)
      })
  }
  const standing = looksTogether(async (digest): Promise<Seen | null> => {
    const serial = serials.get(digest) ?? 0
    const record = await askOf(store.db, digest)
    if (!record) return null
    const { state, error } = record
    return { serial, state, error, progress: running.get(digest)?.progress ?? null }
  })
  return {
    ask: async (ask, text, by) => {
      const { digest, isNew } = await putAsk(store.db, { ask: ask as unknown as Asked, text, engine, by })
      if ((await askOf(store.db, digest))?.state === 'open') start(digest)
      return { digest, isNew }
    },
    standing,
    next: async (digest, serial, signal) => {
      const now = await standing(digest)
      if (!now || now.serial > serial || signal.aborted) return now
      const limit = AbortSignal.any([signal, AbortSignal.timeout(REMINDER)])
      await once(changes, digest, { signal: limit }).catch(() => {})
      return standing(digest)
    },
    cancel: async (digest) => {
      const was = await endAsk(store.db, digest, 'cancelled', null)
      running.get(digest)?.abort.abort()
      for (const task of await cancelTasksOf(store.db, digest)) await queue.withdraw(store.db, task)
      changed(digest)
      return was
    },
    resume: async (digest) => {
      await running.get(digest)?.ended
      const was = await reopen(store.db, digest)
      if (was) start(digest)
      return was
    },
    takeUp: async () => {
      const open = (await listAsks(store.db, Number.MAX_SAFE_INTEGER, MOST_TAKEN_UP, 'open')).filter(
        (ask) => ask.engine === engine,
      )
      for (const { digest } of open) start(digest)
      return open.length
    },
    open: () => running.size,
    close: async () => {
      for (const { abort } of running.values()) abort.abort()
      await Promise.all([...running.values()].map(({ ended }) => ended))
    },
  }
}

/** Many who watch one ask look with one query. */
function looksTogether<T>(look: (digest: string) => Promise<T>): (digest: string) => Promise<T> {
  const looks = new Map<string, Promise<T>>()
  return (digest) => {
    const under = looks.get(digest) ?? look(digest).finally(() => looks.delete(digest))
    looks.set(digest, under)
    return under
  }
}

/** Sees one ask through. Stopped, it leaves the ask open: its chunks are kept, and whoever takes it up goes on from
 *  there. */
async function conductAsk(
  options: AnsweringOptions,
  digest: string,
  stop: AbortSignal,
  onProgress: (progress: StageProgress) => void,
): Promise<void> {
  const { store, askSeconds } = options
  const late = AbortSignal.timeout(askSeconds * 1000)
  const signal = AbortSignal.any([stop, late])
  try {
    const shareOut = shareOutFor(options, digest, signal, onProgress)
    const result = await answerOf(options, digest, { share: shareOut, signal })
    if (stop.aborted) return
    if (late.aborted) {
      await endAsk(store.db, digest, 'failed', `it took more than ${askSeconds} s; resumed, it goes on from there`)
      for (const task of await cancelTasksOf(store.db, digest)) await options.queue.withdraw(store.db, task)
      return
    }
    switch (result.kind) {
      case 'answer':
        await putResult(store.db, digest, result.body)
        await dropChunksOfAsk(store.db, digest)
        return
      case 'wrong':
        await endAsk(store.db, digest, 'failed', told(result.problems))
        return
      case 'none':
        await endAsk(store.db, digest, 'failed', result.reason)
        return
      case 'stopped':
        return
    }
  } catch (error) {
    if (signal.aborted) return
    await endAsk(store.db, digest, 'failed', error instanceof Error ? error.message : String(error))
    throw error
  }
}

function shareOutFor(
  { store, queue, engine }: AnsweringOptions,
  ask: string,
  signal: AbortSignal,
  onProgress: (progress: StageProgress) => void,
): (task: CutTask, take: Take) => Promise<ShareEnd> {
  return ({ stage, body, units, chunk, of, cost }, take) => {
    const told = (progress: SharedProgress): void => onProgress({ stage, ...progress, units: of })
    return share({ body, engine, units, chunk, ask }, { store, queue, signal, take, cost, onProgress: told })
  }
}

function told(problems: readonly AskProblem[]): string {
  return problems.map(({ at, says }) => (at === '' ? says : `${at}: ${says}`)).join('; ')
}

async function answerOf(
  { store, desk }: AnsweringOptions,
  digest: string,
  options: Parameters<Desk['answer']>[2],
): Promise<Answered> {
  const found = await resultOf(store.db, digest)
  if (found) return { kind: 'answer', body: found.body }
  const record = await askOf(store.db, digest)
  const text = record && (await textOf(store.db, record.caseDigest))
  if (!record || text === null) return { kind: 'none', reason: 'the ask is gone' }
  return desk.answer(record.ask, text, options)
}
