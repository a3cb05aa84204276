/** One suite over all runners: the same record, byte for byte, whichever computed it; progress, cancelling and resuming
 *  as they promise. */
import { readFileSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { MessageChannel } from 'node:worker_threads'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answer, dealsByMonth } from '../../src/internal.ts'
import type { Answer, Ask, Summary } from '../../src/internal.ts'
import { inProcess } from '../../runner/in-process.ts'
import { serveAsks, throughPort } from '../../runner/port.ts'
import type { Port } from '../../runner/port.ts'
import type { Chunk, Progress, Runner } from '../../runner/runner.ts'
import { asked, asksOf, bytesOf as bytes, CASE_KINDS, subjectOf } from './asks.ts'

const subject = subjectOf(readFileSync(new URL('../fixtures/cases/small.yaml', import.meta.url), 'utf8'))
const ASKS = asksOf(subject)

test('every kind of ask about a case is tried', () => {
  expect(new Set(ASKS.map(({ kind }) => kind))).toEqual(new Set(CASE_KINDS))
})

/** A worker's end in this thread: what goes over is copied as it would be. */
function portRunner(): Runner {
  const { port1, port2 } = new MessageChannel()
  const slices = { breathe: () => setImmediate(), slice: 5, showAt: [0.2], samplers: new Map(), memory: new Map() }
  serveAsks(port2 as unknown as Port, slices)
  const runner = throughPort(port1 as unknown as Port)
  return {
    ...runner,
    close: () => {
      port1.close()
      return Promise.resolve()
    },
  }
}

// Threads run what has been built.
const built = fileURLToPath(new URL('../../dist/runner/threads.js', import.meta.url))
const threads = async (count: number): Promise<Runner> =>
  ((await import(built)) as typeof import('../../runner/threads.ts')).onThreads(count)

const expected = new Map<Ask, string>()
beforeAll(async () => {
  for (const ask of ASKS) expected.set(ask, bytes(await answer(subject, ask)))
}, 300_000)

describe.each([
  ['in process', () => Promise.resolve(inProcess())],
  ['on one thread', () => threads(1)],
  ['on three threads', () => threads(3)],
  ['through a port', () => Promise.resolve(portRunner())],
] as const)('%s', (name, make) => {
  let runner: Runner
  beforeAll(async () => {
    runner = await make()
  })
  afterAll(() => runner.close())

  test.each(ASKS.map((ask) => [ask.kind, ask] as const))('%s gives the bytes of the plain answer', async (__, ask) => {
    const found = await runner.submit(subject, ask)
    expect(found.kind).toBe('answer')
    expect(bytes(found) === expected.get(ask)).toBe(true)
  })

  test('progress rises to the end', async () => {
    const seen: Progress[] = []
    await runner.submit(subject, ASKS[0]!, { onProgress: (progress) => seen.push(progress) })
    const worlds = seen.filter(({ stage }) => stage === 'worlds')
    expect(worlds.at(-1)).toMatchObject({ done: 600, of: 600 })
    expect(worlds.every(({ done }, k) => k === 0 || done >= worlds[k - 1]!.done)).toBe(true)
  })

  test('deals are told on the way where the runner counts them, and end as those of the record', async () => {
    const seen: Progress[] = []
    const found = await runner.submit(subject, asked({ kind: 'run', worlds: 1200 }) as never, {
      onProgress: (progress) => seen.push(progress),
    })
    const told = seen.filter(({ stage, done }) => stage === 'worlds' && done > 0)
    if (name === 'in process' || name === 'through a port') {
      expect(told.every(({ deals }) => deals === undefined)).toBe(true)
      return
    }
    expect(told.every(({ deals, done }) => deals!.n === done)).toBe(true)
    expect(told.length).toBeGreaterThan(2)
    const { record } = found as Answer<Summary> & { readonly kind: 'answer' }
    expect(dealsByMonth(told.at(-1)!.deals!)).toEqual(record.arms[0]!.dealBy)
  })

  test('a run that is stopped says what it has, as partial', async () => {
    const stop = new AbortController()
    const found = await runner.submit<'run'>(subject, asked({ kind: 'run', worlds: 100_000, beside: [] }) as never, {
      signal: stop.signal,
      onProgress: ({ done }) => {
        if (done > 0) stop.abort()
      },
    })
    if (found.kind !== 'answer') throw new Error(found.kind)
    expect(found.partial).toBe(true)
    expect(found.record.partial).toBe(true)
    expect(found.record.worlds).toBeGreaterThan(0)
    expect(found.record.worlds).toBeLessThan(100_000)
  })

  test('rows that are broken off are taken up again, and the result shows no trace of it', async () => {
    const ask = ASKS.find(({ kind }) => kind === 'tipping')!
    const kept = new Map<string, Chunk[]>()
    const keeper = (enough: () => void): { kept: () => typeof kept; append(stage: string, chunk: Chunk): void } => ({
      kept: () => structuredClone(kept),
      append(stage, chunk) {
        kept.set(stage, [...(kept.get(stage) ?? []), chunk])
        if ([...kept.values()].flat().length === 9) enough()
      },
    })
    const stop = new AbortController()
    const broken = await runner.submit(subject, ask, { signal: stop.signal, keeper: keeper(() => stop.abort()) })
    expect(broken.kind).toBe('stopped')
    const before = [...kept.values()].flat().length
    expect(before).toBeGreaterThanOrEqual(9)
    const again: Chunk[] = []
    const resumed = await runner.submit(subject, ask, {
      keeper: {
        kept: () => new Map([...kept, ['tips', [{ from: 7.5, rows: [] }]]]),
        append: (__, chunk) => again.push(chunk),
      },
    })
    expect(bytes(resumed) === expected.get(ask)).toBe(true)
    const whole: Chunk[] = []
    await runner.submit(subject, ask, { keeper: { kept: () => new Map(), append: (__, chunk) => whole.push(chunk) } })
    expect(again.length).toBe(whole.length - before)
  })

  test('an ask that does not fit the case is told, not thrown', async () => {
    const found = await runner.submit(subject, asked({ kind: 'run', scenario: 'nowhere' }))
    expect(found).toMatchObject({ kind: 'wrong', problems: [{ at: '/scenario' }] })
  })
})
