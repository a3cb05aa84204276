/** The engine in a thread of its own. A first answer comes from few worlds without the scenarios beside, then one of
 *  enough to be read; then the whole run refines it. */
import {
  caseSchema,
  hasLongWorlds,
  loadedFrom,
  putBackIn,
  readCase,
  samplersByValue,
  setNumberIn,
} from '../src/internal.ts'
import type { Case, CaseRead, CaseSubject, Edited, Strikes, Subject, Summary, Wanted } from '../src/internal.ts'
import type { Progress, Watch } from '../runner/runner.ts'
import { ask, stopWhen } from './ask.ts'
import { mail } from './mail.ts'
import { STEADY_WORLDS } from './steady.ts'
import type {
  Asked,
  PlaneAnswer,
  PlaneRequest,
  Reply,
  Request,
  RunRequest,
  SetRequest,
  StrikesRequest,
} from './protocol.ts'

/** Worlds of the first answer: enough for a share within twelve points of percentage, and quick enough to follow a
 *  slider. */
const FIRST_WORLDS = 64
/** Milliseconds of work between two looks at the mail. */
const SLICE = 5
/** Milliseconds between two reports of progress: more would keep the page busy with drawing them. */
const REPORTED = 100
/** Milliseconds after which the time left is told: the first worlds are slower. */
const TOLD_AFTER = 2000
/** Shares of the whole run after which a refined result is shown. */
const SHOWN_AT = [0.04, 0.1, 0.4]

const say = (reply: Reply): void => {
  postMessage(reply)
}
let current = 0
/** The run that was broken off by hand: what is there is kept. */
let broken = 0
/** What can be used again after an edit: samplers already built, and the reading of the text last seen. */
const slices = {
  breathe: mail,
  slice: SLICE,
  showAt: SHOWN_AT,
  samplers: samplersByValue(),
  memory: new Map<string, unknown>(),
}
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
      broken = current
      return
    case 'set': {
      const edited = edit(data)
      // The run under way goes on until another is asked for: a number may be what it was, be refused, or be set back
      // before the page has drawn, and then no other run follows.
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

let first: { readonly text: string; readonly read: CaseRead } | null = null

/** A number written into the text, or put back as it was when the case was opened. */
function edit({ text, quantity, written, original }: SetRequest): Edited {
  const read = readingOf(text, 'case.yaml')
  if (written !== null) return setNumberIn(read, text, quantity, written)
  return { ok: true, text: putBackIn(read, text, quantity, asOpened(original)) ?? text }
}

function asOpened(text: string): { readonly text: string; readonly read: CaseRead } {
  if (first?.text !== text) first = { text, read: readCase(text, 'case.yaml') }
  return first
}

function originalOf({ original }: RunRequest): Case | null {
  if (original === null) return null
  const loaded = loadedFrom(asOpened(original).read, original)
  return loaded.ok ? loaded.case : null
}

async function run(request: RunRequest): Promise<void> {
  // Of several edits that wait, only the last is worth a run.
  await mail()
  if (current !== request.id) return
  const read = readingOf(request.text, request.file)
  const loaded = loadedFrom(read, request.text)
  if (!loaded.ok) {
    say({ kind: 'refused', id: request.id, diagnostics: [...loaded.errors, ...loaded.warnings] })
    return
  }
  const { seed, worlds, scenario: wanted } = request
  const scenarios = loaded.case.scenarios.map(({ id }) => id)
  const scenario = wanted !== null && scenarios.includes(wanted) ? wanted : null
  const subject: Subject = { kind: 'case', case: loaded.case, digest: loaded.digest }
  const { digest, warnings } = loaded
  const places = read.read && { text: request.text, spans: read.read.reading.spans }
  const isLong = hasLongWorlds(loaded.case)
  const original = originalOf(request)
  say({ kind: 'read', id: request.id, case: loaded.case, original, isLong, places, digest, warnings })
  const asked = (few: number, others: readonly string[] | null): Wanted<'run'> => ({
    kind: 'run',
    seed,
    worlds: few,
    scenario,
    beside: others,
  })
  const few = quickWorlds(loaded, request)
  if (few > 0) {
    const months = new Uint16Array(few)
    const quick = { ...slices, months, showAt: [FIRST_WORLDS / few] }
    const isWhole = scenarios.length === 0
    const seen = (summary: Summary): void => tell(request, unfinished(summary, worlds), { months, isWhole })
    const watch = watchOf(request, { onPartial: (sofar) => seen(sofar as Summary) })
    const first = await ask<'run'>(quick, subject, asked(few, []), watch)
    if (first.kind === 'none' && current === request.id) say({ kind: 'failed', id: request.id, message: first.reason })
    if (first.kind !== 'answer' || current !== request.id) return
    seen(first.record)
    await mail()
  }
  const months = new Uint16Array(worlds)
  const seen = (summary: Summary): void => tell(request, summary, { months, isWhole: true })
  const whole = await ask<'run'>(
    { ...slices, months },
    subject,
    asked(worlds, request.beside?.filter((id) => scenarios.includes(id)) ?? null),
    watchOf(request, { onProgress: reporter(request), onPartial: (sofar) => seen(sofar as Summary) }),
  )
  if (current !== request.id) return
  if (whole.kind === 'none') say({ kind: 'failed', id: request.id, message: whole.reason })
  if (whole.kind === 'answer') seen(whole.record)
}

/** Worlds of a quick answer before the whole run, with a draft on the way to it: none of worlds that take long, which
 *  are no answer at once, nor where an answer is at hand. */
function quickWorlds(loaded: { readonly case: Case; readonly digest: string }, request: RunRequest): number {
  if (loaded.digest === request.ready || hasLongWorlds(loaded.case)) return 0
  return [STEADY_WORLDS, FIRST_WORLDS].find((count) => count < request.worlds) ?? 0
}

const unfinished = (summary: Summary, asked: number): Summary => ({ ...summary, asked, partial: true })

function tell(
  { id }: RunRequest,
  summary: Summary,
  of: { readonly months: Uint16Array; readonly isWhole: boolean },
): void {
  const months = of.months.slice(0, summary.worlds)
  say({ kind: 'result', id, summary, months, isWhole: of.isWhole, isLast: !summary.partial })
}

/** A run ends where another takes its place, and what it has is dropped; or by hand, and what it has is kept. */
function watchOf({ id }: RunRequest, reports: Pick<Watch, 'onProgress' | 'onPartial'> = {}): Watch {
  return {
    ...reports,
    signal: stopWhen(() => current !== id || broken === id),
    get drop() {
      return current !== id
    },
  }
}

/** Reports progress now and then. */
function reporter({ id }: RunRequest): (progress: Progress) => void {
  const start = performance.now()
  let reported = start
  return ({ stage, done, of, secondsLeft }) => {
    const now = performance.now()
    if (stage !== 'worlds' || now - reported < REPORTED) return
    reported = now
    say({ kind: 'progress', id, done, worlds: of, secondsLeft: now - start < TOLD_AFTER ? null : secondsLeft })
  }
}

/** The case that is asked about, and the scenario where the case has it; null where the text does not load. */
function askedAbout(request: Asked): { readonly subject: CaseSubject; readonly scenario: string | null } | null {
  const loaded = loadedFrom(readingOf(request.text, request.file), request.text)
  if (!loaded.ok) return null
  const { scenario } = request
  const known = loaded.case.scenarios.some(({ id }) => id === scenario) ? scenario : null
  return { subject: { kind: 'case', case: loaded.case, digest: loaded.digest }, scenario: known }
}

/** Gives up as soon as anything is asked that changes the result on the screen. */
/** @returns why they cannot be counted in place of them; null where a change came in between. */
async function strikesOf(request: StrikesRequest): Promise<Strikes | string | null> {
  const run = current
  const about = askedAbout(request)
  if (!about) return null
  const { seed, worlds } = request
  const signal = stopWhen(() => current !== run)
  const found = await ask<'space'>(
    slices,
    about.subject,
    { kind: 'space', seed, worlds, scenario: about.scenario },
    { signal, drop: true },
  )
  if (found.kind === 'none') return found.reason
  return found.kind === 'answer' ? found.record : null
}

let plane = 0

async function planeAnswer(request: PlaneRequest): Promise<PlaneAnswer> {
  await mail()
  if (plane !== request.id) return { kind: 'dropped' }
  const about = askedAbout(request)
  if (!about) return { kind: 'dropped' }
  const { seed, world } = request
  const wanted = { kind: 'plane', scenario: about.scenario, seed, world } as const
  const found = await ask<'plane'>(slices, about.subject, wanted, {
    signal: stopWhen(() => plane !== request.id),
    drop: true,
  })
  if (found.kind === 'answer') return { kind: 'plane', case: about.subject.case, ...found.record }
  if (found.kind === 'none') return { kind: 'failed', message: found.reason }
  return found.kind === 'stopped' ? { kind: 'dropped' } : { kind: 'none' }
}
