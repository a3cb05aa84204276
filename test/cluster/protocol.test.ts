/** The protocol under faults, and with faults planted that the simulation must find. */
import { describe, expect, test } from 'vitest'
import { history } from './simulation.ts'
import type { History, Planted } from './simulation.ts'

const HISTORIES = process.env.PROPERTY_RUNS === undefined ? 4000 : 100_000
/** Histories within which a planted fault must show. */
const SEARCH = 2000

const first = (planted: Planted, histories: number): { seed: number; history: History } | null => {
  for (let seed = 1; seed <= histories; seed++) {
    const found = history(seed, planted)
    if (found.fault !== null) return { seed, history: found }
  }
  return null
}

test(`${HISTORIES} histories: every chunk counts once, and all of them end`, () => {
  expect(first('nothing', HISTORIES)).toBeNull()
})

test('the histories are worth the name: chunks are computed twice, workers and conductors die, tasks fail', () => {
  const some = Array.from({ length: 500 }, (_, seed) => history(seed + 1, 'nothing'))
  expect(some.filter(({ crashes }) => crashes > 0).length).toBeGreaterThan(250)
  expect(some.filter(({ computed }) => computed > 6).length).toBeGreaterThan(30)
  expect(some.filter(({ end }) => end?.kind === 'failed').length).toBeGreaterThan(5)
  expect(history(17, 'nothing')).toEqual(history(17, 'nothing'))
})

describe('finds what is planted', () => {
  test('a store that takes a chunk twice', () => {
    expect(first('chunksTwice', SEARCH)?.history.fault).toMatch(/counts 2 times/)
  })
  test('jobs that stay with workers that are gone', () => {
    expect(first('noExpiry', SEARCH)?.history.fault).toBe('it does not end')
  })
  test('a job completed before its chunk is kept, where nobody looks for lost chunks', () => {
    expect(first('twoStepsUnwatched', SEARCH)?.history.fault).toBe('it does not end')
  })
})

test('offering lost chunks again holds alone as well: with the transaction cut in two, or replies believed, nothing is lost', () => {
  expect(first('twoSteps', SEARCH)).toBeNull()
  expect(first('believing', SEARCH)).toBeNull()
})
