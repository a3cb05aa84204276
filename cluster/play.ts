/** How an ask is carried out where there are workers: its heavy parts are shared out as tasks, the rest is done here. */
import { setImmediate } from 'node:timers/promises'
import { newTally } from '../src/internal.ts'
import type { Model, Play, Row, RowJob, Samplers, Tally, Work } from '../src/internal.ts'
import { chunkOfTask, rowsOfParts, tallyOf, taskBytes, unitsOfTask } from '../runner/task.ts'
import type { Task } from '../runner/task.ts'
import type { TaskSpec } from '../store/index.ts'
import { share } from './conductor.ts'
import type { Shared, SharedProgress, ShareOptions } from './conductor.ts'

export interface StageProgress extends SharedProgress {
  readonly stage: string
}

export interface ClusterPlayOptions extends Omit<ShareOptions, 'onProgress'> {
  readonly engine: string
  /** The ask that the tasks are part of. */
  readonly ask: string
  readonly onProgress?: (progress: StageProgress) => void
  readonly onShow?: (record: unknown) => void
}

/** A task that cannot be computed; the message says why. */
export class TaskFailed extends Error {}

/** @returns a way to play an ask whose chunks any worker computes. What it stopped is told as the interface has it: fewer worlds, no rows.
 *  Its promises reject with `TaskFailed` where a chunk cannot be computed. */
export function playOnCluster(options: ClusterPlayOptions): Play {
  const { engine, ask, onProgress, onShow, signal } = options
  const samplers: Samplers = new Map()
  const shared = async (stage: string, task: Task): Promise<Shared> => {
    const spec: TaskSpec = {
      body: taskBytes(task),
      engine,
      units: unitsOfTask(task),
      chunk: chunkOfTask(task),
      ask,
    }
    const result = await share(spec, {
      ...options,
      onProgress: (progress) => onProgress?.({ stage, ...progress }),
    })
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
      for (;;) {
        const step = work.next()
        if (step.done) return step.value
        await setImmediate()
        if (signal.aborted) return null
      }
    },
    show: (record) => onShow?.(record),
    remember: (_, make) => make(),
  }
}
