/** Texts that tests start from. */
import { twoParties } from '../fixtures/two-parties.ts'
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

/** A file, and all that must be said of it. */
export type Row = readonly [text: string, ...said: string[]]

/** A case of two parties with one stretch of its text written otherwise. */
export const two = (from: string | RegExp, to: string, more: string = ''): string =>
  twoParties({ more }).replace(from, to)
