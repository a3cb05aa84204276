import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Geography, World } from '../../../present/charts/index.ts'
import { renderHtml } from '../../../present/documents/index.ts'
import { SMALL } from '../../load/cases.ts'
import { compile, load, planesOf, simulate, strikes, summarise } from '../../../src/internal.ts'

const html = flagship()

function flagship(): string {
  const folder = new URL('../../../cases/bundled/ukraine-2025/', import.meta.url)
  const loaded = load(readFileSync(new URL('case.yaml', folder), 'utf8'), 'case.yaml')
  if (!loaded.ok) throw new Error('the case does not load')
  const model = compile(loaded.case, null, { worlds: 40, armWorlds: 10, seed: 1 })
  const geography = JSON.parse(readFileSync(new URL('geography.json', folder), 'utf8')) as Geography
  const world = JSON.parse(readFileSync(new URL('../../world.json', folder), 'utf8')) as World
  const extras = { geography, world, strikes: strikes(model), plane: planesOf(model)!.at(0) }
  return renderHtml(loaded.case, summarise(model, simulate(model, 0, 40), 'd'.repeat(64)), extras)
}

test('the report of the flagship is one file: small, without requests, with a drawing for paper and one for a telephone', () => {
  expect(html.length).toBeLessThan(1_500_000)
  expect(html).not.toMatch(/<script|<img|<link|<iframe|<[a-z]+[^>]*\s(?:src|href)=(?!\"#)|@import|url\((?!#)/)
  const widths = [...html.matchAll(/<svg [^>]*width="(\d+)"/g)].map(([, width]) => Number(width))
  expect(new Set(widths)).toEqual(new Set([680, 328]))
  expect(widths.filter((width) => width === 680).length).toBe(widths.length / 2)
})

test('no two elements of the report share an id, and every pattern asked for is there', () => {
  const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id!)
  expect(new Set(ids).size).toBe(ids.length)
  for (const [, id] of html.matchAll(/url\(#([^)]+)\)/g)) expect(ids).toContain(id)
})

test('shows the maps, the plane of a world and what strikes out packages', () => {
  for (const said of ['Who holds what', 'military aid', 'The utility plane of world 0', 'Why 194,400 packages become'])
    expect(html).toContain(said)
})

test('says case and date in the margin of every page of print, and explains its terms of art at the end', () => {
  expect(html).toMatch(/@page\{[^@]*@top-left\{content:"Settling the Russo-Ukrainian war, as of 2025-03-01"/)
  const led = [...html.matchAll(/<a class="term" id="at-[\w-]+" href="#term-([\w-]+)"/g)].map(([, id]) => id!)
  expect(led).toContain('no-deal-value')
  for (const id of led) expect(html).toContain(`<dt id="term-${id}">`)
})

test('a drawing taller than a page is made to fit it on paper', () => {
  expect(html).toMatch(/@media print\{[^@]*svg\{max-height:\d+mm\}/)
})

test('a claim stands with its place in the argument and its line, or with the line alone', () => {
  const loaded = load(SMALL.replace(', where: gazette 7 Feb}', '}'), 'case.yaml')
  if (!loaded.ok) throw new Error(loaded.errors[0]!.message)
  const model = compile(loaded.case, null, { worlds: 5, seed: 1 })
  const page = renderHtml(loaded.case, summarise(model, simulate(model, 0, 5), 'd'.repeat(64)))
  const where = [...page.matchAll(/<td>([^<]*)line \d+<\/td>/g)].map(([, before]) => before!)
  expect(where.slice(0, 3)).toEqual(['gazette 9 Feb, ', '', 'gazette 18 Feb, '])
  expect(where.length).toBe(loaded.case.claims.length)
})
