/** Asks answered by a worker at the other end of a port: a browser's, or any other that passes plain data. */
import { answer } from '../src/internal.ts'
import type { Answer, Ask, Subject } from '../src/internal.ts'
import type { Chunk, Progress, Runner, Watch } from './runner.ts'
import { slicedPlay } from './sliced.ts'
import type { Slices } from './sliced.ts'

/** What a `Worker`, a worker's own scope and a `MessagePort` have in common. */
export interface Port {
  postMessage(message: unknown): void
  addEventListener(kind: 'message', hear: (event: { readonly data: unknown }) => void): void
}

/** To the worker. */
type Order =
  | {
      readonly kind: 'ask'
      readonly id: number
      readonly about: unknown
      readonly ask: Ask
      readonly kept: ReadonlyMap<string, readonly Chunk[]>
    }
  | { readonly kind: 'stop'; readonly id: number }

/** From it. */
type Reply =
  | { readonly kind: 'progress'; readonly id: number; readonly progress: Progress }
  | { readonly kind: 'partial'; readonly id: number; readonly record: unknown }
  | { readonly kind: 'chunk'; readonly id: number; readonly stage: string; readonly chunk: Chunk }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: Answer<unknown> }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string; readonly code?: string }

interface Waiting {
  readonly watch: Watch
  readonly done: (answer: Answer<never>) => void
  readonly failed: (error: Error) => void
}

/** A runner whose work is done at the other end of a port by {@link serveAsks}. Subjects go over as they are. */
export function throughPort(port: Port): Runner {
  const waiting = new Map<number, Waiting>()
  let last = 0
  port.addEventListener('message', ({ data }) => {
    const reply = data as Reply
    const asker = waiting.get(reply.id)
    if (!asker) return
    switch (reply.kind) {
      case 'progress':
        asker.watch.onProgress?.(reply.progress)
        return
      case 'partial':
        asker.watch.onPartial?.(reply.record)
        return
      case 'chunk':
        asker.watch.keeper?.append(reply.stage, reply.chunk)
        return
      case 'answer':
        waiting.delete(reply.id)
        asker.done(reply.answer as Answer<never>)
        return
      case 'failed':
        waiting.delete(reply.id)
        asker.failed(Object.assign(new Error(reply.message), reply.code === undefined ? {} : { code: reply.code }))
    }
  })
  return {
    submit: (subject, ask, watch = {}) =>
      new Promise((done, failed) => {
        const id = ++last
        waiting.set(id, { watch, done, failed })
        const kept = watch.keeper?.kept() ?? new Map<string, readonly Chunk[]>()
        port.postMessage({ kind: 'ask', id, about: subject, ask, kept } satisfies Order)
        const stop = (): void => port.postMessage({ kind: 'stop', id } satisfies Order)
        if (watch.signal?.aborted) stop()
        else watch.signal?.addEventListener('abort', stop, { once: true })
      }),
    close: () => Promise.resolve(),
  }
}

/** Answers the asks that come through a port, one after the other as they come, each in slices. */
export function serveAsks(port: Port, slices: Slices): void {
  const stops = new Map<number, AbortController>()
  const say = (reply: Reply): void => port.postMessage(reply)
  port.addEventListener('message', ({ data }) => {
    const order = data as Order
    if (order.kind === 'stop') {
      stops.get(order.id)?.abort()
      return
    }
    const { id, about, ask, kept } = order
    const stop = new AbortController()
    stops.set(id, stop)
    const watch: Watch = {
      signal: stop.signal,
      onProgress: (progress) => say({ kind: 'progress', id, progress }),
      onPartial: (record) => say({ kind: 'partial', id, record }),
      keeper: { kept: () => kept, append: (stage, chunk) => say({ kind: 'chunk', id, stage, chunk }) },
    }
    answer(about as Subject, ask, slicedPlay(slices, watch))
      .then(
        (found) => say({ kind: 'answer', id, answer: found }),
        (error: unknown) => say({ kind: 'failed', id, ...failureOf(error) }),
      )
      .finally(() => stops.delete(id))
  })
}

/** What of an error goes through a port; one that says what is wrong with a case is known by its code. */
function failureOf(error: unknown): { readonly message: string; readonly code?: string } {
  const { code, message } = error as { readonly code?: unknown; readonly message: string }
  return typeof code === 'string' ? { message, code } : { message: String(error) }
}
