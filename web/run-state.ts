/** What the app and the page from disk have in common: the text of a case, its steps of undo, and the runs that follow
 *  from it. */
import { defined } from '../src/internal.ts'
import type { Case, Diagnostic, Summary } from '../src/internal.ts'
import type { Reply } from './protocol.ts'

/** Changes that undo can take back. */
const REMEMBERED = 200
/** Worlds from which a result is shown as one: a draft of fewer moves too much to be read. */
export const STEADY_WORLDS = 400
/** Worlds from which an answer counts as full: shares within two points of percentage. The run goes on to the number of
 *  the terminal. */
export const FULL_WORLDS = 4000

/** A run, and the case that it is of. */
export interface Ran {
  readonly case: Case
  readonly summary: Summary
}

export interface RunState {
  /** The case as it came, before any change; null until it is there. */
  readonly original: string | null
  readonly originalCase: Case | null
  /** Its run: what changes are measured against. */
  readonly baseline: Ran | null
  /** Text of the case, null until it is there. */
  readonly text: string | null
  readonly past: readonly string[]
  readonly future: readonly string[]
  /** The drag or typing under way, of which all steps are one of undo. */
  readonly gesture: string | null
  /** The text as a case, as soon as it is read; the last one that stood where it does not load. */
  readonly case: Case | null
  readonly diagnostics: readonly Diagnostic[]
  /** What is on the screen: the last result of enough worlds to be read, or a draft before there was any. */
  readonly shown: Ran | null
  /** Whether it is of the text, scenario and seed as they are, and of enough worlds. */
  readonly isCurrent: boolean
  /** Whether it is of so many worlds that verdicts count. */
  readonly isFull: boolean
  /** Whether it is of all worlds: the record that the terminal prints. */
  readonly isLast: boolean
  /** Whether the result belongs to a text that no longer loads. */
  readonly stale: boolean
  readonly progress: { readonly done: number; readonly worlds: number } | null
}

export const NO_RUN: RunState = {
  original: null,
  originalCase: null,
  baseline: null,
  text: null,
  past: [],
  future: [],
  gesture: null,
  case: null,
  diagnostics: [],
  shown: null,
  isCurrent: false,
  isFull: false,
  isLast: false,
  stale: false,
  progress: null,
}

export type RunAction =
  | { readonly kind: 'text'; readonly text: string; readonly gesture: string | null }
  | { readonly kind: 'undo' | 'redo' | 'idle' }
  | { readonly kind: 'busy'; readonly worlds: number }
  /** What was run beside: the case as it was opened, and its result once that is whole. */
  | { readonly kind: 'baseline'; readonly original: string; readonly case: Case; readonly summary: Summary | null }
  /** @property isAsWritten whether the run is of the case without a scenario. */
  | { readonly kind: 'reply'; readonly reply: Reply; readonly isAsWritten: boolean }

export function reduceRun<S extends RunState>(state: S, action: RunAction): S {
  switch (action.kind) {
    case 'text': {
      if (action.text === state.text || state.text === null) return state
      const isOneGesture = action.gesture !== null && action.gesture === state.gesture
      const past = isOneGesture ? state.past : [...state.past, state.text].slice(-REMEMBERED)
      return { ...state, text: action.text, past, future: [], gesture: action.gesture }
    }
    case 'undo': {
      const before = state.past.at(-1)
      if (before === undefined || state.text === null) return state
      const future = [state.text, ...state.future]
      return { ...state, text: before, past: state.past.slice(0, -1), future, gesture: null }
    }
    case 'redo': {
      const [after, ...future] = state.future
      if (after === undefined || state.text === null) return state
      return { ...state, text: after, past: [...state.past, state.text], future, gesture: null }
    }
    case 'busy':
      return {
        ...state,
        progress: { done: 0, worlds: action.worlds },
        isCurrent: false,
        isFull: false,
        isLast: false,
      }
    case 'idle':
      return { ...state, progress: null }
    case 'baseline':
      return action.original === state.original ? withBaseline(state, action.case, action.summary) : state
    case 'reply':
      return received(state, action.reply, action.isAsWritten)
  }
}

function received<S extends RunState>(state: S, reply: Reply, isAsWritten: boolean): S {
  switch (reply.kind) {
    case 'refused':
      return { ...state, diagnostics: reply.diagnostics, stale: true, progress: null }
    case 'progress':
      return state.progress === null ? state : { ...state, progress: { done: reply.done, worlds: reply.worlds } }
    case 'result':
      return withResult(state, reply, isAsWritten)
    case 'failed':
      return { ...state, progress: null }
    case 'set':
    case 'schema':
    case 'strikes':
    case 'plane':
      return state
  }
}

function withBaseline<S extends RunState>(state: S, theCase: Case, summary: Summary | null): S {
  return { ...state, originalCase: theCase, baseline: summary ? { case: theCase, summary } : state.baseline }
}

export const worldsOf = ({ summary }: Ran): number => defined(summary.arms[0]).worlds

/** Whether a run is of too few worlds to be read. */
export function isDraft(ran: Ran): boolean {
  return ran.summary.partial && worldsOf(ran) < STEADY_WORLDS
}

/** A draft takes the screen only where there is nothing better: it never replaces an answer. */
function withResult<S extends RunState>(
  state: S,
  { read, summary, isLast }: Extract<Reply, { kind: 'result' }>,
  isAsWritten: boolean,
): S {
  const theCase = read?.case ?? state.case
  if (!theCase) return state
  const result: Ran = { case: theCase, summary }
  const isSteady = isLast || !isDraft(result)
  const isFull = isLast || worldsOf(result) >= FULL_WORLDS
  const isOriginal = isAsWritten && state.text === state.original
  const isShown = isSteady || state.shown === null || isDraft(state.shown)
  return {
    ...state,
    case: theCase,
    ...(read ? { diagnostics: read.warnings } : {}),
    shown: isShown ? result : state.shown,
    isCurrent: isSteady,
    isFull,
    isLast,
    stale: false,
    baseline: isFull && isOriginal ? result : state.baseline,
    originalCase: read && state.text === state.original ? read.case : state.originalCase,
    progress: isLast ? null : state.progress,
  }
}
