/** The answer that comes with the built app is the engine's own for the case as it stands. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { compile, DEFAULT_SEED, load, simulate, summarise } from '../../src/internal.ts'
import type { Summary } from '../../src/internal.ts'

const ASSETS = new URL('../../dist/web/assets/', import.meta.url)

function shipped(): Summary {
  const modules = readdirSync(ASSETS)
    .filter((name) => name.startsWith('ukraine-2025-'))
    .map((name) => readFileSync(new URL(name, ASSETS), 'utf8'))
  expect(modules).toHaveLength(1)
  const [, literal] = /JSON\.parse\((?<quote>['"`])(.*)\k<quote>\)/s.exec(modules[0]!)!.slice(1)
  return JSON.parse(literal!.replaceAll(/\\(['"`\\$])/g, '$1')) as Summary
}

test('of the file that it names, and with its numbers', () => {
  const summary = shipped()
  const loaded = load(readFileSync(new URL('../../cases/bundled/ukraine-2025/case.yaml', import.meta.url), 'utf8'), 'c')
  if (!loaded.ok) throw new Error('the case does not load')
  expect(summary).toMatchObject({ case: { digest: loaded.digest }, seed: DEFAULT_SEED, partial: true, scenario: null })
  const { worlds } = summary.arms[0]!
  const model = compile(loaded.case, null, { seed: DEFAULT_SEED, worlds, beside: [] })
  const mine = summarise(model, simulate(model, 0, worlds), loaded.digest).arms[0]
  expect(summary.arms[0]).toEqual(JSON.parse(JSON.stringify(mine)))
}, 120_000)
