/** What land is worth, by the options that lie on a line. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lineWorth } from '../../../src/stages/settlement/line-worth.ts'

test('anchors stand in order of their lines, and of two at one line the first counts', () => {
  const anchors = fc.array(fc.record({ km2: fc.integer({ min: -3, max: 3 }), points: fc.nat(100) }), { maxLength: 8 })
  fc.assert(
    fc.property(anchors, (of) => {
      const { km2, points } = lineWorth(
        of.map((one) => one.km2),
        of.map((one) => one.points),
      )
      const lines = [...new Set(of.map((one) => one.km2))].sort((a, b) => a - b)
      expect(Array.from(km2)).toEqual(lines)
      expect(Array.from(points)).toEqual(lines.map((line) => of.find((one) => one.km2 === line)!.points))
    }),
  )
})
