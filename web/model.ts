/** The state of the app: the text of the case is the model, everything shown follows from it. */
import { defined } from '../src/internal.ts'
import { useCallback, useEffect, useLayoutEffect, useMemo, useReducer, useRef } from 'react'
import type { Case, Diagnostic, Strikes, Summary } from '../src/internal.ts'
import { dropDraft, readDraft, slotOf } from './drafts.ts'
import type { Draft } from './drafts.ts'
import { addressAt, backAgain, bundledText, restored, useAddress, useDraft } from './opening.ts'
import type { Asked, PlaneAnswer, Reply, Request } from './protocol.ts'
import { DEFAULT_PLACE } from './share.ts'
import type { Place } from './share.ts'

/** Worlds of the whole run in the app. */
export const WORLDS = 4000
/** Worlds in which packages are counted step by step: enough for shares within about seven points of percentage, in a fraction of a second. */
const STRIKE_WORLDS = 200
/** Changes that undo can take back. */
const REMEMBERED = 200
/** Characters beyond which a file is refused: the engine's own limit, said before anything is read. */
export const LARGEST_CASE = 5_000_000

/** Worlds from which a result is shown as one: a draft of fewer moves too much to be read. */
export const STEADY_WORLDS = 400

/** The case as it was opened, run: what changes are measured against. */
export interface Baseline {
  readonly case: Case
  readonly summary: Summary
}

export interface State {
  readonly place: Place
  /** The case as it came, before any change; null until it is there. */
  readonly original: string | null
  readonly originalCase: Case | null
  /** Its run. */
  readonly baseline: Baseline | null
  /** The last result of enough worlds to be read, and the case that it is of. */
  readonly steady: Baseline | null
  /** The drag or typing under way, of which all steps are one of undo. */
  readonly gesture: string | null
  /** Text of the case, null until it is there. */
  readonly text: string | null
  readonly past: readonly string[]
  readonly future: readonly string[]
  readonly case: Case | null
  readonly diagnostics: readonly Diagnostic[]
  readonly summary: Summary | null
  /** Whether the result belongs to a text that no longer loads. */
  readonly stale: boolean
  readonly isLast: boolean
  readonly progress: { readonly done: number; readonly worlds: number } | null
  readonly note: string | null
  readonly line: number | null
  /** How often a line was asked for: the same one twice is two calls. */
  readonly lineCalls: number
}

export type Action =
  | { readonly kind: 'place'; readonly place: Place; readonly note: string | null }
  | { readonly kind: 'text'; readonly text: string; readonly gesture: string | null }
  /** Another case. @property original as it came, where the text is a changed one. */
  | {
      readonly kind: 'open'
      readonly text: string
      readonly original: string
      /** Texts that undo goes back to; the original where it is left out and the text is another. */
      readonly past?: readonly string[]
    }
  /** What was run beside: the case as it was opened, and its result once that is whole. */
  | { readonly kind: 'baseline'; readonly original: string; readonly case: Case; readonly summary: Summary | null }
  | { readonly kind: 'undo' | 'redo' | 'busy' | 'idle' }
  | { readonly kind: 'note'; readonly note: string | null }
  | { readonly kind: 'line'; readonly line: number | null }
  | { readonly kind: 'reply'; readonly reply: Reply }

const START: State = {
  place: DEFAULT_PLACE,
  original: null,
  originalCase: null,
  baseline: null,
  steady: null,
  gesture: null,
  text: null,
  past: [],
  future: [],
  case: null,
  diagnostics: [],
  summary: null,
  stale: false,
  isLast: false,
  progress: null,
  note: null,
  line: null,
  lineCalls: 0,
}

function reduce(state: State, action: Action): State {
  switch (action.kind) {
    case 'place':
      return {
        ...state,
        place: action.place,
        note: action.note ?? state.note,
        ...(action.place.seed === state.place.seed ? {} : { baseline: null, steady: null }),
      }
    case 'text': {
      if (action.text === state.text || state.text === null) return state
      const isOneGesture = action.gesture !== null && action.gesture === state.gesture
      const past = isOneGesture ? state.past : [...state.past, state.text].slice(-REMEMBERED)
      return { ...state, text: action.text, past, future: [], gesture: action.gesture }
    }
    case 'open': {
      const past = action.past ?? (action.text === action.original ? [] : [action.original])
      // The run of the same text is under way already.
      if (action.text === state.text && action.original === state.original) return { ...state, past, future: [] }
      return { ...START, place: state.place, note: state.note, text: action.text, original: action.original, past }
    }
    case 'baseline':
      return action.original === state.original ? withBaseline(state, action.case, action.summary) : state
    case 'undo': {
      const before = state.past.at(-1)
      if (before === undefined || state.text === null) return state
      return {
        ...state,
        text: before,
        past: state.past.slice(0, -1),
        future: [state.text, ...state.future],
        gesture: null,
      }
    }
    case 'redo': {
      const [after, ...future] = state.future
      if (after === undefined || state.text === null) return state
      return { ...state, text: after, past: [...state.past, state.text], future, gesture: null }
    }
    case 'busy':
      return { ...state, progress: { done: 0, worlds: WORLDS }, isLast: false }
    case 'idle':
      return { ...state, progress: null }
    case 'note':
      return { ...state, note: action.note }
    case 'line':
      return { ...state, line: action.line, lineCalls: state.lineCalls + 1 }
    case 'reply':
      return received(state, action.reply)
  }
}

function received(state: State, reply: Reply): State {
  switch (reply.kind) {
    case 'refused':
      return { ...state, diagnostics: reply.diagnostics, stale: true, progress: null }
    case 'progress':
      return state.progress === null ? state : { ...state, progress: { done: reply.done, worlds: reply.worlds } }
    case 'result':
      return withResult(state, reply)
    case 'failed':
      return { ...state, progress: null, note: `The engine stopped: ${reply.message}` }
    case 'set':
    case 'schema':
    case 'strikes':
    case 'plane':
      return state
  }
}

function withBaseline(state: State, theCase: Case, summary: Summary | null): State {
  return { ...state, originalCase: theCase, baseline: summary ? { case: theCase, summary } : state.baseline }
}

function withResult(state: State, { read, summary, isLast }: Extract<Reply, { kind: 'result' }>): State {
  const theCase = read?.case ?? state.case
  const result = theCase && { case: theCase, summary }
  const isSteady = isLast || defined(summary.arms[0]).worlds >= STEADY_WORLDS
  const isOriginal = state.text === state.original && state.place.scenario === null && state.place.beside === null
  return {
    ...state,
    ...(read ? { case: read.case, diagnostics: read.warnings } : {}),
    summary,
    stale: false,
    isLast,
    steady: isSteady ? result : state.steady,
    baseline: isLast && isOriginal ? result : state.baseline,
    originalCase: read && state.text === state.original ? read.case : state.originalCase,
    progress: isLast ? null : state.progress,
  }
}

export interface Actions {
  readonly edit: (text: string) => void
  readonly open: (text: string, name: string) => void
  readonly openBundled: (id: string) => void
  readonly openDraft: (slot: string) => void
  readonly dropDraft: (slot: string) => void
  /** @param gesture names a drag or a typing, all steps of which are undone together. */
  readonly setNumber: (quantity: string, written: string, gesture?: string) => void
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
  /** What strikes out packages under the text and scenario of now; null where a change came in between. */
  readonly strikes: () => Promise<Strikes | null>
  /** The utility plane of a world of the text, scenario and seed shown; of the middle world where null. */
  readonly plane: (world: number | null) => Promise<PlaneAnswer>
}

/** The state, and what can be done to it. */
export function useModel(): { state: State; actions: Actions } {
  const [state, dispatch] = useReducer(reduce, START)
  const now = useRef(state)
  now.current = state
  const worker = useWorker(dispatch)
  const { place, text } = state
  const { beside } = place
  const besideKey = beside?.join(',')
  useAddress(state, () => now.current, dispatch)
  useDraft(state, () => now.current, dispatch)

  // Before the edit itself is painted: the worker has something to do meanwhile.
  useLayoutEffect(() => {
    if (text === null) return
    dispatch({ kind: 'busy' })
    worker.run({ text, file: `${place.case}.yaml`, scenario: place.scenario, beside, seed: place.seed, worlds: WORLDS })
  }, [worker, text, place.case, place.scenario, place.seed, besideKey])

  useBaseline(state, dispatch)
  const actions = useMemo((): Actions => actionsOf(dispatch, () => now.current, worker), [worker])
  return { state, actions }
}

/** Runs the case as it was opened, in a worker of its own, where a change is there first: a link to a changed case, another seed. */
function useBaseline({ original, text, place, baseline, isLast }: State, dispatch: (action: Action) => void): void {
  const isWanted = baseline === null && isLast && original !== null && (text !== original || place.scenario !== null)
  const { case: id, seed } = place
  useEffect(() => {
    if (!isWanted) return
    let theCase: Case | null = null
    const worker = startWorker((reply) => {
      if (reply.kind !== 'result') return
      theCase = reply.read?.case ?? theCase
      if (theCase && (reply.read || reply.isLast))
        dispatch({ kind: 'baseline', original, case: theCase, summary: reply.isLast ? reply.summary : null })
    })
    worker.run({ text: original, file: `${id}.yaml`, scenario: null, beside: null, seed, worlds: WORLDS })
    return worker.stop
  }, [isWanted, original, id, seed, dispatch])
}

type Send = (request: Request) => void
interface EngineWorker {
  readonly run: (request: Omit<Extract<Request, { kind: 'run' }>, 'kind' | 'id'>) => void
  readonly ask: <K extends 'set' | 'schema' | 'strikes' | 'plane'>(
    request: { kind: K } & Record<string, unknown>,
  ) => Promise<Extract<Reply, { kind: K }>>
  readonly send: Send
  readonly stop: () => void
}

function useWorker(dispatch: (action: Action) => void): EngineWorker {
  const engine = useRef<EngineWorker | null>(null)
  const receive = useCallback(
    (reply: Reply) => {
      dispatch({ kind: 'reply', reply })
    },
    [dispatch],
  )
  engine.current ??= startWorker(receive)
  return engine.current
}

function startWorker(receive: (reply: Reply) => void): EngineWorker {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
  const waiting = new Map<number, (reply: Reply) => void>()
  let next = 1
  let running = 0
  worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
    const asked = waiting.get(data.id)
    if (asked) {
      waiting.delete(data.id)
      asked(data)
    } else if (data.id === running) receive(data)
  })
  const send: Send = (request) => {
    worker.postMessage(request)
  }
  return {
    send,
    stop() {
      worker.terminate()
    },
    run(request) {
      running = next++
      send({ kind: 'run', id: running, ...request })
    },
    ask(request) {
      const id = next++
      return new Promise((resolve) => {
        waiting.set(id, resolve as (reply: Reply) => void)
        send({ ...request, id } as unknown as Request)
      })
    },
  }
}

function actionsOf(dispatch: (action: Action) => void, now: () => State, worker: EngineWorker): Actions {
  const asked = (): Asked | null => {
    const { text, place } = now()
    return text === null ? null : { text, file: `${place.case}.yaml`, scenario: place.scenario, seed: place.seed }
  }
  const show = (change: Partial<Place>): void => {
    dispatch({ kind: 'place', place: { ...now().place, ...change }, note: null })
  }
  const elsewhere = { scenario: null, beside: null, world: null, terms: null, text: null }
  const reopen = (draft: Draft, original: string): void => {
    dispatch(restored(draft, original))
    dispatch({ kind: 'note', note: backAgain(draft) })
  }
  return {
    edit: (text) => {
      dispatch({ kind: 'text', text, gesture: null })
    },
    open(text, name) {
      if (text.length > LARGEST_CASE) {
        dispatch({
          kind: 'note',
          note: `${name} has ${Math.round(text.length / 1e6)} MB; a case file has at most ${LARGEST_CASE / 1e6} MB.`,
        })
        return
      }
      dispatch({ kind: 'open', text, original: text })
      show({ ...elsewhere, case: 'own', view: 'argument' })
    },
    openBundled(id) {
      void bundledText(id)?.then((text) => {
        const draft = readDraft(slotOf(id, text))
        if (draft) reopen(draft, text)
        else dispatch({ kind: 'open', text, original: text })
        show({ ...elsewhere, case: id, view: 'argument' })
      })
    },
    openDraft(slot) {
      const draft = readDraft(slot)
      if (!draft) return
      reopen(draft, draft.original)
      show({ ...elsewhere, case: draft.case, view: 'argument' })
    },
    dropDraft(slot) {
      const { place, original } = now()
      dropDraft(slot)
      if (original !== null && slot === slotOf(place.case, original))
        dispatch({ kind: 'open', text: original, original })
    },
    setNumber(quantity, written, gesture) {
      const { text } = now()
      if (text === null) return
      void worker.ask({ kind: 'set', text, quantity, written }).then((reply) => {
        if (reply.text !== null) dispatch({ kind: 'text', text: reply.text, gesture: gesture ?? null })
        else dispatch({ kind: 'note', note: reply.problem })
      })
    },
    show,
    undo: () => {
      dispatch({ kind: 'undo' })
    },
    redo: () => {
      dispatch({ kind: 'redo' })
    },
    cancel() {
      worker.send({ kind: 'cancel' })
      dispatch({ kind: 'idle' })
    },
    rerun() {
      const { text, place } = now()
      if (text === null) return
      dispatch({ kind: 'busy' })
      worker.run({
        text,
        file: `${place.case}.yaml`,
        scenario: place.scenario,
        beside: place.beside,
        seed: place.seed,
        worlds: WORLDS,
      })
    },
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
