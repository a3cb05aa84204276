import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DRAFT_KINDS } from '../../src/load/draft-kinds.ts'
import { draftCase, draftOf } from '../../src/load/draft.ts'
import { load } from '../../src/load/load.ts'
import { compile } from '../../src/run/compile.ts'
import { simulate } from '../../src/run/simulate.ts'
import { summarise } from '../../src/run/summarise.ts'

const HEAD = { id: 'my-case', title: 'My case', asOf: '2025-03-01' }

describe('a drafted case', () => {
  it.each(DRAFT_KINDS)('%s loads with nothing to report, runs, and has something to agree on', (kind) => {
    const loaded = load(draftCase(draftOf(kind, HEAD)), 'case.yaml')
    if (!loaded.ok) throw new Error(loaded.errors.map(({ line, message }) => `${line}: ${message}`).join('\n'))
    expect(loaded.warnings.map(({ message }) => message)).toEqual([])
    expect(loaded.case.war !== null).toBe(kind === 'interstate')
    const model = compile(loaded.case, null, { worlds: 400 })
    const summary = summarise(model, simulate(model, 0, 400), loaded.digest)
    expect(summary.findings).toHaveLength(2)
    expect(summary.findings[0]?.tests[0]?.interval?.estimate).toBeGreaterThan(0.05)
  })

  it('takes any names', () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((text) => text.trim() !== '')
    const names = fc.array(name, { minLength: 2, maxLength: 5 })
    fc.assert(
      fc.property(names, names, fc.constantFrom(...DRAFT_KINDS), (parties, issues, kind) => {
        const draft = draftOf(kind, HEAD, { parties: parties.map((name) => ({ name, mayRefuse: true })), issues })
        const loaded = load(draftCase(draft), 'case.yaml')
        if (!loaded.ok) throw new Error(loaded.errors.map(({ line, message }) => `${line}: ${message}`).join('\n'))
        expect(loaded.case.actors.map(({ name }) => name)).toEqual(parties)
        expect(loaded.case.issues).toHaveLength(issues.length)
      }),
      {
        examples: [
          [['!', '!'], ['!', 'constructor', 'deal'], 'interstate'],
          [['a3', 'a', 'a'], ['issue2', '!', 'b', 'b', 'b4'], 'blank'],
        ],
      },
    )
  })

  it('needs two who may refuse, and something to talk about', () => {
    const alone = draftOf('blank', HEAD, { parties: [{ name: 'A', mayRefuse: true }] })
    expect(() => draftCase(alone)).toThrow(RangeError)
    expect(() => draftCase(draftOf('blank', HEAD, { issues: [] }))).toThrow(RangeError)
  })
})
