/** Property tests draw the same examples on every machine, so that a failure is a change in the code and not in the
 *  draw; `npm run conformance` draws others, and more of them. */
import fc from 'fast-check'

const { PROPERTY_SEED, PROPERTY_RUNS } = process.env
fc.configureGlobal({ seed: Number(PROPERTY_SEED ?? 1), numRuns: Number(PROPERTY_RUNS ?? 100) })

/** Of what a conformance run draws by default, a property that takes its time draws so many times what it draws in
 *  `npm test`. */
const TIMES = 5
const DEFAULT_RUNS = 2000

/** How many examples a property draws that says how many it needs. @param few in `npm test`. */
export function runs(few: number): number {
  return PROPERTY_RUNS === undefined ? few : Math.ceil((few * TIMES * Number(PROPERTY_RUNS)) / DEFAULT_RUNS)
}
