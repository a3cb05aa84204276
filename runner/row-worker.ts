/** One thread of a job in rows. */
import { parentPort, workerData } from 'node:worker_threads'
import { rowsOf } from '../src/index.ts'
import type { RowJob } from '../src/index.ts'
import { computed } from './rows.ts'
import type { Chunk, RowOrder } from './rows.ts'

const row = rowsOf(workerData as RowJob)
const say = (reply: Chunk | 'ready'): void => parentPort!.postMessage(reply)

parentPort!.on('message', (order: RowOrder) => {
  say(computed(row, order))
})
say('ready')
