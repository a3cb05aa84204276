/** Value of information: what it is worth, for a decision or a verdict, to learn an assumption first. */
import { seedOf, streamOf } from '../../math/philox.ts'
import { quantileOf } from '../../math/statistics.ts'
import { eachResample, percentileInterval } from './bootstrap.ts'
import type { Information } from './imperfect-information.ts'
import { signalOf } from './imperfect-information.ts'
import type { Estimated, Precision, Provenance, Refused, Withheld } from './result.ts'
import { noSpread, provenance, refusalOf, withheldIfWide } from './result.ts'
import { permutation } from './shuffle.ts'
import type { Slices } from './slices.ts'
import { equalSlices, withheldIfThin } from './slices.ts'

/** Net benefit of each decision in each world, one column a decision, in any unit. */
export type Benefits = readonly Float64Array[]

export interface InformationOptions extends Precision {
  readonly information: Information
  /** Slices within which the benefit is averaged. */
  readonly slices: number
  /** Shuffles of the benefits behind the correction and the noise threshold. */
  readonly shuffles: number
}

/** Twenty slices: the error of averaging falls with the square of their number, the bias grows with it. */
export const defaultInformationOptions: InformationOptions = {
  seed: 1,
  level: 0.95,
  resamples: 400,
  information: { kind: 'perfect' },
  slices: 20,
  shuffles: 50,
}

/** Fewest worlds in a slice whose mean benefit is worth deciding by; a usual lower bound for normal approximation. */
const FEWEST_IN_SLICE = 20

export type InputValue =
  | {
      readonly kind: 'value'
      /** Expected gain from learning the assumption first, less what chance alone seems to bring; at least 0. */
      readonly value: Estimated
      /** The same before this correction, and the mean of it when the worlds are shuffled. */
      readonly uncorrected: number
      readonly byChance: number
      /** What an assumption without any bearing would exceed with probability 1 - level. */
      readonly noise: number
      readonly aboveNoise: boolean
    }
  | Withheld

export interface ValueOfInformation extends Provenance {
  readonly kind: 'information'
  /** The best decision without further information, and its expected benefit. */
  readonly decision: number
  readonly benefit: number
  /** Expected value of knowing everything that varies between worlds: no study can be worth more. */
  readonly everything: Estimated
  readonly inputs: readonly InputValue[]
}

const SHUFFLES = streamOf('sensitivity/information-shuffles')

/** Benefits of the two verdicts on a finding, `holds` (0) and `does not hold` (1), as losses below 0: calling a claim
 *  that fails true costs `threshold`, calling one that holds false costs 1 - `threshold`. So `holds` is the better
 *  verdict exactly where the claim's probability is at least `threshold`.
 *  @throws RangeError unless `threshold` is between 0 and 1. */
export function verdictBenefits(holds: Float64Array, threshold: number): Benefits {
  if (!(threshold >= 0 && threshold <= 1)) throw new RangeError('threshold must be between 0 and 1')
  return [holds.map((yes) => -threshold * (1 - yes)), holds.map((yes) => -(1 - threshold) * yes)]
}

/** Expected value of perfect information, and of learning each assumption (given as columns of the sample), perfectly
 *  or as `information` says. The benefit given an assumption is its mean over slices of the sample.
 *  @throws RangeError where there are fewer than two decisions or columns differ in length.
 *  Source: Strong & Oakley 2013, Medical Decision Making 33, for one assumption by binning; imperfect information as
 *  regression on a simulated result, Strong, Oakley, Brennan & Breeze 2015, Medical Decision Making 35. */
export function valueOfInformation(
  inputs: readonly Float64Array[],
  benefits: Benefits,
  options: InformationOptions = defaultInformationOptions,
): ValueOfInformation | Refused {
  const [first] = benefits
  if (first === undefined || benefits.length < 2) throw new RangeError('a choice needs at least two decisions')
  const n = first.length
  if ([...inputs, ...benefits].some((column) => column.length !== n)) {
    throw new RangeError('columns must have the same length')
  }
  const from = provenance(methodOf(options.information), n, options)
  const refusal = refusalOfBenefits(benefits, from)
  if (refusal !== null) return refusal
  const regrets = regretsOf(benefits)
  const ones = new Float64Array(n).fill(1)
  const expected = meansOf(regrets, ones)
  const decision = expected.indexOf(Math.max(...expected))
  return {
    kind: 'information',
    ...from,
    decision,
    benefit: meansOf(benefits, ones)[decision]!,
    everything: everythingOf(regrets, options),
    inputs: valuesOf(inputs, regrets, options),
  }
}

function methodOf(information: Information): string {
  const learnt =
    information.kind === 'perfect'
      ? 'perfect information'
      : information.kind === 'measured'
        ? `a measurement of reliability ${information.reliability}`
        : `a report of accuracy ${information.accuracy}`
  return `value of ${learnt} by binning, Strong & Oakley 2013; bootstrap of worlds, corrected by shuffling`
}

function refusalOfBenefits(benefits: Benefits, from: Provenance): Refused | null {
  for (const column of benefits) {
    const refusal = refusalOf(column, from, 'worlds')
    if (refusal !== null && refusal.cause !== 'constantOutput') return refusal
  }
  const constant = benefits.slice(1).map((column) =>
    refusalOf(
      column.map((value, world) => value - benefits[0]![world]!),
      from,
      'worlds',
    ),
  )
  if (constant.some((refusal) => refusal === null)) return null
  return { ...constant[0]!, reason: 'the decisions differ by the same in every world: nothing to learn' }
}

/** Benefits less the best of the world, so that sums lose no digits to what all decisions have in common. */
function regretsOf(benefits: Benefits): Benefits {
  const best = benefits[0]!.map((_, world) => Math.max(...benefits.map((column) => column[world]!)))
  return benefits.map((column) => column.map((value, world) => value - best[world]!))
}

function meansOf(benefits: Benefits, counts: Float64Array): readonly number[] {
  return benefits.map((column) => {
    let sum = 0
    for (let world = 0; world < column.length; world++) sum += counts[world]! * column[world]!
    return sum / column.length
  })
}

/** Knowing everything brings the regret of the best decision down to 0. */
function everythingOf(regrets: Benefits, options: InformationOptions): Estimated {
  const n = regrets[0]!.length
  const value = (counts: Float64Array): number => 0 - Math.max(...meansOf(regrets, counts))
  const replicates = new Float64Array(options.resamples)
  eachResample(n, options, (counts, at) => {
    replicates[at] = value(counts)
  })
  return percentileInterval(value(new Float64Array(n).fill(1)), replicates, options.level)
}

/** The slices of what is learnt of an assumption, or why it has none worth deciding by. */
function slicesOf(input: Float64Array, which: number, options: InformationOptions): Slices | Withheld {
  if (input.every((value) => value === input[0])) return noSpread
  const slices = equalSlices(signalOf(input, options.information, options.seed, which), options.slices)
  if (slices.sizes.length === 1) return noSpread
  return withheldIfThin(slices, FEWEST_IN_SLICE) ?? slices
}

/** Every assumption's value; resamples and shuffles are the same for all, so that they compare. */
function valuesOf(
  inputs: readonly Float64Array[],
  regrets: Benefits,
  options: InformationOptions,
): readonly InputValue[] {
  const n = regrets[0]!.length
  const sliced = inputs.map((input, which) => slicesOf(input, which, options))
  const replicates = sliced.map(() => new Float64Array(options.resamples))
  const shuffled = sliced.map(() => new Float64Array(options.shuffles))
  const ones = new Float64Array(n).fill(1)
  const record = (into: readonly Float64Array[], at: number, benefits: Benefits, counts: Float64Array): void => {
    sliced.forEach((one, which) => {
      if ('labels' in one) into[which]![at] = gainOf(benefits, one, counts)
    })
  }
  eachResample(n, options, (counts, at) => {
    record(replicates, at, regrets, counts)
  })
  for (let at = 0; at < options.shuffles; at++) {
    const order = permutation(n, seedOf(options.seed), SHUFFLES, at)
    record(
      shuffled,
      at,
      regrets.map((column) => column.map((_, world) => column[order[world]!]!)),
      ones,
    )
  }
  return sliced.map((one, which) =>
    'labels' in one
      ? valueOf(gainOf(regrets, one, ones), replicates[which]!, shuffled[which]!.sort(), options, n)
      : one,
  )
}

function valueOf(
  uncorrected: number,
  replicates: Float64Array,
  shuffled: Float64Array,
  options: InformationOptions,
  n: number,
): InputValue {
  const byChance = shuffled.reduce((sum, value) => sum + value, 0) / shuffled.length
  const noise = quantileOf(shuffled, options.level)
  const value = recentred(Math.max(0, uncorrected - byChance), replicates, options.level)
  return (
    withheldIfWide([value], n, options) ?? {
      kind: 'value',
      value,
      uncorrected,
      byChance,
      noise,
      aboveNoise: uncorrected > noise,
    }
  )
}

/** Mean benefit of deciding by slice, less that of the best decision for all. */
function gainOf(benefits: Benefits, { labels, sizes }: Slices, counts: Float64Array): number {
  const n = labels.length
  const slices = sizes.length
  const best = new Float64Array(slices).fill(-Infinity)
  const sums = new Float64Array(slices)
  let overall = -Infinity
  for (const column of benefits) {
    sums.fill(0)
    for (let world = 0; world < n; world++) sums[labels[world]!]! += counts[world]! * column[world]!
    let all = 0
    for (let slice = 0; slice < slices; slice++) {
      all += sums[slice]!
      best[slice] = Math.max(best[slice]!, sums[slice]!)
    }
    overall = Math.max(overall, all)
  }
  let informed = 0
  for (const sum of best) informed += sum
  return Math.max(0, informed - overall) / n
}

/** The percentile interval moved so that its mean is the corrected estimate: resampling repeats the bias that the
 *  correction took off. Values below 0 are cut, as information cannot do harm. */
function recentred(estimate: number, replicates: Float64Array, level: number): Estimated {
  const shift = estimate - replicates.reduce((sum, value) => sum + value, 0) / replicates.length
  const { low, high, standardError } = percentileInterval(estimate, replicates, level)
  return { estimate, low: Math.max(0, low + shift), high: Math.max(estimate, high + shift), standardError }
}
