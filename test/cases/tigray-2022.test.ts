import { beforeAll, expect, test } from 'vitest'
import type { Summary } from '../../src/run/summary.ts'
import { deals, historical } from './historical.ts'

const tigray = historical('tigray-2022', 150)

let summary: Summary

beforeAll(() => {
  summary = tigray.summary(800)
})

test('cites nothing from after its date', () => {
  const late = tigray.case.sources.filter(({ date }) => date !== undefined && date > tigray.case.asOf)
  expect(late.map(({ id }) => id)).toEqual([])
  for (const { id, stated } of tigray.case.redLines)
    expect(stated === null || stated <= tigray.case.asOf, id).toBe(true)
})

test('every claim has a verdict, and they differ', () => {
  expect(summary.findings.map(({ claim }) => claim)).toEqual(tigray.case.claims.map(({ id }) => id))
  expect(new Set(summary.findings.map(({ verdict }) => verdict)).size).toBeGreaterThan(1)
})

test('a deal is possible and not likely, and worth it to all three', () => {
  const { dealBy, families } = summary.arms[0]!
  expect(dealBy.at(-1)!.estimate).toBeGreaterThan(0.05)
  expect(dealBy.at(-1)!.estimate).toBeLessThan(0.5)
  for (const margin of Object.values(families[0]!.margins)) expect(margin.p50).toBeGreaterThan(0)
})

test('a deal over the head of one that spoils nothing comes no later in any world; without the Amhara forces it comes in fewer', () => {
  const [asIs, over] = [tigray.months(), tigray.months({ 'actors.eritrea.spoils.peace': 1 }, 'overAsmara')]
  over.forEach((month, k) => expect(month).toBeLessThanOrEqual(asIs[k]!))
  expect(deals(tigray.months({}, 'amharaStay'))).toBeLessThan(deals(tigray.months({}, 'amharaYields')))
})

test('a firmer red line brings no deal sooner', () => {
  for (const id of ['fed-one-army', 'tig-eritreans', 'tig-borders', 'tig-west-not-given']) {
    const soft = tigray.months({ [`redLines.${id}.firm`]: 0 })
    tigray
      .months({ [`redLines.${id}.firm`]: 1 })
      .forEach((month, k) => expect(month, id).toBeGreaterThanOrEqual(soft[k]!))
  }
})
