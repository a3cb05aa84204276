/** The desk: a thread beside that which talks to clients. It has the engine, and does what needs it; it starts when it
 *  is first needed. */
import { Worker } from 'node:worker_threads'
import type { AskProblem, ReadAsk } from '../src/internal.ts'
import type { CutTask, ShareEnd, Take } from '../cluster/index.ts'
import type { Asked } from '../store/index.ts'
import type { CaseChange } from './diff.ts'
import type { Form } from './forms.ts'
import type { Rendered } from './render.ts'

export type Job =
  | { readonly kind: 'kinds' }
  | { readonly kind: 'read'; readonly ask: unknown }
  | { readonly kind: 'check'; readonly text: string }
  | { readonly kind: 'compare'; readonly before: string; readonly after: string }
  | {
      readonly kind: 'render'
      readonly ask: Rendered
      readonly body: Uint8Array
      readonly form: Form
      readonly text: string
    }
  | { readonly kind: 'answer'; readonly ask: Asked; readonly text: string }

export type Checked =
  | { readonly ok: true; readonly title: string }
  | {
      readonly ok: false
      readonly count: number
      readonly errors: readonly { readonly message: string; readonly line: number; readonly column: number }[]
    }

export type Compared =
  | { readonly ok: true; readonly changes: readonly CaseChange[]; readonly sameMeaning: boolean }
  | { readonly ok: false; readonly why: string }

export type Answered =
  | { readonly kind: 'answer'; readonly body: Uint8Array }
  | { readonly kind: 'wrong'; readonly problems: readonly AskProblem[] }
  | { readonly kind: 'none'; readonly reason: string }
  | { readonly kind: 'stopped' }

/** A call is one task of an answer in the making. */
export type ToDesk =
  | { readonly kind: 'do'; readonly id: number; readonly job: Job }
  | { readonly kind: 'stop'; readonly id: number }
  | { readonly kind: 'part'; readonly id: number; readonly call: number; readonly bytes: Uint8Array }
  | { readonly kind: 'shared'; readonly id: number; readonly call: number; readonly end: ShareEnd }

export type FromDesk =
  | { readonly kind: 'done'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly why: string }
  | { readonly kind: 'share'; readonly id: number; readonly call: number; readonly task: CutTask }
  /** The last part that came is put with the others. */
  | { readonly kind: 'taken'; readonly id: number; readonly call: number }

export interface Desk {
  kinds(): Promise<readonly string[]>
  /** Reads what is asked. */
  read(ask: unknown): Promise<ReadAsk>
  /** Loads a case. */
  check(text: string): Promise<Checked>
  compare(before: string, after: string): Promise<Compared>
  /** An answer in a form, or null where it has no such form. */
  render(what: Omit<Extract<Job, { readonly kind: 'render' }>, 'kind'>): Promise<Uint8Array | null>
  /** Makes an answer; its heavy parts are shared out by `share`. */
  answer(ask: Asked, text: string, options: AnswerOptions): Promise<Answered>
  close(): Promise<void>
}

export interface AnswerOptions {
  readonly share: (task: CutTask, take: Take) => Promise<ShareEnd>
  readonly signal: AbortSignal
}

/** Whoever is at the other end: a thread, or in tests a port. */
interface End {
  postMessage(message: unknown): void
  on(kind: 'message', hear: (message: FromDesk) => void): unknown
}

interface Waiting {
  readonly done: (value: never) => void
  readonly failed: (error: Error) => void
  readonly share?: AnswerOptions['share']
  /** Who waits until a part is taken, by call. */
  readonly taking: Map<number, () => void>
}

/** A desk on a thread of its own, which is started again where it ended. */
export function deskOnThread(): Desk {
  let thread: Worker | null = null
  const desk = deskAt((onEnd) => {
    const started = new Worker(new URL('./desk-thread.js', import.meta.url))
    thread = started
    let why = 'it ended'
    started.on('error', (error) => {
      why = error.message
    })
    started.on('exit', () => {
      thread = null
      onEnd(why)
    })
    return started
  })
  return { ...desk, close: async () => void (await thread?.terminate()) }
}

/** @param open opens the other end when it is first needed, and says when it is there no longer. */
export function deskAt(open: (onEnd: (why: string) => void) => End): Desk {
  const waiting = new Map<number, Waiting>()
  let end: End | null = null
  let last = 0
  const ended = (why: string): void => {
    end = null
    const gone = [...waiting.values()]
    waiting.clear()
    for (const asker of gone) leave(asker, `the desk is gone: ${why}`)
  }
  const there = (): End => {
    if (end) return end
    const opened = open(ended)
    end = opened
    opened.on('message', (message: FromDesk) => hear(message, waiting, (reply) => opened.postMessage(reply)))
    return opened
  }
  const ask = <T>(job: Job, share?: AnswerOptions['share'], signal?: AbortSignal): Promise<T> =>
    new Promise<T>((done, failed) => {
      const id = ++last
      waiting.set(id, { done, failed, taking: new Map(), ...(share ? { share } : {}) })
      there().postMessage({ kind: 'do', id, job } satisfies ToDesk)
      const stop = (): void => end?.postMessage({ kind: 'stop', id } satisfies ToDesk)
      if (signal?.aborted) stop()
      else signal?.addEventListener('abort', stop, { once: true })
    })
  return {
    kinds: () => ask({ kind: 'kinds' }),
    read: (wanted) => ask({ kind: 'read', ask: wanted }),
    check: (text) => ask({ kind: 'check', text }),
    compare: (before, after) => ask({ kind: 'compare', before, after }),
    render: (what) => ask({ kind: 'render', ...what }),
    answer: (wanted, text, { share, signal }) => ask({ kind: 'answer', ask: wanted, text }, share, signal),
    close: () => Promise.resolve(),
  }
}

/** Tells an asker that no answer comes, and whoever brings it parts that nobody waits for them. */
function leave({ failed, taking }: Waiting, why: string): void {
  failed(new Error(why))
  for (const taken of taking.values()) taken()
}

function hear(message: FromDesk, waiting: Map<number, Waiting>, say: (message: ToDesk) => void): void {
  const { id } = message
  const asker = waiting.get(id)
  if (!asker) return
  switch (message.kind) {
    case 'done':
      waiting.delete(id)
      asker.done(message.value as never)
      return
    case 'failed':
      leave(asker, message.why)
      waiting.delete(id)
      return
    case 'share': {
      const { call, task } = message
      const take = (bytes: Uint8Array): Promise<void> =>
        new Promise((taken) => {
          // An answer that has failed takes no more.
          if (!waiting.has(id)) return taken()
          asker.taking.set(call, taken)
          say({ kind: 'part', id, call, bytes })
        })
      const told = (end: ShareEnd): void => say({ kind: 'shared', id, call, end })
      asker.share?.(task, take).then(told, (error: Error) => told({ kind: 'failed', why: error.message }))
      return
    }
    case 'taken':
      asker.taking.get(message.call)?.()
  }
}
