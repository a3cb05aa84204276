import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Case } from '../../../src/case/types.ts'
import { baseRateRecord } from '../../../src/stages/durability/base-rate.ts'
import { load } from '../../../src/load/load.ts'
import { buildCase, UNCERTAIN } from '../../fixtures/build-case.ts'

const text = readFileSync(new URL('../../../cases/bundled/ukraine-2025/case.yaml', import.meta.url), 'utf8')

function read(from: string): Case {
  const loaded = load(from, 'case.yaml')
  if (!loaded.ok) throw new Error(loaded.errors[0]!.message)
  return loaded.case
}

test('a case that takes the base rate of its prior set names the record behind that', () => {
  expect(baseRateRecord(read(text))).toContain('34 ceasefires')
  expect(baseRateRecord(structuredClone(read(text)))).toContain('34 ceasefires')
})

test('a case with a base rate of its own names its own source, or none', () => {
  const own = text.replace('\ndurability:\n', '\ndurability:\n  logitFiveYears: {value: 0.5 to 2, source: isw}\n')
  expect(own).not.toBe(text)
  expect(baseRateRecord(read(own))).toBe('isw')
  expect(baseRateRecord({ ...buildCase(UNCERTAIN), durability: null })).toBe('')
})
