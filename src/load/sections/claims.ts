/** `claims`: the ledger of what the argument asserts. */
import { CLAIM_KINDS } from '../../case/claims.ts'
import type { Claim } from '../../case/claims.ts'
import { readTest } from './claim-tests.ts'
import type { Has } from './knows.ts'
import { at, entries, text, textOrNull, textsOf } from '../cursor.ts'
import type { Cursor, Keyed } from '../cursor.ts'
import { placeAt, quoted } from '../../text/diagnostic.ts'
import { warn } from '../../text/report.ts'
import type { Reading } from '../reading.ts'
import { CITATION, exactly, may, needs, record, TEXT, word } from '../../text/shape.ts'
import type { Shape } from '../../text/shape.ts'

export const CLAIMS: Shape = record(
  exactly({
    kind: needs(word(...CLAIM_KINDS), 'What sort of assertion it is.'),
    says: needs(TEXT, 'What is asserted, in your own words.'),
    where: may(CITATION, 'Where it is asserted.'),
    rival: may(TEXT, 'Another reading, where the evidence shows the argument wrong or short.'),
    note: may(TEXT, 'A remark.'),
    test: may({ kind: 'test' }, 'What a run has to show for it to hold.'),
  }),
)

export function readClaims(reading: Reading, cursor: Cursor, has: Has): readonly Claim[] {
  return entries(cursor).map((entry) => readClaim(reading, entry, has))
}

function readClaim(reading: Reading, { key, keySpan, cursor }: Keyed, has: Has): Claim {
  const test = at(cursor, 'test')
  if (test.node === null && !reading.encoded.has(key)) {
    warn(reading, keySpan, 'claim-not-encoded', `nothing in the case encodes or tests ${quoted(key)}`, {
      help: `add a \`test\`, or \`claims: [${key}]\` where it is encoded`,
    })
  }
  return {
    id: key,
    kind: CLAIM_KINDS.find((kind) => kind === text(at(cursor, 'kind'))) ?? 'fact',
    says: text(at(cursor, 'says')),
    rival: textOrNull(at(cursor, 'rival')),
    test: test.node === null ? null : readTest(reading, test.node, has),
    provenance: {
      source: textsOf(at(cursor, 'where').node),
      kind: null,
      note: textOrNull(at(cursor, 'note')),
      claims: [],
      place: placeAt(reading.starts, keySpan.offset),
    },
  }
}
