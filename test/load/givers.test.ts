import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { COUNTRIES } from '../../src/load/sections/countries.ts'
import { load } from '../../src/load/load.ts'
import { compile } from '../../src/run/compile.ts'
import { simulate } from '../../src/run/simulate.ts'
import { summarise } from '../../src/run/summarise.ts'
import { SMALL } from './cases.ts'

describe('the list of countries', () => {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })

  test('has the 249 codes of ISO 3166-1 and Kosovo, each known to Unicode as a country', () => {
    expect(COUNTRIES.size).toBe(250)
    for (const [code, name] of COUNTRIES) {
      expect(names.of(code), `${code} ${name}`).toBeDefined()
      // A code that has been replaced would come back as another.
      expect(Intl.getCanonicalLocales(`und-${code}`)[0]).toBe(`und-${code}`)
    }
  })

  test('calls most of them as Unicode does, so that no row has slipped', () => {
    const alike = [...COUNTRIES].filter(([code, name]) => names.of(code) === name).length
    expect(alike).toBeGreaterThan(210)
  })
})

/** Givers as a text, whatever they give. */
const anyGivers = fc
  .uniqueArray(fc.constantFrom(...COUNTRIES.keys()), { minLength: 1, maxLength: 30 })
  .chain((codes) =>
    fc.tuple(
      fc.constant(codes),
      fc.array(fc.integer({ min: 0, max: 999_999 }), { minLength: codes.length, maxLength: codes.length }),
    ),
  )
  .map(
    ([codes, thousandths]) =>
      `givers:\n  to: UA\n  unit: bn US$\n  since: 2022-02-24\n  countries:\n${codes.map((code, k) => `    ${code}: {military: ${thousandths[k]! / 1000}, source: s, asOf: 2025-01-01}`).join('\n')}\n`,
  )

function numbers(text: string): string {
  const loaded = load(text, 'small.yaml')
  if (!loaded.ok) throw new Error(loaded.errors.map(({ message }) => message).join('\n'))
  const model = compile(loaded.case, null, { worlds: 40, armWorlds: 20, seed: 7 })
  return JSON.stringify(summarise(model, simulate(model, 0, 40), ''))
}

test('givers change no number of a run, wherever they stand', () => {
  const bare = SMALL.replace(/\ngivers:\n[\s\S]*$/, '\n')
  expect(bare.length).toBeLessThan(SMALL.length)
  const without = numbers(bare)
  fc.assert(
    fc.property(anyGivers, (givers) => {
      expect(numbers(`${bare}\n${givers}`)).toBe(without)
    }),
    { numRuns: 8, seed: 1 },
  )
})

test('givers are no quantities: nothing draws them and no measure of sensitivity sees them', () => {
  const text = readFileSync(new URL('../../cases/bundled/ukraine-2025/case.yaml', import.meta.url), 'utf8')
  const loaded = load(text, 'case.yaml')
  if (!loaded.ok) throw new Error('the flagship does not load')
  expect(loaded.case.givers!.countries.length).toBeGreaterThanOrEqual(12)
  expect(loaded.case.quantities.filter(({ id }) => id.startsWith('givers'))).toEqual([])
})

describe('the givers of the flagship', () => {
  const text = readFileSync(new URL('../../cases/bundled/ukraine-2025/case.yaml', import.meta.url), 'utf8')
  const loaded = load(text, 'case.yaml')
  if (!loaded.ok) throw new Error('the flagship does not load')
  const { givers, asOf } = loaded.case

  test('each say who states the figure, where, and up to when, and nothing is later than the case', () => {
    for (const giver of givers!.countries) {
      expect(giver.provenance.source[0], giver.country).toMatch(/\w/)
      expect(giver.url, giver.country).toMatch(/^https:\/\//)
      expect(giver.asOf > givers!.since && giver.asOf <= asOf, giver.country).toBe(true)
      expect(text.split('\n')[giver.provenance.place.line - 1]).toContain(giver.country)
    }
  })

  test('are converted as their remark says', () => {
    const converted = givers!.countries.flatMap(({ country, military, provenance }) => {
      const found = /([\d.]+) bn (?:US\$|[A-Z]{3}) at ([\d.]+) (?:US\$|[A-Z]{3}) a euro/.exec(provenance.note ?? '')
      return found ? [{ country, military, euros: Number(found[1]) / Number(found[2]) }] : []
    })
    expect(converted).toHaveLength(8)
    for (const { country, military, euros } of converted)
      expect(Math.abs(military - euros) / euros, country).toBeLessThan(0.005)
  })
})
