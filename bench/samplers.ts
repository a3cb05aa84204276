/** What a draw costs over all that a case can write, by kind of distribution: least, most and their ratio, and the most
 *  that the first draws cost beyond, while they fill a table.
 *
 *  node dist/bench/samplers.js [--json]
 *
 *  Processor time of 16,384 draws, median of five. What bounds it, the exact quantiles asked for a draw, is a test:
 *  test/math/sampler-cost.test.ts. */
import { parseArgs } from 'node:util'
import { sampler } from '../src/math/distribution.ts'
import type { Distribution } from '../src/math/distribution.ts'
import { fillUniforms, seedOf, streamOf } from '../src/math/philox.ts'
import { fromArguments } from '../src/text/parameters.ts'

const { values: given } = parseArgs({ options: { json: { type: 'boolean', default: false } } })

const DRAWS = 16_384
const REPEATS = 5
const SHAPES = [0.1, 0.12, 0.15, 0.25, 0.5, 1, 2, 5, 30, 1e3, 3e4, 1e6]
const DEGREES = [2.1, 2.5, 3, 4, 5, 10, 30, 200, 1000]
const MODES = [0, 1e-9, 0.1, 0.3, 0.5, 0.9, 1]
/** A number is at most 2,000 characters long: some 500 values. */
const COUNTS = [1, 2, 10, 100, 500]

function written(word: string, ...numbers: readonly number[]): Distribution {
  const d = fromArguments(word, numbers)
  if (typeof d === 'string') throw new Error(`${word}(${numbers.join(', ')}): ${d}`)
  return d
}

const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i)

function domain(): Distribution[] {
  return [
    written('uniform', 0, 1),
    ...[1e-3, 1, 1e6].map((sd) => written('normal', 0, sd)),
    ...[1.001, 10, 1e12].map((high) => written('lognormal', 1, high)),
    ...MODES.map((mode) => written('triangular', 0, mode, 1)),
    ...MODES.map((mode) => written('pert', 0, mode, 1)),
    ...SHAPES.flatMap((a) => SHAPES.map((b) => written('beta', a, b))),
    ...SHAPES.map((a) => written('gamma', a, 1)),
    ...DEGREES.map((degrees) => written('student', 0, 1, degrees)),
    ...COUNTS.map((n): Distribution => ({ kind: 'discrete', values: upTo(n), weights: upTo(n).map(() => 1) })),
    ...COUNTS.map(
      (n): Distribution => ({
        kind: 'mixture',
        parts: upTo(n).map((i) => ({ weight: 1, of: written('uniform', i, n) })),
      }),
    ),
  ]
}

const uniform = new Float64Array(DRAWS)
fillUniforms(uniform, seedOf(1), streamOf('bench/samplers'), 0)

const microseconds = (since: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since)
  return user + system
}

interface Cost {
  readonly d: Distribution
  readonly draw: number
  /** What the first draws cost beyond as many others, in microseconds. */
  readonly first: number
  /** Of the draws, so that none is left out. */
  readonly sum: number
}

function costOf(d: Distribution): Cost {
  let started = process.cpuUsage()
  const draw = sampler(d)
  let sum = 0
  const times = upTo(REPEATS + 1).map(() => {
    for (let i = 0; i < DRAWS; i++) sum += draw(uniform[i]!)
    const took = microseconds(started)
    started = process.cpuUsage()
    return took
  })
  const usual = times.slice(1).sort((a, b) => a - b)[(REPEATS - 1) / 2]!
  return { d, draw: usual / DRAWS, first: Math.max(0, times[0]! - usual), sum }
}

function nameOf(d: Distribution): string {
  if (d.kind === 'discrete') return `${d.values.length} values`
  if (d.kind === 'mixture') return `${d.parts.length} parts`
  return Object.values(d)
    .filter((value) => typeof value === 'number')
    .map((value) => Number(value.toPrecision(3)))
    .join(', ')
}

const all = domain()
for (const d of all.filter((_, i) => i % 7 === 0)) costOf(d) // so that all are compiled
const costs = all.map(costOf)
const rows = [...new Set(all.map(({ kind }) => kind))].map((kind) => {
  const own = costs.filter(({ d }) => d.kind === kind).sort((a, b) => a.draw - b.draw)
  const [least, most] = [own[0]!, own.at(-1)!]
  return {
    kind,
    least: Number(least.draw.toFixed(4)),
    at: nameOf(least.d),
    most: Number(most.draw.toFixed(4)),
    dearest: nameOf(most.d),
    ratio: Number((most.draw / least.draw).toFixed(1)),
    firstMilliseconds: Number((Math.max(...own.map(({ first }) => first)) / 1000).toFixed(1)),
  }
})

if (given.json) console.log(JSON.stringify({ draws: DRAWS, unit: 'microseconds', rows }))
else console.table(rows)
