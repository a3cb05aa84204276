/** What the engine says of the terms that are built; what stood stays until the next answer is there. */
import { useEffect, useRef, useState } from 'react'
import type { Case, Explanation, Nearest } from '../../src/internal.ts'
import type { Asked } from '../protocol.ts'
import type { BuildReply, BuildRequest } from './protocol.ts'

export interface Built {
  readonly explanation: Explanation | null
  readonly nearest: Nearest | null
  /** The case that they are of: the one on the screen may be another by now. */
  readonly case: Case | null
  /** Asked again since: the answer is to what was asked before. */
  readonly isWaiting: boolean
  /** Of few worlds: the whole follows. */
  readonly isDraft: boolean
  readonly isNearDraft: boolean
  /** Why nothing can be asked of their neighbours. */
  readonly noNear: string | null
  readonly problem: string | null
}

/** Enough for shares within three and within six points of percentage. */
const WHOLE = { worlds: 1000, nearWorlds: 300 } as const

const NOTHING: Built = {
  explanation: null,
  nearest: null,
  case: null,
  isWaiting: true,
  isDraft: true,
  isNearDraft: true,
  noNear: null,
  problem: null,
}

/** @param asked null while there is nothing to ask. */
export function useBuilt(asked: Asked | null, terms: Readonly<Record<string, string>>): Built {
  const [built, setBuilt] = useState(NOTHING)
  const worker = useRef<Worker | null>(null)
  const id = useRef(0)
  const key = JSON.stringify([asked, terms])
  useEffect(() => {
    if (asked === null) return
    worker.current ??= new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
    const mine = ++id.current
    setBuilt((before) => ({ ...before, isWaiting: true, noNear: null, problem: null }))
    worker.current.onmessage = ({ data }: MessageEvent<BuildReply>) => {
      if (data.id === mine) setBuilt((before) => received(before, data))
    }
    const request: BuildRequest = { id: mine, asked, terms, ...WHOLE }
    worker.current.postMessage(request)
  }, [key])
  useEffect(
    () => () => {
      worker.current?.terminate()
      worker.current = null
    },
    [],
  )
  return built
}

function received(before: Built, data: BuildReply): Built {
  switch (data.kind) {
    case 'package':
      return { ...before, case: data.case, explanation: data.explanation, isWaiting: false, isDraft: data.isDraft }
    case 'near':
      return { ...before, nearest: data.nearest, isNearDraft: data.isDraft }
    case 'noNear':
      return { ...before, nearest: null, isNearDraft: false, noNear: data.reason }
    case 'refused':
      return { ...before, isWaiting: false, isDraft: false, problem: data.reason }
  }
}
