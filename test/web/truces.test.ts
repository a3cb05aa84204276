import { readFileSync } from 'node:fs'
import { describe, expect } from 'vitest'
import { baseRates, readCsv, REFERENCE_CLASSES, TRUCE_CAVEATS } from '../../src/internal.ts'
import { percent } from '../../present/words/index.ts'
import { app, violationsOf, WAIT } from './harness.ts'

const file = new URL('../../data/truces/truces.csv', import.meta.url)
const { rates } = baseRates(readCsv(readFileSync(file, 'utf8'), 'truces.csv').csv!, 'ceasefires', 0)
const NAME = 'with a guarantor'
const rate = rates.find((one) => one.class.name === NAME)!
const all = rates.find((one) => one.class.name === 'all')!

const { browserTest, openValley } = app()

describe('truces of the past beside the curve of the case', () => {
  for (const { width, dark } of [
    { width: 1440, dark: false },
    { width: 390, dark: true },
  ])
    browserTest(
      `at ${width} pixels, ${dark ? 'dark' : 'light'}: a class is chosen, its base rate, numbers at risk and caveats are told, the link keeps it`,
      async () => {
        const { page, errors } = await openValley('#/durability', { width, dark })
        await page.waitForSelector('.base-rate', WAIT)
        expect(await page.locator('.base-rate').textContent()).toContain(`of ${all.count} ceasefires`)
        const choice = page.getByLabel('Truces like this one are')
        expect(await choice.locator('option').count()).toBe(REFERENCE_CLASSES.length)
        await choice.selectOption(NAME)

        const told = page.locator('.base-rate')
        await expect.poll(() => told.textContent(), WAIT).toContain(`of ${rate.count} ceasefires ${rate.failed} failed`)
        const five = rate.at.find(({ time }) => time === 5)!
        const plain = (await told.textContent())!.replaceAll('\u00a0', ' ')
        expect(plain).toContain(
          `after 5 years ${percent(five.survival)} still held (95 %: ${percent(five.low)} to ${percent(five.high)})`,
        )
        expect(await page.locator('.truce-caveats li').count()).toBe(
          TRUCE_CAVEATS.length + (rate.class.caveat === '' ? 0 : 1),
        )
        expect(await page.locator('.truce-caveats').textContent()).toContain('a class with them differs')

        const figure = page.locator('figure', { hasText: 'How long they last' })
        expect(await violationsOf(page)).toEqual([])
        await figure.getByRole('button', { name: 'View as table' }).press('Enter')
        const rows = await figure
          .locator('tbody tr')
          .evaluateAll((lines) => lines.map((line) => [...line.children].map((cell) => cell.textContent)))
        expect(rows.find(([group, year]) => group === NAME && year === '5')?.slice(2, 4)).toEqual([
          String(five.atRisk),
          String(five.events),
        ])
        expect(rows.some(([group, year]) => group === 'deals of this case, mean' && year === '5')).toBe(true)

        await expect.poll(() => page.evaluate(() => location.hash), WAIT).toContain('like=with+a+guarantor')
        await page.reload()
        await page.waitForSelector('.base-rate', WAIT)
        expect(await choice.inputValue()).toBe(NAME)
        expect(errors).toEqual([])
        await page.context().close()
      },
    )
})
