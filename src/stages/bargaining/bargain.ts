/** The bargaining stage: while a ZOPA is open a deal comes with a monthly hazard, and is the Nash point over the veto players' gains. */
import type { WhyNoDeal } from '../../case/claim-test.ts'
import type { Case, Issue, Proposal } from '../../case/types.ts'
import { log } from '../../math/elementary.ts'
import { seedOf, streamOf, uniformAt } from '../../math/philox.ts'
import { optionsOf } from '../../case/package-space.ts'
import { passes } from '../settlement/block.ts'
import type { Settlement, SettlementStage, Appraisal } from '../settlement/settle.ts'
import { findAcceptable, nashDeal } from '../settlement/zopa.ts'
import type { Space } from '../settlement/zopa.ts'
import { holdsFor } from '../../case/condition.ts'
import type { World } from '../worlds/draw.ts'

/** What came of the talks in a world. Reused from world to world. */
export interface Talks {
  /** Month of the deal, 0 where none came. */
  month: number
  /** The package agreed, −1 where none was; its options, by issue. */
  package: number
  options: readonly number[]
  appraisal: Appraisal | null
  /** 1 where a ZOPA was open, by month; index 0 is not used. */
  readonly open: Uint8Array
  why: WhyNoDeal
  /** By proposal: 0 = not put, 1 = refused, 2 = accepted. */
  readonly proposals: Uint8Array
}

export function newTalks(theCase: Case): Talks {
  return {
    month: 0,
    package: -1,
    options: [],
    appraisal: null,
    open: new Uint8Array((theCase.bargaining?.months ?? 0) + 1),
    why: 'open',
    proposals: new Uint8Array(theCase.bargaining?.proposals.length ?? 0),
  }
}

/** Returns the function that lets a world bargain.
 *  A deal is struck in the first month where the hazard of all open months so far, −ln(1 − λ) a month, exceeds one exponential draw of the world:
 *  worlds with fewer open months never settle sooner. Source: inversion of the survival function (Kalbfleisch & Prentice 2002, §2.2). */
export function bargainer(
  stage: SettlementStage,
  seedNumber: number,
): (world: World, settlement: Settlement, talks: Talks) => void {
  const theCase = stage.case
  const spec = theCase.bargaining!
  const seed = seedOf(seedNumber)
  const arrival = streamOf('bargaining/deal')
  const put = spec.proposals.map((proposal) => streamOf(`proposal/${proposal.id}`))
  return (world, settlement, talks) => {
    reset(talks)
    const patience = -log(uniformAt(seed, arrival, world.index, 0))
    const perMonth = -log(1 - Math.min(world.values[spec.hazard]!, 0.999_999))
    const weights = spec.weights ? Float64Array.from(spec.weights, (q) => world.values[q]!) : null
    let waited = 0
    let hint = -1
    for (let month = 1; month <= spec.months; month++) {
      const { space } = settlement.phase(month)
      const noDeal = settlement.noDeal.own(month)
      hint = findAcceptable(space, noDeal, settlement.noDeal.moved(month), hint)
      talks.open[month] = hint >= 0 ? 1 : 0
      if (talks.month > 0) continue
      spec.proposals.forEach((proposal, p) => {
        const isPut =
          proposal.month === month &&
          talks.month === 0 &&
          uniformAt(seed, put[p]!, world.index, 0) < world.values[proposal.probability]!
        if (isPut) answer(stage, world, settlement, talks, { proposal, index: p })
      })
      if (hint < 0 || talks.month > 0) continue
      waited += perMonth
      if (waited >= patience) strike(stage, world, settlement, talks, { month, weights })
    }
    talks.why = whyNoDeal(settlement, world, stage)
  }
}

function reset(talks: Talks): void {
  talks.month = 0
  talks.package = -1
  talks.options = []
  talks.appraisal = null
  talks.open.fill(0)
  talks.proposals.fill(0)
}

function strike(
  stage: SettlementStage,
  world: World,
  settlement: Settlement,
  talks: Talks,
  when: { month: number; weights: Float64Array | null },
): void {
  const { space } = settlement.phase(when.month)
  const best = nashDeal(space, settlement.noDeal.own(when.month), settlement.noDeal.moved(when.month), when.weights)
  const { table } = stage
  talks.month = when.month
  talks.package = table.parts[0]![space.core[best.position]!]! + space.rest[best.list]!.parts[best.entry]!
  talks.options = optionsOf(table.space, talks.package)
  talks.appraisal = stage.appraise(settlement, world, talks.options, when.month)
}

/** A proposal agreed by some is a deal only if every veto player prefers it to fighting on and neither rule nor firm red line bars it;
 *  refused, the war goes on. */
function answer(
  stage: SettlementStage,
  world: World,
  settlement: Settlement,
  talks: Talks,
  put: { proposal: Proposal; index: number },
): void {
  const { proposal, index } = put
  const appraisal = stage.appraise(settlement, world, proposal.options, proposal.month)
  const willing = stage.case.vetoPlayers.every((_, i) => appraisal.margin[i]! >= -settlement.walkAway[i]!)
  const accepted = willing && allowed(stage.case, world, proposal.options, settlement.stands(proposal.month))
  talks.proposals[index] = accepted ? 2 : 1
  if (!accepted) return
  talks.month = proposal.month
  talks.options = proposal.options
  talks.package = proposal.options.reduce((sum, option, issue) => sum + option * stage.table.space.strides[issue]!, 0)
  talks.appraisal = appraisal
}

/** Whether rules, consents, the foothold and the veto players' firm red lines leave a package in a world.
 *  @param stands whether the foothold is still held. */
export function allowed(theCase: Case, world: World, options: ArrayLike<number>, stands: boolean): boolean {
  const optionOf = (issue: number): number => options[issue]!
  const granted = (body: number): boolean => world.reluctance[body]! < softFactor(theCase, world, body, options)
  const lost = ({ whileFoothold }: Issue, issue: number): boolean =>
    whileFoothold !== null && options[issue] !== whileFoothold.otherwise
  return (
    (stands || !theCase.issues.some(lost)) &&
    theCase.rules.every((rule) => passes(rule, optionOf, granted)) &&
    !theCase.redLines.some(
      (line, r) => world.firm[r] === 1 && theCase.vetoPlayers.includes(line.actor) && holdsFor(line.rejects, options),
    )
  )
}

/** What the soft rules that hold for a package leave of its members' probabilities of a consent, as a factor. */
export function softFactor(theCase: Case, world: World, body: number, options: ArrayLike<number>): number {
  let factor = 1
  for (const rule of theCase.rules) {
    if (rule.kind === 'soft' && rule.weakens === body && holdsFor(rule.when, options))
      factor *= world.values[rule.factor]!
  }
  return factor
}

/** Why there is no deal to be had in the first month: with shared beliefs a ZOPA would be open (information); without the shift of the balance
 *  it would (commitment); neither opens it (indivisibility: red lines, rules and worth that leave no middle).
 *  Source: Fearon 1995, Rationalist explanations for war, International Organization 49(3). */
function whyNoDeal(settlement: Settlement, world: World, stage: SettlementStage): WhyNoDeal {
  const { space } = settlement.phase(1)
  const moved = settlement.noDeal.moved(1)
  if (findAcceptable(space, settlement.noDeal.own(1), moved, -1) >= 0) return 'open'
  const shared = settlement.noDeal.shared(1)
  if (findAcceptable(space, shared, moved, -1) >= 0) return 'information'
  return findAcceptable(stage.withoutShift(settlement), shared, moved, -1) >= 0 ? 'commitment' : 'indivisibility'
}

export type { Space }
