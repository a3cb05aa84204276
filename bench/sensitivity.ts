/** Designs and indices of a model with as many inputs as a real case, timed; with SALib beside them where Python has
 *  it.
 *
 *  node dist/bench/sensitivity.js [--python PYTHON] [--json]
 *
 *  SALib makes its own designs and analyses, and analyses our outputs too, so that the numbers can be compared. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { seedOf, streamOf, uniformAt } from '../src/math/philox.ts'
import { defaultMorrisOptions, morrisBlock, morrisSampler, morrisScreening } from '../src/methods/sensitivity/morris.ts'
import { defaultPawnOptions, pawn } from '../src/methods/sensitivity/pawn.ts'
import { saltelliRows, saltelliSampler } from '../src/methods/sensitivity/saltelli.ts'
import type { RowSampler, SaltelliPlan } from '../src/methods/sensitivity/saltelli.ts'
import { shapleyBlock, shapleyEffects, shapleySampler } from '../src/methods/sensitivity/shapley.ts'
import { defaultSobolOptions, sobolIndices } from '../src/methods/sensitivity/sobol-indices.ts'
import { scrambledSobol } from '../src/methods/sensitivity/sobol-sequence.ts'
import {
  defaultInformationOptions,
  valueOfInformation,
  verdictBenefits,
} from '../src/methods/sensitivity/value-of-information.ts'

interface Timing {
  readonly name: string
  readonly size: string
  readonly seconds: number
  readonly salibSeconds: number | null
  /** Largest difference between our numbers and SALib's on the same outputs. */
  readonly difference: number | null
}

interface Task {
  readonly name: string
  readonly size: string
  readonly run: () => { readonly outputs: readonly number[]; readonly numbers: readonly number[] } | null
}

const INPUTS = 60
const REPEATS = 3

/** Sobol' G: inputs of every importance. */
function model(u: ArrayLike<number>): number {
  let product = 1
  for (let i = 0; i < u.length; i++) product *= (Math.abs(4 * u[i]! - 2) + i) / (1 + i)
  return product
}

function outputsOf(rows: number, inputs: number, sampler: RowSampler): Float64Array {
  const u = new Float64Array(inputs)
  return Float64Array.from({ length: rows }, (_, row) => {
    sampler(row, u)
    return model(u)
  })
}

function sobolTask(name: string, plan: SaltelliPlan, n: number): Task {
  const rows = saltelliRows(plan, n)
  return {
    name,
    size: `${plan.inputs} inputs, ${n} base points, ${rows} rows, 1000 resamples`,
    run: () => {
      const outputs = outputsOf(rows, plan.inputs, saltelliSampler(plan))
      const result = sobolIndices(outputs, plan, defaultSobolOptions)
      if (result.kind !== 'sobol') return null
      const numbers = result.inputs.flatMap((input) =>
        input.kind === 'indices' ? [input.first.estimate, input.total.estimate] : [0, 0],
      )
      return { outputs: [...outputs], numbers: [...numbers, ...result.pairs.map(({ second }) => second.estimate)] }
    },
  }
}

function morrisTask(): Task {
  const plan = { inputs: INPUTS, levels: 4, seed: 1 }
  const n = 200
  return {
    name: 'morris',
    size: `${INPUTS} inputs, ${n} trajectories, 1000 resamples`,
    run: () => {
      const outputs = outputsOf(n * morrisBlock(plan), INPUTS, morrisSampler(plan))
      return morrisScreening(outputs, plan, defaultMorrisOptions).kind === 'morris'
        ? { outputs: [], numbers: [] }
        : null
    },
  }
}

function sample(inputs: number, n: number): Float64Array[] {
  return Array.from({ length: inputs }, (_, i) =>
    Float64Array.from({ length: n }, (__, world) => uniformAt(seedOf(1), streamOf(`input ${i}`), world, 0)),
  )
}

function sampleTasks(): Task[] {
  const n = 10_000
  const columns = sample(INPUTS, n)
  const outputs = Float64Array.from({ length: n }, (_, world) => model(columns.map((column) => column[world]!)))
  const holds = outputs.map((value) => (value > 0.8 ? 1 : 0))
  return [
    {
      name: 'pawn',
      size: `${INPUTS} inputs, ${n} worlds, 100 resamples, no shuffles`,
      run: () => {
        const options = { ...defaultPawnOptions, resamples: 100, shuffles: 1 }
        return pawn(columns, outputs, options).kind === 'pawn' ? { outputs: [], numbers: [] } : null
      },
    },
    {
      name: 'pawn, yes/no',
      size: `${INPUTS} inputs, ${n} worlds, 200 resamples, 100 shuffles`,
      run: () => (pawn(columns, holds).kind === 'pawn' ? { outputs: [], numbers: [] } : null),
    },
    {
      name: 'information',
      size: `${INPUTS} inputs, ${n} worlds, 400 resamples, 50 shuffles`,
      run: () =>
        valueOfInformation(columns, verdictBenefits(holds, 0.5), defaultInformationOptions).kind === 'information'
          ? { outputs: [], numbers: [] }
          : null,
    },
  ]
}

function tasks(): Task[] {
  const shapley = { inputs: INPUTS, points: 'sobol' as const, seed: 1 }
  return [
    {
      name: 'points',
      size: '16384 scrambled points of 120 dimensions',
      run: () => {
        const write = scrambledSobol(120, seedOf(1))
        const points = new Float64Array(16_384 * 120)
        for (let i = 0; i < 16_384; i++) write(i, points.subarray(i * 120))
        const sum = points.reduce((total, u) => total + u, 0)
        return { outputs: [], numbers: [sum] }
      },
    },
    sobolTask('total', { inputs: INPUTS, second: false, points: 'sobol', seed: 1 }, 1024),
    sobolTask('second', { inputs: 12, second: true, points: 'sobol', seed: 1 }, 2048),
    morrisTask(),
    ...sampleTasks(),
    {
      name: 'shapley',
      size: `${INPUTS} inputs, 1024 permutations, 1000 resamples`,
      run: () => {
        const outputs = outputsOf(1024 * shapleyBlock(shapley), INPUTS, shapleySampler(shapley))
        return shapleyEffects(outputs, shapley).kind === 'shapley' ? { outputs: [], numbers: [] } : null
      },
    },
  ]
}

/** The same with SALib; prints seconds and, where outputs are given, its numbers for them. */
const SALIB = `
import json, sys, time, warnings
import numpy as np
warnings.simplefilter('ignore')
from scipy.stats import qmc
from SALib.sample import sobol as sobol_sample, morris as morris_sample
from SALib.analyze import sobol, morris, pawn
task = json.load(open(sys.argv[1]))
name, inputs = task['name'], ${INPUTS}
def model(X):
    i = np.arange(X.shape[1])
    return np.prod((np.abs(4 * X - 2) + i) / (1 + i), axis=1)
def problem(d): return {'num_vars': d, 'names': [str(k) for k in range(d)], 'bounds': [[0, 1]] * d}
def numbers(S, second):
    out = [v for pair in zip(S['S1'], S['ST']) for v in pair]
    if second: out += [S['S2'][i][j] for i in range(len(S['S1'])) for j in range(i + 1, len(S['S1']))]
    return [float(v) for v in out]
start = time.perf_counter()
if name == 'points':
    qmc.Sobol(120, scramble=True, seed=1).random(16384)
elif name in ('total', 'second'):
    d, n, second = (inputs, 1024, False) if name == 'total' else (12, 2048, True)
    p = problem(d)
    Y = model(sobol_sample.sample(p, n, calc_second_order=second, seed=1))
    sobol.analyze(p, Y, calc_second_order=second, num_resamples=1000, seed=1)
elif name == 'morris':
    p = problem(inputs)
    X = morris_sample.sample(p, 200, num_levels=4, seed=1)
    morris.analyze(p, X, model(X), num_levels=4, num_resamples=1000, seed=1)
elif name == 'pawn':
    X = np.random.default_rng(1).random((10000, inputs))
    Y = model(X)
    start = time.perf_counter()
    pawn.analyze(problem(inputs), X, Y, S=10, seed=1)
else:
    print(json.dumps(None)); sys.exit()
seconds = time.perf_counter() - start
ours = None
if task['outputs']:
    ours = numbers(sobol.analyze(p, np.array(task['outputs']), calc_second_order=second, num_resamples=2, seed=1), second)
print(json.dumps({'seconds': seconds, 'numbers': ours}))
`

interface Peer {
  readonly seconds: number
  readonly numbers: readonly number[] | null
}

function withSalib(name: string, outputs: readonly number[], python: string, folder: string): Peer | null {
  const file = join(folder, 'task.json')
  const script = join(folder, 'salib_task.py')
  writeFileSync(file, JSON.stringify({ name, outputs }))
  writeFileSync(script, SALIB)
  try {
    const out = execFileSync(python, [script, file], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    return JSON.parse(out.trim().split('\n').at(-1)!) as Peer | null
  } catch {
    return null
  }
}

function time(task: Task, python: string | undefined, folder: string): Timing {
  const seconds: number[] = []
  let last: ReturnType<Task['run']> = null
  for (let k = 0; k < REPEATS; k++) {
    const start = performance.now()
    last = task.run()
    seconds.push((performance.now() - start) / 1000)
  }
  if (last === null) throw new Error(`${task.name} was refused`)
  const peer = python === undefined ? null : withSalib(task.name, last.outputs, python, folder)
  const { numbers } = last
  const difference = peer?.numbers?.map((value, k) => Math.abs(value - numbers[k]!)) ?? null
  return {
    name: task.name,
    size: task.size,
    seconds: seconds.sort((a, b) => a - b)[REPEATS >> 1]!,
    salibSeconds: peer?.seconds ?? null,
    difference: difference === null ? null : Math.max(...difference),
  }
}

function row({ name, size, seconds, salibSeconds, difference }: Timing): string {
  const ratio =
    salibSeconds === null
      ? ''
      : ` ${salibSeconds.toFixed(3).padStart(9)} ${(salibSeconds / seconds).toFixed(2).padStart(7)}`
  return (
    `${name.padEnd(14)} ${seconds.toFixed(3).padStart(8)}${ratio}  ${size}` +
    (difference === null ? '' : `; largest difference ${difference.toExponential(1)}`)
  )
}

const { values: given } = parseArgs({
  options: { python: { type: 'string' }, json: { type: 'boolean', default: false } },
})
const folder = mkdtempSync(join(tmpdir(), 'armistice-bench-'))
console.error('task            seconds   SALib s   ratio  size')
const timings = tasks().map((task) => {
  const timing = time(task, given.python, folder)
  console.error(row(timing))
  return timing
})
if (given.json) console.log(JSON.stringify(timings, null, 1))
rmSync(folder, { recursive: true })
