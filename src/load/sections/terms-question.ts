/** `signs` of claims: whether any package with some terms would be signed. */
import { defined } from '../../case/defined.ts'
import type { Event } from '../../case/claim-test.ts'
import { playerAt } from '../../case/indices.ts'
import type { ActorIndex } from '../../case/indices.ts'
import { chooses } from './conditions.ts'
import type { Has } from './knows.ts'
import { quoted } from '../../text/diagnostic.ts'
import { fail, inside } from '../../text/report.ts'
import { lookUp } from '../reading.ts'
import type { Reading } from '../reading.ts'
import { child, entriesOf } from '../../text/tree.ts'
import type { Node } from '../../text/tree.ts'

/** Notes the question, once, and refers to it. */
export function readQuestion(reading: Reading, value: Node, has: Has): Event {
  const terms: (readonly number[] | null)[] = reading.names.of.issue.map(() => null)
  for (const entry of entriesOf(child(value, 'terms'))) {
    const chosen = chooses(reading, entry, [])
    if (chosen !== null) terms[chosen.issue] = chosen.options
  }
  const actor = signer(reading, defined(child(value, 'actor')), has)
  const by = actor === null ? ('everybody' as const) : playerAt(has.veto.indexOf(actor))
  const asked = { by, terms }
  const known = reading.questions.findIndex((one) => JSON.stringify(one) === JSON.stringify(asked))
  return { kind: 'signs', question: known < 0 ? reading.questions.push(asked) - 1 : known }
}

/** The actor whose own sheet and red lines answer, null for everybody: one that has no vote has none to ask. */
export function signer(reading: Reading, node: Node, { veto }: Has): ActorIndex | null {
  if (node.kind !== 'scalar' || node.text === 'everybody') return null
  const actor: ActorIndex = lookUp(reading, 'actor', node)
  if (actor >= 0 && !veto.includes(actor))
    fail(
      reading,
      inside(node),
      'no-belligerent',
      `${quoted(node.text)} signs nothing: its role is no \`belligerent\``,
      {
        help: 'ask a belligerent, or `everybody`',
      },
    )
  return actor
}
