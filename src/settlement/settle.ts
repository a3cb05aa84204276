/** The settlement stage: what the rules allow in a world, what each package is worth to each veto player, who prefers it to fighting on. */
import type { Model } from '../case/model.ts'
import { holdsFor } from '../case/condition.ts'
import type { Case } from '../case/types.ts'
import { YEARS, brokenShift, discountFactors, peaceShare, survivalOnGrid } from '../durability/discounting.ts'
import { linearPredictor, newWorldTerms, readWorldTerms, supportOf, termTable } from '../durability/terms.ts'
import type { TermTable, WorldTerms } from '../durability/terms.ts'
import type { Survival } from '../durability/survival.ts'
import { exp } from '../math/elementary.ts'
import type { Projection } from '../war/project.ts'
import type { World } from '../worlds/draw.ts'
import type { Block } from './block.ts'
import { slopesAt, worthAt } from './line-worth.ts'
import type { LineWorth } from './line-worth.ts'
import { fightersOf, noDealValues } from './fighting-on.ts'
import type { Fighter, NoDeal } from './fighting-on.ts'
import { emptyRest, mergeRest, prune } from './rest.ts'
import type { Rest } from './rest.ts'
import { combinationOf } from './table.ts'
import type { SettlementTable } from './table.ts'
import { combinationPoints, combinationsLeft, optionPoints, worthOfLine } from './worth.ts'
import type { OptionPoints } from './worth.ts'
import type { Space } from './zopa.ts'

/** A player's stance in a world, with or without the foothold. */
export interface Stance {
  readonly points: OptionPoints
  readonly line: LineWorth | null
  /** Points per km² ahead of and behind the line as of the date. */
  readonly slopes: { readonly forward: number; readonly back: number }
}

/** The settlement of one world, ready to be asked month by month. Reused from world to world. */
export interface Settlement {
  readonly noDeal: NoDeal
  /** Space while the foothold stands, and after. */
  readonly phase: (month: number) => Phase
  /** κ by player. */
  readonly walkAway: Float64Array
  /** Discount factors on the grid of years, by player. */
  readonly discount: readonly Float64Array[]
  readonly terms: WorldTerms
}

export interface Phase {
  readonly space: Space
  readonly stances: readonly Stance[]
}

/** Worth of one package to every veto player in one month of one world. Arrays by player. */
export interface Appraisal {
  /** Score-sheet points of the terms. */
  readonly points: Float64Array
  /** V: points while the peace holds, war from the shifted balance when it breaks. */
  readonly value: Float64Array
  /** V − W. */
  readonly margin: Float64Array
  survival: Survival
}

/** Everything of the stage that is the same in every world. */
export interface SettlementStage {
  readonly case: Case
  readonly table: SettlementTable
  readonly terms: TermTable | null
  prepare(world: World, projection: Projection | null): Settlement
  appraise(settlement: Settlement, world: World, options: ArrayLike<number>, month: number): Appraisal
  /** The space of a world as it would be if the balance stayed as it is while the peace lasts. */
  withoutShift(settlement: Settlement, world: World, space: Space): Space
}

export function settlementStage(model: Model, table: SettlementTable): SettlementStage {
  const theCase = model.case
  const core = table.blocks[0]!
  const terms = theCase.durability
    ? termTable(theCase, theCase.durability, core.count, (c, issue) => optionIn(core, c, issue))
    : null
  const scratch = newScratch(theCase, table)
  return {
    case: theCase,
    table,
    terms,
    prepare: (world, projection) => prepare(theCase, table, terms, scratch, world, projection),
    appraise: (settlement, world, options, month) =>
      appraise({ theCase, core, terms, scratch }, settlement, world, options, month),
    withoutShift: (settlement, world, space) =>
      withoutShift({ theCase, core, terms, scratch }, settlement, world, space),
  }
}

/** Takes C out of every core combination's credit. */
function withoutShift(tools: AppraisalTools, settlement: Settlement, world: World, space: Space): Space {
  const durable: Durable = {
    terms: tools.terms,
    scratch: tools.scratch,
    worldTerms: settlement.terms,
    discount: settlement.discount,
  }
  const { stances } = settlement.phase(1)
  const credit = space.credit.map((column) => column.slice())
  for (let position = 0; position < space.count; position++) {
    readCurve(durable, world, space.core[position]!)
    stances.forEach((stance, i) => {
      credit[i]![position]! -= weigh(durable, stance, i).shift / space.peace[i]![position]!
    })
  }
  const { players, count, core, coreMoves, peace, rest, ideal } = space
  return { players, count, core, coreMoves, credit, peace, rest, ideal }
}

/** Option of an issue in a combination of a block; 0 for issues outside it, which the block's terms never mention. */
function optionIn(block: Block, combination: number, issue: number): number {
  const position = block.issues.indexOf(issue)
  return position < 0 ? 0 : block.options[position]![combination]!
}

/** Room that is used over and over, and what the case says of the players. */
interface Scratch {
  readonly fighters: readonly Fighter[]
  readonly points: readonly (readonly Float64Array[])[]
  readonly left: readonly Int32Array[]
  readonly barred: readonly Uint8Array[]
  readonly curve: Float64Array
  /** Shift of the line by grid year, km², and what it is worth to one player. */
  readonly shift: Float64Array
  readonly shiftPoints: Float64Array
}

function newScratch(theCase: Case, table: SettlementTable): Scratch {
  return {
    fighters: fightersOf(theCase),
    points: table.blocks.map((block) => theCase.vetoPlayers.map(() => new Float64Array(block.count))),
    left: table.blocks.map((block) => new Int32Array(block.count)),
    barred: table.blocks.map((block) => new Uint8Array(block.count)),
    curve: new Float64Array(YEARS.length),
    shift: new Float64Array(YEARS.length),
    shiftPoints: new Float64Array(YEARS.length),
  }
}

function prepare(
  theCase: Case,
  table: SettlementTable,
  terms: TermTable | null,
  scratch: Scratch,
  world: World,
  projection: Projection | null,
): Settlement {
  const worldTerms = newWorldTerms()
  if (theCase.durability) readWorldTerms(theCase.durability, world.values, worldTerms)
  const resolves = theCase.vetoPlayers.map((player) => theCase.actors[player]!.resolve)
  const walkAway = Float64Array.from(resolves, (resolve) => (resolve ? world.values[resolve.walkAway]! : 0))
  const discount = resolves.map((resolve) => discountFactors(resolve ? world.values[resolve.discount]! : 0))
  const shared = { theCase, table, terms, scratch, world, worldTerms, walkAway, discount }
  const phases: (Phase | null)[] = [null, null]
  const phase = (month: number): Phase => {
    const which = footholdStands(theCase, world, projection, month) ? 1 : 0
    return (phases[which] ??= newPhase(shared, which === 1))
  }
  const noDeal = noDealValues(theCase, scratch.fighters, world, projection, (month) => phase(month).stances)
  return { noDeal, phase, walkAway, discount, terms: worldTerms }
}

/** Whether the foothold is still held in a month; true where the case has none. */
export function footholdStands(theCase: Case, world: World, projection: Projection | null, month: number): boolean {
  const foothold = theCase.war?.foothold
  return !foothold || !projection || projection.foothold[month]! >= world.values[foothold.least]!
}

interface Shared {
  readonly theCase: Case
  readonly table: SettlementTable
  readonly terms: TermTable | null
  readonly scratch: Scratch
  readonly world: World
  readonly worldTerms: WorldTerms
  readonly walkAway: Float64Array
  readonly discount: readonly Float64Array[]
}

function newPhase(shared: Shared, footholdStands: boolean): Phase {
  const { theCase, table, scratch, world } = shared
  const stances = theCase.vetoPlayers.map((player): Stance => {
    const sheet = theCase.scores.find((candidate) => candidate.actor === player)!
    const points = optionPoints(theCase, sheet, world.values, footholdStands)
    const line = worthOfLine(theCase, points, world.values)
    return { points, line, slopes: line ? slopesAt(line, 0) : { forward: 0, back: 0 } }
  })
  const counts = table.blocks.map((block, b) =>
    combinationsLeft(block, world, footholdStands, scratch.left[b]!, scratch.barred[b]!),
  )
  if (counts.includes(0)) return { space: coreSpace(shared, stances, 0), stances }
  table.blocks.forEach((block, b) => {
    stances.forEach((stance, i) => combinationPoints(block, i, stance.points, world.values, scratch.points[b]![i]!))
  })
  const space = coreSpace(shared, stances, counts[0]!)
  space.rest = restLists(shared, counts)
  space.ideal = space.rest.map(({ points }) =>
    Float64Array.from(points, (column) => column.reduce((most, x) => Math.max(most, x), -Infinity)),
  )
  return { space, stances }
}

/** Core combinations that are left, each with its credit and the share of time its peace holds. */
function coreSpace(shared: Shared, stances: readonly Stance[], count: number): Space {
  const { table, scratch, world } = shared
  const players = stances.length
  const column = (): Float64Array[] => Array.from({ length: players }, () => new Float64Array(count))
  const space: Space = {
    players,
    count,
    core: scratch.left[0]!.slice(0, count),
    coreMoves: new Uint8Array(count),
    credit: column(),
    peace: column(),
    rest: [],
    ideal: [],
  }
  for (let position = 0; position < count; position++) {
    const c = space.core[position]!
    space.coreMoves[position] = table.blocks[0]!.contact?.[c] ?? 0
    readCurve(shared, world, c)
    for (let i = 0; i < players; i++) {
      const { peace, shift } = weigh(shared, stances[i]!, i)
      space.peace[i]![position] = peace
      space.credit[i]![position] = scratch.points[0]![i]![c]! + (shift + shared.walkAway[i]!) / peace
    }
  }
  return space
}

type Durable = Pick<Shared, 'terms' | 'scratch' | 'worldTerms' | 'discount'>

/** Reads the survival curve of a combination onto the grid. @returns L5·η. */
function readCurve(durable: Durable, world: World, combination: number): number {
  const { terms, scratch, worldTerms } = durable
  if (!terms) return 0
  const hazard = worldTerms.hazardFiveYears * exp(linearPredictor(terms, worldTerms, world.values, combination))
  survivalOnGrid(worldTerms.stillborn, hazard, worldTerms.shaped, scratch.curve)
  const support = supportOf(terms, world.values, combination)
  const reach = world.values[terms.spec.reach]!
  for (let j = 0; j < YEARS.length; j++) scratch.shift[j] = reach * (worldTerms.rearmed[j]! - support)
  return hazard
}

/** A and C of the curve last read, for one player: `shift[j]` km² turned into points by the player's slope of the line. */
function weigh(durable: Durable, stance: Stance, player: number): { peace: number; shift: number } {
  const { terms, scratch, worldTerms, discount } = durable
  if (!terms) return { peace: 1, shift: 0 }
  const { curve, shift, shiftPoints } = scratch
  const { forward, back } = stance.slopes
  for (let j = 0; j < shift.length; j++) shiftPoints[j] = shift[j]! * (shift[j]! > 0 ? forward : back)
  return {
    peace: peaceShare(curve, worldTerms.stillborn, discount[player]!),
    shift: brokenShift(curve, worldTerms.stillborn, discount[player]!, shiftPoints),
  }
}

/** The frontier of all blocks but the core, apart for packages whose line moves with the line of contact. */
function restLists(shared: Shared, counts: readonly number[]): Rest[] {
  const { table, scratch, theCase } = shared
  const players = theCase.vetoPlayers.length
  let still = emptyRest(players)
  let lists: Rest[] | null = null
  for (let b = 1; b < table.blocks.length; b++) {
    const block = table.blocks[b]!
    const entry = (flag: number | null): Rest => {
      const which: number[] = []
      for (let k = 0; k < counts[b]!; k++) {
        const c = scratch.left[b]![k]!
        if (flag === null || block.contact![c] === flag) which.push(c)
      }
      return prune({
        points: scratch.points[b]!.map((column) => which.map((c) => column[c]!)),
        parts: which.map((c) => table.parts[b]![c]!),
      })
    }
    if (block.contact) lists = [entry(0), entry(1)]
    else still = mergeRest(still, entry(null))
  }
  return lists ? lists.map((list) => mergeRest(list, still)) : [still]
}

interface AppraisalTools {
  readonly theCase: Case
  readonly core: Block
  readonly terms: TermTable | null
  readonly scratch: Scratch
}

/** What a package is worth to every veto player in a month, whether or not the rules allow it. */
function appraise(
  tools: AppraisalTools,
  settlement: Settlement,
  world: World,
  options: ArrayLike<number>,
  month: number,
): Appraisal {
  const { theCase, core, terms, scratch } = tools
  const durable: Durable = { terms, scratch, worldTerms: settlement.terms, discount: settlement.discount }
  const { stances } = settlement.phase(month) // first: a phase that is not there yet is made in the same scratch
  const combination = combinationOf(core, (issue) => options[issue]!)
  const hazardFiveYears = readCurve(durable, world, combination)
  const players = stances.length
  const result: Appraisal = {
    points: new Float64Array(players),
    value: new Float64Array(players),
    margin: new Float64Array(players),
    survival: { stillborn: settlement.terms.stillborn, hazardFiveYears, shape: settlement.terms.shape },
  }
  const own = settlement.noDeal.own(month)
  for (let i = 0; i < players; i++) {
    const { peace, shift } = weigh(durable, stances[i]!, i)
    const noDeal = own[i]!
    result.points[i] =
      packagePoints(theCase, stances[i]!, i, options, world.values) +
      movedPoints(theCase, stances[i]!, options, settlement.noDeal.line(month))
    result.value[i] = peace * result.points[i]! + (1 - peace) * noDeal + shift
    result.margin[i] = result.value[i]! - noDeal
  }
  return result
}

function packagePoints(
  theCase: Case,
  stance: Stance,
  player: number,
  options: ArrayLike<number>,
  values: Float64Array,
): number {
  let sum = 0
  for (let issue = 0; issue < theCase.issues.length; issue++) sum += stance.points[issue]![options[issue]!]!
  return sum + interactionPoints(theCase, player, options, values)
}

/** Points that interactions add to a package for a player. */
export function interactionPoints(
  theCase: Case,
  player: number,
  options: ArrayLike<number>,
  values: Float64Array,
): number {
  const sheet = theCase.scores.find(({ actor }) => actor === theCase.vetoPlayers[player])!
  let sum = 0
  for (const { when, points } of sheet.interactions) if (holdsFor(when, options)) sum += values[points]!
  return sum
}

function movedPoints(theCase: Case, stance: Stance, options: ArrayLike<number>, line: number): number {
  if (theCase.territoryIssue < 0 || !stance.line) return 0
  const rule = theCase.issues[theCase.territoryIssue]!.options[options[theCase.territoryIssue]!]!.line
  return rule?.kind === 'contact' ? worthAt(stance.line, line) - worthAt(stance.line, 0) : 0
}
