/** A text read after an edit is the text read afresh. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { setNumberIn } from '../../src/load/edit.ts'
import { readCase } from '../../src/load/load.ts'
import type { CaseRead } from '../../src/load/load.ts'
import { parseYaml } from '../../src/text/parse.ts'
import { reparse } from '../../src/text/reparse.ts'
import { runs } from '../properties.ts'

const flagship = readFileSync(new URL('../../cases/bundled/ukraine-2025/case.yaml', import.meta.url), 'utf8')
const first = readCase(flagship, 'case.yaml')

/** All that a reading says but for the functions in it. */
const said = ({ read, diagnostics }: CaseRead): unknown => ({
  case: read?.case,
  spans: read && [...read.reading.spans],
  diagnostics,
})

const number = fc.oneof(
  fc.integer({ min: -9, max: 12_000 }).map(String),
  fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 10, max: 99 })).map(([a, b]) => `${a} to ${b}`),
  fc.constantFrom('2.5M to 3M', '0.25', '12 %', '3k', 'normal(3, 1)', '-0.5', '+4'),
)

describe('a reading after an edit', () => {
  test('says what a fresh reading says, for any number of the flagship rewritten, edit upon edit', () => {
    const ids = [...first.read!.reading.spans.keys()]
    let [text, before] = [flagship, first]
    fc.assert(
      fc.property(fc.constantFrom(...ids), number, (id, written) => {
        const edited = setNumberIn(before, text, id, written)
        if (!edited.ok) return
        const after = readCase(edited.text, 'case.yaml', before)
        expect(said(after)).toEqual(said(readCase(edited.text, 'case.yaml')))
        if (after.read !== null) [text, before] = [edited.text, after]
      }),
      { numRuns: runs(40) },
    )
    expect(text).not.toBe(flagship)
  })

  test('takes the tree at hand where a plain number becomes another', () => {
    const [id] = [...first.read!.reading.spans].find(([, { offset, length }]) =>
      /^[0-9]+$/.test(flagship.slice(offset, offset + length)),
    )!
    const edited = setNumberIn(first, flagship, id, '7')
    expect(edited.ok && reparse(flagship, first.tree!.root, edited.text)).toBeTruthy()
  })
})

const SMALL = `a: 1
list: [2, 3 to 4, {x: 5, y: 'six'}]
anchor: &n 7
again: *n
empty:
text: "8"
block:
  - 9
  - deep: 10 # note 11
`
const small = parseYaml(SMALL)

test('whatever is typed into a small file, the tree is the one that the parser builds, or none', () => {
  const typed = fc.tuple(
    fc.nat(SMALL.length),
    fc.nat(3),
    fc.oneof(
      fc.string({ unit: fc.constantFrom(...'0123456789 .:,#-[]{}&*!|>\'"\n%ato'), maxLength: 4 }),
      fc.constant('42'),
    ),
  )
  let reused = 0
  fc.assert(
    fc.property(typed, ([at, gone, put]) => {
      const after = SMALL.slice(0, at) + put + SMALL.slice(at + gone)
      const root = reparse(SMALL, small.root!, after)
      if (root === null) return
      reused++
      expect(parseYaml(after)).toEqual({ root, problems: [] })
    }),
    { numRuns: runs(5000) },
  )
  expect(reused).toBeGreaterThan(200)
})
