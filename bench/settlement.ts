/** Frontier, Nash and egalitarian points of additive negotiations, timed. *
 *  node dist/bench/settlement.js [--inputs DIR] [--python PYTHON] [--huge] [--json] * Inputs are generated from a
 *  seed, or read from DIR (JSON: `agents` with `weights`, `values`, `reserved`). With a Python that can import
 *  negmas, the same inputs go through NegMAS, side by side. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { egalitarian } from '../src/methods/frontier/egalitarian.ts'
import { defaultLimits, frontier } from '../src/methods/frontier/frontier.ts'
import { gridOfPoints } from '../src/methods/frontier/grid-points.ts'
import { nash } from '../src/methods/frontier/nash.ts'
import type { Input } from './settlement-inputs.ts'
import { makeInput } from './settlement-inputs.ts'

interface Timing {
  readonly name: string
  readonly packages: number
  readonly points: number
  readonly kind: string
  /** First call on the input, and the median of the following. */
  readonly firstSeconds: number
  readonly seconds: number
  readonly nash: number
  readonly egalitarian: number
  readonly negmasSeconds: number | null
  /** Whether the peer has as many points, the same Nash product and the same least gain; null if it did not run. */
  readonly agrees: boolean | null
}

function settle(input: Input): { points: number; kind: string; nash: number; egalitarian: number } {
  const grids = input.agents.map(({ weights, values, reserved }) =>
    gridOfPoints(
      values.map((row, issue) => row.map((v) => v * weights[issue]!)),
      reserved,
    ),
  )
  const sizes = input.agents[0]!.values.map((row) => row.length)
  const points = grids.map((grid) => grid.points)
  const result = frontier({ sizes, points, rules: [], interactions: [] }, defaultLimits)
  if (!('set' in result)) return { points: 0, kind: result.kind, nash: Number.NaN, egalitarian: Number.NaN }
  const utilities = result.set.columns.map((column, actor) => column.map((value) => value * grids[actor]!.unit))
  const noDeal = input.agents.map((agent) => agent.reserved)
  return {
    points: result.set.count,
    kind: result.kind,
    nash: nash(utilities, noDeal).value,
    egalitarian: egalitarian(utilities, noDeal).value,
  }
}

/** Calls for each input: the first, and so many more that the compiler of the engine has settled. */
const REPEATS = 31

function time(input: Input, repeats: number): Timing {
  const seconds: number[] = []
  let last: ReturnType<typeof settle> | null = null
  for (let k = 0; k < repeats; k++) {
    const start = performance.now()
    last = settle(input)
    seconds.push((performance.now() - start) / 1000)
  }
  const warm = seconds.slice(1).sort((a, b) => a - b)
  const packages = input.agents[0]!.values.reduce((count, row) => count * row.length, 1)
  return {
    name: input.name,
    packages,
    ...last!,
    firstSeconds: seconds[0]!,
    seconds: warm[warm.length >> 1] ?? seconds[0]!,
    negmasSeconds: null,
    agrees: null,
  }
}

/** What NegMAS does for the same: enumerate, evaluate, frontier, Nash and Kalai points. */
const NEGMAS = `
import json, math, sys, time
from negmas import make_issue
from negmas.outcomes import make_os
from negmas.preferences import LinearAdditiveUtilityFunction as U
from negmas.preferences.ops import pareto_frontier, nash_points, kalai_points
d = json.load(open(sys.argv[1]))
issues = [make_issue(list(range(len(v))), f"i{k}") for k, v in enumerate(d["agents"][0]["values"])]
space = make_os(issues)
def fun(a):
    tables = [dict(enumerate(row)) for row in a["values"]]
    return U(values=tables, weights=a["weights"], reserved_value=a["reserved"], outcome_space=space)
funs = [fun(a) for a in d["agents"]]
start = time.perf_counter()
points, _ = pareto_frontier(funs, issues=issues)
points = list(points)
nash = nash_points(funs, points, outcome_space=space)
kalai = kalai_points(funs, points, outcome_space=space)
seconds = time.perf_counter() - start
gains = lambda u: [float(x) - a["reserved"] for x, a in zip(u, d["agents"])]
product = max(math.prod(gains(u)) for u, _ in nash)
least = max(min(gains(u)) for u, _ in kalai)
print(json.dumps({"seconds": seconds, "points": len(points), "nash": product, "egalitarian": least}))
`

interface PeerTiming {
  readonly seconds: number
  readonly points: number
  readonly nash: number
  readonly egalitarian: number
}

/** Milliseconds that the peer gets for one input. */
const LONGEST = 900_000

function withNegmas(input: Input, python: string, folder: string): PeerTiming | null {
  const file = join(folder, 'input.json')
  const script = join(folder, 'negmas_frontier.py')
  writeFileSync(file, JSON.stringify(input))
  writeFileSync(script, NEGMAS)
  try {
    const stdio: ['ignore', 'pipe', 'ignore'] = ['ignore', 'pipe', 'ignore']
    const out = execFileSync(python, [script, file], { encoding: 'utf8', stdio, timeout: LONGEST })
    return JSON.parse(out.trim().split('\n').at(-1)!) as PeerTiming
  } catch {
    return null
  }
}

function agree(ours: Timing, peer: PeerTiming): boolean {
  const close = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b))
  return ours.points === peer.points && close(ours.nash, peer.nash) && close(ours.egalitarian, peer.egalitarian)
}

function readInputs(folder: string): Input[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => {
      const { agents } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Input
      return { name: file.replace('.json', ''), agents }
    })
}

function generated(huge: boolean): Input[] {
  const exponents = huge ? [3, 4, 5, 6, 9, 12] : [3, 4, 5, 6]
  return [false, true].flatMap((opposed) =>
    [2, 3, 5].flatMap((actors) =>
      exponents
        .filter((issues) => actors < 5 || issues <= 6)
        .map((issues) => makeInput({ actors, issues, options: 10, opposed }, 1)),
    ),
  )
}

function row(timing: Timing): string {
  const { name, packages, points, kind, firstSeconds, seconds, negmasSeconds, agrees } = timing
  const ratio =
    negmasSeconds === null
      ? ''
      : ` ${negmasSeconds.toFixed(3).padStart(9)}` +
        ` ${(negmasSeconds / seconds).toFixed(0).padStart(8)} ${agrees === true ? 'agrees' : 'DIFFERS'}`
  return (
    `${name.padEnd(24)} ${packages.toExponential(0).padStart(6)} ${String(points).padStart(8)} ${kind.padEnd(7)}` +
    ` ${(firstSeconds * 1000).toFixed(2).padStart(10)} ${(seconds * 1000).toFixed(2).padStart(10)}${ratio}`
  )
}

const { values: given } = parseArgs({
  options: {
    inputs: { type: 'string' },
    python: { type: 'string' },
    huge: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
})
const folder = mkdtempSync(join(tmpdir(), 'armistice-bench-'))
console.error('input                      pkgs   points kind      first ms  median ms  negmas s    ratio')
const timings = (given.inputs === undefined ? generated(given.huge) : readInputs(given.inputs)).map((input) => {
  const timing = time(input, REPEATS)
  const peer = given.python === undefined ? null : withNegmas(input, given.python, folder)
  const full = { ...timing, negmasSeconds: peer?.seconds ?? null, agrees: peer === null ? null : agree(timing, peer) }
  console.error(row(full))
  return full
})
if (given.json) console.log(JSON.stringify(timings, null, 1))
rmSync(folder, { recursive: true })
