import { describe, expect, test } from 'vitest'
import type { Burden } from '../../../src/stages/settlement/burdens.ts'
import { seedOf, streamOf, uniformAt } from '../../../src/math/philox.ts'
import { spaceFrontier } from '../../../src/stages/settlement/space-frontier.ts'
import type { Rest } from '../../../src/stages/settlement/rest.ts'
import { burdensByPlayer } from '../../../src/stages/settlement/space.ts'
import { newRow } from '../../../src/stages/settlement/gain.ts'
import { newRows } from '../../../src/stages/settlement/rows.ts'
import type { Gains } from '../../../src/stages/settlement/gain.ts'
import type { Space } from '../../../src/stages/settlement/space.ts'
import { dominates } from '../../reference/frontier.ts'

const BURDENS: readonly Burden[] = [
  { player: 0, because: 'audience', lines: [0] },
  { player: 0, because: 'indivisible', lines: [1] },
]
const NOTHING = { noDeal: [0, 0], moved: [0, 0], loss: [0, 0], walkAway: [0, 0], weights: [0, 0] }

interface Sizes {
  readonly players: number
  readonly core: number
  readonly entries: number
}

/** A space of random numbers, some of them whole so that packages tie; more candidates than are compared at a time. */
function randomSpace({ players, core, entries }: Sizes, seedNumber: number): Space {
  const seed = seedOf(seedNumber)
  const stream = streamOf('space')
  let drawn = 0
  const between = (low: number, high: number): number => low + (high - low) * uniformAt(seed, stream, drawn++, 0)
  const column = (count: number, draw: () => number): Float64Array => Float64Array.from({ length: count }, draw)
  const list = (count: number): Rest => {
    const points = Array.from({ length: players }, () => column(count, () => Math.round(between(0, 40))))
    const costs = BURDENS.map(() => column(count, () => Math.round(between(0, 8))))
    return { points, costs, parts: Float64Array.from({ length: count }, (_, k) => k) }
  }
  // Either the core says which packages move with the line, or the lists do.
  const inCore = between(0, 1) > 0.5
  const rest = [list(entries), list(inCore ? 0 : entries), list(0)]
  return {
    players,
    count: core,
    core: Int32Array.from({ length: core }, (_, k) => k),
    kinds: new Int32Array(core),
    coreMoves: Uint8Array.from({ length: core }, () => (inCore ? Math.round(between(0, 1)) : 0)),
    burdens: BURDENS,
    burdensOf: burdensByPlayer(players, BURDENS),
    prospects: null,
    points: Array.from({ length: players }, () => column(core, () => Math.round(between(-30, 60)))),
    shift: Array.from({ length: players }, () => column(core, () => Math.round(between(-4, 4)))),
    exposed: Array.from({ length: players }, () => column(core, () => 0.25 * Math.round(between(0, 4)))),
    costs: BURDENS.map(() => column(core, () => Math.round(between(0, 8)))),
    peace: Array.from({ length: players }, () => column(core, () => 0.5 + 0.25 * Math.round(between(0, 2)))),
    rest,
    searched: null,
    ideal: rest.map(({ points }) => Float64Array.from(points, (values) => Math.max(-Infinity, ...values))),
    row: newRow(players),
    rows: newRows(),
  }
}

interface Candidate {
  readonly key: string
  readonly gains: readonly number[]
}

/** What holds in the month: quarters, so that sums and products are exact and ties are as well. */
interface Now {
  readonly noDeal: readonly number[]
  readonly moved: readonly number[]
  readonly loss: readonly number[]
  readonly walkAway: readonly number[]
  readonly weights: readonly number[]
}

function gainsOf(space: Space, now: Now): Gains {
  return { ...now, space, believed: false }
}

/** Every package by the definition. */
function everyCandidate(space: Space, now: Now): Candidate[] {
  return Array.from({ length: space.count }, (_, position) =>
    space.rest.flatMap(({ points, costs, parts }, list) =>
      Array.from(parts, (__, k) => ({
        key: [position, list, k].join(),
        gains: points.map((column, i) => {
          const u = space.points[i]![position]! + column[k]! + (space.coreMoves[position]! + list) * now.moved[i]!
          const share = space.peace[i]![position]!
          const paid = space.burdens.reduce(
            (sum, { player }, b) =>
              player === i ? sum + now.weights[b]! * (space.costs[b]![position]! + costs[b]![k]!) : sum,
            0,
          )
          return (
            share * (u - now.noDeal[i]! + now.walkAway[i]!) +
            space.shift[i]![position]! -
            (1 - share) * space.exposed[i]![position]! * now.loss[i]! -
            paid
          )
        }),
      })),
    ),
  ).flat()
}

describe.each<[string, Sizes]>([
  ['one player', { players: 1, core: 200, entries: 20 }],
  ['two players', { players: 2, core: 400, entries: 30 }],
  ['three players', { players: 3, core: 150, entries: 30 }],
  ['five players', { players: 5, core: 60, entries: 50 }],
])('%s', (_, sizes) => {
  test.each([1, 2, 3])('the frontier is that of all candidates, one package for each point (draw %i)', (seed) => {
    const space = randomSpace(sizes, seed)
    const byPlayer = (of: (i: number) => number): number[] => Array.from({ length: sizes.players }, (__, i) => of(i))
    const now: Now = {
      noDeal: byPlayer((i) => 50 + i),
      moved: byPlayer((i) => (i % 2 === 0 ? -2.25 : 3.5)),
      loss: byPlayer((i) => 8 * i),
      walkAway: byPlayer((i) => i / 2),
      weights: [0.5, 0.75],
    }
    const all = everyCandidate(space, now)
    const frontier = new Set(
      all.filter(({ gains }) => !all.some((other) => dominates(other.gains, gains))).map(({ gains }) => gains.join()),
    )
    const found = spaceFrontier(gainsOf(space, now))
    const points = Array.from(found.position, (position, point) => ({
      key: [position, found.list[point]!, found.entry[point]!].join(),
      gains: found.gains.map((column) => column[point]!),
    }))
    expect(points.map(({ gains }) => gains.join()).sort()).toEqual([...frontier].sort())
    for (const { key, gains } of points) expect(all.find((one) => one.key === key)!.gains).toEqual(gains)
  })
})

test('packages worth the same but for rounding are one point', () => {
  const noise = [0.1 + 0.2, 0.3]
  const space: Space = {
    players: 2,
    count: 2,
    core: Int32Array.of(0, 1),
    kinds: new Int32Array(2),
    coreMoves: new Uint8Array(2),
    burdens: [],
    burdensOf: [[], []],
    prospects: null,
    points: [Float64Array.from(noise), Float64Array.from([...noise].reverse())],
    shift: [new Float64Array(2), new Float64Array(2)],
    exposed: [new Float64Array(2), new Float64Array(2)],
    costs: [],
    peace: [new Float64Array(2).fill(1), new Float64Array(2).fill(1)],
    rest: [{ points: [new Float64Array(1), new Float64Array(1)], costs: [], parts: new Float64Array(1) }],
    searched: null,
    ideal: [new Float64Array(2)],
    row: newRow(2),
    rows: newRows(),
  }
  expect(spaceFrontier(gainsOf(space, NOTHING)).position).toHaveLength(1)
})

test('nothing left: no point', () => {
  const space = randomSpace({ players: 2, core: 3, entries: 2 }, 1)
  expect(spaceFrontier(gainsOf({ ...space, count: 0 }, NOTHING)).position).toHaveLength(0)
})
