/** A run from start to brief: wall time and memory, and the same bytes on any number of threads and in any split.
 *  node dist/bench/pipeline.js [CASE.yaml] [--worlds 10000] [--repeats 5] */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { compile, load, merge, simulate, summarise } from '../src/internal.ts'
import type { Tally } from '../src/internal.ts'

const { values: given, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    worlds: { type: 'string', default: '10000' },
    repeats: { type: 'string', default: '5' },
  },
})
const file = positionals[0] ?? fileURLToPath(new URL('../../cases/bundled/ukraine-2025/case.yaml', import.meta.url))
const main = fileURLToPath(new URL('../cli/main.js', import.meta.url))
const SEED = 7
/** Tells the most memory the process held, in KB, as its last word. */
const TELL_MEMORY =
  'data:text/javascript,process.on("exit",()=>process.stderr.write("\\nmaxRSS "+process.resourceUsage().maxRSS))'

interface Measured {
  readonly seconds: number
  readonly megabytes: number
  readonly out: string
}

function run(threads: number, ...more: string[]): Measured {
  const args = [
    '--import',
    TELL_MEMORY,
    main,
    'run',
    file,
    '--worlds',
    given.worlds,
    '--seed',
    String(SEED),
    '--threads',
    String(threads),
    ...more,
  ]
  const start = performance.now()
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 28 })
  const seconds = (performance.now() - start) / 1000
  if (status !== 0) throw new Error(stderr)
  return { seconds, megabytes: Number(/maxRSS (\d+)/.exec(stderr)![1]) / 1000, out: stdout }
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16)

function spread(values: readonly number[], digits: number): string {
  const sorted = [...values].sort((a, b) => a - b)
  return `${sorted[0]!.toFixed(digits)} to ${sorted.at(-1)!.toFixed(digits)}, median ${sorted[sorted.length >> 1]!.toFixed(digits)}`
}

/** Worlds of the split check: enough for every arm and every claim to count something. */
const FEW = 400

function splits(): string[] {
  const loaded = load(readFileSync(file, 'utf8'), file)
  if (!loaded.ok) throw new Error('the case does not load')
  const model = compile(loaded.case, null, { worlds: FEW, armWorlds: FEW / 2, seed: SEED })
  const bytes = (tally: Tally): string => digest(JSON.stringify(summarise(model, tally, '')))
  return [[FEW], [1, FEW], [133, 134, 350, FEW], Array.from({ length: 8 }, (_, k) => ((k + 1) * FEW) / 8)].map(
    (ends) => {
      const parts = ends.map((to, k) => simulate(model, k === 0 ? 0 : ends[k - 1]!, to))
      return bytes(parts.reverse().reduce(merge))
    },
  )
}

for (const threads of new Set([1, 2, availableParallelism()])) {
  const runs = Array.from({ length: Number(given.repeats) }, () => run(threads))
  console.log(
    `${given.worlds} worlds, ${threads} thread${threads > 1 ? 's' : ''}, start to brief: ${spread(
      runs.map(({ seconds }) => seconds),
      2,
    )} s; ` +
      `memory ${spread(
        runs.map(({ megabytes }) => megabytes),
        0,
      )} MB`,
  )
}
console.log(
  `digest of --json with 1, 2 and 4 threads: ${[1, 2, 4].map((threads) => digest(run(threads, '--json').out)).join(' ')}`,
)
console.log(`digest of ${FEW} worlds in 1, 2, 4 and 8 parts, merged last to first: ${splits().join(' ')}`)
