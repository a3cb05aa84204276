/** The war stage at many trajectories beside numpy and C: CPU seconds, and whether they agree. node dist/bench/war.js
 *  [--trajectories 1000000] [--steps 104] [--repeats 5] [--python PYTHON] [--cc gcc] The engine and C make the same
 *  draws and have to end on the same bits; numpy draws its own, and has to agree within sampling error. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { fillUniforms, seedOf, streamOf } from '../src/math/philox.ts'
import { STUDENT5_TABLE } from '../src/math/student5-table.ts'
import {
  newEnsemble,
  newEnsemblePath,
  projectTrajectory,
  setFront,
  setSide,
  stepFade,
  stepShock,
  WEEKS_PER_MONTH,
} from '../src/stages/war/ensemble.ts'
import type { Ensemble } from '../src/stages/war/ensemble.ts'

const { values: given } = parseArgs({
  options: {
    trajectories: { type: 'string', default: '1000000' },
    steps: { type: 'string', default: '104' },
    repeats: { type: 'string', default: '5' },
    python: { type: 'string', default: 'python3' },
    cc: { type: 'string', default: 'gcc' },
  },
})
const trajectories = Number(given.trajectories)
const steps = Number(given.steps)
const repeats = Number(given.repeats)

const SEED = 7
const BATCH = 100
const MONTHS = 1 / WEEKS_PER_MONTH
const FADE = 0.81
const DRAWS = 8
const fade = stepFade(FADE, MONTHS)
const shockOfStep = stepShock(FADE, fade, MONTHS)

/** What is the same in all trajectories. */
function fill(ensemble: Ensemble): void {
  for (let k = 0; k < ensemble.size; k++) {
    setFront(
      ensemble,
      k,
      { fade: FADE, shock: 0, mean: 0, pull: 0, logFireAtDate: 0 },
      { rate: 0, most: 500_000, least: -100_000 },
    )
    setSide(
      ensemble,
      'attacker',
      k,
      {
        shellInflow: 0,
        shellDemand: 360_000,
        recruits: 36_000,
        losses: 0,
        lossesPerKm2: 42.6,
        returning: 0.4,
        menFloor: 3e5,
        heavyInflow: 300,
        heavyPerThousand: 10,
        roundsPerPiece: 1000,
      },
      { shells: 1e6, men: 6e5, heavy: 8000 },
    )
    setSide(
      ensemble,
      'defender',
      k,
      {
        shellInflow: 0,
        shellDemand: 200_000,
        recruits: 26_000,
        losses: 0,
        lossesPerKm2: 30,
        returning: 0.4,
        menFloor: 3e5,
        heavyInflow: 150,
        heavyPerThousand: 10,
        roundsPerPiece: 1000,
      },
      { shells: 2e5, men: 4e5, heavy: 4000 },
    )
  }
}

/** The rest, from eight uniforms: ranges as wide as the evidence leaves them. */
function draw({ rate, front, attacker, defender }: Ensemble, k: number, u: Float64Array): void {
  attacker.shellInflow[k] = (250_000 + 100_000 * u[0]!) * MONTHS
  attacker.losses[k] = (17_500 + 5000 * u[1]!) * MONTHS
  defender.shellInflow[k] = (100_000 + 100_000 * u[2]!) * MONTHS
  defender.losses[k] = (12_500 + 5000 * u[3]!) * MONTHS
  rate[k] = 300 + 160 * u[4]!
  front.shock[k] = (100 + 80 * u[5]!) * shockOfStep
  front.mean[k] = -100 + 400 * u[6]!
  front.pull[k] = 450 * u[7]!
}

const ensemble = newEnsemble(BATCH, MONTHS)
const path = newEnsemblePath(steps)
fill(ensemble)

function engine(ends: Float64Array): number {
  const before = process.cpuUsage().user
  const seed = seedOf(SEED)
  const [ofWar, ofDraws] = [streamOf('war/ensemble'), streamOf('bench/war')]
  const u = new Float64Array(DRAWS)
  for (let world = 0; world < trajectories; world++) {
    fillUniforms(u, seed, ofDraws, world)
    draw(ensemble, world % BATCH, u)
    projectTrajectory(ensemble, world % BATCH, { seed, stream: ofWar, world }, path)
    ends[world] = path.line[steps]!
  }
  return (process.cpuUsage().user - before) / 1e6
}

const folder = mkdtempSync(join(tmpdir(), 'armistice-war-'))
const source = (name: string): string => fileURLToPath(new URL(`../../bench/${name}`, import.meta.url))
const shared = [trajectories, steps, SEED, MONTHS, fade, shockOfStep].map(String)

/** CPU seconds of the loop in C, or null without a compiler; its ends into `ends`. */
function withC(program: string, ends: Float64Array): number {
  const seconds = Number(
    execFileSync(program, [...shared, join(folder, 'table'), join(folder, 'ends')], { encoding: 'utf8' }),
  )
  const bytes = readFileSync(join(folder, 'ends'))
  ends.set(new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)))
  return seconds
}

function compileC(): string | null {
  writeFileSync(join(folder, 'table'), new Uint8Array(STUDENT5_TABLE.buffer))
  try {
    execFileSync(
      given.cc,
      ['-O3', '-march=native', '-ffp-contract=off', source('war.c'), '-o', join(folder, 'war'), '-lm'],
      { stdio: 'ignore' },
    )
    return join(folder, 'war')
  } catch {
    return null
  }
}

interface Peer {
  readonly seconds: number
  readonly mean: number
  readonly sd: number
  readonly p05: number
  readonly p50: number
  readonly p95: number
  readonly numpy: string
}

function withNumpy(): Peer | null {
  try {
    return JSON.parse(
      execFileSync(given.python, [source('war_numpy.py'), ...shared], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }),
    ) as Peer
  } catch {
    return null
  }
}

function line(name: string, seconds: number[], least: number): string {
  const sorted = [...seconds].sort((a, b) => a - b)
  const [best, median, worst] = [sorted[0]!, sorted[sorted.length >> 1]!, sorted.at(-1)!]
  return (
    `${name.padEnd(8)} ${best.toFixed(2)} s best, ${median.toFixed(2)} median, ${worst.toFixed(2)} worst of ${sorted.length}` +
    `   ${((best * 1e9) / trajectories / steps).toFixed(1)} ns a step   ${(best / least).toFixed(2)} x C`
  )
}

const program = compileC()
const mine = new Float64Array(trajectories)
const theirs = new Float64Array(trajectories)
const seconds = { engine: [] as number[], c: [] as number[], numpy: [] as number[] }
let peer: Peer | null = null
// In turn, so that a busy machine is as unkind to one as to the others.
for (let repeat = 0; repeat < repeats; repeat++) {
  seconds.engine.push(engine(mine))
  if (program) seconds.c.push(withC(program, theirs))
  if (repeat === 0 || peer) peer = withNumpy()
  if (peer) seconds.numpy.push(peer.seconds)
}
rmSync(folder, { recursive: true })
const least = seconds.c.length > 0 ? Math.min(...seconds.c) : NaN
console.log(`${trajectories} trajectories x ${steps} steps, CPU seconds on one core`)
console.log(line('engine', seconds.engine, least))
if (program) {
  console.log(line('C', seconds.c, least))
  console.log(
    `trajectories that end on other bits in C: ${mine.reduce((n, end, k) => n + (Object.is(end, theirs[k]) ? 0 : 1), 0)}`,
  )
} else console.log('C        no compiler found')
const sorted = mine.slice().sort()
const at = (p: number): number => sorted[Math.floor(p * (trajectories - 1))]!
console.log(
  `engine   mean ${(mine.reduce((sum, x) => sum + x, 0) / trajectories).toFixed(1)}, 5 %, 50 %, 95 %: ${[0.05, 0.5, 0.95].map((p) => at(p).toFixed(0)).join(', ')} km2`,
)
if (peer) {
  console.log(line('numpy', seconds.numpy, least))
  console.log(
    `numpy ${peer.numpy} mean ${peer.mean.toFixed(1)} (standard error ${(peer.sd / Math.sqrt(trajectories)).toFixed(1)}), 5 %, 50 %, 95 %: ${[peer.p05, peer.p50, peer.p95].map((x) => x.toFixed(0)).join(', ')} km2`,
  )
} else console.log('numpy    not found: give --python')
