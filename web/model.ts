/** The state of the app: the text of the case is the model, everything shown follows from it. */
import { useCallback, useEffect, useLayoutEffect, useMemo, useReducer, useRef } from 'react'
import type { Case, Diagnostic, Strikes, Summary } from '../src/index.ts'
import { CASES } from './cases.ts'
import type { Asked, PlaneAnswer, Reply, Request } from './protocol.ts'
import { DEFAULT_PLACE, addressOf, placeOf } from './share.ts'
import type { Place } from './share.ts'

/** Worlds of the whole run in the app. */
export const WORLDS = 4000
/** Worlds in which packages are counted step by step: enough for shares within about seven points of percentage, in a fraction of a second. */
const STRIKE_WORLDS = 200
/** Changes that undo can take back. */
const REMEMBERED = 200
/** Characters beyond which a file is refused: the engine's own limit, said before anything is read. */
export const LARGEST_CASE = 5_000_000

export interface State {
  readonly place: Place
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
  readonly beside: readonly string[] | null
  readonly line: number | null
}

type Action =
  | { readonly kind: 'place'; readonly place: Place; readonly note: string | null }
  | { readonly kind: 'text'; readonly text: string; readonly fresh: boolean }
  | { readonly kind: 'undo' | 'redo' | 'busy' | 'idle' }
  | { readonly kind: 'note'; readonly note: string | null }
  | { readonly kind: 'beside'; readonly beside: readonly string[] | null }
  | { readonly kind: 'line'; readonly line: number | null }
  | { readonly kind: 'reply'; readonly reply: Reply }

const START: State = {
  place: DEFAULT_PLACE,
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
  beside: null,
  line: null,
}

function reduce(state: State, action: Action): State {
  switch (action.kind) {
    case 'place':
      return { ...state, place: action.place, note: action.note ?? state.note }
    case 'text': {
      if (action.text === state.text) return state
      const past = action.fresh || state.text === null ? [] : [...state.past, state.text].slice(-REMEMBERED)
      return {
        ...state,
        text: action.text,
        past,
        future: [],
        ...(action.fresh ? { case: null, summary: null, diagnostics: [], line: null } : {}),
      }
    }
    case 'undo': {
      const before = state.past.at(-1)
      if (before === undefined || state.text === null) return state
      return { ...state, text: before, past: state.past.slice(0, -1), future: [state.text, ...state.future] }
    }
    case 'redo': {
      const [after, ...future] = state.future
      if (after === undefined || state.text === null) return state
      return { ...state, text: after, past: [...state.past, state.text], future }
    }
    case 'busy':
      return { ...state, progress: { done: 0, worlds: WORLDS }, isLast: false }
    case 'idle':
      return { ...state, progress: null }
    case 'note':
      return { ...state, note: action.note }
    case 'beside':
      return { ...state, beside: action.beside }
    case 'line':
      return { ...state, line: action.line }
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
      return {
        ...state,
        ...(reply.read ? { case: reply.read.case, diagnostics: reply.read.warnings } : {}),
        summary: reply.summary,
        stale: false,
        isLast: reply.isLast,
        progress: reply.isLast ? null : state.progress,
      }
    case 'failed':
      return { ...state, progress: null, note: `The engine stopped: ${reply.message}` }
    case 'set':
    case 'schema':
    case 'strikes':
    case 'plane':
      return state
  }
}

export interface Actions {
  readonly edit: (text: string) => void
  readonly open: (text: string, name: string) => void
  readonly openBundled: (id: string) => void
  readonly setNumber: (quantity: string, written: string) => void
  readonly show: (change: Partial<Place>) => void
  readonly undo: () => void
  readonly redo: () => void
  readonly cancel: () => void
  readonly rerun: () => void
  readonly note: (note: string | null) => void
  readonly compare: (beside: readonly string[] | null) => void
  readonly goTo: (line: number | null) => void
  readonly address: () => Promise<string>
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
  const { place, text, beside } = state

  useEffect(() => {
    const read = (): void => {
      void placeOf(location.hash, bundledText).then(({ place: asked, note }) => {
        dispatch({ kind: 'place', place: asked, note })
        void textOf(asked, now.current).then((found) => {
          if (found !== null) dispatch({ kind: 'text', text: found, fresh: true })
        })
      })
    }
    read()
    addEventListener('hashchange', read)
    return () => {
      removeEventListener('hashchange', read)
    }
  }, [])

  // Before the edit itself is painted: the worker has something to do meanwhile.
  useLayoutEffect(() => {
    if (text === null) return
    dispatch({ kind: 'busy' })
    worker.run({ text, file: `${place.case}.yaml`, scenario: place.scenario, beside, seed: place.seed, worlds: WORLDS })
  }, [worker, text, place.case, place.scenario, place.seed, beside])

  const actions = useMemo((): Actions => actionsOf(dispatch, () => now.current, worker), [worker])
  return { state, actions }
}

/** Text of a bundled case, null where there is none of that name. */
function bundledText(id: string): Promise<string> | null {
  return CASES.find((entry) => entry.id === id)?.text() ?? null
}

/** The text that a place means, null where it is the one already open. */
async function textOf(place: Place, state: State): Promise<string | null> {
  if (place.text !== null) return place.text
  if (state.text !== null && (place.case === state.place.case || place.case === 'own')) return null
  const bundled = CASES.find(({ id }) => id === place.case) ?? CASES[0]!
  return bundled.text()
}

type Send = (request: Request) => void
interface EngineWorker {
  readonly run: (request: Omit<Extract<Request, { kind: 'run' }>, 'kind' | 'id'>) => void
  readonly ask: <K extends 'set' | 'schema' | 'strikes' | 'plane'>(
    request: { kind: K } & Record<string, unknown>,
  ) => Promise<Extract<Reply, { kind: K }>>
  readonly send: Send
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
  const write = (place: Place): void => {
    void Promise.resolve(bundledText(place.case))
      .then((bundled) => addressOf(place, bundled))
      .then((address) => {
        history.replaceState(null, '', address)
      })
  }
  const asked = (): Asked | null => {
    const { text, place } = now()
    return text === null ? null : { text, file: `${place.case}.yaml`, scenario: place.scenario, seed: place.seed }
  }
  const show = (change: Partial<Place>): void => {
    const place = { ...now().place, ...change }
    dispatch({ kind: 'place', place, note: null })
    const changed = now().past.length > 0 || place.case === 'own'
    write({ ...place, text: changed ? now().text : null })
  }
  return {
    edit: (text) => {
      dispatch({ kind: 'text', text, fresh: false })
    },
    open(text, name) {
      if (text.length > LARGEST_CASE) {
        dispatch({
          kind: 'note',
          note: `${name} has ${Math.round(text.length / 1e6)} MB; a case file has at most ${LARGEST_CASE / 1e6} MB.`,
        })
        return
      }
      dispatch({ kind: 'text', text, fresh: true })
      show({ case: 'own', view: 'brief', scenario: null })
    },
    openBundled(id) {
      const bundled = CASES.find((entry) => entry.id === id)
      void bundled?.text().then((text) => {
        dispatch({ kind: 'text', text, fresh: true })
        show({ case: id, view: 'brief', scenario: null })
      })
    },
    setNumber(quantity, written) {
      const { text } = now()
      if (text === null) return
      void worker.ask({ kind: 'set', text, quantity, written }).then((reply) => {
        if (reply.text !== null) dispatch({ kind: 'text', text: reply.text, fresh: false })
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
      const { text, place, beside } = now()
      if (text === null) return
      dispatch({ kind: 'busy' })
      worker.run({
        text,
        file: `${place.case}.yaml`,
        scenario: place.scenario,
        beside,
        seed: place.seed,
        worlds: WORLDS,
      })
    },
    note: (note) => {
      dispatch({ kind: 'note', note })
    },
    compare: (beside) => {
      dispatch({ kind: 'beside', beside })
    },
    goTo: (line) => {
      dispatch({ kind: 'line', line })
    },
    async address() {
      const { place, text, past } = now()
      const own = place.case === 'own' || past.length > 0
      return `${location.href.split('#')[0]}${await addressOf({ ...place, text: own ? text : null }, await bundledText(place.case))}`
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
