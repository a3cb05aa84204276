/** Which of many packages nothing bars and every veto player accepts in a month: each by itself, none left out because
 *  another is better. */
import { optionsOf } from '../../case/package-space.ts'
import type { World } from '../worlds/draw.ts'
import { valueOf, gainOf } from './gain.ts'
import { earned } from './moves.ts'
import type { Prospects } from './ratification.ts'
import type { Month, SettlementStage } from './settle.ts'
import { combinationOf, demandEveryBlock } from './table.ts'
import { allLeft, newSieve, sift } from './sieve.ts'
import type { Left, Sieve } from './sieve.ts'
import { combinationCosts, combinationPoints, crossingsOf } from './worth.ts'
import type { Crossings } from './worth.ts'

/** Adds 1 at each package that is signed in a month of a world. @param counts by position in the packages. */
export type CountSigned = (month: Month, world: World, counts: Uint32Array) => void

/** Room for the worth of one block in a world: by player, then combination. */
interface BlockRoom {
  readonly sieve: Sieve
  readonly left: Left
  /** Points; of the first block, all of the gain that hangs on it. */
  readonly points: readonly Float64Array[]
  /** By burden. */
  readonly crossings: readonly Crossings[]
  readonly costs: Float64Array
  /** What its red lines cost each player. */
  readonly cost: readonly Float64Array[]
  /** Its combination in each package. */
  readonly of: Int32Array
}

/** @param packages their numbers. */
export function signedCounter(stage: SettlementStage, packages: readonly number[]): CountSigned {
  const { table } = stage
  demandEveryBlock(stage.case, table)
  const players = stage.case.vetoPlayers.length
  const every = packages.map((number) => optionsOf(table.space, number))
  const rooms = table.blocks.map((block): BlockRoom => {
    const column = (): Float64Array => new Float64Array(block.count)
    return {
      sieve: newSieve(block, true),
      left: allLeft(block),
      points: Array.from({ length: players }, column),
      crossings: stage.burdens.map((burden) => crossingsOf(stage.case, block, burden)),
      costs: column(),
      cost: Array.from({ length: players }, column),
      of: Int32Array.from(every, (options) => combinationOf(block, options)),
    }
  })
  const scale = Array.from({ length: players }, () => new Float64Array(table.blocks[0]!.count))
  return (month, world, counts) => {
    rooms.forEach((room, b) => {
      fillBlock(stage, month, world, room, b)
    })
    fillFirst(stage, month, rooms[0]!, scale)
    count(rooms, scale, counts)
  }
}

function fillBlock(stage: SettlementStage, month: Month, world: World, room: BlockRoom, b: number): void {
  const { table, burdens } = stage
  const block = table.blocks[b]!
  const { sieve, left, points, costs, cost } = room
  sift(sieve, world, month.stands)
  month.phase.stances.forEach((stance, i) => {
    combinationPoints(block, i, stance.points, world.values, left, points[i]!)
    const { contact } = block
    if (contact)
      for (let c = 0; c < block.count; c++) points[i]![c]! += earned(month.moved, points.length, i, contact[c]!)
    cost[i]!.fill(0)
  })
  burdens.forEach((burden, k) => {
    combinationCosts(room.crossings[k]!, world.values, left, costs)
    const own = cost[burden.player]!
    for (let c = 0; c < block.count; c++) own[c]! += month.weights[k]! * costs[c]!
  })
}

/** Turns the points of the first block into the gain that hangs on it, and keeps what a point of the others is worth
 *  beside it. */
function fillFirst(stage: SettlementStage, month: Month, room: BlockRoom, scale: readonly Float64Array[]): void {
  const { peace, prospects } = month.phase
  const { terms } = stage
  for (let c = 0; c < room.sieve.barred.length; c++) {
    if (room.sieve.barred[c] === 1) continue
    const kind = terms ? terms.kindOf[c]! : 0
    peace.read(kind)
    for (let i = 0; i < scale.length; i++) {
      const share = peace.share[i]![kind]!
      const noDeal = month.noDeal[i]!
      const value = valueOf(
        { share, shift: peace.shift[i]![kind]!, exposed: peace.exposed[i]![kind]! },
        { points: room.points[i]![c]!, noDeal, loss: month.loss[i]! },
      )
      scale[i]![c] = share
      const alone = gainOf(value - noDeal, share, month.walkAway[i]!, 0)
      const gain = month.ahead ? alone + month.ahead[i]![c]! : alone
      room.points[i]![c] = prospects ? ifSigned(gain, prospects, i, c) : gain
    }
  }
}

/** Only the sign of a gain is asked for, and a chance of coming into force that is not 0 leaves it. What is sure to
 *  fail in a vote costs nothing to sign. */
function ifSigned(gain: number, { chance, risk }: Prospects, player: number, c: number): number {
  return chance[c]! > 0 ? gain - risk[player]![c]! : Infinity
}

function count(rooms: readonly BlockRoom[], scale: readonly Float64Array[], counts: Uint32Array): void {
  const [first, ...others] = rooms as [BlockRoom, ...BlockRoom[]]
  next: for (let p = 0; p < counts.length; p++) {
    const core = first.of[p]!
    if (first.sieve.barred[core] === 1) continue
    for (const { sieve, of } of others) if (sieve.barred[of[p]!] === 1) continue next
    for (let i = 0; i < scale.length; i++) {
      let gain = first.points[i]![core]! - first.cost[i]![core]!
      for (const { points, cost, of } of others) gain += scale[i]![core]! * points[i]![of[p]!]! - cost[i]![of[p]!]!
      if (!(gain >= 0)) continue next
    }
    counts[p]!++
  }
}
