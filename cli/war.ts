/** `armistice war CASE`: the projection alone. */
import { writeFileSync } from 'node:fs'
import { frontHistory } from '../present/charts/index.ts'
import { warLines } from '../present/words/index.ts'
import { compute } from './compute.ts'
import type { ComputeOptions } from './compute.ts'
import { EXIT, UsageError } from './exit.ts'
import { seriesOf } from './fit.ts'
import { checkOutFile } from './out-file.ts'
import { screen } from './run.ts'

export interface WarCommandOptions extends ComputeOptions {
  readonly json?: boolean
  /** A monthly series to draw behind the fan. */
  readonly series?: string
  readonly svg?: string
}

/** Pixels across: a page of print. */
const WIDTH = 720

export async function warCommand(name: string, options: WarCommandOptions): Promise<number> {
  checkOutFile(options.svg)
  if ((options.svg === undefined) !== (options.series === undefined))
    throw new UsageError('`--series` is what `--svg` draws before the date: name both or neither')
  const computed = await compute(name, { ...options, beside: [] })
  if (!computed) return EXIT.input
  if (!computed.case.war)
    throw new UsageError(`case ${computed.case.id} has no \`war\` section, so there is nothing to project`)
  const { arms, case: about, seed, worlds, engine } = computed.summary
  const { war, regions } = arms[0]!
  let wrong = false
  if (options.svg !== undefined) {
    const read = seriesOf(options.series!, null)
    if (!read.series) return EXIT.input
    wrong = read.wrong
    writeFileSync(options.svg, frontHistory(read.series, arms[0]!, computed.case.asOf, { width: WIDTH }).svg)
  }
  process.stdout.write(
    options.json
      ? `${JSON.stringify({ armistice: 1, engine, case: about, seed, worlds, war, regions })}\n`
      : `${screen(warLines(computed.summary))}\n`,
  )
  if (computed.summary.partial) return EXIT.interrupted
  return wrong ? EXIT.input : EXIT.done
}
