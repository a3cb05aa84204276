/** `armistice sensitivity CASE --of OUTPUT`: which inputs an output hangs on, and how much. */
import { writeFileSync } from 'node:fs'
import { sensitivityTornado } from '../present/charts/index.ts'
import {
  analyse,
  compile,
  DEFAULT_ANALYSIS,
  ENGINE_VERSION,
  inputsOf,
  modelFor,
  outputForms,
  questionOf,
  suggest,
} from '../src/index.ts'
import { sensitivityCsv, sensitivityRecord } from '../src/internal.ts'
import { sensitivityLines } from '../present/words/index.ts'
import type { AnalysisPlan, CannotAsk, Case, Model, NoQuestion, Question } from '../src/index.ts'
import type { SensitivityRecord } from '../src/internal.ts'
import { openCase } from './compute.ts'
import { EXIT, UsageError } from './exit.ts'
import { checkOutFile } from './out-file.ts'
import { openStore, readAsked, stagesOf } from './row-store.ts'
import type { Asked } from './row-store.ts'

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
  readonly json?: boolean
  readonly csv?: boolean
  readonly svg?: string
  readonly out?: string
  readonly resume?: string
}

/** Inputs analysed where all their pairs are and the command names no number. */
const INPUTS_OF_PAIRS = 20
/** Worlds behind PAWN and the value of information: 200 to a slice of either. */
const WORLDS = 4000

/** @returns the exit code: 1 where the output has no variance to explain or another number cannot be had. @throws UsageError for unknown names. */
export async function sensitivityCommand(name: string, options: SensitivityOptions): Promise<number> {
  checkOutFile(options.svg)
  if (options.json && options.csv) throw new UsageError('choose one of `--json` and `--csv`')
  const opened = openCase(name)
  if (!opened) return EXIT.input
  const asked = askedFor(options, opened.digest)
  const compiled = compiledOrUsage(opened.case, asked)
  const question = questionOrUsage(compiled, String(asked['of']))
  const model = modelFor(compiled, question.output)
  const stages = stagesOf(openStore(options, asked), options.threads)
  try {
    const analysis = await analyse(model, question, planOf(asked, question), stages.run)
    if (analysis === null) return EXIT.interrupted
    if ('reason' in analysis) return refusedWith(analysis.reason)
    const { inputs, ...parts } = analysis
    const record = sensitivityRecord(model, asString(asked['scenario']), opened.digest, {
      ...parts,
      question,
      all: inputsOf(model),
      inputs,
    })
    if (options.svg !== undefined)
      writeFileSync(options.svg, sensitivityTornado(opened.case, record, inputs, { width: 720 }))
    print(record, options, opened.file)
    return EXIT.done
  } finally {
    stages.close()
  }
}

function print(record: SensitivityRecord, { json, csv }: SensitivityOptions, file: string): void {
  if (json) process.stdout.write(`${JSON.stringify(record)}\n`)
  else process.stdout.write(csv ? sensitivityCsv(record) : `${sensitivityLines(record, file).join('\n')}\n`)
}

/** What the rows hang on: from the folder where an analysis is resumed, else from the command. */
function askedFor(options: SensitivityOptions, digest: string): Asked {
  const { of, scenario, second = false, shapley = false, pawn = false, voi = false, seed } = options
  const stored = options.resume === undefined ? null : readAsked(options.resume)
  const given: Asked = {
    command: 'sensitivity',
    engine: ENGINE_VERSION,
    digest,
    of: of ?? null,
    scenario: scenario ?? null,
    basePoints: options.basePoints ?? DEFAULT_ANALYSIS.basePoints,
    inputs: options.inputs ?? (second ? INPUTS_OF_PAIRS : DEFAULT_ANALYSIS.inputs),
    worlds: options.worlds ?? WORLDS,
    interval: options.interval ?? null,
    second,
    shapley,
    pawn,
    voi,
    seed: seed ?? null,
  }
  if (stored)
    return {
      ...stored,
      command: 'sensitivity',
      engine: ENGINE_VERSION,
      digest,
      ...Object.fromEntries(Object.entries(given).filter(([key]) => Object.hasOwn(options, key))),
    }
  if (of === undefined) throw new UsageError(`name an output: --of CLAIM, or one of ${outputForms().join(', ')}`)
  return given
}

/** @throws UsageError where the value of information is asked of an output without a bound. */
function planOf(asked: Asked, question: Question): AnalysisPlan {
  const { interval, second, shapley, pawn, voi } = asked
  if (voi === true && !question.bound)
    throw new UsageError('`--voi` needs a claim: `--of C1`; other outputs have no bound to decide by')
  return {
    basePoints: Number(asked['basePoints']),
    inputs: Number(asked['inputs']),
    interval: typeof interval === 'number' ? interval : null,
    second: second === true,
    shapley: shapley === true,
    pawn: pawn === true,
    information: voi === true,
  }
}

function compiledOrUsage(theCase: Case, { scenario, worlds, seed }: Asked): Model {
  try {
    return compile(theCase, asString(scenario), {
      beside: [],
      worlds: Number(worlds),
      ...(typeof seed === 'number' ? { seed } : {}),
    })
  } catch (error) {
    throw error instanceof RangeError ? new UsageError(error.message) : error
  }
}

function asString(value: Asked[string] | undefined): string | null {
  return typeof value === 'string' ? value : null
}

/** @throws UsageError where the text names nothing that the case knows. */
export function questionOrUsage(model: Model, text: string): Question {
  const question = questionOf(model, text)
  if ('output' in question) return question
  throw new UsageError(wrongName(question))
}

export function wrongName(wrong: NoQuestion | CannotAsk): string {
  if ('reason' in wrong) return wrong.reason
  const near = suggest(wrong.word, wrong.known)
  const names = wrong.known.length > 0 ? `; there are ${wrong.known.join(', ')}` : ''
  return `no ${wrong.what} \`${wrong.word}\`${near ? `; did you mean \`${near.name}\`?` : names}`
}

export function refusedWith(reason: string): number {
  process.stderr.write(`armistice: no number: ${reason}\n`)
  return EXIT.input
}
