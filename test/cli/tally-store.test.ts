/** Tallies that are kept give the bytes of an unbroken run, whatever happened to the file. */
import { appendFileSync, mkdtempSync, readFileSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { keptTallies, openTallies } from '../../cli/tally-store.ts'
import { openWorlds, worldsIn } from '../../runner/thread-orders.ts'
import { compile, load, merge, newTally, simulate, summarise } from '../../src/internal.ts'
import type { Model } from '../../src/internal.ts'

const text = readFileSync(new URL('../fixtures/cases/small.yaml', import.meta.url), 'utf8')

function model(): Model {
  const loaded = load(text, 'small.yaml')
  if (!loaded.ok) throw new Error('the small case does not load')
  return compile(loaded.case, null, { worlds: 24 })
}

const folder = (): string => mkdtempSync(join(tmpdir(), 'tallies-'))

/** What a run makes of what is kept and of the worlds that are still open. */
function resumed(of: Model, place: string): string {
  const kept = openTallies(place, 'k').kept()
  const tallies = [
    ...kept.map(({ tally }) => tally),
    ...openWorlds(
      24,
      kept.flatMap(({ worlds }) => worlds),
    ).map(({ from, to }) => simulate(of, from, to)),
  ]
  return JSON.stringify(summarise(of, tallies.reduce(merge, newTally(of)), 'd'))
}

test('kept tallies, a line cut off, one written twice, or none at all: the same bytes', () => {
  const of = model()
  const whole = JSON.stringify(summarise(of, simulate(of, 0, 24), 'd'))
  const place = folder()
  const file = join(place, 'worlds.jsonl')
  expect(keptTallies(place)).toBe(null)
  expect(resumed(of, place)).toBe(whole)
  const first = {
    worlds: [
      { from: 0, to: 8 },
      { from: 15, to: 20 },
    ],
    tally: merge(simulate(of, 0, 8), simulate(of, 15, 20)),
  }
  openTallies(place, 'k').append(first)
  expect(keptTallies(place)).toBe('k')
  expect(worldsIn(openTallies(place, 'k').kept()[0]!.worlds)).toBe(13)
  expect(resumed(of, place)).toBe(whole)
  const size = readFileSync(file).length
  openTallies(place, 'k').append({ worlds: [{ from: 8, to: 15 }], tally: simulate(of, 8, 15) })
  truncateSync(file, readFileSync(file).length - 40)
  expect(openTallies(place, 'k').kept().length).toBe(1)
  expect(resumed(of, place)).toBe(whole)
  // What comes next does not join the stump of what was cut off.
  openTallies(place, 'k').append({ worlds: [{ from: 8, to: 15 }], tally: simulate(of, 8, 15) })
  expect(openTallies(place, 'k').kept().length).toBe(2)
  expect(resumed(of, place)).toBe(whole)
  appendFileSync(file, readFileSync(file, 'utf8').split('\n')[1] + '\n{"tally":"AAAA"}\nnull\n')
  expect(openTallies(place, 'k').kept().length).toBe(2)
  expect(resumed(of, place)).toBe(whole)
  truncateSync(file, size)
  expect(resumed(of, place)).toBe(whole)
  openTallies(place, 'k').end()
  expect(keptTallies(place)).toBe(null)
})

test('worlds that are open are those that nobody has played', () => {
  expect(openWorlds(10, [])).toEqual([{ from: 0, to: 10 }])
  expect(
    openWorlds(10, [
      { from: 4, to: 6 },
      { from: 0, to: 2 },
    ]),
  ).toEqual([
    { from: 2, to: 4 },
    { from: 6, to: 10 },
  ])
  expect(openWorlds(10, [{ from: 0, to: 12 }])).toEqual([])
})
