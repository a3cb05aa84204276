/** What is said of a case that takes too long: how long, and what cutting it would help, tried. */
import { DEFAULT_SEED } from '../src/internal.ts'
import type { Case } from '../src/internal.ts'
import { cutText } from '../present/words/index.ts'
import { tryCuts } from '../runner/try-cuts.ts'
import { EXIT } from './exit.ts'
import type { ProgressLine } from './terminal.ts'
import { estimateText } from './time-watch.ts'
import type { Estimate } from './time-watch.ts'

type Why = { readonly estimate: Estimate; readonly minutes: number } | { readonly reason: string }

/** @returns the exit code. */
export async function tellCuts(theCase: Case, line: ProgressLine, why: Why): Promise<number> {
  const lead =
    'reason' in why
      ? why.reason
      : `too large: ${estimateText(why.estimate)}, and ${why.minutes} min are the most; \`--minutes\` allows more, and fewer \`--worlds\` take less`
  process.stderr.write(`armistice: ${lead}\n`)
  const stop = new AbortController()
  const interrupted = (): void => stop.abort()
  process.once('SIGINT', interrupted)
  try {
    const tried = await tryCuts(theCase, DEFAULT_SEED, {
      signal: stop.signal,
      now: (says) => line.says(`trying ${says}`),
    })
    line.clear()
    if (stop.signal.aborted) return EXIT.interrupted
    process.stderr.write(`what cutting helps, by the first worlds, each on one thread:\n`)
    const [whole] = tried
    for (const cut of tried) process.stderr.write(`  ${cutText(cut, whole)}\n`)
    return EXIT.input
  } finally {
    process.removeListener('SIGINT', interrupted)
    line.clear()
  }
}
