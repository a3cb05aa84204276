/** One thread that computes chunks: it keeps the task that it was given last. */
import { defined } from '../src/plain.ts'
import { parentPort } from 'node:worker_threads'
import { partsOf } from '../runner/task.ts'

/** The body comes with the first chunk of a task only. */
export interface Order {
  readonly body: Uint8Array | null
  readonly from: number
  readonly to: number
}

export type Reply =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly seconds: number }
  | { readonly kind: 'refused'; readonly why: string }

let part: (from: number, to: number) => Uint8Array = () => {
  throw new Error('a chunk came before its task')
}

defined(parentPort).on('message', ({ body, from, to }: Order) => {
  defined(parentPort).postMessage(computed(body, from, to))
})

function computed(body: Uint8Array | null, from: number, to: number): Reply {
  const start = performance.now()
  try {
    if (body) part = partsOf(body)
    return { kind: 'bytes', bytes: part(from, to), seconds: (performance.now() - start) / 1000 }
  } catch (error) {
    return { kind: 'refused', why: error instanceof Error ? error.message : String(error) }
  }
}
