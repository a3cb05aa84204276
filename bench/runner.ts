/** How a run gets faster: two threads against one, two workers of a cluster against one, what a chunk costs beside its
 *  work, and a long run with its memory. `npm run bench -- runner [--worlds N] [--case NAME] [--rounds N] [--long N]
 *  [--flagship NAME] [--only threads|cluster|long]`; `--long 1000000` computes so many worlds of the flagship on two
 *  workers. Ratios are of runs that take turns, with the least and the greatest. On a machine that others use times say
 *  little; the processor's time says what two free cores would give, since whoever takes worlds from one counter, or
 *  chunks from one queue, is idle only for the last of them. The cluster's parts need a Postgres. */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { compile, ENGINE_VERSION, load, readAsk } from '../src/internal.ts'
import type { Case, CaseSubject, Model } from '../src/internal.ts'
import { busyClock } from '../cluster/busy-clock.ts'
import { openQueue, share } from '../cluster/index.ts'
import { caseFile } from '../cli/read-case.ts'
import { onThreads } from '../runner/threads.ts'
import { chunkOfTask, collectTally, taskBytes, unitsOfTask } from '../runner/task.ts'
import { openStore, serveEngine } from '../store/index.ts'
import type { Store } from '../store/index.ts'
import { startPostgres, whyNoPostgres } from '../test/postgres-server.ts'

const MAIN = fileURLToPath(new URL('../cli/main.js', import.meta.url))
const { values } = parseArgs({
  options: {
    worlds: { type: 'string', default: '100000' },
    case: { type: 'string', default: 'cyprus-2004' },
    rounds: { type: 'string', default: '3' },
    long: { type: 'string' },
    flagship: { type: 'string', default: 'ukraine-2025' },
    only: { type: 'string' },
  },
})
const wants = (part: 'threads' | 'cluster' | 'long'): boolean => values.only === undefined || values.only === part
const worlds = Number(values.worlds)
const rounds = Number(values.rounds)

const say = (text: string): void => void process.stdout.write(`${text}\n`)
const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now()
  await work()
  return (performance.now() - begun) / 1000
}
const middle = (list: readonly number[]): number => [...list].sort((a, b) => a - b)[list.length >> 1]!

/** One against two, taking turns. @returns the ratios of the rounds. */
async function ratios(one: () => Promise<unknown>, two: () => Promise<unknown>): Promise<number[]> {
  const found: number[] = []
  for (let k = 0; k < rounds; k++) {
    // Every other round begins with the other, so that neither always follows.
    const [first, second] = k % 2 === 0 ? [one, two] : [two, one]
    const [a, b] = [await seconds(first), await seconds(second)]
    found.push(k % 2 === 0 ? a / b : b / a)
  }
  return found
}

const told = (list: readonly number[]): string =>
  `${middle(list).toFixed(2)} times as fast (${Math.min(...list).toFixed(2)} to ${Math.max(...list).toFixed(2)} of ${list.length} rounds; load ${loadavg()[0]!.toFixed(1)} on ${availableParallelism()} cores)`

function caseOf(name: string): { readonly theCase: Case; readonly subject: CaseSubject } {
  const loaded = load(readFileSync(caseFile(name), 'utf8'), name)
  if (!loaded.ok) throw new Error(`${name} does not load`)
  return { theCase: loaded.case, subject: { kind: 'case', case: loaded.case, digest: loaded.digest } }
}

/** Processor's time of this process, seconds. */
const cpu = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

async function threads(): Promise<void> {
  const { subject } = caseOf(values.case)
  const read = readAsk({ kind: 'run', worlds, beside: [] })
  if (!read.ok) throw new Error('the ask is not right')
  const [one, two] = [onThreads(1), onThreads(2)]
  const spent: Record<'one' | 'two', number[]> = { one: [], two: [] }
  const timed = async (name: 'one' | 'two'): Promise<void> => {
    const before = cpu()
    await { one, two }[name].submit(subject, read.ask)
    spent[name].push(cpu() - before)
  }
  for (const name of ['one', 'two'] as const) await timed(name)
  const found = await ratios(
    () => timed('one'),
    () => timed('two'),
  )
  const [of1, of2] = [middle(spent.one.slice(1)), middle(spent.two.slice(1))]
  say(`2 threads against 1, ${worlds} worlds of ${values.case}: ${told(found)}`)
  say(
    `the processor's time: ${of1.toFixed(1)} s with 1, ${of2.toFixed(1)} s with 2; kept busy, 2 are ${((2 * of1) / of2).toFixed(2)} times as fast`,
  )
  await Promise.all([one.close(), two.close()])
}

const modelOf = (theCase: Case, seed: number, count: number): Model =>
  compile(theCase, null, { seed, worlds: count, armWorlds: 100, beside: [] })

interface Cluster {
  readonly store: Store
  readonly queue: Awaited<ReturnType<typeof openQueue>>
  readonly url: string
}

interface Shared {
  readonly wall: number
  /** Processor's time of the workers, and of this process, seconds. */
  readonly workers: number
  readonly here: number
  readonly chunks: number
  /** What chunks took, the middle of them, seconds. */
  readonly chunk: number
}

/** Computes a model on whatever workers there are. */
async function onCluster({ store, queue }: Cluster, model: Model, by: readonly ChildProcess[] = []): Promise<Shared> {
  const task = { kind: 'worlds', model } as const
  const spec = {
    body: taskBytes(task),
    engine: ENGINE_VERSION,
    units: unitsOfTask(task),
    chunk: chunkOfTask(task, busyClock()),
    ask: null,
  }
  const { take, whole } = collectTally(model)
  const [there, here] = [processorOf(by), cpu()]
  const wall = await seconds(async () => {
    const result = await share(spec, { store, queue, signal: new AbortController().signal, every: 50, take })
    if (result.kind !== 'done') throw new Error(result.kind)
    whole()
  })
  const spent = { workers: processorOf(by) - there, here: cpu() - here }
  const { rows } = await store.pool.query<{ seconds: number }>('select seconds from chunk')
  await store.pool.query('delete from task')
  return { wall, ...spent, chunks: rows.length, chunk: middle(rows.map((row) => row.seconds)) }
}

/** Processor's time that processes have had, seconds. Source: proc(5), fields 14 and 15 of `stat`, a hundredth of a
 *  second each. */
const processorOf = (processes: readonly ChildProcess[]): number =>
  processes.reduce((sum, { pid }) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
    return sum + (Number(fields[11]) + Number(fields[12])) / 100
  }, 0)

/** Chunks of one world each, and those of them after which all is warm. */
const SMALL_CHUNKS = 1500
const WARM = 700

/** What a chunk costs beside its work, in milliseconds of the processor's time of worker and server, with packing, the
 *  queue, the store and putting together. */
async function besideWork({ store, queue }: Cluster, by: ChildProcess): Promise<number> {
  const model = modelOf(caseOf(values.case).theCase, 0, SMALL_CHUNKS)
  const task = { kind: 'worlds', model } as const
  const spec = { body: taskBytes(task), engine: ENGINE_VERSION, units: unitsOfTask(task), chunk: 1, ask: null }
  let warm: { readonly kept: number; readonly spent: number } | null = null
  const spent = (): number => processorOf([by]) + cpu()
  const onProgress = ({ kept }: { readonly kept: number }): void => {
    if (kept >= WARM) warm ??= { kept, spent: spent() }
  }
  const { take } = collectTally(model)
  await share(spec, { store, queue, signal: new AbortController().signal, every: 200, take, onProgress })
  const end = spent()
  await store.pool.query('delete from task')
  const from = warm ?? { kept: 0, spent: 0 }
  return (1000 * (end - from.spent)) / (SMALL_CHUNKS - from.kept)
}

function worker(url: string): ChildProcess {
  return spawn(process.execPath, [MAIN, 'worker', '--database', url], { stdio: 'ignore' })
}

async function workers({ store }: Cluster, count: number): Promise<void> {
  const here = async (): Promise<number> =>
    Number((await store.pool.query<{ n: string }>('select count(*) as n from worker')).rows[0]!.n)
  while ((await here()) !== count) await setTimeout(50)
}

const ended = async (child: ChildProcess): Promise<void> => {
  const gone = new Promise((done) => child.once('exit', done))
  child.kill('SIGTERM')
  await gone
}

/** One worker stays; the second comes and goes, since an idle one would take chunks. */
async function cluster(at: Cluster): Promise<void> {
  const { theCase } = caseOf(values.case)
  let seed = 0
  const first = worker(at.url)
  await workers(at, 1)
  await onCluster(at, modelOf(theCase, ++seed, 4000))
  const found: number[] = []
  const beside = await besideWork(at, first)
  const chunks: Shared[] = []
  const spent: { readonly one: number; readonly two: number }[] = []
  for (let k = 0; k < rounds; k++) {
    const one = await onCluster(at, modelOf(theCase, ++seed, worlds), [first])
    chunks.push(one)
    const second = worker(at.url)
    await workers(at, 2)
    await onCluster(at, modelOf(theCase, ++seed, 4000))
    const two = await onCluster(at, modelOf(theCase, ++seed, worlds), [first, second])
    await ended(second)
    found.push(one.wall / two.wall)
    spent.push({ one: one.workers, two: two.workers })
  }
  await ended(first)
  const [each] = chunks
  say(`2 workers against 1 on a Postgres, ${worlds} worlds of ${values.case}: ${told(found)}`)
  const [of1, of2] = [middle(spent.map(({ one }) => one)), middle(spent.map(({ two }) => two))]
  say(
    `the processor's time of the workers: ${of1.toFixed(1)} s with 1, ${of2.toFixed(1)} s with 2; kept busy, 2 are ${((2 * of1) / of2).toFixed(2)} times as fast`,
  )
  say(`${each!.chunks} chunks of ${each!.chunk.toFixed(2)} s each (the middle one)`)
  say(
    `beside its work a chunk costs ${beside.toFixed(1)} ms of the processor's time: ${(beside / each!.chunk / 10).toFixed(1)} % of one of these`,
  )
}

/** The memory of a run while its worlds grow. */
async function long(at: Cluster, count: number): Promise<void> {
  const { theCase } = caseOf(values.flagship)
  const both = [worker(at.url), worker(at.url)]
  await workers(at, 2)
  const memory = (pid: number): number =>
    Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  const seen: { readonly kept: number; readonly here: number; readonly there: number }[] = []
  const model = modelOf(theCase, 1, count)
  const look = setInterval(() => {
    at.store.pool
      .query<{ n: string }>('select count(*) as n from chunk')
      .then(({ rows }) => {
        const there = Math.max(...both.map(({ pid }) => memory(pid ?? 0)))
        seen.push({ kept: Number(rows[0]!.n), here: process.memoryUsage.rss() / 2 ** 20, there })
      })
      .catch(() => {})
  }, 1000)
  const { wall, chunks, workers: spent } = await onCluster(at, model, both)
  clearInterval(look)
  await Promise.all(both.map(ended))
  const at_ = (from: number, to: number): string => {
    const part = seen.filter(({ kept }) => kept >= from * chunks && kept <= to * chunks)
    return `${Math.max(0, ...part.map(({ here }) => here)).toFixed(0)} MB here, ${Math.max(0, ...part.map(({ there }) => there)).toFixed(0)} MB in a worker`
  }
  say(
    `${count} worlds of ${values.flagship} in ${chunks} chunks on 2 workers: ${wall.toFixed(1)} s, ${spent.toFixed(1)} s of processor's time; most memory in the second fifth ${at_(0.2, 0.4)}, in the last ${at_(0.8, 1)}`,
  )
}

if (wants('threads')) await threads()
const why = values.only === 'threads' ? 'it was not asked for' : whyNoPostgres()
if (why !== null) say(`no cluster: ${why}`)
else {
  const postgres = await startPostgres()
  const url = await postgres.database()
  const store = await openStore({ kind: 'postgres', url })
  const queue = await openQueue(store, ENGINE_VERSION)
  await serveEngine(store.db, ENGINE_VERSION)
  const at: Cluster = { store, queue, url }
  if (wants('cluster')) await cluster(at)
  if (wants('long') && values.long !== undefined) await long(at, Number(values.long))
  await queue.close()
  await store.close()
  await postgres.remove()
}
