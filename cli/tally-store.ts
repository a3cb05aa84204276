/** Tallies of a run kept in its folder while it runs, so that one that was broken off is taken up again: `worlds.jsonl`
 *  says in its first line which run they are of, and holds a tally with its worlds in every other. */
import { appendFileSync, existsSync, readFileSync, rmSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import type { TallyKeeper } from '../runner/runner.ts'
import { tallyBytes, tallyOf } from '../runner/task.ts'
import type { TallyPart } from '../runner/thread-orders.ts'
import { openedLine, sealedLine } from './sealed-lines.ts'

export interface TallyStore extends TallyKeeper {
  /** Removes what is kept: the run is whole. */
  readonly end: () => void
}

const fileIn = (folder: string): string => join(folder, 'worlds.jsonl')

/** The key of the run that a folder keeps tallies of; null where it keeps none. */
export function keptTallies(folder: string): string | null {
  const file = fileIn(folder)
  if (!existsSync(file)) return null
  const [first = ''] = readFileSync(file, 'utf8').split('\n', 1)
  const { run } = (parsed(first) ?? {}) as { readonly run?: unknown }
  return typeof run === 'string' ? run : null
}

/** @param key of the run: what is kept is of it. */
export function openTallies(folder: string, key: string): TallyStore {
  const file = fileIn(folder)
  const { parts, whole } = existsSync(file) ? partsIn(readFileSync(file, 'utf8')) : { parts: [], whole: 0 }
  let isReady = false
  return {
    kept: () => parts,
    append(part) {
      if (!isReady) {
        // What was cut off while it was written makes way for what comes next.
        if (existsSync(file)) truncateSync(file, whole)
        if (whole === 0) appendFileSync(file, `${JSON.stringify({ run: key })}\n`)
        isReady = true
      }
      const tally = Buffer.from(tallyBytes(part)).toString('base64')
      appendFileSync(file, sealedLine({ tally }))
    },
    end: () => rmSync(file, { force: true }),
  }
}

/** The tallies that are whole: a line that was cut off while it was written, or damaged, is none, and no world counts
 *  twice, should two have written at once. */
function partsIn(text: string): { readonly parts: readonly TallyPart[]; readonly whole: number } {
  const whole = text.lastIndexOf('\n') + 1
  const parts: TallyPart[] = []
  const isThere = (worlds: TallyPart['worlds']): boolean =>
    parts.some((part) => part.worlds.some((a) => worlds.some((b) => a.from < b.to && b.from < a.to)))
  for (const line of text.slice(0, whole).split('\n').slice(1)) {
    const part = partOf(line)
    if (part && !isThere(part.worlds)) parts.push(part)
  }
  return { parts, whole }
}

function partOf(line: string): TallyPart | null {
  const { tally } = (openedLine(line) ?? {}) as { readonly tally?: unknown }
  if (typeof tally !== 'string') return null
  try {
    return tallyOf(Buffer.from(tally, 'base64'))
  } catch {
    return null
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}
