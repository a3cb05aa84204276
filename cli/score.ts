/** `armistice score CASE --observed FILE.csv`: a forecast against what came. */
import { scoreLinesText } from '../present/words/index.ts'
import { checkSeal, readOutcomesCsv, readSeal, renderDiagnostic, scoreForecast } from '../src/internal.ts'
import type { Outcomes, ScoredClaim, ScoreRecord, SealRecord } from '../src/internal.ts'
import { jsonOf, openCase, textOf } from './opened-case.ts'
import { forecastOf } from './seal.ts'
import { EXIT, UsageError } from './exit.ts'
import { seriesOf } from './fit.ts'
import { checkOutFile, writeWhole } from './write-file.ts'
import { screen } from './run.ts'
import type { RunOptions } from './run.ts'

export interface ScoreCommandOptions extends RunOptions {
  readonly observed?: string
  readonly outcomes?: string
  readonly seal?: string
  readonly rolling?: boolean
  readonly with?: readonly string[]
  readonly out?: string
  readonly json?: boolean
}

/** Bytes beyond which outcomes are not read. */
const LARGEST_OUTCOMES = 1024 * 1024

/** @returns 1 where a file of what came is wrong in part, even where the rest was scored. */
export async function scoreCommand(name: string, options: ScoreCommandOptions): Promise<number> {
  checkOutFile(options.out)
  if (options.observed === undefined && options.outcomes === undefined)
    throw new UsageError('say what came: `--observed` a series of the front, or `--outcomes` of claims and numbers')
  const opened = openCase(name)
  if (!opened) return EXIT.input
  const sealed = options.seal === undefined ? null : checked(options.seal, opened.digest)
  const forecast = sealed ?? (await forecastOf(name, options, 'not sealed'))
  if (typeof forecast === 'number') return forecast
  const series = options.observed === undefined ? null : seriesOf(options.observed, null)
  if (series && !series.series) return EXIT.input
  const outcomes = options.outcomes === undefined ? null : outcomesOf(options.outcomes, forecast)
  const score = scoreForecast(
    {
      case: opened.case,
      digest: opened.digest,
      forecast,
      sealed: sealed ? { seal: sealed.seal, at: sealed.at } : null,
    },
    {
      series: series?.series ?? null,
      outcomes: outcomes?.outcomes ?? null,
      others: (options.with ?? []).flatMap(claimsOf),
      rolling: options.rolling ?? false,
    },
  )
  process.stdout.write(options.json ? `${JSON.stringify(score)}\n` : `${screen(scoreLinesText(score))}\n`)
  if (options.out !== undefined) writeWhole(options.out, `${JSON.stringify(score, null, 2)}\n`)
  return series?.wrong || outcomes?.wrong ? EXIT.input : EXIT.done
}

/** A sealed forecast, checked before anything is scored. @throws UsageError where it is none, was changed, or is of
 *  another case. */
function checked(file: string, digest: string): SealRecord {
  const seal = readSeal(jsonOf(file))
  if (!seal) throw new UsageError(`${file} is no sealed forecast; \`armistice seal\` writes one`)
  const check = checkSeal(seal)
  if (check.kind === 'broken')
    throw new UsageError(`the seal of ${file} is broken: its digest is ${check.expected}, it says ${check.found}`)
  if (seal.case.digest !== digest)
    throw new UsageError(
      `${file} was sealed for another text of the case: digest ${seal.case.digest}, the case has ${digest}`,
    )
  return seal
}

function outcomesOf(file: string, forecast: SealRecord): { readonly outcomes: Outcomes; readonly wrong: boolean } {
  const text = textOf(file, LARGEST_OUTCOMES)
  const claims = forecast.claims.flatMap(({ claim, probability }) => (probability === null ? [] : [claim]))
  const { outcomes, diagnostics } = readOutcomesCsv(
    text,
    file,
    claims,
    forecast.quantities.map(({ id }) => id),
  )
  for (const diagnostic of diagnostics) process.stderr.write(`${renderDiagnostic(diagnostic, text)}\n`)
  return { outcomes, wrong: diagnostics.some(({ severity }) => severity === 'error') }
}

/** Claims that another score has scored. */
function claimsOf(file: string): readonly ScoredClaim[] {
  const score = jsonOf(file) as Partial<ScoreRecord> | null
  if (score?.kind !== 'score') throw new UsageError(`${file} is no score; \`armistice score --out\` writes one`)
  return score.claims?.scored ?? []
}
