/** Forecasts of the front made again at every month of the flagship's series, from what was known then: the shipped
 *  default beside the baselines. node dist/bench/front.js [--series cases/bundled/ukraine-2025/front.csv] [--months 12]
 *  Prints mean CRPS (km²), coverage of the 90 % interval, interval score, log score, and the difference in CRPS from
 *  the shipped default with its 90 % block-bootstrap interval: positive where the default is better. Then the time of
 *  one exact-likelihood fit and of 30 origins. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { readSeriesCsv } from '../src/formats/series-csv.ts'
import { seedOf, streamOf } from '../src/math/philox.ts'
import { rollingScores, scoreLines } from '../src/methods/scoring/rolling.ts'
import { DEFAULT_CHAINS, ar1PriorOf, localLevelPriorOf } from '../src/methods/series/defaults.ts'
import { ar1Forecaster, BASELINES, localLevelForecaster, poolOf } from '../src/methods/series/forecasters.ts'
import { sampleLocalLevel } from '../src/methods/series/local-level.ts'

const { values: given } = parseArgs({
  options: {
    series: {
      type: 'string',
      default: fileURLToPath(new URL('../../cases/bundled/ukraine-2025/front.csv', import.meta.url)),
    },
    months: { type: 'string', default: '12' },
  },
})
const HORIZONS = [1, 3, 6, 9]
const ORIGINS = 30
const seed = seedOf(2025)
const { series } = readSeriesCsv(readFileSync(given.series, 'utf8'), given.series)
if (!series) throw new Error(`${given.series} holds no series`)
const { changes } = series
/** Scales of the flagship's `war.front.fit`. */
const scales = { shock: 80, noise: 100, leastNoise: 10 }
const prior = localLevelPriorOf(scales, [])
const level = localLevelForecaster(prior, seed)
const ar1 = ar1Forecaster(ar1PriorOf(scales), seed)
const [last, ...others] = BASELINES
const all = [level, ar1, last!, ...others, poolOf([level, ar1, last!])]

const before = performance.now()
const rolling = rollingScores(changes, all, HORIZONS, Number(given.months))
const seconds = (performance.now() - before) / 1000
console.log(`${series.months[0]} to ${series.months.at(-1)}, ${rolling.origins.length} origins at most\n`)
for (const steps of HORIZONS) {
  const lines = scoreLines(rolling, 'localLevel', seed).filter((line) => line.steps === steps)
  console.log(`${steps} months ahead, ${lines[0]!.origins} origins`)
  console.log('  forecaster    CRPS  cover  interval    log   CRPS less the default’s [90 %]')
  for (const line of lines) {
    const { difference, interval } = line
    const cell = (x: number, width: number, digits = 0): string => x.toFixed(digits).padStart(width)
    const within = interval ? ` [${interval.low.toFixed(0)}, ${interval.high.toFixed(0)}]` : ' (all origins overlap)'
    const compared = difference === null ? '' : `${cell(difference, 5)}${within}`
    console.log(
      `  ${line.forecaster.padEnd(11)}${cell(line.crps, 7)}${cell(line.coverage.estimate, 7, 2)}${cell(line.intervalScore, 10)}${cell(line.logScore, 7, 2)}   ${compared}`,
    )
  }
  console.log('')
}
const start = performance.now()
sampleLocalLevel({ changes, driver: null }, prior, DEFAULT_CHAINS, { seed, stream: streamOf('bench/fit') })
const fit = (performance.now() - start) / 1000
const startRolling = performance.now()
for (let k = 0; k < ORIGINS; k++) {
  level.fit(changes.slice(0, changes.length - (k % 12)), 12)
  ar1.fit(changes.slice(0, changes.length - (k % 12)), 12)
}
const origins = (performance.now() - startRolling) / 1000
console.log(
  `the table ${seconds.toFixed(1)} s; one fit of ${changes.length} months, ${DEFAULT_CHAINS.chains} chains of ${DEFAULT_CHAINS.draws} draws, ${fit.toFixed(2)} s; ${ORIGINS} origins of both models ${origins.toFixed(2)} s`,
)
