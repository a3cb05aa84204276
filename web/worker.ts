/** The engine in a thread of its own. A first answer comes from few worlds without the scenarios beside; then the whole run refines it. */
import {
  caseSchema,
  compile,
  loadedFrom,
  newTally,
  planesOf,
  readCase,
  samplersByValue,
  setNumberIn,
  simulator,
  strikeCount,
  summarise,
  summariseArm,
} from '../src/index.ts'
import type { ArmSummary, Case, CaseRead, Model, Planes, Samplers, Strikes, Tally } from '../src/index.ts'
import { mail } from './mail.ts'
import type { PlaneAnswer, PlaneRequest, Reply, Request, RunRequest, StrikesRequest } from './protocol.ts'

/** Worlds of the first answer: enough for a share within twelve points of percentage, and quick enough to follow a slider. */
const FIRST_WORLDS = 64
/** Milliseconds of work between two looks at the mail. */
const SLICE = 5
/** Milliseconds between two reports of progress: more would keep the page busy with drawing them. */
const REPORTED = 100
/** Shares of the whole run after which a refined result is shown. */
const SHOWN_AT = [0.1, 0.4]

const say = (reply: Reply): void => {
  postMessage(reply)
}
let current = 0
/** What can be used again after an edit: samplers already built, and the reading of the text last seen. */
const samplers: Samplers = samplersByValue()
let seen: { readonly text: string; readonly read: CaseRead } | null = null

function readingOf(text: string, file: string): CaseRead {
  if (seen?.text !== text) seen = { text, read: readCase(text, file, seen?.read) }
  return seen.read
}

addEventListener('message', ({ data }: MessageEvent<Request>) => {
  switch (data.kind) {
    case 'run':
      current = data.id
      void run(data).catch((error: unknown) => {
        say({ kind: 'failed', id: data.id, message: String(error) })
      })
      return
    case 'cancel':
      current = -1
      return
    case 'set': {
      // A changed number makes the run under way pointless: the new text follows at once.
      current = -1
      const edited = setNumberIn(readingOf(data.text, 'case.yaml'), data.text, data.quantity, data.written)
      say(
        edited.ok
          ? { kind: 'set', id: data.id, text: edited.text, problem: null }
          : { kind: 'set', id: data.id, text: null, problem: edited.problem.message },
      )
      return
    }
    case 'schema':
      say({ kind: 'schema', id: data.id, schema: caseSchema() })
      return
    case 'strikes':
      void strikesOf(data)
        .catch(() => null)
        .then((strikes) => {
          say({ kind: 'strikes', id: data.id, strikes })
        })
      return
    case 'plane':
      plane = data.id
      void planeAnswer(data)
        .catch((error: unknown): PlaneAnswer => ({ kind: 'failed', message: String(error) }))
        .then((answer) => {
          say({ kind: 'plane', id: data.id, answer })
        })
  }
})

async function run(request: RunRequest): Promise<void> {
  // Of several edits that wait, only the last is worth a run.
  await mail()
  if (current !== request.id) return
  const loaded = loadedFrom(readingOf(request.text, request.file), request.text)
  if (!loaded.ok) {
    say({ kind: 'refused', id: request.id, diagnostics: [...loaded.errors, ...loaded.warnings] })
    return
  }
  const { seed, worlds, scenario } = request
  const known = loaded.case.scenarios.some(({ id }) => id === scenario) ? scenario : null
  const first = compile(loaded.case, known, { seed, worlds: FIRST_WORLDS, beside: [] })
  const tally = newTally(first)
  simulator(first, samplers)(0, FIRST_WORLDS, tally)
  say({
    kind: 'result',
    id: request.id,
    summary: summarise({ ...first, worlds }, tally, loaded.digest),
    isLast: false,
    read: { case: loaded.case, warnings: loaded.warnings },
  })
  await mail()
  if (current !== request.id) return
  const beside = request.beside?.filter((id) => loaded.case.scenarios.some((entry) => entry.id === id))
  await refine(request, compile(loaded.case, known, { seed, worlds, ...(beside ? { beside } : {}) }), loaded.digest)
}

async function refine(request: RunRequest, model: Model, digest: string): Promise<void> {
  const tally: Tally = newTally(model)
  const simulate = simulator(model, samplers)
  let shown = 0
  let step = 10
  const arms: ArmSummary[] = []
  let from = 0
  let reported = performance.now()
  while (from < model.worlds) {
    await mail()
    if (current !== request.id) return
    const start = performance.now()
    const to = Math.min(model.worlds, from + step)
    simulate(from, to, tally)
    step = Math.max(5, Math.round(step * Math.min(2, SLICE / Math.max(performance.now() - start, 1))))
    from = to
    if (performance.now() - reported >= REPORTED) {
      reported = performance.now()
      say({ kind: 'progress', id: request.id, done: to, worlds: model.worlds })
    }
    if (shown < SHOWN_AT.length && to >= SHOWN_AT[shown]! * model.worlds && to < model.worlds) {
      shown++
      if (!(await summariseArms(request, model, tally, arms))) return
      const summary = summarise(model, tally, digest, arms)
      say({ kind: 'result', id: request.id, summary, isLast: false, read: null })
    }
  }
  if (!(await summariseArms(request, model, tally, arms))) return
  say({ kind: 'result', id: request.id, summary: summarise(model, tally, digest, arms), isLast: true, read: null })
}

/** Brings the summaries of the arms up to date, those that ran on since. @returns whether the run is still wanted. */
async function summariseArms(request: RunRequest, model: Model, tally: Tally, arms: ArmSummary[]): Promise<boolean> {
  for (let arm = 0; arm < tally.arms.length; arm++) {
    if (arms[arm]?.worlds === tally.arms[arm]!.n) continue
    await mail()
    if (current !== request.id) return false
    arms[arm] = summariseArm(model, tally, arm)
  }
  return true
}

/** Counts bit by bit, and gives up as soon as anything is asked that changes the result on the screen. */
async function strikesOf(request: StrikesRequest): Promise<Strikes | null> {
  const run = current
  const loaded = loadedFrom(readingOf(request.text, request.file), request.text)
  if (!loaded.ok) return null
  const { seed, worlds, scenario } = request
  const known = loaded.case.scenarios.some(({ id }) => id === scenario) ? scenario : null
  const count = strikeCount(compile(loaded.case, known, { seed, worlds, beside: [], armWorlds: 0 }), samplers)
  for (let from = 0; from < worlds; ) {
    await mail()
    if (current !== run) return null
    const until = performance.now() + SLICE
    do count.add(from, ++from)
    while (from < worlds && performance.now() < until)
  }
  return count.result()
}

let plane = 0
/** Planes of the case last asked about: stepping to another world of it is then a matter of milliseconds. */
let planes: { readonly key: string; readonly case: Case; readonly of: Planes | null } | null = null

async function planeAnswer(request: PlaneRequest): Promise<PlaneAnswer> {
  await mail()
  if (plane !== request.id) return { kind: 'dropped' }
  const { text, scenario, seed } = request
  const key = JSON.stringify([scenario, seed, text])
  if (planes?.key !== key) {
    const loaded = loadedFrom(readingOf(text, request.file), text)
    if (!loaded.ok) return { kind: 'dropped' }
    const known = loaded.case.scenarios.some(({ id }) => id === scenario) ? scenario : null
    planes = { key, case: loaded.case, of: planesOf(compile(loaded.case, known, { seed, beside: [] }), samplers) }
  }
  if (!planes.of) return { kind: 'none' }
  const survey = planes.of.survey()
  return { kind: 'plane', case: planes.case, plane: planes.of.at(request.world ?? survey.middle), survey }
}
