/** Progress on stderr, and only on a terminal; colours only where they are wanted. */
import { createColors } from 'picocolors'
import type { Progress } from '../runner/runner.ts'
import { spanText } from '../present/words/index.ts'

export const colors: ReturnType<typeof createColors> = createColors(
  process.stdout.isTTY === true && !process.env['NO_COLOR'],
)

/** Milliseconds between two drawings of the progress line. */
const REDRAW = 100

export interface ProgressLine {
  /** Draws how far it is. @param seconds since the first step began; left out where a step is done. */
  readonly update: (progress: Progress, seconds?: number) => void
  readonly says: (text: string) => void
  readonly clear: () => void
}

export function progressLine(): ProgressLine {
  const shown = process.stderr.isTTY === true
  let last = 0
  return {
    update({ stage, done, of, secondsLeft }, seconds) {
      const now = performance.now()
      if (!shown || now - last < REDRAW) return
      last = now
      const left =
        secondsLeft !== null
          ? `, ${secondsLeft < 10 ? secondsLeft.toFixed(1) : spanText(secondsLeft)}${secondsLeft < 10 ? ' s' : ''} left`
          : seconds === undefined
            ? ''
            : `, ${Math.round(seconds)} s so far`
      process.stderr.write(
        `\r\x1b[K${done} of ${of} ${stage === 'worlds' ? 'worlds' : `rows, ${stage}`}${left} (Ctrl+C keeps what is there)`,
      )
    },
    says(text) {
      if (shown) process.stderr.write(`\r\x1b[K${text}`)
    },
    clear() {
      if (shown) process.stderr.write('\r\x1b[K')
    },
  }
}
