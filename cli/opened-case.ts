/** Case files opened for a command, and the posteriors that may stand in for their numbers. */
import { existsSync, statSync } from 'node:fs'
import { digestWith, readFit, withPosterior } from '../src/internal.ts'
import type { Case } from '../src/internal.ts'
import { UsageError } from './exit.ts'
import { readText } from './read-text.ts'
import { printDiagnostics, readCase } from './read-case.ts'

export interface OpenedCase {
  readonly case: Case
  readonly text: string
  readonly file: string
  readonly digest: string
}

/** Null where the case does not load; its diagnostics are then on stderr. */
export function openCase(name: string): OpenedCase | null {
  const { file, text, loaded } = readCase(name)
  if (!loaded.ok) {
    printDiagnostics(loaded.errors, text)
    return null
  }
  return { case: loaded.case, text, file, digest: loaded.digest }
}

/** The case with a posterior's numbers, under a digest of both. */
export function withFit<T extends { readonly case: Case; readonly digest: string }>(opened: T, file: string): T {
  const fit = readFit(jsonOf(file))
  if (!fit) throw new UsageError(`${file} is no posterior; \`armistice fit\` writes one`)
  try {
    return { ...opened, case: withPosterior(opened.case, fit), digest: digestWith(opened.digest, fit) }
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(`${file}: ${error.message}`)
    throw error
  }
}

/** Bytes beyond which a record is not read: posteriors and sealed forecasts take some ten thousand. */
const LARGEST_RECORD = 16 * 1024 * 1024

/** The JSON of a file. @throws UsageError where there is none. */
export function jsonOf(file: string): unknown {
  const text = textOf(file, LARGEST_RECORD)
  try {
    return JSON.parse(text)
  } catch {
    throw new UsageError(`${file} is not JSON`)
  }
}

/** The text of a file of at most so many bytes. @throws UsageError where there is none. */
export function textOf(file: string, most: number): string {
  if (!existsSync(file) || !statSync(file).isFile()) throw new UsageError(`there is no file ${file}`)
  if (statSync(file).size > most) throw new UsageError(`${file} has more than ${most} bytes`)
  return readText(file)
}
