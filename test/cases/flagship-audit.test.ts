import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { answer, load } from '../../src/internal.ts'
import type { AuditedTest, AuditRecord } from '../../src/internal.ts'

const text = readFileSync(new URL('../../cases/bundled/ukraine-2025/case.yaml', import.meta.url), 'utf8')

/** Tests that say what one set of hypotheses, with its evidence, was given. */
const ECHOES = ['N4.1', 'N5.1', 'T3.1', 'E1.1']
/** Tests of what a side would sign, of what one term is worth, of the deal that is struck: nothing that is typed
 *  decides them. */
const OF_THE_MODEL = ['L1', 'L7', 'N6', 'N7', 'N9', 'N10', 'T6', 'C4']
/** Tests of those that random numbers turn either way. */
const OPEN = ['L7.2', 'N6.1', 'N7.1', 'N7.2', 'N8.1', 'N9.1', 'T6.1', 'T6.2', 'T7.1']

let tests: readonly AuditedTest[]

beforeAll(async () => {
  const loaded = load(text, 'case.yaml')
  if (!loaded.ok) throw new Error('does not load')
  const ask = { kind: 'audit', universes: 40, worlds: 32, scenario: null, seed: 2025 } as const
  const found = await answer({ kind: 'case', case: loaded.case, digest: loaded.digest }, ask)
  if (found.kind !== 'answer') throw new Error(found.kind)
  tests = (found.record as AuditRecord).tests
}, 600_000)

const named = ({ claim, test: k }: AuditedTest): string => `${claim}.${k}`

describe('over forty universes of random numbers', () => {
  test('the tests that echo an input are those on hypotheses', () => {
    const echoes = tests.filter(({ audited }) => audited.kind === 'echo')
    expect(echoes.map(named)).toEqual(ECHOES)
    for (const { audited, echoLine } of echoes) {
      expect(audited.kind === 'echo' && audited.of).toMatch(/^hypotheses\./)
      expect(echoLine).toBeGreaterThan(1)
    }
  })

  test('what a side would sign and what a term is worth could have come out otherwise', () => {
    const open = tests.filter(({ audited }) => audited.kind === 'open').map(named)
    expect(open).toEqual(expect.arrayContaining(OPEN))
  })

  test('no test on leverage, signatures or the deal that is struck is so by construction', () => {
    const fixed = tests.filter(({ audited }) => audited.kind === 'byConstruction')
    expect(fixed.filter(({ claim }) => OF_THE_MODEL.includes(claim)).map(named)).toEqual([])
  })

  test('a test that could be told moved within its range, and was judged no oftener than it was told', () => {
    for (const { supported, contradicted, told, range } of tests) {
      expect(supported + contradicted).toBeLessThanOrEqual(40)
      expect(told === 0).toBe(range === null)
      if (range) expect(range[0]).toBeLessThanOrEqual(range[2])
    }
  })
})
