/** Every reader of a file, an ask or a link against texts near those that it reads: parts swapped, dropped, doubled,
 *  numbers made extreme, quotes and tags put in. A reader never throws, ends in bounded time, and says a bounded number
 *  of bounded things, each about a place in the file. `test/fuzz.ts` says how many, and keeps what fails. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseArgument } from '../../present/documents/argument/index.ts'
import { readAsk } from '../../src/answers/ask.ts'
import { defined } from '../../src/case/defined.ts'
import { readAchMatrix } from '../../src/formats/ach-matrix.ts'
import { readGmcr } from '../../src/formats/gmcr.ts'
import { formatOf, readDomain } from '../../src/formats/negotiation-domain.ts'
import { readOutcomesCsv } from '../../src/formats/outcomes-csv.ts'
import { readSeriesCsv } from '../../src/formats/series-csv.ts'
import { readStabilityYaml } from '../../src/formats/stability-yaml.ts'
import { readSurvivalTable } from '../../src/formats/survival-table.ts'
import { load } from '../../src/load/load.ts'
import { readCsv } from '../../src/text/csv.ts'
import type { Csv } from '../../src/text/csv.ts'
import type { Diagnostic } from '../../src/text/diagnostic.ts'
import { LONGEST_MESSAGE, MAX_DIAGNOSTICS } from '../../src/text/limits.ts'
import { pack } from '../../web/packed-text.ts'
import { editsBetween, placeOf } from '../../web/share.ts'
import { holds, holdsInTime, LIMITS } from '../fuzz.ts'
import type { Reader } from '../fuzz.ts'
import { SMALL } from '../load/cases.ts'
import { genius, geniusweb, negmas } from './files.ts'

/** Holds of all that a reader says about the files that it was given. */
function sound(diagnostics: readonly Diagnostic[], files: Readonly<Record<string, string>>): void {
  expect(diagnostics.length).toBeLessThanOrEqual(2 * (MAX_DIAGNOSTICS + 1) * Object.keys(files).length)
  const lines = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, text.split('\n')]))
  for (const { code, message, help, file, line, column, length, fix } of diagnostics) {
    expect(code).not.toBe('internal')
    expect(message.length).toBeLessThanOrEqual(LONGEST_MESSAGE + 1)
    expect(help?.length ?? 0).toBeLessThanOrEqual(LONGEST_MESSAGE + 1)
    expect(`${message} ${help ?? ''}`).not.toMatch(/\bundefined\b|\[object/)
    const of = defined(lines[file])
    expect(line).toBeGreaterThanOrEqual(1)
    expect(line).toBeLessThanOrEqual(of.length)
    expect(column).toBeGreaterThanOrEqual(1)
    expect(column).toBeLessThanOrEqual(defined(of[line - 1]).length + 1)
    const offset = of.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0) + column - 1
    expect(length).toBeGreaterThanOrEqual(0)
    expect(offset + length).toBeLessThanOrEqual(defined(files[file]).length + 1)
    if (fix !== undefined) expect(fix.offset + fix.length).toBeLessThanOrEqual(defined(files[file]).length)
  }
}

const EXTREME = ['0', '-0', '-1', '1e308', '-1e308', '1e-320', '1e999', '9007199254740993', '.5', '1_0', '0x10', '٣']
const ODD = [
  'NaN',
  'Infinity',
  '.nan',
  '.inf',
  'null',
  'true',
  '~',
  '2022-02-30',
  'constructor',
  '__proto__',
  'toString',
]
const MARKS = [
  '',
  ' ',
  '\n',
  '\t',
  '\r\n',
  ':',
  ': ',
  ',',
  ';',
  '- ',
  '#',
  '|',
  '"',
  "'",
  '“',
  '’',
  '""',
  '\\',
  '%',
  '{{',
]
const MORE_MARKS = [
  '{',
  '}',
  '[',
  ']',
  '(',
  ')',
  '<',
  '>',
  '/>',
  '&',
  '&amp;',
  '<!--',
  ']]>',
  '*a',
  '&a ',
  '!!omap ',
  '<<: ',
]
const LETTERS = [
  '\u0000',
  '\ufeff',
  '\u202e',
  '\ud800',
  '😀',
  'é',
  'x'.repeat(3_000),
  '['.repeat(200),
  '<a>'.repeat(120),
]
const junk = fc.constantFrom(...EXTREME, ...ODD, ...MARKS, ...MORE_MARKS, ...LETTERS)

/** What a grammar is made of: words, numbers, quoted texts, tags, and the marks between them. */
const TOKEN = /"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|<[^<>]*>|[\p{L}_][\p{L}\p{N}_-]*|[-+]?[\d.]+(?:e[-+]?\d+)?|\s+|[^]/gu

/** A text with some of its tokens or lines dropped, doubled, swapped or replaced. */
function mutated(base: string): fc.Arbitrary<string> {
  const parts = [base.match(TOKEN) ?? [], base.split(/(?<=\n)/)]
  const edit = fc.record({
    kind: fc.constantFrom('drop', 'double', 'swap', 'replace', 'insert', 'copy', 'many', 'unquote'),
    of: fc.constantFrom(0, 0, 0, 1),
    at: fc.nat(1_000_000),
    to: fc.nat(1_000_000),
    put: junk,
  })
  return fc.array(edit, { minLength: 1, maxLength: 4 }).map((edits) =>
    edits.reduce((text, { kind, of, at, to, put }, k) => {
      const list = [...(k === 0 ? defined(parts[of]) : of === 0 ? (text.match(TOKEN) ?? []) : text.split(/(?<=\n)/))]
      if (list.length === 0) return put
      const [a, b] = [at % list.length, to % list.length]
      const [one, other] = [defined(list[a]), defined(list[b])]
      if (kind === 'drop') list.splice(a, 1 + (to % 4))
      else if (kind === 'double') list.splice(a, 0, one)
      else if (kind === 'replace') list[a] = put
      else if (kind === 'insert') list.splice(a, 0, put)
      else if (kind === 'copy') list[a] = other
      else if (kind === 'many') list[a] = one.repeat(50)
      else if (kind === 'unquote') list[a] = one.replace(/^["']|["']$/g, put)
      else [list[a], list[b]] = [other, one]
      return list.join('')
    }, base),
  )
}

const caseAt = (path: string): string => readFileSync(new URL(`../../cases/${path}`, import.meta.url), 'utf8')

it('cases', LIMITS, () => {
  holds('cases, tokens moved', mutated(SMALL), (text) => {
    const loaded = load(text, 'a.yaml')
    sound(loaded.ok ? loaded.warnings : [...loaded.errors, ...loaded.warnings], { 'a.yaml': text })
  })
})

it.each<[Reader, Record<string, string>]>([
  ['domains of GENIUS', genius()],
  ['domains of GeniusWeb', geniusweb()],
  ['domains of NegMAS', negmas()],
])('%s', LIMITS, (reader, valid) => {
  const names = Object.keys(valid)
  const format = defined(formatOf(names))
  const given = fc
    .constantFrom(...names)
    .chain((name) => mutated(defined(valid[name])).map((text) => ({ ...valid, [name]: text })))
  holds(reader, given, (files) => {
    const { domain, diagnostics } = readDomain(format, files)
    sound(diagnostics, files)
    expect(domain !== null || diagnostics.some(({ severity }) => severity === 'error')).toBe(true)
  })
})

// Over many lines, as programs write it: a line is then a part to move, not the whole.
const GMCR = JSON.stringify(
  {
    program: 'gmcr-py',
    options: [
      { name: 'Attack', permittedDirection: 'fwd' },
      { name: 'Yield', permittedDirection: 'both' },
    ],
    decisionMakers: [
      { name: 'One', options: [0], preferences: [[[1, 'Y']], { compound: true, members: [[[0, 'N']], [[1, 'Y']]] }] },
      { name: 'Two', options: [1], preferenceVector: [2, [4, 1], 3], misperceptions: [[[0, 'Y']]] },
    ],
    infeasibles: [],
    useManualPreferenceVectors: false,
  },
  null,
  1,
)

describe('stability', () => {
  it.each<[Reader, readonly string[], typeof readGmcr]>([
    ['models of stability: .gmcr', [GMCR], readGmcr],
    [
      'models of stability: YAML',
      ['fraser-hipel-1984/cuba', 'fraser-hipel-1984/garrison', 'hipel-2014/syria-iraq', 'textbook/chicken'].map(
        (name) => caseAt(`published/${name}.yaml`),
      ),
      readStabilityYaml,
    ],
  ])('%s', LIMITS, (reader, valid, read) => {
    holds(reader, fc.constantFrom(...valid).chain(mutated), (text) => {
      const { model, diagnostics } = read('a', text)
      sound(diagnostics, { a: text })
      expect(model !== null || diagnostics.some(({ severity }) => severity === 'error')).toBe(true)
    })
  })
})

const MATRIX = `item, says, credibility, relevance, group, source, H1, H2, H3
prior, , , , , , 60%, 30%, 10%
"They moved, troops", seen, high, , troops, a, CC, I, NA
"They said ""so""", , 0.5, 60% to 90%, , b, 0.2 to 0.6, 30%, "beta(2, 5)"
`
const SPELLS = `key,war,years,failed,guarantee,size,start
a,First,1.5,1,0,12.5,1948-07-18
b,"Second, so called",22,0,1,3,1950-01-02
c,First,3.25,1,1,400,1951-02-03
d,Third,0.25,yes,0,7,1953-03-04
`
const SERIES = `# a note
month,change_km2,fire_ratio
2024-01,120.5,5
2024-02,-30,4.5
2024-04,,3
2024-05,88,
`
const OUTCOMES = `name,value,asOf
C1,true,2024-01-02
deals,0.5,2024-01-02
fire,12.5,2024-03-04
`

/** Reads a text as a table, then the table. */
const table =
  (read: (csv: Csv) => readonly Diagnostic[]): ((text: string) => readonly Diagnostic[]) =>
  (text) => {
    const { csv, diagnostics } = readCsv(text, 'a.csv')
    return csv === null ? diagnostics : [...diagnostics, ...read(csv)]
  }

describe('tables', () => {
  const wanted = {
    by: 'war',
    covariates: ['guarantee', 'size', 'war'],
    cluster: 'key',
    where: 'years >= 0.3, war != "x"',
  }
  it.each<[Reader, string, (text: string) => readonly Diagnostic[]]>([
    ['tables of hypotheses', MATRIX, table((csv) => readAchMatrix(csv).diagnostics)],
    ['tables of spells', SPELLS, table((csv) => readSurvivalTable(csv, {}).diagnostics)],
    ['tables of spells, with columns chosen', SPELLS, table((csv) => readSurvivalTable(csv, wanted).diagnostics)],
    ['tables of months', SERIES, (text: string) => readSeriesCsv(text, 'a.csv').diagnostics],
    ['tables of months until a day', SERIES, (text: string) => readSeriesCsv(text, 'a.csv', '2024-04-30').diagnostics],
    [
      'tables of outcomes',
      OUTCOMES,
      (text: string) => readOutcomesCsv(text, 'a.csv', ['C1', 'C2'], ['fire']).diagnostics,
    ],
  ])('%s', LIMITS, (reader, valid, read) => {
    holds(reader, mutated(valid), (text) => sound(read(text), { 'a.csv': text }))
  })

  it('of spells, under mutated conditions', LIMITS, () => {
    const csv = defined(readCsv(SPELLS, 'a.csv').csv)
    const wheres = mutated('years > 0.5, guarantee = 1, war != "First", size <= 1e3')
    holds('tables of spells, under mutated conditions', wheres, (where) =>
      sound(readSurvivalTable(csv, { where }).diagnostics, { 'a.csv': SPELLS }),
    )
  })
})

it('arguments', LIMITS, () => {
  const loaded = load(caseAt('bundled/ukraine-2025/case.yaml'), 'case.yaml')
  if (!loaded.ok) throw new Error('the bundled case is wrong')
  holds('arguments', mutated(caseAt('bundled/ukraine-2025/argument.md')), (text) =>
    sound(parseArgument(text, 'a.md', loaded.case).diagnostics, { 'a.md': text }),
  )
})

it('asks', LIMITS, () => {
  const valid = [
    { kind: 'run', worlds: 500, seed: 7, scenarios: ['a', 'b'] },
    { kind: 'sensitivity', scenario: 'a', outputs: ['deal'], basePoints: 64 },
    { kind: 'explain', claim: 'C1', world: 3 },
    { kind: 'tipping', claim: 'C1', quantity: 'fire' },
    { kind: 'frontier', worlds: 20 },
    { kind: 'compare', scenarios: ['a', 'b'] },
    { kind: 'stability' },
    { kind: 'survival', table: SPELLS, by: 'war' },
  ].map((ask) => JSON.stringify(ask))
  const json = fc.oneof(
    fc
      .constantFrom(...valid)
      .chain(mutated)
      .map((text): unknown => {
        try {
          return JSON.parse(text)
        } catch {
          return text
        }
      }),
    fc.jsonValue(),
    fc.record({ kind: fc.constantFrom('run', 'survival', 'frontier', 'explain'), worlds: fc.jsonValue() }),
  )
  holds('asks', json, (given) => {
    const read = readAsk(given)
    if (read.ok) return
    expect(read.problems.length).toBeGreaterThan(0)
    expect(read.problems.length).toBeLessThanOrEqual(100)
    for (const { at, says } of read.problems) expect(at.length + says.length).toBeLessThanOrEqual(2 * LONGEST_MESSAGE)
  })
})

it('links', LIMITS, async () => {
  const changed = SMALL.replace(/\d+/, '7')
  const valid = [
    '#/brief?case=b&s=x&seed=7&b=x,y&w=3&step=2&terms=a:b,c:d',
    '#/class?case=b&seat=north&seed=7&at=2&like=all&chart=deals&slider=q',
    `#/argument?case=own&t=${await pack(SMALL.slice(0, 300))}`,
    `#/argument?case=b&e=0123456789ab.${await pack(JSON.stringify(editsBetween(SMALL, changed)))}`,
  ]
  const edits = fc
    .constantFrom(JSON.stringify(editsBetween(SMALL, changed)))
    .chain(mutated)
    .map((text) => ({ kind: 'edits' as const, text }))
  const hashes = fc
    .constantFrom(...valid)
    .chain(mutated)
    .filter((text) => text !== '' && text !== '#')
    .map((text) => ({ kind: 'hash' as const, text }))
  await holdsInTime('links', fc.oneof(hashes, hashes, edits), async ({ kind, text }) => {
    const hash = kind === 'hash' ? text : `#/argument?case=b&e=0123456789ab.${await pack(text)}`
    const { place, note } = await placeOf(hash, (id) => (id === 'b' ? Promise.resolve(SMALL) : null))
    expect(place.view).toMatch(/^[a-z-]+$/)
    expect(Number.isSafeInteger(place.seed)).toBe(true)
    expect(note?.length ?? 0).toBeLessThanOrEqual(LONGEST_MESSAGE)
  })
})
