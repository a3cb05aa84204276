import { beforeAll, expect, test } from 'vitest'
import type { Summary } from '../../src/run/summary.ts'
import { deals, historical } from './historical.ts'

const war = historical('iran-iraq-1988', 120)

let summary: Summary

beforeAll(() => {
  summary = war.summary(400)
})

test('a source from after its date says what alone is taken from it', () => {
  const late = war.case.sources.filter(({ date }) => date !== undefined && date > war.case.asOf)
  for (const { id, note } of late) expect(note, id).toMatch(/later/)
  for (const { id, stated } of war.case.redLines) expect(stated === null || stated <= war.case.asOf, id).toBe(true)
})

test('every claim has a verdict, and they differ', () => {
  expect(summary.findings.map(({ claim }) => claim)).toEqual(war.case.claims.map(({ id }) => id))
  expect(new Set(summary.findings.map(({ verdict }) => verdict)).size).toBeGreaterThan(2)
})

test('a ceasefire is neither sure nor out of reach, and worth it to both', () => {
  const { dealBy, families } = summary.arms[0]!
  expect(dealBy.at(-1)!.estimate).toBeGreaterThan(0.4)
  expect(dealBy.at(-1)!.estimate).toBeLessThan(0.9)
  for (const margin of Object.values(families[0]!.margins)) expect(margin.p50).toBeGreaterThan(0)
})

test('Tehran or Baghdad holding to what comes first brings a ceasefire in fewer worlds', () => {
  const asIs = deals(war.months())
  expect(deals(war.months({}, 'khomeiniSpeaks'))).toBeLessThan(asIs)
  expect(deals(war.months({}, 'talksInsisted'))).toBeLessThan(asIs)
})
