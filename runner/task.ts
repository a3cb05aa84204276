/** Work that can be cut: worlds of a model, rows of a job. A part is a pure function of the task and its units, so
 *  parts are computed anywhere, in any order, and put together in order. */
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { merge, newTally, rowsOf, simulator } from '../src/compute.ts'
import type { Model, Row, RowJob, Tally } from '../src/compute.ts'
import { unitsBefore, worldAt } from './cost.ts'
import type { Cost } from './cost.ts'
import { pack, unpack } from './packed.ts'
import type { TallyPart } from './thread-orders.ts'

export type Task =
  | { readonly kind: 'worlds'; readonly model: Model }
  | { readonly kind: 'rows'; readonly job: RowJob; readonly count: number }

/** What of a task costs how much. */
export function costOf(task: Task): Cost {
  if (task.kind === 'rows') return { dear: 0, times: 1 }
  const { arms, armWorlds, worlds } = task.model
  return { dear: Math.min(armWorlds, worlds), times: arms.length }
}

/** What a person counts of a task: worlds or rows. */
export function countOf(task: Task): number {
  return task.kind === 'worlds' ? task.model.worlds : task.count
}

/** Units in all: what its worlds or rows cost. */
export function unitsOfTask(task: Task): number {
  return unitsBefore(costOf(task), countOf(task))
}

/** Parts that a task is cut into at least, where it is large enough; so many workers can share it. */
const FEWEST_PARTS = 8
/** Most units of a part, and so few that it is cut no further to be shared. */
const MOST_UNITS = 100_000
const FEW_UNITS = 250
/** Seconds of a part by the pace of code that has just been started: by that of a worker that has run for a while,
 *  which is up to five times as fast, between one and five. */
const PART_SECONDS = 8
/** Rows of one world under every state of a game. */
const GAME_ROWS = 64
/** Milliseconds for which the pace is looked at. */
const LOOK = 400

/** Units of a part, by the pace of the first units, tried here. Whoever stores a task settles how it is cut: what is
 *  kept of it is of that cut, and the result of any cut is the same.
 *  @param now milliseconds. */
export function chunkOfTask(task: Task, now: () => number): number {
  if (task.kind === 'rows' && task.job.kind !== 'design') return task.job.kind === 'game' ? GAME_ROWS : 1
  const units = unitsOfTask(task)
  const shared = Math.max(FEW_UNITS, Math.ceil(units / FEWEST_PARTS))
  const inTime = Math.floor(PART_SECONDS / secondsOfUnit(task, now))
  return Math.max(1, Math.min(MOST_UNITS, shared, inTime))
}

/** What a unit took of the last that were tried: each try has as many as all before it. Of a task that is small a part
 *  is tried. */
function secondsOfUnit(task: Task, now: () => number): number {
  const begun = now()
  const enough = unitsOfTask(task) / 4
  const play = unitsPlayer(task)
  for (let [from, some] = [0, 1]; ; from += some, some *= 2) {
    const start = now()
    const units = play(from, from + some)
    const end = now()
    if (end - begun > LOOK || from + some >= enough) return Math.max(end - start, 1) / 1000 / units
  }
}

/** Plays worlds, or computes rows, for their time. @returns how many units they were. */
function unitsPlayer(task: Task): (from: number, to: number) => number {
  if (task.kind === 'worlds') {
    const [play, tally, cost] = [simulator(task.model), newTally(task.model), costOf(task)]
    return (from, to) => {
      play(from, to, tally)
      return unitsBefore(cost, to) - unitsBefore(cost, from)
    }
  }
  const row = rowsOf(task.job)
  return (from, to) => {
    for (let k = from; k < to; k++) row(k % task.count)
    return to - from
  }
}

/** A task as bytes, and back. */
export function taskBytes(task: Task): Uint8Array {
  return squeezed(task)
}

/** Prepares a task once for many of its parts. @returns what computes units `from` to `to` − 1, as bytes. */
export function partsOf(bytes: Uint8Array): (from: number, to: number) => Uint8Array {
  const task = spread(bytes) as Task
  if (task.kind === 'worlds') {
    const { model } = task
    const [play, cost] = [simulator(model), costOf(task)]
    return (from, to) => {
      const tally = newTally(model)
      play(worldAt(cost, from), worldAt(cost, to), tally)
      return squeezed(tally)
    }
  }
  const row = rowsOf(task.job)
  return (from, to) => squeezed(Array.from({ length: to - from }, (_, k) => row(from + k)))
}

/** What puts parts together as they come, in order. */
export interface Collector<T> {
  take(part: Uint8Array): void
  /** What all that came make up. */
  whole(): T
}

/** Puts the parts of a tally together; the tally so far and one part are in memory at a time. */
export function collectTally(model: Model): Collector<Tally> {
  let whole: Tally | null = null
  return {
    take(part) {
      const tally = spread(part) as Tally
      whole = whole === null ? tally : merge(whole, tally)
    },
    whole: () => whole ?? newTally(model),
  }
}

/** Puts the parts of rows together. */
export function collectRows(): Collector<readonly Row[]> {
  const rows: Row[] = []
  return {
    take: (part) => void rows.push(...(spread(part) as Row[])),
    whole: () => rows,
  }
}

/** A tally and the worlds in it as bytes, and back. */
export function tallyBytes(part: TallyPart): Uint8Array {
  return squeezed(part)
}

/** @throws RangeError for bytes that `tallyBytes` did not write. */
export function tallyOf(bytes: Uint8Array): TallyPart {
  return spread(bytes) as TallyPart
}

/** Deflate at its fastest: the bytes shrink by half in a tenth of the time that they took to pack. */
function squeezed(value: unknown): Uint8Array {
  return deflateRawSync(pack(value), { level: 1 })
}

function spread(bytes: Uint8Array): unknown {
  return unpack(inflateRawSync(bytes))
}
