/** How a chunk is computed exactly once though anything may crash: the two sides as step-by-step programs that ask for
 *  effects and are told what came of them. The worker (`worker.ts`) and the server (`conductor.ts`) carry the effects
 *  out; the simulation in the tests carries them out with faults.
 *
 *  What holds it together: (1) a chunk and the completion of its job are one transaction; (2) the store has one row a
 *  chunk, so that a second computing of it changes nothing; (3) a job whose worker goes silent is free again after a
 *  while; (4) the conductor offers every chunk that is neither kept nor on offer again, so that no loss of jobs loses a
 *  chunk; (5) whatever is in doubt (a reply that was lost) is asked or done again, and all effects allow it. */

/** A chunk on offer: the job of the queue that stands for it. */
export interface Job {
  readonly id: string
  readonly task: string
  readonly number: number
}

export type Outcome =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly seconds: number }
  /** The worker was asked to stop before the chunk was done. */
  | { readonly kind: 'stopped' }
  /** The computation refuses: it would refuse anywhere. */
  | { readonly kind: 'refused'; readonly why: string }

/** What the store and the queue cannot be asked at the moment: thrown into the program at the effect that failed. */
export class Unreachable extends Error {}

export type WorkerEffect =
  /** Says that the worker is there. Reply: the engine whose work the store holds, or null. */
  | { readonly kind: 'greet' }
  /** Reply: a job that is nobody else's for a while, or null. */
  | { readonly kind: 'fetch' }
  /** Reply: whether the chunk is kept already, or its task is open no longer. */
  | { readonly kind: 'settled'; readonly job: Job }
  /** Reply: an outcome. */
  | { readonly kind: 'compute'; readonly job: Job }
  /** Keeps the chunk, unless it is kept, and completes its job: both or neither. */
  | { readonly kind: 'commit'; readonly job: Job; readonly bytes: Uint8Array; readonly seconds: number }
  /** Completes a job that needs no computing. */
  | { readonly kind: 'drop'; readonly job: Job }
  /** Fails the task and completes the job: both or neither. */
  | { readonly kind: 'refuse'; readonly job: Job; readonly why: string }
  /** Puts the job back for others, at once. */
  | { readonly kind: 'handBack'; readonly job: Job }
  /** Waits before it tries again. Reply: whether the worker is to go on. */
  | { readonly kind: 'rest'; readonly why: 'idle' | 'unreachable' }
  /** Says that the worker leaves. */
  | { readonly kind: 'leave' }

export type WorkerEnd =
  | { readonly kind: 'stopped' }
  /** The store holds work of another engine. */
  | { readonly kind: 'otherEngine'; readonly served: string }

type Steps<E, R> = Generator<E, R, unknown>

/** A worker's life. @param engine version of the engine that it computes with. */
export function* workerLife(engine: string): Steps<WorkerEffect, WorkerEnd> {
  for (;;) {
    const served = yield* patiently<WorkerEffect, string | null>({ kind: 'greet' }, REST)
    if (served === STOP) return { kind: 'stopped' }
    if (served !== null && served !== engine) {
      yield* once<WorkerEffect>({ kind: 'leave' })
      return { kind: 'otherEngine', served }
    }
    const job = yield* patiently<WorkerEffect, Job | null>({ kind: 'fetch' }, REST)
    const goesOn = job === STOP ? false : job === null ? yield { kind: 'rest', why: 'idle' } : yield* oneChunk(job)
    if (!goesOn) {
      yield* once<WorkerEffect>({ kind: 'leave' })
      return { kind: 'stopped' }
    }
  }
}

/** @returns whether the worker goes on. */
function* oneChunk(job: Job): Steps<WorkerEffect, boolean> {
  const settled = yield* patiently<WorkerEffect, boolean>({ kind: 'settled', job }, REST)
  if (settled === STOP) return yield* handBack(job)
  if (settled) return (yield* patiently<WorkerEffect, void>({ kind: 'drop', job }, REST)) !== STOP
  const outcome = yield* patiently<WorkerEffect, Outcome>({ kind: 'compute', job }, REST)
  if (outcome === STOP) return yield* handBack(job)
  switch (outcome.kind) {
    case 'stopped':
      return yield* handBack(job)
    case 'refused':
      return (yield* patiently<WorkerEffect, void>({ kind: 'refuse', job, why: outcome.why }, REST)) !== STOP
    case 'bytes': {
      const { bytes, seconds } = outcome
      return (yield* patiently<WorkerEffect, void>({ kind: 'commit', job, bytes, seconds }, REST)) !== STOP
    }
  }
}

function* handBack(job: Job): Steps<WorkerEffect, false> {
  yield* once<WorkerEffect>({ kind: 'handBack', job })
  return false
}

const STOP: unique symbol = Symbol('stop')
const REST: WorkerEffect = { kind: 'rest', why: 'unreachable' }

/** An effect until it succeeds: one whose reply was lost is simply done again. @returns the reply, or STOP where the
 *  worker is to stop instead. */
function* patiently<E, R>(effect: E, rest: E): Steps<E, R | typeof STOP> {
  for (;;) {
    try {
      return (yield effect) as R
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error
    }
    const goesOn = (yield rest) as boolean
    if (!goesOn) return STOP
  }
}

/** An effect that is a courtesy: where it fails, time does the same. */
function* once<E>(effect: E): Steps<E, void> {
  try {
    yield effect
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error
  }
}

/** What the conductor sees of a task. */
export interface View {
  readonly state: 'open' | 'done' | 'failed' | 'cancelled'
  readonly error: string | null
  /** Chunks that are kept, and chunks in all. */
  readonly kept: number
  readonly chunks: number
  /** Numbers of chunks that are neither kept nor on offer nor with a worker. */
  readonly lost: readonly number[]
  /** Numbers of chunks that were given up: every worker that took them went silent. */
  readonly givenUp: readonly number[]
}

export type ConductorEffect =
  /** Stores the task and offers its chunks: both or neither. */
  | { readonly kind: 'offer' }
  /** Frees the jobs of workers that went silent. */
  | { readonly kind: 'sweep' }
  /** Reply: a view of the task. */
  | { readonly kind: 'look' }
  /** Offers chunks anew. */
  | { readonly kind: 'offerAgain'; readonly numbers: readonly number[] }
  | { readonly kind: 'fail'; readonly why: string }
  /** Reply: whether the conductor is to go on. */
  | { readonly kind: 'rest'; readonly why: 'working' | 'unreachable' }

export type ConductorEnd =
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly why: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'stopped' }

const PAUSE: ConductorEffect = { kind: 'rest', why: 'unreachable' }

/** Sees a task through. Any number of conductors may see to the same task, and each may die at any
 *  step: another begins anew. */
export function* conduct(): Steps<ConductorEffect, ConductorEnd> {
  if ((yield* patiently<ConductorEffect, void>({ kind: 'offer' }, PAUSE)) === STOP) return { kind: 'stopped' }
  for (;;) {
    if ((yield* patiently<ConductorEffect, void>({ kind: 'sweep' }, PAUSE)) === STOP) return { kind: 'stopped' }
    const view = yield* patiently<ConductorEffect, View>({ kind: 'look' }, PAUSE)
    if (view === STOP) return { kind: 'stopped' }
    if (view.kept === view.chunks) return { kind: 'done' }
    if (view.state === 'failed') return { kind: 'failed', why: view.error ?? 'no reason is known' }
    if (view.state === 'cancelled') return { kind: 'cancelled' }
    const needed = correction(view)
    if (needed && (yield* patiently<ConductorEffect, void>(needed, PAUSE)) === STOP) return { kind: 'stopped' }
    if (!((yield { kind: 'rest', why: 'working' }) as boolean)) return { kind: 'stopped' }
  }
}

function correction({ lost, givenUp }: View): ConductorEffect | null {
  if (givenUp.length > 0)
    return {
      kind: 'fail',
      why: `chunk ${givenUp[0]} was given up: every worker that took it ended without a word (out of memory, or killed); see their logs`,
    }
  return lost.length > 0 ? { kind: 'offerAgain', numbers: lost } : null
}
