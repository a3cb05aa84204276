/** Names by content: the digest of plain JSON. */
import { createHash } from 'node:crypto'
import { canonicalJson } from '../src/plain.ts'
import type { Json } from '../src/plain.ts'

/** SHA-256 as 64 hex digits. */
export function sha256Of(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex')
}

export function digestOf(value: Json): string {
  return sha256Of(canonicalJson(value))
}
