/** How long an ask will take, said as soon as its first steps tell, and cut short where that is too long. */
import { grouped, spanText } from '../present/words/index.ts'
import type { Progress } from '../runner/runner.ts'

export interface Estimate {
  readonly of: number
  readonly done: number
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
  /** @returns the same, without the time left where that is worth nothing yet. */
  readonly heard: (progress: Progress) => Progress
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
/** The first steps are slower, and of several kinds: an estimate of the whole that is further than this from that of a
 *  second before, as a share of it, is not settled, and nothing is said by it. */
const SETTLED_WITHIN = 0.1
/** Seconds of a step that is quick: of these nothing is said before this share of the whole is over, or these seconds,
 *  since code becomes several times as fast while the first thousands are done. */
const QUICK = 0.05
const QUICK_SHARE = 0.1
const QUICK_SURE_AFTER = 15
/** Seconds of a step that is no matter of settling: code that has just been started takes less for its first. */
const LONG = 5
/** An estimate is said anew where it turns out so many times too long, once twice the time has passed. */
const OFF_BY = 3

/** Rows that one thread may be at work on before any of them is done. */
const ROWS_AT_ONCE = 32

/** @param parallel worlds that are under way at once, at most. */
export function timeWatch(parallel: number, { look, say, tooLong }: TimeWatchHooks, most: number): TimeWatch {
  let [start, before, last] = [performance.now(), 0, null as Progress | null]
  let said: 'nothing' | 'at least' | 'all' = 'nothing'
  let lastSaid: Estimate | null = null
  // The last two estimates of the whole, a second apart or more, and when they came.
  let wholes: readonly { readonly seconds: number; readonly whole: number; readonly done: number }[] = []
  let isWorth = false
  /** Whether the whole is estimated about as a second ago; long steps are taken at their word. */
  const isSettled = ({ seconds, each, left, done }: Estimate): boolean => {
    const [last, whole] = [wholes.at(-1), seconds + left]
    if (!last || (done > last.done && seconds - last.seconds >= 1))
      wholes = [...wholes.slice(-1), { seconds, whole, done }]
    const [first, second] = wholes
    if (each >= LONG) return true
    if (each < QUICK && seconds < Math.min(QUICK_SURE_AFTER, QUICK_SHARE * whole)) return false
    return !!first && !!second && Math.abs(whole - first.whole) <= SETTLED_WITHIN * whole
  }
  const worth = (progress: Progress): Progress => (isWorth ? progress : { ...progress, secondsLeft: null })
  const timer = setInterval(() => {
    if (last === null) return
    judge(last)
    look(worth(last), last.done > before ? undefined : (performance.now() - start) / 1000)
  }, LOOK)
  const judge = ({ stage, of, done, secondsLeft }: Progress): void => {
    const seconds = (performance.now() - start) / 1000
    const here = done - before
    if (done >= of) return
    const underWay = parallel * (stage === 'worlds' ? 1 : ROWS_AT_ONCE)
    const each = secondsLeft === null ? seconds / underWay : secondsLeft / (of - done)
    const left = each * (of - done)
    const estimate = { of, done, stage, seconds, each, left, atLeast: secondsLeft === null }
    const settled = secondsLeft !== null && isSettled(estimate)
    // Once told, the time left stays: a line that loses it and finds it again tells less.
    isWorth ||= settled
    if (here > 0 && !settled) return
    if (said === 'all' && lastSaid && isFarLess(estimate, lastSaid)) say((lastSaid = estimate))
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
        [start, before, said, wholes, isWorth] = [performance.now(), progress.done, 'nothing', [], false]
      last = progress
      judge(progress)
      return worth(progress)
    },
    end: () => clearInterval(timer),
  }
}

/** The first steps can be far slower than those that follow: what was said then would stand as a wrong answer. What is
 *  soon over puts it right by itself. */
function isFarLess(now: Estimate, said: Estimate): boolean {
  const expected = said.left - (now.seconds - said.seconds)
  return now.seconds >= 2 * said.seconds && now.left * OFF_BY < expected && now.left > SAID_FROM
}

export interface TimeWatchHooks {
  /** Called while it runs, a few times a second. @param seconds since it began, while no step is done. */
  readonly look: (last: Progress, seconds: number | undefined) => void
  readonly say: (estimate: Estimate) => void
  readonly tooLong: (estimate: Estimate) => void
}

export function estimateText({ of, done, stage, seconds, each, left, atLeast }: Estimate): string {
  const what = stage === 'worlds' ? 'worlds' : `rows of ${stage}`
  return atLeast
    ? `${grouped(of)} ${what} take at least ${spanText(left)}: none is done after ${spanText(seconds)}`
    : `${grouped(of - done)} of ${grouped(of)} ${what} left, at ${spanText(each)} each: about ${spanText(left)}`
}
