/** The rest of a space that is too large to be listed: the packages asked for are searched for, and stand in its lists
 *  from then on. */
import type { Case } from '../../case/types.ts'
import { bucketTree, MOST_PLACES } from '../../methods/frontier/bucket-tree.ts'
import type { BucketTree } from '../../methods/frontier/bucket-tree.ts'
import {
  largestLeast,
  largestProduct,
  mostOf,
  newSearchRoom,
  SearchTooLong,
} from '../../methods/frontier/game-search.ts'
import type { Game, GamePackage, SearchRoom } from '../../methods/frontier/game-search.ts'
import type { Block } from './block.ts'
import { boundOf, gainAt, newRow, openRow } from './gain.ts'
import type { Gains, Row } from './gain.ts'
import type { Rest } from './rest.ts'
import type { Space } from './space.ts'
import { entangled } from './untie.ts'
import type { Bounds, Chosen, Found } from './zopa.ts'

/** Thrown where a case has more packages, or more tightly coupled ones, than can be worked through. The message says
 *  what to cut. */
export class TooManyPackages extends RangeError {
  /** Known by it also where it came from a thread, which leaves its class behind. */
  readonly code: 'too-many-packages' | 'too-much-to-search'

  /** @param code the second where it shows in a world only. */
  constructor(message: string, code: TooManyPackages['code'] = 'too-many-packages') {
    super(message)
    this.code = code
  }
}

/** What of a case is searched: the issues outside the core, and what speaks of them. */
export interface SearchPlan {
  readonly issues: readonly number[]
  readonly factors: readonly Block[]
  readonly tree: BucketTree
  /** Place value of each issue in the number of a package. */
  readonly strides: readonly number[]
  /** How the places of each factor follow from those of its issues outside the core, and from the options of the
   *  core. */
  readonly places: readonly {
    readonly local: Int32Array
    readonly core: readonly { position: number; stride: number }[]
  }[]
  /** Two where the line moves with some packages and not with others; of several lines the core says which move. */
  readonly lists: 1 | 2
}

/** @throws TooManyPackages where the issues are too entangled. */
export function searchPlan(
  theCase: Case,
  core: Block,
  factors: readonly Block[],
  strides: readonly number[],
): SearchPlan {
  const issues = theCase.issues.map((_, issue) => issue).filter((issue) => !core.issues.includes(issue))
  const sizes = issues.map((issue) => theCase.issues[issue]!.options.length)
  const scopes = factors.map((block) =>
    block.issues.filter((issue) => !core.issues.includes(issue)).map((issue) => issues.indexOf(issue)),
  )
  const tree = bucketTree(sizes, scopes)
  if (!tree) throw new TooManyPackages(entangled(theCase, issues, { most: MOST_PLACES, by: 'ties' }))
  return {
    issues,
    factors,
    tree,
    strides: issues.map((issue) => strides[issue]!),
    places: factors.map((block) => ({
      local: localPlaces(block, core),
      core: block.issues.flatMap((issue, k) =>
        core.issues.includes(issue) ? [{ position: core.issues.indexOf(issue), stride: block.strides[k]! }] : [],
      ),
    })),
    lists: theCase.territories.some(({ issue }) => issues.includes(issue)) ? 2 : 1,
  }
}

/** Numbers of a factor's combinations by those of its issues outside the core, the core at its first options. */
function localPlaces(block: Block, core: Block): Int32Array {
  let places = [0]
  block.issues.forEach((issue, k) => {
    if (core.issues.includes(issue)) return
    const size = 1 + Math.max(...block.options[k]!)
    places = Array.from({ length: size }, (_, option) =>
      places.map((place) => place + option * block.strides[k]!),
    ).flat()
  })
  return Int32Array.from(places)
}

/** What a world leaves of a plan, and room to search it. Worth and costs by factor, then player or burden, then
 *  combination. */
export interface Searched {
  readonly plan: SearchPlan
  readonly core: Block
  readonly points: readonly (readonly Float64Array[])[]
  readonly costs: readonly (readonly Float64Array[])[]
  readonly barred: readonly Uint8Array[]
  readonly game: Game
  readonly room: SearchRoom
  readonly row: Row
}

export function newSearched(
  plan: SearchPlan,
  core: Block,
  players: number,
  world: Pick<Searched, 'points' | 'costs' | 'barred'>,
): Searched {
  const sizes = plan.places.map(({ local }) => local.length)
  return {
    plan,
    core,
    ...world,
    game: {
      tree: plan.tree,
      offset: new Float64Array(players),
      tables: Array.from({ length: players }, () => sizes.map((size) => new Float64Array(size))),
      barred: sizes.map((size) => new Uint8Array(size)),
    },
    room: newSearchRoom(plan.tree, players),
    row: newRow(players),
  }
}

/** Lists without an entry yet. */
export function emptyLists({ plan }: Searched, players: number, burdens: number): Rest[] {
  const none = (count: number): Float64Array[] => Array.from({ length: count }, () => new Float64Array(0))
  return Array.from({ length: plan.lists }, () => ({
    points: none(players),
    costs: none(burdens),
    parts: new Float64Array(0),
  }))
}

/** The most points that each player could have of the rest, whatever the others get: a bound. */
export function mostPoints({ points, barred }: Searched, players: number): Float64Array {
  const most = new Float64Array(players)
  points.forEach((columns, f) => {
    for (let i = 0; i < players; i++) {
      let largest = -Infinity
      for (let c = 0; c < columns[i]!.length; c++) if (barred[f]![c] === 0) largest = Math.max(largest, columns[i]![c]!)
      most[i] = most[i]! + largest
    }
  })
  return most
}

/** The most that crossing lines could cost in the rest, by burden: a bound. */
export function mostCosts({ costs, barred }: Searched, burden: number): number {
  return costs.reduce((sum, columns, f) => {
    let largest = 0
    for (let c = 0; c < barred[f]!.length; c++)
      if (barred[f]![c] === 0) largest = Math.max(largest, columns[burden]![c]!)
    return sum + largest
  }, 0)
}

/** Makes the game of a core combination and a list: its row is opened, and its tables are what combinations add to the
 *  gains of that row. */
function openGame(searched: Searched, gains: Gains, position: number, list: number): void {
  const { plan, core, points, costs, barred, game, row } = searched
  const { space } = gains
  openRow(row, gains, position, list)
  // A package that is signed comes into force with a chance, which is that of its core.
  for (let i = 0; i < space.players; i++) game.offset[i] = row.chance * row.offset[i]!
  const combination = space.core[position]!
  plan.factors.forEach((block, f) => {
    const { local, core: ofCore } = plan.places[f]!
    let base = 0
    for (let k = 0; k < ofCore.length; k++) {
      const { position: at, stride } = ofCore[k]!
      base += core.options[at]![combination]! * stride
    }
    const out = game.barred[f]!
    const flags = plan.lists === 2 ? block.contact : null
    for (let p = 0; p < out.length; p++) {
      const c = local[p]! + base
      out[p] = barred[f]![c] === 1 || (flags !== null && flags[c] !== list) ? 1 : 0
    }
    for (let i = 0; i < space.players; i++) {
      const [table, worth, scale] = [game.tables[i]![f]!, points[f]![i]!, row.chance * row.scale[i]!]
      for (let p = 0; p < table.length; p++) table[p] = scale * worth[local[p]! + base]!
      const own = row.own[i]!
      for (let n = 0; n < own.length; n++) {
        const [weight, price] = [row.chance * row.weights[own[n]!]!, costs[f]![own[n]!]!]
        if (weight !== 0)
          for (let p = 0; p < table.length; p++) table[p] = table[p]! - weight * price[local[p]! + base]!
      }
    }
  })
}

/** Enters a package into its list, and opens the row anew. @returns its entry. */
function enter(searched: Searched, gains: Gains, at: { position: number; list: number }, found: GamePackage): number {
  const { plan, core, points, costs, row } = searched
  const { space } = gains
  const rest = space.rest[at.list]!
  const part = plan.strides.reduce((sum, stride, v) => sum + found.chosen[v]! * stride, 0)
  const combinations = plan.factors.map((block) =>
    block.issues.reduce((c, issue, k) => {
      const of = core.issues.indexOf(issue)
      const option = of < 0 ? found.chosen[plan.issues.indexOf(issue)]! : core.options[of]![space.core[at.position]!]!
      return c + option * block.strides[k]!
    }, 0),
  )
  const sum = (table: readonly (readonly Float64Array[])[], k: number): number =>
    combinations.reduce((total, c, f) => total + table[f]![k]![c]!, 0)
  const worth = rest.points.map((_, i) => sum(points, i))
  const price = rest.costs.map((_, b) => sum(costs, b))
  const known = rest.parts.findIndex(
    (one, k) =>
      one === part && worth.every((x, i) => x === rest.points[i]![k]) && price.every((x, b) => x === rest.costs[b]![k]),
  )
  if (known >= 0) return known
  const grown = (column: Float64Array, value: number): Float64Array => {
    const out = new Float64Array(column.length + 1)
    out.set(column)
    out[column.length] = value
    return out
  }
  const entry = rest.parts.length
  space.rest = space.rest.map((one, list) =>
    list === at.list
      ? {
          points: one.points.map((column, i) => grown(column, worth[i]!)),
          costs: one.costs.map((column, b) => grown(column, price[b]!)),
          parts: grown(one.parts, part),
        }
      : one,
  )
  openRow(row, gains, at.position, at.list)
  return entry
}

function leastOf(row: Row, entry: number, players: number): number {
  let least = Infinity
  for (let i = 0; i < players; i++) least = Math.min(least, gainAt(row, i, entry))
  return least
}

/** How much better a package has to be to take the place of another. */
export const BETTER = 2e-9

/** Points by which a bound may lie above the best known before what it bounds is searched anew: above what bounds gain
 *  by rounding in the months of a war. */
const NEAR = 1e-6

/** As `bestForWorstOff`, from `best` on. @param enough any package that leaves everybody as much will do. */
export function searchWorstOff(
  gains: Gains,
  best: { value: number; at: Found | null },
  enough: number,
  bounds: Bounds | null,
): Chosen | null {
  const { space } = gains
  const searched = space.searched!
  let { value, at } = best
  for (let position = 0; position < space.count; position++) {
    if (at && value >= enough) break
    for (let list = 0; list < space.rest.length; list++) {
      if (bounds) {
        const limit = bounds.at(position, list)
        if (at ? limit <= value + NEAR : limit < value) continue
      }
      openGame(searched, gains, position, list)
      const bound = boundOf(searched.row, space.ideal[list]!)
      const floor = at ? value + BETTER : value
      const found = bound < floor ? null : within(() => largestLeast(searched.game, floor, enough, searched.room))
      if (!found) {
        if (enough === Infinity) bounds?.tighten(position, list, Math.min(bound, floor + BETTER))
        continue
      }
      const entry = enter(searched, gains, { position, list }, found)
      const least = leastOf(searched.row, entry, space.players)
      if (enough === Infinity) bounds?.tighten(position, list, least + BETTER)
      if (at ? least > value : least >= value) [value, at] = [least, { position, list, entry }]
    }
  }
  return at && { ...at, value }
}

/** The acceptable packages with the largest weighted Nash product, one for each core combination and list. */
export function searchNash(gains: Gains, weights: Float64Array | null): Found[] {
  const { space } = gains
  const searched = space.searched!
  const even = new Float64Array(space.players).fill(1)
  const all: Found[] = []
  for (let position = 0; position < space.count; position++) {
    for (let list = 0; list < space.rest.length; list++) {
      openGame(searched, gains, position, list)
      if (boundOf(searched.row, space.ideal[list]!) < 0) continue
      const { game, room } = searched
      const start = within(() => largestLeast(game, 0, Infinity, room))
      if (!start) continue
      const found = within(() => largestProduct(game, weights ?? even, start.chosen, room))
      all.push({ position, list, entry: enter(searched, gains, { position, list }, found) })
    }
  }
  return all
}

/** Whether a player gains by some package. */
export function searchSuits(gains: Gains, player: number): boolean {
  const { space } = gains
  const searched = space.searched!
  for (let position = 0; position < space.count; position++)
    for (let list = 0; list < space.rest.length; list++) {
      openGame(searched, gains, position, list)
      if (mostOf(searched.game, player, searched.room) >= 0) return true
    }
  return false
}

/** Whether some package gives every player as much as `own`, to a tie, and one of them more than that. */
export function searchDominating(gains: Gains, own: ArrayLike<number>, tie: number): boolean {
  const { space } = gains
  const searched = space.searched!
  const { offset } = searched.game
  for (let position = 0; position < space.count; position++)
    for (let list = 0; list < space.rest.length; list++)
      for (let better = 0; better < space.players; better++) {
        openGame(searched, gains, position, list)
        for (let i = 0; i < space.players; i++) offset[i] = offset[i]! - own[i]! + (i === better ? -tie : tie)
        if (within(() => largestLeast(searched.game, 0, 0, searched.room))) return true
      }
  return false
}

function within<T>(search: () => T): T {
  try {
    return search()
  } catch (error) {
    if (!(error instanceof SearchTooLong)) throw error
    throw new TooManyPackages(
      'the packages of this case leave too much to look at for so many parties: take options, issues or parties away',
      'too-much-to-search',
    )
  }
}

/** @throws TooManyPackages where the packages of a space are searched: what asks about all of them has nothing to look
 *  at. */
export function demandListed({ searched }: Pick<Space, 'searched'>): void {
  if (searched)
    throw new TooManyPackages(
      'this looks at every package that the rules leave, and the case has too many to be listed: take options or issues away',
    )
}
