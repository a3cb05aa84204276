/** `armistice seal CASE`: a dated forecast of every claim and number, under a digest. */
import { sealLines } from '../present/words/index.ts'
import type { SealRecord } from '../src/internal.ts'
import { askOfCase } from './ask.ts'
import { EXIT } from './exit.ts'
import { checkOutFile, writeWhole } from './write-file.ts'
import { screen } from './run.ts'
import type { RunOptions } from './run.ts'

export interface SealCommandOptions extends RunOptions {
  readonly out?: string
  readonly json?: boolean
}

/** Without `--out` the record goes to stdout, since a seal that is not kept seals nothing. */
export async function sealCommand(name: string, options: SealCommandOptions): Promise<number> {
  checkOutFile(options.out)
  const seal = await forecastOf(name, options, new Date().toISOString())
  if (typeof seal === 'number') return seal
  const text = `${JSON.stringify(seal)}\n`
  if (options.out === undefined) process.stdout.write(text)
  else {
    process.stdout.write(options.json ? text : `${screen(sealLines(seal))}\n`)
    writeWhole(options.out, text)
  }
  return EXIT.done
}

/** A forecast of every claim and number, not yet kept; an exit code where there is none. @param at when it is made. */
export async function forecastOf(name: string, options: RunOptions, at: string): Promise<SealRecord | number> {
  const { scenario, worlds, armWorlds, seed, threads, posterior, minutes } = options
  const wanted = { kind: 'seal', at, scenario, worlds, armWorlds, seed } as const
  const found = await askOfCase(name, wanted, { threads, posterior, minutes })
  if (typeof found === 'number') return found
  return found.code === EXIT.done ? found.record : found.code
}
