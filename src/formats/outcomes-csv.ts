/** What came, for the claims and numbers of a case: a row each, `what` and `value`. */
import { entryOf } from '../case/defined.ts'
import { readCsv, teller } from '../text/csv.ts'
import { quoted } from '../text/diagnostic.ts'
import type { Diagnostic } from '../text/diagnostic.ts'
import { suggest } from '../text/suggest.ts'

export interface Outcomes {
  /** Whether what a claim says came, by claim. */
  readonly claims: ReadonlyMap<string, boolean>
  /** Value by number of the case, in the engine's unit. */
  readonly quantities: ReadonlyMap<string, number>
}

const HAPPENED: Readonly<Record<string, boolean>> = {
  yes: true,
  no: false,
  true: true,
  false: false,
  '1': true,
  '0': false,
}

/** @param claims ids of claims, @param quantities ids of numbers that may be named. */
export function readOutcomesCsv(
  text: string,
  file: string,
  claims: readonly string[],
  quantities: readonly string[],
): { readonly outcomes: Outcomes; readonly diagnostics: readonly Diagnostic[] } {
  const { csv, diagnostics } = readCsv(text, file)
  const tell = teller(text, file)
  const found = { claims: new Map<string, boolean>(), quantities: new Map<string, number>() }
  const [what, value] = csv ? [csv.header.indexOf('what'), csv.header.indexOf('value')] : [-1, -1]
  if (csv && (what < 0 || value < 0))
    tell('no-column', 'error', 'outcomes need the columns `what` and `value`', csv.headerSpan(0))
  for (let row = 0; csv && what >= 0 && value >= 0 && row < csv.rows; row++) {
    const id = csv.cell(row, what)
    const written = csv.cell(row, value)
    if (found.claims.has(id) || found.quantities.has(id)) {
      tell('twin-row', 'error', `${quoted(id)} is there twice; the first counts`, csv.spanOf(row, what))
    } else if (claims.includes(id)) {
      const happened = entryOf(HAPPENED, written)
      if (happened === undefined)
        tell('bad-outcome', 'error', `${quoted(written)} is neither yes nor no`, csv.spanOf(row, value))
      else found.claims.set(id, happened)
    } else if (quantities.includes(id)) {
      const number = written === '' ? Number.NaN : Number(written)
      if (Number.isFinite(number)) found.quantities.set(id, number)
      else tell('bad-number', 'error', `${quoted(written)} is no number`, csv.spanOf(row, value))
    } else {
      const near = suggest(id, [...claims, ...quantities])
      const help =
        near === null
          ? 'name a claim that forecasts an event, or an uncertain number'
          : `did you mean ${quoted(near.name)}?`
      tell('unknown-outcome', 'error', `nothing was forecast of ${quoted(id)}`, csv.spanOf(row, what), help)
    }
  }
  return { outcomes: found, diagnostics: [...diagnostics, ...tell.told()] }
}
