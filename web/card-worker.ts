/** Draws the pictures of the gallery in a thread of its own: reading a long case takes a moment. */
import { casePicture } from '../present/charts/index.ts'
import type { CasePicture, Geography } from '../present/charts/index.ts'
import { load } from '../src/internal.ts'

export interface PictureRequest {
  readonly id: string
  readonly text: string
  readonly geography: Geography | null
}

export interface PictureReply {
  readonly id: string
  /** Null where the case has nothing to draw. */
  readonly picture: CasePicture | null
}

addEventListener('message', ({ data }: MessageEvent<PictureRequest>) => {
  const loaded = load(data.text, data.id)
  const reply: PictureReply = { id: data.id, picture: loaded.ok ? casePicture(loaded.case, data.geography) : null }
  postMessage(reply)
})
