/** From the words of a command to the record that answers it: the one way by which commands ask. */
import { availableParallelism } from 'node:os'
import { askProblems, hasLongWorlds, readAsk } from '../src/internal.ts'
import type { Answer, Ask, AskKind, AskProblem, Case, CaseSubject, RecordOf, Subject, Wanted } from '../src/internal.ts'
import { headlineSoFar } from '../present/words/index.ts'
import { aside } from '../runner/aside.ts'
import { inProcess } from '../runner/in-process.ts'
import type { Progress, Runner, TallyKeeper } from '../runner/runner.ts'
import { onThreads } from '../runner/threads.ts'
import { EXIT, UsageError } from './exit.ts'
import { openCase, withFit } from './opened-case.ts'
import type { OpenedCase } from './opened-case.ts'
import { openStore } from './row-store.ts'
import type { Folders } from './row-store.ts'
import { tellTables } from './tables.ts'
import type { Tables } from './tables.ts'
import { progressLine } from './terminal.ts'
import type { ProgressLine } from './terminal.ts'
import { estimateText, timeWatch } from './time-watch.ts'
import type { Estimate } from './time-watch.ts'
import { tellCuts } from './too-large.ts'

export interface AskOptions extends Folders {
  readonly threads?: number | undefined
  /** Most minutes that an ask of long worlds may be estimated to take. */
  readonly minutes?: number | undefined
  /** Where tallies of worlds are kept. */
  readonly tallies?: TallyKeeper | undefined
  /** A posterior that `fit` wrote, in place of the front's numbers. */
  readonly posterior?: string | undefined
  /** Files whose texts the ask holds, by the names that the question gives them. */
  readonly tables?: Tables
}

export interface Answered<R> {
  readonly record: R
  readonly opened: OpenedCase
  /** `EXIT.interrupted` where it was broken off, and the record is of what was there. */
  readonly code: number
}

/** Asks of a case. @returns an exit code where there is no record: what is the matter is then on stderr. @throws
 *  UsageError where the ask makes no sense. */
export async function askOfCase<K extends AskKind>(
  name: string,
  wanted: Wanted<K>,
  options: AskOptions = {},
): Promise<Answered<RecordOf<K>> | number> {
  const ask = askOf(wanted)
  const runners = [runnerFor(ask, options.threads)]
  try {
    const asWritten = openCase(name)
    if (!asWritten) return EXIT.input
    const opened = options.posterior === undefined ? asWritten : withFit(asWritten, options.posterior)
    if (worksHere(ask) && hasLongWorlds(opened.case)) runners.unshift(aside())
    const found = await submit<K>(runners[0] as Runner, subjectOf(opened), ask, options)
    return typeof found === 'number' ? found : { ...found, opened }
  } finally {
    await Promise.all(runners.map((runner) => runner.close()))
  }
}

/** Asks of a subject that is read already, on this thread. */
export async function askOfSubject<K extends AskKind>(
  subject: Subject,
  wanted: Wanted<K>,
  tables: Tables = {},
): Promise<RecordOf<K> | number> {
  const found = await submit<K>(inProcess(), subject, askOf(wanted), { tables })
  return typeof found === 'number' ? found : found.record
}

export function subjectOf({ case: theCase, digest }: { readonly case: Case; readonly digest: string }): CaseSubject {
  return { kind: 'case', case: theCase, digest }
}

/** @throws UsageError where a field is wrong. */
export function askOf<K extends AskKind>(wanted: Wanted<K>): Extract<Ask, { readonly kind: K }> {
  const read = readAsk(wanted)
  if (!read.ok) throw new UsageError(askProblems(read.problems))
  return read.ask as Extract<Ask, { readonly kind: K }>
}

async function submit<K extends AskKind>(
  runner: Runner,
  subject: Subject,
  ask: Extract<Ask, { readonly kind: K }>,
  { tables = {}, minutes = MOST_MINUTES, threads, tallies, ...folders }: Omit<AskOptions, 'posterior'>,
): Promise<{ readonly record: RecordOf<K>; readonly code: number } | number> {
  const store = openStore(folders, ask, subject)
  const abort = new AbortController()
  const stop = (): void => abort.abort()
  process.once('SIGINT', stop)
  const answer = ({ deals }: Progress): string | null =>
    deals && subject.kind === 'case' ? headlineSoFar(subject.case, deals) : null
  const line = progressLine({ answer })
  const timed = timedAsk(subject, { line, stop, minutes, threads })
  const watch = { signal: abort.signal, onProgress: timed.heard, keeper: store, ...(tallies && { tallies }) }
  try {
    const found = await runner.submit<K>(subject, ask, watch)
    timed.end()
    line.clear()
    const { tooLong } = timed.seen
    if (tooLong !== null && subject.kind === 'case' && found.kind !== 'wrong')
      return await tellCuts(subject.case, line, { estimate: tooLong, minutes })
    if (found.kind === 'none' && found.code === 'too-much-to-search' && subject.kind === 'case')
      return await tellCuts(subject.case, line, { reason: found.reason })
    if (found.kind === 'stopped') process.stderr.write(`${store.stoppedAt(timed.seen.last)}\n`)
    return outcomeOf(found, tables)
  } finally {
    timed.end()
    process.removeListener('SIGINT', stop)
    line.clear()
  }
}

/** Minutes that an ask of long worlds may take, where nobody says how many. */
const MOST_MINUTES = 60

interface Timed {
  readonly heard: (progress: Progress) => void
  readonly end: () => void
  readonly seen: { last: Progress | null; tooLong: Estimate | null }
}

/** Progress and time left on the terminal; an estimate of what takes long, at once; and an end to what takes too
 *  long. */
function timedAsk(
  subject: Subject,
  how: {
    readonly line: ProgressLine
    readonly stop: () => void
    readonly minutes: number
    readonly threads?: number | undefined
  },
): Timed {
  const { line, stop, minutes, threads = availableParallelism() } = how
  const seen: Timed['seen'] = { last: null, tooLong: null }
  const isLong = subject.kind === 'case' && hasLongWorlds(subject.case)
  const hooks = {
    look: (last: Progress, seconds: number | undefined) => line.update(last, seconds),
    say(estimate: Estimate) {
      line.clear()
      process.stderr.write(`${estimateText(estimate)}\n`)
    },
    tooLong(estimate: Estimate) {
      if (!isLong || seen.tooLong !== null) return
      seen.tooLong = estimate
      stop()
    },
  }
  const timer = timeWatch(Math.max(1, threads), hooks, minutes * 60)
  return {
    seen,
    end: timer.end,
    heard(progress) {
      seen.last = progress
      line.update(timer.heard(progress))
    },
  }
}

function outcomeOf<R>(found: Answer<R>, tables: Tables): { readonly record: R; readonly code: number } | number {
  switch (found.kind) {
    case 'answer':
      return { record: found.record, code: found.partial ? EXIT.interrupted : EXIT.done }
    case 'wrong':
      if (toldPlaces(found.problems, tables)) return EXIT.input
      throw new UsageError(askProblems(found.problems))
    case 'none':
      process.stderr.write(`armistice: ${found.code === undefined ? 'no number: ' : ''}${found.reason}\n`)
      return EXIT.input
    case 'stopped':
      return EXIT.interrupted
  }
}

/** Tells problems that have their places in files; false where one has none, and nothing was told. */
function toldPlaces(problems: readonly AskProblem[], tables: Tables): boolean {
  const places = problems.flatMap(({ diagnostic }) => (diagnostic ? [diagnostic] : []))
  if (places.length === 0 || places.length < problems.length) return false
  tellTables(places, tables)
  return true
}

/** Worlds from which a second thread pays: each has to compile the engine for itself (bench/runner.ts). */
const WORTH_THREADS = 4000

/** Whether an ask is worked on step by step on the thread that asks. */
function worksHere({ kind }: Ask): boolean {
  switch (kind) {
    case 'explain':
    case 'near':
    case 'plane':
    case 'space':
    case 'unlock':
      return true
    default:
      return false
  }
}

/** Threads start before the case is read, so that they are there when it is. */
function runnerFor(ask: Ask, threads: number | undefined): Runner {
  switch (ask.kind) {
    case 'run':
    case 'compare':
    case 'seal':
    case 'score':
      return onThreads(threads ?? (ask.worlds < WORTH_THREADS ? 1 : availableParallelism()))
    case 'sensitivity':
    case 'tipping':
    case 'audit':
    case 'stability':
      // This thread computes no rows: it has to hear Ctrl+C.
      return onThreads((threads ?? availableParallelism()) + 1)
    default:
      return onThreads(threads ?? 1)
  }
}
