import { useEffect, useState } from 'react'
import type { Asked } from '../protocol.ts'
import type { SheetsReply } from './protocol.ts'

/** The score sheets of a case and their frontier; null until they are there. */
export function useSheets(asked: Asked | null): SheetsReply | null {
  const [found, setFound] = useState<SheetsReply | null>(null)
  const key = JSON.stringify(asked)
  useEffect(() => {
    if (asked === null) return
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
    worker.onmessage = ({ data }: MessageEvent<SheetsReply>) => {
      setFound(data)
    }
    worker.postMessage({ id: 1, asked })
    return () => {
      worker.terminate()
    }
  }, [key])
  return found
}
