/** `armistice fit CASE --series FILE.csv`: the front estimated from a series, as a posterior that `run` uses. */
import { fitLines } from '../present/words/index.ts'
import { sha256 } from '../src/internal.ts'
import { DEFAULT_FIT, fitFront, readSeriesCsv, renderDiagnostic } from '../src/internal.ts'
import type { FitQuestion, FitRecord, FrontSeries } from '../src/internal.ts'
import { openCase, textOf } from './opened-case.ts'
import { EXIT, UsageError } from './exit.ts'
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
const LARGEST_SERIES = 16 * 1024 * 1024
const FITTED = ['localLevel', 'ar1'] as const

/** @returns 1 where the series is wrong in part, even where the rest was fitted. */
export function fitCommand(name: string, options: FitCommandOptions): number {
  checkOutFile(options.out)
  const opened = openCase(name)
  if (!opened) return EXIT.input
  const read = seriesOf(options.series, opened.case.asOf)
  if (!read.series) return EXIT.input
  const model = modelOf(options.model ?? opened.case.war?.front.model)
  const question: FitQuestion = { ...DEFAULT_FIT, model, seed: options.seed ?? DEFAULT_FIT.seed }
  const subject = { case: opened.case, digest: opened.digest, series: read.series, seriesDigest: read.digest }
  const fit = fitted(() => fitFront(subject, question))
  process.stdout.write(options.json ? `${JSON.stringify(fit)}\n` : `${screen(fitLines(fit))}\n`)
  if (options.out !== undefined) writeWhole(options.out, `${JSON.stringify(fit, null, 2)}\n`)
  return read.wrong || !fit.converged ? EXIT.input : EXIT.done
}

/** A series from a file, what is wrong with it on stderr. @param until last day that may be in it; null where all
 *  may. */
export function seriesOf(
  file: string,
  until: string | null,
): { readonly series: FrontSeries | null; readonly digest: string; readonly wrong: boolean } {
  const text = textOf(file, LARGEST_SERIES)
  const { series, diagnostics } = readSeriesCsv(text, file, until)
  for (const diagnostic of diagnostics) process.stderr.write(`${renderDiagnostic(diagnostic, text)}\n`)
  return { series, digest: sha256(text), wrong: diagnostics.some(({ severity }) => severity === 'error') }
}

function modelOf(name: string | undefined): FitQuestion['model'] {
  const model = FITTED.find((one) => one === name)
  if (!model)
    throw new UsageError(`\`${name ?? 'none'}\` is no front that can be fitted; there are ${FITTED.join(' and ')}`)
  return model
}

function fitted(fit: () => FitRecord): FitRecord {
  try {
    return fit()
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(error.message)
    throw error
  }
}
