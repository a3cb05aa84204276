/** A forecast that this server keeps may be scored by the digest of the ask that sealed it: its text takes the place of
 *  the digest, so that the ask that is stored holds all that its answer hangs on. */
import { resultOf } from '../store/index.ts'
import type { Db } from '../store/index.ts'
import { ProblemError } from './problem.ts'

const DIGEST = /^[0-9a-f]{64}$/

/** @param ask as it came, unchecked. @throws ProblemError where it names an ask that has no result. */
export async function withStoredSeal(db: Db, ask: unknown): Promise<unknown> {
  const { kind, seal } = (typeof ask === 'object' && ask !== null ? ask : {}) as { kind?: unknown; seal?: unknown }
  if (kind !== 'score' || typeof seal !== 'string' || !DIGEST.test(seal)) return ask
  const found = await resultOf(db, seal)
  if (found === null) {
    const detail = 'no ask of that digest has a result here'
    throw new ProblemError(422, 'the ask is not right', { errors: [{ pointer: '/ask/seal', detail }] })
  }
  return { ...(ask as object), seal: new TextDecoder().decode(found.body) }
}
