/** Survival fits on large tables: time and memory, beside R's survival package where Rscript is there. node
 *  dist/bench/survival.js [--rows 100000] [--cox-rows 1000000] [--repeats 3] Each measurement runs in a process of its
 *  own; the spells are the same for both, drawn by Philox with a fixed seed. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { fillUniforms, seedOf, streamOf } from '../src/math/philox.ts'
import { fitCox } from '../src/methods/survival/cox.ts'
import { curveAt, kaplanMeier } from '../src/methods/survival/kaplan-meier.ts'
import { logRank } from '../src/methods/survival/log-rank.ts'
import { fitParametric } from '../src/methods/survival/parametric.ts'
import type { Spells } from '../src/methods/survival/spells.ts'

const { values: given } = parseArgs({
  options: {
    rows: { type: 'string', default: '100000' },
    'cox-rows': { type: 'string', default: '1000000' },
    repeats: { type: 'string', default: '3' },
    task: { type: 'string' },
    n: { type: 'string' },
  },
})

interface Drawn {
  readonly spells: Spells
  readonly columns: readonly Float64Array[]
}

/** Weibull lengths with five covariates, the first of 0 and 1, cut to whole days so that many are tied. */
function drawn(n: number): Drawn {
  const u = new Float64Array(n)
  const columns = [0, 1, 2, 3, 4].map((k) => {
    fillUniforms(u, seedOf(7), streamOf(`bench/x${k}`), 0)
    return u.map((x) => (k === 0 ? (x < 0.5 ? 1 : 0) : 2 * x - 1))
  })
  fillUniforms(u, seedOf(7), streamOf('bench/t'), 0)
  const last = new Float64Array(n)
  fillUniforms(last, seedOf(7), streamOf('bench/c'), 0)
  const effects = [0.5, -0.3, 0.2, 0, 0.1]
  const time = new Float64Array(n)
  const event = new Uint8Array(n)
  for (let i = 0; i < n; i++) {
    const eta = effects.reduce((sum, b, k) => sum + b * columns[k]![i]!, 0)
    const length = 2000 * Math.pow(-Math.log(u[i]!) / Math.exp(eta), 1 / 0.8)
    const seen = 6000 * last[i]!
    time[i] = Math.floor(Math.min(length, seen)) + 1
    event[i] = length <= seen ? 1 : 0
  }
  return { spells: { time, event }, columns }
}

const TASKS: Readonly<Record<string, (of: Drawn) => number>> = {
  'Kaplan-Meier': ({ spells }) => curveAt(kaplanMeier(spells), 1000).survival,
  'log-rank': ({ spells, columns }) => logRank(spells, columns[0]!, 2, { kind: 'logRank' }).chiSquare,
  weibull: ({ spells, columns }) => fitParametric(spells, columns, 'weibull').coefficients[1]!,
  lognormal: ({ spells, columns }) => fitParametric(spells, columns, 'lognormal').coefficients[1]!,
  Cox: ({ spells, columns }) => fitCox(spells, columns).coefficients[0]!,
}

const IN_R: Readonly<Record<string, string>> = {
  'Kaplan-Meier': 'summary(survfit(Surv(t,e)~1,d,conf.type="log-log"),times=1000)$surv',
  'log-rank': 'survdiff(Surv(t,e)~x0,d)$chisq',
  weibull: 'coef(survreg(Surv(t,e)~x0+x1+x2+x3+x4,d))[[2]]',
  lognormal: 'coef(survreg(Surv(t,e)~x0+x1+x2+x3+x4,d,dist="lognormal"))[[2]]',
  Cox: 'coef(coxph(Surv(t,e)~x0+x1+x2+x3+x4,d))[[1]]',
}

/** A measurement in this process: best of the repeats, its result, and the most memory held. */
function measureHere(task: string, n: number, repeats: number): void {
  const data = drawn(n)
  let best = Infinity
  let result = 0
  for (let k = 0; k < repeats; k++) {
    const from = performance.now()
    result = TASKS[task]!(data)
    best = Math.min(best, performance.now() - from)
  }
  const megabytes = process.resourceUsage().maxRSS / 1024
  process.stdout.write(JSON.stringify({ seconds: best / 1000, result, megabytes }))
}

interface Measured {
  readonly seconds: number
  readonly result: number
  readonly megabytes: number
}

function measured(task: string, n: number): Measured {
  const self = fileURLToPath(import.meta.url)
  const { stdout } = spawnSync(process.execPath, [self, '--task', task, '--n', String(n), '--repeats', given.repeats])
  return JSON.parse(String(stdout)) as Measured
}

function inR(task: string, file: string): Measured | null {
  const script = `suppressMessages(library(survival)); d <- readRDS("${file}"); b <- Inf
for (i in 1:${given.repeats}) { s <- system.time(r <- ${IN_R[task]})[["elapsed"]]; b <- min(b, s) }
m <- grep("VmHWM", readLines("/proc/self/status"), value=TRUE)
cat(sprintf('{"seconds":%f,"result":%.10f,"megabytes":%f}', b, r, as.numeric(gsub("[^0-9]", "", m))/1024))`
  const { stdout, status } = spawnSync('Rscript', ['-e', script])
  return status === 0 ? (JSON.parse(String(stdout)) as Measured) : null
}

/** The spells as R reads them fastest; null without R. */
function forR(n: number, folder: string): string | null {
  const { spells, columns } = drawn(n)
  const raw = join(folder, `${n}.bin`)
  const file = join(folder, `${n}.rds`)
  const all = [spells.time, Float64Array.from(spells.event), ...columns]
  writeFileSync(raw, Buffer.concat(all.map(({ buffer }) => Buffer.from(buffer))))
  const script = `x <- matrix(readBin("${raw}", "double", ${7 * n}), ncol=7); d <- as.data.frame(x)
names(d) <- c("t","e","x0","x1","x2","x3","x4"); saveRDS(d, "${file}", compress=FALSE)`
  return spawnSync('Rscript', ['-e', script]).status === 0 ? file : null
}

function main(): void {
  const folder = mkdtempSync(join(tmpdir(), 'survival-bench-'))
  const rows = Number(given.rows)
  const many = Number(given['cox-rows'])
  const files = new Map([rows, many].map((n) => [n, forR(n, folder)]))
  const line = (cells: readonly string[]): void => console.log(cells.map((cell) => cell.padEnd(14)).join(''))
  line(['fit', 'rows', 's', 'MB', 'R: s', 'R: MB', 'ratio', 'difference'])
  for (const [task, n] of [...Object.keys(TASKS).map((task) => [task, rows] as const), ['Cox', many] as const]) {
    const own = measured(task, n)
    const file = files.get(n) ?? null
    const r = file === null ? null : inR(task, file)
    line([
      task,
      String(n),
      own.seconds.toFixed(3),
      own.megabytes.toFixed(0),
      ...(r === null
        ? ['—', '—', '—', '—']
        : [
            r.seconds.toFixed(3),
            r.megabytes.toFixed(0),
            (own.seconds / r.seconds).toFixed(2),
            Math.abs(own.result - r.result).toExponential(1),
          ]),
    ])
  }
  rmSync(folder, { recursive: true })
}

if (given.task === undefined) main()
else measureHere(given.task, Number(given.n), Number(given.repeats))
