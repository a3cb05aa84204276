/** From an evidence table to its record. */
import { defined } from '../../case/defined.ts'
import type { EvidenceCell, EvidenceTable } from '../../formats/evidence-table.ts'
import { mean, supportOf } from '../../math/distribution.ts'
import type { Distribution } from '../../math/distribution.ts'
import { seedOf } from '../../math/philox.ts'
import { clamp } from '../../math/statistics.ts'
import { bayesFactor, logEvidence, posteriorOf } from '../../methods/evidence/bayes.ts'
import { groupWeights, groupsOf } from '../../methods/evidence/group-weights.ts'
import { inconsistencies, ratingOf } from '../../methods/evidence/inconsistency.ts'
import type { Rating, RatingScale } from '../../methods/evidence/inconsistency.ts'
import { leaveOneGroupOut, leaveOneOut } from '../../methods/evidence/leave-out.ts'
import type { EvidenceMatrix, GroupRule } from '../../methods/evidence/matrix.ts'
import { posteriorRanges } from '../../methods/evidence/posterior-range.ts'
import type { PosteriorRange } from '../../methods/evidence/posterior-range.ts'
import { posteriorByPrior, priorFor } from '../../methods/evidence/prior-sensitivity.ts'
import { unseparatedPairs } from '../../methods/evidence/unseparated.ts'
import { weightOfEvidence } from '../../methods/evidence/weight-of-evidence.ts'
import type { EvidenceCaveat, EvidenceRecord, HypothesisRecord } from './record.ts'

export interface EvidenceQuestion {
  readonly rule: GroupRule
  readonly scale: RatingScale
  /** Draws for the interval of the posterior. */
  readonly draws: number
  readonly seed: number
}

/** Priors at which the posterior is shown. */
export const SHOWN_PRIORS: readonly number[] = [0.1, 0.25, 0.5, 0.75, 0.9]

export function weigh(table: EvidenceTable, question: EvidenceQuestion): EvidenceRecord {
  const { rule, scale } = question
  const matrix = matrixOf(table, scale)
  const weights = groupWeights(matrix, rule)
  const hypotheses = table.hypotheses.length
  const evidence = evidenceOf(matrix, weights, hypotheses)
  const single = leaveOneOut(matrix, rule)
  const ratings = table.items.map(({ cells }, e) => ratingsOf(cells, defined(matrix.likelihood[e])))
  const groups = groupsOf(matrix)
  const grouped = leaveOneGroupOut(matrix, rule)
  const unseparated = unseparatedPairs(matrix, weights)
  const name = (h: number): string => defined(table.hypotheses[h]).name
  return {
    kind: 'evidence',
    name: table.name,
    rule,
    scale,
    hypotheses: hypothesesOf(table, matrix, { evidence, ratings, weights }, rangesOf(table, question)),
    items: table.items.map((item, e) => ({
      name: item.name,
      says: item.says,
      group: item.group,
      credibility: meanOf(item.credibility),
      relevance: meanOf(item.relevance),
      weight: defined(weights[e]),
      likelihood: defined(matrix.likelihood[e]),
      ratings: defined(ratings[e]),
      diagnosticity: finite(weightOfEvidence(defined(matrix.likelihood[e]), defined(matrix.weight[e]))),
      without: plain(defined(single[e]).posterior),
    })),
    groups: groups.map((items, g) => ({
      name: defined(table.items[defined(items[0])]).group,
      items: items.map((e) => defined(table.items[e]).name),
      without: plain(defined(grouped[g]).posterior),
    })),
    bayesFactors: table.hypotheses.map((_, a) => table.hypotheses.map((_, b) => finite(bayesFactor(evidence, a, b)))),
    ungrouped: plain(posteriorOf(matrix.prior, evidenceOf(matrix, matrix.weight, hypotheses))),
    unseparated: unseparated.map(([a, b]) => [name(a), name(b)] as const),
    feeds: table.feeds,
    draws: question.draws,
    caveats: caveatsOf(table, groups.length),
    told: [],
  }
}

/** Means of what the table says, in [0, 1]; what does not apply is neutral. */
function matrixOf(table: EvidenceTable, scale: RatingScale): EvidenceMatrix {
  const marks = [...new Set(table.items.map(({ group }) => group))].filter((group) => group !== '')
  return {
    prior: table.hypotheses.map(({ prior }) => meanOf(prior)),
    likelihood: table.items.map(({ cells }) => cells.map((cell) => meanOf(distributionOf(cell, scale)))),
    weight: table.items.map(({ credibility, relevance }) => meanOf(credibility) * meanOf(relevance)),
    group: table.items.map(({ group }) => marks.indexOf(group)),
  }
}

const meanOf = (of: Distribution): number => clamp(mean(of), 0, 1)

function distributionOf(cell: EvidenceCell, scale: RatingScale): Distribution {
  switch (cell.kind) {
    case 'likelihood':
      return cell.of
    case 'rating':
      return { kind: 'fixed', value: scale[cell.rating] }
    case 'notApplicable':
      return { kind: 'fixed', value: scale.N }
  }
}

function evidenceOf(matrix: EvidenceMatrix, weights: ArrayLike<number>, hypotheses: number): Float64Array {
  return matrix.likelihood.length === 0 ? new Float64Array(hypotheses) : logEvidence(matrix, weights)
}

/** Ratings as given; likelihoods by their share of the item's largest. */
function ratingsOf(cells: readonly EvidenceCell[], likelihood: readonly number[]): Rating[] {
  const largest = Math.max(...likelihood)
  return cells.map((cell, h) => {
    if (cell.kind === 'rating') return cell.rating
    return cell.kind === 'notApplicable' ? 'N' : ratingOf(defined(likelihood[h]), largest)
  })
}

/** Null where no number of the table is uncertain. */
function rangesOf(
  table: EvidenceTable,
  { rule, scale, draws, seed }: EvidenceQuestion,
): readonly PosteriorRange[] | null {
  const likelihood = table.items.map(({ cells }) => cells.map((cell) => distributionOf(cell, scale)))
  const all = [
    ...table.hypotheses.map(({ prior }) => prior),
    ...table.items.flatMap(({ credibility, relevance }) => [credibility, relevance]),
    ...likelihood.flat(),
  ]
  if (draws === 0 || all.every(isFixed)) return null
  const marks = [...new Set(table.items.map(({ group }) => group))].filter((group) => group !== '')
  const { ranges } = posteriorRanges(
    {
      prior: table.hypotheses.map(({ prior }) => prior),
      likelihood,
      weight: table.items.map(({ credibility, relevance }) => [credibility, relevance]),
      group: table.items.map(({ group }) => marks.indexOf(group)),
    },
    rule,
    seedOf(seed),
    draws,
  )
  return ranges
}

function isFixed(of: Distribution): boolean {
  const { low, high } = supportOf(of)
  return low === high
}

interface Weighed {
  readonly evidence: Float64Array
  readonly ratings: readonly (readonly Rating[])[]
  readonly weights: Float64Array
}

function hypothesesOf(
  table: EvidenceTable,
  matrix: EvidenceMatrix,
  { evidence, ratings, weights }: Weighed,
  ranges: readonly PosteriorRange[] | null,
): readonly HypothesisRecord[] {
  const posterior = posteriorOf(matrix.prior, evidence)
  const none = new Float64Array(table.hypotheses.length)
  const even = ratings.length === 0 ? none : inconsistencies(ratings, new Float64Array(ratings.length).fill(1))
  const weighted = ratings.length === 0 ? none : inconsistencies(ratings, weights)
  const total = matrix.prior.reduce((sum, p) => sum + p, 0)
  return table.hypotheses.map(({ name }, h) => ({
    name,
    prior: defined(matrix.prior[h]) / total,
    posterior: posterior === null ? null : defined(posterior[h]),
    range: ranges === null ? null : rangeRecord(defined(ranges[h])),
    inconsistency: defined(even[h]),
    weightedInconsistency: defined(weighted[h]),
    priorForHalf: priorFor(matrix.prior, evidence, h, 0.5),
    byPrior: posteriorByPrior(matrix.prior, evidence, h, SHOWN_PRIORS),
  }))
}

function rangeRecord({ mean: centre, quantiles, leads }: PosteriorRange): NonNullable<HypothesisRecord['range']> {
  const [p05, p25, p50, p75, p95] = quantiles
  return { mean: centre, p05, p25, p50, p75, p95, leads }
}

const finite = (x: number | null): number | null => (x !== null && Number.isFinite(x) ? x : null)
const plain = (p: Float64Array | null): readonly number[] | null => (p === null ? null : Array.from(p))

function caveatsOf(table: EvidenceTable, groups: number): readonly EvidenceCaveat[] {
  const some = (kind: EvidenceCell['kind']): boolean =>
    table.items.some(({ cells }) => cells.some((cell) => cell.kind === kind))
  const found: (EvidenceCaveat | false)[] = [
    some('rating') && 'scale',
    some('notApplicable') && 'notApplicable',
    groups === 0 && table.items.length > 1 && 'ungrouped',
    'exhaustive',
  ]
  return found.filter((one) => one !== false)
}
