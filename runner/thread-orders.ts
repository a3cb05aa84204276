/** What a runner and its threads say to each other. */
import type { DealCounts, Model, RowJob, Tally } from '../src/internal.ts'
import type { Order } from './chunks.ts'
import type { Chunk } from './runner.ts'

/** Worlds of a model, taken from a counter that all threads share. */
export interface WorldsOrder {
  readonly kind: 'worlds'
  readonly model: Model
  /** Stretches of worlds to play; the counter counts through them. */
  readonly open: readonly Order[]
  /** The world that nobody has taken yet, and whether what is taken is left where it stands. */
  readonly next: BigInt64Array
  /** Worlds between two looks at the counter. */
  readonly some: number
  /** Milliseconds after which a tally is handed over and another begun; null for one tally in all. */
  readonly handOver: number | null
}

/** A stretch of worlds that was played, and the deals in it. */
export interface Played {
  readonly worlds: Order
  readonly deals: DealCounts
}

/** A tally, and the worlds that are in it. */
export interface TallyPart {
  readonly worlds: readonly Order[]
  readonly tally: Tally
}

export type ThreadOrder =
  | WorldsOrder
  | { readonly kind: 'rows'; readonly job: RowJob; readonly first: Order }
  | { readonly kind: 'more'; readonly order: Order }

export type ThreadReply =
  | { readonly kind: 'done'; readonly played: Played }
  | { readonly kind: 'part'; readonly part: TallyPart; readonly isLast: boolean }
  | { readonly kind: 'rows'; readonly chunk: Chunk }

/** A counter at the first world. */
export function newCounter(): BigInt64Array {
  return new BigInt64Array(new SharedArrayBuffer(2 * BigInt64Array.BYTES_PER_ELEMENT))
}

/** Nobody takes more, and nobody goes on with what is taken. */
export function stopWorlds({ next, model }: Pick<WorldsOrder, 'next' | 'model'>): void {
  Atomics.store(next, 0, BigInt(model.worlds))
  Atomics.store(next, 1, 1n)
}

export function isStopped({ next }: Pick<WorldsOrder, 'next'>): boolean {
  return Atomics.load(next, 1) === 1n
}

export function worldsIn(stretches: readonly Order[]): number {
  return stretches.reduce((sum, { from, to }) => sum + to - from, 0)
}

/** The next worlds that nobody has taken; none where there are no more. */
export function takeWorlds({ open, next, some }: WorldsOrder): Order[] {
  let skip = Number(Atomics.add(next, 0, BigInt(some)))
  let left = some
  const taken: Order[] = []
  for (const { from, to } of open) {
    const start = from + Math.min(skip, to - from)
    skip -= start - from
    const end = Math.min(to, start + left)
    if (end > start) taken.push({ from: start, to: end })
    left -= end - start
    if (left === 0) break
  }
  return taken
}

/** The stretches from 0 to `count` that are in none of the others. */
export function openWorlds(count: number, done: readonly Order[]): Order[] {
  const open: Order[] = []
  let at = 0
  for (const { from, to } of [...done].sort((a, b) => a.from - b.from)) {
    if (from > at) open.push({ from: at, to: Math.min(from, count) })
    at = Math.max(at, to)
  }
  if (at < count) open.push({ from: at, to: count })
  return open
}

/** Worlds that the first answer is made of, of those that are played under the first arm alone. */
const FIRST_ANSWER = 400
/** Worlds under every arm that a thread plays before those: its code is then compiled for all arms, and not once for
 *  the first and again for the others. */
const OF_ALL_ARMS = 2

/** The order in which stretches of worlds are played: some of those that cost little come early, so that there is an
 *  answer before the others are under way.
 *  @param threads that play them, each of which takes `some` worlds at a time. */
export function answerFirst(
  open: readonly Order[],
  { armWorlds, arms }: Pick<Model, 'armWorlds' | 'arms'>,
  { threads, some }: { readonly threads: number; readonly some: number },
): Order[] {
  if (arms.length === 1) return [...open]
  const within = (low: number, high: number): Order[] =>
    open
      .map((stretch) => ({ from: Math.max(stretch.from, low), to: Math.min(stretch.to, high) }))
      .filter((stretch) => stretch.from < stretch.to)
  const dear = (thread: number): number => Math.min(armWorlds, thread * OF_ALL_ARMS)
  const cheap = (thread: number): number => armWorlds + Math.min(FIRST_ANSWER, thread * (some - OF_ALL_ARMS))
  return [
    ...Array.from({ length: threads }, (_, k) => [
      ...within(dear(k), dear(k + 1)),
      ...within(cheap(k), cheap(k + 1)),
    ]).flat(),
    ...within(cheap(threads), armWorlds + FIRST_ANSWER),
    ...within(dear(threads), armWorlds),
    ...within(armWorlds + FIRST_ANSWER, Infinity),
  ]
}

/** A stretch added to others, joined to the last where it goes on from it. */
export function withStretch(stretches: Order[], { from, to }: Order): void {
  const last = stretches.at(-1)
  if (last?.to === from) stretches[stretches.length - 1] = { from: last.from, to }
  else stretches.push({ from, to })
}
