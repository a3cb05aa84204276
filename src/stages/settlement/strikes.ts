/** What strikes out the packages of a world, step by step: hard rules, consents refused, red lines, and last what each
 *  veto player rejects because fighting on is worth more. Exact: before acceptance a count is a product over the blocks
 *  of coupled issues, after it one over pairs of sides. */
import { consentsOf } from '../../case/condition.ts'
import type { Model } from '../../case/model.ts'
import type { Case } from '../../case/types.ts'
import type { Projection } from '../war/project.ts'
import { worldIn } from '../worlds/courses.ts'
import type { World } from '../worlds/draw.ts'
import { pairCounter } from './count-pairs.ts'
import type { PairCounter } from './count-pairs.ts'
import { affinePairs } from './affine-pairs.ts'
import type { Block } from './block.ts'
import { newRow, openRow } from './gain.ts'
import { footholdStands } from './foothold.ts'
import { settlementStage } from './settle.ts'
import type { Month, SettlementStage } from './settle.ts'
import { NONE, barsInBlock, newMarks, markBlock } from './strikes-of-block.ts'
import type { BlockBars, Marks, Strike } from './strikes-of-block.ts'
import { demandEveryBlock } from './table.ts'
import { earned } from './moves.ts'
import type { SettlementTable } from './table.ts'
import { allOf, sumsOf, twoSides } from './two-sides.ts'
import { withoutRules } from './ways.ts'
import { allLeft } from './sieve.ts'
import type { Left } from './sieve.ts'
import { combinationCosts, combinationPoints, crossingsOf } from './worth.ts'
import type { Crossings } from './worth.ts'

/** Numbers of packages, by step; null where they were too many to count. */
export interface WorldStrikes {
  /** Left after the step and all before it. */
  readonly left: readonly (number | null)[]
  /** Struck if everything else stood aside. */
  readonly alone: readonly (number | null)[]
  /** What would come back if this step alone stood aside: it strikes these last, when all the others stand. */
  readonly last: readonly (number | null)[]
}

export interface Striker {
  readonly steps: readonly Strike[]
  readonly packages: number
  /** The steps of one world in the first month. */
  count(world: World, projection: Projection | null): WorldStrikes
}

/** The month of the talks that is looked at. */
const MONTH = 1

export function strikerOf(model: Model, table: SettlementTable): Striker {
  const theCase = model.case
  demandEveryBlock(theCase, table)
  const before = stepsBeforeAcceptance(theCase, table)
  const players = theCase.vetoPlayers.map((_, player) => player)
  const steps: Strike[] = [...before, ...players.map((player): Strike => ({ kind: 'acceptance', player }))]
  const bars = table.blocks.map((block) => barsInBlock(theCase, block, before))
  const marks = bars.map((bar) => newMarks(bar))
  const acceptance = acceptanceOf(model, table)
  return {
    steps,
    packages: table.space.count,
    count(atDate, projection) {
      const world = worldIn(atDate, MONTH)
      const stands = footholdStands(theCase, world, projection, MONTH)
      bars.forEach((bar, b) => markBlock(bar, world, stands, marks[b]!))
      const barred = countBarred(table.space.count, bars, marks, before.length)
      const accepted = acceptance?.(atDate, projection, marks, before.length) ?? nothingCounted(steps.length, players)
      return {
        left: [...barred.left, ...accepted.left],
        alone: [...barred.alone, ...accepted.alone],
        last: accepted.last,
      }
    },
  }
}

function stepsBeforeAcceptance(theCase: Case, { blocks }: SettlementTable): Strike[] {
  const consentRules = blocks.flatMap((block) => block.consentRules)
  const asked = new Set(consentRules.flatMap(({ bodies }) => bodies))
  const barsAnyway = new Set(consentRules.flatMap(({ rule, truth }) => (truth.includes(0) ? [rule] : [])))
  const drawn = new Set(
    blocks.flatMap((block) => block.redLines.map(({ redLine }) => theCase.redLines[redLine]!.actor)),
  )
  return [
    ...theCase.rules.flatMap((rule, index): Strike[] => {
      if (rule.kind === 'soft') return []
      const asks = consentsOf(rule.when).length + consentsOf(rule.requires).length > 0
      return !asks || barsAnyway.has(index) ? [{ kind: 'rule', rule: index }] : []
    }),
    ...(theCase.war?.foothold && blocks.some((block) => block.needsFoothold.includes(1))
      ? [{ kind: 'foothold' } as const]
      : []),
    ...theCase.consents.flatMap((_, body): Strike[] => (asked.has(body) ? [{ kind: 'consent', body }] : [])),
    ...theCase.vetoPlayers.flatMap((actor): Strike[] => (drawn.has(actor) ? [{ kind: 'redLines', actor }] : [])),
  ]
}

/** Before acceptance nothing speaks of two blocks, so that counts multiply. */
function countBarred(
  packages: number,
  bars: readonly BlockBars[],
  marks: readonly Marks[],
  steps: number,
): { readonly left: number[]; readonly alone: number[] } {
  const left = new Array<number>(steps).fill(1)
  const spared = new Array<number>(steps).fill(1)
  marks.forEach(({ first, alone }, b) => {
    const strikes = new Float64Array(steps)
    for (let c = 0; c < first.length; c++) if (first[c] !== NONE) strikes[first[c]!]!++
    let still = first.length
    for (let step = 0; step < steps; step++) {
      still -= strikes[step]!
      left[step]! *= still
      const flags = alone[bars[b]!.touched.indexOf(step)]
      spared[step]! *= flags ? flags.reduce((sum, flag) => sum - flag, first.length) : first.length
    }
  })
  return { left, alone: spared.map((count) => packages - count) }
}

function nothingCounted(steps: number, players: readonly number[]): WorldStrikes {
  const none = players.map(() => null)
  return { left: none, alone: none, last: new Array<null>(steps).fill(null) }
}

type CountAccepted = (
  world: World,
  projection: Projection | null,
  marks: readonly Marks[],
  before: number,
) => WorldStrikes

/** Null where a side of the packages is too large to list. */
function acceptanceOf(model: Model, table: SettlementTable): CountAccepted | null {
  const contact = table.blocks.findIndex((block) => block.contact !== null)
  const sides = twoSides(
    table.blocks.map(({ count }) => count),
    contact,
  )
  if (!sides) return null
  const pairs = pairsOf(model, table, sides)
  const everything = sides.map((side) => allOf(side.map((b) => new Uint8Array(table.blocks[b]!.count).fill(1))))
  const players = model.case.vetoPlayers.map((_, player) => player)
  return (world, projection, marks, before) => {
    const counter = pairs(world, projection)
    const left = marks.map(({ fails }) => flagsWhere(fails, 0))
    const [inA, inB] = sides.map((side) => allOf(side.map((b) => left[b]!))) as [Uint8Array, Uint8Array]
    const among = (which: readonly number[]): number | null => counter.count(inA, inB, which)
    const agreed = among(players)
    const less = (count: number | null): number | null => (count === null || agreed === null ? null : count - agreed)
    const aside = (step: number): number | null => {
      const without = marks.map((mark, b) => leftWithout(mark, step) ?? left[b]!)
      if (without.every((flags, b) => flags === left[b])) return 0
      const [a, b] = sides.map((side) => allOf(side.map((list) => without[list]!))) as [Uint8Array, Uint8Array]
      return less(counter.count(a, b, players))
    }
    return {
      left: players.map((player) => among(players.slice(0, player + 1))),
      alone: players.map((player) => {
        const accepted = counter.count(everything[0]!, everything[1]!, [player])
        return accepted === null ? null : table.space.count - accepted
      }),
      last: [
        ...Array.from({ length: before }, (_, step) => aside(step)),
        ...players.map((player) => less(among(players.filter((other) => other !== player)))),
      ],
    }
  }
}

/** Combinations of a block that are left when one step stands aside; null where it makes no difference. */
function leftWithout({ fails, mends, touched }: Marks, step: number): Uint8Array | null {
  const mended = mends[touched.indexOf(step)]
  if (!mended) return null
  let differs = false
  const flags = new Uint8Array(fails.length)
  for (let c = 0; c < fails.length; c++) {
    if (mended[c] !== fails[c]) continue
    flags[c] = 1
    if (fails[c]! > 0) differs = true
  }
  return differs ? flags : null
}

function flagsWhere(values: Uint16Array, value: number): Uint8Array {
  const flags = new Uint8Array(values.length)
  for (let k = 0; k < values.length; k++) flags[k] = values[k] === value ? 1 : 0
  return flags
}

/** Both sides of every package of a world, barred or not, ready to be counted by what it leaves each player (gain.ts).
 *  Where nothing on the second side has a price, gains divided by the share of peace are sums of the two sides. */
function pairsOf(
  model: Model,
  table: SettlementTable,
  sides: readonly [number[], number[]],
): (world: World, projection: Projection | null) => PairCounter {
  const core = table.blocks[0]!
  const free = { ...withoutRules(core), needsFoothold: new Uint8Array(core.count) }
  const stage = settlementStage(model, { ...table, blocks: [free], parts: table.parts.slice(0, 1), search: null })
  const every = table.blocks.map(allLeft)
  const crossings = table.blocks.map((block) => stage.burdens.map((burden) => crossingsOf(model.case, block, burden)))
  const columns = (): Float64Array[][] =>
    table.blocks.map((block) => model.case.vetoPlayers.map(() => new Float64Array(block.count)))
  const [points, costs, scale] = [columns(), columns(), columns()[0]!]
  return (atDate, projection) => {
    const now = stage.prepare(atDate, projection).in(MONTH)
    const { world } = now
    fillCoreSide(now, points[0]!, scale)
    table.blocks.forEach((block, b) => {
      if (b > 0)
        fillBlock({ stage, world, now }, { block, left: every[b]!, crossings: crossings[b]! }, points[b]!, costs[b]!)
    })
    const ofSide =
      (from: readonly Float64Array[][], player: number) =>
      (side: readonly number[]): Float64Array =>
        sumsOf(side.map((list) => from[list]![player]!))
    const players = model.case.vetoPlayers.map((_, player) => player)
    const b = players.map((player) => ofSide(points, player)(sides[1]))
    const price = players.map((player) => ofSide(costs, player)(sides[1]))
    const priceOfFirst = players.map((player) => ofSide(costs, player)(sides[0]))
    const times = players.map((player) => repeated(scale[player]!, priceOfFirst[player]!.length))
    const a = players.map((player) => {
      const sums = ofSide(points, player)(sides[0])
      // The core's own points are `base / scale` already: what is left to take off is the price of its companions.
      return sums.map((x, k) => x - priceOfFirst[player]![k]! / times[player]![k]!)
    })
    if (price.every((column) => column.every((cost) => cost === 0)))
      return pairCounter(
        a,
        b,
        players.map(() => 0),
      )
    const offset = a.map((column, i) => column.map((x, k) => x * times[i]![k]!))
    return affinePairs({ offset, scale: times, points: b, cost: price })
  }
}

/** The core's gains by player, per share of peace, and that share; −∞ where the peace never holds. */
function fillCoreSide(
  { phase: { space }, gains }: Month,
  perShare: readonly Float64Array[],
  scale: readonly Float64Array[],
): void {
  const row = newRow(space.players)
  for (let i = 0; i < space.players; i++) {
    perShare[i]!.fill(-Infinity)
    scale[i]!.fill(1)
  }
  for (let position = 0; position < space.count; position++) {
    openRow(row, gains, position, 0)
    const c = space.core[position]!
    for (let i = 0; i < space.players; i++) {
      scale[i]![c] = row.scale[i]!
      perShare[i]![c] = row.offset[i]! / row.scale[i]!
    }
  }
}

/** Points of a block's combinations with what the line has earned, and what the red lines that they cross cost. */
function fillBlock(
  { stage, world, now }: { readonly stage: SettlementStage; readonly world: World; readonly now: Month },
  { block, left, crossings }: { readonly block: Block; readonly left: Left; readonly crossings: readonly Crossings[] },
  points: readonly Float64Array[],
  costs: readonly Float64Array[],
): void {
  const { stances } = now.phase
  const own = new Float64Array(block.count)
  stances.forEach((stance, player) => {
    combinationPoints(block, player, stance.points, world.values, left, points[player]!)
    costs[player]!.fill(0)
    if (block.contact)
      for (let c = 0; c < block.count; c++)
        points[player]![c]! += earned(now.moved, stances.length, player, block.contact[c]!)
  })
  stage.burdens.forEach((burden, b) => {
    combinationCosts(crossings[b]!, world.values, left, own)
    for (let c = 0; c < block.count; c++) costs[burden.player]![c]! += now.weights[b]! * own[c]!
  })
}

/** The column over and over, up to a length: the first list of a side is the least significant digit of its
 *  combinations. */
function repeated(column: Float64Array, length: number): Float64Array {
  return Float64Array.from({ length }, (_, k) => column[k % column.length]!)
}
