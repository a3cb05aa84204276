/** What reaches a tally by column is what each world says, one number at a time. */
import { LEDGER_ENTRIES } from '../../src/case/claim-test.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { survivalAt } from '../../src/stages/durability/survival.ts'
import type { Outcome } from '../../src/stages/findings/outcome.ts'
import { exp } from '../../src/math/elementary.ts'
import { addAllTo, addTo, newSum, sumValue } from '../../src/math/exact-sum.ts'
import { addAllToSketch, addToSketch, newSketch, sketchEntries } from '../../src/math/sketch.ts'
import { compile } from '../../src/run/compile.ts'
import { simulate, worlds } from '../../src/run/simulate.ts'
import { SURVIVAL_YEARS, WAR_SERIES } from '../../src/run/tallied.ts'
import { addMeasured, newMeasured } from '../../src/run/tally.ts'
import type { ArmTally, Measured } from '../../src/run/tally.ts'
import { buildCase, UNCERTAIN } from '../fixtures/build-case.ts'

const said = ({ n, sum, sketch }: Measured): unknown => [n, sumValue(sum), sketchEntries(sketch)]

/** Each number of a world, and where the tally has it. */
function* numbers(outcome: Outcome, tally: ArmTally): Generator<[Measured, number]> {
  const { projection, named, settlement, talks, ledger } = outcome
  const { attacker, defender, ...front } = projection!
  const paths = [
    front.line,
    front.rate,
    front.logRatio.map((x) => exp(x)),
    attacker.losses,
    defender.losses,
    attacker.fired,
    defender.fired,
  ]
  paths.push(attacker.men, defender.men, attacker.heavy, defender.heavy, front.foothold)
  for (const [s, series] of WAR_SERIES.entries())
    for (const [month, x] of paths[s]!.entries())
      if (series !== 'fireRatio' || month > 0) yield [tally.war[series][month]!, x]
  for (const [k, { appraisal, powellMargin, guaranteeNeeded }] of named.entries()) {
    for (const [i, x] of appraisal.margin.entries()) yield [tally.named[k]!.margins[i]!, x]
    yield [tally.named[k]!.powell, powellMargin]
    yield [tally.named[k]!.guarantee, guaranteeNeeded]
  }
  for (const [i, x] of settlement!.in(1).noDeal.entries()) yield [tally.noDeal[i]!, x]
  for (const [k, years] of SURVIVAL_YEARS.entries()) {
    if (talks!.month === 0) continue
    yield [tally.baseRate[k]!, survivalAt(settlement!.terms, years)]
    yield [tally.survival[k]!, survivalAt(talks!.appraisal!.survival, years)]
  }
  for (const [k, entry] of LEDGER_ENTRIES.entries())
    if (ledger!.isDrawnUp) yield [tally.ledger[talks!.month > 0 ? 1 : 0][k]!, ledger![entry]]
}

test('columns hold what the worlds say, in more worlds than are kept at once', () => {
  const model = compile(buildCase(UNCERTAIN), null, { seed: 3, worlds: 150 })
  const tally = simulate(model, 0, 150).arms[0]!
  const byHand = new Map<Measured, Measured>()
  const each = worlds(model)
  for (let index = 0; index < 150; index++) {
    for (const [into, x] of numbers(each(index)[0]!, tally)) {
      if (!byHand.has(into)) byHand.set(into, newMeasured())
      addMeasured(byHand.get(into)!, x)
    }
  }
  expect(byHand.size).toBeGreaterThan(100)
  expect([...byHand.values()].some(({ n }) => n > 0 && n < 150)).toBe(true)
  for (const [into, expected] of byHand) expect(said(into)).toEqual(said(expected))
})

test('many at once are as many one by one, those that are not numbers left out', () => {
  fc.assert(
    fc.property(fc.array(fc.double()), fc.nat(5), (xs, from) => {
      const all = Float64Array.from(xs)
      const start = Math.min(from, all.length)
      const [sum, sumByOne, sketch, sketchByOne] = [newSum(), newSum(), newSketch(), newSketch()]
      const kept = [...all.subarray(start)].filter((x) => !Number.isNaN(x))
      expect(addAllTo(sum, all, start, all.length)).toBe(kept.length)
      addAllToSketch(sketch, all, start, all.length)
      for (const x of kept) {
        addTo(sumByOne, x)
        addToSketch(sketchByOne, x)
      }
      expect(sumValue(sum)).toBe(sumValue(sumByOne))
      expect(sketchEntries(sketch)).toEqual(sketchEntries(sketchByOne))
      expect(sketch.count).toBe(sketchByOne.count)
    }),
  )
})
