/** How a run gets faster: two threads against one, two workers of a cluster against one, what a chunk costs beside its
 *  work, and a long run with its memory. `npm run bench -- runner [--worlds N] [--case NAME] [--rounds N] [--long N]`;
 *  `--long 1000000` computes so many worlds of the case on two workers. Ratios are of runs that take turns, with the
 *  least and the greatest; times say little on a machine that others use. The cluster's parts need a Postgres. */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { compile, ENGINE_VERSION, load, newTally, readAsk, simulator } from '../src/internal.ts'
import type { Case, CaseSubject, Model } from '../src/internal.ts'
import { openQueue, share } from '../cluster/index.ts'
import { caseFile } from '../cli/read-case.ts'
import { onThreads } from '../runner/threads.ts'
import { chunkOfTask, tallyOf, taskBytes, unitsOfTask } from '../runner/task.ts'
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
  },
})
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

async function threads(): Promise<void> {
  const { subject } = caseOf(values.case)
  const read = readAsk({ kind: 'run', worlds, beside: [] })
  if (!read.ok) throw new Error('the ask is not right')
  const [one, two] = [onThreads(1), onThreads(2)]
  const warm = readAsk({ kind: 'run', worlds: 2000, beside: [] })
  for (const runner of [one, two]) if (warm.ok) await runner.submit(subject, warm.ask)
  say(
    `2 threads against 1, ${worlds} worlds of ${values.case}: ${told(
      await ratios(
        () => one.submit(subject, read.ask),
        () => two.submit(subject, read.ask),
      ),
    )}`,
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

/** Computes a model on whatever workers there are; how long it took, and what its chunks took of it. */
async function onCluster({ store, queue }: Cluster, model: Model): Promise<{ wall: number; work: number }> {
  const task = { kind: 'worlds', model } as const
  const spec = {
    body: taskBytes(task),
    engine: ENGINE_VERSION,
    units: unitsOfTask(task),
    chunk: chunkOfTask(task),
    ask: null,
  }
  const wall = await seconds(async () => {
    const result = await share(spec, { store, queue, signal: new AbortController().signal, every: 50 })
    if (result.kind !== 'done') throw new Error(result.kind)
    await tallyOf(result.parts())
  })
  const { rows } = await store.pool.query<{ work: number }>('select sum(seconds)::float8 as work from chunk')
  await store.pool.query('delete from task')
  return { wall, work: rows[0]!.work }
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
  const costs: number[] = []
  for (let k = 0; k < rounds; k++) {
    const one = await onCluster(at, modelOf(theCase, ++seed, worlds))
    costs.push((100 * (one.wall - one.work)) / one.work)
    const second = worker(at.url)
    await workers(at, 2)
    await onCluster(at, modelOf(theCase, ++seed, 4000))
    const two = await onCluster(at, modelOf(theCase, ++seed, worlds))
    await ended(second)
    found.push(one.wall / two.wall)
  }
  await ended(first)
  say(`2 workers against 1 on a Postgres, ${worlds} worlds of ${values.case}: ${told(found)}`)
  const [least, most] = [Math.min(...costs), Math.max(...costs)].map((cost) => cost.toFixed(1))
  say(`beside their work, chunks cost ${middle(costs).toFixed(1)} % of it (${least} to ${most} %), the merge included`)
}

/** Worlds a second of the kernel alone, and the memory of a run while its worlds grow. */
async function long(at: Cluster, count: number): Promise<void> {
  const { theCase } = caseOf(values.flagship)
  const both = [worker(at.url), worker(at.url)]
  await workers(at, 2)
  const memory = (pid: number): number =>
    Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  const seen: { readonly share: number; readonly here: number; readonly there: number }[] = []
  const model = modelOf(theCase, 1, count)
  const chunks = Math.ceil(count / chunkOfTask({ kind: 'worlds', model }))
  const look = setInterval(() => {
    at.store.pool
      .query<{ n: string }>('select count(*) as n from chunk')
      .then(({ rows }) => {
        const there = Math.max(...both.map(({ pid }) => memory(pid ?? 0)))
        seen.push({ share: Number(rows[0]!.n) / chunks, here: process.memoryUsage.rss() / 2 ** 20, there })
      })
      .catch(() => {})
  }, 1000)
  const { wall, work } = await onCluster(at, model)
  clearInterval(look)
  await Promise.all(both.map(ended))
  const at_ = (from: number, to: number): string => {
    const part = seen.filter(({ share: done }) => done >= from && done <= to)
    return `${Math.max(0, ...part.map(({ here }) => here)).toFixed(0)} MB here, ${Math.max(0, ...part.map(({ there }) => there)).toFixed(0)} MB in a worker`
  }
  say(
    `${count} worlds of ${values.flagship} in ${chunks} chunks on 2 workers: ${wall.toFixed(1)} s, ${work.toFixed(1)} s of work; most memory in the second fifth ${at_(0.2, 0.4)}, in the last ${at_(0.8, 1)}`,
  )
}

await threads()
const { theCase } = caseOf(values.case)
const alone = modelOf(theCase, 1, 5000)
const kernel = await seconds(() => Promise.resolve(simulator(alone)(0, 5000, newTally(alone))))
say(`the kernel alone: ${(5000 / kernel).toFixed(0)} worlds a second`)
const why = whyNoPostgres()
if (why !== null) say(`no cluster: ${why}`)
else {
  const postgres = await startPostgres()
  const url = await postgres.database()
  const store = await openStore({ kind: 'postgres', url })
  const queue = await openQueue(store, ENGINE_VERSION)
  await serveEngine(store.db, ENGINE_VERSION)
  const at: Cluster = { store, queue, url }
  await cluster(at)
  if (values.long !== undefined) await long(at, Number(values.long))
  await queue.close()
  await store.close()
  await postgres.remove()
}
