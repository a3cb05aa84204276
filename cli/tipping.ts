/** `armistice tipping CASE --claim C1`: what would have to be otherwise for the verdict to turn. */
import { writeFileSync } from 'node:fs'
import { tippingFlipMap, tippingTornado } from '../present/charts/index.ts'
import { assumptionsOf, boundOf, compile, ENGINE_VERSION, modelFor, suggest, testOf, tip } from '../src/index.ts'
import { tippingRecord } from '../src/internal.ts'
import { tippingLines } from '../present/words/index.ts'
import type { Case, Model, TipAssumption, TipQuestion } from '../src/index.ts'
import type { TippingRecord } from '../src/internal.ts'
import { openCase } from './compute.ts'
import { EXIT, UsageError } from './exit.ts'
import { checkOutFile } from './out-file.ts'
import { openStore, stagesOf } from './row-store.ts'
import type { Asked } from './row-store.ts'
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
/** Assumptions looked at closely. */
const INPUTS = 12

export async function tippingCommand(name: string, options: TippingCommandOptions): Promise<number> {
  checkOutFile(options.svg)
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
      run: stages.run,
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
    if (options.svg !== undefined) writeFileSync(options.svg, picture(record))
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

/** The flip map of two assumptions, or the tornado of all. @throws UsageError where there is neither. */
function picture(record: TippingRecord): string {
  const map = tippingFlipMap(record, { width: 720 })
  if (map !== null) return map
  if (record.ends.length === 0) throw new UsageError('`--svg` draws all assumptions, or two: `--by A,B`')
  return tippingTornado(record, { width: 720 })
}
