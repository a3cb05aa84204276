/** What has to change for a deal, exactly: every smallest set of yes-or-no changes and payments that opens the ZOPA of one world,
 *  and every set of supports that its open ZOPA can rest on. */
import type { Model } from '../../case/model.ts'
import type { Projection } from '../war/project.ts'
import type { World } from '../worlds/draw.ts'
import type { Block } from './block.ts'
import { emptyLabelledRest, mergeLabelledRest, pruneLabelled } from './labelled-rest.ts'
import type { LabelledRest } from './labelled-rest.ts'
import { Needs, minimalSets, sizeOf } from './needs.ts'
import type { Formula } from './needs.ts'
import { footholdStands, settlementStage } from './settle.ts'
import type { Phase, Settlement } from './settle.ts'
import type { SettlementTable } from './table.ts'
import { barsOf, togglesOf, whatItLeansOn, whatItNeeds } from './toggles.ts'
import type { BlockBars, Toggles } from './toggles.ts'
import { allLeft, combinationPoints } from './worth.ts'

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
  /** Every set that opens the ZOPA in a month such that no proper subset does, smallest first; the empty set alone where it is open.
   *  @param limit most points of deal value that a payment brings a player. */
  open(world: World, projection: Projection | null, month: number, limit: number): Way[]
  /** What the acceptable packages lean on, each set of supports once, none that contains another: the ZOPA closes
   *  where every one of them loses a member. No set where it is closed. */
  supports(world: World, projection: Projection | null, month: number): bigint[]
}

/** @throws RangeError where a consent can turn a rule against a package. */
export function waysOf(model: Model, table: SettlementTable): Ways {
  const theCase = model.case
  const bars = table.blocks.map((block) => barsOf(theCase, block))
  const free: SettlementTable = { ...table, blocks: table.blocks.map(withoutRules) }
  const stage = settlementStage(model, free)
  const toggles = togglesOf(theCase, table.blocks)
  const needs = new Needs()
  const search = (world: World, projection: Projection | null, month: number, question: Question): Candidate[] => {
    const settlement = stage.prepare(world, projection)
    const stands = footholdStands(theCase, world, projection, month)
    const labels = table.blocks.map((block, b) =>
      question.kind === 'open'
        ? whatItNeeds({ needs, toggles, world }, block, bars[b]!, stands)
        : whatItLeansOn({ needs, toggles, world }, block, stands),
    )
    return searchPackages(
      { table, needs, toggles, world, settlement, phase: settlement.phase(month), month, labels },
      question.limit,
    )
  }
  return {
    toggles,
    open: (world, projection, month, limit) =>
      minimalWays(needs, search(world, projection, month, { kind: 'open', limit })),
    supports: (world, projection, month) =>
      minimalSets(
        search(world, projection, month, { kind: 'supports', limit: 0 }).flatMap(({ formula }) => needs.sets(formula)),
      ),
  }
}

interface Question {
  readonly kind: 'open' | 'supports'
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
  readonly settlement: Settlement
  readonly phase: Phase
  readonly month: number
  readonly labels: readonly Int32Array[]
}

interface Candidate {
  readonly formula: Formula
  readonly paid: bigint
  readonly total: number
  readonly payments: readonly number[]
  readonly package: number
}

/** What was found under one core label. */
interface Row {
  readonly core: Formula
  /** By label of the rest: 1 where nothing further under both labels can matter. */
  readonly closed: Uint8Array
  /** By label of the rest and who is paid; null where a set already known is part of every set of it. */
  readonly found: Map<number, Candidate | null>
}

/** Ways known so far, by set: they spare all that asks for more. */
interface Known {
  readonly sets: bigint[]
  readonly rows: Map<Formula, Row>
}

/** Looks at every core combination with every entry of the labelled rest, those that ask for least first, but for those where somebody's best
 *  falls short of the limit, and those that ask for more than a way already known. */
function searchPackages(search: Search, limit: number): Candidate[] {
  const {
    table,
    phase: { space },
    settlement,
    month,
  } = search
  const rest = labelledRest(search)
  const names = [...new Set(rest.flatMap(({ labels }) => labels))]
  const named = rest.map(({ labels }) => Int32Array.from(labels, (label) => names.indexOf(label)))
  const ideal = rest.map(({ points }) =>
    points.map((column) => column.reduce((most, x) => Math.max(most, x), -Infinity)),
  )
  const known: Known = { sets: [], rows: new Map() }
  const noDeal = settlement.noDeal.own(month)
  const moved = settlement.noDeal.moved(month)
  const gains = new Float64Array(space.players)
  for (const position of leastFirst(search)) {
    const row = rowOf(search, known, search.labels[0]![space.core[position]!]!, names.length)
    for (let which = 0; which < rest.length; which++) {
      const list = rest[which]!
      const moves = space.coreMoves[position]! + which
      const gain = (i: number, points: number): number =>
        (points + moves * moved[i]! + space.credit[i]![position]! - noDeal[i]!) * space.peace[i]![position]!
      if (ideal[which]!.some((most, i) => gain(i, most) < -limit)) continue
      for (let k = 0; k < list.parts.length; k++) {
        const name = named[which]![k]!
        if (row.closed[name] === 1) continue
        let i = 0
        while (i < space.players && (gains[i] = gain(i, list.points[i]![k]!)) >= -limit) i++
        if (i < space.players) continue
        note(search, known, gains, {
          row,
          name,
          label: names[name]!,
          package: table.parts[0]![space.core[position]!]! + list.parts[k]!,
        })
      }
    }
  }
  return [...known.rows.values()].flatMap(({ found }) => [...found.values()].filter((candidate) => candidate !== null))
}

/** Positions in the core that can be met, by the size of the smallest set that meets them. */
function leastFirst({ phase: { space }, labels, needs }: Search): number[] {
  const size = new Map<Formula, number>()
  for (const label of new Set(labels[0]))
    size.set(
      label,
      needs.sets(label).reduce((least, set) => Math.min(least, sizeOf(set)), Infinity),
    )
  const sizeAt = (position: number): number => size.get(labels[0]![space.core[position]!]!)!
  return Array.from({ length: space.count }, (_, position) => position)
    .filter((position) => sizeAt(position) < Infinity)
    .sort((a, b) => sizeAt(a) - sizeAt(b) || a - b)
}

/** The row of a core label, closed from the start where a set already known is a part of every set of it. */
function rowOf({ needs }: Search, known: Known, core: Formula, names: number): Row {
  const row = known.rows.get(core)
  if (row) return row
  const made: Row = {
    core,
    closed: new Uint8Array(names).fill(spared(known, needs.sets(core), 0n) ? 1 : 0),
    found: new Map(),
  }
  known.rows.set(core, made)
  return made
}

/** Whether each of the sets, with those paid, has a known set as a proper part. */
function spared(known: Known, sets: readonly bigint[], paid: bigint): boolean {
  return sets.every((set) => known.sets.some((other) => (other & (set | paid)) === other && other !== (set | paid)))
}

/** A package that everybody accepts, or accepts for a payment. */
interface Seen {
  readonly row: Row
  /** Position of its label among those of the rest, and the label. */
  readonly name: number
  readonly label: Formula
  readonly package: number
}

function note({ toggles, needs }: Search, known: Known, gains: Float64Array, seen: Seen): void {
  const { row } = seen
  let paid = 0n
  let payers = 0
  let total = 0
  for (let i = 0; i < gains.length; i++) {
    if (gains[i]! >= 0) continue
    paid |= toggles.payment[i]!
    payers += 1 << i
    total -= gains[i]!
  }
  const key = (seen.name << gains.length) + payers
  const before = row.found.get(key)
  if (before === null || (before && before.total <= total)) return
  const formula = before?.formula ?? needs.both(row.core, seen.label)
  const sets = needs.sets(formula)
  if (!before && spared(known, sets, paid)) {
    row.found.set(key, null)
    if (payers === 0) row.closed[seen.name] = 1
    return
  }
  if (payers === 0) row.closed[seen.name] = 1
  if (!before) for (const set of sets) if (!known.sets.includes(set | paid)) known.sets.push(set | paid)
  row.found.set(key, {
    formula,
    paid,
    total,
    payments: Array.from(gains, (gain) => Math.max(0, -gain)),
    package: seen.package,
  })
}

function labelledRest({ table, needs, world, phase, labels }: Search): LabelledRest[] {
  const players = phase.stances.length
  let still = emptyLabelledRest(players)
  let lists: LabelledRest[] | null = null
  for (let b = 1; b < table.blocks.length; b++) {
    const block = table.blocks[b]!
    const every = allLeft(block)
    const points = phase.stances.map((stance, i) => {
      const out = new Float64Array(block.count)
      combinationPoints(block, i, stance.points, world.values, every, out)
      return out
    })
    const entry = (flag: number | null): LabelledRest => {
      const which = Array.from({ length: block.count }, (_, c) => c).filter(
        (c) => flag === null || block.contact![c] === flag,
      )
      return pruneLabelled(needs, {
        points: points.map((column) => which.map((c) => column[c]!)),
        parts: which.map((c) => table.parts[b]![c]!),
        labels: which.map((c) => labels[b]![c]!),
      })
    }
    if (block.contact) lists = [entry(0), entry(1)]
    else still = mergeLabelledRest(needs, still, entry(null))
  }
  return lists ? lists.map((list) => mergeLabelledRest(needs, list, still)) : [still]
}

function minimalWays(needs: Needs, found: readonly Candidate[]): Way[] {
  const cheapest = new Map<bigint, Candidate>()
  for (const candidate of found) {
    for (const set of needs.sets(candidate.formula)) {
      const changes = set | candidate.paid
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
