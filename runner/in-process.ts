/** Asks answered in this process, on this thread. */
import { setImmediate } from 'node:timers/promises'
import { answer } from '../src/internal.ts'
import type { Runner } from './runner.ts'
import { slicedPlay } from './sliced.ts'

/** Milliseconds of a slice: Ctrl+C and progress get through between two. */
const SLICE = 20

export function inProcess(): Runner {
  const slices = {
    breathe: () => setImmediate(),
    slice: SLICE,
    showAt: [],
    samplers: new Map(),
    memory: new Map<string, unknown>(),
  }
  return {
    submit: (subject, ask, watch = {}) => answer(subject, ask, slicedPlay(slices, watch)),
    close: () => Promise.resolve(),
  }
}
