/** One thread: takes worlds until there are no more and hands over its tally, or computes the rows that it is told
 *  to. */
import { defined } from '../src/plain.ts'
import { parentPort } from 'node:worker_threads'
import { rowsOf } from '../src/compute.ts'
import type { Row } from '../src/compute.ts'
import type { Order } from './chunks.ts'
import type { ThreadOrder, ThreadReply, WorldsOrder } from './thread-orders.ts'
import { worldsPlayer } from './worlds-player.ts'

const say = (reply: ThreadReply): void => defined(parentPort).postMessage(reply)
let row: ((row: number) => Row) | null = null

defined(parentPort).on('message', (order: ThreadOrder) => {
  switch (order.kind) {
    case 'worlds':
      worlds(order)
      return
    case 'rows':
      row = rowsOf(order.job)
      rows(order.first)
      return
    case 'more':
      rows(order.order)
  }
})

function worlds(work: WorldsOrder): void {
  const player = worldsPlayer(work)
  for (let played = player.next(); played; played = player.next()) {
    say({ kind: 'done', played })
    if (player.isDue()) say({ kind: 'part', part: player.part(), isLast: false })
  }
  say({ kind: 'part', part: player.part(), isLast: true })
}

function rows({ from, to }: Order): void {
  const chunk = { from, rows: Array.from({ length: to - from }, (_, k) => defined(row)(from + k)) }
  say({ kind: 'rows', chunk })
}
