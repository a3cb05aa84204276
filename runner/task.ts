/** Work that can be cut: worlds of a model, rows of a job. A part is a pure function of the task and its units, so
 *  parts are computed anywhere, in any order, and put together in order. */
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { merge, rowsOf, simulate } from '../src/compute.ts'
import type { Model, Row, RowJob, Tally } from '../src/compute.ts'
import { pack, unpack } from './packed.ts'

export type Task =
  | { readonly kind: 'worlds'; readonly model: Model }
  | { readonly kind: 'rows'; readonly job: RowJob; readonly count: number }

/** Units in all: worlds, or rows. */
export function unitsOfTask(task: Task): number {
  return task.kind === 'worlds' ? task.model.worlds : task.count
}

/** Parts that a task is cut into at least, where it is large enough; so many workers can share it. */
const PARTS = 32
/** Worlds of a part: seconds of work for a case with everything, fractions of one for a small case. */
const FEWEST_WORLDS = 250
const MOST_WORLDS = 2500
/** Rows of one world each: as much work as a part of worlds. */
const DESIGN_ROWS = 1000
/** Rows of one world under every state of a game. */
const GAME_ROWS = 64

/** Units of a part: it follows from the task alone, so that the same task is cut the same way wherever it is asked. */
export function chunkOfTask(task: Task): number {
  if (task.kind === 'worlds')
    return Math.min(MOST_WORLDS, Math.max(FEWEST_WORLDS, Math.ceil(task.model.worlds / PARTS)))
  if (task.job.kind === 'game') return GAME_ROWS
  return task.job.kind === 'design' ? DESIGN_ROWS : 1
}

/** A task as bytes, and back. */
export function taskBytes(task: Task): Uint8Array {
  return squeezed(task)
}

/** Prepares a task once for many of its parts. @returns what computes units `from` to `to` − 1, as bytes. */
export function partsOf(bytes: Uint8Array): (from: number, to: number) => Uint8Array {
  const task = spread(bytes) as Task
  if (task.kind === 'worlds') return (from, to) => squeezed(simulate(task.model, from, to))
  const row = rowsOf(task.job)
  return (from, to) => squeezed(Array.from({ length: to - from }, (_, k) => row(from + k)))
}

/** The tally of parts that come in order; one is in memory at a time. @throws RangeError where there is none. */
export async function tallyOf(parts: AsyncIterable<Uint8Array>): Promise<Tally> {
  let whole: Tally | null = null
  for await (const part of parts) {
    const tally = spread(part) as Tally
    whole = whole === null ? tally : merge(whole, tally)
  }
  if (whole === null) throw new RangeError('a tally needs at least one part')
  return whole
}

/** The rows of parts that come in order. */
export async function rowsOfParts(parts: AsyncIterable<Uint8Array>): Promise<readonly Row[]> {
  const rows: Row[] = []
  for await (const part of parts) rows.push(...(spread(part) as Row[]))
  return rows
}

/** Deflate at its fastest: the bytes shrink by half in a tenth of the time that they took to pack. */
function squeezed(value: unknown): Uint8Array {
  return deflateRawSync(pack(value), { level: 1 })
}

function spread(bytes: Uint8Array): unknown {
  return unpack(inflateRawSync(bytes))
}
