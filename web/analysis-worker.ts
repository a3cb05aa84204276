/** Sensitivity and tipping in a thread of their own, so that the live result stays live. Rows already computed serve a longer analysis of the same question. */
import {
  DEFAULT_ANALYSIS,
  analyse,
  assumptionsOf,
  boundOf,
  compile,
  inputsOf,
  load,
  modelFor,
  questionOf,
  rowsOf,
  testOf,
  tip,
} from '../src/index.ts'
import { sensitivityRecord, tippingRecord } from '../src/internal.ts'
import type { Case, Model, Row, RunRows } from '../src/index.ts'
import { mail } from './mail.ts'
import type { AnalysisReply, AnalysisRequest, SensitivityRequest, TippingRequest } from './analysis.ts'
import type { Asked } from './protocol.ts'

/** Milliseconds of work between two looks at the mail, and between two reports of progress. */
const SLICE = 16
const REPORTED = 100
/** Inputs of the indices: the weightiest by screening, few enough for an answer in seconds. */
const INPUTS = 24
/** Worlds behind each estimate of tipping, and assumptions looked at closely. */
const TIP_WORLDS = 400
const TIP_INPUTS = 6

const STAGES: Readonly<Record<string, string>> = {
  morris: 'choosing the weightiest inputs',
  sobol: 'computing their indices',
  now: 'the claim as it is',
  look: 'a first look at every assumption',
  ends: 'a closer look at the ends of some',
  tips: 'where the verdict turns',
  map: 'the map',
}

let current = 0
/** Rows of the question last asked, by stage. */
let kept: { readonly key: string; readonly rows: Map<string, Row[]> } = { key: '', rows: new Map() }

const say = (reply: AnalysisReply): void => {
  postMessage(reply)
}

addEventListener('message', ({ data }: MessageEvent<AnalysisRequest>) => {
  current = data.id
  const answer = data.kind === 'sensitivity' ? sensitivity(data) : tipping(data)
  void answer
    .catch((error: unknown): AnalysisReply => ({ kind: 'refused', id: data.id, reason: String(error) }))
    .then((reply) => {
      if (reply && current === data.id) say(reply)
    })
})

interface Opened {
  readonly case: Case
  readonly digest: string
  readonly scenario: string | null
}

function opened({ text, file, scenario }: Asked): Opened | null {
  const loaded = load(text, file)
  if (!loaded.ok) return null
  const known = loaded.case.scenarios.some(({ id }) => id === scenario)
  return { case: loaded.case, digest: loaded.digest, scenario: known ? scenario : null }
}

/** Null where a later request came in between. */
async function sensitivity({ id, asked, of, basePoints }: SensitivityRequest): Promise<AnalysisReply | null> {
  const found = opened(asked)
  if (!found) return { kind: 'refused', id, reason: 'the file has errors' }
  const compiled = compile(found.case, found.scenario, { seed: asked.seed, beside: [] })
  const question = questionOf(compiled, of)
  if (!('output' in question))
    return { kind: 'refused', id, reason: 'reason' in question ? question.reason : `the case knows no \`${of}\`` }
  const model = modelFor(compiled, question.output)
  const plan = { ...DEFAULT_ANALYSIS, basePoints, inputs: INPUTS }
  const analysis = await analyse(model, question, plan, runner(id, JSON.stringify([asked, of])))
  if (analysis === null) return null
  if ('reason' in analysis) return { kind: 'refused', id, reason: analysis.reason }
  const record = sensitivityRecord(model, found.scenario, found.digest, {
    ...analysis,
    question,
    all: inputsOf(model),
  })
  return { kind: 'sensitivity', id, case: found.case, record, inputs: analysis.inputs }
}

async function tipping({ id, asked, claim, by }: TippingRequest): Promise<AnalysisReply | null> {
  const found = opened(asked)
  if (!found) return { kind: 'refused', id, reason: 'the file has errors' }
  const test = testOf(found.case, claim)
  const bound = 'leaf' in test ? boundOf(test.leaf) : null
  if (!('leaf' in test) || !bound) return { kind: 'refused', id, reason: `claim ${claim} has no bound to be judged by` }
  const compiled = compile(found.case, found.scenario, { seed: asked.seed, beside: [], worlds: TIP_WORLDS })
  const model: Model = modelFor(compiled, { kind: 'test', leaf: test.leaf, rival: 0 })
  const assumptions = assumptionsOf(model)
  const named = (by ?? []).map((name) => assumptions.findIndex((assumption) => assumption.id === name))
  if (named.includes(-1)) return { kind: 'refused', id, reason: 'an assumption is not in the file any more' }
  const question = {
    model,
    leaf: test.leaf,
    asked: compiled.arms[0]!.scenario,
    threshold: bound.value,
    assumptions,
  }
  const run = runner(id, JSON.stringify([asked, claim, by]))
  const tipped = await tip({ question, run, named, inputs: TIP_INPUTS, pairs: false, map: by !== null })
  if (tipped === null) return null
  if ('reason' in tipped) return { kind: 'refused', id, reason: tipped.reason }
  const record = tippingRecord(model, found.digest, {
    claim,
    says: test.says,
    bound,
    scenario: found.scenario,
    assumptions,
    ...tipped,
  })
  return { kind: 'tipping', id, record }
}

/** Computes rows in slices, on from those kept of the same question. */
function runner(id: number, key: string): RunRows {
  if (kept.key !== key) kept = { key, rows: new Map() }
  const { rows: stages } = kept
  return async (stage, job, count) => {
    const rows = stages.get(stage) ?? []
    stages.set(stage, rows)
    const [begun, start] = [rows.length, performance.now()]
    const row = rowsOf(job)
    let reported = start
    let looked = start
    while (rows.length < count) {
      rows.push(row(rows.length))
      const now = performance.now()
      if (now - looked < SLICE) continue
      await mail()
      looked = performance.now()
      if (current !== id) return null
      if (now - reported < REPORTED) continue
      reported = now
      const rest = count - rows.length
      const secondsLeft = ((now - start) / 1000 / (rows.length - begun)) * rest
      say({ kind: 'progress', id, stage: STAGES[stage] ?? stage, done: rows.length, count, secondsLeft })
    }
    return rows.slice(0, count)
  }
}
