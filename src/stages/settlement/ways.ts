/** What has to change for a deal, exactly: every smallest set of yes-or-no changes and payments that opens the ZOPA of
 *  one world, and every set of supports that its open ZOPA can rest on. */
import type { Model } from '../../case/model.ts'
import type { Projection } from '../war/project.ts'
import type { World } from '../worlds/draw.ts'
import type { Block } from './block.ts'
import { labelledRest } from './labelled-rest.ts'
import { Needs, minimalSets, sizeOf } from './needs.ts'
import type { Formula } from './needs.ts'
import { BECAUSE } from '../../case/scores.ts'
import { mostGain, newRow, openRow } from './gain.ts'
import { isNoBetter, knownSets } from './seen-ways.ts'
import type { Asked, KnownSets, SeenPackages } from './seen-ways.ts'
import { crossedBy, pricesOf } from './prices.ts'
import type { Prices } from './prices.ts'
import { settlementStage } from './settle.ts'
import type { Month } from './settle.ts'
import { demandFewPackages } from './table.ts'
import type { SettlementTable } from './table.ts'
import { barsOf, togglesOf, whatItLeansOn, whatItNeeds } from './toggles.ts'
import type { Toggles } from './toggles.ts'

/** A set of changes that opens the ZOPA of a world, and the package that takes least payment under it. */
export interface Way {
  /** Bits by position in `Toggles.all`. */
  readonly changes: bigint
  /** Points of deal value to each veto player, 0 for those whose bit is not set; least in all. */
  readonly payments: readonly number[]
  readonly package: number
}

export interface Ways {
  readonly toggles: Toggles
  /** Every set that opens the ZOPA in a month such that no proper subset does, smallest first; the empty set alone
   *  where it is open.
   *  @param limit most points of deal value that a payment brings a player. */
  open(world: World, projection: Projection | null, month: number, limit: number): Way[]
  /** The single changes that do, or the empty set alone where it is open: in a fraction of the time of all sets. */
  openAlone(world: World, projection: Projection | null, month: number, limit: number): bigint[]
  /** What the acceptable packages lean on, each set of supports once, none that contains another: the ZOPA closes
   *  where every one of them loses a member. No set where it is closed. */
  supports(world: World, projection: Projection | null, month: number): bigint[]
}

/** @throws RangeError where a consent can turn a rule against a package. */
export function waysOf(model: Model, table: SettlementTable): Ways {
  const theCase = model.case
  demandFewPackages(theCase, table)
  const bars = table.blocks.map((block) => barsOf(theCase, block))
  const free: SettlementTable = { ...table, blocks: table.blocks.map(withoutRules) }
  const stage = settlementStage(model, free)
  const toggles = togglesOf(theCase, table.blocks)
  const needs = new Needs()
  const search = (atDate: World, projection: Projection | null, month: number, question: Question): Candidate[] => {
    const now = stage.prepare(atDate, projection).in(month)
    const { stands, world } = now
    const bends = question.kind !== 'supports'
    const prices = pricesOf({ theCase, world, toggles }, stage.burdens, now.weights)
    const labels = table.blocks.map((block, b) =>
      bends
        ? whatItNeeds({ needs, toggles, world }, block, bars[b]!, stands)
        : whatItLeansOn({ needs, toggles, world }, block, stands),
    )
    const crosses = table.blocks.map((block) => crossedBy(prices, block))
    const most = question.kind === 'alone' ? 1 : Infinity
    return searchPackages(
      { table, needs, toggles, world, month: now, labels, prices, crosses, bends, most },
      question.limit,
    )
  }
  return {
    toggles,
    open: (world, projection, month, limit) =>
      minimalWays(needs, search(world, projection, month, { kind: 'open', limit })),
    openAlone: (world, projection, month, limit) =>
      minimalWays(needs, search(world, projection, month, { kind: 'alone', limit })).flatMap(({ changes }) =>
        sizeOf(changes) <= 1 ? [changes] : [],
      ),
    supports: (world, projection, month) =>
      minimalSets(
        search(world, projection, month, { kind: 'supports', limit: 0 }).flatMap(({ formula }) => needs.sets(formula)),
      ),
  }
}

interface Question {
  readonly kind: 'open' | 'alone' | 'supports'
  readonly limit: number
}

/** The block with nothing barred. */
export function withoutRules(block: Block): Block {
  return { ...block, allowed: block.allowed.slice().fill(1), consentRules: [], redLines: [] }
}

interface Search {
  readonly table: SettlementTable
  readonly needs: Needs
  readonly toggles: Toggles
  readonly world: World
  readonly month: Month
  readonly labels: readonly Int32Array[]
  readonly prices: Prices
  /** By block, then combination: priced red lines crossed. */
  readonly crosses: readonly Int32Array[]
  /** Whether lines may bend. */
  readonly bends: boolean
  /** Changes of a set at most. */
  readonly most: number
}

interface Candidate {
  readonly formula: Formula
  /** Red lines that bend, and those who are paid. */
  readonly extra: bigint
  readonly total: number
  readonly payments: readonly number[]
  readonly package: number
}

/** What was found under one core label. */
interface Row {
  readonly core: Formula
  /** By label of the rest: 1 where nothing further under both labels can matter. */
  readonly closed: Uint8Array
  /** By label of the rest: changes that a set may have besides those that both labels ask for. */
  readonly left: Float64Array
  /** By label of the rest. */
  readonly seen: SeenPackages[]
  /** By label of the rest, then what it takes besides: place in {@link ways}, or -1 where a set already known is part
   *  of every set of it. */
  readonly found: readonly Map<bigint, number>[]
  readonly ways: Candidate[]
}

/** Ways known so far, by set: they spare all that asks for more. */
interface Known {
  readonly sets: KnownSets
  /** Changes that open a deal alone. */
  singles: bigint
  /** Those of them that are red lines with a price, as bits of {@link Prices}. */
  singleLines: number
  readonly rows: Map<Formula, Row>
}

/** What a package asks of who loses by it: filled anew for each. */
interface Terms extends Asked {
  readonly losses: Float64Array
  crossed: number
}

/** Looks at every core combination with every entry of the labelled rest, those that ask for least first, but for those
 *  where somebody's best falls short of the limit with all its lines bent, and those that ask for more than a way
 *  already known. */
function searchPackages(search: Search, limit: number): Candidate[] {
  const { table, month, crosses } = search
  const { space } = month.phase
  const gains = month.without({ hope: false, doubt: false, lines: BECAUSE })
  const rest = labelledRest(search)
  const names = [...new Set(rest.flatMap(({ labels }) => labels))]
  const named = rest.map(({ labels }) => Int32Array.from(labels, (label) => names.indexOf(label)))
  const ideal = rest.map(({ points }) =>
    points.map((column) => column.reduce((most, x) => Math.max(most, x), -Infinity)),
  )
  const known: Known = { sets: knownSets(search.toggles.all.length), singles: 0n, singleLines: 0, rows: new Map() }
  const row = newRow(space.players)
  const terms: Terms = {
    before: new Float64Array(space.players),
    losses: new Float64Array(space.players),
    crossed: 0,
  }
  const easier = names.map((label) => names.flatMap((other, n) => (search.needs.implies(label, other) ? [n] : [])))
  for (const position of leastFirst(search)) {
    const c = space.core[position]!
    const of = rowOf(search, known, search.labels[0]![c]!, names)
    for (let which = 0; which < rest.length; which++) {
      const list = rest[which]!
      openRow(row, gains, position, which)
      if (ideal[which]!.some((most, i) => mostGain(row, i, most) < -limit)) continue
      for (let k = 0; k < list.parts.length; k++) {
        const name = named[which]![k]!
        if (of.closed[name] === 1) continue
        const crossed = crosses[0]![c]! | list.crosses[k]!
        for (let i = 0; i < space.players; i++) terms.before[i] = row.offset[i]! + row.scale[i]! * list.points[i]![k]!
        const losing = losersOf(search, crossed, limit, terms)
        if (losing < 0 || losing > of.left[name]! || isNoBetter(of.seen, easier[name]!, name, terms)) continue
        noteWays(
          search,
          known,
          { losses: terms.losses, crossed, limit },
          {
            row: of,
            name,
            label: names[name]!,
            package: table.parts[0]![c]! + list.parts[k]!,
          },
        )
      }
    }
  }
  return [...known.rows.values()].flatMap(({ ways }) => ways)
}

/** Reads off what a package costs each player, its gains before lines crossed are paid for being given.
 *  @returns how many lose; -1 where somebody loses more than could be made up for. */
function losersOf({ prices, bends }: Search, crossed: number, limit: number, terms: Terms): number {
  const { before, losses } = terms
  let losing = 0
  terms.crossed = 0
  for (let i = 0; i < before.length; i++) {
    if (before[i]! < -limit) return -1
    const own = crossed & prices.own[i]!
    losses[i] = prices.costOf(own) - before[i]!
    if (!bends && losses[i]! > limit) return -1
    if (losses[i]! > 0) {
      losing++
      terms.crossed |= own
    } else before[i] = Infinity
  }
  return losing
}

/** Positions in the core that can be met, by the size of the smallest set that meets them. */
function leastFirst({ month, labels, needs, most }: Search): number[] {
  const { space } = month.phase
  const sizeAt = (position: number): number => needs.least(labels[0]![space.core[position]!]!)
  return Array.from({ length: space.count }, (_, position) => position)
    .filter((position) => sizeAt(position) <= Math.min(most, Number.MAX_SAFE_INTEGER))
    .sort((a, b) => sizeAt(a) - sizeAt(b) || a - b)
}

/** The row of a core label, closed from the start where a set already known is a part of every set of it. */
function rowOf({ needs, most }: Search, known: Known, core: Formula, names: readonly Formula[]): Row {
  const row = known.rows.get(core)
  if (row) return row
  const left = Float64Array.from(names, (label) =>
    most === Infinity ? most : most - needs.least(needs.both(core, label)),
  )
  const isSpared = spared(known, needs.sets(core), 0n)
  const made: Row = {
    core,
    closed: Uint8Array.from(left, (changes) => (isSpared || changes < 0 ? 1 : 0)),
    left,
    seen: names.map(() => []),
    found: names.map(() => new Map<bigint, number>()),
    ways: [],
  }
  known.rows.set(core, made)
  return made
}

/** Whether each of the sets, with what it takes besides, has a known set as a proper part. */
function spared(known: Known, sets: readonly bigint[], extra: bigint): boolean {
  return sets.every((set) => known.sets.partOf(set | extra))
}

/** A package that everybody accepts, or would if lines bent or points were paid. */
interface Seen {
  readonly row: Row
  /** Position of its label among those of the rest, and the label. */
  readonly name: number
  readonly label: Formula
  readonly package: number
}

/** What a player that loses by a package takes: lines of its own that bend, and points. */
interface Share {
  readonly extra: bigint
  readonly payments: readonly number[]
  readonly total: number
}

const NONE: Share = { extra: 0n, payments: [], total: 0 }
const NOTHING_TAKEN = [{ lines: 0n, pays: 0 }] as const

function noteWays(
  search: Search,
  known: Known,
  of: { readonly losses: Float64Array; readonly crossed: number; readonly limit: number },
  seen: Seen,
): void {
  const { prices, toggles } = search
  const { losses, crossed, limit } = of
  if (!canDo(search, known, of)) return
  let losing = 0
  for (let i = 0; i < losses.length; i++) if (losses[i]! > 0) losing++
  const alone = losing === 1
  let shares: readonly Share[] = [NONE]
  for (let i = 0; i < losses.length && shares.length > 0; i++) {
    const loss = losses[i]!
    // A change that does alone is part of no larger set; by itself it may still do for less.
    const payment = !alone && (known.singles & toggles.payment[i]!) !== 0n ? 0 : limit
    const ways =
      loss <= 0
        ? NOTHING_TAKEN
        : search.bends
          ? prices.ways(crossed & prices.own[i]!, loss, payment, known.singles)
          : [{ lines: 0n, pays: loss }]
    const longer: Share[] = []
    for (const share of shares)
      for (const { lines, pays } of ways)
        longer.push({
          extra: share.extra | lines | (pays > 0 ? toggles.payment[i]! : 0n),
          payments: [...share.payments, pays],
          total: share.total + pays,
        })
    shares = longer
  }
  for (const share of shares) note(search, known, share, seen)
}

/** Whether every player that loses could be brought round by changes that do not open a deal alone. */
function canDo(
  { prices, toggles, bends }: Search,
  { singles, singleLines }: Known,
  { losses, crossed, limit }: { readonly losses: Float64Array; readonly crossed: number; readonly limit: number },
): boolean {
  let losing = 0
  for (let i = 0; i < losses.length; i++) if (losses[i]! > 0) losing++
  for (let i = 0; i < losses.length; i++) {
    if (losses[i]! <= 0) continue
    const payment = losing > 1 && (singles & toggles.payment[i]!) !== 0n ? 0 : limit
    const lines = bends ? crossed & prices.own[i]! & ~singleLines : 0
    if (losses[i]! > prices.costOf(lines) + payment) return false
  }
  return true
}

function note({ needs, prices, toggles }: Search, known: Known, { extra, total, payments }: Share, seen: Seen): void {
  const { row } = seen
  const found = row.found[seen.name]!
  const place = found.get(extra)
  const before = place === undefined ? undefined : row.ways[place]
  if (place === -1 || (before && before.total <= total)) return
  const formula = before?.formula ?? needs.both(row.core, seen.label)
  const sets = needs.sets(formula)
  if (!before && spared(known, sets, extra)) {
    found.set(extra, -1)
    if (extra === 0n) row.closed[seen.name] = 1
    return
  }
  if (extra === 0n) row.closed[seen.name] = 1
  if (!before) {
    for (const set of sets) {
      const changes = set | extra
      if (known.sets.has(changes)) continue
      known.sets.add(changes)
      if (sizeOf(changes) > 1) continue
      known.singles |= changes
      prices.lines.forEach(({ redLine }, bit) => {
        if (toggles.redLine.get(redLine) === changes) known.singleLines |= 1 << bit
      })
    }
  }
  if (place === undefined) found.set(extra, row.ways.length)
  row.ways[place ?? row.ways.length] = { formula, extra, total, payments, package: seen.package }
}

function minimalWays(needs: Needs, found: readonly Candidate[]): Way[] {
  const cheapest = new Map<bigint, Candidate>()
  for (const candidate of found) {
    for (const set of needs.sets(candidate.formula)) {
      const changes = set | candidate.extra
      const known = cheapest.get(changes)
      if (!known || candidate.total < known.total) cheapest.set(changes, candidate)
    }
  }
  return minimalSets([...cheapest.keys()])
    .map(
      (changes): Way => ({
        changes,
        payments: cheapest.get(changes)!.payments,
        package: cheapest.get(changes)!.package,
      }),
    )
    .sort((a, b) => sizeOf(a.changes) - sizeOf(b.changes) || (a.changes < b.changes ? -1 : 1))
}
