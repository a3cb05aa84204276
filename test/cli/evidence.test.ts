import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { inOneProcess } from './armistice.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'evidence-'))
const armistice = inOneProcess()

function fileOf(name: string, text: string): string {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

test('evidence of a case: counted once, independent, and without an item', async () => {
  const { code, out } = await armistice('evidence', 'ukraine-2025', '--set', 'motive')
  expect(code).toBe(0)
  expect(out).toMatch(/^sphere +50 % +61\.3 %/m)
  expect(out).toContain('were all items independent: sphere 80.9 %')
  const independent = await armistice('evidence', 'ukraine-2025', '--set', 'motive', '--count', '0', '--json')
  expect(JSON.parse(independent.out).hypotheses[0].posterior).toBeCloseTo(0.809, 3)
  const without = await armistice('evidence', 'ukraine-2025', '--set', 'motive', '--without', 'borders', '--json')
  expect(JSON.parse(without.out).hypotheses[0].posterior).toBeCloseTo(0.313, 3)
})

test('evidence of a matrix: what is wrong is told by line and column, the rest is weighed, and the picture is written', async () => {
  const svg = join(folder, 'm.svg')
  const matrix = fileOf('m.csv', 'item,A,B\nx,CC,I\ny,CX,C\n')
  const { code, out, err } = await armistice('evidence', matrix, '--svg', svg)
  expect(code).toBe(1)
  expect(err).toMatch(/m\.csv:3:3: error: `CX` is no rating/)
  expect(out).toMatch(/^A +50 % +80\.0 %/m)
  expect(readFileSync(svg, 'utf8')).toContain('<svg')
  const scaled = await armistice('evidence', fileOf('n.csv', 'item,A,B\nx,CC,I\n'), '--scale', 'I=0.5', '--json')
  expect(JSON.parse(scaled.out).hypotheses[0].posterior).toBeCloseTo(2 / 3, 12)
})

test('options that make no sense are usage', async () => {
  for (const args of [
    ['evidence', 'ukraine-2025', '--set', 'none'],
    ['evidence', 'ukraine-2025', '--count', '2'],
    ['evidence', 'ukraine-2025', '--without', 'nothing'],
    ['evidence', 'ukraine-2025', '--scale', 'X=1'],
    ['survival', 'truces', '--class', 'with a guarantour'],
    ['survival', 'truces', '--where', 'garantee > 1'],
    ['survival', 'nowhere.csv'],
  ]) {
    expect((await armistice(...args)).code).toBe(2)
  }
  expect((await armistice('survival', 'truces', '--class', 'with a guarantour')).err).toContain(
    'did you mean `with a guarantor`',
  )
})

test('survival of a table: curves, tests, fits, and a picture with the number at risk', async () => {
  const svg = join(folder, 'k.svg')
  const table = join(root, 'test/fixtures/survival/dyads.csv')
  const names = ['--time', 't_years', '--event', 'fail', '--by', 'tp_pressure', '--covariates', 'guar,dmz_full,pk_any']
  const { code, out } = await armistice('survival', table, ...names, '--cluster', 'event', '--svg', svg)
  expect(code).toBe(0)
  expect(out).toMatch(/log-rank +10\.5 +1 /)
  expect(out).toMatch(/guar +0\.441 /)
  expect(readFileSync(svg, 'utf8')).toContain('at risk')
  const record = JSON.parse((await armistice('survival', table, ...names, '--json')).out)
  expect(record.cox.terms[0].estimate).toBeCloseTo(-0.81869296907, 6)
  const bad = await armistice('survival', fileOf('s.csv', 'time,event\n-1,1\n2,1\n'))
  expect([bad.code, bad.err]).toEqual([1, expect.stringMatching(/s\.csv:2:1: error: a length of -1/)])
  expect(bad.out).toContain('1 spells, of which 1 ended')
})

test("the project's own tables", async () => {
  expect((await armistice('survival', 'truces')).out).toMatch(/^all +34 +15 +94 % \(78–98\)/m)
  const guarded = await armistice('survival', 'truces', '--class', 'with a guarantor', '--json')
  expect(JSON.parse(guarded.out)).toMatchObject({ rows: 15, events: 4 })
  expect((await armistice('survival', 'war-ends', '--lasted', '36')).out).toContain('4 lasted longer than 36 months')
  expect((await armistice('survival', 'durability')).out).toContain('not a ranking')
})
