/** A run is the same, byte for byte, however its worlds are split, in whatever order the parts are merged, and on
 *  however many threads. */
import { quantityAt } from '../../src/case/indices.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ClaimTest } from '../../src/case/claim-test.ts'
import type { Model } from '../../src/case/model.ts'
import type { Case, Claim, Scenario } from '../../src/case/types.ts'
import { compile } from '../../src/run/compile.ts'
import { merge, newTally, simulate, simulator } from '../../src/run/simulate.ts'
import type { Tally } from '../../src/run/simulate.ts'
import { summarise } from '../../src/run/summarise.ts'
import { buildCase, UNCERTAIN } from '../fixtures/build-case.ts'
import { runs } from '../properties.ts'

const WORLDS = 240

const nowhere: Case['actors'][number]['provenance'] = {
  source: [],
  kind: 'judgement',
  note: null,
  claims: [],
  place: { line: 1, column: 1 },
}

/** The toy war with a scenario beside it and a claim of every kind that keeps sums. */
function model(): Model {
  const toy = buildCase({ ...UNCERTAIN, 'proposal.probability': 0.5 })
  const hazard = quantityAt(toy.quantities.findIndex(({ id }) => id === 'hazard'))
  const scenarios: Scenario[] = [
    {
      id: 'eager',
      says: 'talks go faster',
      priors: null,
      provenance: nowhere,
      set: [{ quantity: hazard, spread: { kind: 'plain', of: { kind: 'uniform', low: 0.1, high: 0.4 } } }],
    },
  ]
  const tests: ClaimTest[] = [
    {
      kind: 'probability',
      of: { kind: 'deal', struck: true },
      given: null,
      scenario: null,
      above: 0.5,
      below: Infinity,
    },
    {
      kind: 'difference',
      of: { kind: 'deal', struck: true },
      given: null,
      scenario: 0,
      against: null,
      above: 0,
      below: Infinity,
    },
    { kind: 'mean', of: { kind: 'front', month: 12 }, given: null, scenario: null, above: 0, below: Infinity },
    {
      kind: 'meanDifference',
      of: { kind: 'dealMonth' },
      given: null,
      scenario: 0,
      against: null,
      above: -Infinity,
      below: 0,
    },
  ]
  const claims = tests.map(
    (each, k): Claim => ({
      id: `C${k}`,
      kind: 'conclusion',
      says: '',
      rival: null,
      test: each,
      provenance: nowhere,
    }),
  )
  return compile({ ...toy, scenarios, claims }, null, { seed: 7, worlds: WORLDS, armWorlds: WORLDS / 2 })
}

const toy = model()
const bytes = (tally: Tally): string => JSON.stringify(summarise(toy, tally, 'digest'))
const whole = bytes(simulate(toy, 0, WORLDS))

describe('the same bytes', () => {
  test('cover a scenario beside the first, deals and findings', () => {
    const summary = JSON.parse(whole) as ReturnType<typeof summarise>
    expect(summary.arms.map(({ worlds }) => worlds)).toEqual([WORLDS, WORLDS / 2])
    expect(summary.findings).toHaveLength(4)
    expect(summary.arms[0]!.deals.length).toBeGreaterThan(1)
  })

  test('in any split, merged in any order and any grouping', () => {
    const cut = fc.integer({ min: 0, max: WORLDS })
    fc.assert(
      fc.property(fc.array(cut, { maxLength: 8 }), fc.infiniteStream(fc.nat()), (cuts, picks) => {
        const ends = [0, ...cuts.sort((a, b) => a - b), WORLDS]
        const parts = ends.slice(1).map((to, k) => simulate(toy, ends[k]!, to))
        while (parts.length > 1) {
          const take = (): Tally => parts.splice(picks.next().value! % parts.length, 1)[0]!
          parts.push(merge(take(), take()))
        }
        expect(bytes(parts[0]!) === whole).toBe(true)
      }),
      { numRuns: runs(12) },
    )
  })

  test('with one tally that chunks are added to in place, in any order', () => {
    const tally = newTally(toy)
    const run = simulator(toy)
    for (const [from, to] of [
      [200, 240],
      [0, 1],
      [100, 200],
      [1, 100],
    ] as const)
      run(from, to, tally)
    expect(bytes(tally) === whole).toBe(true)
  })

  test('after a trip to another thread', () => {
    expect(bytes(structuredClone(simulate(structuredClone(toy), 0, WORLDS))) === whole).toBe(true)
  })
})
