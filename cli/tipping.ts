/** `armistice tipping CASE --claim C1`: what would have to be otherwise for the verdict to turn. */
import { writeFileSync } from 'node:fs'
import {
  assumptionsOf,
  boundOf,
  compile,
  defaultTippingOptions,
  ENGINE_VERSION,
  flipMap,
  flipMapPoints,
  flipMapSvg,
  modelFor,
  promising,
  suggest,
  testOf,
  tippingLines,
  tippingRecord,
  tippingTornado,
} from '../src/index.ts'
import type {
  Case,
  Estimate,
  FlipMap,
  FlipMapPlan,
  Model,
  Refused,
  Row,
  RowJob,
  TipAssumption,
  TipEnds,
  TippedAssumption,
  TippingOptions,
  TippingPairs,
  TippingRecord,
  TipQuestion,
  TipRows,
} from '../src/index.ts'
import { openCase } from './compute.ts'
import { EXIT, UsageError } from './exit.ts'
import { openStore, stagesOf } from './row-store.ts'
import type { Asked, Stages } from './row-store.ts'
import { refusedWith, wrongName } from './sensitivity.ts'

export interface TippingCommandOptions {
  readonly claim: string
  readonly by?: readonly string[]
  readonly pairs?: boolean
  readonly inputs?: number
  readonly scenario?: string
  readonly worlds?: number
  readonly seed?: number
  readonly threads?: number
  readonly json?: boolean
  readonly svg?: string
  readonly out?: string
  readonly resume?: string
}

/** Worlds behind each estimate: a probability then has an interval of about three points each way. */
const WORLDS = 1000
/** Assumptions looked at closely, and paired. */
const INPUTS = 12
const PAIRED = 8
/** The first look is at a fifth of the worlds; so many times the assumptions wanted pass it. */
const FIRST_LOOK = 5
const SPARE = 2
/** Fewest worlds of the first look; conditions of claims hold in a part of them only. */
const FEWEST_LOOKED = 200
/** Steps of the scan of a range, and the share of it to which a crossing is narrowed; values of a map's axis. */
const STEPS = 8
const TOLERANCE = 1 / 256
const MAP_VALUES = 13
const LEVEL = 0.95

export async function tippingCommand(name: string, options: TippingCommandOptions): Promise<number> {
  const opened = openCase(name)
  if (!opened) return EXIT.input
  const { model, question, says, bound } = tipQuestionOf(opened.case, options)
  const named = (options.by ?? []).map((id) => assumptionNamed(opened.case, question.assumptions, id))
  const { claim, scenario = null, pairs = false } = options
  const asked: Asked = {
    command: 'tipping',
    engine: ENGINE_VERSION,
    digest: opened.digest,
    claim,
    scenario,
    by: options.by?.join() ?? null,
    pairs,
    inputs: options.inputs ?? INPUTS,
    worlds: model.worlds,
    seed: model.seed,
  }
  const stages = stagesOf(openStore(options, asked), options.threads)
  try {
    const found = await tip({
      question,
      stages,
      named,
      inputs: options.inputs ?? INPUTS,
      pairs,
      map: named.length === 2,
    })
    if (found === null) return EXIT.interrupted
    if ('reason' in found) return refusedWith(found.reason)
    const record = tippingRecord(model, opened.digest, {
      claim,
      says,
      bound,
      scenario,
      assumptions: question.assumptions,
      ...found,
    })
    if (options.svg !== undefined) writeFileSync(options.svg, picture(record, named))
    process.stdout.write(
      options.json
        ? `${JSON.stringify(record, arrays)}\n`
        : `${tippingLines(record, question.assumptions, opened.file).join('\n')}\n`,
    )
    return EXIT.done
  } finally {
    stages.close()
  }
}

function arrays(_: string, value: unknown): unknown {
  return value instanceof Float64Array ? [...value] : value
}

interface Posed {
  readonly model: Model
  readonly question: TipQuestion
  readonly says: string
  readonly bound: TippingRecord['bound']
}

function tipQuestionOf(theCase: Case, { claim, scenario, worlds = WORLDS, seed }: TippingCommandOptions): Posed {
  const test = testOf(theCase, claim)
  if (!('leaf' in test)) throw new UsageError(wrongName(test))
  const bound = boundOf(test.leaf)
  if (!bound) throw new UsageError(`claim ${claim} has no bound to be judged by`)
  const compiled = compiledOrUsage(theCase, scenario ?? null, worlds, seed)
  const model = modelFor(compiled, { kind: 'test', leaf: test.leaf, rival: 0 })
  const question = {
    model,
    leaf: test.leaf,
    asked: compiled.arms[0]!.scenario,
    threshold: bound.value,
    assumptions: assumptionsOf(model),
  }
  const more = test.tests > 1 && !/\.\d+$/.test(claim) ? ` (test 1 of ${test.tests}; ${claim}.2 is the next)` : ''
  return { model, question, says: `${test.says}${more}`, bound }
}

function compiledOrUsage(theCase: Case, scenario: string | null, worlds: number, seed: number | undefined): Model {
  try {
    return compile(theCase, scenario, { beside: [], worlds, ...(seed === undefined ? {} : { seed }) })
  } catch (error) {
    throw error instanceof RangeError ? new UsageError(error.message) : error
  }
}

function assumptionNamed(theCase: Case, assumptions: readonly TipAssumption[], id: string): number {
  const found = assumptions.findIndex((assumption) => assumption.id === id)
  if (found >= 0) return found
  if (theCase.quantities.some((quantity) => quantity.id === id))
    throw new UsageError(`\`${id}\` has no spread: give it a range in the case to ask where the verdict turns`)
  const near = suggest(
    id,
    assumptions.map((assumption) => assumption.id),
  )
  throw new UsageError(
    `no assumption \`${id}\`${
      near
        ? `; did you mean \`${near.name}\`?`
        : `; some are ${assumptions
            .slice(0, 5)
            .map((assumption) => assumption.id)
            .join(', ')}`
    }`,
  )
}

interface Task {
  readonly question: TipQuestion
  readonly stages: Stages
  /** Assumptions named; empty for all. */
  readonly named: readonly number[]
  readonly inputs: number
  readonly pairs: boolean
  readonly map: boolean
}

type Found = Pick<TippingRecord, 'now' | 'ends' | 'tips' | 'pairs' | 'pairsTried' | 'map'>

/** Null where it was broken off. */
async function tip(task: Task): Promise<Found | { readonly reason: string } | null> {
  const {
    named,
    inputs,
    question: { threshold, model },
  } = task
  const start = (await rowsOf(task, { kind: 'ends', of: [] }, 1, 'now')) as readonly Estimate[] | null
  if (!start) return null
  const now = start[0]!
  if (!Number.isFinite(now.estimate))
    return {
      reason: `the claim's condition holds in fewer than 30 of ${model.worlds} worlds; \`--worlds\` asks for more`,
    }
  const ends = named.length > 0 ? [] : await endsOf(task)
  if (!ends) return null
  const of = named.length > 0 ? named : promising(now, ends, threshold, inputs)
  const options: TippingOptions = {
    ...defaultTippingOptions,
    level: LEVEL,
    steps: STEPS,
    tolerance: TOLERANCE,
    worlds: model.worlds,
    seed: model.seed,
  }
  const tips = (await rowsOf(task, { kind: 'tips', of, options }, of.length, 'tips')) as
    readonly TippedAssumption[] | null
  if (!tips) return null
  const pairs = task.pairs ? await pairsOf(task, tips, options) : { pairs: null, pairsTried: 0 }
  const map = task.map ? await mapOf(task) : undefined
  if (pairs === null || map === null) return null
  return { now, ends, tips, ...pairs, map: map ?? null }
}

/** The claim at both ends of the assumptions that a look at fewer worlds shows to move it. */
async function endsOf(task: Task): Promise<readonly TipEnds[] | null> {
  const { question, inputs } = task
  const { assumptions, model, threshold } = question
  const worlds = Math.min(model.worlds, Math.max(FEWEST_LOOKED, Math.ceil(model.worlds / FIRST_LOOK)))
  const fewer: Task = { ...task, question: { ...question, model: { ...model, worlds } } }
  const all = assumptions.map((_, k) => k)
  const look = async (
    of: readonly number[],
    where: Task,
    stage: string,
  ): Promise<readonly [Estimate, readonly TipEnds[]] | null> => {
    const rows = (await rowsOf(where, { kind: 'ends', of }, 1 + 2 * of.length, stage)) as readonly Estimate[] | null
    return (
      rows && [rows[0]!, of.map((assumption, k) => ({ assumption, low: rows[2 * k + 1]!, high: rows[2 * k + 2]! }))]
    )
  }
  const first = await look(all, fewer, 'look')
  if (!first || worlds === model.worlds) return first && first[1]
  const second = await look(promising(first[0], first[1], threshold, SPARE * inputs), task, 'ends')
  return second && second[1]
}

function rowsOf(
  { question, stages }: Task,
  rows: TipRows,
  count: number,
  stage: string,
): Promise<readonly Row[] | null> {
  const job: RowJob = { kind: 'tip', question, rows }
  return stages.run(stage, job, count)
}

async function pairsOf(
  task: Task,
  tips: readonly TippedAssumption[],
  options: TippingOptions,
): Promise<Pick<Found, 'pairs' | 'pairsTried'> | null> {
  const quiet = tips
    .filter(({ result }) => result.kind === 'never')
    .slice(0, task.named.length > 0 ? tips.length : PAIRED)
    .map(({ assumption }) => assumption)
  const of = quiet.flatMap((a, k) => quiet.slice(k + 1).map((b) => [a, b] as const))
  const rows = (await rowsOf(task, { kind: 'pairs', of, options }, of.length, 'pairs')) as
    readonly (TippingPairs | Refused)[] | null
  if (!rows) return null
  const pairs = rows.flatMap((row) => (row.kind === 'pairs' ? row.pairs : []))
  return { pairs: pairs.sort((p, q) => Math.abs(p.distance) - Math.abs(q.distance)), pairsTried: of.length }
}

async function mapOf(task: Task): Promise<FlipMap | Refused | null> {
  const {
    named: [a, b],
    question: { assumptions, threshold, model },
  } = task
  const axis = ({ low, high }: TipAssumption): FlipMapPlan['x'] => ({ low, high, count: MAP_VALUES })
  const plan: FlipMapPlan = {
    x: axis(assumptions[a!]!),
    y: axis(assumptions[b!]!),
    threshold,
    level: LEVEL,
    worlds: model.worlds,
    seed: model.seed,
  }
  const rows = (await rowsOf(task, { kind: 'map', of: [a!, b!], plan }, flipMapPoints(plan), 'map')) as
    readonly Estimate[] | null
  return rows && flipMap(plan, rows)
}

/** The flip map of two assumptions, or the tornado of all. @throws UsageError where there is neither. */
function picture(record: TippingRecord, named: readonly number[]): string {
  const { map, claim, says, bound, assumptions } = record
  if (map?.kind === 'map') {
    const [x, y] = named.map((k) => assumptions[k]!)
    const axis = ({ id, unit, kind }: TippingRecord['assumptions'][number]): { title: string; percent: boolean } => ({
      title: unit === '' ? id : `${id}, ${unit}`,
      percent: kind !== 'quantity',
    })
    return flipMapSvg(map, {
      id: 'flip',
      title: `${claim}: ${says}`,
      x: axis(x!),
      y: axis(y!),
      now: { x: x!.mean, y: y!.mean },
      above: bound.side === 'above' ? 'the claim holds' : 'the claim fails',
      below: bound.side === 'above' ? 'the claim fails' : 'the claim holds',
    })
  }
  if (record.ends.length === 0) throw new UsageError('`--svg` draws all assumptions, or two: `--by A,B`')
  return tippingTornado(record)
}
