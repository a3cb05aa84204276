import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '../../src/text/diagnostic.ts'
import { renderDiagnostic } from '../../src/text/diagnostic.ts'
import type { DomainFormat } from '../../src/formats/negotiation-domain.ts'
import { readDomain } from '../../src/formats/negotiation-domain.ts'
import { genius, geniusweb, negmas } from './files.ts'
import { runs } from '../properties.ts'

/** Replaces a text in one of the files. */
function changed(
  files: Record<string, string>,
  name: string,
  from: string | RegExp,
  to: string,
): Record<string, string> {
  const text = files[name]!.replace(from, to)
  expect(text).not.toBe(files[name])
  return { ...files, [name]: text }
}

/** What stands at the place of a diagnostic. */
function marked(diagnostic: Diagnostic, files: Record<string, string>): string {
  const line = files[diagnostic.file]!.split('\n')[diagnostic.line - 1]!
  return line.slice(diagnostic.column - 1, diagnostic.column - 1 + diagnostic.length)
}

type Wrong = [what: string, format: DomainFormat, files: Record<string, string>, code: string, place: string]

const wrong: Wrong[] = [
  ['a negative weight', 'genius-xml', changed(genius(), 'north.xml', '"0.3"', '"-0.3"'), 'negative-weight', '-0.3'],
  ['a weight that is no number', 'genius-xml', changed(genius(), 'north.xml', '"0.3"', '"NaN"'), 'bad-number', 'NaN'],
  [
    'an evaluation that is no number',
    'genius-xml',
    changed(genius(), 'south.xml', 'evaluation="6"', 'evaluation="6,5"'),
    'bad-number',
    '6,5',
  ],
  [
    'an infinite reservation value',
    'genius-xml',
    changed(genius(), 'north.xml', '"0.35"', '"Infinity"'),
    'bad-number',
    'Infinity',
  ],
  [
    'a value not evaluated',
    'genius-xml',
    changed(genius(), 'south.xml', /.*value="north".*\n/, ''),
    'missing-value',
    'south',
  ],
  [
    'a weight for no issue',
    'genius-xml',
    changed(genius(), 'south.xml', 'weight index="4"', 'weight index="9"'),
    'unknown-issue',
    '9',
  ],
  [
    'an issue without weight',
    'genius-xml',
    changed(genius(), 'south.xml', '<weight index="4" value="0.1"/>', ''),
    'missing-weight',
    '<utility_space',
  ],
  [
    'an issue misspelt',
    'genius-xml',
    changed(genius(), 'south.xml', 'name="Fees"', 'name="Fee"'),
    'unknown-issue',
    'Fee',
  ],
  ['text that is no XML', 'genius-xml', changed(genius(), 'south.xml', '</objective>', ''), 'xml', '>'],
  ['an entity', 'genius-xml', changed(genius(), 'south.xml', 'value="north"', 'value="&bomb;"'), 'xml', ';'],
  [
    'weights that are all 0',
    'genius-xml',
    changed(genius(), 'south.xml', /(weight index="\d" value=)"[^"]*"/g, '$1"0"'),
    'zero-weights',
    '<utility_space',
  ],
  [
    'a continuous issue',
    'genius-xml',
    changed(genius(), 'harbour.xml', 'vtype="integer"', 'vtype="real"'),
    'issue-kind',
    'real',
  ],
  [
    'an endless range',
    'genius-xml',
    changed(genius(), 'harbour.xml', 'upperbound="4"', 'upperbound="1e30"'),
    'bad-range',
    '1e30',
  ],
  [
    'an attribute left out',
    'genius-xml',
    changed(genius(), 'harbour.xml', ' name="Fees"', ''),
    'missing-attribute',
    '<issue',
  ],
  [
    'a negative weight',
    'geniusweb-json',
    changed(geniusweb(), 'worker.json', '"pay": 0.6', '"pay": -0.6'),
    'negative-weight',
    '-0.6',
  ],
  ['NaN', 'geniusweb-json', changed(geniusweb(), 'worker.json', '"32": 1', '"32": NaN'), 'bad-number', 'NaN'],
  [
    'a bid of an unknown value',
    'geniusweb-json',
    changed(geniusweb(), 'worker.json', '"hours": "36"', '"hours": "37"'),
    'unknown-value',
    '"37"',
  ],
  [
    'another kind of profile',
    'geniusweb-json',
    changed(geniusweb(), 'worker.json', '"LinearAdditiveUtilitySpace"', '"SumOfGroupsUtilitySpace"'),
    'profile-kind',
    '"SumOfGroupsUtilitySpace"',
  ],
  [
    'weights left out',
    'geniusweb-json',
    changed(geniusweb(), 'worker.json', /"issueWeights".*\n/, ''),
    'missing-key',
    '{',
  ],
  [
    'a list for a map',
    'geniusweb-json',
    changed(geniusweb(), 'worker.json', '{ "low": 0.1, "high": 1.0 }', '[0.1, 1.0]'),
    'wrong-kind',
    '[0.1, 1.0]',
  ],
  ['a negative weight', 'negmas-yaml', changed(negmas(), 'landlord.yml', '- 0.2', '- -0.2'), 'negative-weight', '-0.2'],
  ['.nan', 'negmas-yaml', changed(negmas(), 'tenant.yml', '1000: 0.5', '1000: .nan'), 'bad-number', '.nan'],
  ['too few weights', 'negmas-yaml', changed(negmas(), 'tenant.yml', '- 0.3', ''), 'missing-weight', 'name: tenant'],
  [
    'a function that is not additive',
    'negmas-yaml',
    changed(negmas(), 'tenant.yml', 'LinearAdditive', 'HyperRectangle'),
    'nonlinear',
    'HyperRectangleUtilityFunction',
  ],
  [
    'an affine value function without its numbers',
    'negmas-yaml',
    changed(negmas(), 'tenant.yml', 'type: TableFun', 'type: AffineFun'),
    'missing-key',
    'mapping:',
  ],
]

describe('a wrong file', () => {
  it.each(wrong)('%s (%s)', (_, format, files, code, place) => {
    const { domain, diagnostics } = readDomain(format, files)
    const found = diagnostics.find((d) => d.severity === 'error' && d.code === code)
    expect(diagnostics.map((d) => d.code)).toContain(code)
    expect(domain).toBeNull()
    expect(marked(found!, files)).toBe(place)
  })

  it.each([
    ['genius-xml', genius(), 'harbour.xml'],
    ['geniusweb-json', geniusweb(), 'shift.json'],
    ['negmas-yaml', negmas(), 'flat.yml'],
  ] as const)('no profile (%s)', (format, files, name) => {
    const { domain, diagnostics } = readDomain(format, { [name]: files[name]! })
    expect(domain).toBeNull()
    expect(diagnostics).toMatchObject([{ code: 'missing-profile', file: name, line: 1, column: 1 }])
  })

  it('10^30 packages: a warning, since merging needs no count', () => {
    const issues = Array.from({ length: 30 }, (_, i) => `- {name: i${i}, values: [a, b, c, d, e, f, g, h, i, j]}`).join(
      '\n',
    )
    const mapping = '- {type: TableFun, mapping: {a: 0, b: 1, c: 2, d: 3, e: 4, f: 5, g: 6, h: 7, i: 8, j: 9}}'
    const profile = `values:\n${Array(30).fill(mapping).join('\n')}\nweights: [${Array(30).fill(1).join(', ')}]\n`
    const { domain, diagnostics } = readDomain('negmas-yaml', { 'd.yml': `issues:\n${issues}\n`, 'p.yml': profile })
    expect(domain?.profiles.length).toBe(1)
    expect(diagnostics).toMatchObject([{ code: 'large-domain', severity: 'warning', file: 'd.yml', line: 1 }])
    expect(diagnostics[0]!.message).toContain(String(10n ** 30n))
  })

  it('is shown with its line, the place marked, and the likely fix', () => {
    const files = changed(geniusweb(), 'worker.json', '"hours": "36"', '"hours": "37"')
    const [diagnostic] = readDomain('geniusweb-json', files).diagnostics
    expect(renderDiagnostic(diagnostic!, files['worker.json']!)).toMatch(
      /^worker\.json:10:\d+: error: issue `hours` has no value `37`.*\n.*\n +\| +\^{4}\n +help: did you mean `3\d`\?$/,
    )
  })

  it('never throws, whatever a file holds, and points into it', () => {
    const start: [DomainFormat, Record<string, string>][] = [
      ['genius-xml', genius()],
      ['geniusweb-json', geniusweb()],
      ['negmas-yaml', negmas()],
    ]
    fc.assert(
      fc.property(
        fc.constantFrom(...start),
        fc.nat(2),
        fc.nat(2000),
        fc.nat(40),
        fc.string({ maxLength: 6, unit: 'grapheme' }),
        fc.constantFrom('', '<', '"', '{', ': ', '&', '- ', '\t', '1e999', '__proto__'),
        ([format, files], which, at, cut, noise, sign) => {
          const name = Object.keys(files)[which]!
          const text = files[name]!
          const where = at % text.length
          const mutated = { ...files, [name]: text.slice(0, where) + sign + noise + text.slice(where + cut) }
          const { domain, diagnostics } = readDomain(format, mutated)
          if (domain === null) expect(diagnostics.some((d) => d.severity === 'error')).toBe(true)
          for (const { file, line, column } of diagnostics) {
            const lines = mutated[file]!.split('\n')
            expect(line).toBeGreaterThanOrEqual(1)
            expect(line).toBeLessThanOrEqual(lines.length)
            expect(column).toBeLessThanOrEqual(lines[line - 1]!.length + 1)
          }
        },
      ),
      { numRuns: runs(600) },
    )
  })
})
