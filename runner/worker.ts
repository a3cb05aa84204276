/** One thread of a run: takes worlds until there are no more, then hands over its tally. */
import { parentPort, workerData } from 'node:worker_threads'
import { newTally, simulator } from '../src/index.ts'
import { take } from './threads.ts'
import type { Reply, Work } from './threads.ts'

const work = workerData as Work
const simulate = simulator(work.model)
const tally = newTally(work.model)
const say = (reply: Reply): void => parentPort!.postMessage(reply)

for (let chunk = take(work); chunk; chunk = take(work)) {
  simulate(chunk.from, chunk.to, tally)
  say({ kind: 'done', worlds: chunk.to - chunk.from })
}
say({ kind: 'tally', tally })
