/** What needs the engine, done at the other end of a port: asks and cases are read, answers made and put into their
 *  forms. The thread that talks to clients hands all of it over, so that no request waits for another's arithmetic. */
import type { MessagePort } from 'node:worker_threads'
import { answer, ASK_KINDS, load, readAsk } from '../src/internal.ts'
import type { CaseSubject } from '../src/internal.ts'
import { playOnCluster } from '../cluster/play.ts'
import type { CutTask, ShareEnd, Take } from '../cluster/play.ts'
import type { Answered, Checked, Compared, FromDesk, Job, ToDesk } from './desk.ts'
import { changesBetween, isSameCase } from './diff.ts'
import { rendered } from './render.ts'

/** Cases kept as read: what is asked about is what was asked about last. */
const REMEMBERED = 4
/** Errors of a case told at most. */
const MOST_ERRORS = 100

type Port = Pick<MessagePort, 'postMessage' | 'on'>

/** An answer in the making: who stops it, and who waits for word of its tasks. */
interface Making {
  readonly abort: AbortController
  readonly waiting: Map<number, (message: ToDesk) => void>
}

/** Does what comes through a port; answers are made beside each other, everything else as it comes. */
export function serveDesk(port: Port): void {
  const making = new Map<number, Making>()
  const subjectOf = remembering()
  const say = (message: FromDesk): void => port.postMessage(message)
  const done = (id: number, value: unknown): void => say({ kind: 'done', id, value })
  port.on('message', (message: ToDesk) => {
    const { id } = message
    if (message.kind === 'stop') return making.get(id)?.abort.abort()
    if (message.kind !== 'do') return making.get(id)?.waiting.get(message.call)?.(message)
    const failed = (error: unknown): void =>
      say({ kind: 'failed', id, why: error instanceof Error ? error.message : String(error) })
    try {
      if (message.job.kind !== 'answer') return done(id, atOnce(message.job, subjectOf))
      const made: Making = { abort: new AbortController(), waiting: new Map() }
      making.set(id, made)
      const share = (task: CutTask, take: Take): Promise<ShareEnd> =>
        shareThrough(say, { id, waiting: made.waiting }, task, take)
      answered(message.job, subjectOf, { share, signal: made.abort.signal })
        .then((value) => done(id, value), failed)
        .finally(() => making.delete(id))
    } catch (error) {
      failed(error)
    }
  })
}

function atOnce(job: Exclude<Job, { readonly kind: 'answer' }>, subjectOf: (text: string) => CaseSubject | null) {
  switch (job.kind) {
    case 'kinds':
      return ASK_KINDS
    case 'read':
      return readAsk(job.ask)
    case 'check':
      return checked(job.text)
    case 'compare':
      return compared(job.before, job.after)
    case 'render': {
      const subject = subjectOf(job.text)
      return subject && rendered(job.ask, job.body, job.form, subject)
    }
  }
}

function checked(text: string): Checked {
  const loaded = load(text, 'case.yaml')
  if (loaded.ok) return { ok: true, title: loaded.case.title }
  const errors = loaded.errors.slice(0, MOST_ERRORS).map(({ message, line, column }) => ({ message, line, column }))
  return { ok: false, count: loaded.errors.length, errors }
}

function compared(before: string, after: string): Compared {
  try {
    return { ok: true, changes: changesBetween(before, after), sameMeaning: isSameCase(before, after) }
  } catch (error) {
    if (error instanceof SyntaxError) return { ok: false, why: error.message }
    throw error
  }
}

async function answered(
  { ask, text }: Extract<Job, { readonly kind: 'answer' }>,
  subjectOf: (text: string) => CaseSubject | null,
  options: Parameters<typeof playOnCluster>[0],
): Promise<Answered> {
  const read = readAsk(ask)
  if (!read.ok) return { kind: 'wrong', problems: read.problems }
  const subject = subjectOf(text)
  if (!subject) return { kind: 'none', reason: 'the case does not load' }
  const found = await answer(subject, read.ask, playOnCluster(options))
  if (found.kind !== 'answer') return found
  if (found.partial) return { kind: 'stopped' }
  return { kind: 'answer', body: new TextEncoder().encode(JSON.stringify(found.record)) }
}

/** Has a task shared out by whoever is at the other end. */
function shareThrough(
  say: (message: FromDesk) => void,
  { id, waiting }: Pick<Making, 'waiting'> & { readonly id: number },
  task: CutTask,
  take: Take,
): Promise<ShareEnd> {
  const call = waiting.size
  return new Promise((done, failed) => {
    waiting.set(call, (message) => {
      if (message.kind === 'shared') done(message.end)
      if (message.kind !== 'part') return
      // What cannot be put together is no answer; whoever shares the task out goes on, and is told when it is stopped.
      Promise.resolve(message.bytes)
        .then(take)
        .then(() => say({ kind: 'taken', id, call }), failed)
    })
    say({ kind: 'share', id, call, task })
  })
}

function remembering(): (text: string) => CaseSubject | null {
  const known = new Map<string, CaseSubject | null>()
  return (text) => {
    const found = known.get(text)
    if (found !== undefined) return found
    const loaded = load(text, 'case.yaml')
    const subject: CaseSubject | null = loaded.ok ? { kind: 'case', case: loaded.case, digest: loaded.digest } : null
    if (known.size >= REMEMBERED) for (const [oldest] of [...known].slice(0, 1)) known.delete(oldest)
    known.set(text, subject)
    return subject
  }
}
