/** What the product stands on may be given away with it: every package that it needs to run, by the licence that it
 *  names. */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Licences that ask for no more than their own text. `BlueOak-1.0.0` and `0BSD` are of the same kind; PostgreSQL's is
 *  a BSD licence. */
const PERMISSIVE =
  /^(MIT|ISC|Apache-2\.0|BSD-2-Clause|BSD-3-Clause|0BSD|BlueOak-1\.0\.0|Unlicense|CC0-1\.0|PostgreSQL|Python-2\.0)$/

interface Locked {
  readonly dev?: boolean
  readonly optional?: boolean
  readonly license?: string
}

test('every package at run time has a permissive licence', () => {
  const { packages } = JSON.parse(readFileSync(`${root}/package-lock.json`, 'utf8')) as {
    packages: Readonly<Record<string, Locked>>
  }
  const needed = Object.entries(packages).filter(([path, { dev }]) => path !== '' && dev !== true)
  expect(needed.length).toBeGreaterThan(20)
  const wrong = needed.flatMap(([path, { license }]) => {
    const file = `${root}/${path}/package.json`
    const own = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { license?: unknown }).license : license
    const named = typeof own === 'string' ? own : (license ?? 'none')
    const parts = named.replace(/[()]/g, '').split(/ OR /)
    return parts.some((part) => PERMISSIVE.test(part.trim())) ? [] : [`${path}: ${named}`]
  })
  expect(wrong).toEqual([])
})
