import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  argumentHtml,
  claimsIn,
  defaultArgument,
  movable,
  movableNumber,
  parseArgument,
  writeNumber,
} from '../../../present/documents/argument/index.ts'
import type { Inline } from '../../../present/documents/argument/index.ts'
import { changedVerdicts, nearestFlip, verdictHead, verdictSigns, verdictText } from '../../../present/words/index.ts'
import { compile, load, setNumber, simulate, summarise } from '../../../src/internal.ts'
import type { Case, Finding, Summary } from '../../../src/internal.ts'
import { runs } from '../../properties.ts'

const ROOT = new URL('../../../cases/', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8')

function caseOf(text: string): { case: Case; digest: string } {
  const loaded = load(text, 'case.yaml')
  if (!loaded.ok) throw new Error(loaded.errors[0]!.message)
  return loaded
}

const CASES = ['bundled/ukraine-2025', 'historical/korea-1952', 'historical/cyprus-2004', 'teaching/strike-for-class']
let flagship: Case
let summary: Summary
beforeAll(() => {
  const loaded = caseOf(read('bundled/ukraine-2025/case.yaml'))
  flagship = loaded.case
  const model = compile(flagship, null, { worlds: 100, armWorlds: 40, seed: 3 })
  summary = summarise(model, simulate(model, 0, 100), loaded.digest)
}, 300_000)

const parsed = (text: string): ReturnType<typeof parseArgument> => parseArgument(text, 'argument.md', flagship)

describe('the argument of the flagship', () => {
  const text = read('bundled/ukraine-2025/argument.md')

  test('reads without complaint, and names every claim of the ledger', () => {
    const { document, diagnostics } = parsed(text)
    expect(diagnostics).toEqual([])
    const claims = document.blocks.flatMap((block) => ('inlines' in block ? claimsIn(block.inlines) : []))
    expect([...new Set(claims)].sort()).toEqual(flagship.claims.map(({ id }) => id).sort())
  })

  test('a claim without a verdict has a sign as well: none can be had, or it is not counted yet', () => {
    const { document } = parsed('{claim C1}')
    const [C1] = summary.findings
    const marks = (partial: boolean, findings: typeof summary.findings): string[] =>
      argumentHtml(document, { case: flagship, summary: { ...summary, partial, findings }, geography: null }).match(
        /(?<=class="mark">)[^<]+/g,
      )!
    const untestable = { ...C1!, claim: 'C1', verdict: 'untestable', tests: C1!.tests.slice(0, 1) } as const
    expect(marks(false, [])).toEqual(['○ C1'])
    expect(marks(false, [untestable])).toEqual(['∅ C1'])
    expect(marks(true, [untestable])).toEqual(['… C1'])
  })

  test('says every number that it asks for', () => {
    const html = argumentHtml(parsed(text).document, { case: flagship, summary, geography: null })
    expect(/not told|undefined|NaN|\{(claim|slider|dealBy|change|option)/.exec(html)?.[0]).toBeUndefined()
    expect(html.match(/<details class="card">/g)!.length).toBe(flagship.claims.length)
  })
})

test.each(CASES)('the default argument of %s reads without complaint and has every claim', (folder) => {
  const { case: theCase } = caseOf(read(`${folder}/case.yaml`))
  const { document, diagnostics } = parseArgument(defaultArgument(theCase), 'default.md', theCase)
  expect(diagnostics).toEqual([])
  const claims = document.blocks.flatMap((block) => ('inlines' in block ? claimsIn(block.inlines) : []))
  expect(claims.sort()).toEqual(theCase.claims.map(({ id }) => id).sort())
})

test('every document beside a case is read by its case', () => {
  const folders = ['bundled', 'historical', 'teaching'].flatMap((shelf) =>
    readdirSync(new URL(`${shelf}/`, ROOT)).map((name) => `${shelf}/${name}`),
  )
  for (const folder of folders)
    if (readdirSync(new URL(`${folder}/`, ROOT)).includes('argument.md')) {
      const { case: theCase } = caseOf(read(`${folder}/case.yaml`))
      expect(parseArgument(read(`${folder}/argument.md`), folder, theCase).diagnostics).toEqual([])
    }
})

describe('what is wrong in a document', () => {
  test.each([
    ['one\ntwo {claim C22} three', 'unknown-claim', 2, 5],
    ['{slider usShell}', 'unknown-quantity', 1, 1],
    ['a {dealBy 99} b', 'bad-block', 1, 3],
    ['a {deelBy 12}', 'unknown-block', 1, 3],
    ['a {dealBy 12', 'unclosed-block', 1, 3],
    ['{chart war.lines}', 'unknown-chart', 1, 1],
    ['words {chart war.line} words', 'picture-in-text', 1, 7],
    ['{map month=x}', 'bad-map', 1, 1],
    ['# Head {option territory nowhere}', 'bad-block', 1, 8],
    ['[some words]{claim X1}', 'unknown-claim', 1, 13],
  ])('%j is %s at %i:%i', (text, code, line, column) => {
    expect(parsed(text).diagnostics).toMatchObject([{ code, line, column, severity: 'error', file: 'argument.md' }])
  })

  test('comes with the likely fix', () => {
    expect(parsed('{slider usShell}').diagnostics[0]!.help).toBe('did you mean `usShells`?')
    expect(parsed('{chart war.lines}').diagnostics[0]!.help).toContain('`war.line`')
  })

  test('is shown as it is written, and escaped', () => {
    const { document } = parsed('a {<script>} [x]{claim <b>} \\{not a block} <img src=x>')
    const html = argumentHtml(document, { case: flagship, summary, geography: null })
    expect(html).toContain('{&lt;script&gt;}')
    expect(html).toContain('{not a block}')
    expect(html).not.toMatch(/<script|<img|<b>/)
  })
})

test('emphasis, claims in words of one’s own, lists and breaks', () => {
  const { document, diagnostics } = parsed('## A *b*\n\nc **d {dealBy 12}**\ne [f *g*]{claim C2}.\n\n- h\n- i\n  j')
  expect(diagnostics).toEqual([])
  const text = (inlines: readonly Inline[]): string =>
    inlines
      .map((one) =>
        one.kind === 'text'
          ? one.text
          : one.kind === 'claim'
            ? `<${one.claim}:${text(one.words ?? [])}>`
            : 'inlines' in one
              ? `<${one.kind}:${text(one.inlines)}>`
              : `<${one.kind}>`,
      )
      .join('')
  expect(
    document.blocks.map((block) =>
      'inlines' in block ? text(block.inlines) : 'items' in block ? block.items.map(text) : '',
    ),
  ).toEqual(['A <emphasis:b>', 'c <strong:d <value>> e <C2:f <emphasis:g>>.', ['h', 'i j']])
})

test('whatever is written, reading ends and what is shown is well-formed', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          fc.constantFrom(
            '{',
            '}',
            '[',
            ']',
            '*',
            '**',
            '# ',
            '- ',
            '\n',
            '\n\n',
            '\\',
            '{claim C2}',
            ']{claim C2}',
            '{dealBy 12}',
            '{slider usShells}',
          ),
          fc.string({ maxLength: 6 }),
        ),
        { maxLength: 30 },
      ),
      (parts) => {
        const { document, diagnostics } = parsed(parts.join(''))
        for (const { line, column } of diagnostics) expect(line >= 1 && column >= 1).toBe(true)
        // Control characters are no XML, and the parser of HTML drops them.
        const html = argumentHtml(document, { case: flagship, summary, geography: null }).replace(
          /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g,
          '',
        )
        const parser = new SaxesParser()
        parser.on('error', (error) => {
          throw error
        })
        parser.write(`<x>${html}</x>`).close()
      },
    ),
    { numRuns: runs(300) },
  )
})

describe('numbers to move', () => {
  test('keep their ends, their unit and their kind wherever they are put, and probabilities stay within 0 and 1', () => {
    const text = read('bundled/ukraine-2025/case.yaml')
    for (const id of ['usShells', 'usBackstop', 'redLines.ru-four-oblasts.cost', 'usPressure']) {
      const before = movableNumber(flagship, id)!
      for (const x of [before.low, before.high, -5, 2]) {
        const edited = setNumber(text, id, writeNumber(before, x))
        if (!edited.ok) throw new Error(`${id} at ${x}: ${edited.problem.message}`)
        const after = movableNumber(caseOf(edited.text).case, id)!
        expect([after.isShare, after.quantity.unit]).toEqual([before.isShare, before.quantity.unit])
        if (after.isShare) expect(after.value >= 0 && after.value <= 1).toBe(true)
      }
    }
  })

  test('are all that the case has', () => {
    for (const id of movable(flagship)) expect(movableNumber(flagship, id), id).not.toBeNull()
  })
})

describe('changes of verdicts', () => {
  const finding = (claim: string, verdict: Finding['verdict'], estimate: number, above = 0.5): Finding => ({
    claim,
    verdict,
    tests: [
      {
        test: 'probability',
        verdict,
        interval: { estimate, low: estimate, high: estimate },
        exact: false,
        readings: null,
        spread: null,
        above,
        below: Infinity,
        n: 100,
        flips: [],
      },
    ],
  })

  test('are said with both verdicts and their numbers', () => {
    expect(verdictText(finding('C1', 'supported', 0.92))).toBe('supported (92 %)')
    expect(
      changedVerdicts(
        [finding('C1', 'supported', 0.92), finding('C2', 'supported', 0.7)],
        [finding('C1', 'depends', 0.51), finding('C2', 'supported', 0.6)],
      ),
    ).toEqual([{ claim: 'C1', text: 'was supported (92 %), is now depends (51 %)' }])
  })

  test('of a claim that holds in part say how many tests hold, with a sign for each', () => {
    const [good, bad] = [finding('C2', 'supported', 0.92), finding('C2', 'contradicted', 0.1)]
    const half: Finding = { ...bad, tests: [...good.tests, ...bad.tests] }
    expect(verdictSigns(half)).toBe('✓✗')
    expect(verdictHead(half)).toBe('contradicted in part: 1 of 2 tests holds')
    expect(verdictSigns(good)).toBe('✓')
  })

  test('of a draft are not said where fewer worlds are the cause', () => {
    const [before, after] = [[finding('C1', 'supported', 0.92)], [finding('C1', 'undecided', 0.55)]]
    expect(changedVerdicts(before, after, true)).toEqual([])
    expect(changedVerdicts(before, after)).toHaveLength(1)
  })

  test('the nearest is the one whose number stands nearest to its bound', () => {
    const nearest = nearestFlip([
      finding('C1', 'supported', 0.92),
      finding('C2', 'supported', 0.53),
      finding('C3', 'undecided', 0.5),
    ])!
    expect(nearest.claim).toBe('C2')
    expect(nearest.points).toBeCloseTo(3)
    expect(nearest.text).toBe('asks for above 50 % and stands at 53 %')
  })
})
