import { expect, test } from 'vitest'
import { readingsBeside } from '../../../present/words/index.ts'
import type { ArmSummary } from '../../../src/internal.ts'

type Readings = ArmSummary['dealByReadings'][number]

const told: Readings = { pairs: 200, sd: 0.2, varianceError: 0.001, p05: 0, p25: 0.08, p75: 0.45, p95: 0.7 }
const lost: Readings = { ...told, sd: 0.01 }

function arm(says: string, readings: Readings): ArmSummary {
  const dealBy = Array.from({ length: 24 }, () => null)
  const dealByReadings = dealBy.map((_, k) => (k === 11 ? readings : null))
  return { scenario: says, says, dealBy, dealByReadings } as unknown as ArmSummary
}

test('where the readings put each scenario, and of which that cannot be told', () => {
  expect(readingsBeside([arm('aid', told), arm('noise', lost), arm('few', null)])).toBe(
    'Where half of the readings of the judgements put the chance within a year: aid 8 % to 45 %. Not to be told from these worlds: noise; few.',
  )
  expect(readingsBeside([arm('aid', told)])).not.toContain('Not to be told')
  expect(readingsBeside([arm('aid', null)])).toBe(null)
})
