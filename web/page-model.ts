/** The state of a page that runs by itself: one case, one argument, the engine in a worker that the page carries. */
import { useEffect, useMemo, useReducer, useRef } from 'react'
import type { Geography } from '../present/charts/index.ts'
import { startEngine } from './engine.ts'
import type { EngineWorker, SetNumber } from './engine.ts'
import { NO_RUN, reduceRun, writeNumberIn } from './run-state.ts'
import type { RunAction, RunState } from './run-state.ts'
import InlineWorker from './worker.ts?worker&inline'

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

export interface PageActions {
  readonly edit: (text: string) => void
  readonly setNumber: SetNumber
  readonly undo: () => void
}

export function usePage(start: Start): { readonly state: RunState; readonly actions: PageActions } {
  const [state, dispatch] = useReducer(reduceRun<RunState>, { ...NO_RUN, text: start.text, original: start.text })
  const engine = useEngine(dispatch)
  const { text } = state
  const now = useRef(state)
  now.current = state
  useEffect(() => {
    if (text === null) return
    const { file, scenario, seed, worlds } = start
    dispatch({ kind: 'busy', worlds })
    engine.run({
      text,
      file,
      scenario,
      beside: null,
      seed,
      worlds,
      original: null,
      ready: null,
    })
  }, [text, start, engine])
  const actions = useMemo(
    (): PageActions => ({
      edit: (edited) => {
        dispatch({ kind: 'text', text: edited, gesture: null })
      },
      setNumber(quantity, written, gesture) {
        if (writeNumberIn(now.current, quantity, written)) {
          dispatch({ kind: 'number', quantity, written, gesture: gesture ?? null })
          return
        }
        void engine
          .ask({ kind: 'set', text: now.current.text, quantity, written, original: start.text })
          .then((reply) => {
            if (reply.text !== null) dispatch({ kind: 'text', text: reply.text, gesture: gesture ?? null })
          })
      },
      undo: () => {
        dispatch({ kind: 'undo' })
      },
    }),
    [engine, start],
  )
  return { state, actions }
}

/** What the page was written of is what changes are measured against, whatever its scenario. */
function useEngine(dispatch: (action: RunAction) => void): EngineWorker {
  const engine = useRef<EngineWorker | null>(null)
  engine.current ??= startEngine(new InlineWorker(), (reply) => {
    dispatch({ kind: 'reply', reply, isAsWritten: true })
  })
  return engine.current
}
