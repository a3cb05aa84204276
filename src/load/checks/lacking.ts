/** Numbers that do not say where they come from, or how they came to be: told once for each part of the file whose
 *  numbers could all take it from one line. */
import { defined } from '../../case/defined.ts'
import { QUANTITY_KINDS } from '../../case/provenance.ts'
import { quantityAt } from '../../case/indices.ts'
import { quoted } from '../../text/diagnostic.ts'
import type { Span } from '../../text/diagnostic.ts'
import { DECLARED } from '../../text/names.ts'
import { warn } from '../../text/report.ts'
import type { Reading } from '../reading.ts'

interface Lacking {
  readonly id: string
  readonly span: Span
  readonly section: string
}

/** Names told of the numbers of a part. */
const NAMED = 6

export function warnUnsourced(reading: Reading): void {
  const lacking = [...reading.written].flatMap(([index, { span, section, isSourced }]): Lacking[] =>
    isSourced ? [] : [{ id: defined(reading.quantities[index]).id, span, section }],
  )
  tell(reading, lacking, { code: 'unsourced', key: 'source', values: null })
}

export function warnUnkinded(reading: Reading): void {
  const lacking = reading.quantities.flatMap(({ id, provenance }, k): Lacking[] => {
    const span = reading.spans.get(id)
    if (provenance.kind !== null || span === undefined) return []
    return [{ id, span, section: reading.written.get(quantityAt(k))?.section ?? '' }]
  })
  const values = `one of ${QUANTITY_KINDS.map((kind) => `\`${kind}\``).join(', ')}`
  tell(reading, lacking, { code: 'no-kind', key: 'kind', values })
}

interface What {
  readonly code: string
  /** What they lack, as a key of the file. */
  readonly key: string
  /** What it can be; null for anything. */
  readonly values: string | null
}

function tell(reading: Reading, lacking: readonly Lacking[], { code, key, values }: What): void {
  const parts = new Map<string, Lacking[]>()
  for (const one of lacking) {
    const part = one.section || one.id
    parts.set(part, [...(parts.get(part) ?? []), one])
  }
  for (const [section, [first, ...more]] of parts) {
    const { id, span } = defined(first)
    if (more.length === 0) warn(reading, span, code, `the number \`${id}\` has no ${key}`, values)
    else {
      const ids = [id, ...more.map((one) => one.id)].map((one) => quoted(within(section, one)))
      const rest = ids.length > NAMED ? ` and ${ids.length - NAMED} more` : ''
      const message = `${ids.length} numbers of ${quoted(section)} have no ${key}: ${ids.slice(0, NAMED).join(', ')}${rest}`
      const help = `${section === DECLARED.quantity ? `each says its own \`${key}\`` : `one \`${key}:\` under ${quoted(section)} counts for all of them`}${values === null ? '' : `: ${values}`}`
      warn(reading, span, code, message, help)
    }
  }
}

/** An id without the part of the file that it begins with. */
function within(section: string, id: string): string {
  return id.startsWith(`${section}.`) ? id.slice(section.length + 1) : id
}
