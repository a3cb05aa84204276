/** What an analysis keeps in its folder, and a class round in the browser, with parts swapped, cut off or put in: what
 *  is read of it is what was written, or nothing. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chunksIn, differences, jobOf } from '../../cli/row-store.ts'
import type { Job } from '../../cli/row-store.ts'
import { openedLine, sealedLine } from '../../cli/sealed-lines.ts'
import type { Chunk } from '../../runner/runner.ts'
import { readAsk } from '../../src/answers/ask.ts'
import { defined } from '../../src/case/defined.ts'
import { agreedIn, isOpenIn, roundIn } from '../../web/class/round.ts'
import type { Entry } from '../../web/class/round.ts'
import { holds, LIMITS } from '../fuzz.ts'

const CHUNKS: readonly Chunk[] = [
  { from: 0, rows: [0.25, 1e-9, -3, NaN, Infinity] },
  { from: 32, rows: [1, 0, 1] },
  { from: 64, rows: [{ numbers: [0.5, null], verdicts: ['supported', 'undecided'] }] },
]
const JOB: Job = { engine: '0.2.0', digest: 'ab', ask: { kind: 'sensitivity', of: 'dealBy:6', seed: 1, second: false } }
const ROUND: readonly Entry[] = [
  { kind: 'proposal', by: 'north', terms: { pay: 'lo' }, word: 'Well?' },
  { kind: 'refuse', by: 'south', of: 0, word: '' },
  { kind: 'proposal', by: 'south', terms: { pay: 'hi' }, word: '' },
  { kind: 'accept', by: 'north', of: 2, word: '' },
]

const pieces = ['', '{', '}', '[', ']', ',', ':', '"', '\n', 'null', '0', '1e999', '-1', '"__proto__"', '"x"', '\ufffd']
/** A text with stretches cut out, doubled, or other text put in. */
const mutated = (text: string): fc.Arbitrary<string> =>
  fc
    .array(
      fc.record({
        at: fc.nat(text.length),
        cut: fc.oneof(fc.constant(0), fc.nat(8), fc.nat(text.length)),
        put: fc.oneof(
          fc.constantFrom(...pieces),
          fc.string({ unit: 'binary', maxLength: 6 }),
          fc.nat(text.length).map((from) => text.slice(from, from + 40)),
        ),
      }),
      { minLength: 1, maxLength: 4 },
    )
    .map((edits) => edits.reduce((one, { at, cut, put }) => one.slice(0, at) + put + one.slice(at + cut), text))

test('kept rows are those that were written', LIMITS, () => {
  const text = CHUNKS.map(sealedLine).join('')
  expect(chunksIn(text)).toEqual(CHUNKS)
  expect(chunksIn(text.slice(0, -3))).toEqual(CHUNKS.slice(0, -1))
  expect(
    openedLine(
      sealedLine({ from: 0, rows: [1] })
        .trim()
        .replace('[1]', '[2]'),
    ),
  ).toBe(null)
  const written = new Set(CHUNKS.map((chunk) => JSON.stringify(chunk)))
  holds('kept rows', mutated(text), (damaged) => {
    for (const chunk of chunksIn(damaged)) expect(written.has(JSON.stringify(chunk))).toBe(true)
  })
})

test('a kept job is one, or none, and is told apart from another in a few words', LIMITS, () => {
  expect(differences(JOB, JOB)).toEqual([])
  expect(differences(JOB, { ...JOB, engine: '9' })).toEqual(['engine was 0.2.0, is 9'])
  const long = jobOf(
    JSON.stringify({ ...JOB, ask: { ...JOB.ask, of: 'x'.repeat(1e6), more: { of: ['y'.repeat(1e6)] } } }),
  )
  expect(differences(defined(long), JOB).join().length).toBeLessThan(400)
  holds('kept jobs', mutated(JSON.stringify(JOB, null, 2)), (damaged) => {
    const job = jobOf(damaged)
    if (job === null) return
    expect(differences(job, JOB).join().length).toBeLessThan(2000)
    // What a resumed analysis leaves to the file is read like any other ask.
    expect([true, false]).toContain(readAsk({ ...job.ask, kind: 'sensitivity' }).ok)
  })
})

test('a class round is read up to the first entry that is none', LIMITS, () => {
  expect(roundIn(JSON.stringify(ROUND))).toEqual(ROUND)
  expect(agreedIn(ROUND, ['north', 'south'])).toBe(ROUND[2])
  expect(roundIn(JSON.stringify([...ROUND.slice(0, 2), { kind: 'accept', by: 1 }, ROUND[3]]))).toEqual(
    ROUND.slice(0, 2),
  )
  holds('class rounds', mutated(JSON.stringify(ROUND)), (damaged) => {
    const log = roundIn(damaged)
    const agreed = agreedIn(log, ['north', 'south'])
    if (agreed !== null) expect(Object.values(agreed.terms).every((one) => typeof one === 'string')).toBe(true)
    expect([true, false]).toContain(isOpenIn(log, ['north', 'south']))
    for (const entry of log) expect(`${entry.by}${entry.word}`).not.toMatch(/\[object/)
  })
})
