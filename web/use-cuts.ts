/** Cuts of a case that takes long: what they are, and how long a world of each takes. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { TimedCut } from '../present/words/index.ts'
import type { CutReply, CutRequest } from './cuts.ts'
import type { Asked } from './protocol.ts'

/** Milliseconds of each cut, at most; and worlds after which it is known. */
const MOST = 4000
const ENOUGH = 3

export interface Cuts {
  /** What can be taken out; null while it is not known. */
  readonly says: readonly string[] | null
  readonly tried: readonly TimedCut[]
  readonly isTrying: boolean
  readonly tryThem: () => void
}

/** @param asked the case; null while nothing is to be told. */
export function useCuts(asked: Asked | null): Cuts {
  const [says, setSays] = useState<readonly string[] | null>(null)
  const [tried, setTried] = useState<readonly TimedCut[]>([])
  const [isTrying, setTrying] = useState(false)
  const stops = useRef<(() => void) | null>(null)
  const key = asked && JSON.stringify(asked)
  useEffect(() => {
    setSays(null)
    setTried([])
    setTrying(false)
    if (asked === null) return
    const worker = startCuts({ asked, cut: null }, (reply) => {
      if (reply.kind === 'cuts') setSays(reply.says)
    })
    return () => {
      worker.terminate()
      stops.current?.()
    }
  }, [key])
  const tryThem = useCallback(() => {
    if (asked === null || says === null) return
    setTried([])
    setTrying(true)
    const next = (cut: number): void => {
      const name = says[cut]
      if (name === undefined) {
        setTrying(false)
        return
      }
      stops.current = timed({ asked, cut }, (seconds) => {
        setTried((before) => [...before, { says: name, seconds, most: MOST / 1000 }])
        next(cut + 1)
      })
    }
    next(0)
  }, [key, says])
  return { says, tried, isTrying, tryThem }
}

function startCuts(request: CutRequest, receive: (reply: CutReply) => void): Worker {
  const worker = new Worker(new URL('./cuts-worker.ts', import.meta.url), { type: 'module' })
  worker.addEventListener('message', ({ data }: MessageEvent<CutReply>) => receive(data))
  worker.postMessage(request)
  return worker
}

/** Plays worlds of a cut for a while. @returns ends it without a word. */
function timed(request: CutRequest, done: (seconds: number | null) => void): () => void {
  let [worlds, start, end] = [0, 0, 0]
  let timer = 0
  const stop = (): void => {
    clearTimeout(timer)
    worker.terminate()
  }
  const leave = (): void => {
    stop()
    done(worlds === 0 ? null : (end - start) / 1000 / worlds)
  }
  const worker = startCuts(request, ({ kind }) => {
    if (kind === 'begun') {
      start = performance.now()
      timer = window.setTimeout(leave, MOST)
    }
    if (kind !== 'world') return
    worlds++
    end = performance.now()
    if (worlds === ENOUGH) leave()
  })
  return stop
}
