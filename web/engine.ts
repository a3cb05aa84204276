/** The worker that holds the engine, as its page talks to it: one run at a time, and questions beside it. */
import type { Reply, Request } from './protocol.ts'

/** Writes a number into the file; null puts back what the case was opened with.
 *  @param gesture names a drag or a typing, all steps of which are undone together. */
export type SetNumber = (quantity: string, written: string | null, gesture?: string) => void

export interface EngineWorker {
  /** A later run replaces an earlier one. */
  readonly run: (request: Omit<Extract<Request, { kind: 'run' }>, 'kind' | 'id'>) => void
  readonly ask: <K extends 'set' | 'schema' | 'strikes' | 'plane'>(
    request: { kind: K } & Record<string, unknown>,
  ) => Promise<Extract<Reply, { kind: K }>>
  readonly cancel: () => void
  readonly stop: () => void
}

/** @param receive is told what comes of the run asked for last. */
export function startEngine(worker: Worker, receive: (reply: Reply) => void): EngineWorker {
  const waiting = new Map<number, (reply: Reply) => void>()
  let next = 1
  let running = 0
  worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
    const asked = waiting.get(data.id)
    if (asked) {
      waiting.delete(data.id)
      asked(data)
    } else if (data.id === running) receive(data)
  })
  const send = (request: Request): void => {
    worker.postMessage(request)
  }
  return {
    cancel() {
      send({ kind: 'cancel' })
    },
    stop() {
      worker.terminate()
    },
    run(request) {
      running = next++
      send({ kind: 'run', id: running, ...request })
    },
    ask(request) {
      const id = next++
      return new Promise((resolve) => {
        waiting.set(id, resolve as (reply: Reply) => void)
        send({ ...request, id } as unknown as Request)
      })
    },
  }
}
