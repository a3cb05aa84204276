/** Stability of option models, timed, beside what gmcr-py (onp/gmcr-py at 502a12c) took on one machine.
 *
 *  node dist/bench/stability.js [--json]
 *
 *  Every model has all combinations of its options as states and random orders, a pure function of the seed. Peak
 *  memory is that of a process of its own for each model. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { fillUniforms, seedOf, streamOf } from '../src/math/philox.ts'
import { arcCount } from '../src/methods/stability/moves.ts'
import { optionStates } from '../src/methods/stability/option-states.ts'
import type { OptionStates } from '../src/methods/stability/option-states.ts'
import { probableStability } from '../src/methods/stability/probable.ts'
import { rankingOfWorth } from '../src/methods/stability/ranking.ts'
import { CONCEPTS, equilibria, solve } from '../src/methods/stability/solve.ts'

interface Shape {
  readonly name: string
  /** Sizes of the options of each decision maker. */
  readonly options: readonly (readonly number[])[]
  /** Seconds of gmcr-py for reachability and for equilibria; null where it was not run. */
  readonly peer: { readonly reach: number; readonly solve: number } | null
}

const binary = (deciders: number, options: number): number[][] =>
  Array.from({ length: deciders }, () => new Array<number>(options).fill(2))

/** The peer's times were measured once, apart from this run, for reachability and for equilibria: read the ratios as
 *  orders of magnitude. */
const SHAPES: readonly Shape[] = [
  { name: '2 x 5 options', options: binary(2, 5), peer: { reach: 0.17, solve: 2.3 } },
  { name: '3 x 3 options', options: binary(3, 3), peer: { reach: 0.05, solve: 1.2 } },
  { name: '2 x 6 options', options: binary(2, 6), peer: { reach: 2.5, solve: 36.6 } },
  { name: '3 x 4 options', options: binary(3, 4), peer: { reach: 4.4, solve: 118.7 } },
  { name: '5 issues of four', options: [[4, 4], [4, 4], [4]], peer: { reach: 42.7, solve: Number.NaN } },
  { name: '2 x 8 and one of two', options: [...binary(1, 9), ...binary(1, 8)], peer: null },
  { name: '4 x 4 and one of two', options: [...binary(1, 5), ...binary(3, 4)], peer: null },
  { name: '2 x 10 options', options: binary(2, 10), peer: null },
  { name: '4 x 5 options', options: binary(4, 5), peer: null },
]
const SEED = 11
/** Calls in one process: the first, and so many more that the compiler of the engine has settled. */
const REPEATS = 5
/** Above so many states a model is solved once. */
const ONCE = 50_000

interface Timing {
  readonly name: string
  readonly states: number
  readonly arcs: number
  readonly reachSeconds: number
  readonly solveFirstSeconds: number
  readonly solveSeconds: number
  readonly peakMegabytes: number
  readonly equilibria: Readonly<Record<string, number>>
}

function statesOf({ options }: Shape): OptionStates {
  const issues = options.flatMap((sizes, owner) => sizes.map((size) => ({ owner, size, direction: 'both' as const })))
  return optionStates({ deciders: options.length, issues, infeasible: [], rules: [] })
}

function drawn(name: string, count: number): Float64Array {
  const out = new Float64Array(count)
  fillUniforms(out, seedOf(SEED), streamOf(name), 0)
  return out
}

function seconds<T>(work: () => T): { took: number; result: T } {
  const start = performance.now()
  const result = work()
  return { took: (performance.now() - start) / 1000, result }
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!

function time(shape: Shape): Timing {
  const reach = seconds(() => statesOf(shape))
  const found = reach.result
  const rankings = shape.options.map((_, i) => rankingOfWorth(drawn(`worth ${i}`, found.states)))
  const game = { states: found.states, moves: found.moves, rankings }
  const first = seconds(() => solve(game))
  const more =
    found.states > ONCE ? [first.took] : Array.from({ length: REPEATS }, () => seconds(() => solve(game)).took)
  const reachMore =
    found.states > ONCE ? [reach.took] : Array.from({ length: REPEATS }, () => seconds(() => statesOf(shape)).took)
  return {
    name: shape.name,
    states: found.states,
    arcs: found.moves.map(arcCount).reduce((a, b) => a + b, 0),
    reachSeconds: median(reachMore),
    solveFirstSeconds: first.took,
    solveSeconds: median(more),
    peakMegabytes: process.resourceUsage().maxRSS / 1000,
    equilibria: Object.fromEntries(
      CONCEPTS.map((concept) => [concept, equilibria(first.result.stable.map((one) => one[concept])).length]),
    ),
  }
}

/** A game of sixteen states and four decision makers, one option each, in many worlds. */
function timeWorlds(worlds: number): number {
  const found = statesOf({ name: '', options: binary(4, 1), peer: null })
  const worth = Array.from({ length: 4 }, (_, i) => drawn(`drawn ${i}`, worlds * found.states))
  return seconds(() => probableStability({ states: found.states, worlds, moves: found.moves, worth })).took
}

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false }, only: { type: 'string' } } })

if (values.only !== undefined) process.stdout.write(JSON.stringify(time(SHAPES[Number(values.only)]!)))
else {
  const self = fileURLToPath(import.meta.url)
  const rows = SHAPES.map((shape, k) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [self, '--only', String(k)], { encoding: 'utf8' })
    if (status !== 0) throw new Error(stderr)
    return { ...(JSON.parse(stdout) as Timing), peer: shape.peer }
  })
  const worlds = 10_000
  const took = timeWorlds(worlds)
  if (values.json) console.log(JSON.stringify({ rows, drawn: { worlds, seconds: took } }, null, 1))
  else {
    console.log(
      'model                     states        arcs   reach ms   solve ms (first)   peak MB   peer: reach, solve s',
    )
    for (const row of rows) {
      const ratio =
        row.peer === null
          ? ''
          : `${row.peer.reach}, ${Number.isNaN(row.peer.solve) ? 'not run' : row.peer.solve}: ${Math.round(
              row.peer.reach / row.reachSeconds,
            )} and ${Number.isNaN(row.peer.solve) ? '-' : Math.round(row.peer.solve / row.solveSeconds)} times`
      const ms = (s: number, width: number): string => (s * 1000).toFixed(2).padStart(width)
      console.log(
        `${row.name.padEnd(22)}${String(row.states).padStart(10)}${String(row.arcs).padStart(12)}` +
          `${ms(row.reachSeconds, 11)}${ms(row.solveSeconds, 11)} (${ms(row.solveFirstSeconds, 0)})`.padEnd(34) +
          `${row.peakMegabytes.toFixed(0).padStart(6)}   ${ratio}`,
      )
    }
    console.log(`16 states, 4 decision makers, ${worlds} worlds: ${took.toFixed(2)} s`)
  }
}
