/** The same asks on a cluster: a store, a queue and workers, the answers byte for byte those of one thread. */
import { readFileSync, rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answer, ENGINE_VERSION } from '../../src/internal.ts'
import { openQueue, share, work } from '../../cluster/index.ts'
import type { Compute, Queue } from '../../cluster/index.ts'
import { playOnCluster } from '../../cluster/play.ts'
import { partsOf } from '../../runner/task.ts'
import { openStore } from '../../store/index.ts'
import type { Store } from '../../store/index.ts'
import { folderWithStore } from '../store-folder.ts'
import { asksOf, bytesOf, subjectOf } from './asks.ts'

const subject = subjectOf(readFileSync(new URL('../fixtures/cases/small.yaml', import.meta.url), 'utf8'))
const engine = ENGINE_VERSION
const here: Compute = {
  chunk: (task, { from, to }) =>
    Promise.resolve({ kind: 'bytes', bytes: partsOf(task.body)(from, to), seconds: 0 } as const),
  close: () => Promise.resolve(),
}

let folder: string
let store: Store
let queue: Queue
const stop = new AbortController()
let workers: Promise<unknown>

beforeAll(async () => {
  folder = await folderWithStore('asks')
  store = await openStore({ kind: 'folder', folder })
  queue = await openQueue(store, engine)
  const one = { store, queue, engine, compute: here, signal: stop.signal }
  workers = Promise.all([work(one), work(one)])
}, 300_000)

afterAll(async () => {
  stop.abort()
  await workers
  await queue.close()
  await store.close()
  rmSync(folder, { recursive: true, force: true })
}, 60_000)

test.each(asksOf(subject).map((ask, k) => [ask.kind, k, ask] as const))(
  '%s (ask %i)',
  async (_, k, ask) => {
    const { signal } = new AbortController()
    const stages: string[] = []
    const play = playOnCluster({
      signal,
      share: ({ stage, body, units, chunk }, take) => {
        stages.push(stage)
        return share({ body, units, chunk, engine, ask: null }, { store, queue, signal, every: 20, take })
      },
    })
    const found = await answer(subject, ask, play)
    expect(found.kind).toBe('answer')
    expect(bytesOf(found) === bytesOf(await answer(subject, ask))).toBe(true)
    if (k === 0) expect(stages.length).toBeGreaterThan(0)
  },
  200_000,
)
