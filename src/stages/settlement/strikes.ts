/** What strikes out the packages of a world, step by step: hard rules, consents refused, red lines, and last what each veto player rejects because
 *  fighting on is worth more. Exact: before acceptance a count is a product over the blocks of coupled issues, after it one over pairs of sides. */
import { consentsOf } from '../../case/condition.ts'
import type { Model } from '../../case/model.ts'
import type { Case } from '../../case/types.ts'
import type { Projection } from '../war/project.ts'
import type { World } from '../worlds/draw.ts'
import { pairCounter } from './count-pairs.ts'
import type { PairCounter } from './count-pairs.ts'
import { footholdStands, settlementStage } from './settle.ts'
import { NONE, barsInBlock, newMarks, markBlock } from './strikes-of-block.ts'
import type { BlockBars, Marks, Strike } from './strikes-of-block.ts'
import type { SettlementTable } from './table.ts'
import { allOf, sumsOf, twoSides } from './two-sides.ts'
import { withoutRules } from './ways.ts'
import { allLeft, combinationPoints } from './worth.ts'

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
  const before = stepsBeforeAcceptance(theCase, table)
  const players = theCase.vetoPlayers.map((_, player) => player)
  const steps: Strike[] = [...before, ...players.map((player): Strike => ({ kind: 'acceptance', player }))]
  const bars = table.blocks.map((block) => barsInBlock(theCase, block, before))
  const marks = bars.map((bar) => newMarks(bar))
  const acceptance = acceptanceOf(model, table)
  return {
    steps,
    packages: table.space.count,
    count(world, projection) {
      const stands = footholdStands(theCase, world, projection, MONTH)
      bars.forEach((bar, b) => markBlock(bar, world, stands, marks[b]!))
      const barred = countBarred(table.space.count, bars, marks, before.length)
      const accepted = acceptance?.(world, projection, marks, before.length) ?? nothingCounted(steps.length, players)
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
      alone: players.map((player) => table.space.count - counter.count(everything[0]!, everything[1]!, [player])!),
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

/** Both sides of every package of a world, barred or not, ready to be counted: `u + (C + κ)/A` and what the line has earned, against W (zopa.ts). */
function pairsOf(
  model: Model,
  table: SettlementTable,
  sides: readonly [number[], number[]],
): (world: World, projection: Projection | null) => PairCounter {
  const core = table.blocks[0]!
  const free = { ...withoutRules(core), needsFoothold: new Uint8Array(core.count) }
  const stage = settlementStage(model, { ...table, blocks: [free], parts: table.parts.slice(0, 1) })
  const every = table.blocks.map(allLeft)
  const room = table.blocks.map((block) => model.case.vetoPlayers.map(() => new Float64Array(block.count)))
  return (world, projection) => {
    const { noDeal, phase } = stage.prepare(world, projection)
    const { space, stances } = phase(MONTH)
    const moved = noDeal.moved(MONTH)
    table.blocks.forEach((block, b) => {
      stances.forEach((stance, player) => {
        const points = room[b]![player]!
        if (b === 0) points.set(space.credit[player]!)
        else combinationPoints(block, player, stance.points, world.values, every[b]!, points)
        if (block.contact) for (let c = 0; c < points.length; c++) points[c]! += block.contact[c]! * moved[player]!
      })
    })
    const [a, b] = sides.map((side) => stances.map((_, player) => sumsOf(side.map((list) => room[list]![player]!))))
    return pairCounter(a!, b!, noDeal.own(MONTH))
  }
}
