import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { load, setNumber } from '../../../src/internal.ts'
import type { Case } from '../../../src/internal.ts'
import { chipsOf, putBack, stretchesOf } from '../../../present/documents/changes.ts'

const text = readFileSync(new URL('../../../cases/bundled/ukraine-2025/case.yaml', import.meta.url), 'utf8')

function caseOf(of: string): Case {
  const loaded = load(of, 'case.yaml')
  if (!loaded.ok) throw new Error(loaded.errors[0]!.message)
  return loaded.case
}

function set(of: string, id: string, written: string): string {
  const edited = setNumber(of, id, written)
  if (!edited.ok) throw new Error(edited.problem.message)
  return edited.text
}

test('putting every stretch back gives the text as it was, in any order', () => {
  const lines = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 }).map((all) => all.join('\n'))
  fc.assert(
    fc.property(lines, lines, fc.nat(), (before, after, choice) => {
      let now = after
      for (let k = 0; now !== before; k++) {
        const stretches = stretchesOf(before, now)
        expect(k).toBeLessThan(30)
        expect(stretches.length).toBeGreaterThan(0)
        now = putBack(before, now, stretches[choice % stretches.length]!)
      }
      expect(stretchesOf(before, before)).toEqual([])
    }),
  )
})

describe('chips', () => {
  const changed = set(set(text, 'usShells', '0'), 'redLines.ru-four-oblasts.cost', '8')

  test('say which number went from what to what, in the unit of the file', () => {
    const chips = chipsOf(stretchesOf(text, changed), caseOf(text), caseOf(changed))
    expect(chips).toHaveLength(2)
    expect(chips[0]!.text).toMatch(/^shells from the United States: about 49,000 → 0 shells a month$/)
    expect(chips[1]!.text).toMatch(/^what it costs to give way: .* → 8 points$/)
  })

  test('undo themselves and nothing else', () => {
    const [first] = stretchesOf(text, changed)
    const back = putBack(text, changed, first!)
    expect(back).toBe(set(text, 'redLines.ru-four-oblasts.cost', '8'))
    expect(putBack(text, back, stretchesOf(text, back)[0]!)).toBe(text)
  })

  test('of a text that does not load name its lines', () => {
    const broken = text.replace('asOf: 2025-03-01', 'asOf: never')
    expect(chipsOf(stretchesOf(text, broken), caseOf(text), null)).toMatchObject([{ text: 'line 8' }])
  })
})
