/** The numbers of a finding in words, in the unit that its test speaks in. */
import { standsOut } from '../../src/internal.ts'
import type { LeafFinding, OverReadings } from '../../src/internal.ts'
import { percent, rough, signed, whole } from './numbers.ts'

/** Digits of a mean: one more than its interval needs, so that a bound and a value near it can be told apart. */
const DIGITS = 3

/** What the mean of a test is counted in: a share, points between two shares, or so many of something. */
export type FindingUnit =
  | { readonly kind: 'share' | 'points' }
  /** Empty where the noun says all. */
  | { readonly kind: 'plain'; readonly words: string }

export const PLAIN_UNIT: FindingUnit = { kind: 'plain', words: '' }

/** `35 %` for a probability, `−7 points` for a difference of two, a number with its unit for a mean. */
export function findingValue({ test }: Pick<LeafFinding, 'test'>, x: number, unit: FindingUnit = PLAIN_UNIT): string {
  switch (test) {
    case 'probability':
      return percent(x)
    case 'difference':
    case 'likeliest':
      return pointsOf(x)
    case 'mean':
    case 'meanDifference':
      if (unit.kind === 'plain') return `${rough(x, DIGITS)} ${unit.words}`.trim()
      return unit.kind === 'share' && test === 'mean' ? percent(x) : pointsOf(x)
  }
}

/** Where the number of a test can lie: a probability between 0 and 1, a difference of two between −1 and 1. */
export function findingEnds({ test }: Pick<LeafFinding, 'test'>, unit: FindingUnit): readonly [number, number] {
  if (test === 'probability' || (test === 'mean' && unit.kind === 'share')) return [0, 1]
  return test === 'difference' || test === 'likeliest' || unit.kind !== 'plain' ? [-1, 1] : [-Infinity, Infinity]
}

function pointsOf(x: number): string {
  return `${signed(Math.round(x * 100))} ${Math.abs(Math.round(x * 100)) === 1 ? 'point' : 'points'}`
}

/** Whether a spread over readings is there, and stands out of its noise. */
export function isTold(readings: OverReadings | null): readings is OverReadings {
  return readings !== null && standsOut(readings)
}

/** `35 % [34 to 36] (20 to 48 for half of the readings of its judgements)`: the Monte Carlo error, and where the
 *  judgements put the number; `35 %, exact` where it was worked out and not counted. */
export function findingInterval(finding: LeafFinding, unit: FindingUnit = PLAIN_UNIT): string {
  const { interval, n } = finding
  if (!interval) return `too few worlds (${n})`
  const end = (x: number): string => (isMean(finding) && unit.kind === 'plain' ? rough(x, DIGITS) : whole(x * 100))
  const half = halfOfReadings(finding, end)
  const ends = [end(interval.low), end(interval.high)]
  // Both ends at the number itself add nothing to it.
  const isSharp = ends[0] === ends[1] && (finding.test === 'probability' || unit.kind !== 'plain')
  const error = finding.exact ? ', exact' : isSharp ? '' : ` [${ends.join(' to ')}]`
  return `${findingValue(finding, interval.estimate, unit)}${error}${half}`
}

/** In brackets where the judgements put the number, or why that is not said.
 *  @param isTurned where the number is told with its sign turned, as so much lower. */
export function halfOfReadings(finding: LeafFinding, end: (x: number) => string, isTurned = false): string {
  const { readings } = finding
  if (!isTold(readings)) return readingsLeftOut(finding)
  const [low, high] = isTurned ? [-readings.p75, -readings.p25] : [readings.p25, readings.p75]
  return ` (${end(low)} to ${end(high)} for half of the readings of its judgements)`
}

/** Why nothing is said of how a number differs over the readings; empty where no judgement varies, or none of them
 *  bears on a number that was worked out. */
function readingsLeftOut({ spread, exact }: LeafFinding): string {
  if (exact || spread === null || spread === 'told') return ''
  return spread === 'withinNoise'
    ? ' (its judgements move it by no more than the noise of the worlds)'
    : ' (too few worlds to tell how its judgements move it)'
}

function isMean({ test }: LeafFinding): boolean {
  return test === 'mean' || test === 'meanDifference'
}

/** What the test asks for: `above 50 %`; empty where it has no bound of its own. */
export function findingBounds(finding: LeafFinding, unit: FindingUnit = PLAIN_UNIT): string {
  const { above, below } = finding
  const value = (x: number): string => findingValue(finding, x, unit)
  return [
    ...(Number.isFinite(above) ? [`above ${value(above)}`] : []),
    ...(Number.isFinite(below) ? [`below ${value(below)}`] : []),
  ].join(' and ')
}
