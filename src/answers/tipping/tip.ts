/** Tipping: how far one assumption, or two, would have to be elsewhere for the verdict on a claim to turn. */
import { defined } from '../../case/defined.ts'
import type { Arm, Model } from '../../case/model.ts'
import type { Provenance } from '../../case/provenance.ts'
import type { Case, Spread } from '../../case/types.ts'
import { posteriorOfItems, weightOf } from '../../stages/evidence/counted.ts'
import { leafCounter, newLeafTally, pairAt } from '../../stages/findings/claim-tally.ts'
import type { Leaf } from '../../stages/findings/claim-tally.ts'
import { estimatePair, estimateSingle } from '../../stages/findings/verdict.ts'
import { mean, quantile, sdOf } from '../../math/distribution.ts'
import type { Distribution } from '../../math/distribution.ts'
import { Z_95, clamp } from '../../math/statistics.ts'
import { quantitiesSetBy } from '../../run/compile.ts'
import { flipMapPoint } from '../../methods/sensitivity/flip-map.ts'
import type { FlipMapPlan } from '../../methods/sensitivity/flip-map.ts'
import { tipping } from '../../methods/sensitivity/tipping.ts'
import type { Estimate, Tipping, TippingOptions } from '../../methods/sensitivity/tipping.ts'
import { tippingPairs } from '../../methods/sensitivity/tipping-pairs.ts'
import type { Change, ResponseTo, TippingPairs } from '../../methods/sensitivity/tipping-pairs.ts'
import type { Refused } from '../../methods/sensitivity/result.ts'
import { isFixed } from '../../stages/worlds/draw.ts'
import { meanOfQuantity } from '../../run/means.ts'
import { players, theatreOf } from '../../run/player.ts'

/** An assumption that can be put elsewhere: a quantity with spread, or the probability of a yes or no. Values are in
 *  the unit it is written in. */
export interface TipAssumption {
  readonly id: string
  readonly quantity: number
  readonly unit: string
  /** `chance`: a probability that the case gives as one number; its deviation is that of the yes or no, √(p(1 − p)).
   *  `prior`: one of a hypothesis. */
  readonly kind: 'quantity' | 'chance' | 'prior'
  readonly low: number
  readonly high: number
  readonly mean: number
  readonly deviation: number
  readonly provenance: Provenance
}

/** Share of a distribution left out beyond each end of the range tried: a normal quantity reaches three deviations each
 *  way. */
const TAIL = 0.00135

/** Every assumption of the first arm, in the order of the file. Of a hypothesis with two options the first prior stands
 *  for both. */
export function assumptionsOf(model: Model): TipAssumption[] {
  const arm = defined(model.arms[0])
  const kinds = probabilityKinds(model.case)
  return model.case.quantities.flatMap((quantity, q): TipAssumption[] => {
    const kind = kinds.get(q) ?? 'quantity'
    const spread = defined(arm.spreads[q])
    if (kind === 'mirror' || (kind === 'quantity' && isFixed(spread))) return []
    const { id, unit, provenance } = quantity
    return [{ id, quantity: q, unit, kind, provenance, ...rangeOf(model.case, arm, q, kind) }]
  })
}

/** Quantities that are probabilities of a draw of their own. */
function probabilityKinds(theCase: Case): ReadonlyMap<number, 'chance' | 'prior' | 'mirror'> {
  const { hypotheses, consents, redLines, bargaining } = theCase
  return new Map<number, 'chance' | 'prior' | 'mirror'>([
    ...redLines.map(({ firm }) => [firm, 'chance'] as const),
    ...consents.flatMap(({ members }) => members.map(({ probability }) => [probability, 'chance'] as const)),
    ...(bargaining?.proposals.map(({ probability }) => [probability, 'chance'] as const) ?? []),
    ...hypotheses.flatMap(({ options }) =>
      options.map(({ prior }, k) => [prior, options.length === 2 && k === 1 ? 'mirror' : 'prior'] as const),
    ),
  ])
}

function rangeOf(
  theCase: Case,
  arm: Arm,
  q: number,
  kind: TipAssumption['kind'],
): Pick<TipAssumption, 'low' | 'high' | 'mean' | 'deviation'> {
  const { low, high, factor } = defined(theCase.quantities[q])
  const spread = defined(arm.spreads[q])
  const { mean: centre, deviation } = momentsOf(theCase, arm, spread)
  if (kind !== 'quantity') {
    // A fixed number has no spread of its own, but what is drawn with it has.
    return {
      low: 0,
      high: 1,
      mean: centre,
      deviation: deviation > 0 ? deviation : Math.sqrt(Math.max(0, centre * (1 - centre))),
    }
  }
  const parts = spread.kind === 'plain' ? [spread.of] : spread.by
  const inRange = (x: number): number => clamp(x, low / factor, high / factor)
  return {
    low: inRange(Math.min(...parts.map((part) => quantile(part, TAIL)))),
    high: inRange(Math.max(...parts.map((part) => quantile(part, 1 - TAIL)))),
    mean: centre,
    deviation,
  }
}

/** Mean and deviation of a spread; options of a hypothesis count by their posterior with every quantity at its mean. */
function momentsOf(theCase: Case, arm: Arm, spread: Spread): { readonly mean: number; readonly deviation: number } {
  if (spread.kind === 'plain') return { mean: mean(spread.of), deviation: sdOf(spread.of) }
  const weights = weightsOf(theCase, arm, spread.set)
  const mixture: Distribution = {
    kind: 'mixture',
    parts: spread.by.map((of, k) => ({ weight: defined(weights[k]), of })),
  }
  return { mean: mean(mixture), deviation: sdOf(mixture) }
}

function weightsOf(theCase: Case, arm: Arm, set: number): Float64Array {
  const at = (quantity: number): number => meanOfQuantity(theCase, arm, quantity, mean)
  const items = theCase.evidence.filter((item) => item.set === set)
  return posteriorOfItems(
    defined(theCase.hypotheses[set]).options.map(({ prior }) => at(prior)),
    items.map((item) => ({ likelihood: item.likelihood.map(at), weight: weightOf(item, at), group: item.group })),
  )
}

/** What a claim's test is asked: the model with the arms that it needs ({@link modelFor}), and the scenario that was
 *  asked for. */
export interface TipQuestion {
  readonly model: Model
  readonly leaf: Leaf
  /** Scenario of the run, −1 for the case as written. */
  readonly asked: number | null
  readonly threshold: number
  readonly assumptions: readonly TipAssumption[]
}

/** The estimate that the verdict rests on, under changes of assumptions, over the first `model.worlds` worlds whatever
 *  the changes. An assumption takes the same value in both scenarios of a comparison, unless the scenario that is
 *  compared with sets it itself. Nothing else is drawn differently: what the case correlates with a changed assumption
 *  stays as it was. NaN where the condition holds in too few worlds. */
export function responder(question: TipQuestion): ResponseTo {
  const { model, leaf } = question
  const theatre = theatreOf(model)
  const count = leafCounter(model, [leaf])
  return (changes) => {
    const arms = model.arms.map((arm) => changed(question, arm, changes))
    const played = players({ ...model, arms }, arms, theatre)
    const tally = newLeafTally(model, leaf)
    for (let index = 0; index < model.worlds; index++) count([tally], played.at(index))
    const interval =
      'pair' in tally ? estimatePair(leaf, pairAt(tally.pair, 0)) : estimateSingle(leaf, defined(tally.single[0]))
    return interval
      ? { estimate: interval.estimate, standardError: (interval.high - interval.low) / 2 / Z_95 }
      : { estimate: NaN, standardError: NaN }
  }
}

function changed({ model, asked, assumptions }: TipQuestion, arm: Arm, changes: readonly Change[]): Arm {
  const spreads = [...arm.spreads]
  const ofScenario = arm.scenario === asked ? new Set() : quantitiesSetBy(model.case, arm.scenario)
  for (const { assumption, value } of changes) {
    for (const [quantity, to] of settings(model.case, arm, defined(assumptions[assumption]), value)) {
      if (!ofScenario.has(quantity)) spreads[quantity] = { kind: 'plain', of: { kind: 'fixed', value: to } }
    }
  }
  return { ...arm, spreads }
}

/** The quantities that an assumption moves: a prior takes from the others of its set in proportion, so that they still
 *  sum to 1. */
function settings(
  theCase: Case,
  arm: Arm,
  { quantity, kind }: TipAssumption,
  value: number,
): (readonly [number, number])[] {
  if (kind !== 'prior') return [[quantity, value]]
  const set = defined(theCase.hypotheses.find(({ options }) => options.some(({ prior }) => prior === quantity)))
  const others = set.options.map(({ prior }) => prior).filter((prior) => prior !== quantity)
  const shares = others.map((prior) => meanOfQuantity(theCase, arm, prior, mean))
  const total = shares.reduce((sum, share) => sum + share, 0)
  return [
    [quantity, value],
    ...others.map(
      (prior, k) => [prior, (1 - value) * (total > 0 ? defined(shares[k]) / total : 1 / others.length)] as const,
    ),
  ]
}

/** What a row of a tipping analysis is. */
export type TipRows =
  /** The claim as it is in row 0, then both ends of each assumption of `of` in turn. */
  | { readonly kind: 'ends'; readonly of: readonly number[] }
  /** The tipping values of assumption `of[row]`. */
  | { readonly kind: 'tips'; readonly of: readonly number[]; readonly options: TippingOptions }
  | { readonly kind: 'map'; readonly of: readonly [number, number]; readonly plan: FlipMapPlan }
  /** Two assumptions together, by row. */
  | { readonly kind: 'pairs'; readonly of: readonly (readonly [number, number])[]; readonly options: TippingOptions }

export interface TipJob {
  readonly kind: 'tip'
  readonly question: TipQuestion
  readonly rows: TipRows
}

export type TipRow = Estimate | TippedAssumption | TippingPairs | Refused

/** The rows of a tipping analysis, in any order; estimates once made are kept for the rows that follow. */
export function tipRows({ question, rows }: TipJob): (row: number) => TipRow {
  const respond = remembering(responder(question))
  switch (rows.kind) {
    case 'ends':
      return (row) => {
        if (row === 0) return respond([])
        const assumption = defined(rows.of[(row - 1) >> 1])
        return respond([
          { assumption, value: defined(question.assumptions[assumption])[row % 2 === 1 ? 'low' : 'high'] },
        ])
      }
    case 'tips':
      return (row) => tipOf(question, respond, defined(rows.of[row]), rows.options)
    case 'map':
      return (row) => {
        const { x, y } = flipMapPoint(rows.plan, row)
        return respond([
          { assumption: rows.of[0], value: x },
          { assumption: rows.of[1], value: y },
        ])
      }
    case 'pairs':
      return (row) => pairOf(question, respond, defined(rows.of[row]), rows.options)
  }
}

function remembering(respond: ResponseTo): ResponseTo {
  const known = new Map<string, Estimate>()
  return (changes) => {
    const key = changes.map(({ assumption, value }) => `${assumption}=${value}`).join()
    const estimate = known.get(key) ?? respond(changes)
    known.set(key, estimate)
    return estimate
  }
}

/** The tipping values of an assumption, and the part of its range in which the claim can be tested at all. */
export interface TippedAssumption {
  readonly assumption: number
  readonly low: number
  readonly high: number
  readonly result: Tipping
}

function tipOf(
  { assumptions, threshold }: TipQuestion,
  respond: ResponseTo,
  assumption: number,
  options: TippingOptions,
): TippedAssumption {
  const { low, high, mean: centre, deviation } = defined(assumptions[assumption])
  const response = (value: number): Estimate => respond([{ assumption, value }])
  const tested = testable(response, low, high, options.steps)
  return {
    assumption,
    ...tested,
    result: tipping(response, { ...tested, threshold, mean: centre, deviation }, options),
  }
}

/** The longest run of steps at which the estimate is a number; the whole range where it is one nowhere, so that the
 *  analysis says so. */
function testable(
  response: (value: number) => Estimate,
  low: number,
  high: number,
  steps: number,
): { readonly low: number; readonly high: number } {
  let best = { from: 0, to: 0 }
  let from = 0
  const at = (k: number): number => (k === steps ? high : low + ((high - low) * k) / steps)
  for (let k = 0; k <= steps; k++) {
    if (!Number.isFinite(response(at(k)).estimate)) from = k + 1
    else if (k - from > best.to - best.from) best = { from, to: k }
  }
  return best.to > best.from ? { low: at(best.from), high: at(best.to) } : { low, high }
}

function pairOf(
  { assumptions, threshold }: TipQuestion,
  respond: ResponseTo,
  pair: readonly [number, number],
  options: TippingOptions,
): TippingPairs | Refused {
  const both = pair.map((k) => defined(assumptions[k]))
  const result = tippingPairs(
    (changes) => respond(changes.map(({ assumption, value }) => ({ assumption: defined(pair[assumption]), value }))),
    both,
    threshold,
    { ...options, budget: 1 },
  )
  return result.kind === 'pairs'
    ? {
        ...result,
        pairs: result.pairs.map((found) => ({ ...found, a: defined(pair[found.a]), b: defined(pair[found.b]) })),
      }
    : result
}

/** The estimate at both ends of an assumption's range. */
export interface TipEnds {
  readonly assumption: number
  readonly low: Estimate
  readonly high: Estimate
}

/** The assumptions worth a closer look: those with an end on the other side of the threshold than the claim as it is,
 *  then those that move it most, `most` at the most. One that changes nothing in any world is not among them. */
export function promising(now: Estimate, ends: readonly TipEnds[], threshold: number, most: number): number[] {
  const above = ({ estimate }: Estimate): boolean => estimate >= threshold
  const ranked = ends.map(({ assumption, low, high }) => ({
    assumption,
    flips: above(low) !== above(now) || above(high) !== above(now),
    moves: Math.max(movement(low, now), movement(high, now)),
  }))
  return ranked
    .filter(({ moves }) => moves > 0)
    .sort((a, b) => Number(b.flips) - Number(a.flips) || b.moves - a.moves || a.assumption - b.assumption)
    .slice(0, most)
    .map(({ assumption }) => assumption)
}

/** Ends at which the claim cannot be tested are worth a closer look before others. */
function movement({ estimate }: Estimate, now: Estimate): number {
  return Number.isFinite(estimate) ? Math.abs(estimate - now.estimate) : Infinity
}
