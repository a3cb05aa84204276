/** The top of a smooth, concave likelihood by Newton's steps, halved where they overshoot. */
import { factorOf, solve } from '../../math/symmetric.ts'

/** A log likelihood at a point, its slope, and its curvature with the sign turned, row after row. */
export interface Slope {
  value: number
  readonly gradient: Float64Array
  readonly information: Float64Array
}

export interface Top {
  readonly at: Float64Array
  readonly slope: Slope
  readonly steps: number
  readonly converged: boolean
  /** 1 for parameters that were still on their way when the likelihood no longer changed, or have come so far that it
   *  is flat: they have no finite best value, or the data do not fix it. */
  readonly unbounded: Uint8Array
}

const MOST_STEPS = 60
const MOST_HALVINGS = 30
const MOST_LIFTS = 40
/** Steps smaller than this, in units in which parameters are of order 1, no longer move six digits. */
const SMALL_STEP = 1e-9
/** A likelihood that changes by less than this share has arrived. */
const SMALL_GAIN = 1e-11
/** A step that stays larger than this, while the likelihood no longer changes, leads nowhere. */
const DRIFT = 1e-4
/** Curvature that has come down to this share of what it was at the start is none: a step so far out that the
 *  likelihood is flat there is followed by no other. */
const FLAT = 1e-12

/** @param fill writes value, gradient and information at a point; a value or curvature that is not finite marks a
 *  point as out of reach. Source: Nocedal & Wright 2006, Numerical Optimization, §3.4 (Newton with an added multiple
 *  of the diagonal). */
export function newtonTop(start: Float64Array, fill: (at: Float64Array, slope: Slope) => void): Top {
  const size = start.length
  let at = start
  let here: Slope = { value: 0, gradient: new Float64Array(size), information: new Float64Array(size * size) }
  let there: Slope = { value: 0, gradient: new Float64Array(size), information: new Float64Array(size * size) }
  fill(at, here)
  const atStart = curvatureOf(here, size)
  const unbounded = (): Uint8Array => lost(step, curvatureOf(here, size), atStart)
  let step = newtonStep(here, size)
  for (let count = 0; count < MOST_STEPS; count++) {
    if (largest(step) <= SMALL_STEP) return { at, slope: here, steps: count, converged: true, unbounded: unbounded() }
    const bar = here.value - SMALL_GAIN * Math.abs(here.value)
    const holds = (): boolean =>
      there.value >= bar && there.value < Infinity && there.information.every(Number.isFinite)
    let share = 1
    let next = moved(at, step, share)
    fill(next, there)
    for (let half = 0; half < MOST_HALVINGS && !holds(); half++) {
      share /= 2
      next = moved(at, step, share)
      fill(next, there)
    }
    if (!holds()) break
    const gain = there.value - here.value
    at = next
    ;[here, there] = [there, here]
    step = newtonStep(here, size)
    const arrived = gain <= SMALL_GAIN * Math.abs(here.value) && count > 1
    if (arrived && largest(step) > DRIFT) {
      return { at, slope: here, steps: count + 1, converged: true, unbounded: unbounded() }
    }
  }
  return { at, slope: here, steps: MOST_STEPS, converged: largest(step) <= DRIFT, unbounded: unbounded() }
}

function newtonStep(slope: Slope, size: number): Float64Array {
  const matrix = slope.information.slice()
  // Away from the top the curvature may point the wrong way in some direction: lift it until every pivot is positive.
  for (let lift = 0, tries = 0; tries < MOST_LIFTS; tries++, lift = lift === 0 ? 1e-6 : lift * 4) {
    for (let i = 0; i < size; i++) {
      const own = slope.information[i * size + i]!
      matrix[i * size + i] = own + lift * Math.max(1, Math.abs(own))
    }
    const factor = factorOf(matrix, size)
    if (!factor.indefinite) return solve(factor, slope.gradient)
  }
  return new Float64Array(size)
}

function moved(at: Float64Array, step: Float64Array, share: number): Float64Array {
  return at.map((x, i) => x + share * step[i]!)
}

function largest(step: Float64Array): number {
  return step.reduce((most, x) => Math.max(most, Math.abs(x)), 0)
}

/** The own curvature of each parameter. */
function curvatureOf({ information }: Slope, size: number): Float64Array {
  return Float64Array.from({ length: size }, (_, i) => information[i * size + i]!)
}

function lost(step: Float64Array, curvature: Float64Array, atStart: Float64Array): Uint8Array {
  return Uint8Array.from(step, (x, i) => {
    const isFlat = atStart[i]! > 0 && curvature[i]! <= FLAT * atStart[i]!
    return Math.abs(x) > DRIFT || isFlat ? 1 : 0
  })
}
