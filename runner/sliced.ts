/** Play on this thread, in slices: between two of them others have their turn, so that a signal, a message or a key
 *  gets through. */
import { defined, hasLongWorlds, newTally, rowsOf, simulator } from '../src/internal.ts'
import type { Play, Row, RowJob, Samplers } from '../src/internal.ts'
import { chunksOf } from './chunks.ts'
import { pace } from './runner.ts'
import type { Watch } from './runner.ts'
import { worldsPace } from './worlds-pace.ts'

export interface Slices {
  /** Lets others have their turn. */
  readonly breathe: () => Promise<void>
  /** Milliseconds of a slice. */
  readonly slice: number
  /** Shares of all worlds after which the record so far is shown. */
  readonly showAt: readonly number[]
  /** To be used again by the next ask. */
  readonly samplers: Samplers
  readonly memory: Map<string, unknown>
  /** Filled with the month of the deal by world, 0 where none came, as {@link simulator} does. */
  readonly months?: Uint16Array
}

/** Worlds of the first slice; later ones follow the clock. */
const FIRST_WORLDS = 10
/** Most that is remembered: what is asked about again is what was asked last. */
const REMEMBERED = 4

export function slicedPlay(slices: Slices, watch: Watch): Play {
  const { breathe, samplers, memory } = slices
  const isStopped = (): boolean => watch.signal?.aborted === true
  return {
    samplers,
    // Asked for anew each time: a run may lose whoever waits for it.
    get wantsPartial() {
      return watch.drop !== true
    },
    worlds: (stage, model, seen) => worldsInSlices(slices, watch, [stage, model, seen]),
    rows: (stage, job, count) => rowsInSlices(slices, watch, { stage, job, count }),
    async here(stage, work) {
      let progress: ((done: number) => void) | null = null
      for (let until = performance.now() + slices.slice; ; ) {
        const step = work.next()
        if (step.done) return step.value
        if (performance.now() < until) continue
        progress ??= pace(stage, step.value.of, watch)
        progress(step.value.done)
        await breathe()
        if (isStopped()) return null
        until = performance.now() + slices.slice
      }
    },
    show: (record) => watch.onPartial?.(record),
    remember<T>(key: string, make: () => T): T {
      if (!memory.has(key)) {
        if (memory.size >= REMEMBERED) memory.delete(defined(memory.keys().next().value))
        memory.set(key, make())
      }
      return memory.get(key) as T
    },
  }
}

async function worldsInSlices(
  { breathe, slice, showAt, samplers, months }: Slices,
  watch: Watch,
  [stage, model, seen]: Parameters<Play['worlds']>,
): ReturnType<Play['worlds']> {
  const tally = newTally(model)
  const simulate = simulator(model, samplers)
  const progress = worldsPace(stage, model, watch)
  const isLong = hasLongWorlds(model.case)
  const shown = isLong ? doublings(model.worlds) : [...showAt]
  let step = isLong ? 1 : FIRST_WORLDS
  for (let from = 0; from < model.worlds && !watch.signal?.aborted; ) {
    const start = performance.now()
    const to = Math.min(model.worlds, from + step)
    simulate(from, to, tally, months)
    step = Math.max(isLong ? 1 : 5, Math.round(step * Math.min(2, slice / Math.max(performance.now() - start, 1))))
    progress({ from, to })
    from = to
    await breathe()
    if (
      seen &&
      shown.length > 0 &&
      to >= defined(shown[0]) * model.worlds &&
      to < model.worlds &&
      !watch.signal?.aborted
    ) {
      shown.shift()
      await seen(tally)
    }
  }
  return tally
}

/** Shares of all worlds at 1, 2, 4 … of them: of long worlds the first tell something already. */
function doublings(worlds: number): number[] {
  return Array.from({ length: Math.ceil(Math.log2(Math.max(1, worlds))) }, (_, k) => 2 ** k / worlds)
}

async function rowsInSlices(
  { breathe, slice }: Slices,
  watch: Watch,
  { stage, job, count }: { readonly stage: string; readonly job: RowJob; readonly count: number },
): Promise<readonly Row[] | null> {
  const chunks = chunksOf(job, count, stage, watch)
  const row = rowsOf(job)
  let until = performance.now() + slice
  for (let order = chunks.take(); order; order = chunks.take()) {
    const rows: Row[] = []
    for (let k = order.from; k < order.to; k++) {
      rows.push(row(k))
      if (performance.now() < until) continue
      await breathe()
      if (watch.signal?.aborted) return null
      until = performance.now() + slice
    }
    chunks.put({ from: order.from, rows })
  }
  return chunks.all()
}
