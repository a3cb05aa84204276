/** All rows of a month at once: their bounds are kept, and what is found by them is what a plain look at every entry
 *  finds. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compile } from '../../../src/run/compile.ts'
import { worlds } from '../../../src/run/simulate.ts'
import { gainAt, newRow, openRow } from '../../../src/stages/settlement/gain.ts'
import type { Gains } from '../../../src/stages/settlement/gain.ts'
import { boundRows } from '../../../src/stages/settlement/rows.ts'
import { settlementStage } from '../../../src/stages/settlement/settle.ts'
import { settlementTable } from '../../../src/stages/settlement/table.ts'
import type { KnownPhases } from '../../../src/stages/settlement/known-phases.ts'
import { bestForWorstOff, findAcceptable, nashDeal } from '../../../src/stages/settlement/zopa.ts'
import type { Chosen, Found } from '../../../src/stages/settlement/zopa.ts'
import { randomCase } from '../../fixtures/random-case.ts'
import { runs } from '../../properties.ts'

interface Seen extends Found {
  readonly gains: readonly number[]
}

/** Every entry of every row, in order. */
function everyEntry(gains: Gains): Seen[] {
  const { space } = gains
  const row = newRow(space.players)
  const seen: Seen[] = []
  for (let position = 0; position < space.count; position++)
    space.rest.forEach(({ parts }, list) => {
      openRow(row, gains, position, list)
      for (let entry = 0; entry < parts.length; entry++)
        seen.push({ position, list, entry, gains: Array.from(row.offset, (_, i) => gainAt(row, i, entry)) })
    })
  return seen
}

/** Uniform on [0, 1), the same for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/** The first entry with the largest value. */
const first = (seen: readonly Seen[], value: (one: Seen) => number): Chosen | null =>
  seen.reduce<Chosen | null>((best, one) => {
    const { position, list, entry } = one
    return best && best.value >= value(one) ? best : { position, list, entry, value: value(one) }
  }, null)

function expectRows(gains: Gains): void {
  const bound = boundRows(gains)
  for (const { position, list, gains: of } of everyEntry(gains))
    expect(bound[position * gains.space.rest.length + list]).toBeGreaterThanOrEqual(Math.min(...of))
}

function expectFound(gains: Gains, hint: Found | null): void {
  const seen = everyEntry(gains)
  const best = first(seen, (one) => Math.min(...one.gains))
  expect(bestForWorstOff(gains, -Infinity)).toEqual(best)
  expect(bestForWorstOff(gains, -Infinity, null, hint)?.value).toBe(best?.value)
  expect(bestForWorstOff(gains, 0)).toEqual(best && best.value >= 0 ? best : null)
  const accepted = seen.filter((one) => one.gains.every((gain) => gain >= 0))
  expect(findAcceptable(gains) !== null).toBe(accepted.length > 0)
  const products = first(accepted, (one) => one.gains.reduce((a, b) => a * b, 1))
  expect(nashDeal(gains, null)?.value).toEqual(products ? expect.closeTo(products.value, 9) : undefined)
  const weights = Float64Array.of(0.7, 0.3, 0.5).subarray(0, gains.space.players)
  const logs = first(accepted, (one) => one.gains.reduce((sum, gain, i) => sum + weights[i]! * Math.log(gain), 0))
  expect(nashDeal(gains, weights)?.value).toEqual(logs ? expect.closeTo(logs.value, 9) : undefined)
}

test.each([2, 3] as const)('%d players: rows, bounds and what is found by them', (players) => {
  fc.assert(
    fc.property(fc.nat(1e6), (seed) => {
      const theCase = randomCase(randomFrom(seed), players)
      const model = compile(theCase, null, { worlds: 2, seed })
      const each = worlds(model)
      const stage = settlementStage(model, settlementTable(theCase, Infinity))
      for (let index = 0; index < 2; index++) {
        const { world, projection } = each(index)[0]!
        const settlement = stage.prepare(world, projection)
        let hint: Found | null = null
        for (const month of [1, 7, 24]) {
          const now = settlement.in(month)
          for (const gains of [now.gains, now.without({ hope: true, doubt: true, lines: ['audience'] })]) {
            expectRows(gains)
            expectFound(gains, hint)
          }
          hint = bestForWorstOff(now.gains, -Infinity)
        }
      }
    }),
    { numRuns: runs(25) },
  )
})

test('a core that is taken over from another arm has bounds of its own', () => {
  fc.assert(
    fc.property(fc.nat(1e6), (seed) => {
      const theCase = randomCase(randomFrom(seed), 2)
      const model = compile(theCase, null, { worlds: 4, seed })
      const each = worlds(model)
      const phases: KnownPhases = []
      const stages = [0, 1].map(() => settlementStage(model, settlementTable(theCase, Infinity), phases))
      for (let index = 0; index < 4; index++) {
        const { world, projection } = each(index)[0]!
        for (const stage of stages) {
          const { gains } = stage.prepare(world, projection).in(1)
          expectRows(gains)
          expectFound(gains, null)
        }
      }
    }),
    { numRuns: runs(10) },
  )
})
