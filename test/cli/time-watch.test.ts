/** How long an ask takes is said early, trusted late, and what takes too long is cut short. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { progressLine } from '../../cli/terminal.ts'
import { estimateText, timeWatch } from '../../cli/time-watch.ts'
import type { Estimate } from '../../cli/time-watch.ts'
import { spanText } from '../../present/words/index.ts'
import { pace } from '../../runner/runner.ts'
import type { Progress } from '../../runner/runner.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

interface Heard {
  readonly looks: Progress[]
  readonly said: Estimate[]
  readonly tooLong: Estimate[]
}

/** Plays `of` steps of `each` milliseconds on one thread for some seconds. */
function heard(of: number, each: number | ((step: number) => number), seconds: number, minutes: number): Heard {
  const out: Heard = { looks: [], said: [], tooLong: [] }
  const hooks = {
    look: (last: Progress) => void out.looks.push(last),
    say: (one: Estimate) => void out.said.push(one),
    tooLong: (one: Estimate) => void out.tooLong.push(one),
  }
  const watch = timeWatch(1, hooks, minutes * 60)
  const done = pace('worlds', of, { onProgress: watch.heard })
  const span = (step: number): number => (typeof each === 'number' ? each : each(step))
  let left = seconds * 1000
  for (let k = 1; k <= of && span(k) <= left; k++) {
    vi.advanceTimersByTime(span(k))
    left -= span(k)
    done(k)
  }
  vi.advanceTimersByTime(left)
  watch.end()
  return out
}

describe('an estimate', () => {
  test('of what is soon over is not said', () => {
    expect(heard(100, 100, 10, 60).said).toEqual([])
  })

  test('stands within two seconds, and is right', () => {
    const [said] = heard(10_000, 100, 3, 60).said
    expect(said).toMatchObject({ of: 10_000, atLeast: false })
    expect(said!.seconds).toBeCloseTo(2, 1)
    expect(said!.left).toBeCloseTo(1000 - said!.seconds, 0)
    expect(estimateText(said!)).toBe('9,981 of 10,000 worlds left, at 0.1 s each: about 17 min')
  })

  test('by first steps that were far slower is put right', () => {
    const { said } = heard(10_000, (step) => (step <= 20 ? 100 : 4), 20, 60)
    expect(said.map(({ left }) => left > 900)).toEqual([true, false])
    expect(said[1]!.left).toBeLessThan(120)
  })

  test('of steps that take long is a bound until one is done; the line moves all the same', () => {
    const { said, looks, tooLong } = heard(1000, 10_000, 12, 600)
    expect(said.map(({ atLeast }) => atLeast)).toEqual([true, false])
    expect(looks.length).toBeGreaterThan(40)
    expect(tooLong).toEqual([])
  })
})

test('of rows that come in chunks none is done before a chunk is: the bound knows that', () => {
  const said: Estimate[] = []
  const watch = timeWatch(2, { look: () => {}, say: (one) => void said.push(one), tooLong: () => {} }, 3600)
  watch.heard({ stage: 'states', done: 0, of: 400, secondsLeft: null })
  vi.advanceTimersByTime(40_000)
  watch.end()
  expect(said.every(({ left, seconds }) => left < (seconds / 64) * 401)).toBe(true)
  expect(said[0]).toMatchObject({ atLeast: true })
})

test('the time left is told once the whole is estimated as it was a second before, and then stays', () => {
  const { looks } = heard(2000, (step) => (step <= 100 ? 50 - step / 2.5 : 10), 15, 60)
  const told = looks.findIndex(({ secondsLeft }) => secondsLeft !== null)
  const { done, secondsLeft } = looks[told]!
  expect(done).toBeGreaterThan(100)
  expect(secondsLeft! / ((2000 - done) / 100)).toBeLessThan(1.25)
  expect(looks.slice(told).every((look) => look.secondsLeft !== null)).toBe(true)
})

test('of quick steps nothing is said by the first thousandths of them, however even they are', () => {
  const slow = (step: number): number => (step <= 1000 ? 4 : 0.4)
  expect(heard(20_000, slow, 11, 60).said).toEqual([])
  expect(heard(200_000, slow, 20, 60).said.every(({ left }) => left < 250)).toBe(true)
})

describe('too long', () => {
  test('is what is estimated at more than the limit, once the first steps tell', () => {
    const { tooLong } = heard(10_000, 500, 20, 60)
    expect(tooLong[0]!.seconds).toBeGreaterThan(4)
    expect(tooLong[0]!.left).toBeGreaterThan(3600)
    expect(heard(10_000, 500, 20, 90).tooLong).toEqual([])
  })

  test('is what has no step done for so long that all take more', () => {
    const { tooLong } = heard(1000, 60_000, 20, 60)
    expect(tooLong[0]).toMatchObject({ atLeast: true })
    expect(tooLong[0]!.seconds).toBeGreaterThan(15)
  })
})

test('where nothing can be drawn over a line is written now and then, and none for who reads JSON', () => {
  const told = (isTTY: boolean, plain: boolean, seconds: number): string[] => {
    const lines: string[] = []
    const write = (text: string): boolean => lines.push(text) > 0
    const line = progressLine({ to: { isTTY, write } as never, plain })
    for (let k = 1; k <= seconds * 4; k++) {
      vi.advanceTimersByTime(250)
      line.update({ stage: 'worlds', done: k, of: 4000, secondsLeft: 120 }, k / 4)
    }
    line.clear()
    return lines
  }
  expect(told(false, true, 35)).toEqual([40, 80, 120].map((k) => `${k} of 4,000 worlds · about 2 min left\n`))
  expect(told(false, true, 900).length).toBeLessThan(60)
  expect(told(false, false, 35)).toEqual([])
  expect(told(true, false, 2)[0]).toMatch(/Ctrl\+C/)
})

describe('with an answer so far', () => {
  const drawn = (columns: number, answer: string | null, isTTY = true): string => {
    const lines: string[] = []
    const write = (text: string): boolean => lines.push(text) > 0
    const line = progressLine({ to: { isTTY, write, columns } as never, plain: true, answer: () => answer })
    vi.advanceTimersByTime(10_000)
    line.update({ stage: 'worlds', done: 1200, of: 10_000, secondsLeft: 6.2 })
    return lines.join('').replace('\r\x1b[K', '')
  }
  const ANSWER = 'A ceasefire within 12 months: 21 % (18–25) so far'

  test('the line says it first, and how many worlds it is of', () => {
    const whole = `${ANSWER} · 1,200 of 10,000 worlds · about 6 s left`
    expect(drawn(140, ANSWER)).toBe(`${whole} (Ctrl+C keeps what is there)`)
    expect(drawn(120, ANSWER)).toBe(whole)
    expect(drawn(0, ANSWER, false)).toBe(`${whole}\n`)
  })

  test('the line is never as long as the terminal is wide', () => {
    expect(drawn(80, ANSWER)).toBe(`${ANSWER} · 8,800 worlds left, 6 s`)
    expect(drawn(80, null)).toBe('1,200 of 10,000 worlds · about 6 s left (Ctrl+C keeps what is there)')
    for (const columns of [1, 20, 40, 60, 80, 100, 120])
      for (const answer of [ANSWER, null]) expect(drawn(columns, answer).length).toBeLessThan(columns)
  })
})

test('spans as one says them', () => {
  expect([0.0123, 3.14, 100, 7200, 1e6].map(spanText)).toEqual(['12 ms', '3.1 s', '2 min', '2 h', '12 days'])
})
