/** Part of the build: runs the case that the app opens on, so that its reader meets an answer and no draft. Kept by the
 *  digests of the case and of the engine that ran it. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Plugin } from 'vite'

const ROOT = join(import.meta.dirname, '..')
const KEPT = join(ROOT, 'dist/answers')
const CASES = { 'ukraine-2025': 'cases/bundled/ukraine-2025/case.yaml' }
const LIST = 'virtual:ready-answers'
const ONE = 'virtual:ready-answer/'
const MOST_THREADS = 4
/** Worlds of such an answer: shares within three points of percentage, for seconds of the build. The app's own run goes
 *  on from there. */
const READY_WORLDS = 1000

interface Ready {
  readonly digest: string
  readonly json: string
}

export function readyAnswers(): Plugin {
  const ready = new Map<string, Promise<Ready>>()
  const answerOf = (id: string): Promise<Ready> => {
    const found = ready.get(id) ?? computed(join(ROOT, CASES[id as keyof typeof CASES]))
    ready.set(id, found)
    return found
  }
  return {
    name: 'ready-answers',
    resolveId: (id) => (id === LIST || id.startsWith(ONE) ? `\0${id}` : null),
    async load(id) {
      if (id.startsWith(`\0${ONE}`)) {
        const { json } = await answerOf(id.slice(ONE.length + 1))
        return `export default JSON.parse(${JSON.stringify(json)})`
      }
      if (id !== `\0${LIST}`) return null
      const rows = Object.keys(CASES).map(async (one) => {
        const { digest } = await answerOf(one)
        const answer = `() => import('${ONE}${one}').then((module) => module.default)`
        return `{ id: '${one}', digest: '${digest}', answer: ${answer} }`
      })
      return `export const READY = [${(await Promise.all(rows)).join(', ')}]`
    },
  }
}

async function computed(path: string): Promise<Ready> {
  const text = readFileSync(path, 'utf8')
  const kept = join(KEPT, `${keyOf(text)}.json`)
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8')) as Ready
  const { load, readAsk, DEFAULT_SEED, DEFAULT_WORLDS } =
    await built<typeof import('../src/internal.ts')>('src/internal')
  const { onThreads } = await built<typeof import('../runner/threads.ts')>('runner/threads')
  const loaded = load(text, path)
  if (!loaded.ok) throw new Error(`${path} does not load`)
  const asked = readAsk({ kind: 'run', seed: DEFAULT_SEED, worlds: READY_WORLDS, scenario: null, beside: null })
  if (!asked.ok) throw new Error('no such ask')
  const runner = onThreads(Math.min(MOST_THREADS, availableParallelism()))
  const subject = { kind: 'case', case: loaded.case, digest: loaded.digest } as const
  const found = await runner.submit(subject, asked.ask)
  await runner.close()
  if (found.kind !== 'answer') throw new Error(`no answer for ${path}`)
  const summary = { ...(found.record as object), asked: DEFAULT_WORLDS, partial: true }
  const ready = { digest: loaded.digest, json: JSON.stringify(summary) }
  mkdirSync(KEPT, { recursive: true })
  writeFileSync(kept, JSON.stringify(ready))
  return ready
}

/** A module of the built engine: the answer is one of the engine that the command line runs. */
const built = <M>(name: string): Promise<M> => import(join(ROOT, 'dist', `${name}.js`)) as Promise<M>

function keyOf(text: string): string {
  const hash = createHash('sha256').update(text).update(String(READY_WORLDS))
  const engine = join(ROOT, 'dist/src')
  const files = readdirSync(engine, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'))
  for (const name of files.sort()) hash.update(readFileSync(join(engine, name)))
  return hash.digest('hex').slice(0, 32)
}
