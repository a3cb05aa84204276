/** A text file from disk, its bytes decoded or refused. */
import { readFileSync } from 'node:fs'
import { decodeText } from '../src/internal.ts'
import { UsageError } from './exit.ts'

/** @throws UsageError where bytes of the file are no letters, which names the first. */
export function readText(file: string): string {
  const decoded = decodeText(readFileSync(file))
  if (!decoded.ok) throw new UsageError(`${file}: ${decoded.message}`)
  return decoded.text
}
