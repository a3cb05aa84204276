/** Property tests draw the same examples on every machine, so that a failure is a change in the code and not in the
 *  draw; `npm run conformance` draws others, and more of them. */
import fc from 'fast-check'

const { PROPERTY_SEED, PROPERTY_RUNS } = process.env
fc.configureGlobal({ seed: Number(PROPERTY_SEED ?? 1), numRuns: Number(PROPERTY_RUNS ?? 100) })
