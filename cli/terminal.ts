/** Progress on stderr: a line that is drawn over on a terminal, a line now and then elsewhere. Colours only where they
 *  are wanted. */
import { createColors } from 'picocolors'
import type { Progress } from '../runner/runner.ts'
import { grouped, spanText } from '../present/words/index.ts'
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
/** Columns of a terminal that does not say how many it has. */
const COLUMNS = 80

export interface ProgressLine {
  /** Draws how far it is. @param seconds since the first step began, where none is done. */
  readonly update: (progress: Progress, seconds?: number) => void
  readonly says: (text: string) => void
  readonly clear: () => void
}

export interface ProgressLineOptions {
  /** Where it goes, stderr where it is left out. */
  readonly to?: Terminal
  /** Whether lines are written where nothing can be drawn over. */
  readonly plain?: boolean
  /** The answer so far; null where there is none to give. */
  readonly answer?: (progress: Progress) => string | null
}

export function progressLine({
  to = process.stderr,
  plain = isPlainProgressWanted(),
  answer = () => null,
}: ProgressLineOptions = {}): ProgressLine {
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
      const texts = progressTexts(progress, answer(progress), seconds)
      to.write(shown ? `\r\x1b[K${fitting(texts, (to.columns || COLUMNS) - 1)}` : `${texts.whole}\n`)
    },
    says(text) {
      if (shown) to.write(`\r\x1b[K${text}`)
    },
    clear() {
      if (shown) to.write('\r\x1b[K')
    },
  }
}

type Terminal = Pick<NodeJS.WriteStream, 'isTTY' | 'write'> & Partial<Pick<NodeJS.WriteStream, 'columns'>>

interface ProgressTexts {
  readonly whole: string
  /** The same in fewer words. */
  readonly short: string
}

/** The longest that fits: with what Ctrl+C does, whole, or in fewer words. A line that is longer than the terminal is
 *  wide cannot be drawn over. */
function fitting({ whole, short }: ProgressTexts, width: number): string {
  const texts = [`${whole} (Ctrl+C keeps what is there)`, whole, short]
  return texts.find((text) => text.length <= width) ?? short.slice(0, Math.max(0, width))
}

function progressTexts(
  { stage, done, of, secondsLeft }: Progress,
  answer: string | null,
  seconds: number | undefined,
): ProgressTexts {
  const what = stage === 'worlds' ? 'worlds' : `rows, ${stage}`
  const time = secondsLeft === null ? null : leftText(secondsLeft)
  const still =
    time === null ? (seconds === undefined ? null : `${Math.round(seconds)} s so far`) : `about ${time} left`
  const told = (parts: readonly (string | null)[]): string => parts.filter((part) => part !== null).join(' · ')
  const counted = `${grouped(done)} of ${grouped(of)} ${what}`
  return {
    whole: told([answer, counted, still]),
    short:
      answer === null
        ? told([counted, time])
        : `${answer} · ${grouped(of - done)} ${what} left${time ? `, ${time}` : ''}`,
  }
}

/** Seconds up to a minute and a half are whole ones: the line is drawn again before more could be told. */
function leftText(seconds: number): string {
  return seconds < 90 ? `${Math.max(1, Math.round(seconds))} s` : spanText(seconds)
}
