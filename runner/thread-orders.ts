/** What a runner and its threads say to each other. */
import type { Model, RowJob, Tally } from '../src/internal.ts'
import type { Order } from './chunks.ts'
import type { Chunk } from './runner.ts'

/** Worlds of a model, taken from a counter that all threads share. */
export interface WorldsOrder {
  readonly kind: 'worlds'
  readonly model: Model
  /** The world that nobody has taken yet. */
  readonly next: BigInt64Array
}

export type ThreadOrder =
  | WorldsOrder
  | { readonly kind: 'rows'; readonly job: RowJob; readonly first: Order }
  | { readonly kind: 'more'; readonly order: Order }

export type ThreadReply =
  | { readonly kind: 'done'; readonly worlds: number }
  | { readonly kind: 'tally'; readonly tally: Tally }
  | { readonly kind: 'rows'; readonly chunk: Chunk }

/** Worlds between two looks at the counter: a few milliseconds' work. */
const SOME = 50

/** The next worlds that nobody has taken, or null where there are no more. */
export function takeWorlds({ model, next }: WorldsOrder): Order | null {
  const from = Number(Atomics.add(next, 0, BigInt(SOME)))
  return from < model.worlds ? { from, to: Math.min(model.worlds, from + SOME) } : null
}
