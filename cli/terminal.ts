/** Progress on stderr: a line that is drawn over on a terminal, a line now and then elsewhere. Colours only where they
 *  are wanted. */
import { createColors } from 'picocolors'
import type { Progress } from '../runner/runner.ts'
import { spanText } from '../present/words/index.ts'
import { isPlainProgressWanted } from './plain-progress.ts'

export const colors: ReturnType<typeof createColors> = createColors(
  process.stdout.isTTY === true && !process.env['NO_COLOR'],
)

/** Milliseconds between two drawings of the progress line. */
const REDRAW = 100
/** Milliseconds between two lines where nothing can be drawn over, and the share of the time so far that they are
 *  apart at least: the log of a night does not fill. */
const LINE_EVERY = 10_000
const LINE_SHARE = 1 / 20

export interface ProgressLine {
  /** Draws how far it is. @param seconds since the first step began; left out where a step is done. */
  readonly update: (progress: Progress, seconds?: number) => void
  readonly says: (text: string) => void
  readonly clear: () => void
}

/** @param to where it goes, stderr where it is left out. @param plain whether lines are written where nothing can be
 *  drawn over. */
export function progressLine(to: Terminal = process.stderr, plain: boolean = isPlainProgressWanted()): ProgressLine {
  const shown = to.isTTY === true
  const start = performance.now()
  let last = shown ? 0 : start
  const isDue = (now: number): boolean =>
    shown ? now - last >= REDRAW : plain && now - last >= Math.max(LINE_EVERY, (now - start) * LINE_SHARE)
  return {
    update(progress, seconds) {
      const now = performance.now()
      if (!isDue(now)) return
      last = now
      to.write(
        shown
          ? `\r\x1b[K${progressText(progress, seconds)} (Ctrl+C keeps what is there)`
          : `${progressText(progress, seconds)}\n`,
      )
    },
    says(text) {
      if (shown) to.write(`\r\x1b[K${text}`)
    },
    clear() {
      if (shown) to.write('\r\x1b[K')
    },
  }
}

type Terminal = Pick<NodeJS.WriteStream, 'isTTY' | 'write'>

function progressText({ stage, done, of, secondsLeft }: Progress, seconds: number | undefined): string {
  const left =
    secondsLeft !== null
      ? `, ${secondsLeft < 10 ? secondsLeft.toFixed(1) : spanText(secondsLeft)}${secondsLeft < 10 ? ' s' : ''} left`
      : seconds === undefined
        ? ''
        : `, ${Math.round(seconds)} s so far`
  return `${done} of ${of} ${stage === 'worlds' ? 'worlds' : `rows, ${stage}`}${left}`
}
