/** `armistice fit CASE --series FILE.csv`: the front estimated from a series, as a posterior that `run` uses. */
import { fitLines } from '../present/words/index.ts'
import { askOfCase } from './ask.ts'
import { EXIT } from './exit.ts'
import { tableAt, tellTables } from './tables.ts'
import { checkOutFile, writeWhole } from './write-file.ts'
import { screen } from './run.ts'

export interface FitCommandOptions {
  readonly series: string
  readonly model?: string
  readonly seed?: number
  readonly out?: string
  readonly json?: boolean
}

/** Bytes beyond which a series is not read: a thousand years of days take less. */
export const LARGEST_SERIES: number = 16 * 1024 * 1024

/** @returns 1 where the series is wrong in part, even where the rest was fitted. */
export async function fitCommand(
  name: string,
  { series, model, seed, ...options }: FitCommandOptions,
): Promise<number> {
  checkOutFile(options.out)
  const table = tableAt(series, LARGEST_SERIES)
  const tables = { 'series.csv': table }
  const found = await askOfCase(name, { kind: 'fit' as const, series: table.text, model, seed }, { tables })
  if (typeof found === 'number') return found
  const { record: fit } = found
  const wrong = tellTables(fit.told, tables)
  process.stdout.write(options.json ? `${JSON.stringify(fit)}\n` : `${screen(fitLines(fit))}\n`)
  if (options.out !== undefined) writeWhole(options.out, `${JSON.stringify(fit, null, 2)}\n`)
  return wrong || !fit.converged ? EXIT.input : EXIT.done
}
