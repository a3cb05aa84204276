/** How an ask is carried out where there are workers: its heavy parts are shared out as tasks, the rest is done
 *  here. */
import { setImmediate } from 'node:timers/promises'
import { newTally } from '../src/compute.ts'
import type { Model, Play, Row, RowJob, Samplers, Tally, Work } from '../src/internal.ts'
import { chunkOfTask, rowsOfParts, tallyOf, taskBytes, unitsOfTask } from '../runner/task.ts'
import type { Task } from '../runner/task.ts'

/** A task as it goes to those who share it out. */
export interface CutTask {
  readonly stage: string
  readonly body: Uint8Array
  readonly units: number
  /** Units of a chunk. */
  readonly chunk: number
}

/** What came of a task. */
export type ShareEnd =
  /** The chunks in order, one in memory at a time. */
  | { readonly kind: 'done'; readonly parts: () => AsyncIterable<Uint8Array> }
  | { readonly kind: 'failed'; readonly why: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'stopped' }

export interface ClusterPlayOptions {
  /** Has a task computed by whoever there is. */
  readonly share: (task: CutTask) => Promise<ShareEnd>
  readonly signal: AbortSignal
}

/** A task that cannot be computed; the message says why. */
export class TaskFailed extends Error {}

/** Milliseconds of work between two looks at whether it was stopped. */
const SLICE = 20

/** @returns a way to play an ask whose chunks any worker computes. What it stopped is told as the interface has it:
 *  fewer worlds, no rows. Its promises reject with `TaskFailed` where a chunk cannot be computed. */
export function playOnCluster({ share, signal }: ClusterPlayOptions): Play {
  const samplers: Samplers = new Map()
  const shared = async (stage: string, task: Task): Promise<ShareEnd> => {
    const result = await share({ stage, body: taskBytes(task), units: unitsOfTask(task), chunk: chunkOfTask(task) })
    if (result.kind === 'failed') throw new TaskFailed(`${stage}: ${result.why}`)
    return result
  }
  return {
    samplers,
    wantsPartial: false,
    worlds: async (stage: string, model: Model): Promise<Tally> => {
      if (model.worlds === 0) return newTally(model)
      const result = await shared(stage, { kind: 'worlds', model })
      return result.kind === 'done' ? tallyOf(result.parts()) : newTally(model)
    },
    rows: async (stage: string, job: RowJob, count: number): Promise<readonly Row[] | null> => {
      if (count === 0) return []
      const result = await shared(stage, { kind: 'rows', job, count })
      return result.kind === 'done' ? rowsOfParts(result.parts()) : null
    },
    here: async <T>(_: string, work: Work<T>): Promise<T | null> => {
      for (let until = performance.now() + SLICE; ; ) {
        const step = work.next()
        if (step.done) return step.value
        if (performance.now() < until) continue
        await setImmediate()
        if (signal.aborted) return null
        until = performance.now() + SLICE
      }
    },
    show() {},
    remember: (_, make) => make(),
  }
}
