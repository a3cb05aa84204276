/** Turns counts of worlds done into progress with the time left. */
import type { RunOptions } from './runner.ts'

/** @returns a function to call with the worlds of each finished chunk. */
export function pace(worlds: number, onProgress: RunOptions['onProgress']): (finished: number) => void {
  const start = performance.now()
  let done = 0
  return (finished) => {
    done += finished
    const seconds = (performance.now() - start) / 1000
    onProgress?.({ done, worlds, secondsLeft: done > 0 ? (seconds * (worlds - done)) / done : null })
  }
}
