/** The settlement stage: what the rules allow in a world, what each package is worth to each veto player, who prefers it to fighting on. */
import type { Model } from '../../case/model.ts'
import { holdsFor } from '../../case/condition.ts'
import type { Case, ScoreSheet } from '../../case/types.ts'
import { discountFactors } from '../durability/discounting.ts'
import { peaceTable } from '../durability/peace-table.ts'
import type { PeaceTable } from '../durability/peace-table.ts'
import { newWorldTerms, readWorldTerms } from '../durability/terms.ts'
import type { TermTable, WorldTerms } from '../durability/terms.ts'
import type { Survival } from '../durability/survival.ts'
import type { Projection } from '../war/project.ts'
import type { World } from '../worlds/draw.ts'
import type { Block } from './block.ts'
import { fillCore, newSpace, withoutShift } from './core-space.ts'
import { worthAt } from './line-worth.ts'
import { fightersOf, noDealValues } from './fighting-on.ts'
import type { Fighter, NoDeal } from './fighting-on.ts'
import { chosen, emptyRest, mergeRest, prune } from './rest.ts'
import type { Rest } from './rest.ts'
import { stanceOf } from './stance.ts'
import type { Stance } from './stance.ts'
import { combinationOf } from './table.ts'
import type { SettlementTable } from './table.ts'
import { combinationPoints, newOptionPoints, newSieve, sift } from './worth.ts'
import type { OptionPoints, Sieve } from './worth.ts'
import type { Space } from './zopa.ts'

/** The settlement of one world, ready to be asked month by month. The stage reuses its room: read it before the next world is prepared. */
export interface Settlement {
  readonly noDeal: NoDeal
  /** Space while the foothold stands, and after. */
  readonly phase: (month: number) => Phase
  /** κ by player. */
  readonly walkAway: Float64Array
  /** Discount factors on the grid of years, by player. */
  readonly discount: readonly Float64Array[]
  readonly terms: WorldTerms
  /** Whether the foothold is still held in a month. */
  readonly stands: (month: number) => boolean
}

export interface Phase {
  readonly space: Space
  readonly stances: readonly Stance[]
  /** A, C and the hazard by kind of terms. */
  readonly peace: PeaceTable
}

/** Worth of one package to every veto player in one month of one world. Arrays by player. */
export interface Appraisal {
  /** Score-sheet points of the terms. */
  readonly points: Float64Array
  /** V: points while the peace holds, war from the shifted balance when it breaks. */
  readonly value: Float64Array
  /** V − W. */
  readonly margin: Float64Array
  /** Share of strength that the terms add to the defender in a renewed war. */
  support: number
  survival: Survival
}

/** Room for the worth of a package to some veto players. */
export function newAppraisal(players: number): Appraisal {
  return {
    points: new Float64Array(players),
    value: new Float64Array(players),
    margin: new Float64Array(players),
    support: 0,
    survival: { stillborn: 0, hazardFiveYears: 0, shape: 1 },
  }
}

/** Everything of the stage that is the same in every world. */
export interface SettlementStage {
  readonly case: Case
  readonly table: SettlementTable
  readonly terms: TermTable | null
  /** By veto player. */
  readonly sheets: readonly ScoreSheet[]
  prepare(world: World, projection: Projection | null): Settlement
  /** What a package is worth in a month, whether or not the rules allow it. @param out room for it; its own where left out. */
  appraise(settlement: Settlement, world: World, options: ArrayLike<number>, month: number, out?: Appraisal): Appraisal
  /** The space of a world in the first month as it would be if the balance stayed as it is while the peace lasts. */
  withoutShift(settlement: Settlement): Space
}

export function settlementStage(model: Model, table: SettlementTable): SettlementStage {
  const theCase = model.case
  const core = table.blocks[0]!
  const { terms } = table
  const tools: Tools = { theCase, table, core, terms, fighters: fightersOf(theCase), sheets: sheetsOf(theCase) }
  const worldTerms = newWorldTerms()
  const rooms = [newRoom(tools, worldTerms), newRoom(tools, worldTerms)]
  return {
    case: theCase,
    table,
    terms,
    sheets: tools.sheets,
    prepare: (world, projection) => prepare(tools, rooms, worldTerms, world, projection),
    appraise: (settlement, world, options, month, out = newAppraisal(theCase.vetoPlayers.length)) =>
      appraise(tools, settlement, world, { options, month }, out),
    withoutShift(settlement) {
      const { space, peace } = settlement.phase(1)
      return withoutShift(space, peace, terms && terms.kindOf)
    },
  }
}

/** What the case says, the same in every world. */
interface Tools {
  readonly theCase: Case
  readonly table: SettlementTable
  readonly core: Block
  readonly terms: TermTable | null
  readonly fighters: readonly Fighter[]
  /** By veto player. */
  readonly sheets: readonly ScoreSheet[]
}

function sheetsOf(theCase: Case): ScoreSheet[] {
  return theCase.vetoPlayers.map((player) => theCase.scores.find(({ actor }) => actor === player)!)
}

/** Room for one phase, used over and over. */
interface Room {
  /** By player. */
  readonly options: readonly OptionPoints[]
  readonly sieves: readonly Sieve[]
  /** By block, then player. */
  readonly points: readonly (readonly Float64Array[])[]
  readonly space: Space
  readonly peace: PeaceTable
}

function newRoom({ theCase, table, core, terms }: Tools, worldTerms: WorldTerms): Room {
  const players = theCase.vetoPlayers.length
  return {
    options: theCase.vetoPlayers.map(() => newOptionPoints(theCase)),
    sieves: table.blocks.map(newSieve),
    points: table.blocks.map((block) => theCase.vetoPlayers.map(() => new Float64Array(block.count))),
    space: newSpace(players, core),
    peace: peaceTable(terms, worldTerms, players),
  }
}

function prepare(
  tools: Tools,
  rooms: readonly Room[],
  terms: WorldTerms,
  world: World,
  projection: Projection | null,
): Settlement {
  const { theCase, fighters } = tools
  if (theCase.durability) readWorldTerms(theCase.durability, world.values, terms)
  const resolves = fighters.map(({ resolve }) => resolve)
  const walkAway = Float64Array.from(resolves, (resolve) => (resolve ? world.values[resolve.walkAway]! : 0))
  const discount = resolves.map((resolve) => discountFactors(resolve ? world.values[resolve.discount]! : 0))
  const phases: (Phase | null)[] = [null, null]
  const stands = (month: number): boolean => footholdStands(theCase, world, projection, month)
  const phase = (month: number): Phase => {
    const isHeld = stands(month)
    const which = isHeld ? 1 : 0
    return (phases[which] ??= newPhase(tools, rooms[which]!, { world, walkAway, discount, footholdStands: isHeld }))
  }
  const noDeal = noDealValues(theCase, fighters, world, projection, (month) => phase(month).stances)
  return { noDeal, phase, walkAway, discount, terms, stands }
}

/** Whether the foothold is still held in a month; true where the case has none. */
export function footholdStands(theCase: Case, world: World, projection: Projection | null, month: number): boolean {
  const foothold = theCase.war?.foothold
  if (!foothold || !projection) return true
  const held = projection.foothold[month]!
  return held > 0 && held >= world.values[foothold.least]!
}

interface Circumstances {
  readonly world: World
  readonly walkAway: Float64Array
  readonly discount: readonly Float64Array[]
  readonly footholdStands: boolean
}

function newPhase(tools: Tools, room: Room, circumstances: Circumstances): Phase {
  const { theCase, table, core, terms, sheets } = tools
  const { space, peace, points, sieves } = room
  const { world, walkAway, footholdStands } = circumstances
  const stances = sheets.map((sheet, i) => stanceOf(theCase, sheet, world.values, footholdStands, room.options[i]!))
  peace.begin(
    world.values,
    circumstances.discount,
    stances.map(({ slopes }) => slopes),
  )
  const phase = { space, stances, peace }
  space.count = 0
  space.rest = []
  space.ideal = []
  for (let b = 0; b < table.blocks.length; b++) {
    sift(sieves[b]!, table.blocks[b]!, world, footholdStands)
    if (sieves[b]!.left.count === 0) return phase
  }
  for (let b = 0; b < table.blocks.length; b++) {
    const { left } = sieves[b]!
    for (let i = 0; i < stances.length; i++)
      combinationPoints(table.blocks[b]!, i, stances[i]!.points, world.values, left, points[b]![i]!)
  }
  const kindOf = terms ? terms.kindOf : null
  fillCore(space, core, sieves[0]!.left, peace, { points: points[0]!, kindOf, walkAway })
  space.rest = restLists(tools, room)
  space.ideal = space.rest.map((rest) => Float64Array.from(rest.points, most))
  return phase
}

function most(column: Float64Array): number {
  let largest = -Infinity
  for (let k = 0; k < column.length; k++) largest = Math.max(largest, column[k]!)
  return largest
}

/** The frontier of all blocks but the core, apart for packages whose line moves with the line of contact. */
function restLists({ table, theCase }: Tools, { sieves, points }: Room): Rest[] {
  let still = emptyRest(theCase.vetoPlayers.length)
  let lists: Rest[] | null = null
  for (let b = 1; b < table.blocks.length; b++) {
    const { contact } = table.blocks[b]!
    const { combinations, count } = sieves[b]!.left
    const left = Array.from(combinations.subarray(0, count))
    const entry = (which: readonly number[]): Rest =>
      prune(chosen({ points: points[b]!, parts: table.parts[b]! }, which))
    if (contact) lists = [0, 1].map((flag) => entry(left.filter((c) => contact[c] === flag)))
    else still = mergeRest(still, entry(left))
  }
  return lists ? lists.map((list) => mergeRest(list, still)) : [still]
}

function appraise(
  { theCase, core, terms, sheets }: Tools,
  settlement: Settlement,
  world: World,
  { options, month }: { readonly options: ArrayLike<number>; readonly month: number },
  out: Appraisal,
): Appraisal {
  const { stances, peace } = settlement.phase(month)
  const { stillborn, shape } = settlement.terms
  const kind = terms ? terms.kindOf[combinationOf(core, options)]! : 0
  peace.read(kind)
  out.support = peace.support[kind]!
  out.survival = { stillborn, hazardFiveYears: peace.hazard[kind]!, shape }
  const own = settlement.noDeal.own(month)
  const line = settlement.noDeal.line(month)
  for (let i = 0; i < stances.length; i++) {
    const share = peace.share[i]![kind]!
    const noDeal = own[i]!
    const points =
      packagePoints(stances[i]!, sheets[i]!, options, world.values) + movedPoints(theCase, stances[i]!, options, line)
    const value = share * points + (1 - share) * noDeal + peace.shift[i]![kind]!
    out.points[i] = points
    out.value[i] = value
    out.margin[i] = value - noDeal
  }
  return out
}

function packagePoints(stance: Stance, sheet: ScoreSheet, options: ArrayLike<number>, values: Float64Array): number {
  let sum = 0
  for (let issue = 0; issue < stance.points.length; issue++) sum += stance.points[issue]![options[issue]!]!
  return sum + interactionPoints(sheet, options, values)
}

/** Points that interactions add to a package on a score sheet. */
export function interactionPoints(sheet: ScoreSheet, options: ArrayLike<number>, values: Float64Array): number {
  let sum = 0
  for (const { when, points } of sheet.interactions) if (holdsFor(when, options)) sum += values[points]!
  return sum
}

function movedPoints(theCase: Case, stance: Stance, options: ArrayLike<number>, line: number): number {
  const { territoryIssue } = theCase
  if (territoryIssue === null || !stance.line) return 0
  const rule = theCase.issues[territoryIssue]!.options[options[territoryIssue]!]!.line
  return rule?.kind === 'contact' ? worthAt(stance.line, line) - worthAt(stance.line, 0) : 0
}
