/** Sensitivity and tipping in a thread of their own, so that the live result stays live. Rows already computed serve a
 *  longer analysis of the same question. */
import { askProblems, inputOf, load } from '../src/internal.ts'
import type { Answer, CaseSubject } from '../src/internal.ts'
import type { Chunk, Keeper, Watch } from '../runner/runner.ts'
import { ask, stopWhen } from './ask.ts'
import { mail } from './mail.ts'
import type {
  AnalysisReply,
  AnalysisRequest,
  ScoreRequest,
  SealRequest,
  SensitivityRequest,
  StabilityRequest,
  TippingRequest,
} from './analysis.ts'
import type { Asked } from './protocol.ts'

/** Milliseconds of work between two looks at the mail, and between two reports of progress. */
const SLICE = 16
const REPORTED = 100
/** Inputs of the indices: the weightiest by screening, few enough for an answer in seconds. */
const INPUTS = 24

const STAGES: Readonly<Record<string, string>> = {
  morris: 'choosing the weightiest inputs',
  sobol: 'computing their indices',
  now: 'the claim as it is',
  look: 'a first look at every assumption',
  ends: 'a closer look at the ends of some',
  tips: 'where the verdict turns',
  map: 'the map',
  states: 'running every state',
}

let current = 0
/** Rows of the question last asked, by stage. */
let kept: { readonly key: string; readonly chunks: Map<string, Chunk[]> } = { key: '', chunks: new Map() }

const say = (reply: AnalysisReply): void => {
  postMessage(reply)
}

addEventListener('message', ({ data }: MessageEvent<AnalysisRequest>) => {
  current = data.id
  void answerTo(data)
    .catch((error: unknown): AnalysisReply => ({ kind: 'refused', id: data.id, reason: String(error) }))
    .then((reply) => {
      if (reply && current === data.id) say(reply)
    })
})

function answerTo(data: AnalysisRequest): Promise<AnalysisReply | null> {
  switch (data.kind) {
    case 'sensitivity':
      return sensitivity(data)
    case 'tipping':
      return tipping(data)
    case 'stability':
      return stability(data)
    case 'seal':
      return seal(data)
    case 'score':
      return score(data)
  }
}

interface Opened {
  readonly subject: CaseSubject
  readonly scenario: string | null
}

function opened({ text, file, scenario }: Asked): Opened | null {
  const loaded = load(text, file)
  if (!loaded.ok) return null
  const known = loaded.case.scenarios.some(({ id }) => id === scenario)
  return {
    subject: { kind: 'case', case: loaded.case, digest: loaded.digest },
    scenario: known ? scenario : null,
  }
}

/** Null where a later request came in between. */
async function sensitivity({ id, asked, of, basePoints }: SensitivityRequest): Promise<AnalysisReply | null> {
  const found = opened(asked)
  if (!found) return { kind: 'refused', id, reason: 'the file has errors' }
  const { subject, scenario } = found
  const wanted = { kind: 'sensitivity', of, scenario, seed: asked.seed, basePoints, inputs: INPUTS } as const
  const answered = await ask<'sensitivity'>(slices, subject, wanted, watching(id, JSON.stringify([asked, of])))
  if (answered.kind !== 'answer') return refusal(id, answered)
  const { record } = answered
  const inputs = record.inputs.map((input) => inputOf(subject.case, input))
  return { kind: 'sensitivity', id, case: subject.case, record, inputs }
}

async function tipping({ id, asked, claim, by, worlds, inputs }: TippingRequest): Promise<AnalysisReply | null> {
  const found = opened(asked)
  if (!found) return { kind: 'refused', id, reason: 'the file has errors' }
  const { subject, scenario } = found
  const { seed } = asked
  const wanted = { kind: 'tipping', claim, by: by ?? [], scenario, seed, worlds, inputs } as const
  const key = JSON.stringify([asked, claim, by, worlds, inputs])
  const answered = await ask<'tipping'>(slices, subject, wanted, watching(id, key))
  if (answered.kind !== 'answer') return refusal(id, answered)
  return { kind: 'tipping', id, record: answered.record }
}

async function stability({ id, asked, worlds }: StabilityRequest): Promise<AnalysisReply | null> {
  const found = opened(asked)
  if (!found) return { kind: 'refused', id, reason: 'the file has errors' }
  const { subject, scenario } = found
  const wanted = { kind: 'stability', scenario, seed: asked.seed, worlds } as const
  const answered = await ask<'stability'>(slices, subject, wanted, watching(id, JSON.stringify(asked)))
  if (answered.kind !== 'answer') return refusal(id, answered)
  return { kind: 'stability', id, record: answered.record }
}

async function seal({ id, asked, at, worlds }: SealRequest): Promise<AnalysisReply | null> {
  const found = opened(asked)
  if (!found) return { kind: 'refused', id, reason: 'the file has errors' }
  const { subject, scenario } = found
  const wanted = { kind: 'seal', at, scenario, seed: asked.seed, worlds } as const
  const answered = await ask<'seal'>(slices, subject, wanted, watching(id, JSON.stringify([asked, at])))
  if (answered.kind !== 'answer') return refusal(id, answered)
  return { kind: 'seal', id, record: answered.record }
}

async function score({ id, asked, ...files }: ScoreRequest): Promise<AnalysisReply | null> {
  const found = opened(asked)
  if (!found) return { kind: 'refused', id, reason: 'the file has errors' }
  const wanted = { ...files, kind: 'score' } as const
  const answered = await ask<'score'>(slices, found.subject, wanted, watching(id, JSON.stringify([asked, files])))
  if (answered.kind !== 'answer') return refusal(id, answered)
  return { kind: 'score', id, record: answered.record }
}

function refusal(id: number, found: Exclude<Answer<unknown>, { kind: 'answer' }>): AnalysisReply | null {
  if (found.kind === 'stopped') return null
  return { kind: 'refused', id, reason: found.kind === 'none' ? found.reason : askProblems(found.problems) }
}

const slices = { breathe: mail, slice: SLICE, showAt: [], samplers: new Map(), memory: new Map<string, unknown>() }

/** Reports progress, and goes on from the rows kept of the same question. */
function watching(id: number, key: string): Watch {
  let reported = performance.now()
  return {
    signal: stopWhen(() => current !== id),
    drop: true,
    onProgress({ stage, done, of, secondsLeft }) {
      if (performance.now() - reported < REPORTED) return
      reported = performance.now()
      say({ kind: 'progress', id, stage: STAGES[stage] ?? stage, done, count: of, secondsLeft })
    },
    keeper: keeperOf(key),
  }
}

function keeperOf(key: string): Keeper {
  if (kept.key !== key) kept = { key, chunks: new Map() }
  const { chunks } = kept
  return {
    kept: () => chunks,
    append(stage, chunk) {
      chunks.set(stage, [...(chunks.get(stage) ?? []), chunk])
    },
  }
}
