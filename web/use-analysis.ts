/** One analysis at a time in a worker of its own: asked for, watched, broken off. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { AnalysisProgress, AnalysisReply, AnalysisRequest } from './analysis.ts'
import type { Asked } from './protocol.ts'

type Answer<K extends AnalysisRequest['kind']> = Extract<AnalysisReply, { kind: K }>
type Question<K extends AnalysisRequest['kind']> = Omit<Extract<AnalysisRequest, { kind: K }>, 'kind' | 'id'>

export interface Analysis<K extends AnalysisRequest['kind']> {
  /** The last answer, and what it is of. */
  readonly answer: Answer<K> | null
  readonly of: Question<K> | null
  readonly isBusy: boolean
  /** Null before the first report. */
  readonly progress: AnalysisProgress | null
  readonly problem: string | null
  readonly ask: (question: Question<K>) => void
  readonly stop: () => void
}

interface Shown<K extends AnalysisRequest['kind']> extends Omit<Analysis<K>, 'ask' | 'stop'> {}

/** Answers of views that were left, by what they were kept as: coming back to one costs nothing. */
const kept = new Map<string, unknown>()

const NOTHING = { answer: null, of: null, isBusy: false, progress: null, problem: null }

/** @param keptAs a name under which the answer outlives the view; one name, one question and case. */
export function useAnalysis<K extends AnalysisRequest['kind']>(kind: K, keptAs: string): Analysis<K> {
  const [shown, setShown] = useState<Shown<K>>(() => (kept.get(keptAs) as Shown<K> | undefined) ?? NOTHING)
  const last = useRef(shown)
  last.current = shown
  const worker = useRef<Worker | null>(null)
  const asked = useRef<{ readonly id: number; readonly question: Question<K> | null }>({ id: 0, question: null })

  const receive = useCallback(({ data }: MessageEvent<AnalysisReply>) => {
    if (data.id !== asked.current.id) return
    switch (data.kind) {
      case 'progress':
        setShown((before) => ({ ...before, progress: data }))
        return
      case 'refused':
        setShown((before) => ({ ...before, isBusy: false, progress: null, problem: data.reason }))
        return
      case 'sensitivity':
      case 'tipping':
      case 'stability':
      case 'seal':
      case 'score':
        setShown({
          answer: data as Answer<K>,
          of: asked.current.question,
          isBusy: false,
          progress: null,
          problem: null,
        })
    }
  }, [])

  const stop = useCallback(() => {
    worker.current?.terminate()
    worker.current = null
    setShown((before) => ({ ...before, isBusy: false, progress: null }))
  }, [])

  const ask = useCallback(
    (question: Question<K>) => {
      worker.current ??= started(receive)
      const id = asked.current.id + 1
      asked.current = { id, question }
      setShown((before) => ({ ...before, isBusy: true, progress: null, problem: null }))
      worker.current.postMessage({ ...question, kind, id })
    },
    [kind, receive],
  )

  useEffect(
    () => () => {
      worker.current?.terminate()
      worker.current = null
      if (last.current.answer) kept.set(keptAs, { ...last.current, isBusy: false, progress: null })
    },
    [keptAs],
  )
  return { ...shown, ask, stop }
}

function started(receive: (message: MessageEvent<AnalysisReply>) => void): Worker {
  const worker = new Worker(new URL('./analysis-worker.ts', import.meta.url), { type: 'module' })
  worker.addEventListener('message', receive)
  return worker
}

/** Whether a question was asked of another text, scenario or seed than those of now. */
export function isOld(asked: Asked, now: Asked | null): boolean {
  return now === null || asked.text !== now.text || asked.scenario !== now.scenario || asked.seed !== now.seed
}
