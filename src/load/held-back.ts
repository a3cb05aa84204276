/** Which errors of a file stand for themselves. One slip can make much else seem wrong: a misspelt `role` leaves a war
 *  without its side. An error is a consequence of another where it is gone once that one is mended; it is held back. */
import { lineStarts, quoted } from '../text/diagnostic.ts'
import type { Diagnostic, Fix, Span } from '../text/diagnostic.ts'
import { defined } from '../case/defined.ts'
import { diagnosticAt } from '../text/report.ts'
import { textOf } from '../text/tree.ts'
import type { Node } from '../text/tree.ts'
import { applyFixes } from '../text/fixes.ts'

/** A text as it was read. */
export interface Reread {
  readonly text: string
  readonly file: string
  /** Null where it is no YAML. */
  readonly root: Node | null
  readonly diagnostics: readonly Diagnostic[]
  /** Words that could stand where another does, by the offset of what stands there. */
  readonly words: ReadonlyMap<number, readonly string[]>
}

/** Longest text that is read again to see what a repair changes. */
const LONGEST = 400_000
/** More errors than these are no slip. */
const MOST_ERRORS = 100
/** Most repairs that are tried one by one. */
const MOST_TRIED = 8

/** The diagnostics without those that follow from others. @param again reads a text. */
export function withoutConsequences(read: Reread, again: (text: string) => Reread): readonly Diagnostic[] {
  const errors = read.diagnostics.filter(isError).length
  if (errors === 0 || errors > MOST_ERRORS || read.diagnostics.length < 2) return read.diagnostics
  if (read.root === null || read.text.length > LONGEST) return read.diagnostics
  const tried: Trial = { read, again, left: MOST_TRIED }
  return withoutWords(tried, withoutMended(tried, withoutMisdeclared(tried, read.diagnostics)))
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error'
}

interface Trial {
  readonly read: Reread
  readonly again: (text: string) => Reread
  left: number
}

/** What is still said once a text is mended; null where it cannot be read so. */
function persisting(tried: Trial, errors: readonly Diagnostic[], fixes: readonly Fix[]): Persisting | null {
  if (tried.left-- <= 0) return null
  const sorted = [...fixes].sort((a, b) => a.offset - b.offset)
  const mended = tried.again(
    applyFixes(
      tried.read.text,
      fixes.map((fix) => ({ fix })),
    ).text,
  )
  if (mended.root === null) return null
  const starts = { before: lineStarts(tried.read.text), after: lineStarts(mended.text) }
  const now = mended.diagnostics
  const nameOf = ({ code, message }: Diagnostic, offset: number): string => `${offset} ${code} ${message}`
  const there = new Set(now.map((one) => nameOf(one, offsetOf(starts.after, one))))
  const kept = errors.filter((one) => there.has(nameOf(one, moved(sorted, offsetOf(starts.before, one)))))
  return { kept, more: now.filter(isError).length - kept.filter(isError).length }
}

interface Persisting {
  readonly kept: readonly Diagnostic[]
  /** Errors that the repair brings. */
  readonly more: number
}

function offsetOf(starts: readonly number[], { line, column }: Diagnostic): number {
  return defined(starts[line - 1]) + column - 1
}

/** Where an offset lies once fixes, in order, are applied. */
function moved(fixes: readonly Fix[], offset: number): number {
  return fixes.reduce((at, fix) => (fix.offset + fix.length <= offset ? at + fix.text.length - fix.length : at), offset)
}

/** Without what is gone once everything is mended that has a sure repair. */
function withoutMended(tried: Trial, errors: readonly Diagnostic[]): readonly Diagnostic[] {
  const sure = errors.filter((one) => isError(one) && one.fix !== undefined)
  if (sure.length === 0 || sure.length === errors.length) return errors
  const result = persisting(
    tried,
    errors,
    sure.map(({ fix }) => defined(fix)),
  )
  return result === null ? errors : errors.filter((one) => sure.includes(one) || result.kept.includes(one))
}

/** Without what is gone once a word that means nothing is replaced by one of those that could stand there. */
function withoutWords(tried: Trial, errors: readonly Diagnostic[]): readonly Diagnostic[] {
  const starts = lineStarts(tried.read.text)
  let kept = errors
  for (const error of errors) {
    const offset = offsetOf(starts, error)
    const words = error.code === 'unknown-word' && error.fix === undefined ? tried.read.words.get(offset) : undefined
    for (const text of words ?? []) {
      if (kept.length < 2) return kept
      const result = persisting(tried, kept, [{ offset, length: error.length, text }])
      if (result !== null) kept = kept.filter((one) => one === error || result.kept.includes(one))
    }
  }
  return kept
}

/** Where several places name one thing that is not declared, and one that is much like it is declared and named
 *  nowhere, the declaration is what is misspelt: one error, there. */
function withoutMisdeclared(tried: Trial, errors: readonly Diagnostic[]): readonly Diagnostic[] {
  const groups = new Map<string, Diagnostic[]>()
  for (const error of errors) {
    if (error.fix === undefined || !isError(error) || !error.code.startsWith('unknown-')) continue
    const key = `${error.code} ${error.message} ${error.fix.text}`
    groups.set(key, [...(groups.get(key) ?? []), error])
  }
  let kept = errors
  for (const group of groups.values()) {
    const [{ code, fix }, second] = [defined(group[0]), group[1]]
    const { offset, length, text: declared } = defined(fix)
    const places = declarations(defined(tried.read.root), declared)
    const place = places[0]
    if (second === undefined || place === undefined || places.length > 1) continue
    const written = tried.read.text.slice(offset, offset + length)
    const repair = { ...place, text: written }
    const result = persisting(tried, kept, [repair])
    if (result === null || result.more > 0 || group.some((one) => result.kept.includes(one))) continue
    const { file, text } = tried.read
    const message = `${quoted(declared)} is named nowhere, and ${group.length} places name ${quoted(written)}, which is not declared`
    const told = { code, severity: 'error', message, span: place, help: `is ${quoted(written)} meant?` } as const
    kept = [...result.kept, diagnosticAt({ file, starts: lineStarts(text) }, { ...told, fix: repair })]
  }
  return kept
}

/** Keys, and texts behind `id:`, that say a name. */
function declarations(node: Node, name: string): readonly Span[] {
  if (node.kind === 'scalar') return []
  if (node.kind === 'list') return node.items.flatMap((item) => declarations(item, name))
  return node.entries.flatMap(({ key, keySpan, value }) => [
    ...(key === name && keySpan.length === name.length ? [keySpan] : []),
    ...(key === 'id' && value.kind === 'scalar' && value.inner >= 0 && textOf(value) === name
      ? [{ offset: value.inner, length: name.length }]
      : []),
    ...declarations(value, name),
  ])
}
