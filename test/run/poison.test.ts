/** No stage reads what the world before left in its room: filled with NaN in between, every case comes to the same
 *  bytes. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { compile, load, newTally, simulate, summarise } from '../../src/internal.ts'
import { poison } from '../../src/math/poison.ts'
import { simulator } from '../../src/run/simulate.ts'

const FOLDERS = ['bundled', 'historical', 'teaching'].map((kind) => new URL(`../../cases/${kind}/`, import.meta.url))
const files = FOLDERS.flatMap((folder) =>
  readdirSync(folder).map((id) => [id, new URL(`${id}/case.yaml`, folder)] as const),
)
const WORLDS = 25

it.each(files)('%s', (id, file) => {
  const loaded = load(readFileSync(file, 'utf8'), id)
  if (!loaded.ok) throw new Error(id)
  const model = compile(loaded.case, null, { worlds: WORLDS, armWorlds: WORLDS })
  const poisoned = newTally(model)
  simulator(model, new Map(), true)(0, WORLDS, poisoned)
  const json = (tally: typeof poisoned): string => JSON.stringify(summarise(model, tally, loaded.digest))
  expect(json(poisoned)).toBe(json(simulate(model, 0, WORLDS)))
})

it('fills what is reached, cycles and all', () => {
  const room: { values: Float64Array; inner: unknown } = { values: new Float64Array(2), inner: null }
  room.inner = [room, { deep: Float64Array.of(1) }]
  poison(room)
  expect([...room.values, ...((room.inner as { deep: Float64Array }[])[1]?.deep ?? [])]).toEqual([NaN, NaN, NaN])
})
