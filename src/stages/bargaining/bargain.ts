/** The bargaining stage: while a ZOPA is open a deal comes the sooner the more its best package leaves whoever gains
 *  least, and is the Nash point over the veto players' gains; a side whose war effort breaks first ends the talks. */
import type { WhyNoDeal } from '../../case/claim-test.ts'
import type { Case, Proposal } from '../../case/types.ts'
import { log } from '../../math/elementary.ts'
import { seedOf, streamOf, uniformAt } from '../../math/philox.ts'
import type { Seed, Stream } from '../../math/philox.ts'
import { optionsOf } from '../../case/package-space.ts'
import type { Appraisal } from '../settlement/appraisal.ts'
import type { Settlement, SettlementStage, Month } from '../settlement/settle.ts'
import { bestForWorstOff, findAcceptable, nashDeal } from '../settlement/zopa.ts'
import type { Chosen } from '../settlement/zopa.ts'
import { votesAfterSignature } from '../settlement/voting.ts'
import type { Projection } from '../war/project.ts'
import { paceByMonth } from './pace.ts'
import { waitingFor } from './waiting.ts'
import { newStepTaken, resetStep, stepsAfterDeal } from './later-steps.ts'
import type { StepTaken } from './later-steps.ts'
import { worldIn } from '../worlds/courses.ts'
import type { World } from '../worlds/draw.ts'

/** What came of the talks in a world. Reused from world to world. */
export interface Talks {
  /** Month of the deal, 0 where none came. */
  month: number
  /** The package agreed, −1 where none was; its options, by issue. */
  package: number
  options: readonly number[]
  /** What holds in the end: the options, with what later steps have settled. */
  terms: readonly number[]
  /** What came of the steps after the first, in order; empty where a deal is the whole of it. */
  readonly steps: readonly StepTaken[]
  appraisal: Appraisal | null
  /** The side whose war effort broke before any deal, and the month; null and 0 where none did. */
  broken: 'attacker' | 'defender' | null
  brokenMonth: number
  /** 1 where a ZOPA was open, by month; index 0 is not used. */
  readonly open: Uint8Array
  /** The hazard of a deal in a month, −ln of the chance that none comes in it, also once the talks are over; 0 where no
   *  ZOPA is open. */
  paceIn: (month: number) => number
  why: WhyNoDeal
  /** Points that the best package of the first month leaves whoever gains least by it; below 0 what is missing, −∞
   *  where no package is left. */
  least: number
  /** By proposal: 0 = not put, 1 = refused, 2 = accepted. */
  readonly proposals: Uint8Array
  /** Month in which a package was first signed, whether or not a vote then let it come into force; 0 where none was.
   *  And how many votes failed. */
  signed: number
  failedVotes: number
}

export function newTalks(theCase: Case): Talks {
  return {
    month: 0,
    package: -1,
    options: [],
    terms: [],
    steps: (theCase.steps ?? []).slice(1).map(newStepTaken),
    appraisal: null,
    broken: null,
    brokenMonth: 0,
    open: new Uint8Array((theCase.bargaining?.months ?? 0) + 1),
    paceIn: () => 0,
    why: 'open',
    least: 0,
    proposals: new Uint8Array(theCase.bargaining?.proposals.length ?? 0),
    signed: 0,
    failedVotes: 0,
  }
}

export type Bargain = (world: World, projection: Projection | null, settlement: Settlement, talks: Talks) => void

/** Returns the function that lets a world bargain.
 *  The pace of a month is `k·g*`, g* the least gain of the best package, `max_x min_i g_i(x)`: a hurting stalemate is a
 *  large gain, since pain lowers what fighting on is worth. A deal is struck in the first month where the pace of all
 *  open months so far exceeds one exponential draw of the world: worlds with fewer open months never settle sooner.
 *  Source: ripeness, Zartman 1985, Ripe for Resolution; inversion of the survival function (Kalbfleisch & Prentice
 *  2002, §2.2). */
export function bargainer(stage: SettlementStage, seedNumber: number): Bargain {
  const theCase = stage.case
  const spec = theCase.bargaining!
  const seed = seedOf(seedNumber)
  const arrival = streamOf('bargaining/deal')
  const table: Table = { stage, seed, put: spec.proposals.map((proposal) => streamOf(`proposal/${proposal.id}`)) }
  const pace = paceByMonth(stage)
  const waiting = waitingFor(pace)
  const vote = votesAfterSignature(theCase, seed)
  const follow = stepsAfterDeal(theCase, seed)
  const patienceOf = (world: World, signing: number): number => -log(uniformAt(seed, arrival, world.index, signing))
  return (world, projection, settlement, talks) => {
    reset(talks)
    pace.begin(world, settlement)
    talks.paceIn = (month) => pace.in(month).hazard
    waiting.begin(patienceOf(world, 0))
    let restsUntil = 0
    const holdVote = (month: number): void => {
      if (!vote || talks.month === 0) return
      const pause = pauseAfter(
        theCase,
        vote(worldIn(world, month), talks.options, talks.failedVotes),
        worldIn(world, month),
      )
      if (pause === null) return
      unsign(talks)
      waiting.begin(patienceOf(world, talks.failedVotes))
      restsUntil = month + pause
    }
    for (let month = 1; month <= spec.months; month++) {
      const now = settlement.in(month)
      const { values } = worldIn(world, month)
      if (talks.month === 0 && projection?.breakMonth === month) {
        talks.broken = projection.broken
        talks.brokenMonth = month
      }
      if (talks.month === 0 && !talks.broken && month > restsUntil) {
        putProposals(table, world, now, talks, month)
        holdVote(month)
      }
      const { isOpen, atLeast, atMost } = pace.outlook(month)
      if (!isOpen) continue
      talks.open[month] = 1
      if (talks.month > 0 || talks.broken || month <= restsUntil) continue
      if (!waiting.add(month, atLeast, atMost)) continue
      strike(stage, now, talks, { month, weights: spec.weights && Float64Array.from(spec.weights, (q) => values[q]!) })
      holdVote(month)
    }
    if (talks.month === 0 && !talks.broken && projection?.broken) {
      talks.broken = projection.broken
      talks.brokenMonth = projection.breakMonth
    }
    if (follow && talks.month > 0) follow(world, settlement.in(talks.month), talks)
    judge(settlement.in(1), pace.in(1).best, talks)
  }
}

/** Months for which talks rest after a vote; null where it let the package come into force. Of several bodies that
 *  refused, the one whose no weighs longest. */
function pauseAfter({ consents }: Case, refused: readonly number[], { values }: World): number | null {
  if (refused.length === 0) return null
  return refused.reduce((longest, body) => {
    const resumes = consents[body]?.vote?.resumes ?? null
    return Math.max(longest, resumes === null ? Infinity : values[resumes]!)
  }, 0)
}

/** A signed package that a vote refused is no deal. */
function unsign(talks: Talks): void {
  talks.failedVotes++
  talks.month = 0
  talks.package = -1
  talks.options = []
  talks.terms = []
  talks.appraisal = null
}

function reset(talks: Talks): void {
  talks.month = 0
  talks.package = -1
  talks.options = []
  talks.terms = []
  for (const step of talks.steps) resetStep(step)
  talks.appraisal = null
  talks.broken = null
  talks.brokenMonth = 0
  talks.open.fill(0)
  talks.proposals.fill(0)
  talks.signed = 0
  talks.failedVotes = 0
}

function strike(
  { table }: SettlementStage,
  now: Month,
  talks: Talks,
  when: { month: number; weights: Float64Array | null },
): void {
  const { space } = now.phase
  const best = nashDeal(now.gains, when.weights)!
  talks.month = when.month
  talks.signed ||= when.month
  talks.package = table.parts[0]![space.core[best.position]!]! + space.rest[best.list]!.parts[best.entry]!
  talks.options = optionsOf(table.space, talks.package)
  talks.terms = talks.options
  talks.appraisal = now.appraise(talks.options)
}

/** What proposals come from. */
interface Table {
  readonly stage: SettlementStage
  readonly seed: Seed
  readonly put: readonly Stream[]
}

function putProposals({ stage, seed, put }: Table, world: World, now: Month, talks: Talks, month: number): void {
  const { proposals } = stage.case.bargaining!
  for (let index = 0; index < proposals.length; index++) {
    const proposal = proposals[index]!
    if (proposal.month !== month || talks.month > 0) continue
    const isPut = uniformAt(seed, put[index]!, world.index, 0) < worldIn(world, month).values[proposal.probability]!
    if (isPut) answer(stage, now, talks, { proposal, index })
  }
}

/** A proposal agreed by some is a deal only if every veto player prefers it to walking away and nothing bars it;
 *  refused, the war goes on. */
function answer(
  stage: SettlementStage,
  now: Month,
  talks: Talks,
  { proposal, index }: { proposal: Proposal; index: number },
): void {
  const appraisal = now.appraise(proposal.options)
  const accepted = appraisal.gain.every((gain) => gain >= 0) && now.bars(proposal.options).length === 0
  talks.proposals[index] = accepted ? 2 : 1
  if (!accepted) return
  talks.month = proposal.month
  talks.signed ||= proposal.month
  talks.options = proposal.options
  talks.terms = proposal.options
  talks.package = proposal.options.reduce((sum, option, issue) => sum + option * stage.table.space.strides[issue]!, 0)
  talks.appraisal = appraisal
}

/** Why there is no deal to be had in the first month, by what would open one if it, and all before it, were taken away:
 *  each side's own hopes (information); doubt in the promise of a peace and the shift of the balance (commitment);
 *  those at home who would punish a crossed line (audience); else red lines without a price, rules and worth that leave
 *  no middle (indivisibility). And how many points are missing, or to spare. Source: Fearon 1995, Rationalist
 *  explanations for war, International Organization 49(3). */
function judge(first: Month, known: Chosen | null, talks: Talks): void {
  const best = known ?? bestForWorstOff(first.gains, -Infinity)
  talks.least = best ? best.value : -Infinity
  talks.why = best && best.value >= 0 ? 'open' : whyNoDeal(first)
}

function whyNoDeal(first: Month): WhyNoDeal {
  if (first.phase.space.count === 0) return 'indivisibility'
  if (findAcceptable(first.without({ hope: true, doubt: false, lines: [] }))) return 'information'
  if (findAcceptable(first.without({ hope: true, doubt: true, lines: ['commitment'] }))) return 'commitment'
  return findAcceptable(first.without({ hope: true, doubt: true, lines: ['commitment', 'audience'] }))
    ? 'audience'
    : 'indivisibility'
}
