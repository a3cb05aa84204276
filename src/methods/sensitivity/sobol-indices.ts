/** Variance-based indices of the inputs of a model from the outputs of a Saltelli design. */
import { eachResample, percentileInterval } from './bootstrap.ts'
import type { Estimated, Precision, Provenance, Refused, Withheld } from './result.ts'
import { defaultPrecision, inert, noSpread, provenance, refusalOf, withheldIfWide } from './result.ts'
import type { SaltelliPlan } from './saltelli.ts'
import { saltelliBlock } from './saltelli.ts'

/** Estimator of first-order indices: Saltelli's is the better for small indices, Jansen's for large ones. */
export type FirstOrder = 'saltelli' | 'jansen'

export interface SobolOptions extends Precision {
  readonly firstOrder: FirstOrder
  /** Inputs that the caller knows to have no spread. */
  readonly fixed: readonly number[]
}

export const defaultSobolOptions: SobolOptions = { ...defaultPrecision, firstOrder: 'saltelli', fixed: [] }

/** What an input explains of the output's variance, as shares. */
export type InputIndices = { readonly kind: 'indices'; readonly first: Estimated; readonly total: Estimated } | Withheld

/** What two inputs explain together beyond what each does alone. */
export interface PairIndex {
  readonly a: number
  readonly b: number
  readonly second: Estimated
}

export interface SobolIndices extends Provenance {
  readonly kind: 'sobol'
  readonly mean: number
  readonly variance: number
  readonly inputs: readonly InputIndices[]
  /** Empty unless the design has second-order rows. */
  readonly pairs: readonly PairIndex[]
}

/** Outputs less their mean, a column each for A, B and the hybrids. */
interface Columns {
  readonly n: number
  readonly mean: number
  readonly a: Float64Array
  readonly b: Float64Array
  readonly ab: readonly Float64Array[]
  readonly ba: readonly Float64Array[]
}

/** First-order, total and, if the design has the rows, second-order indices. `outputs` in the order of the design.
 *  Intervals resample base points; with Sobol points, which are better spread than independent ones, they are too wide
 *  as a rule. Where a pair of their dimensions is spread badly a first-order index near 0 can err by more: by 0.0012
 *  (root mean square) for one of the eight inputs of Sobol's G at 1,024 points.
 *  @throws RangeError where `outputs` is no whole number of blocks. Source: Saltelli et al. 2010, Computer Physics
 *  Communications 181, table 2: first order (b), or (c) after Jansen 1999, ibid. 117; total (f) after Jansen; second
 *  order Saltelli 2002, ibid. 145. */
export function sobolIndices(
  outputs: Float64Array,
  plan: SaltelliPlan,
  options: SobolOptions = defaultSobolOptions,
): SobolIndices | Refused {
  const block = saltelliBlock(plan)
  if (outputs.length % block !== 0) throw new RangeError(`outputs must come in blocks of ${block} rows`)
  const n = outputs.length / block
  const from = provenance(methodOf(plan, options), n, options)
  const refusal = refusalOf(outputs, from, 'base points')
  if (refusal !== null) return refusal
  const columns = centred(outputs, plan)
  const estimates = estimateAll(columns, plan, options)
  return {
    kind: 'sobol',
    ...from,
    mean: columns.mean,
    variance: estimates.variance,
    inputs: Array.from({ length: plan.inputs }, (_, i) => judged(columns, i, estimates, options)),
    pairs: estimates.pairs,
  }
}

function methodOf({ points, second }: SaltelliPlan, { firstOrder }: SobolOptions): string {
  const first = firstOrder === 'saltelli' ? 'Saltelli 2010' : 'Jansen 1999'
  return (
    `Sobol indices on ${points === 'sobol' ? 'scrambled Sobol' : 'random'} points; first order ${first}, ` +
    `total Jansen 1999${second ? ', second order Saltelli 2002' : ''}; percentile bootstrap of base points`
  )
}

function centred(outputs: Float64Array, plan: SaltelliPlan): Columns {
  const block = saltelliBlock(plan)
  const n = outputs.length / block
  let mean = 0
  for (let k = 0; k < n; k++) mean += (outputs[k * block]! + outputs[(k + 1) * block - 1]!) / (2 * n)
  const [a, ...rest] = Array.from({ length: block }, (_, place) =>
    Float64Array.from({ length: n }, (__, k) => outputs[k * block + place]! - mean),
  )
  return { n, mean, a: a!, b: rest.at(-1)!, ab: rest.slice(0, plan.inputs), ba: rest.slice(plan.inputs, -1) }
}

interface Estimates {
  readonly variance: number
  readonly first: readonly Estimated[]
  readonly total: readonly Estimated[]
  readonly pairs: readonly PairIndex[]
}

/** Terms whose weighted means make the indices, one array a place of the design. */
interface Terms {
  readonly first: readonly Float64Array[]
  readonly total: readonly Float64Array[]
  readonly second: readonly { readonly a: number; readonly b: number; readonly term: Float64Array }[]
}

interface Point {
  readonly variance: number
  readonly first: Float64Array
  readonly total: Float64Array
  readonly second: Float64Array
}

function estimateAll(columns: Columns, plan: SaltelliPlan, options: SobolOptions): Estimates {
  const terms = termsOf(columns, options.firstOrder)
  const point = pointEstimate(columns, terms, new Float64Array(columns.n).fill(1), options.firstOrder)
  const hold = (count: number): Float64Array[] =>
    Array.from({ length: count }, () => new Float64Array(options.resamples))
  const first = hold(plan.inputs),
    total = hold(plan.inputs),
    second = hold(terms.second.length)
  eachResample(columns.n, options, (counts, at) => {
    const { first: s1, total: st, second: s2 } = pointEstimate(columns, terms, counts, options.firstOrder)
    for (let i = 0; i < plan.inputs; i++) {
      first[i]![at] = s1[i]!
      total[i]![at] = st[i]!
    }
    for (let p = 0; p < s2.length; p++) second[p]![at] = s2[p]!
  })
  const interval =
    (values: Float64Array) =>
    (replicates: Float64Array, i: number): Estimated =>
      percentileInterval(values[i]!, replicates, options.level)
  const seconds = second.map(interval(point.second))
  return {
    variance: point.variance,
    first: first.map(interval(point.first)),
    total: total.map(interval(point.total)),
    pairs: terms.second.map(({ a, b }, p) => ({ a, b, second: seconds[p]! })),
  }
}

function termsOf({ n, a, b, ab, ba }: Columns, firstOrder: FirstOrder): Terms {
  const each = (term: (hybrid: Float64Array, k: number) => number): Float64Array[] =>
    ab.map((hybrid) => Float64Array.from({ length: n }, (_, k) => term(hybrid, k)))
  return {
    first: each(
      firstOrder === 'saltelli'
        ? (hybrid, k) => b[k]! * (hybrid[k]! - a[k]!)
        : (hybrid, k) => halfSquare(b[k]! - hybrid[k]!),
    ),
    total: each((hybrid, k) => halfSquare(a[k]! - hybrid[k]!)),
    second: ba.flatMap((back, i) =>
      ab.slice(i + 1).map((hybrid, k) => ({
        a: i,
        b: i + 1 + k,
        term: Float64Array.from({ length: n }, (_, at) => back[at]! * hybrid[at]! - a[at]! * b[at]!),
      })),
    ),
  }
}

function halfSquare(x: number): number {
  return (x * x) / 2
}

/** Indices with each base point counted `counts` times. */
function pointEstimate(columns: Columns, terms: Terms, counts: Float64Array, firstOrder: FirstOrder): Point {
  const {
    n,
    ab: { length: inputs },
  } = columns
  const variance = varianceOf(columns, counts)
  // A resample of equal outputs explains nothing; its indices are 0.
  const share = (term: Float64Array): number => (variance > 0 ? weighted(term, counts) / n / variance : 0)
  const first = new Float64Array(inputs),
    total = new Float64Array(inputs)
  for (let i = 0; i < inputs; i++) {
    first[i] = firstOrder === 'saltelli' ? share(terms.first[i]!) : 1 - share(terms.first[i]!)
    total[i] = share(terms.total[i]!)
  }
  const second = Float64Array.from(terms.second, ({ a, b, term }) => share(term) - first[a]! - first[b]!)
  return { variance, first, total, second }
}

/** Variance of the outputs of A and B together. */
function varianceOf({ n, a, b }: Columns, counts: Float64Array): number {
  let sum = 0,
    squares = 0
  for (let k = 0; k < n; k++) {
    sum += counts[k]! * (a[k]! + b[k]!)
    squares += counts[k]! * (a[k]! * a[k]! + b[k]! * b[k]!)
  }
  const mean = sum / (2 * n)
  return squares / (2 * n) - mean * mean
}

function weighted(term: Float64Array, counts: Float64Array): number {
  let sum = 0
  for (let k = 0; k < term.length; k++) sum += counts[k]! * term[k]!
  return sum
}

function judged(columns: Columns, i: number, estimates: Estimates, options: SobolOptions): InputIndices {
  if (options.fixed.includes(i)) return noSpread
  const hybrid = columns.ab[i]!
  if (columns.a.every((value, k) => value === hybrid[k])) return inert(columns.n, options.level)
  const first = estimates.first[i]!,
    total = estimates.total[i]!
  return withheldIfWide([first, total], columns.n, options) ?? { kind: 'indices', first, total }
}
