/** The findings of a run: for every claim a verdict, its number and interval, and what turns it round. */
import type { Event } from '../../case/claim-test.ts'
import type { Model } from '../../case/model.ts'
import type { Claim } from '../../case/types.ts'
import { normalQuantile } from '../../math/normal.ts'
import type { Interval } from '../../math/statistics.ts'
import { armIndex, armOfScenario, hypothesisScopes, leavesOf, pairAt } from './claim-tally.ts'
import type { Leaf, LeafTally } from './claim-tally.ts'
import { exactBelief, setsAlone, standAlone } from './exact-belief.ts'
import { leafReadings } from './leaf-readings.ts'
import type { LeafPairs } from './leaf-readings.ts'
import { spreadKnown } from './over-readings.ts'
import type { OverReadings, SpreadKnown } from './over-readings.ts'
import { boundsOf, conjunction, estimatePair, estimateSingle, judge } from './verdict.ts'
import type { VerdictKind } from './verdict.ts'

/** A hypothesis or scenario under which the verdict is another. */
export interface Flip {
  readonly kind: 'hypothesis' | 'scenario'
  /** `set: option`, or the id of a scenario. */
  readonly id: string
  readonly verdict: VerdictKind
  readonly estimate: number
}

export interface LeafFinding {
  readonly test: Leaf['kind']
  readonly verdict: VerdictKind
  /** Probability, difference or mean; for `likeliest` the lead over the next. Null where it cannot be told. */
  readonly interval: Interval | null
  /** Whether the number was worked out rather than counted, so that its interval is a point. */
  readonly exact: boolean
  /** How that number differs over the readings of the judgements; null where none varies, or too few worlds tell. */
  readonly readings: OverReadings | null
  /** What can be said of that; null where no judgement varies. */
  readonly spread: SpreadKnown | null
  readonly above: number
  readonly below: number
  /** Worlds in which the condition held, of those that ran. */
  readonly n: number
  readonly flips: readonly Flip[]
}

/** What a run says of a claim: its verdict, the number of each of its tests with its interval, what would flip it. */
export interface Finding {
  readonly claim: string
  readonly verdict: VerdictKind
  readonly tests: readonly LeafFinding[]
}

/** One finding for each claim that has a test. @param pairs what worlds that share a reading saw, by claim, then test;
 *  none where no judgement varies. */
export function findings(
  model: Model,
  tallies: readonly (readonly LeafTally[])[],
  pairs: readonly (readonly LeafPairs[])[] = [],
): Finding[] {
  return model.case.claims.flatMap((claim, c) =>
    claim.test ? [finding(model, claim, tallies[c]!, pairs[c] ?? [])] : [],
  )
}

function finding(model: Model, claim: Claim, tallies: readonly LeafTally[], pairs: readonly LeafPairs[]): Finding {
  const tests = leavesOf(claim.test!).map((leaf, k) => {
    const readings = pairs[k] === undefined ? null : leafReadings(leaf, pairs[k])
    const spread = pairs[k] === undefined ? null : spreadKnown(readings)
    return { ...leafFinding(model, leaf, tallies[k]!), readings, spread }
  })
  return { claim: claim.id, verdict: conjunction(tests.map((test) => test.verdict)), tests }
}

function leafFinding(model: Model, leaf: Leaf, tally: LeafTally): Omit<LeafFinding, 'readings' | 'spread'> {
  const { above, below } = boundsOf(leaf)
  const n = 'pair' in tally ? Math.min(tally.pair.here[0]!.n, tally.pair.there[0]!.n) : tally.single[0]!.n
  const sets = setsAlone(leaf)
  const exact = sets && exactly(model, leaf, sets)
  const counted = (scope: number, z?: number): Interval | null =>
    'pair' in tally ? estimatePair(leaf, pairAt(tally.pair, scope), z) : estimateSingle(leaf, tally.single[scope]!, z)
  const estimate = (scope: number, z?: number): Interval | null => exact?.[scope] ?? counted(scope, z)
  const interval = estimate(0)
  const verdict = judge(interval, above, below)
  const scopes = scopeNames(model)
  const silent = silentScopes(model, leaf, sets)
  const looked = Array.from({ length: ('pair' in tally ? tally.pair.here : tally.single).length }, (_, scope) => scope)
    .slice(1)
    .filter((scope) => !silent.has(scope - 1) && estimate(scope) !== null)
  const flips = holm(looked, (scope, z) => {
    const there = judge(estimate(scope, z), above, below)
    return isDecided(there) && there !== verdict
  }).map((scope): Flip => {
    const there = estimate(scope)!
    return { ...scopes[scope - 1]!, verdict: judge(there, above, below), estimate: there.estimate }
  })
  return {
    test: leaf.kind,
    verdict: turns(verdict, flips) ? 'depends' : verdict,
    interval,
    exact: exact?.[0] != null,
    above,
    below,
    n,
    flips,
  }
}

/** The answer to a test about hypotheses alone by scope, where it needs no counting: of all worlds, and under each
 *  scenario that ran beside. */
function exactly(model: Model, leaf: Leaf, sets: readonly number[]): readonly (Interval | null)[] {
  const { case: theCase, arms } = model
  const belief = (arm: number): number | null => exactBelief(theCase, arms[arm]!, leaf, sets)
  const point = (x: number | null): Interval | null => (x === null ? null : { estimate: x, low: x, high: x })
  const options = hypothesisScopes(model).map(() => null)
  if (leaf.kind !== 'difference') {
    const first = point(belief(armIndex(model, leaf.scenario)))
    return leaf.scenario !== null ? [first] : [first, ...options, ...arms.slice(1).map((_, k) => point(belief(k + 1)))]
  }
  const [here, there] = [belief(armIndex(model, leaf.scenario)), belief(armOfScenario(model, leaf.against))]
  return [point(here === null || there === null ? null : here - there)]
}

/** Chance that any verdict of a test is said to turn where none does. */
const ERROR = 0.05

/** Options and scenarios under which a verdict turns, all of them at once: among many that change nothing some would
 *  seem to by chance.
 *  @param turnsAt whether the verdict turns there with an interval of so many standard errors. Source: Holm 1979, A
 *  simple sequentially rejective multiple test procedure, Scandinavian Journal of Statistics 6. */
export function holm(looked: readonly number[], turnsAt: (scope: number, z: number) => boolean): number[] {
  let turned: number[] = []
  for (;;) {
    const z = -normalQuantile(ERROR / 2 / Math.max(1, looked.length - turned.length))
    const more = looked.filter((scope) => turned.includes(scope) || turnsAt(scope, z))
    if (more.length === turned.length) return turned
    turned = more
  }
}

/** Scopes whose verdict says nothing: of hypothesis sets that the test itself asks about; and of all others, where a
 *  test asks about sets on which they have no bearing. */
function silentScopes(model: Model, leaf: Leaf, alone: readonly number[] | null): Set<number> {
  if (alone && standAlone(model, alone)) return new Set(hypothesisScopes(model).keys())
  const sets = new Set<number>()
  const visit = (event: Event): void => {
    if (event.kind === 'hypothesis') sets.add(event.set)
    if (event.kind === 'all' || event.kind === 'any') event.of.forEach(visit)
    if (event.kind === 'not') visit(event.of)
  }
  if (leaf.kind === 'probability' || leaf.kind === 'difference') visit(leaf.of)
  if (leaf.kind === 'likeliest') leaf.of.forEach(visit)
  if (leaf.given) visit(leaf.given)
  return new Set(hypothesisScopes(model).flatMap(({ set }, scope) => (sets.has(set) ? [scope] : [])))
}

function isDecided(verdict: VerdictKind): boolean {
  return verdict === 'supported' || verdict === 'contradicted'
}

/** A decided verdict depends on a hypothesis that reverses it; an undecided one on what decides it both ways. */
function turns(verdict: VerdictKind, flips: readonly Flip[]): boolean {
  if (isDecided(verdict)) return flips.some((flip) => flip.kind === 'hypothesis')
  return (
    verdict === 'undecided' &&
    flips.some((flip) => flip.verdict === 'supported') &&
    flips.some((flip) => flip.verdict === 'contradicted')
  )
}

function scopeNames(model: Model): { kind: Flip['kind']; id: string }[] {
  const { hypotheses, scenarios } = model.case
  return [
    ...hypothesisScopes(model).map(({ set, option }) => ({
      kind: 'hypothesis' as const,
      id: `${hypotheses[set]!.id}: ${hypotheses[set]!.options[option]!.id}`,
    })),
    ...model.arms.slice(1).map(({ scenario }) => ({
      kind: 'scenario' as const,
      id: scenario === null ? 'as written' : scenarios[scenario]!.id,
    })),
  ]
}
