/** The library's door: some thirty names, each documented, with an example whose values hold. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as library from '../src/index.ts'
// @ts-expect-error: a script without types
import { libraryMarkdown, libraryNames } from '../scripts/library.mjs'

interface Exported {
  readonly name: string
  readonly isType: boolean
  readonly says: string
  readonly example: string
}

const names = (libraryNames as () => readonly Exported[])()
const text = readFileSync(new URL('../cases/teaching/strike-for-class/case.yaml', import.meta.url), 'utf8')

it('exports what a user of the library needs, and no more', () => {
  expect(names.length).toBeLessThanOrEqual(45)
  expect(
    names
      .filter(({ isType }) => !isType)
      .map(({ name }) => name)
      .sort(),
  ).toEqual(Object.keys(library).sort())
})

it('says of each what it is', () => {
  expect(names.filter(({ says }) => says.length < 20).map(({ name }) => name)).toEqual([])
  expect(names.filter(({ isType, example }) => !isType && !example.includes('// →')).map(({ name }) => name)).toEqual(
    [],
  )
})

it('is shown on the page as it is', () => {
  const page = readFileSync(new URL('../docs/library.md', import.meta.url), 'utf8')
  expect(page).toBe((libraryMarkdown as (of: readonly Exported[]) => string)(names))
})

describe('the example of', () => {
  it.each(names.filter(({ example }) => example !== '').map(({ name, example }) => [name, example] as const))(
    '%s',
    async (_, example) => {
      const checked = example.replaceAll(
        /^(.*?)\s*\/\/ → (.*)$/gm,
        (__, code: string, value: string) => `same(${code}, ${value});`,
      )
      const scope: Record<string, unknown> = {
        ...library,
        text,
        same: (is: unknown, said: unknown) => {
          expect(is).toEqual(said)
        },
      }
      const AsyncFunction = (async () => {}).constructor as new (...parts: string[]) => (...of: unknown[]) => unknown
      await new AsyncFunction(...Object.keys(scope), checked)(...Object.values(scope))
      expect.hasAssertions()
    },
  )
})
