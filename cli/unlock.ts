/** `armistice unlock CASE`: the smallest changes that open a deal, and what the deals that stand rest on. */
import { compile, unlock } from '../src/index.ts'
import { unlockText } from '../present/words/index.ts'
import type { Unlock } from '../src/index.ts'
import { openCase } from './compute.ts'
import { EXIT, UsageError } from './exit.ts'
import { wrap } from './run.ts'

/** Enough for intervals of about four points of percentage, in a few seconds. */
const UNLOCK_WORLDS = 500

export interface UnlockCommandOptions {
  readonly scenario?: string
  readonly month?: number
  readonly worlds?: number
  readonly seed?: number
  readonly world?: number
  readonly payment?: number
  readonly json?: boolean
}

export function unlockCommand(name: string, options: UnlockCommandOptions): number {
  const opened = openCase(name)
  if (!opened) return EXIT.input
  const result = search(opened.case, options)
  const width = Math.max(60, Math.min(120, process.stdout.columns ?? 100))
  process.stdout.write(
    options.json
      ? `${JSON.stringify(result)}\n`
      : `${unlockText(opened.case, result, opened.file)
          .flatMap((text) => wrap(text, width, ''))
          .join('\n')}\n`,
  )
  return EXIT.done
}

function search(theCase: Parameters<typeof compile>[0], options: UnlockCommandOptions): Unlock {
  const { scenario, worlds = UNLOCK_WORLDS, seed, month, payment, world } = options
  try {
    const model = compile(theCase, scenario ?? null, {
      worlds,
      armWorlds: 0,
      beside: [],
      ...(seed === undefined ? {} : { seed }),
    })
    return unlock(model, {
      ...(month === undefined ? {} : { month }),
      ...(payment === undefined ? {} : { payment }),
      ...(world === undefined ? {} : { world }),
    })
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(error.message)
    throw error
  }
}
