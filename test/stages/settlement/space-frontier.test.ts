import { describe, expect, test } from 'vitest'
import { seedOf, streamOf, uniformAt } from '../../../src/math/philox.ts'
import { spaceFrontier } from '../../../src/stages/settlement/space-frontier.ts'
import type { Rest } from '../../../src/stages/settlement/rest.ts'
import type { Space } from '../../../src/stages/settlement/zopa.ts'
import { dominates } from '../../reference/frontier.ts'

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
    return { points, parts: Float64Array.from({ length: count }, (_, k) => k) }
  }
  const rest = [list(entries), list(entries), list(0)]
  return {
    players,
    count: core,
    core: Int32Array.from({ length: core }, (_, k) => k),
    coreMoves: Uint8Array.from({ length: core }, () => Math.round(between(0, 1))),
    credit: Array.from({ length: players }, () => column(core, () => Math.round(between(-30, 60)))),
    peace: Array.from({ length: players }, () => column(core, () => 0.5 + 0.25 * Math.round(between(0, 2)))),
    rest,
    ideal: rest.map(({ points }) => Float64Array.from(points, (values) => Math.max(-Infinity, ...values))),
  }
}

interface Candidate {
  readonly key: string
  readonly gains: readonly number[]
}

/** Every package by the definition. */
function everyCandidate(space: Space, noDeal: readonly number[], moved: readonly number[]): Candidate[] {
  return Array.from({ length: space.count }, (_, position) =>
    space.rest.flatMap(({ points, parts }, list) =>
      Array.from(parts, (__, k) => ({
        key: [position, list, k].join(),
        gains: points.map((column, i) => {
          const moves = space.coreMoves[position]! + list
          return (
            (column[k]! + moves * moved[i]! + space.credit[i]![position]! - noDeal[i]!) * space.peace[i]![position]!
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
    const noDeal = Array.from({ length: sizes.players }, (__, i) => 50 + i)
    // Quarters: sums and products are exact, so that ties are as well.
    const moved = Array.from({ length: sizes.players }, (__, i) => (i % 2 === 0 ? -2.25 : 3.5))
    const all = everyCandidate(space, noDeal, moved)
    const frontier = new Set(
      all.filter(({ gains }) => !all.some((other) => dominates(other.gains, gains))).map(({ gains }) => gains.join()),
    )
    const found = spaceFrontier(space, noDeal, moved)
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
    coreMoves: new Uint8Array(2),
    credit: [Float64Array.from(noise), Float64Array.from([...noise].reverse())],
    peace: [new Float64Array(2).fill(1), new Float64Array(2).fill(1)],
    rest: [{ points: [new Float64Array(1), new Float64Array(1)], parts: new Float64Array(1) }],
    ideal: [new Float64Array(2)],
  }
  expect(spaceFrontier(space, [0, 0], [0, 0]).position).toHaveLength(1)
})

test('nothing left, or a peace that never holds: no point', () => {
  const space = randomSpace({ players: 2, core: 3, entries: 2 }, 1)
  expect(spaceFrontier({ ...space, count: 0 }, [0, 0], [0, 0]).position).toHaveLength(0)
  space.peace[0]!.fill(0)
  expect(spaceFrontier(space, [0, 0], [0, 0]).position).toHaveLength(0)
})
