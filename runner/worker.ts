/** One thread of a run. */
import { parentPort, workerData } from 'node:worker_threads'
import { newTally, simulator } from '../src/index.ts'
import type { Model } from '../src/index.ts'
import type { Order, Reply } from './threads.ts'

const model = workerData as Model
const simulate = simulator(model)
const tally = newTally(model)
const say = (reply: Reply): void => parentPort!.postMessage(reply)

parentPort!.on('message', (order: Order) => {
  if (order === 'finish') return say({ kind: 'tally', tally })
  simulate(order.from, order.to, tally)
  say({ kind: 'done', worlds: order.to - order.from })
})
say({ kind: 'ready' })
