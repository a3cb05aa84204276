/** What cutting a case helps, tried: worlds of the case as it is and with something taken out, for a few seconds each,
 *  all on a thread that has just been started. */
import { Worker } from 'node:worker_threads'
import { compile, cutsOf } from '../src/internal.ts'
import type { Case } from '../src/internal.ts'
import { newCounter, openWorlds, worldsIn } from './thread-orders.ts'
import type { ThreadReply, WorldsOrder } from './thread-orders.ts'

export interface TriedCut {
  readonly says: string
  /** Seconds a world; null where none was done in time. */
  readonly seconds: number | null
  /** Seconds that it was tried for, at most. */
  readonly most: number
}

interface Trying {
  readonly signal: AbortSignal
  /** Called before each cut with what it is. */
  readonly now: (says: string) => void
}

/** What stands first of what is tried. */
const AS_IT_IS = 'as it is'

/** Worlds of each cut, at most. */
const WORLDS = 5
/** Milliseconds of each cut, at most. */
const MOST = 4_000

export async function tryCuts(theCase: Case, seed: number, { signal, now }: Trying): Promise<TriedCut[]> {
  const tried: TriedCut[] = []
  for (const { says, case: cut } of [{ says: AS_IT_IS, case: theCase }, ...cutsOf(theCase)]) {
    if (signal.aborted) break
    now(says)
    tried.push({ says, seconds: await secondsOf(cut, seed, signal), most: MOST / 1000 })
  }
  return tried
}

function secondsOf(theCase: Case, seed: number, signal: AbortSignal): Promise<number | null> {
  const model = compile(theCase, null, { worlds: WORLDS, armWorlds: 0, beside: [], seed })
  const open = openWorlds(WORLDS, [])
  const order: WorldsOrder = { kind: 'worlds', model, open, next: newCounter(), some: 1, handOver: null }
  const worker = new Worker(new URL('./thread.js', import.meta.url))
  return new Promise<number | null>((resolve) => {
    let [done, start, end] = [0, performance.now(), 0]
    const leave = (): void => resolve(done === 0 ? null : (end - start) / 1000 / done)
    const timer = setTimeout(leave, MOST)
    signal.addEventListener('abort', leave, { once: true })
    worker.on('online', () => {
      start = performance.now()
      worker.postMessage(order)
    })
    worker.on('message', (reply: ThreadReply) => {
      if (reply.kind === 'done') [done, end] = [done + worldsIn([reply.played.worlds]), performance.now()]
      else leave()
    })
    worker.on('error', leave)
    worker.on('exit', () => clearTimeout(timer))
  }).finally(() => worker.terminate())
}
