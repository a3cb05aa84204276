import { describe, expect, it } from 'vitest'
import { load } from '../../src/load/load.ts'
import { renderDiagnostic } from '../../src/text/diagnostic.ts'
import { HEAD } from './cases.ts'

const many = (count: number, one: (k: number) => string, between: string = ''): string =>
  Array.from({ length: count }, (_, k) => one(k)).join(between)

/** Texts made to exhaust a reader, and the code of the diagnostic that answers. How long each takes is measured in
 *  `bench/`. */
const BOMBS: readonly (readonly [what: string, code: string, text: string])[] = [
  ['50 MB of text', 'too-large', 'a'.repeat(50_000_000)],
  ['50 MB of keys', 'too-large', 'a: 1\n'.repeat(10_000_000)],
  ['half a million tokens', 'too-large', HEAD + many(200_000, (k) => `k${k}: 1\n`)],
  ['deep flow lists', 'too-deep', '['.repeat(4_000_000)],
  ['deep flow maps', 'too-deep', '{a: '.repeat(1_000_000)],
  ['deep block lists', 'too-deep', '- '.repeat(2_000_000)],
  ['deep keys', 'too-deep', '? '.repeat(2_000_000)],
  ['deep indentation', 'too-deep', many(1500, (k) => `${' '.repeat(k)}a:\n`)],
  ['a quote left open', 'too-large', `${HEAD}summary: "${'x '.repeat(1_000_000)}`],
  ['one endless word', 'too-large', 'x'.repeat(4_900_000)],
  ['blank lines', 'empty', '\n'.repeat(4_900_000)],
  [
    'a billion laughs',
    'too-large',
    `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefghij'].map((c, k) => `${c}: &${c} [${many(9, () => `*${'abcdefghi'[k]!}`, ',')}]`).join('\n')}`,
  ],
  [
    'aliases of a large list',
    'too-large',
    `a: &a [${many(20_000, () => 'x', ',')}]\nb: [${many(90, () => '*a', ',')}]`,
  ],
  ['a cycle', 'cycle', 'a: &a {b: [*a]}'],
  ['a cycle through two anchors', 'cycle', 'a: &a {b: &b {c: *a}}'],
  ['unclosed calls', 'too-large', `${HEAD}quantities: {${many(40_000, (k) => `q${k}: f((`, ', ')}}`],
  [
    'a product of issues, options and actors',
    'too-large',
    `${HEAD}actors: {${many(150, (k) => `a${k}: {name: x, role: backer}`, ', ')}}
issues: {${many(150, (k) => `i${k}: {noDeal: o0, options: {${many(90, (j) => `o${j}: x`, ', ')}}}`, ', ')}}\nscores: {${many(150, (k) => `a${k}: {issues: {}}`, ', ')}}`,
  ],
  [
    'too many correlations',
    'too-large',
    `${HEAD}correlations: [${many(5000, () => '{between: [a, b], rho: 0.1}', ', ')}]`,
  ],
  ['too many actors', 'too-large', `${HEAD}actors: {${many(3000, (k) => `a${k}: {}`, ', ')}}`],
  [
    'thousands of slips that each look for their neighbours',
    'too-many',
    `${HEAD}quantities: {${many(9000, (k) => `longquantityname${k}: 1`, ', ')}}
scenarios: {a: {says: x, set: {${many(5000, (k) => `longquanttyname${k}: 1`, ', ')}}}}`,
  ],
  ['thousands of bad directives', 'yaml', '%\n'.repeat(40_000)],
  ['thousands of commas', 'yaml', `a: [${','.repeat(60_000)}`],
  ['thousands of repeated keys', 'too-many', `${HEAD}quantities:\n${many(10_000, () => '  a: 1\n')}`],
  ['a mixture in a mixture in a mixture', 'bad-number', `${HEAD}quantities: {a: '${'mixture(1: '.repeat(150)}'}`],
  ['a number of a hundred thousand digits', 'bad-number', `${HEAD}quantities: {a: '${'1'.repeat(90_000)}'}`],
  ['a control sequence for the terminal', 'binary', `${HEAD}summary: \u001b[31mred\n`],
  ['bytes', 'binary', '\u0000\u0001\u0002'],
]

describe('hostile files', () => {
  it.each(BOMBS.map(([what, code, text]) => ({ what, code, text })))('$what: `$code`', ({ code, text }) => {
    const loaded = load(text, 'case.yaml')
    if (loaded.ok) throw new Error('loaded')
    expect(loaded.errors.map((one) => one.code)).toContain(code)
    expect(loaded.errors.length).toBeLessThanOrEqual(1002)
  })

  it('tells the size of a file that is too large', () => {
    const loaded = load('a'.repeat(50_000_000), 'case.yaml')
    expect(loaded.ok ? [] : loaded.errors.map((one) => one.message)).toEqual([
      'the file has 50.0 million characters; at most 5 million are read',
    ])
  })

  it('cannot reach the prototypes of objects', () => {
    const keys = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__']
    for (const key of keys) {
      for (const text of [
        `${key}: {polluted: 1}\n`,
        `quantities: {${key}: 1}\n`,
        `actors: {${key}: {polluted: 1}}\n`,
        `issues: {i: {noDeal: x, options: {${key}: x, y: {${key}: 1}}}}\n`,
        `claims: {a: {kind: fact, says: x, test: {${key}: 1}}}\n`,
        `claims: {a: {kind: fact, says: x, test: {mean: {${key}: 1}, above: 1}}}\n`,
        `durability: {priors: ${key}, effects: {${key}: 1}}\n`,
        `quantities: {a: ${key}(1), b: 1${key}, c: {value: 1, unit: ${key}/${key}}}\n`,
      ]) {
        load(HEAD + text, 'case.yaml')
      }
    }
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
    expect(Object.keys(Object.prototype)).toEqual([])
    const loaded = load(`${HEAD}durability: {priors: constructor}\n`, 'case.yaml')
    expect(loaded.ok).toBe(false)
  })

  it('cannot forge what a terminal shows', () => {
    const text = `${HEAD}k\u202eyx: 1\n`
    const loaded = load(text, 'ca\u001b[2Jse.yaml')
    const shown = loaded.ok ? '' : loaded.errors.map((one) => renderDiagnostic(one, text)).join('\n')
    expect(shown).toContain('unknown key')
    expect(shown).not.toMatch(/[\u001b\u202e]/)
  })

  it('reads a byte order mark, Windows line ends and lone surrogates', () => {
    expect(load(`\ufeff${HEAD}`, 'case.yaml').ok).toBe(true)
    expect(load(HEAD.replaceAll('\n', '\r\n'), 'case.yaml').ok).toBe(true)
    expect(load(`${HEAD}summary: \ud800\n`, 'case.yaml').ok).toBe(true)
    const loaded = load(`${HEAD}actrs: {}\n`.replaceAll('\n', '\r\n'), 'case.yaml')
    expect(loaded.ok ? [] : loaded.errors).toMatchObject([{ code: 'unknown-key', line: 5, column: 1 }])
  })
})
