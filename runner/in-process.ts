/** Runs in this process, yielding to the event loop between chunks so that Ctrl+C and progress get through. */
import { setImmediate } from 'node:timers/promises'
import { newTally, simulator } from '../src/index.ts'
import type { Tally } from '../src/index.ts'
import { CHUNK } from './runner.ts'
import type { Runner } from './runner.ts'
import { pace } from './pace.ts'

export const inProcess: Runner = {
  async run(model, { signal, onProgress }): Promise<Tally> {
    const tally = newTally(model)
    const simulate = simulator(model)
    const progress = pace(model.worlds, onProgress)
    for (let from = 0; from < model.worlds && !signal?.aborted; from += CHUNK) {
      const to = Math.min(model.worlds, from + CHUNK)
      simulate(from, to, tally)
      progress(to - from)
      await setImmediate()
    }
    return tally
  },
}
