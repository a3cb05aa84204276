/** The state of a page that runs by itself: one case, one argument, the engine in a worker that the page carries. */
import { useEffect, useMemo, useReducer, useRef } from 'react'
import type { Geography } from '../present/charts/index.ts'
import { sha256 } from '../src/internal.ts'
import { dropDraft, keepDraft, readDraft } from './drafts.ts'
import type { Draft } from './drafts.ts'
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
  const engine = useEngine(start.text, dispatch)
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
  useKept(state, start, dispatch)
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

/** Milliseconds for which a text rests before it is kept. */
const RESTS = 150

/** What was changed outlives a reload, where the browser keeps anything for files. It comes back once there is what it
 *  is measured against. */
function useKept({ text, past, baseline }: RunState, start: Start, dispatch: (action: RunAction) => void): void {
  const slot = useMemo(() => `page-${sha256(start.text).slice(0, 12)}`, [start])
  const isBack = useRef(false)
  useEffect(() => {
    if (baseline === null || isBack.current) return
    isBack.current = true
    const draft = keptDraft(slot)
    if (draft?.original === start.text) dispatch({ kind: 'text', text: draft.text, gesture: null })
  }, [baseline, slot, start, dispatch])
  useEffect(() => {
    if (!isBack.current || text === null) return
    const keep = (): void => keepText(slot, { text, past, start })
    const timer = setTimeout(keep, RESTS)
    addEventListener('pagehide', keep)
    return () => {
      clearTimeout(timer)
      removeEventListener('pagehide', keep)
    }
  }, [text, past, slot, start])
}

function keptDraft(slot: string): Draft | null {
  try {
    return readDraft(slot)
  } catch {
    // A page from disk may be barred from the storage: then it starts anew.
    return null
  }
}

function keepText(
  slot: string,
  { text, past, start }: { readonly text: string; readonly past: readonly string[]; readonly start: Start },
): void {
  try {
    if (text === start.text) dropDraft(slot)
    else
      keepDraft(slot, {
        case: 'page',
        title: start.file,
        text,
        original: start.text,
        past,
        linked: null,
        at: Date.now(),
      })
  } catch {
    // As above.
  }
}

/** What the page was written of is what changes are measured against, whatever its scenario. */
function useEngine(original: string, dispatch: (action: RunAction) => void): EngineWorker {
  const engine = useRef<EngineWorker | null>(null)
  engine.current ??= startEngine(new InlineWorker(), (reply) => {
    dispatch({ kind: 'reply', reply, isAsWritten: true, original })
  })
  return engine.current
}
