import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { load } from '../../../src/load/load.ts'
import type { Case } from '../../../src/case/types.ts'
import { compile } from '../../../src/run/compile.ts'
import { worlds } from '../../../src/run/simulate.ts'
import { YEARS } from '../../../src/stages/durability/discounting.ts'
import { survivalAt } from '../../../src/stages/durability/survival.ts'
import { twoParties } from '../../fixtures/two-parties.ts'
import { naiveShift } from '../../reference/after-peace.ts'
import { says } from '../../load/cases.ts'
import { runs } from '../../properties.ts'

const WORLDS = 60
const PEACE = `durability:
  source: x
  kind: judgement
  stillborn: 5% to 20%
  covariates: [{effect: monitors, when: {hours: many}, value: 1}]
`
const packages = `packages:
  deal: {says: Mid., options: {pay: mid, hours: many}}
  other: {says: High., options: {pay: hi, hours: few}}
`
const text = (after: string): string => twoParties({ more: `${PEACE}${after}${packages}` })
const after = (entries: string): string => `  noDealAfter: {u: [${entries}]}\n`

function read(written: string): Case {
  const loaded = load(written, 'case.yaml')
  if (!loaded.ok) throw new Error(loaded.errors.map(({ line, message }) => `${line}: ${message}`).join('\n'))
  return loaded.case
}

interface Seen {
  readonly margins: readonly number[]
  readonly survival: { readonly stillborn: number; readonly hazardFiveYears: number; readonly shape: number }
  readonly points: number
  readonly month: number
  readonly package: number
}

/** Margins of the first package by world, both players', and what else bears on them. */
function look(theCase: Case, which = 0): Seen[] {
  const each = worlds(compile(theCase, null, { worlds: WORLDS, seed: 5 }))
  const points = theCase.quantities.findIndex(({ id }) => id === 'durability.noDealAfter.u.0')
  return Array.from({ length: WORLDS }, (_, index) => {
    const outcome = each(index)[0]
    const appraisal = outcome?.named[which]?.appraisal
    if (outcome === undefined || appraisal === undefined) throw new Error('nothing appraised')
    return {
      margins: [...appraisal.margin],
      survival: { ...appraisal.survival },
      points: points < 0 ? 0 : (outcome.world.values[points] ?? 0),
      month: outcome.talks?.month ?? 0,
      package: outcome.talks?.package ?? -1,
    }
  })
}

const bare = read(text(''))

describe('what a broken peace leaves', () => {
  it('counts by the chance that the peace breaks once it has begun', () => {
    const [was, is] = [look(bare), look(read(text(after('{when: {hours: many}, points: -25 to -10}'))))]
    is.forEach(({ margins, survival, points }, w) => {
      const last = YEARS.at(-1) ?? 0
      const breaks = 1 - survival.stillborn - survivalAt(survival, last)
      expect(points).toBeLessThan(0)
      expect(margins[0]).toBeCloseTo((was[w]?.margins[0] ?? NaN) + points * breaks, 9)
      expect(margins[1]).toBe(was[w]?.margins[1])
    })
  })

  it('is what was carried out by then, year by year', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 25, noNaN: true }), (over) => {
        const [was, is] = [
          look(bare),
          look(read(text(after(`{when: {hours: many}, points: -25 to -10, over: ${over}}`)))),
        ]
        is.forEach(({ margins, survival, points }, w) => {
          const shift = naiveShift(survival, (years) => points * Math.min(1, years / over))
          expect(margins[0]).toBeCloseTo((was[w]?.margins[0] ?? NaN) + shift, 9)
        })
      }),
      { numRuns: runs(12) },
    )
  })

  it.each([
    ['nothing is at stake', '{when: {hours: many}, points: 0}'],
    ['no package has the terms', '{when: {all: [{hours: many}, {hours: few}]}, points: -30}'],
  ])('changes nothing where %s', (_, entries) => {
    expect(look(read(text(after(entries)))).map(({ points: _p, ...rest }) => rest)).toEqual(
      look(bare).map(({ points: _p, ...rest }) => rest),
    )
  })

  it('adds up over entries, and speaks of packages with its terms alone', () => {
    const one = look(read(text(after('{when: {hours: many}, points: -20}'))))
    const two = look(read(text(after('{when: {hours: many}, points: -15}, {when: {pay: mid}, points: -5}'))))
    two.forEach(({ margins }, w) => expect(margins[0]).toBeCloseTo(one[w]?.margins[0] ?? NaN, 9))
    const other = look(read(text(after('{when: {hours: many}, points: -20}'))), 1)
    expect(other.map(({ margins }) => margins)).toEqual(look(bare, 1).map(({ margins }) => margins))
  })

  it('makes a deal no likelier for whoever stands to lose, and dearer the more it would lose', () => {
    const by = [0, -10, -40].map((points) => look(read(text(after(`{points: ${points}}`)))))
    for (let w = 0; w < WORLDS; w++) {
      const margins = by.map((seen) => seen[w]?.margins[0] ?? NaN)
      expect(margins).toEqual([...margins].sort((a, b) => b - a))
    }
    const struck = by.map((seen) => seen.filter(({ month }) => month > 0).length)
    expect(struck).toEqual([...struck].sort((a, b) => b - a))
  })
})

describe('what is wrong with it', () => {
  it.each([
    ['  noDealAfter: {x: [{points: 3}]}\n', 'unknown-actor: unknown actor `x`'],
    ['  noDealAfter: {u: [{when: {pay: mid}}]}\n', 'missing-key: the key `points` is missing'],
    ['  noDealAfter: {u: [{points: -300}]}\n', 'out-of-range: -300 is out of range: the legal range is -100 to 100'],
  ])('%s', (written, message) => {
    expect(says(text(written)).join('\n')).toContain(message)
  })
})
