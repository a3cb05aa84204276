/** `armistice seal CASE`: a dated forecast of every claim and number, under a digest. */
import { writeFileSync } from 'node:fs'
import { sealLines } from '../present/words/index.ts'
import { sealForecast } from '../src/internal.ts'
import { compute } from './compute.ts'
import type { ComputeOptions } from './compute.ts'
import { EXIT } from './exit.ts'
import { checkOutFile } from './out-file.ts'
import { screen } from './run.ts'

export interface SealCommandOptions extends ComputeOptions {
  readonly out?: string
  readonly json?: boolean
}

/** Without `--out` the record goes to stdout, since a seal that is not kept seals nothing. */
export async function sealCommand(name: string, options: SealCommandOptions): Promise<number> {
  checkOutFile(options.out)
  const computed = await compute(name, { ...options, beside: [] })
  if (!computed) return EXIT.input
  if (computed.summary.partial) return EXIT.interrupted
  const seal = sealForecast(computed.model, computed.summary, new Date().toISOString())
  const text = `${JSON.stringify(seal)}\n`
  if (options.out === undefined) process.stdout.write(text)
  else {
    writeFileSync(options.out, text)
    process.stdout.write(options.json ? text : `${screen(sealLines(seal))}\n`)
  }
  return EXIT.done
}
