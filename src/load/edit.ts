/** Changes to the text of a case that leave all else, comments and layout included, as it was. */
import { defined } from '../case/defined.ts'
import type { Diagnostic, Fix, Span } from '../text/diagnostic.ts'
import { quoted } from '../text/diagnostic.ts'
import { readCase } from './load.ts'
import type { CaseRead } from './load.ts'
import { parseNumber } from '../text/number.ts'
import { diagnosticAt, hint } from '../text/report.ts'
import type { Reading } from './reading.ts'

export type Edited = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly problem: Diagnostic }

const FILE = 'case.yaml'

/** Rewrites the number of a quantity in place.
 *  @param quantity its id; `id/option` for one of the numbers given a hypothesis.
 *  @param written the new number as the file would write it, such as `2M to 3M`. */
export function setNumber(text: string, quantity: string, written: string, file: string = FILE): Edited {
  return setNumberIn(readCase(text, file), text, quantity, written)
}

/** As {@link setNumber}, for a text that has been read already. @param known its reading. */
export function setNumberIn({ read, diagnostics }: CaseRead, text: string, quantity: string, written: string): Edited {
  if (read === null) return { ok: false, problem: defined(diagnostics.find((one) => one.severity === 'error')) }
  const { reading } = read
  const span = reading.spans.get(quantity)
  if (span === undefined) {
    const more = hint(reading, quantity, { offset: 0, length: 0 }, [...reading.spans.keys()])
    return failed(
      reading,
      { offset: 0, length: 1 },
      'unknown-quantity',
      `unknown quantity ${quoted(quantity)}`,
      more.help,
    )
  }
  const number = parseNumber(written)
  if (!number.ok) return failed(reading, span, 'bad-number', number.problem.message, number.problem.help)
  if (number.value.kind === 'name')
    return failed(reading, span, 'bad-number', `expected a number, found ${quoted(written)}`)
  const old = text.slice(span.offset, span.offset + span.length)
  if (!parseNumber(old).ok) return notWritten(reading, quantity, span, old)
  const marks = `${text.charAt(span.offset - 1)}${text.charAt(span.offset + span.length)}`
  const isQuoted = marks === "''" || marks === '""'
  return { ok: true, text: replaced(text, { ...span, text: isQuoted ? written.trim() : safe(written.trim()) }) }
}

/** The text with a number of it written as another text writes it, to the letter; null where one of them does not write
 *  it. */
export function putBackIn(
  { read }: CaseRead,
  text: string,
  quantity: string,
  original: { readonly read: CaseRead; readonly text: string },
): string | null {
  const here = read?.reading.spans.get(quantity)
  const there = original.read.read?.reading.spans.get(quantity)
  if (!here || !there) return null
  const written = original.text.slice(there.offset, there.offset + there.length)
  const isNumber = parseNumber(written).ok && parseNumber(text.slice(here.offset, here.offset + here.length)).ok
  return isNumber ? replaced(text, { ...here, text: written }) : null
}

/** The span of such a number is not its own: it comes from a prior set, a default, or is a map of options. */
function notWritten(reading: Reading, quantity: string, span: Span, old: string): Edited {
  const options = [...reading.spans.keys()].filter((id) => id.startsWith(`${quantity}/`))
  if (options.length > 0) {
    return failed(
      reading,
      span,
      'by-hypothesis',
      `${quoted(quantity)} has a number for each hypothesis`,
      `set ${options.map(quoted).join(' or ')}`,
    )
  }
  const help = old.includes('\n') ? undefined : 'write it into the file first'
  return failed(
    reading,
    { offset: span.offset, length: 1 },
    'not-written',
    `the file does not write ${quoted(quantity)}: it takes a default`,
    help,
  )
}

function failed(reading: Reading, span: Span, code: string, message: string, help?: string): Edited {
  return { ok: false, problem: diagnosticAt(reading, { code, severity: 'error', message, span, help }) }
}

/** Commas and colons end a text inside `{ }`, so calls go into quotes. */
function safe(written: string): string {
  return /[,:]/.test(written) ? `'${written}'` : written
}

function replaced(text: string, fix: Fix): string {
  return text.slice(0, fix.offset) + fix.text + text.slice(fix.offset + fix.length)
}
