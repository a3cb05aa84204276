/** Every reader against texts that its grammar could have written, and near misses of them: a result or diagnostics,
 *  never a failure of the reader. `test/fuzz.ts` says how many, and keeps what fails. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatOf, readDomain, readingOf } from '../../src/formats/negotiation-domain.ts'
import { load } from '../../src/load/load.ts'
import { mean, quantile, sampler, sdOf } from '../../src/math/distribution.ts'
import { plainQuestion, settleDomain } from '../../src/methods/frontier/settle-domain.ts'
import { frontierRecord } from '../../src/answers/frontier/frontier-record.ts'
import { decodeText } from '../../src/text/decode.ts'
import type { Diagnostic } from '../../src/text/diagnostic.ts'
import { parseNumber } from '../../src/text/number.ts'
import { unitFactor } from '../../src/text/units.ts'
import { holds, LIMITS } from '../fuzz.ts'
import type { Reader } from '../fuzz.ts'
import { SMALL } from './cases.ts'

/** Examples of what is read in no time, in `npm test`. */
const MANY = 300

const fixture = (name: string): string =>
  readFileSync(new URL(`../fixtures/negotiation/${name}`, import.meta.url), 'utf8')

const digits = fc.oneof(
  fc.integer({ min: -100, max: 10_000 }).map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.constantFrom('0', '-0', '.5', '1_000', '1,000', '1e308', '1e-308', '9007199254740993', '4/5', '1e', '--1', '٣'),
)
const plain = fc
  .tuple(digits, fc.constantFrom('', '', 'k', 'M', 'bn', 'tn', '%', ' %', 'K', 'm', ' million', '€'))
  .map(([number, suffix]) => number + suffix)
const call = fc
  .tuple(
    fc.constantFrom(
      'normal',
      'lognormal',
      'uniform',
      'beta',
      'gamma',
      'pert',
      'triangular',
      'student',
      'Normal',
      'cauchy',
    ),
    fc.array(plain, { maxLength: 4 }),
    fc.constantFrom(', ', ',', ' ', ';'),
  )
  .map(([name, args, between]) => `${name}(${args.join(between)})`)
const single = fc.oneof(
  plain,
  call,
  fc.tuple(plain, fc.constantFrom(' to ', '-', ' – ', ' ± ', ' TO ', '..', 'to'), plain).map((parts) => parts.join('')),
)
const number = fc.oneof(
  single,
  fc
    .tuple(fc.constantFrom('mixture', 'discrete'), fc.array(fc.tuple(plain, single), { maxLength: 4 }))
    .map(([name, pairs]) => `${name}(${pairs.map((pair) => pair.join(': ')).join(', ')})`),
)

describe('numbers', () => {
  it('that are read have moments, quantiles and a sampler', LIMITS, () => {
    holds(
      'numbers',
      number,
      (text) => {
        const read = parseNumber(text)
        if (!read.ok) {
          expect(read.problem.offset + read.problem.length).toBeLessThanOrEqual(text.length)
          return
        }
        if (read.value.kind === 'name') return
        const { of } = read.value
        for (const value of [mean(of), sdOf(of), quantile(of, 0.05), quantile(of, 0.95), sampler(of)(0.3)])
          expect(Number.isFinite(value)).toBe(true)
      },
      MANY,
    )
  })

  it('have units that fit or are refused', LIMITS, () => {
    const word = fc.constantFrom(
      'men',
      'thousand',
      'km2',
      'ha',
      'US$',
      'bn',
      '€',
      'm',
      'month',
      'year',
      '/',
      ' per ',
      ' ',
      'a',
      '%',
      'constructor',
    )
    const units = fc.tuple(
      fc.array(word, { maxLength: 6 }).map((words) => words.join('')),
      fc.constantFrom('', 'men', 'km2/month', 'points', 'bn US$', 'months', 'probability/year', 'pieces/thousand'),
    )
    holds(
      'units',
      units,
      ([written, wanted]) => {
        const read = unitFactor(written, wanted)
        if (read.ok) expect(read.factor > 0 && Number.isFinite(read.factor)).toBe(true)
      },
      MANY,
    )
  })
})

const junk = fc.constantFrom(
  ...[
    '',
    ' ',
    '\n',
    '\t',
    ':',
    '- ',
    '{',
    '}',
    '[',
    ']',
    "'",
    '"',
    '#',
    '&a ',
    '*a',
    '!!omap ',
    '!!set ',
    '<<: ',
    '? ',
    '|\n',
    '---\n',
  ],
  ...[
    'null',
    'true',
    '2022-02-30',
    '.nan',
    '.inf',
    '0x10',
    '\u202e',
    '\ufeff',
    '😀',
    'given',
    'value: {}',
    '{of: x}',
    'constructor',
  ],
)

/** A text with some of its stretches replaced, left out, or doubled. */
function mutated(base: string, more: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const cut = fc.tuple(fc.nat(base.length), fc.oneof(fc.nat(3), fc.nat(60)), fc.oneof(more, junk, fc.constant('')))
  const scalars = [...base.matchAll(/(?<=[:,[{] |="|: ")[^\s,{}[\]#"]+/g)].map(({ index, 0: found }) => ({
    index,
    length: found.length,
  }))
  const whole = fc
    .tuple(fc.nat(scalars.length - 1), fc.oneof(more, junk))
    .map(([k, text]): [number, number, string] => [scalars[k]!.index, scalars[k]!.length, text])
  return fc
    .array(fc.oneof(cut, whole), { minLength: 1, maxLength: 3 })
    .map((cuts) => cuts.reduce((text, [at, length, put]) => text.slice(0, at) + put + text.slice(at + length), base))
}

function sound(diagnostics: readonly Diagnostic[]): void {
  for (const { code, message, help } of diagnostics) {
    expect(code).not.toBe('internal')
    expect(`${message} ${help ?? ''}`).not.toMatch(/\bNaN\b|Infinity|\[object/)
  }
  expect(diagnostics.length).toBeLessThan(1100)
}

describe('cases', () => {
  it('are read or refused', LIMITS, () => {
    holds(
      'cases, near the grammar',
      mutated(SMALL, number),
      (text) => {
        const loaded = load(text, 'case.yaml')
        sound(loaded.ok ? loaded.warnings : [...loaded.errors, ...loaded.warnings])
        if (loaded.ok)
          for (const { spread } of loaded.case.quantities)
            for (const of of spread.kind === 'plain' ? [spread.of] : spread.by)
              expect(Number.isFinite(quantile(of, 0.5))).toBe(true)
      },
      MANY,
    )
  })
})

describe('domains', () => {
  it.each<[Reader, readonly string[]]>([
    ['GENIUS, computed', ['genius/harbour.xml', 'genius/north.xml', 'genius/south.xml']],
    ['GeniusWeb, computed', ['geniusweb/shift.json', 'geniusweb/employer.json', 'geniusweb/worker.json']],
    ['NegMAS, computed', ['negmas/flat.yml', 'negmas/tenant.yml', 'negmas/landlord.yml']],
  ])('%s: read or refused', LIMITS, (reader, names) => {
    const texts = names.map(fixture)
    const files = fc
      .nat(names.length - 1)
      .chain((k) =>
        mutated(texts[k]!, digits).map((text) =>
          Object.fromEntries(names.map((name, j) => [name, j === k ? text : texts[j]!])),
        ),
      )
    holds(
      reader,
      files,
      (given) => {
        const format = formatOf(names)!
        const { domain, diagnostics } = readDomain(format, given)
        sound(diagnostics)
        expect(domain !== null || diagnostics.some(({ severity }) => severity === 'error')).toBe(true)
        if (domain === null || domain.issues.some(({ values }) => values.length > 1000)) return
        const reading = readingOf(format)
        const record = frontierRecord(domain, reading, settleDomain(domain, { ...plainQuestion, reading }), 10)
        for (const { utilities } of record.frontier) expect(utilities.every(Number.isFinite)).toBe(true)
      },
      MANY,
    )
  })
})

describe('bytes', () => {
  it('are decoded as the platform decodes them, or refused', LIMITS, () => {
    const bytes = fc
      .oneof(
        fc.uint8Array({ maxLength: 40 }),
        fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => new TextEncoder().encode(text)),
      )
      .map((given) => [...given])
    holds(
      'bytes',
      bytes,
      (list) => {
        const given = Uint8Array.from(list)
        if (given.includes(0) || (given[0] === 0xff && given[1] === 0xfe) || (given[0] === 0xfe && given[1] === 0xff))
          return
        const decoded = decodeText(given)
        let expected: string | null = null
        try {
          expected = new TextDecoder('utf-8', { fatal: true }).decode(given)
        } catch {
          expected = null
        }
        expect(decoded.ok ? decoded.text : null).toBe(expected)
      },
      MANY,
    )
  })

  it.each(['utf-16le', 'utf-16be', 'latin1'] as const)('%s', (encoding) => {
    const text =
      encoding === 'latin1' ? '<?xml version="1.0" encoding="ISO-8859-1"?><a b="é"/>' : '\ufeffarmistice: 1 # é 😀'
    const little = Buffer.from(text, encoding === 'latin1' ? 'latin1' : 'utf16le')
    const bytes = encoding === 'utf-16be' ? Buffer.from(little).swap16() : little
    expect(decodeText(bytes)).toEqual({ ok: true, text: text.replace('\ufeff', '') })
  })

  it('names the byte that is no UTF-8', () => {
    expect(decodeText(Uint8Array.from([0x61, 0x62, 0xe9, 0x64]))).toMatchObject({ ok: false, byte: 2 })
  })
})
