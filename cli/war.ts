/** `armistice war CASE`: the projection alone. */
import { defined, readSeriesCsv } from '../src/internal.ts'
import type { FrontSeries } from '../src/internal.ts'
import { frontHistory } from '../present/charts/index.ts'
import { warLines } from '../present/words/index.ts'
import { askOfCase } from './ask.ts'
import { EXIT, UsageError } from './exit.ts'
import { LARGEST_SERIES } from './fit.ts'
import { tableAt, tellTables } from './tables.ts'
import { checkOutFile, writeWhole } from './write-file.ts'
import { screen } from './run.ts'
import type { RunOptions } from './run.ts'

export interface WarCommandOptions extends RunOptions {
  /** A monthly series to draw behind the fan. */
  readonly series?: string
  readonly svg?: string
}

/** Pixels across: a page of print. */
const WIDTH = 720

export async function warCommand(name: string, options: WarCommandOptions): Promise<number> {
  const { scenario, worlds: asked, seed, threads, posterior, minutes, json, svg, series } = options
  checkOutFile(svg)
  if ((svg === undefined) !== (series === undefined))
    throw new UsageError('`--series` is what `--svg` draws before the date: name both or neither')
  const wanted = { kind: 'run', scenario, beside: [], worlds: asked, seed } as const
  const found = await askOfCase(name, wanted, { threads, posterior, minutes })
  if (typeof found === 'number') return found
  const { record: summary, opened, code } = found
  if (!opened.case.war)
    throw new UsageError(`case ${opened.case.id} has no \`war\` section, so there is nothing to project`)
  const { arms, case: about, engine, worlds } = summary
  const { war, regions } = defined(arms[0])
  const read = series === undefined ? null : seriesAt(series)
  if (read && !read.series) return EXIT.input
  process.stdout.write(
    json
      ? `${JSON.stringify({ armistice: 1, engine, case: about, seed: summary.seed, worlds, war, regions })}\n`
      : `${screen(warLines(summary))}\n`,
  )
  if (svg !== undefined && read?.series)
    writeWhole(svg, frontHistory(read.series, defined(arms[0]), opened.case.asOf, { width: WIDTH }).svg)
  return summary.partial || !read?.wrong ? code : EXIT.input
}

/** A series of the front, what is wrong with it on stderr. */
function seriesAt(file: string): { readonly series: FrontSeries | null; readonly wrong: boolean } {
  const table = tableAt(file, LARGEST_SERIES)
  const { series, diagnostics } = readSeriesCsv(table.text, file)
  return { series, wrong: tellTables(diagnostics, { [file]: table }) }
}
