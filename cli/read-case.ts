/** Case files from disk: by path, or by the name of a case that comes with the package. */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { load, renderDiagnostic } from '../src/internal.ts'
import type { Diagnostic, Loaded } from '../src/internal.ts'
import { suggest } from '../src/plain.ts'
import { UsageError } from './exit.ts'
import { readText } from './read-text.ts'

/** Folders of the cases that come along. */
const SHELVES = ['bundled', 'historical', 'teaching'] as const

const CASES = fileURLToPath(new URL('../../cases', import.meta.url))

/** Bytes beyond which a file is not even read; the loader itself refuses much less and says so. */
const LARGEST_FILE = 64 * 1024 * 1024

export interface ReadCase {
  readonly file: string
  readonly text: string
  readonly loaded: Loaded
}

/** The file that a name means: a path, a folder with a `case.yaml`, or a bundled case. @throws UsageError where there
 *  is none. */
export function caseFile(name: string): string {
  const candidates = [name, join(name, 'case.yaml'), ...SHELVES.map((shelf) => join(CASES, shelf, name, 'case.yaml'))]
  const found = candidates.find((path) => existsSync(path) && statSync(path).isFile())
  if (!found) throw new UsageError(`no case file \`${name}\`${likeIt(name)}`)
  return found
}

function likeIt(name: string): string {
  const near = suggest(name, bundledCases())
  return near ? `; did you mean \`${near.name}\`?` : `; the cases that come along are ${bundledCases().join(', ')}`
}

export function bundledCases(): string[] {
  return SHELVES.flatMap((shelf) =>
    readdirSync(join(CASES, shelf)).filter((name) => existsSync(join(CASES, shelf, name, 'case.yaml'))),
  )
}

/** Whether a name was taken for the case of that name that comes along, not for a file of one's own. */
export function isBundledFile(name: string, file: string): boolean {
  return SHELVES.some((shelf) => file === join(CASES, shelf, name, 'case.yaml'))
}

export function readCase(name: string): ReadCase {
  const file = caseFile(name)
  const { size } = statSync(file)
  if (size > LARGEST_FILE)
    throw new UsageError(`${file} has ${size} bytes; a case file has at most a few hundred thousand`)
  const text = readText(file)
  return { file, text, loaded: load(text, file) }
}

/** Diagnostics as a person reads them, on stderr. */
export function printDiagnostics(diagnostics: readonly Diagnostic[], text: string): void {
  for (const diagnostic of diagnostics) process.stderr.write(`${renderDiagnostic(diagnostic, text)}\n`)
}
