/** Work that can be left between two steps. */

/** How far it is. */
export interface Step {
  readonly done: number
  readonly of: number
}

/** Yields after every step, and returns what it was for. */
export type Work<T> = Generator<Step, T, void>

/** Does all of it at once. */
export function finish<T>(work: Work<T>): T {
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
  }
}
