/** Reads events and numbers off the outcome of a world. */
import type { Event, Metric } from '../../case/claim-test.ts'
import { playerAt } from '../../case/indices.ts'
import type { ActorIndex } from '../../case/indices.ts'
import { survivalAt } from '../durability/survival.ts'
import { exp } from '../../math/elementary.ts'
import type { Talks } from '../bargaining/bargain.ts'
import type { Projection } from '../war/project.ts'
import type { Outcome } from './outcome.ts'

/** Whether an event holds in a world. Events about a part of the case that is missing do not hold. */
export function happens(event: Event, outcome: Outcome): boolean {
  const { talks, projection, ledger, world } = outcome
  switch (event.kind) {
    case 'chooses':
      return talks !== null && talks.month > 0 && event.options.includes(talks.terms[event.issue]!)
    case 'deal':
      return (talks !== null && talks.month > 0) === event.struck
    case 'breaks':
      return talks?.broken != null && event.sides.includes(talks.broken) && talks.brokenMonth <= event.atMost
    case 'warEnds':
      return talks !== null && endsBy(talks, event.atMost)
    case 'month':
      return talks !== null && talks.month > 0 && talks.month >= event.atLeast && talks.month <= event.atMost
    case 'comes':
      return within(world.courses?.real.months[event.change] ?? 0, event.atMost)
    case 'signed':
      return within(talks?.signed ?? 0, event.atMost)
    case 'step':
      return talks !== null && within(stepMonth(talks, event.step), event.atMost)
    case 'hypothesis':
      return world.hypotheses[event.set] === event.option
    case 'quantity':
      return between(world.values[event.quantity]!, event.above, event.below)
    case 'consent':
      return world.reluctance[event.body]! < 1
    case 'firm':
      return world.firm[event.redLine] === 1
    case 'accepts':
      return accepts(event.actor, event.package, outcome)
    case 'signs':
      return outcome.signs[event.question] === 1
    case 'measure':
      return between(measure(event.of, outcome), event.above, event.below)
    case 'front':
      return projection !== null && between(onFront(projection, event).line[event.month]!, event.above, event.below)
    case 'advance': {
      if (!projection) return false
      const { line } = onFront(projection, event)
      return between((line[event.to]! - line[event.from - 1]!) / (event.to - event.from + 1), event.above, event.below)
    }
    case 'foothold':
      return projection !== null && projection.foothold[event.month]! > event.above
    case 'renewed':
      return ledger !== null && ledger.renewedAfter <= event.withinYears
    case 'accession':
      return ledger !== null && ledger.accession[event.accession]! <= event.withinYears
    case 'zopa':
      return talks !== null && talks.why === event.state
    case 'proposal':
      return talks !== null && talks.proposals[event.proposal] === (event.accepted ? 2 : 1)
    case 'precedent':
      return ledger !== null && (event.recognised ? ledger.recognised : ledger.kept)
    case 'all':
      return event.of.every((part) => happens(part, outcome))
    case 'any':
      return event.of.some((part) => happens(part, outcome))
    case 'not':
      return !happens(event.of, outcome)
  }
}

/** Whether something came by a month. @param month of it, 0 for never. */
function within(month: number, atMost: number): boolean {
  return month > 0 && month <= atMost
}

/** Month in which a step was taken, 0 where it was not; where everything is settled at once, that of the deal. */
function stepMonth({ month, steps }: Talks, step: number): number {
  return month > 0 && step > 0 ? (steps[step - 1]?.month ?? month) : month
}

/** Whether the war ends by a month, by a deal or by a break. */
function endsBy({ month, brokenMonth }: Talks, atMost: number): boolean {
  return (month > 0 && month <= atMost) || (brokenMonth > 0 && brokenMonth <= atMost)
}

/** The path of one front, or of all together. */
function onFront(projection: Projection, { front }: { readonly front?: number }): Projection['fronts'][number] {
  return front === undefined ? projection : projection.fronts[front]!
}

function between(x: number, above: number, below: number): boolean {
  return x > above && x < below
}

/** `actor` null asks every veto player. */
function accepts(actor: ActorIndex | null, named: number, outcome: Outcome): boolean {
  const verdicts = outcome.named[named]!.accepts
  if (actor === null) return verdicts.every((verdict) => verdict === 1)
  const player = outcome.playerOf[actor]!
  return player !== null && verdicts[player] === 1
}

/** A number of a world, NaN where it has no meaning there. */
export function measure(metric: Metric, outcome: Outcome): number {
  const { talks, projection, ledger } = outcome
  const deal = talks !== null && talks.month > 0 ? talks : null
  // Metrics of no actor have no use for a player.
  const player = 'actor' in metric ? outcome.playerOf[metric.actor]! : playerAt(0)
  if (player === null) return NaN
  switch (metric.kind) {
    case 'dealMonth':
      return deal ? deal.month : NaN
    case 'noDealValue':
      return outcome.settlement ? outcome.settlement.in(1).noDeal[player]! : NaN
    case 'dealValue':
      return deal ? deal.appraisal!.value[player]! : NaN
    case 'dealPoints':
      return deal ? deal.appraisal!.points[player]! : NaN
    case 'amount':
      return deal ? metric.values[deal.terms[metric.issue]!]! : NaN
    case 'margin':
      return outcome.named[metric.package]!.appraisal.margin[player]!
    case 'points':
      return outcome.named[metric.package]!.appraisal.points[player]!
    case 'front':
      return projection ? onFront(projection, metric).line[metric.month]! : NaN
    case 'survival':
      return deal ? survivalAt(deal.appraisal!.survival, metric.years) : NaN
    case 'packageSurvival':
      return survivalAt(outcome.named[metric.package]!.appraisal.survival, metric.years)
    case 'powellMargin':
      return outcome.named[metric.package]!.powellMargin
    case 'guaranteeNeeded':
      return outcome.named[metric.package]!.guaranteeNeeded
    case 'fireRatio':
      return projection?.hasFire ? exp(onFront(projection, metric).logRatio[metric.month]!) : NaN
    case 'gap':
      return measure(metric.of, outcome) - measure(metric.than, outcome)
    case 'ledger':
      return ledger ? ledger[metric.entry] : NaN
  }
}
