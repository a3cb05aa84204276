import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { full, grouped, percent, rough, roughApart, short } from '../../../present/words/index.ts'

test('a probability is none or all only where it is: a few in a thousand are <1 %', () => {
  expect([0, 0.0001, 0.004, 0.01, 0.5, 0.991, 0.9999, 1].map(percent)).toEqual([
    '0 %',
    '<1 %',
    '<1 %',
    '1 %',
    '50 %',
    '>99 %',
    '>99 %',
    '100 %',
  ])
})

test('numbers are the same everywhere: U+2212 before them, thousands apart, decimals left alone', () => {
  expect([grouped(-1234567), grouped(0.0625), grouped(1234.5678), full(-0.5), full(-0.0000001), full(120000)]).toEqual([
    '−1,234,567',
    '0.0625',
    '1,234.5678',
    '−0.5',
    '0',
    '120,000',
  ])
  fc.assert(
    fc.property(fc.double({ min: -1e12, max: 1e12, noNaN: true }), (x) => {
      for (const text of [grouped(Math.round(x)), full(x), rough(x), short(x)]) expect(text).not.toMatch(/-|NaN/)
    }),
  )
})

test('no text hangs on a locale', () => {
  const files = ['present', 'web', 'cli'].flatMap((folder) =>
    readdirSync(new URL(`../../../${folder}`, import.meta.url), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => `${folder}/${name}`),
  )
  expect(files.length).toBeGreaterThan(60)
  const wrong = files.filter((file) =>
    /toLocale|Intl\./.test(readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8')),
  )
  expect(wrong).toEqual([])
})

test('numbers beside each other have the digits that tell them apart', () => {
  expect(roughApart([117_320, 119_480])).toEqual(['117,000', '119,000'])
  expect(roughApart([3_130_000, 3_130_400])).toEqual(['3,130,000', '3,130,000'])
  expect(roughApart([2300, 4400])).toEqual(['2,300', '4,400'])
  expect(roughApart([0, 0])).toEqual(['0', '0'])
})
