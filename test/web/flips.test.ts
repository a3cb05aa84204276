import { describe, expect, test } from 'vitest'
import {
  analyse,
  compile,
  DEFAULT_ANALYSIS,
  load,
  modelFor,
  questionOf,
  rowsOf,
  templateCase,
} from '../../src/internal.ts'
import type { Row, RunRows } from '../../src/internal.ts'
import { app, openText, VALLEY, violationsOf, WAIT } from './harness.ts'

const { browserTest, open, openValley } = app()
const LONG = { timeout: 180_000 }

describe('what flips it, in the app', () => {
  browserTest('indices by themselves, better ones too, to the line in the file; axe finds nothing', async () => {
    const { page, errors } = await openValley('#/flips')
    const sobol = page.getByRole('figure', { name: /What carries/ })
    await sobol.waitFor(LONG)
    const source = (): Promise<string | null> => sobol.locator('.source').textContent()
    await expect.poll(source, LONG).toMatch(/from 128 base points/)

    await sobol.getByRole('button', { name: 'View as table' }).click()
    const totals = await sobol
      .locator('tbody tr td:nth-child(2)')
      .evaluateAll((cells) => cells.map((cell) => Number(cell.textContent)))
    expect(totals.length).toBeGreaterThan(10)
    expect(totals).toEqual([...totals].sort((a, b) => b - a))
    expect(totals[0]).toBeGreaterThan(0.1)

    await page.getByText('Each input with its line in the file').click()
    await page.locator('details .items li button').first().click()
    await page.waitForSelector('.cm-editor', WAIT)
    expect(await violationsOf(page)).toEqual([])
    expect(errors).toEqual([])
    await page.context().close()
  })

  browserTest('goes on with more worlds where asked', async () => {
    const { page, errors } = await open('#/flips?case=strike-for-class')
    await page.getByRole('button', { name: 'Go on with more worlds' }).click(LONG)
    const source = page.getByRole('figure', { name: /What carries/ }).locator('.source')
    await expect.poll(() => source.textContent(), LONG).toMatch(/from 512 base points/)
    expect(errors).toEqual([])
    await page.context().close()
  })

  browserTest('what would turn a claim, in sentences and on a map; broken off at once; old after an edit', async () => {
    const { page, errors } = await openValley('#/flips', { width: 390, dark: true })
    await page.getByRole('figure', { name: /What carries/ }).waitFor(LONG)
    await page.getByRole('combobox', { name: /^Claim/ }).selectOption('L3')
    await page.getByRole('button', { name: 'Find what would turn it' }).click()
    const turns = page.locator('h2:has-text("Where a verdict turns") ~ .busy')
    await turns.getByRole('button', { name: 'Break off' }).click()
    expect(await page.getByRole('button', { name: 'Find what would turn it' }).isVisible()).toBe(true)
    await page.getByRole('button', { name: 'Find what would turn it' }).click()
    await page.getByRole('heading', { name: /As the file is, L3/ }).waitFor(LONG)
    const sentences = await page.locator('h3 + ul.items li').allTextContents()
    expect(
      sentences.some((text) =>
        /^It (holds|fails) with advance a month as of the date (above|below) [\d.]+ km/.test(text),
      ),
    ).toBe(true)

    await page.getByRole('combobox', { name: /^Across/ }).selectOption('war.front.rate')
    await page.getByRole('combobox', { name: /^Upward/ }).selectOption('war.front.pull')
    await page.getByRole('button', { name: 'Draw the map' }).click()
    const map = page.getByRole('figure', { name: /Where L3 turns/ })
    await map.waitFor(LONG)
    await map.getByRole('button', { name: 'View as table' }).click()
    expect(await map.locator('tbody tr').count()).toBe(169)
    expect(await violationsOf(page)).toEqual([])

    await page.getByRole('button', { name: 'File', exact: true }).click()
    await page.locator('.assumptions input[type=search]').fill('dealPace')
    await page.locator('.slider input[type=number]').first().fill('12')
    await page.getByText('Of the file before the last change.').first().waitFor(WAIT)
    await page.getByRole('button', { name: 'Ask again of the file as it is now' }).waitFor(WAIT)
    expect(errors).toEqual([])
    await page.context().close()
  })

  browserTest('a small case of one’s own has its inputs explained, one without claims has none to turn', async () => {
    const { page, errors } = await open('')
    await openText(page, templateCase('own', 'Own', '2025-03-01'))
    await page.getByRole('button', { name: 'What flips it' }).click(WAIT)
    await page
      .getByRole('figure', { name: /What carries/ })
      .or(page.getByText('No number can be had'))
      .first()
      .waitFor(LONG)
    expect(errors).toEqual([])
    await page.context().close()
  })
})

test('rows kept from fewer base points serve a longer analysis: the same numbers as in one go', async () => {
  const loaded = load(VALLEY, 'case.yaml')
  if (!loaded.ok) throw new Error('the case does not load')
  const compiled = compile(loaded.case, null, { seed: 3, beside: [] })
  const question = questionOf(compiled, 'dealBy:12')
  if (!('output' in question)) throw new Error('no such output')
  const model = modelFor(compiled, question.output)
  const keeping = (): { run: RunRows; computed: () => number } => {
    const kept = new Map<string, Row[]>()
    let computed = 0
    return {
      computed: () => computed,
      run: (stage, job, count) => {
        const rows = kept.get(stage) ?? []
        kept.set(stage, rows)
        const row = rowsOf(job)
        for (; rows.length < count; computed++) rows.push(row(rows.length))
        return Promise.resolve(rows.slice(0, count))
      },
    }
  }
  const plan = (basePoints: number): typeof DEFAULT_ANALYSIS => ({ ...DEFAULT_ANALYSIS, inputs: 3, basePoints })
  const twice = keeping()
  await analyse(model, question, plan(8), twice.run)
  const first = twice.computed()
  const grown = await analyse(model, question, plan(24), twice.run)
  const once = keeping()
  expect(grown).toEqual(await analyse(model, question, plan(24), once.run))
  expect(twice.computed()).toBe(once.computed())
  expect(first).toBeLessThan(once.computed())
}, 300_000)
