/** Why a package stands or falls: each rule's and red line's verdict, each actor's points by issue, its no-deal value
 *  and its margin, over worlds. */
import { defined } from '../../case/defined.ts'
import { optionsOf, packageOf, packageSpace } from '../../case/package-space.ts'
import { consentsOf, holdsFor } from '../../case/condition.ts'
import type { Model } from '../../case/model.ts'
import type { Provenance } from '../../case/provenance.ts'
import type { Case } from '../../case/types.ts'
import { survivalAt } from '../../stages/durability/survival.ts'
import { pointsAfter } from '../../stages/durability/terms.ts'
import { appraiser } from '../../stages/findings/appraise-named.ts'
import { wilsonInterval } from '../../math/statistics.ts'
import type { Interval } from '../../math/statistics.ts'
import { passes } from '../../stages/settlement/block.ts'
import { agrees } from '../../stages/settlement/bars.ts'
import { asksVote } from '../../stages/settlement/coupling.ts'
import { dominated } from '../../stages/settlement/dominated.ts'
import { settlementStage } from '../../stages/settlement/settle.ts'
import { interactionPoints } from '../../stages/settlement/stance.ts'
import type { Month } from '../../stages/settlement/settle.ts'
import type { Appraisal } from '../../stages/settlement/appraisal.ts'
import { settlementTable } from '../../stages/settlement/table.ts'
import { nashDeal, nashProduct, numberOf } from '../../stages/settlement/zopa.ts'
import { player } from '../../run/player.ts'
import { spreadout } from '../../run/summarise.ts'
import type { Spreadout } from '../../run/summary.ts'
import { addMeasured, newMeasured } from '../../run/tally.ts'
import type { Measured } from '../../run/tally.ts'
import type { World } from '../../stages/worlds/draw.ts'
import { finish } from '../work.ts'
import type { Work } from '../work.ts'
import { aftermathOf } from './aftermath.ts'
import type { Aftermath } from './aftermath.ts'

export interface RuleVerdict {
  readonly id: string
  readonly says: string
  readonly verdict: 'passes' | 'bars' | 'needs consent' | 'needs vote'
  /** Chance that the consents it needs are given, where it needs any. */
  readonly chance: Interval | null
  readonly provenance: Provenance
}

export interface RedLineVerdict {
  readonly id: string
  readonly says: string
  readonly actor: string
  readonly crossed: boolean
  /** Chance that the line is absolute; and what crossing it costs where it is not, null where it has no price. */
  readonly firm: Interval
  readonly cost: Spreadout | null
  readonly provenance: Provenance
}

export interface PlayerAccount {
  readonly actor: string
  /** Mean points by issue, and of interactions and the moved line of contact together. */
  readonly points: Readonly<Record<string, number>>
  readonly extra: number
  readonly total: Spreadout
  readonly value: Spreadout
  readonly noDeal: Spreadout
  readonly margin: Spreadout
  /** What its own red lines that it crosses cost it, and what is left over walking away. */
  readonly cost: Spreadout
  readonly gain: Spreadout
  readonly accepts: Interval
  /** By how much no deal is another for it once the terms are carried out and the peace breaks; only where the case
   *  says so. */
  readonly after?: Spreadout
  /** What the prospect of later steps adds to what it is worth; only where the settlement comes in steps. */
  readonly ahead?: Spreadout
  /** Chance that the gain is not negative, its absolute red lines aside. */
  readonly gains: Interval
}

export interface Explanation {
  readonly package: number
  readonly options: readonly number[]
  readonly worlds: number
  readonly rules: readonly RuleVerdict[]
  readonly redLines: readonly RedLineVerdict[]
  readonly players: readonly PlayerAccount[]
  /** Chance that rules, consents and red lines leave it, and that everybody then accepts it as well. */
  readonly allowed: Interval
  readonly acceptable: Interval
  /** Chance that it is allowed and no other allowed package gives every veto player as much deal value and one of them
   *  more. */
  readonly efficient: Interval
  /** Chance that it is the Nash choice of the first month, ties included. */
  readonly nashChoice: Interval
  readonly survivalFiveYears: Spreadout | null
  /** Chance that it comes into force once signed, as both sides foresee it; left out where no vote comes after
   *  signature. */
  readonly comesIntoForce?: Spreadout
  readonly powellMargin: Spreadout | null
  readonly guaranteeNeeded: Spreadout | null
  /** Were it signed in the first month. */
  readonly aftermath: Aftermath
}

/** The package that a text names: the id of a named package, a number, or `issue=option,issue=option` (the rest as
 *  without a deal).
 *  @returns its options, or what is wrong with the text. */
export function packageNamed(theCase: Case, text: string): readonly number[] | string {
  const named = theCase.packages.find(({ id }) => id === text)
  if (named) return named.options
  const space = packageSpace(theCase.issues.map((issue) => issue.options.length))
  if (/^\d+$/.test(text))
    return Number(text) < space.count ? optionsOf(space, Number(text)) : `there are only ${space.count} packages`
  const options = theCase.issues.map((issue) => issue.noDeal)
  for (const part of text.split(',')) {
    const [issue, option] = part.split('=').map((word) => word.trim())
    const i = theCase.issues.findIndex(({ id }) => id === issue)
    if (i < 0) return `no package, claim or issue \`${issue}\``
    const o = defined(theCase.issues[i]).options.findIndex(({ id }) => id === option)
    if (o < 0)
      return `issue \`${issue}\` has no option \`${option ?? ''}\`; it has ${defined(theCase.issues[i])
        .options.map(({ id }) => id)
        .join(', ')}`
    options[i] = o
  }
  return options
}

/** Explains a package over the worlds of a model, in the first month. @throws RangeError where the case has no issues
 *  or scores. */
export function explainPackage(model: Model, options: readonly number[]): Explanation {
  return finish(explaining(model, options))
}

/** The same, world by world. @throws RangeError where the case has no issues or scores. */
export function* explaining(model: Model, options: readonly number[]): Work<Explanation> {
  const theCase = model.case
  const stage = settlementStage(model, settlementTable(theCase))
  const appraise = appraiser(stage, options)
  const { at } = player(model, defined(model.arms[0]), 'war')
  const account = newAccount(theCase)
  const aftermath = aftermathOf(model, options)
  for (let index = 0; index < model.worlds; index++) {
    const { world: atDate, projection } = at(index)
    const settlement = stage.prepare(atDate, projection)
    const named = appraise(settlement, atDate)
    aftermath.add(atDate, projection, settlement, named.appraisal)
    const first = settlement.in(1)
    const { world, phase } = first
    const isAllowed = first.bars(options).length === 0
    if (isAllowed) account.allowed++
    if (isAllowed && named.accepts.every((verdict) => verdict === 1)) account.acceptable++
    const place = isAllowed
      ? placeAmong(
          first,
          named.appraisal.gain,
          theCase.bargaining?.weights?.map((q) => defined(world.values[q])) ?? null,
        )
      : null
    if (place?.efficient) account.efficient++
    if (place?.nash) account.nashChoice++
    if (theCase.durability) addMeasured(account.survival, survivalAt(named.appraisal.survival, 5))
    addMeasured(account.chance, named.appraisal.chance)
    addMeasured(account.powell, named.powellMargin)
    addMeasured(account.guarantee, named.guaranteeNeeded)
    countRules(theCase, world, options, account)
    world.firm.forEach((firm, r) => {
      account.firm[r] = defined(account.firm[r]) + firm
    })
    stage.burdens.forEach(({ lines }, b) => {
      for (const line of lines)
        addMeasured(
          defined(account.costs[line]),
          defined(first.weights[b]) * defined(world.values[defined(defined(theCase.redLines[line]).cost)]),
        )
    })
    first.noDeal.forEach((noDeal, i) => {
      const player = defined(account.players[i])
      addMeasured(player.noDeal, noDeal)
      addWorth(player, named.appraisal, i, theCase.steps !== undefined)
      player.accepts += defined(named.accepts[i])
      if (theCase.durability?.after)
        addMeasured(
          player.after,
          pointsAfter(theCase.durability, world.values, options, defined(theCase.vetoPlayers[i])),
        )
      if (defined(named.appraisal.gain[i]) >= 0) player.gains++
      options.forEach((option, issue) => {
        player.points[issue] =
          defined(player.points[issue]) +
          defined(defined(defined(phase.stances[i]).points[issue])[option]) / model.worlds
      })
      player.interactions += interactionPoints(defined(stage.sheets[i]), options, world.values) / model.worlds
    })
    yield { done: index + 1, of: model.worlds }
  }
  return { ...explanation(model, options, account), aftermath: aftermath.read() }
}

function addWorth(into: Account['players'][number], worth: Appraisal, player: number, isInSteps: boolean): void {
  addMeasured(into.total, defined(worth.points[player]))
  addMeasured(into.value, defined(worth.value[player]))
  addMeasured(into.margin, defined(worth.margin[player]))
  addMeasured(into.cost, defined(worth.cost[player]))
  addMeasured(into.gain, defined(worth.gain[player]))
  if (isInSteps) addMeasured(into.ahead, defined(worth.ahead[player]))
}

function countRules(theCase: Case, world: World, options: readonly number[], account: Account): void {
  const optionOf = (issue: number): number => defined(options[issue])
  const granted = (body: number): boolean => agrees(theCase, world, body, options)
  account.rules.forEach((count, r) => {
    account.rules[r] = count + (passes(defined(theCase.rules[r]), optionOf, granted) ? 1 : 0)
  })
}

/** Relative difference of Nash products within which two packages count as tied: far above their rounding. */
const TIE = 1e-9

/** Where a package that is allowed stands among those that are, in the first month. */
function placeAmong(
  { gains }: Month,
  own: Float64Array,
  weights: readonly number[] | null,
): { readonly efficient: boolean; readonly nash: boolean } {
  const byWeight = weights && Float64Array.from(weights)
  const best = nashDeal(gains, byWeight)
  const product = numberOf(nashProduct(own, byWeight))
  return {
    efficient: !dominated(gains, own),
    nash: best !== null && product > -Infinity && product >= best.value - TIE * Math.max(1, Math.abs(best.value)),
  }
}

interface Account {
  allowed: number
  acceptable: number
  efficient: number
  nashChoice: number
  readonly survival: Measured
  readonly powell: Measured
  readonly guarantee: Measured
  readonly chance: Measured
  readonly rules: number[]
  readonly firm: number[]
  readonly costs: readonly Measured[]
  readonly players: {
    readonly points: number[]
    interactions: number
    accepts: number
    gains: number
    readonly total: Measured
    readonly value: Measured
    readonly noDeal: Measured
    readonly margin: Measured
    readonly cost: Measured
    readonly gain: Measured
    readonly after: Measured
    readonly ahead: Measured
  }[]
}

function newAccount(theCase: Case): Account {
  return {
    allowed: 0,
    acceptable: 0,
    efficient: 0,
    nashChoice: 0,
    survival: newMeasured(),
    powell: newMeasured(),
    guarantee: newMeasured(),
    chance: newMeasured(),
    rules: theCase.rules.map(() => 0),
    firm: theCase.redLines.map(() => 0),
    costs: theCase.redLines.map(() => newMeasured()),
    players: theCase.vetoPlayers.map(() => ({
      points: theCase.issues.map(() => 0),
      interactions: 0,
      accepts: 0,
      gains: 0,
      total: newMeasured(),
      value: newMeasured(),
      noDeal: newMeasured(),
      margin: newMeasured(),
      cost: newMeasured(),
      gain: newMeasured(),
      after: newMeasured(),
      ahead: newMeasured(),
    })),
  }
}

function explanation(model: Model, options: readonly number[], account: Account): Omit<Explanation, 'aftermath'> {
  const theCase = model.case
  const n = model.worlds
  const space = packageSpace(theCase.issues.map((issue) => issue.options.length))
  return {
    package: packageOf(space, options),
    options,
    worlds: n,
    rules: theCase.rules.map((rule, r): RuleVerdict => {
      const needs = rule.kind === 'hard' && holdsFor(rule.when, options) && consentsOf(rule.requires).length > 0
      const votes = needs && asksVote(theCase, rule)
      const verdict = votes
        ? 'needs vote'
        : needs
          ? 'needs consent'
          : account.rules[r] === 0 && n > 0
            ? 'bars'
            : 'passes'
      return {
        id: rule.id,
        says: rule.says,
        verdict,
        chance: needs ? wilsonInterval(defined(account.rules[r]), n) : null,
        provenance: rule.provenance,
      }
    }),
    redLines: theCase.redLines.map((line, r) => ({
      id: line.id,
      says: line.says,
      actor: defined(theCase.actors[line.actor]).id,
      crossed: holdsFor(line.rejects, options),
      firm: wilsonInterval(defined(account.firm[r]), n),
      cost: spreadout(defined(account.costs[r])),
      provenance: line.provenance,
    })),
    players: theCase.vetoPlayers.map((actor, i) => {
      const player = defined(account.players[i])
      const [after, ahead] = [spreadout(player.after), spreadout(player.ahead)]
      return {
        actor: defined(theCase.actors[actor]).id,
        points: Object.fromEntries(theCase.issues.map(({ id }, issue) => [id, defined(player.points[issue])])),
        extra: player.interactions,
        total: defined(spreadout(player.total)),
        value: defined(spreadout(player.value)),
        noDeal: defined(spreadout(player.noDeal)),
        margin: defined(spreadout(player.margin)),
        cost: defined(spreadout(player.cost)),
        gain: defined(spreadout(player.gain)),
        accepts: wilsonInterval(player.accepts, n),
        ...(after ? { after } : {}),
        ...(ahead ? { ahead } : {}),
        gains: wilsonInterval(player.gains, n),
      }
    }),
    allowed: wilsonInterval(account.allowed, n),
    acceptable: wilsonInterval(account.acceptable, n),
    efficient: wilsonInterval(account.efficient, n),
    nashChoice: wilsonInterval(account.nashChoice, n),
    ...(theCase.consents.some(({ vote }) => vote) ? { comesIntoForce: defined(spreadout(account.chance)) } : {}),
    survivalFiveYears: spreadout(account.survival),
    powellMargin: spreadout(account.powell),
    guaranteeNeeded: spreadout(account.guarantee),
  }
}
