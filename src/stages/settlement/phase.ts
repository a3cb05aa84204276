/** What a world leaves of the settlement while the foothold stands, or once it is gone: the same in all months of that
 *  phase. */
import { playerOf } from '../../case/players.ts'
import type { Case, ScoreSheet } from '../../case/types.ts'
import { peaceTable } from '../durability/peace-table.ts'
import type { PeaceTable, Slopes } from '../durability/peace-table.ts'
import type { TermTable, WorldTerms } from '../durability/terms.ts'
import type { World } from '../worlds/draw.ts'
import type { Burden } from './burdens.ts'
import { movesOf } from './moves.ts'
import type { Broken, Outlook } from './fighting-on.ts'
import { fillProspects, newProspects } from './ratification.ts'
import type { Prospects } from './ratification.ts'
import { newRestRoom, restLike, restLists } from './rest-lists.ts'
import type { BlockLeft, RestRoom } from './rest-lists.ts'
import { emptyLists, mostPoints, newSearched } from './searched.ts'
import type { Searched } from './searched.ts'
import { copyCore, fillCore, newSpace } from './space.ts'
import type { Space } from './space.ts'
import { packagePoints, stanceOf } from './stance.ts'
import type { Stance } from './stance.ts'
import type { Block } from './block.ts'
import type { SettlementTable } from './table.ts'
import { enlist, findSame, newMade } from './known-phases.ts'
import type { KnownPhases, Made } from './known-phases.ts'
import { newSieve, sift } from './sieve.ts'
import type { Sieve } from './sieve.ts'
import { combinationCosts, combinationPoints, crossingsOf, newOptionPoints } from './worth.ts'
import type { Crossings, OptionPoints } from './worth.ts'

export interface Phase {
  readonly space: Space
  /** By player, as `outlooks`. */
  readonly stances: readonly Stance[]
  readonly outlooks: readonly Outlook[]
  /** A, C and the hazard by kind of terms. */
  readonly peace: PeaceTable
  /** By combination of the first block; null where no vote comes after signature. */
  readonly prospects: Prospects | null
}

/** Room for what a world leaves, used over and over. */
export interface SpaceRoom {
  readonly sieves: readonly Sieve[]
  /** By block, then burden. */
  readonly crossings: readonly (readonly Crossings[])[]
  /** By block, then player; by block, then burden. */
  readonly points: readonly (readonly Float64Array[])[]
  readonly costs: readonly (readonly Float64Array[])[]
  readonly space: Space
  readonly searched: Searched | null
  readonly prospects: Prospects | null
  /** All blocks but the core, and room for their lists; the most that costs weigh against worth, by burden. */
  readonly others: readonly BlockLeft[]
  readonly rest: RestRoom
  readonly most: Float64Array
  /** What it was made from, where others that are the same are looked for. */
  readonly made: Made | null
}

/** Room for one phase, used over and over. */
export interface PhaseRoom extends SpaceRoom {
  /** By player. */
  readonly options: readonly OptionPoints[]
  readonly peace: PeaceTable
}

/** What the case says of a space, the same in every world. */
export interface SpaceTools {
  readonly theCase: Case
  readonly table: SettlementTable
  readonly terms: TermTable | null
  readonly burdens: readonly Burden[]
  readonly phases?: KnownPhases
}

export interface PhaseTools extends SpaceTools {
  readonly sheets: readonly ScoreSheet[]
  /** Phases of the arms of the model. */
  readonly phases: KnownPhases
}

export function newSpaceRoom({ theCase, table, burdens }: SpaceTools): SpaceRoom {
  const { vetoPlayers } = theCase
  const blocks = blocksOf(table)
  const sieves = blocks.map((block) => newSieve(block, table.search !== null))
  const points = blocks.map((block) => vetoPlayers.map(() => new Float64Array(block.count)))
  const costs = blocks.map((block) => burdens.map(() => new Float64Array(block.count)))
  const rest = {
    points: points.slice(1),
    costs: costs.slice(1),
    barred: sieves.slice(1).map(({ barred }) => barred),
  }
  return {
    sieves,
    crossings: blocks.map((block) => burdens.map((burden) => crossingsOf(theCase, block, burden))),
    points,
    costs,
    searched: table.search ? newSearched(table.search, table.blocks[0]!, vetoPlayers.length, rest) : null,
    space: newSpace(vetoPlayers.length, burdens, table.blocks[0]!, table.ratification !== null),
    prospects: table.ratification && newProspects(table.ratification, vetoPlayers.length),
    others: blocks.slice(1).map((block, k) => ({
      block,
      left: sieves[k + 1]!.left,
      points: rest.points[k]!,
      costs: rest.costs[k]!,
      parts: table.parts[k + 1]!,
    })),
    rest: newRestRoom(vetoPlayers.length, burdens.length),
    most: new Float64Array(burdens.length),
    made: null,
  }
}

export function newPhaseRoom(tools: PhaseTools, worldTerms: WorldTerms): PhaseRoom {
  const { theCase, table, terms, phases } = tools
  const { vetoPlayers, war } = theCase
  const room = newSpaceRoom(tools)
  const left = room.sieves.map((sieve) => sieve.left)
  const made = table.search ? null : newMade(theCase, { left, space: room.space }, table.blocks[0]!.issues)
  enlist(phases, made)
  return {
    ...room,
    made,
    options: vetoPlayers.map(() => newOptionPoints(theCase)),
    peace: peaceTable(terms, worldTerms, vetoPlayers.length, {
      attacker: war && playerOf(vetoPlayers, war.attacker.actor),
      defender: war && playerOf(vetoPlayers, war.defender.actor),
    }),
  }
}

function isEqual(a: Slopes, b: Slopes): boolean {
  return a.forward === b.forward && a.back === b.back
}

/** What is worked out in a world: the core, and the other blocks or what is searched in their place. */
function blocksOf({ blocks, search }: SettlementTable): readonly Block[] {
  return search ? [blocks[0]!, ...search.factors] : blocks
}

export interface PhaseOf {
  readonly world: World
  readonly discount: readonly Float64Array[]
  /** The most that a cost weighs in any month, by burden. */
  readonly mostWeight: ArrayLike<number>
  readonly footholdStands: boolean
  /** The phase of the same world with the foothold, or without it, where that is known already. */
  readonly other: Phase | null
}

export function phaseOf(tools: PhaseTools, room: PhaseRoom, of: PhaseOf): Phase {
  const { theCase, sheets } = tools
  const { prospects } = room
  const { world, footholdStands, other } = of
  const { values } = world
  const stances = sheets.map((sheet, i) => stanceOf(theCase, sheet, values, footholdStands, room.options[i]!))
  const outlooks = stances.map((stance, i) => outlookOf(theCase, stance, sheets[i]!, values))
  const slopes = stances.map((stance) => stance.slopes)
  // A peace hangs on the foothold by what the land is worth alone.
  const isAlike = other?.stances.every((stance, i) => isEqual(stance.slopes, slopes[i]!)) ?? false
  const peace = isAlike ? other!.peace : room.peace
  if (!isAlike) peace.begin(world, of.discount, slopes)
  if (room.made) room.made.isWhole = false
  const space = spaceOf(tools, room, { ...of, stances, peace })
  if (room.made) room.made.isWhole = space.count > 0
  return { space, stances, outlooks, peace, prospects }
}

export interface SpaceOf extends Omit<PhaseOf, 'discount' | 'other'> {
  /** By player. */
  readonly stances: readonly Stance[]
  readonly peace: PeaceTable
}

/** What a world leaves, in the space of the room. */
export function spaceOf(tools: SpaceTools, room: SpaceRoom, of: SpaceOf): Space {
  const { burdens } = tools
  const { stances } = of
  const { space } = room
  if (!coreOf(tools, room, of)) return space
  if (room.searched) {
    space.searched = room.searched
    space.rest = emptyLists(room.searched, stances.length, burdens.length)
    const bound = mostPoints(room.searched, stances.length)
    space.ideal = space.rest.map(() => bound)
    return space
  }
  const same = room.made?.same
  if (same) {
    space.rest = same.rest.map((rest, list) => restLike(rest, room.rest, list))
    space.ideal = same.ideal
    return space
  }
  for (let b = 0; b < burdens.length; b++) room.most[b] = of.mostWeight[b]! / leastPeace(space, burdens[b]!.player)
  space.rest = restLists(room.others, { burdens, most: room.most }, room.rest)
  space.ideal = space.rest.map(({ points }) => mostOf(points))
  return space
}

/** What a world leaves of every block, and the core of the space. @returns false where nothing is left. */
export function coreOf({ theCase, table, terms, phases }: SpaceTools, room: SpaceRoom, of: SpaceOf): boolean {
  const { space, points, costs, sieves, crossings, prospects } = room
  const { world, footholdStands, stances, peace } = of
  const { values } = world
  if (table.ratification && prospects) fillProspects(theCase, table.ratification, world, prospects)
  space.count = 0
  space.rest = []
  space.ideal = []
  const blocks = blocksOf(table)
  for (let b = 0; b < blocks.length; b++) {
    sift(sieves[b]!, world, footholdStands)
    if (sieves[b]!.left.count === 0) return false
  }
  if (phases && room.made) findSame(phases, room.made, { values, mostWeight: of.mostWeight, stands: footholdStands })
  if (room.made?.sameCore) copyCore(room.made.sameCore, space)
  if (room.made?.same) return true
  for (let b = room.made?.sameCore ? 1 : 0; b < blocks.length; b++) {
    const { left } = sieves[b]!
    for (let i = 0; i < stances.length; i++)
      combinationPoints(blocks[b]!, i, stances[i]!.points, values, left, points[b]![i]!)
    for (let k = 0; k < crossings[b]!.length; k++) combinationCosts(crossings[b]![k]!, values, left, costs[b]![k]!)
  }
  if (room.made?.sameCore) return true
  const kindOf = terms ? terms.kindOf : null
  fillCore(space, table.blocks[0]!, sieves[0]!.left, peace, { points: points[0]!, costs: costs[0]!, kindOf, prospects })
  return space.count > 0
}

/** What a player wants, and what breaks would leave it. */
function outlookOf(theCase: Case, stance: Stance, sheet: ScoreSheet, values: Float64Array): Outlook {
  const { war, packages } = theCase
  const broken = (which: 'attacker' | 'defender'): Broken => {
    if (!war?.breaks) return { points: 0, moves: 0 }
    const { options } = packages[war.breaks[which].leaves]!
    return { points: packagePoints(stance, sheet, options, values), moves: movesOf(theCase, options) }
  }
  return { stance, broken: { attacker: broken('attacker'), defender: broken('defender') } }
}

function leastPeace({ peace, count }: Space, player: number): number {
  let least = 1
  for (let position = 0; position < count; position++) least = Math.min(least, peace[player]![position]!)
  return least
}

/** The largest number of each column. */
function mostOf(columns: readonly Float64Array[]): Float64Array {
  const most = new Float64Array(columns.length).fill(-Infinity)
  for (let i = 0; i < columns.length; i++) {
    const column = columns[i]!
    for (let k = 0; k < column.length; k++) if (column[k]! > most[i]!) most[i] = column[k]!
  }
  return most
}
