/** Answers that came with the app: of the case that it opens on, computed when it was built, as any run of these worlds
 *  would be. */
import type { Summary } from '../src/internal.ts'
import { READY } from 'virtual:ready-answers'

/** Digest of the text that the answer of a case is of; null where none came. */
export function readyDigest(id: string): string | null {
  return READY.find((one) => one.id === id)?.digest ?? null
}

/** The answer for a text by its digest. */
export function readyAnswer(digest: string): Promise<Summary> | null {
  return READY.find((one) => one.digest === digest)?.answer() ?? null
}
