/** `armistice sensitivity CASE --of OUTPUT`: which inputs an output hangs on, and how much. */
import { sensitivityTornado } from '../present/charts/index.ts'
import { sensitivityLines } from '../present/words/index.ts'
import { inputOf, outputForms, sensitivityCsv } from '../src/internal.ts'
import { askOfCase } from './ask.ts'
import { UsageError } from './exit.ts'
import { checkOutFile, writeWhole } from './write-file.ts'
import { askIn } from './row-store.ts'

export interface SensitivityOptions {
  readonly of?: string
  readonly scenario?: string
  readonly basePoints?: number
  readonly inputs?: number
  readonly worlds?: number
  readonly interval?: number
  readonly second?: boolean
  readonly shapley?: boolean
  readonly pawn?: boolean
  readonly voi?: boolean
  readonly seed?: number
  readonly threads?: number
  readonly posterior?: string
  readonly minutes?: number
  readonly json?: boolean
  readonly csv?: boolean
  readonly svg?: string
  readonly out?: string
  readonly resume?: string
}

/** @returns the exit code: 1 where the output has no variance to explain or another number cannot be had. @throws
 *  UsageError for unknown names. */
export async function sensitivityCommand(name: string, options: SensitivityOptions): Promise<number> {
  const { json, csv, svg, out, resume, threads, posterior, minutes, ...given } = options
  checkOutFile(svg)
  if (json && csv) throw new UsageError('choose one of `--json` and `--csv`')
  const wanted = { ...askIn(resume), ...given }
  if (!Object.hasOwn(wanted, 'of'))
    throw new UsageError(`name an output: --of CLAIM, or one of ${outputForms().join(', ')}`)
  const found = await askOfCase(name, { ...wanted, kind: 'sensitivity' }, { threads, out, resume, posterior, minutes })
  if (typeof found === 'number') return found
  const { record, opened, code } = found
  if (json) process.stdout.write(`${JSON.stringify(record)}\n`)
  else process.stdout.write(csv ? sensitivityCsv(record) : `${sensitivityLines(record, opened.file).join('\n')}\n`)
  if (svg !== undefined) {
    const inputs = record.inputs.map((input) => inputOf(opened.case, input))
    writeWhole(svg, sensitivityTornado(opened.case, record, inputs, { width: 720 }))
  }
  return code
}
