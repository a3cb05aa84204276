/** Where `simulate` runs: in this process or on threads. Both give the same tally. */
import type { Model, Tally } from '../src/index.ts'

export interface Progress {
  readonly done: number
  readonly worlds: number
  /** Seconds left at the pace so far, or null before there is one. */
  readonly secondsLeft: number | null
}

export interface RunOptions {
  readonly threads: number
  /** Once aborted the run stops at the next chunk and gives what it has. */
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
}

export interface Runner {
  run(model: Model, options: RunOptions): Promise<Tally>
}

/** Worlds between two looks at the clock and the signal: a few milliseconds' work. */
export const CHUNK = 50
