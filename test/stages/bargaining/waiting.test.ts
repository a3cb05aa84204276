/** A deal comes in the first month in which the hazards of the open months add up to what is waited for: bounds on them
 *  never tell otherwise. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { waitingFor } from '../../../src/stages/bargaining/waiting.ts'
import { runs } from '../../properties.ts'

const months = fc.array(
  fc.record({
    hazard: fc.oneof(fc.double({ min: 0, max: 0.5, noNaN: true }), fc.constantFrom(0, 0.1, 0.25)),
    below: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 0.2, noNaN: true })),
    above: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 0.2, noNaN: true })),
  }),
  { minLength: 1, maxLength: 24 },
)

/** The first month by which as much has been waited, summed month by month; −1 where none is. */
function firstBySum(hazards: readonly number[], patience: number): number {
  let waited = 0
  return hazards.findIndex((hazard) => (waited += hazard) >= patience)
}

test('by bounds a deal comes when it comes by the hazards themselves', () => {
  fc.assert(
    fc.property(months, fc.nat(23), fc.boolean(), (seen, until, onTheDot) => {
      const hazards = seen.map(({ hazard }) => hazard)
      // What is waited for is now and then just what has been waited by some month.
      const patience = hazards.slice(0, until + 1).reduce((sum, hazard) => sum + hazard, onTheDot ? 0 : 0.03)
      const asked: number[] = []
      const waiting = waitingFor({
        in(month) {
          asked.push(month)
          return { found: null, best: null, hazard: hazards[month]! }
        },
      })
      waiting.begin(patience)
      const came = seen.findIndex(({ hazard, below, above }, month) =>
        waiting.add(month, Math.max(0, hazard - below), hazard + above),
      )
      expect(came).toBe(firstBySum(hazards, patience))
      expect(new Set(asked).size).toBe(asked.length)
    }),
    { numRuns: runs(500) },
  )
})

test('no hazard is worked out where bounds tell', () => {
  const waiting = waitingFor({
    in: () => {
      throw new Error('asked')
    },
  })
  waiting.begin(1)
  expect(waiting.add(1, 0.1, 0.4)).toBe(false)
  expect(waiting.add(2, 0.1, 0.4)).toBe(false)
  expect(waiting.add(3, 0.9, 1.2)).toBe(true)
})
