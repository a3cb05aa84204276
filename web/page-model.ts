/** The state of a page that runs by itself: one case, one argument, the engine in a worker that the page carries. */
import { defined } from '../src/internal.ts'
import { useEffect, useMemo, useReducer, useRef } from 'react'
import type { Geography } from '../present/charts/index.ts'
import type { Case } from '../src/internal.ts'
import type { Baseline } from './model.ts'
import type { Reply, Request } from './protocol.ts'
import EngineWorker from './worker.ts?worker&inline'

/** What the page starts from, as `armistice report` writes it. */
export interface Start {
  readonly text: string
  readonly file: string
  readonly argument: string
  readonly geography: Geography | null
  readonly seed: number
  readonly scenario: string | null
  readonly worlds: number
}

/** Worlds from which a result is shown: a draft of fewer moves too much to be read. */
const STEADY_WORLDS = 400

export interface PageState {
  readonly text: string
  readonly case: Case | null
  readonly originalCase: Case | null
  readonly baseline: Baseline | null
  readonly steady: Baseline | null
  readonly isLast: boolean
  readonly past: readonly string[]
  readonly gesture: string | null
}

type Action =
  | { readonly kind: 'text'; readonly text: string; readonly gesture: string | null }
  | { readonly kind: 'undo' }
  | { readonly kind: 'reply'; readonly reply: Reply; readonly isOriginal: boolean }

function reduce(state: PageState, action: Action): PageState {
  switch (action.kind) {
    case 'text': {
      if (action.text === state.text) return state
      const isOneGesture = action.gesture !== null && action.gesture === state.gesture
      const past = isOneGesture ? state.past : [...state.past, state.text]
      return { ...state, text: action.text, past, gesture: action.gesture, isLast: false }
    }
    case 'undo': {
      const before = state.past.at(-1)
      if (before === undefined) return state
      return { ...state, text: before, past: state.past.slice(0, -1), gesture: null, isLast: false }
    }
    case 'reply':
      return action.reply.kind === 'result' ? withResult(state, action.reply, action.isOriginal) : state
  }
}

function withResult(state: PageState, reply: Extract<Reply, { kind: 'result' }>, isOriginal: boolean): PageState {
  const { read, summary, isLast } = reply
  const theCase = read?.case ?? state.case
  if (!theCase) return state
  const result = { case: theCase, summary }
  const isSteady = isLast || defined(summary.arms[0]).worlds >= STEADY_WORLDS
  return {
    ...state,
    case: theCase,
    originalCase: state.originalCase ?? theCase,
    isLast,
    steady: isSteady ? result : state.steady,
    baseline: isLast && isOriginal ? result : state.baseline,
  }
}

export interface PageActions {
  readonly edit: (text: string) => void
  readonly setNumber: (quantity: string, written: string, gesture?: string) => void
  readonly undo: () => void
}

export function usePage(start: Start): { readonly state: PageState; readonly actions: PageActions } {
  const [state, dispatch] = useReducer(reduce, {
    text: start.text,
    case: null,
    originalCase: null,
    baseline: null,
    steady: null,
    isLast: false,
    past: [],
    gesture: null,
  })
  const now = useRef(state)
  now.current = state
  const engine = useRef<{ readonly worker: Worker; id: number; run: number } | null>(null)
  engine.current ??= { worker: new EngineWorker(), id: 0, run: 0 }
  const send = (request: Request): void => {
    defined(engine.current).worker.postMessage(request)
  }
  useEffect(() => {
    const { worker } = defined(engine.current)
    worker.onmessage = ({ data }: MessageEvent<Reply>) => {
      if (data.kind === 'set' && data.text !== null)
        dispatch({ kind: 'text', text: data.text, gesture: gestures.get(data.id) ?? null })
      else if (data.id === defined(engine.current).run)
        dispatch({ kind: 'reply', reply: data, isOriginal: now.current.text === start.text })
    }
  }, [start])
  useEffect(() => {
    const id = ++defined(engine.current).id
    defined(engine.current).run = id
    const { file, scenario, seed, worlds } = start
    send({ kind: 'run', id, text: state.text, file, scenario, beside: null, seed, worlds })
  }, [state.text, start])
  const gestures = useRef(new Map<number, string>()).current
  const actions = useMemo(
    (): PageActions => ({
      edit: (text) => {
        dispatch({ kind: 'text', text, gesture: null })
      },
      setNumber(quantity, written, gesture) {
        const id = ++defined(engine.current).id
        if (gesture !== undefined) gestures.set(id, gesture)
        send({ kind: 'set', id, text: now.current.text, quantity, written })
      },
      undo: () => {
        dispatch({ kind: 'undo' })
      },
    }),
    [gestures],
  )
  return { state, actions }
}
