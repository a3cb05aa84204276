/** Pictures of the cases that come with the app, one after another; what is drawn stays. */
import { useEffect, useState } from 'react'
import type { CasePicture, Geography } from '../present/charts/index.ts'
import type { PictureReply, PictureRequest } from './card-worker.ts'
import { CASES } from './cases.ts'
import type { BundledCase } from './cases.ts'

type Pictures = ReadonlyMap<string, CasePicture | null>

let drawn: Pictures = new Map()

/** By case; a case that is still to be drawn is not in it. */
export function useCardPictures(): Pictures {
  const [pictures, setPictures] = useState(drawn)
  useEffect(() => {
    const wanted = CASES.filter(({ id }) => !drawn.has(id))
    if (wanted.length === 0) return
    const worker = new Worker(new URL('./card-worker.ts', import.meta.url), { type: 'module' })
    let isLeft = false
    const next = async (): Promise<void> => {
      const one = wanted.shift()
      if (!one) {
        worker.terminate()
        return
      }
      // A case that cannot be fetched has no picture; opening it says why.
      const request = await requestFor(one).catch(() => null)
      if (isLeft) return
      if (request) worker.postMessage(request)
      else await next()
    }
    worker.addEventListener('message', ({ data }: MessageEvent<PictureReply>) => {
      drawn = new Map([...drawn, [data.id, data.picture]])
      setPictures(drawn)
      void next()
    })
    void next()
    return () => {
      isLeft = true
      worker.terminate()
    }
  }, [])
  return pictures
}

async function requestFor({ id, text, geography }: BundledCase): Promise<PictureRequest> {
  const [written, map] = await Promise.all([text(), geography?.() ?? null])
  return { id, text: written, geography: map as Geography | null }
}
