/** How heavy work is carried out, wherever that is: on this thread, on many, in a browser's worker, on other hosts. A
 *  question says what is to be computed; who plays it adds progress, partial results, cancelling and resuming, and
 *  changes no bit of the result. */
import type { Model } from '../case/model.ts'
import { newTally, simulator } from '../run/simulate.ts'
import type { Tally } from '../run/simulate.ts'
import type { Samplers } from '../stages/worlds/draw.ts'
import { rowsOf } from './row-job.ts'
import type { Row, RowJob } from './row-job.ts'
import { finish } from './work.ts'
import type { Work } from './work.ts'

/** How heavy work is carried out: a question says what is to be computed; who plays it adds progress, partial results,
 *  cancelling and resuming, and changes no bit of the result. */
export interface Play {
  /** The tally of a model's worlds; of fewer where it was stopped. @param seen called with the tally so far, at times
   *  of the player's choice. */
  worlds(stage: string, model: Model, seen?: (sofar: Tally) => Promise<void>): Promise<Tally>
  /** Rows 0 to `count` − 1 of a job; null where it was stopped. */
  rows(stage: string, job: RowJob, count: number): Promise<readonly Row[] | null>
  /** Does work step by step on the asker's own thread; null where it was stopped. */
  here<T>(stage: string, work: Work<T>): Promise<T | null>
  /** Shows the record as far as it is; a later one takes its place. */
  show(record: unknown): void
  /** What an earlier ask of the same player made under this key, else what is made here. */
  remember<T>(key: string, make: () => T): T
  /** Whether a record of what is there is of use once it was stopped. */
  readonly wantsPartial: boolean
  /** Samplers already built, to be used again and added to. */
  readonly samplers: Samplers
}

/** Plays everything at once on this thread.
 *  @example
 *  const { case: theCase, digest } = load(text, 'case.yaml')
 *  const ask = readAsk({ kind: 'run', worlds: 100 }).ask
 *  const one = await answer({ kind: 'case', case: theCase, digest }, ask, playAtOnce())
 *  one.record.worlds // → 100
 */
export function playAtOnce(): Play {
  const samplers: Samplers = new Map()
  return {
    samplers,
    wantsPartial: true,
    worlds(_, model) {
      const tally = newTally(model)
      simulator(model, samplers)(0, model.worlds, tally)
      return Promise.resolve(tally)
    },
    rows: (_, job, count) => {
      const row = rowsOf(job)
      return Promise.resolve(Array.from({ length: count }, (__, k) => row(k)))
    },
    here: (_, work) => Promise.resolve(finish(work)),
    show() {},
    remember: (_, make) => make(),
  }
}
