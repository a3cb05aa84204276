/** The state of the app: the text of the case is the model, everything shown follows from it. */
import { useCallback, useLayoutEffect, useMemo, useReducer, useRef, useTransition } from 'react'
import { DEFAULT_SEED, DEFAULT_WORLDS } from '../src/internal.ts'
import type { Strikes } from '../src/internal.ts'
import { dropDraft, readDraft, slotOf } from './drafts.ts'
import type { Draft } from './drafts.ts'
import type { EngineWorker, SetNumber } from './engine.ts'
import { addressAt, backAgain, bundledText, restored, useAddress, useDraft } from './opening.ts'
import type { Asked, PlaneAnswer, Reply, RunRequest } from './protocol.ts'
import { startWorker } from './start-worker.ts'
import { useBaseline } from './use-baseline.ts'
import { readyAnswer, readyDigest } from './ready.ts'
import { NO_RUN, reduceRun, writeNumberIn } from './run-state.ts'
import type { RunAction, RunState } from './run-state.ts'
import { DEFAULT_PLACE } from './share.ts'
import type { Place } from './share.ts'

/** Worlds in which packages are counted step by step: enough for shares within about seven points of percentage, in a
 *  fraction of a second. */
const STRIKE_WORLDS = 200
/** Characters beyond which a file is refused: the engine's own limit, said before anything is read. */
export const LARGEST_CASE = 5_000_000

/** What a link carried: whoever follows it changed none of that. */
export interface Linked {
  readonly text: string
  readonly scenario: string | null
}

export interface State extends RunState {
  readonly place: Place
  readonly note: string | null
  /** What came by a link, until another case is opened; null where it came otherwise. */
  readonly linked: Linked | null
  readonly line: number | null
  /** How often a line was asked for: the same one twice is two calls. */
  readonly lineCalls: number
}

export type Action =
  | RunAction
  | { readonly kind: 'place'; readonly place: Place; readonly note: string | null }
  /** Another case. @property original as it came, where the text is a changed one. */
  | {
      readonly kind: 'open'
      readonly text: string
      readonly original: string
      /** Texts that undo goes back to; the original where it is left out and the text is another. */
      readonly past?: readonly string[]
      /** What the address carried, where a link was followed. */
      readonly linked?: Linked | null
    }
  | { readonly kind: 'note'; readonly note: string | null }
  | { readonly kind: 'line'; readonly line: number | null }

const START: State = { ...NO_RUN, place: DEFAULT_PLACE, note: null, linked: null, line: null, lineCalls: 0 }

const isLeft = (from: Place, to: Place): boolean => from.view !== 'gallery' && to.view === 'gallery'

/** Whether what is run has changed. */
function isAskedAnew(before: State, after: State): boolean {
  const [from, to] = [before.place, after.place]
  return (
    after.text !== null &&
    (before.text !== after.text ||
      from.case !== to.case ||
      from.scenario !== to.scenario ||
      from.seed !== to.seed ||
      from.beside?.join(',') !== to.beside?.join(','))
  )
}

/** What changes what is run says in the same step that a run is under way. */
function reduce(state: State, action: Action): State {
  const next = step(state, action)
  return isAskedAnew(state, next) ? reduceRun(next, { kind: 'busy', worlds: DEFAULT_WORLDS }) : next
}

function step(state: State, action: Action): State {
  switch (action.kind) {
    case 'place':
      return {
        ...state,
        place: action.place,
        // What was said of the case that was open is no word of the gallery's.
        note: action.note ?? (isLeft(state.place, action.place) ? null : state.note),
        ...(action.place.seed === state.place.seed ? {} : { baseline: null, shown: null, answer: null }),
      }
    case 'open': {
      const past = action.past ?? (action.text === action.original ? [] : [action.original])
      // The run of the same text is under way already.
      if (action.text === state.text && action.original === state.original)
        return { ...state, past, future: [], linked: action.linked ?? null }
      const { text, original } = action
      return {
        ...START,
        place: state.place,
        note: state.note,
        text,
        original,
        past,
        linked: action.linked ?? null,
      }
    }
    case 'note':
      return { ...state, note: action.note }
    case 'line':
      return { ...state, line: action.line, lineCalls: state.lineCalls + 1 }
    case 'reply':
      return reduceRun(
        action.reply.kind === 'failed' && action.original === state.original
          ? { ...state, note: `The engine stopped: ${action.reply.message}` }
          : state,
        action,
      )
    default:
      return reduceRun(state, action)
  }
}

export interface Actions {
  readonly edit: (text: string) => void
  readonly open: (text: string, name: string) => void
  readonly openBundled: (id: string) => void
  readonly openDraft: (slot: string) => void
  readonly dropDraft: (slot: string) => void
  readonly setNumber: SetNumber
  readonly show: (change: Partial<Place>) => void
  readonly undo: () => void
  readonly redo: () => void
  readonly cancel: () => void
  readonly rerun: () => void
  readonly note: (note: string | null) => void
  readonly compare: (beside: readonly string[] | null) => void
  readonly goTo: (line: number | null) => void
  /** A link to what is on the screen, or why there is none. */
  readonly address: () => Promise<{ readonly href: string; readonly problem: string | null }>
  readonly schema: () => Promise<unknown>
  /** The case as it is now, for those who ask about it beside the run. */
  readonly asked: () => Asked | null
  /** What strikes out packages under the text and scenario of now, or why that cannot be counted; null where a change
   *  came in between. */
  readonly strikes: () => Promise<Strikes | string | null>
  /** The utility plane of a world of the text, scenario and seed shown; of the middle world where null. */
  readonly plane: (world: number | null) => Promise<PlaneAnswer>
}

/** The state, and what can be done to it. */
export function useModel(): { state: State; actions: Actions } {
  const [state, dispatch] = useReducer(reduce, START)
  const now = useRef(state)
  now.current = state
  const asked = useRef<string | null>(null)
  const worker = useWorker(dispatch, now, asked)
  const { place, text, original } = state
  const { beside } = place
  const besideKey = beside?.join(',')
  useAddress(state, () => now.current, dispatch)
  useDraft(state, () => now.current, dispatch)

  // Before the edit itself is painted: the worker has something to do meanwhile.
  useLayoutEffect(() => {
    if (text === null) return
    asked.current = original
    worker.run({
      text,
      file: `${place.case}.yaml`,
      scenario: place.scenario,
      beside,
      seed: place.seed,
      worlds: DEFAULT_WORLDS,
      ...wishes(now.current),
    })
  }, [worker, text, original, place.case, place.scenario, place.seed, besideKey])

  useBaseline(state, dispatch)
  const actions = useMemo((): Actions => actionsOf(dispatch, () => now.current, worker), [worker])
  return { state, actions }
}

/** What of a quick answer is wanted: none of a case whose answer came with the app. */
function wishes(state: State): Pick<RunRequest, 'original' | 'ready'> {
  return {
    original: state.originalCase === null && state.text !== state.original ? state.original : null,
    ready: isAsItCame(state) ? readyDigest(state.place.case) : null,
  }
}

/** Whether the case is run as the answer that came with the app was. */
function isAsItCame({ text, original, place }: State): boolean {
  return text === original && place.seed === DEFAULT_SEED && place.scenario === null && place.beside === null
}

/** Results are drawn piece by piece, so that a key or a scroll gets through; what would only start that drawing over, a
 *  report of progress, is dropped meanwhile. @param asked what the run under way was asked of, as it was opened. */
function useWorker(
  dispatch: (action: Action) => void,
  now: { readonly current: State },
  asked: { readonly current: string | null },
): EngineWorker {
  const engine = useRef<EngineWorker | null>(null)
  const [isDrawing, startDrawing] = useTransition()
  const drawing = useRef(isDrawing)
  drawing.current = isDrawing
  const receive = useCallback(
    (reply: Reply) => {
      if (reply.kind === 'progress' && drawing.current) return
      const { scenario, beside } = now.current.place
      const take = (action: Action): void =>
        action.kind === 'reply' && action.reply.kind === 'result'
          ? startDrawing(() => dispatch(action))
          : dispatch(action)
      const original = asked.current
      take({ kind: 'reply', reply, isAsWritten: scenario === null && beside === null, original })
      if (reply.kind !== 'read' || !isAsItCame(now.current)) return
      void readyAnswer(reply.digest)?.then((summary) => {
        if (!isAsItCame(now.current) || now.current.case?.id !== summary.case.id) return
        const whole = { kind: 'result', id: reply.id, summary, months: null, isWhole: true, isLast: false } as const
        take({ kind: 'reply', reply: whole, isAsWritten: true, original })
      })
    },
    [dispatch, now, asked],
  )
  engine.current ??= startWorker(receive)
  return engine.current
}

/** What actions are made of. */
interface Means {
  readonly dispatch: (action: Action) => void
  readonly now: () => State
  readonly worker: EngineWorker
  readonly show: Actions['show']
}

function actionsOf(dispatch: (action: Action) => void, now: () => State, worker: EngineWorker): Actions {
  const show = (change: Partial<Place>): void => {
    dispatch({ kind: 'place', place: { ...now().place, ...change }, note: null })
  }
  const means = { dispatch, now, worker, show }
  return {
    ...openingActions(means),
    ...editingActions(means),
    ...askingActions(means),
    show,
    note: (note) => {
      dispatch({ kind: 'note', note })
    },
    compare: (beside) => {
      show({ beside })
    },
    goTo: (line) => {
      dispatch({ kind: 'line', line })
    },
    async address() {
      const { hash, isWhole } = await addressAt(now())
      const problem = isWhole ? null : 'This case is too long for a link. Send the file instead:'
      return { href: `${location.href.split('#')[0]}${hash}`, problem }
    },
  }
}

/** Another case, or what was left of one. */
function openingActions({
  dispatch,
  now,
  show,
}: Means): Pick<Actions, 'open' | 'openBundled' | 'openDraft' | 'dropDraft'> {
  const elsewhere = (): Place => ({ ...DEFAULT_PLACE, seed: now().place.seed })
  const reopen = (draft: Draft, original: string): void => {
    dispatch(restored(draft, original))
    dispatch({ kind: 'note', note: backAgain(draft) })
  }
  return {
    open(text, name) {
      if (text.length > LARGEST_CASE) {
        dispatch({
          kind: 'note',
          note: `${name} has ${Math.round(text.length / 1e6)} MB; a case file has at most ${LARGEST_CASE / 1e6} MB.`,
        })
        return
      }
      dispatch({ kind: 'open', text, original: text })
      show({ ...elsewhere(), case: 'own', view: 'argument' })
    },
    openBundled(id) {
      void bundledText(id)?.then((text) => {
        const draft = readDraft(slotOf(id, text))
        if (draft) reopen(draft, text)
        else dispatch({ kind: 'open', text, original: text })
        show({ ...elsewhere(), case: id, view: 'argument' })
      })
    },
    openDraft(slot) {
      const draft = readDraft(slot)
      if (!draft) return
      reopen(draft, draft.original)
      show({ ...elsewhere(), case: draft.case, view: 'argument' })
    },
    dropDraft(slot) {
      const { place, original } = now()
      dropDraft(slot)
      if (original !== null && slot === slotOf(place.case, original))
        dispatch({ kind: 'open', text: original, original })
    },
  }
}

/** The text of the case, and the way back in it. */
function editingActions({ dispatch, now, worker }: Means): Pick<Actions, 'edit' | 'setNumber' | 'undo' | 'redo'> {
  return {
    edit: (text) => {
      dispatch({ kind: 'text', text, gesture: null })
    },
    setNumber(quantity, written, gesture) {
      const { text, original } = now()
      if (text === null) return
      if (writeNumberIn(now(), quantity, written)) {
        dispatch({ kind: 'number', quantity, written, gesture: gesture ?? null })
        return
      }
      void worker.ask({ kind: 'set', text, quantity, written, original }).then((reply) => {
        if (reply.text !== null) dispatch({ kind: 'text', text: reply.text, gesture: gesture ?? null })
        else dispatch({ kind: 'note', note: reply.problem })
      })
    },
    undo: () => {
      dispatch({ kind: 'undo' })
    },
    redo: () => {
      dispatch({ kind: 'redo' })
    },
  }
}

/** What is asked of the engine. */
function askingActions({
  dispatch,
  now,
  worker,
}: Means): Pick<Actions, 'cancel' | 'rerun' | 'schema' | 'asked' | 'strikes' | 'plane'> {
  const asked = (): Asked | null => {
    const { text, place } = now()
    return text === null ? null : { text, file: `${place.case}.yaml`, scenario: place.scenario, seed: place.seed }
  }
  return {
    cancel() {
      worker.cancel()
      dispatch({ kind: 'idle' })
    },
    rerun() {
      const question = asked()
      if (question === null) return
      dispatch({ kind: 'busy', worlds: DEFAULT_WORLDS, isAgain: true })
      worker.run({ ...question, beside: now().place.beside, worlds: DEFAULT_WORLDS, ...wishes(now()) })
    },
    schema: () => worker.ask({ kind: 'schema' }).then((reply) => reply.schema),
    asked,
    async strikes() {
      const question = asked()
      return question && (await worker.ask({ kind: 'strikes', ...question, worlds: STRIKE_WORLDS })).strikes
    },
    async plane(world) {
      const question = asked()
      return question ? (await worker.ask({ kind: 'plane', ...question, world })).answer : { kind: 'dropped' }
    },
  }
}
