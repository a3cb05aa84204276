import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ASK_KINDS, askDigest, askJson, questionOfKind, readAsk } from '../../src/internal.ts'
import type { Ask } from '../../src/internal.ts'

function asked(json: unknown): Ask {
  const read = readAsk(json)
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.ask
}

test('what is left out is put in, and equal asks have one name', () => {
  const short = asked({ kind: 'run' })
  expect(short).toEqual({ kind: 'run', scenario: null, beside: null, worlds: 10_000, armWorlds: null, seed: 2025 })
  const long = asked({ seed: 2025, worlds: 10_000, kind: 'run', scenario: null })
  expect(askDigest(long)).toBe(askDigest(short))
  expect(askDigest(asked({ kind: 'run', seed: 2026 }))).not.toBe(askDigest(short))
})

test('an ask read again from its own JSON is itself', () => {
  const ask = asked({ kind: 'tipping', claim: 'C1', by: ['a', 'b'] })
  expect(asked(JSON.parse(askJson(ask)))).toEqual(ask)
})

test('the digest of an ask is SHA-256 of its canonical JSON', () => {
  // Computed with `printf %s '…' | sha256sum`.
  expect(askJson(asked({ kind: 'run' }))).toBe(
    '{"armWorlds":null,"beside":null,"kind":"run","scenario":null,"seed":2025,"worlds":10000}',
  )
  expect(askDigest(asked({ kind: 'run' }))).toBe('65794c3644abdb6c87cd25ecc09451b3017666f6fc5c6b40f05cc49479b83caf')
})

test('every field that is wrong is told, with its place', () => {
  const read = readAsk({ kind: 'run', worlds: '10', sed: 3, beside: ['a', 4] })
  expect(read.ok ? [] : read.problems.map(({ at }) => at)).toEqual(['/sed', '/beside', '/worlds'])
  expect(read.ok ? '' : read.problems[0]!.says).toContain('did you mean `seed`?')
})

test.each([[null], ['run'], [[]], [{}], [{ kind: 7 }], [{ kind: 'rum' }], [{ kind: 'sensitivity' }]])(
  '%j is no ask',
  (json) => {
    expect(readAsk(json).ok).toBe(false)
  },
)

test('no JSON makes the reader fail, and what it reads satisfies the fields', () => {
  const kinds = fc.constantFrom<string>(...ASK_KINDS)
  const names = fc.constantFrom(...ASK_KINDS.flatMap((kind) => Object.keys(questionOfKind(kind).fields)), '__proto__')
  const near = fc
    .tuple(kinds, fc.dictionary(names, fc.jsonValue()))
    .map(([kind, fields]) => ({ ...fields, kind }) as unknown)
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), near), (json) => {
      const read = readAsk(json)
      if (!read.ok) return read.problems.length > 0
      const { fields } = questionOfKind(read.ask.kind)
      return Object.entries(fields).every(
        ([name, field]) => field.read((read.ask as unknown as Record<string, unknown>)[name]).ok,
      )
    }),
  )
})
