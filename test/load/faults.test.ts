/** Files that made a reader fail, hang or mistake one number for another, each with all that has to be said of it. */
import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { interval90 } from '../../src/math/distribution.ts'
import { load } from '../../src/load/load.ts'
import { decodeText } from '../../src/text/decode.ts'

const FOLDER = new URL('../fixtures/faults/', import.meta.url)
/** What the files have beside their fault. */
const BESIDES = new Set(['unquoted-comma', 'unsourced', 'no-kind'])

function said(file: string): readonly string[] {
  const decoded = decodeText(readFileSync(new URL(file, FOLDER)))
  if (!decoded.ok) return [decoded.message]
  const loaded = load(decoded.text, file)
  const all = loaded.ok ? loaded.warnings : [...loaded.errors, ...loaded.warnings]
  return all
    .filter(({ code }) => !BESIDES.has(code))
    .map(({ line, column, severity, code, message }) => `${line}:${column} ${severity} ${code}: ${message}`)
}

const VARIANCE = 'bad-number: with fewer than 2.1 degrees there is no variance: use a mixture for long tails'

const FAULTS: Readonly<Record<string, readonly string[]>> = {
  'hostile/cred-student.yaml': [`49:18 error ${VARIANCE}`],
  'hostile/hang-beta.yaml': ['32:19 error bad-number: both numbers have to lie between 0.1 and 1000000'],
  'hostile/hang-gamma.yaml': [
    '32:19 error bad-number: the shape has to lie between 0.1 and 1000000, the scale above 0',
  ],
  'hostile/hang-student.yaml': ['32:37 error bad-number: the number is too large'],
  'hostile/like-student.yaml': [`50:25 error ${VARIANCE}`],
  'hostile/omap.yaml': ['6:3 error tag: tags such as `!!omap` are not allowed'],
  'hostile/pairs.yaml': ['6:3 error tag: tags such as `!!pairs` are not allowed'],
  'hostile/prior-inf.yaml': ['42:55 error bad-number: the number is too large'],
  'hostile/prior-over.yaml': [
    '42:50 error out-of-range: 50 % of the draws are out of range: the legal range is 0 to 1',
    '43:44 warning priors: the means of the priors of `fund` add up to 159.2852 %: each world divides them by their sum',
  ],
  'hostile/prior-student.yaml': [`6:49 error ${VARIANCE}`],
  'hostile/set-tag.yaml': ['6:3 error tag: tags such as `!!set` are not allowed'],
  'hostile/weight-student.yaml': [`123:22 error ${VARIANCE}`],
  'numbers/comma-in-call.yaml': [],
  'numbers/latin1.yaml': ['byte 334 (E4, hexadecimal) is not UTF-8: save the file as UTF-8'],
  'numbers/percent-on-high-only.yaml': [],
  'numbers/student-1-credibility.yaml': [`49:19 error ${VARIANCE}`],
  'numbers/student-1-prior.yaml': [`42:51 error ${VARIANCE}`, `43:45 error ${VARIANCE}`],
  'numbers/student-1-tipping.yaml': [`20:18 error ${VARIANCE}`],
  'numbers/student-2-tipping.yaml': [`20:18 error ${VARIANCE}`],
}

describe('a file with a fault', () => {
  it.each(Object.entries(FAULTS))('%s', (file, expected) => {
    expect(said(file)).toEqual(expected)
  })

  it('is in the table', () => {
    const files = ['hostile', 'numbers'].flatMap((folder) =>
      readdirSync(new URL(folder, FOLDER))
        .filter((name) => name.endsWith('.yaml'))
        .map((name) => `${folder}/${name}`),
    )
    expect(files.sort()).toEqual(Object.keys(FAULTS).sort())
  })

  it.each([
    ['comma-in-call', { kind: 'normal', mean: 40, sd: 5 } as const],
    ['percent-on-high-only', interval90(0.05, 0.15)],
  ])('%s is read as what was meant', (file, meant) => {
    const loaded = load(readFileSync(new URL(`numbers/${file}.yaml`, FOLDER), 'utf8'), file)
    if (!loaded.ok) throw new Error(loaded.errors[0]?.message)
    const written = loaded.case.quantities.map(({ spread }) => (spread.kind === 'plain' ? spread.of : spread))
    expect(written).toContainEqual(meant)
  })
})
