/** What commands make of values that are none, and of files that cannot be read or written: one line, what and why,
 *  exit 1 or 2; nothing half-written, nothing lost. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inOneProcess } from './armistice.ts'
import type { Ended } from './armistice.ts'
import { checkOutFile, writeWhole } from '../../cli/write-file.ts'

const DOMAIN = fileURLToPath(new URL('../fixtures/negotiation/genius', import.meta.url))
const CASE = 'strike-for-class'
let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'armistice-flags-'))
  writeFileSync(join(folder, 'a-file'), 'x')
  mkdirSync(join(folder, 'a-folder'))
  mkdirSync(join(folder, 'resumed'))
  writeFileSync(join(folder, 'resumed', 'job.json'), 'null')
})

afterAll(() => {
  rmSync(folder, { recursive: true })
})

/** The words of a command, in which `@` stands for the folder. */
const armistice = (words: readonly string[]): Promise<Ended> =>
  inOneProcess(folder)(...words.map((word) => word.replace('@', folder)))

const run = `run ${CASE} --worlds 40`

/** A command, and what its one line of complaint says. Quotes stand for an empty value. */
const WRONG: readonly (readonly [string, RegExp])[] = [
  [`${run} --seed ''`, /it is empty/],
  [`${run} --seed -1`, /a whole number/],
  [`${run} --seed 1.5`, /a whole number/],
  [`${run} --seed 1e99`, /a whole number/],
  [`${run} --seed NaN`, /a whole number/],
  [`run ${CASE} --worlds 0`, /a whole number from 1/],
  [`run ${CASE} --worlds 1e12`, /worlds/],
  [`${run} --threads x`, /a whole number/],
  [`${run} --out ''`, /it is empty/],
  [`${run} --out @/a-file`, /a-file` is a file, not a folder/],
  [`${run} --out @/a-file/x`, /a-file|part of its path/],
  [`${run} --scenario ''`, /it is empty/],
  ['run ukraine-2025 --worlds 40 --scenario bluf', /did you mean `bluffs`/],
  [`${run} --scenario nix`, /no scenario `nix`/],
  [`${run} --posterior @/none.json`, /none\.json/],
  [`${run} --posterior @/a-folder`, /a-folder/],
  [`explain ${CASE} space --scenario nix --worlds 20`, /no scenario `nix`/],
  [`compare ${CASE} --scenarios a,a`, /`a` stands there twice/],
  [`compare ${CASE} --scenarios a,`, /one is empty/],
  [`tipping ${CASE} --claim C1 --by a,a,a`, /`a` stands there twice/],
  [`sensitivity ${CASE} --of dealBy:6 --base-points 1e9`, /base points|basePoints|`--base-points`/],
  [`sensitivity ${CASE} --of dealBy:6 --base-points 3`, /base points|basePoints|`--base-points`/],
  [`sensitivity ${CASE} --of dealBy:6 --interval -1`, /a number above 0/],
  [`sensitivity ${CASE} --of dealBy:6 --resume @/resumed`, /job\.json is damaged/],
  [`sensitivity ${CASE} --of dealBy:6 --svg @/a-folder`, /is a folder, not a file/],
  [`sensitivity ${CASE} --of dealBy:6 --svg @/none/x.svg`, /there is no folder/],
  [`report ${CASE} --out @/x.doc`, /\.html/],
  [`report ${CASE} --out @/a-file/x.html`, /a file and no folder/],
  [`frontier @/none.xml`, /none\.xml/],
  [`frontier @/a-folder`, /name the domain file/],
  [`frontier ${DOMAIN} --reading foo`, /reading.*raw/],
  [`frontier ${DOMAIN} --weights 1,x`, /numbers separated by commas/],
  [`evidence @/none.csv`, /none\.csv/],
  [`check @/a-folder`, /no case file/],
  [`open ${CASE} --port 99999`, /port/],
  [`new @/a-file/x`, /a-file|part of its path/],
]

const wordsOf = (line: string): string[] => line.split(' ').map((word) => (word === "''" ? '' : word))

describe('one line, what and why', () => {
  test('for every value that is none and every file that cannot be had', { timeout: 300_000 }, async () => {
    const seen: string[] = []
    for (const [line, says] of WRONG) {
      const { code, err } = await armistice(wordsOf(line))
      const first = err.split('\n').filter((one) => one !== '' && !one.startsWith('(see '))
      const fine = (code === 1 || code === 2) && says.test(first.join(' ')) && !/defect|\n\s+at /.test(err)
      if (!fine || first.length > 2) seen.push(`${line}: exit ${code}: ${err.slice(0, 400)}`)
    }
    expect(seen).toEqual([])
  })
})

test('of scenarios that no world was run for nothing is said but that', async () => {
  const { code, out } = await armistice(wordsOf(`${run} --arm-worlds 0`))
  expect(code).toBe(0)
  expect(out).not.toMatch(/scenarios beside changes/)
  expect(out.replaceAll(/\s+/g, ' ')).toMatch(/4 of its 4 scenarios were not run beside/)
})

describe('a stored run', () => {
  test('is not replaced by another, and by its like without a word', { timeout: 120_000 }, async () => {
    const to = join(folder, 'kept')
    const stored = async (...more: string[]): Promise<Ended> => armistice([...wordsOf(run), '--out', to, ...more])
    expect((await stored('--seed', '3')).code).toBe(0)
    const before = readFileSync(join(to, 'summary.json'))
    const again = await stored('--seed', '3')
    expect([again.code, again.err]).toEqual([0, expect.not.stringContaining('differs')])
    const other = await stored('--seed', '4')
    expect([other.code, other.out]).toEqual([2, ''])
    expect(other.err).toMatch(/holds another run \(seed differs\)/)
    expect(readFileSync(join(to, 'summary.json'))).toEqual(before)
    expect(readdirSync(to).sort()).toEqual(['brief.txt', 'case.yaml', 'summary.json'])
  })
})

describe('a file that is written whole', () => {
  test('replaces what was there, keeps its mode and a link to it, and leaves nothing beside', () => {
    const file = join(folder, 'whole.txt')
    writeFileSync(file, 'before', { mode: 0o640 })
    symlinkSync(file, join(folder, 'link.txt'))
    writeWhole(join(folder, 'link.txt'), 'after')
    expect([readFileSync(file, 'utf8'), statSync(file).mode & 0o777]).toEqual(['after', 0o640])
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
  })

  test('stays as it was where the disk is full', () => {
    // A name that is as long as names may be leaves no room for one beside it: the write fails before anything is
    // touched.
    const file = join(folder, 'n'.repeat(255))
    writeFileSync(file, 'before')
    expect(() => checkOutFile(file)).toThrow(/ENAMETOOLONG/)
    expect(() => writeWhole(file, 'after')).toThrow(/ENAMETOOLONG/)
    expect(readFileSync(file, 'utf8')).toBe('before')
  })

  test('is looked at before the work without leaving a trace', () => {
    checkOutFile(join(folder, 'new.txt'))
    expect(existsSync(join(folder, 'new.txt'))).toBe(false)
    expect(() => checkOutFile(join(folder, 'a-folder'))).toThrow(/is a folder/)
  })
})
