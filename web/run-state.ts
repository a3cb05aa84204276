/** What the app and the page from disk have in common: the text of a case, its steps of undo, and the runs that follow
 *  from it. */
import { defined, writeAt, writeBackAt } from '../src/internal.ts'
import type { Case, Diagnostic, NumberPlaces, Spread, Summary } from '../src/internal.ts'
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
  /** By world, the month of the deal, 0 where none came; null where the worlds were not played here. */
  readonly months: Uint16Array | null
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
  /** Where the numbers of the text stand, and of the case as it came; null while that is not known. */
  readonly places: NumberPlaces | null
  readonly originalPlaces: NumberPlaces | null
  /** The text as a case, as soon as it is read; the last one that stood where it does not load. */
  readonly case: Case | null
  readonly diagnostics: readonly Diagnostic[]
  /** Whether a world of it may take long. */
  readonly isLong: boolean
  /** What is on the screen: the last result of enough worlds to be read, or a draft before there was any. */
  readonly shown: Ran | null
  /** What the headline speaks of: it needs no scenario beside, so that it may be ahead of the rest. */
  readonly answer: Ran | null
  /** What the first worlds of the text of now say, while nothing better does: too few to be the answer, enough to tell
   *  which way a change goes. */
  readonly draft: Ran | null
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
  places: null,
  originalPlaces: null,
  case: null,
  diagnostics: [],
  isLong: false,
  shown: null,
  answer: null,
  draft: null,
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
  /** A number, where {@link writeNumberIn} can write it; null as it came. */
  | {
      readonly kind: 'number'
      readonly quantity: string
      readonly written: string | null
      readonly gesture: string | null
    }
  | { readonly kind: 'undo' | 'redo' | 'idle' }
  /** @property isAgain whether the same is run once more. */
  | { readonly kind: 'busy'; readonly worlds: number; readonly isAgain?: boolean }
  /** What was run beside: the case as it was opened, and its result once that is whole. */
  | {
      readonly kind: 'baseline'
      readonly original: string
      readonly case: Case
      readonly result: Pick<Ran, 'summary'> | null
      readonly months: Uint16Array | null
    }
  /** @property isAsWritten whether the run is of the case without a scenario. @property original the case that the run
   *  was asked of, as it was opened. */
  | {
      readonly kind: 'reply'
      readonly reply: Reply
      readonly isAsWritten: boolean
      readonly original: string | null
    }

export function reduceRun<S extends RunState>(state: S, action: RunAction): S {
  switch (action.kind) {
    case 'text': {
      if (action.text === state.text || state.text === null) return state
      const isOneGesture = action.gesture !== null && action.gesture === state.gesture
      const past = isOneGesture ? state.past : [...state.past, state.text].slice(-REMEMBERED)
      return { ...state, text: action.text, past, future: [], gesture: action.gesture }
    }
    case 'number': {
      const places = writeNumberIn(state, action.quantity, action.written)
      if (!places) return state
      const { gesture } = action
      return {
        ...reduceRun(state, { kind: 'text', text: places.text, gesture }),
        places,
        // What the engine will read, before it has: what is under the hand and its name are on the screen at once.
        case: state.case && withNumber(state.case, action, state.originalCase),
      }
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
        draft: action.isAgain ? state.draft : null,
        isAnswered: false,
        isCurrent: false,
        isFull: false,
        isLast: false,
      }
    case 'idle':
      return { ...state, progress: null }
    case 'baseline':
      return action.original === state.original ? withBaseline(state, action) : state
    case 'reply':
      // What still comes of the case before is no word of this one.
      return action.original === state.original ? received(state, action.reply, action.isAsWritten) : state
  }
}

/** The text with a number written anew at once; null where the engine is to be asked. */
export function writeNumberIn(
  { text, places, originalPlaces }: Pick<RunState, 'text' | 'places' | 'originalPlaces'>,
  quantity: string,
  written: string | null,
): NumberPlaces | null {
  if (places === null || places.text !== text) return null
  if (written !== null) return writeAt(places, quantity, written)
  return originalPlaces && writeBackAt(places, quantity, originalPlaces)
}

/** A case with a number as it was just written. */
function withNumber(
  theCase: Case,
  { quantity, written }: Pick<Extract<RunAction, { kind: 'number' }>, 'quantity' | 'written'>,
  original: Case | null,
): Case {
  const [id, option] = quantity.split('/')
  const was = original?.quantities.find((one) => one.id === id)?.spread
  const value = written?.endsWith('%') ? Number(written.slice(0, -1)) / 100 : Number(written)
  const rewritten = (spread: Spread): Spread => {
    if (written === null) return was ?? spread
    if (!Number.isFinite(value)) return spread
    const of = { kind: 'fixed', value } as const
    if (spread.kind === 'plain') return { ...spread, of }
    const at = defined(theCase.hypotheses[spread.set]).options.findIndex((one) => one.id === option)
    return { ...spread, by: spread.by.map((one, k) => (k === at ? of : one)) }
  }
  const quantities = theCase.quantities.map((one) => (one.id === id ? { ...one, spread: rewritten(one.spread) } : one))
  return { ...theCase, quantities }
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
        isLong: reply.isLong,
        stale: false,
        places: reply.places?.text === state.text ? reply.places : state.places,
        originalPlaces: reply.places?.text === state.original ? reply.places : state.originalPlaces,
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

/** Worlds that were played beside pair with those of a change before they are enough to be a result. */
function withBaseline<S extends RunState>(
  state: S,
  { case: theCase, result, months }: Extract<RunAction, { kind: 'baseline' }>,
): S {
  const { baseline } = state
  const isMoreMonths = baseline !== null && months !== null && months.length > (baseline.months?.length ?? 0)
  const known = isMoreMonths ? { ...baseline, months } : baseline
  const ran = result && { case: theCase, summary: result.summary, months, isWhole: true }
  return { ...state, originalCase: theCase, baseline: ran ?? known }
}

export const worldsOf = ({ summary }: Pick<Ran, 'summary'>): number => defined(summary.arms[0]).worlds

/** Whether a run is of too few worlds to be read. */
export function isDraft(ran: Ran): boolean {
  return ran.summary.partial && worldsOf(ran) < STEADY_WORLDS
}

/** Whether more worlds would move its numbers visibly. */
export const isMoving = (ran: Ran): boolean => ran.summary.partial && worldsOf(ran) < FULL_WORLDS

/** Whether it tells no verdicts yet: of too few worlds, or without the scenarios beside. */
export const isUnsettled = (ran: Ran): boolean => !ran.isWhole || isDraft(ran)

/** A draft takes the screen only where there is nothing better: it never replaces an answer, nor does a result of fewer
 *  worlds that of the same text. */
function withResult<S extends RunState>(
  state: S,
  { summary, months, isWhole, isLast }: Extract<Reply, { kind: 'result' }>,
  isAsWritten: boolean,
): S {
  const theCase = state.case
  if (!theCase) return state
  const result: Ran = { case: theCase, summary, isWhole, months }
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
    draft: isSteady ? null : result,
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
