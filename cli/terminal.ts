/** Progress on stderr, and only on a terminal; colours only where they are wanted. */
import { createColors } from 'picocolors'
import type { Progress } from '../runner/runner.ts'

export const colors: ReturnType<typeof createColors> = createColors(
  process.stdout.isTTY === true && !process.env['NO_COLOR'],
)

/** Milliseconds between two drawings of the progress line. */
const REDRAW = 100

export function progressLine(): { update(progress: Progress): void; clear(): void } {
  const shown = process.stderr.isTTY === true
  let last = 0
  return {
    update({ stage, done, of, secondsLeft }) {
      const now = performance.now()
      if (!shown || now - last < REDRAW) return
      last = now
      const left =
        secondsLeft === null ? '' : `, ${secondsLeft < 10 ? secondsLeft.toFixed(1) : Math.round(secondsLeft)} s left`
      process.stderr.write(
        `\r\x1b[K${done} of ${of} ${stage === 'worlds' ? 'worlds' : `rows, ${stage}`}${left} (Ctrl+C keeps what is there)`,
      )
    },
    clear() {
      if (shown) process.stderr.write('\r\x1b[K')
    },
  }
}
