/** The posterior where priors, likelihoods and weights are themselves uncertain: its interval over what they may be. */
import { sampler } from '../../math/distribution.ts'
import type { Distribution } from '../../math/distribution.ts'
import { fillUniforms, streamOf } from '../../math/philox.ts'
import type { Seed } from '../../math/philox.ts'
import { clamp, quantileOf } from '../../math/statistics.ts'
import { matrixPosterior } from './bayes.ts'
import { groupWeights } from './group-weights.ts'
import type { EvidenceMatrix, GroupRule } from './matrix.ts'

/** An evidence matrix whose numbers are distributions. */
export interface UncertainMatrix {
  readonly prior: readonly Distribution[]
  readonly likelihood: readonly (readonly Distribution[])[]
  /** Factors of each item's weight, such as credibility and relevance. */
  readonly weight: readonly (readonly Distribution[])[]
  readonly group: readonly number[]
}

export interface PosteriorRange {
  readonly mean: number
  /** 5th, 25th, 50th, 75th and 95th percentiles. */
  readonly quantiles: readonly [number, number, number, number, number]
  /** Share of draws in which this hypothesis leads. */
  readonly leads: number
}

const PERCENTILES = [0.05, 0.25, 0.5, 0.75, 0.95] as const
const STREAM = streamOf('evidence/posterior-range')

/** By hypothesis, over `draws` draws; draws in which everything is excluded are left out and counted.
 *  Draws are a pure function of (seed, draw); probabilities outside 0 to 1 are cut. */
export function posteriorRanges(
  matrix: UncertainMatrix,
  rule: GroupRule,
  seed: Seed,
  draws: number,
): { readonly ranges: readonly PosteriorRange[]; readonly excluded: number } {
  const hypotheses = matrix.prior.length
  const items = matrix.likelihood.length
  const factors = matrix.weight.reduce((sum, of) => sum + of.length, 0)
  const uniforms = new Float64Array(hypotheses + items * hypotheses + factors)
  const samplers = samplersOf(matrix)
  const columns = matrix.prior.map(() => new Float64Array(draws))
  const leads = new Float64Array(hypotheses)
  let kept = 0
  for (let draw = 0; draw < draws; draw++) {
    fillUniforms(uniforms, seed, STREAM, draw)
    const drawn = drawMatrix(samplers, matrix.group, uniforms)
    const posterior = matrixPosterior(drawn, groupWeights(drawn, rule))
    if (posterior === null) continue
    posterior.forEach((p, h) => (columns[h]![kept] = p))
    leads[posterior.indexOf(posterior.reduce((most, p) => Math.max(most, p), 0))]!++
    kept++
  }
  const ranges = columns.map((column, h) => {
    const sorted = column.subarray(0, kept).slice().sort()
    const mean = kept === 0 ? 0 : sorted.reduce((sum, p) => sum + p, 0) / kept
    const [a, b, c, d, e] = PERCENTILES.map((p) => (kept === 0 ? 0 : quantileOf(sorted, p)))
    return { mean, quantiles: [a!, b!, c!, d!, e!] as const, leads: kept === 0 ? 0 : leads[h]! / kept }
  })
  return { ranges, excluded: draws - kept }
}

interface Samplers {
  readonly prior: readonly Sampler[]
  readonly likelihood: readonly (readonly Sampler[])[]
  readonly weight: readonly (readonly Sampler[])[]
}

type Sampler = (p: number) => number

function samplersOf({ prior, likelihood, weight }: UncertainMatrix): Samplers {
  return {
    prior: prior.map(sampler),
    likelihood: likelihood.map((row) => row.map(sampler)),
    weight: weight.map((of) => of.map(sampler)),
  }
}

function drawMatrix(
  { prior, likelihood, weight }: Samplers,
  group: readonly number[],
  uniforms: Float64Array,
): EvidenceMatrix {
  let at = 0
  const draw = (of: Sampler): number => clamp(of(uniforms[at++]!), 0, 1)
  return {
    prior: prior.map(draw),
    likelihood: likelihood.map((row) => row.map(draw)),
    weight: weight.map((of) => of.reduce((product, one) => product * draw(one), 1)),
    group,
  }
}
