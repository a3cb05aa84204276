/** How long an ask will take, said as soon as its first steps tell, and cut short where that is too long. */
import { spanText } from '../present/words/index.ts'
import type { Progress } from '../runner/runner.ts'

export interface Estimate {
  readonly of: number
  readonly stage: string
  /** Seconds since the first began. */
  readonly seconds: number
  /** Seconds of one, on all threads together. */
  readonly each: number
  readonly left: number
  /** Whether none is done yet, so that it takes at least this. */
  readonly atLeast: boolean
}

export interface TimeWatch {
  readonly heard: (progress: Progress) => void
  readonly end: () => void
}

/** Milliseconds between two looks. */
const LOOK = 250
/** Seconds after which an estimate is said, where so many or more are left. */
const SAID_AFTER = 2
const SAID_FROM = 20
/** Seconds after which an estimate is trusted so far that what takes too long is cut short. */
const TRUSTED_AFTER = 4
/** The same where no step is done yet: threads have to start first. */
const SURE_AFTER = 15
/** Steps that tell how long one takes: the first are slower. */
const TELLING = 3
/** Steps that still come this much faster than a second before are not settled: nothing is said by them yet. */
const SETTLING = 1.5
/** Seconds of a step that is no matter of settling. */
const LONG = 1
/** An estimate is said anew where it turns out so many times too long, once twice the time has passed. */
const OFF_BY = 3

/** Rows that one thread may be at work on before any of them is done. */
const ROWS_AT_ONCE = 32

/** @param parallel worlds that are under way at once, at most. */
export function timeWatch(parallel: number, { look, say, tooLong }: TimeWatchHooks, most: number): TimeWatch {
  let [start, before, last] = [performance.now(), 0, null as Progress | null]
  let said: 'nothing' | 'at least' | 'all' = 'nothing'
  let lastSaid: Estimate | null = null
  // The last two reports a second apart, or more, and when they came.
  let paces: readonly { readonly seconds: number; readonly each: number; readonly done: number }[] = []
  /** Whether steps come about as fast as a second ago; long ones are taken at their word. */
  const isSettled = (seconds: number, each: number, done: number): boolean => {
    const last = paces.at(-1)
    if (!last || (done > last.done && seconds - last.seconds >= 1))
      paces = [...paces.slice(-1), { seconds, each, done }]
    return each >= LONG || (paces.length > 1 && each * SETTLING >= (paces[0]?.each ?? 0))
  }
  const timer = setInterval(() => {
    if (last === null) return
    look(last, (performance.now() - start) / 1000)
    judge(last)
  }, LOOK)
  const judge = ({ stage, of, done, secondsLeft }: Progress): void => {
    const seconds = (performance.now() - start) / 1000
    const here = done - before
    if (done >= of) return
    const underWay = parallel * (stage === 'worlds' ? 1 : ROWS_AT_ONCE)
    const each = secondsLeft === null ? seconds / underWay : secondsLeft / (of - done)
    const left = each * (of - done)
    const estimate = { of, stage, seconds, each, left, atLeast: secondsLeft === null }
    if (said === 'all' && lastSaid && isFarLess(estimate, lastSaid)) say((lastSaid = estimate))
    if (here > 0 && !isSettled(seconds, each, done)) return
    if (seconds < (here > 0 ? SAID_AFTER : TRUSTED_AFTER) || estimate.left < SAID_FROM) return
    if (said === 'nothing' || (said === 'at least' && here > 0)) {
      said = here > 0 ? 'all' : 'at least'
      lastSaid = estimate
      say(estimate)
    }
    const isSure = here >= TELLING ? seconds > TRUSTED_AFTER : seconds > SURE_AFTER
    if (isSure && estimate.left > most) tooLong(estimate)
  }
  return {
    heard(progress) {
      if (last?.stage !== progress.stage)
        [start, before, said, paces] = [performance.now(), progress.done, 'nothing', []]
      last = progress
      judge(progress)
    },
    end: () => clearInterval(timer),
  }
}

/** The first steps can be far slower than those that follow: what was said then would stand as a wrong answer. */
function isFarLess(now: Estimate, said: Estimate): boolean {
  const expected = said.left - (now.seconds - said.seconds)
  return now.seconds >= 2 * said.seconds && now.left * OFF_BY < expected && expected > SAID_FROM
}

export interface TimeWatchHooks {
  /** Called while it runs, a few times a second. */
  readonly look: (last: Progress, seconds: number) => void
  readonly say: (estimate: Estimate) => void
  readonly tooLong: (estimate: Estimate) => void
}

export function estimateText({ of, stage, seconds, each, left, atLeast }: Estimate): string {
  const what = stage === 'worlds' ? 'worlds' : `rows of ${stage}`
  return atLeast
    ? `${of} ${what} take at least ${spanText(left)}: none is done after ${spanText(seconds)}`
    : `${of} ${what} at ${spanText(each)} each: about ${spanText(left)} left`
}
