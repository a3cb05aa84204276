/** `armistice sensitivity CASE --of OUTPUT`: which inputs an output hangs on, and how much. */
import { writeFileSync } from 'node:fs'
import {
  chooseInputs,
  compile,
  effects,
  ENGINE_VERSION,
  indices,
  informationOnInputs,
  inputsOf,
  modelFor,
  outputForms,
  pawnOfWorlds,
  questionOf,
  reaches,
  rowsOfDesign,
  screen,
  sensitivityCsv,
  sensitivityLines,
  sensitivityRecord,
  sensitivityTornado,
  suggest,
} from '../src/index.ts'
import type {
  CannotAsk,
  Case,
  Design,
  Input,
  Model,
  NoQuestion,
  Precision,
  Question,
  Refused,
  SensitivityRecord,
} from '../src/index.ts'
import { openCase } from './compute.ts'
import { EXIT, UsageError } from './exit.ts'
import { openStore, readAsked, stagesOf } from './row-store.ts'
import type { Asked, Stages } from './row-store.ts'

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

/** A power of two keeps the balance of Sobol points; total indices then have intervals of a few hundredths. */
const BASE_POINTS = 1024
/** Inputs analysed where the command names no number, and where all their pairs are. */
const INPUTS = 60
const INPUTS_OF_PAIRS = 20
/** Trajectories of the screening, a few more than an interval at 95 % needs. */
const TRAJECTORIES = 48
/** Worlds behind PAWN and the value of information: 200 to a slice of either. */
const WORLDS = 4000
/** Inputs that Sobol points have dimensions for. */
const MOST_INPUTS = 256

/** @returns the exit code: 1 where the output has no variance to explain or another number cannot be had. @throws UsageError for unknown names. */
export async function sensitivityCommand(name: string, options: SensitivityOptions): Promise<number> {
  if (options.json && options.csv) throw new UsageError('choose one of `--json` and `--csv`')
  const opened = openCase(name)
  if (!opened) return EXIT.input
  const asked = askedFor(options, opened.digest)
  const compiled = compiledOrUsage(opened.case, asked)
  const question = questionOrUsage(compiled, String(asked['of']))
  const model = modelFor(compiled, question.output)
  const stages = stagesOf(openStore(options, asked), options.threads)
  try {
    const analysis = await analyse(model, question, asked, stages)
    if (analysis === null) return EXIT.interrupted
    if ('reason' in analysis) return refusedWith(analysis.reason)
    const { inputs, ...parts } = analysis
    const record = sensitivityRecord(model, asString(asked['scenario']), opened.digest, {
      ...parts,
      question,
      all: inputsOf(model),
      inputs,
    })
    if (options.svg !== undefined) writeFileSync(options.svg, sensitivityTornado(opened.case, record, inputs))
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
    basePoints: options.basePoints ?? BASE_POINTS,
    inputs: options.inputs ?? (second ? INPUTS_OF_PAIRS : INPUTS),
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

type Analysis = Pick<
  SensitivityRecord,
  'worlds' | 'screening' | 'sobol' | 'shapley' | 'pawn' | 'information' | 'reaches'
> & { readonly inputs: readonly Input[] }

/** Null where it was broken off. */
async function analyse(
  model: Model,
  question: Question,
  asked: Asked,
  stages: Stages,
): Promise<Analysis | { readonly reason: string } | null> {
  const all = inputsOf(model)
  const precision: Precision = {
    seed: model.seed,
    level: 0.95,
    resamples: 1000,
    ...(typeof asked['interval'] === 'number' ? { widest: asked['interval'] } : {}),
  }
  const basePoints = Number(asked['basePoints'])
  const most = Math.min(Number(asked['inputs']), MOST_INPUTS - 1)
  let worlds = 0
  const stage = async (
    name: string,
    inputs: readonly Input[],
    design: Design,
    units: number,
  ): Promise<Float64Array | null> => {
    const count = rowsOfDesign(design, units)
    const rows = await stages.run(name, { kind: 'design', model, question, inputs, design }, count)
    worlds += count
    return rows && Float64Array.from(rows as readonly number[])
  }
  const chosen = await choose(model, all, most, precision, stage)
  if (chosen === null || 'reason' in chosen) return chosen
  const { inputs, screening } = chosen
  const points = { inputs: inputs.length, points: 'sobol' as const, seed: model.seed }
  const plan = { ...points, second: asked['second'] === true }
  const rows = await stage('sobol', inputs, { kind: 'sobol', plan }, basePoints)
  if (!rows) return null
  const sobol = indices(rows, plan, precision)
  if (sobol.kind === 'refused') return sobol
  const permuted =
    asked['shapley'] === true
      ? await stage('shapley', inputs, { kind: 'shapley', plan: points }, basePoints)
      : undefined
  const sampled =
    asked['pawn'] === true || asked['voi'] === true
      ? await stage('worlds', inputs, { kind: 'worlds' }, model.worlds)
      : undefined
  if (permuted === null || sampled === null) return null
  if (asked['voi'] === true && !question.bound)
    throw new UsageError('`--voi` needs a claim: `--of C1`; other outputs have no bound to decide by')
  return {
    inputs,
    screening,
    sobol,
    worlds,
    reaches: reaches(model, inputs, rows, plan),
    shapley: permuted ? effects(permuted, points, precision) : null,
    pawn: sampled && asked['pawn'] === true ? pawnOfWorlds(model, inputs, sampled, precision) : null,
    information:
      sampled && asked['voi'] === true ? informationOnInputs(model, question, inputs, sampled, precision) : null,
  }
}

type Stage = (name: string, inputs: readonly Input[], design: Design, units: number) => Promise<Float64Array | null>

/** All inputs where they are few enough, else those of the largest effect. */
async function choose(
  model: Model,
  all: readonly Input[],
  most: number,
  precision: Precision,
  stage: Stage,
): Promise<Pick<Analysis, 'inputs' | 'screening'> | Refused | null> {
  if (all.length - 1 <= most) return { inputs: all, screening: null }
  const plan = { inputs: all.length, levels: 4, seed: model.seed }
  const rows = await stage('morris', all, { kind: 'morris', plan }, TRAJECTORIES)
  if (!rows) return null
  const { widest: _, ...loose } = precision
  const screening = screen(rows, plan, loose)
  return screening.kind === 'refused' ? screening : { inputs: chooseInputs(model, all, screening, most), screening }
}
