/** Keeps a thread at work: shortly before it is done with a chunk the next is fetched, and while it is at that the one
 *  before is kept. Not sooner: a chunk that waits here could be computed elsewhere. */
import { setTimeout } from 'node:timers/promises'
import type { TaskRecord } from '../store/index.ts'
import type { Compute, Units } from './compute.ts'
import type { Outcome } from './protocol.ts'

export interface OneAhead {
  /** Waits for the turn to fetch: until nobody else has a chunk that waits, and the thread is free or soon will be.
   *  @returns gives the turn back; `chunk` does so as well once it has begun. */
  turn(signal: AbortSignal): Promise<() => void>
  /** Computes units when those before are done. @param begun called when it begins. */
  chunk(task: TaskRecord, units: Units, signal: AbortSignal, begun: () => void): Promise<Outcome>
}

/** Milliseconds before the expected end of a chunk at which the next is fetched. */
const LEAD = 150

export function oneAhead(compute: Compute): OneAhead {
  let present: Present | null = null
  /** Milliseconds that a unit took of the task computed last. */
  let pace: { readonly task: string; readonly unit: number } | null = null
  let last: Promise<unknown> = Promise.resolve()
  let turn: Promise<void> = Promise.resolve()
  const begin = (task: TaskRecord, units: Units, signal: AbortSignal): Promise<Outcome> => {
    const [begun, count] = [performance.now(), units.to - units.from]
    const over = compute.chunk(task, units, signal)
    const mine: Present = { over, until: pace?.task === task.digest ? begun + pace.unit * count : null }
    present = mine
    const end = (): void => {
      if (present === mine) present = null
      pace = { task: task.digest, unit: (performance.now() - begun) / count }
    }
    over.then(end, end)
    return over
  }
  return {
    async turn(signal) {
      const before = turn
      let giveBack = (): void => {}
      turn = new Promise((done) => {
        giveBack = done
      })
      await before
      if (present) await soonOver(present, signal)
      return giveBack
    },
    chunk(task, units, signal, begun) {
      const next = last.then(() => {
        begun()
        return begin(task, units, signal)
      })
      last = next.catch(() => {})
      return next
    },
  }
}

/** What the thread is at. */
interface Present {
  readonly over: Promise<unknown>
  /** When it should be done, by the clock of `performance`; null where nobody can tell. */
  readonly until: number | null
}

/** Waits until shortly before the end; where nobody can tell when that is, until the end. */
async function soonOver({ over, until }: Present, signal: AbortSignal): Promise<void> {
  const waited = new AbortController()
  const either = { signal: AbortSignal.any([signal, waited.signal]) }
  const soon =
    until === null
      ? aborted(either.signal)
      : setTimeout(Math.max(0, until - LEAD - performance.now()), undefined, either).catch(() => {})
  await Promise.race([over.catch(() => {}), soon])
  waited.abort()
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) done()
    else signal.addEventListener('abort', () => done(), { once: true })
  })
}
