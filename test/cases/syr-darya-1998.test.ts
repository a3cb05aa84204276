import { beforeAll, expect, test } from 'vitest'
import type { Summary } from '../../src/run/summary.ts'
import { deals, historical } from './historical.ts'

const syrDarya = historical('syr-darya-1998')

let summary: Summary

beforeAll(() => {
  summary = syrDarya.summary(1200)
})

test('a source from after its date says what alone is taken from it', () => {
  const late = syrDarya.case.sources.filter(({ date }) => date !== undefined && date > syrDarya.case.asOf)
  for (const { id, note } of late) expect(note, id).toMatch(/later/)
  for (const { id, stated } of syrDarya.case.redLines)
    expect(stated === null || stated <= syrDarya.case.asOf, id).toBe(true)
})

test('every claim has a verdict, and they differ', () => {
  expect(summary.findings.map(({ claim }) => claim)).toEqual(syrDarya.case.claims.map(({ id }) => id))
  expect(new Set(summary.findings.map(({ verdict }) => verdict)).size).toBeGreaterThan(2)
})

test('an agreement is neither sure nor out of reach, and is worth it to all four', () => {
  const { dealBy, families } = summary.arms[0]!
  expect(dealBy.at(-1)!.estimate).toBeGreaterThan(0.4)
  expect(dealBy.at(-1)!.estimate).toBeLessThan(0.9)
  for (const margin of Object.values(families[0]!.margins)) expect(margin.p50).toBeGreaterThan(0)
})

test('a drought brings an agreement no later in any world, a wet year no sooner', () => {
  const [asIs, dry, wet] = [syrDarya.months(), syrDarya.months({}, 'dryYears'), syrDarya.months({}, 'wetYears')]
  dry.forEach((month, k) => expect(month).toBeLessThanOrEqual(asIs[k]!))
  wet.forEach((month, k) => expect(month).toBeGreaterThanOrEqual(asIs[k]!))
  expect(deals(dry)).toBeGreaterThan(deals(wet))
})

test('a firmer red line brings no agreement sooner', () => {
  for (const { id } of syrDarya.case.redLines) {
    const soft = syrDarya.months({ [`redLines.${id}.firm`]: 0 })
    syrDarya
      .months({ [`redLines.${id}.firm`]: 1 })
      .forEach((month, k) => expect(month, id).toBeGreaterThanOrEqual(soft[k]!))
  }
})
