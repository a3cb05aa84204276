/** The findings of a run: for every claim a verdict, its number and interval, and what turns it round. */
import type { Event } from '../../case/claim-test.ts'
import type { Model } from '../../case/model.ts'
import type { Claim } from '../../case/types.ts'
import type { Interval } from '../../math/statistics.ts'
import { hypothesisScopes, leavesOf, pairAt } from './claim-tally.ts'
import type { Leaf, LeafTally } from './claim-tally.ts'
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

/** One finding for each claim that has a test. */
export function findings(model: Model, tallies: readonly (readonly LeafTally[])[]): Finding[] {
  return model.case.claims.flatMap((claim, c) => (claim.test ? [finding(model, claim, tallies[c]!)] : []))
}

function finding(model: Model, claim: Claim, tallies: readonly LeafTally[]): Finding {
  const tests = leavesOf(claim.test!).map((leaf, k) => leafFinding(model, leaf, tallies[k]!))
  return { claim: claim.id, verdict: conjunction(tests.map((test) => test.verdict)), tests }
}

function leafFinding(model: Model, leaf: Leaf, tally: LeafTally): LeafFinding {
  const { above, below } = boundsOf(leaf)
  const estimates =
    'pair' in tally
      ? tally.pair.here.map((_, scope) => estimatePair(leaf, pairAt(tally.pair, scope)))
      : tally.single.map((count) => estimateSingle(leaf, count))
  const n = 'pair' in tally ? Math.min(tally.pair.here[0]!.n, tally.pair.there[0]!.n) : tally.single[0]!.n
  const interval = estimates[0]!
  const verdict = judge(interval, above, below)
  const scopes = scopeNames(model)
  const asked = scopesAskedAbout(model, leaf)
  const flips = estimates.flatMap((estimate, scope): Flip[] => {
    const there = judge(estimate, above, below)
    return scope > 0 && !asked.has(scope - 1) && estimate && isDecided(there) && there !== verdict
      ? [{ ...scopes[scope - 1]!, verdict: there, estimate: estimate.estimate }]
      : []
  })
  return { test: leaf.kind, verdict: turns(verdict, flips) ? 'depends' : verdict, interval, above, below, n, flips }
}

/** Scopes of hypothesis sets that the test itself asks about: that its answer depends on them says nothing. */
function scopesAskedAbout(model: Model, leaf: Leaf): Set<number> {
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
    ...model.arms
      .slice(1)
      .map(({ scenario }) => ({ kind: 'scenario' as const, id: scenarios[scenario]?.id ?? 'as written' })),
  ]
}
