/** What the app and the page from disk have in common: the text of a case, its steps of undo, and the runs that follow
 *  from it. */
import { defined } from '../src/internal.ts'
import type { Case, Diagnostic, Summary } from '../src/internal.ts'
import type { Reply } from './protocol.ts'
import { FULL_WORLDS, STEADY_WORLDS } from './steady.ts'

/** Changes that undo can take back. */
const REMEMBERED = 200
/** A run, and the case that it is of. */
export interface Ran {
  readonly case: Case
  readonly summary: Summary
  /** Whether it has the scenarios beside, without which some claims have no verdict. */
  readonly isWhole: boolean
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
  /** What the headline speaks of: it needs no scenario beside, so that it may be ahead of the rest. */
  readonly answer: Ran | null
  /** Whether what is shown, and what the headline speaks of, are of a text or scenario before the last change. */
  readonly isOld: boolean
  readonly isAnswerOld: boolean
  /** Whether the headline is of the text, scenario and seed as they are, and of enough worlds. */
  readonly isAnswered: boolean
  /** Whether what is shown is of the text, scenario and seed as they are, and of enough worlds. */
  readonly isCurrent: boolean
  /** Whether it is of so many worlds that verdicts count. */
  readonly isFull: boolean
  /** Whether it is of all worlds: the record that the terminal prints. */
  readonly isLast: boolean
  /** Whether the result belongs to a text that no longer loads. */
  readonly stale: boolean
  readonly progress: { readonly done: number; readonly worlds: number; readonly secondsLeft: number | null } | null
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
  answer: null,
  isOld: false,
  isAnswerOld: false,
  isAnswered: false,
  isCurrent: false,
  isFull: false,
  isLast: false,
  stale: false,
  progress: null,
}

export type RunAction =
  | { readonly kind: 'text'; readonly text: string; readonly gesture: string | null }
  | { readonly kind: 'undo' | 'redo' | 'idle' }
  /** @property isAgain whether the same is run once more. */
  | { readonly kind: 'busy'; readonly worlds: number; readonly isAgain?: boolean }
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
        progress: { done: 0, worlds: action.worlds, secondsLeft: null },
        isOld: action.isAgain ? state.isOld : state.shown !== null,
        isAnswerOld: action.isAgain ? state.isAnswerOld : state.answer !== null,
        isAnswered: false,
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
    case 'read':
      return {
        ...state,
        case: reply.case,
        diagnostics: reply.warnings,
        stale: false,
        originalCase: state.text === state.original ? reply.case : (reply.original ?? state.originalCase),
      }
    case 'progress':
      if (state.progress === null) return state
      return { ...state, progress: { done: reply.done, worlds: reply.worlds, secondsLeft: reply.secondsLeft } }
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
  return {
    ...state,
    originalCase: theCase,
    baseline: summary ? { case: theCase, summary, isWhole: true } : state.baseline,
  }
}

export const worldsOf = ({ summary }: Pick<Ran, 'summary'>): number => defined(summary.arms[0]).worlds

/** Whether a run is of too few worlds to be read. */
export function isDraft(ran: Ran): boolean {
  return ran.summary.partial && worldsOf(ran) < STEADY_WORLDS
}

/** Whether it tells no verdicts yet: of too few worlds, or without the scenarios beside. */
export const isUnsettled = (ran: Ran): boolean => !ran.isWhole || isDraft(ran)

/** A draft takes the screen only where there is nothing better: it never replaces an answer, nor does a result of fewer
 *  worlds that of the same text. */
function withResult<S extends RunState>(
  state: S,
  { summary, isWhole, isLast }: Extract<Reply, { kind: 'result' }>,
  isAsWritten: boolean,
): S {
  const theCase = state.case
  if (!theCase) return state
  const result: Ran = { case: theCase, summary, isWhole }
  const isBetter = state.isLast || (state.shown !== null && worldsOf(state.shown) > worldsOf(result))
  if (state.isCurrent && isBetter && !isLast) return state
  const isSteady = isLast || !isDraft(result)
  const isFull = isWhole && (isLast || worldsOf(result) >= FULL_WORLDS)
  const isOriginal = isAsWritten && state.text === state.original
  const hasOnlyDraft = state.shown === null || isDraft(state.shown) || (!state.shown.isWhole && !state.isOld)
  const isShown = hasOnlyDraft || (isSteady && isWhole)
  const isAnswer = isSteady || state.answer === null || isDraft(state.answer)
  return {
    ...state,
    shown: isShown ? result : state.shown,
    isOld: isShown ? false : state.isOld,
    answer: isAnswer ? result : state.answer,
    isAnswerOld: isAnswer ? false : state.isAnswerOld,
    isAnswered: isSteady,
    isCurrent: isSteady && isWhole,
    isFull,
    isLast,
    baseline: isOriginal && isSteady && isWhole && isMore(result, state.baseline) ? result : state.baseline,
    progress: isLast ? null : state.progress,
  }
}

/** Whether a run is of at least as many worlds as another. */
const isMore = (ran: Ran, than: Ran | null): boolean => than === null || worldsOf(ran) >= worldsOf(than)
