/** How an ask is carried out where there are workers: its heavy parts are shared out as tasks, the rest is done
 *  here. */
import { setImmediate } from 'node:timers/promises'
import { newTally } from '../src/compute.ts'
import type { Model, Play, Row, RowJob, Samplers, Tally, Work } from '../src/internal.ts'
import type { Cost } from '../runner/cost.ts'
import { busyClock } from './busy-clock.ts'
import { chunkOfTask, collectRows, collectTally, costOf, countOf, taskBytes, unitsOfTask } from '../runner/task.ts'
import type { Collector, Task } from '../runner/task.ts'

/** A task as it goes to those who share it out. */
export interface CutTask {
  readonly stage: string
  readonly body: Uint8Array
  readonly units: number
  /** Units of a chunk, where nobody has cut the task before. */
  readonly chunk: number
  /** What a person counts of it, all in all: worlds, or rows. */
  readonly of: number
  /** What of it costs how many units. */
  readonly cost: Cost
}

/** Takes a chunk; the next waits until it is done. */
export type Take = (bytes: Uint8Array) => void | Promise<void>

/** What came of a task. */
export type ShareEnd =
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly why: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'stopped' }

export interface ClusterPlayOptions {
  /** Has a task computed by whoever there is; `take` is given its chunks as they come, in their order, each once. */
  readonly share: (task: CutTask, take: Take) => Promise<ShareEnd>
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
  const shared = async <T>(stage: string, task: Task, { take, whole }: Collector<T>): Promise<T | null> => {
    const chunk = chunkOfTask(task, busyClock())
    const cut = { units: unitsOfTask(task), chunk, of: countOf(task), cost: costOf(task) }
    const result = await share({ stage, body: taskBytes(task), ...cut }, take)
    if (result.kind === 'failed') throw new TaskFailed(`${stage}: ${result.why}`)
    return result.kind === 'done' ? whole() : null
  }
  return {
    samplers,
    wantsPartial: false,
    worlds: async (stage: string, model: Model): Promise<Tally> => {
      if (model.worlds === 0) return newTally(model)
      return (await shared(stage, { kind: 'worlds', model }, collectTally(model))) ?? newTally(model)
    },
    rows: async (stage: string, job: RowJob, count: number): Promise<readonly Row[] | null> => {
      if (count === 0) return []
      return shared(stage, { kind: 'rows', job, count }, collectRows())
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
