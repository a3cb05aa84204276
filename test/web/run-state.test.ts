/** What the screen shows while a run goes on: an answer is replaced by an answer, never by a draft. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { load, templateCase } from '../../src/internal.ts'
import type { Case, Summary } from '../../src/internal.ts'
import { standingOf } from '../../web/parts/standing.ts'
import { isDraft, NO_RUN, reduceRun } from '../../web/run-state.ts'
import type { Ran, RunState } from '../../web/run-state.ts'

const loaded = load(templateCase('t', 'T', '2025-01-01'), 't.yaml')
if (!loaded.ok) throw new Error('the template does not load')
const theCase: Case = loaded.case

const summaryOf = (worlds: number): Summary =>
  ({ partial: worlds < 10_000, worlds, asked: 10_000, arms: [{ worlds }] }) as unknown as Summary
const start: RunState = { ...NO_RUN, text: 'a', original: 'a' }

function after(state: RunState, worlds: number, isWhole = true): RunState {
  const read = {
    kind: 'read',
    id: 1,
    case: theCase,
    original: null,
    isLong: false,
    places: null,
    digest: '',
    warnings: [],
  } as const
  const result = { summary: summaryOf(worlds), months: null, isWhole, isLast: worlds === 10_000 } as const
  const reply = { kind: 'result', id: 1, ...result } as const
  const of = { kind: 'reply', isAsWritten: true, original: 'a' } as const
  return reduceRun(reduceRun(state, { ...of, reply: read }), { ...of, reply })
}
const shown = ({ shown: ran }: RunState): number | undefined => ran?.summary.worlds

test('the first draft is shown as one, then every better answer in its place', () => {
  const draft = after(start, 64)
  expect([shown(draft), draft.isCurrent, draft.shown && isDraft(draft.shown)]).toEqual([64, false, true])
  const steady = after(draft, 400)
  expect([shown(steady), steady.isCurrent, steady.isFull]).toEqual([400, true, false])
  const full = after(steady, 4000)
  expect([shown(full), full.isFull, full.isLast, full.baseline?.summary.worlds]).toEqual([4000, true, false, 4000])
  expect(after(full, 10_000)).toMatchObject({ isLast: true, progress: null })
})

test('what still comes of the case that was open before another is no answer of that one', () => {
  const another: RunState = { ...NO_RUN, text: 'b', original: 'b' }
  expect(after(another, 64)).toEqual(another)
  expect(after(another, 10_000)).toEqual(another)
})

test('after a change the answer before it stays, marked, until one of enough worlds replaces it; a run broken off changes nothing', () => {
  const whole = after(after(start, 64), 10_000)
  const edited = reduceRun(reduceRun(whole, { kind: 'text', text: 'b', gesture: null }), {
    kind: 'busy',
    worlds: 10_000,
  })
  const drafted = after(edited, 64)
  expect([shown(drafted), drafted.isCurrent, drafted.isLast]).toEqual([10_000, false, false])
  expect(shown(reduceRun(drafted, { kind: 'idle' }))).toBe(10_000)
  expect([shown(after(drafted, 400)), after(drafted, 400).isCurrent]).toEqual([400, true])
  // What the case was opened with is measured against, not what came after.
  expect(after(drafted, 10_000).baseline?.summary).toBe(whole.baseline?.summary)
})

test('the headline needs no scenario beside: it is ahead of the rest, which stays until its turn', () => {
  const whole = after(start, 10_000)
  const edited = reduceRun(reduceRun(whole, { kind: 'text', text: 'b', gesture: null }), {
    kind: 'busy',
    worlds: 10_000,
  })
  const ahead = after(edited, 400, false)
  expect([ahead.answer?.summary.worlds, ahead.isAnswered, shown(ahead), ahead.isCurrent]).toEqual([
    400,
    true,
    10_000,
    false,
  ])
  expect(after(ahead, 401)).toMatchObject({ isCurrent: true, isAnswered: true })
})

test('an answer of more worlds of the same text is not replaced by one of fewer', () => {
  const ready = after(start, 1000)
  expect(shown(after(ready, 400))).toBe(1000)
  expect(shown(after(ready, 4000))).toBe(4000)
  expect(after(after(ready, 10_000), 1000)).toMatchObject({ isLast: true, progress: null })
})

test('steps of one drag are one step of undo', () => {
  const drag = ['b', 'c', 'd'].reduce<RunState>(
    (state, text) => reduceRun(state, { kind: 'text', text, gesture: 'g' }),
    start,
  )
  expect(reduceRun(drag, { kind: 'undo' })).toMatchObject({ text: 'a', future: ['d'] })
})

test('the app and the page from disk share one reducer', () => {
  for (const file of ['model.ts', 'page-model.ts'])
    expect(readFileSync(new URL(`../../web/${file}`, import.meta.url), 'utf8')).toMatch(/reduceRun/)
})

test('a first answer is not taken for one before a change, and no verdict stands before it is counted', () => {
  const first = after(reduceRun(start, { kind: 'busy', worlds: 10_000 }), 400, false)
  expect([first.isOld, first.isAnswerOld, first.isCurrent]).toEqual([false, false, false])
  const edited = reduceRun(after(first, 4000), { kind: 'busy', worlds: 10_000 })
  expect([edited.isOld, edited.isAnswerOld]).toEqual([true, true])
  const ahead = after({ ...edited, text: 'b' }, 400, false)
  expect([ahead.isOld, ahead.isAnswerOld]).toEqual([true, false])
  expect(after(ahead, 401)).toMatchObject({ isOld: false, baseline: { summary: { worlds: 4000 } } })
  const ran = (worlds: number, isWhole: boolean, verdict: string): Ran => ({
    case: theCase,
    summary: { ...summaryOf(worlds), findings: [{ claim: 'C1', verdict }] } as unknown as Ran['summary'],
    isWhole,
    months: null,
  })
  expect(standingOf(ran(400, false, 'untestable'), 'C1')).toBe('pending')
  expect(standingOf(ran(64, true, 'supported'), 'C1')).toBe('pending')
  expect(standingOf(ran(400, true, 'untestable'), 'C1')).toBe('pending')
  expect(standingOf(ran(10_000, true, 'untestable'), 'C1')).toBe('untestable')
  expect(standingOf(ran(400, true, 'supported'), 'C1')).toBe('supported')
  expect(standingOf(ran(64, false, 'supported'), 'C2')).toBe('untested')
})
