/** Texts that tests start from. */
import { readFileSync } from 'node:fs'
import { load } from '../../src/load/load.ts'

export const SMALL: string = readFileSync(new URL('../fixtures/cases/small.yaml', import.meta.url), 'utf8')

/** The four lines without which nothing is a case. */
export const HEAD = 'armistice: 1\nid: x\ntitle: T\nasOf: 2025-03-01\n'

/** What `load` says, one line each: `line:column+length severity code: message | help | fix`. */
export function says(text: string): string[] {
  const loaded = load(text, 'case.yaml')
  const all = loaded.ok ? loaded.warnings : [...loaded.errors, ...loaded.warnings]
  return all.map(
    ({ line, column, length, severity, code, message, help, fix }) =>
      `${line}:${column}+${length} ${severity} ${code}: ${message}${help === undefined ? '' : ` | ${help}`}${fix === undefined ? '' : ` | → ${fix.text}`}`,
  )
}
