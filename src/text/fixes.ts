/** Sure repairs, carried out. */
import type { Diagnostic } from './diagnostic.ts'

/** Applies the sure repairs of diagnostics of this text; where two overlap, the first alone.
 *  @returns the text, and how many were applied.
 *  @example
 *  const slip = text.replace('role: party', 'role: partyy')
 *  const { errors } = load(slip, 'case.yaml')
 *  applyFixes(slip, errors).text === text // → true
 */
export function applyFixes(
  text: string,
  diagnostics: readonly Pick<Diagnostic, 'fix'>[],
): {
  readonly text: string
  readonly applied: number
} {
  const fixes = diagnostics.flatMap((one) => one.fix ?? []).sort((a, b) => a.offset - b.offset || a.length - b.length)
  let result = ''
  let from = 0
  let applied = 0
  for (const fix of fixes) {
    if (fix.offset < from || (applied > 0 && fix.offset === from && fix.length === 0)) continue
    result += text.slice(from, fix.offset) + fix.text
    from = fix.offset + fix.length
    applied++
  }
  return { text: result + text.slice(from), applied }
}
