/** `steps`: a settlement that comes in steps. */
import type { Event } from '../../case/claim-test.ts'
import { ALWAYS } from '../../case/condition.ts'
import { KNOWN_BY_THEN, MOST_STEPPED } from '../../case/steps.ts'
import type { Step } from '../../case/steps.ts'
import type { Issue, Rule } from '../../case/types.ts'
import { quoted } from '../../text/diagnostic.ts'
import type { Span } from '../../text/diagnostic.ts'
import { fail, inside } from '../../text/report.ts'
import { CHOICES, EVENT, list, may, name, names, needs, object, probability, TEXT, whole } from '../../text/shape.ts'
import type { Shape } from '../../text/shape.ts'
import { entriesOf } from '../../text/tree.ts'
import { at, has, items, provenance, references, text } from '../cursor.ts'
import type { Cursor } from '../cursor.ts'
import type { Reading } from '../reading.ts'
import { readMonths } from './dated-changes.ts'
import { readEvent } from './events.ts'
import { readSomeChoices } from './issues.ts'
import type { Has } from './knows.ts'
import { readNumber } from './numbers.ts'
import { MAX_MONTHS } from './war-shape.ts'

export const STEPS: Shape = list(
  object({
    id: needs(TEXT, 'Name of the step.'),
    says: needs(TEXT, 'The step in words.'),
    issues: needs(names('issue'), 'What it settles. Every issue is settled by one step.'),
    open: may(
      CHOICES,
      'The option that holds on its issues until it settles them, where that is not the one of no deal: of a later step alone.',
    ),
    after: may(name('step'), 'The step that it follows: the one written before it. The first follows none.'),
    months: may(
      { kind: 'either', of: [whole(1, MAX_MONTHS), TEXT] },
      'Months after that step when it is due: `12`, or `6 to 18` for one of these months, each as likely. It is taken then or not at all.',
    ),
    probability: may(
      probability(),
      'Probability that it is taken up, as both foresee it: that what the step before promised has been complied with, say. Certain if left out.',
    ),
    needs: may(
      EVENT,
      'What has to be so by then: options of the steps before it, `comes`, `quantity`, `hypothesis`, `consent`, `firm`, with `not`, `any` and `all`.',
    ),
  }),
)

/** Where the steps of a case lead. */
interface Around {
  readonly issues: readonly Issue[]
  readonly has: Has
  readonly rules: readonly Rule[]
}

/** The steps, and the rules of the case with those that leave open what is not settled first. Nothing where the case
 *  has no steps. */
export function readSteps(
  reading: Reading,
  cursor: Cursor,
  around: Around,
): { readonly steps?: readonly Step[]; readonly rules: readonly Rule[] } {
  if (cursor.node === null) return { rules: around.rules }
  const rows = items(cursor)
  const steps = rows.map((item, k) => readStep(reading, item, k, around))
  checkChain(reading, cursor, rows, steps)
  checkIssues(reading, cursor, rows, steps)
  const packages = around.issues.reduce((product, { options }) => product * options.length, 1)
  if (packages > MOST_STEPPED)
    fail(
      reading,
      cursor.span,
      'too-many-packages',
      `in steps a case has ${MOST_STEPPED} packages at most, not ${packages}: what may follow is looked at in every month`,
      { help: 'take options or issues away' },
    )
  if (around.has.bargaining === null)
    fail(reading, cursor.span, 'needs-section', 'steps follow a deal, which a case without `bargaining` never has')
  return { steps, rules: [...around.rules, ...steps.slice(1).flatMap((step) => rulesOf(step, around.issues))] }
}

function readStep(reading: Reading, item: Cursor, k: number, { issues: all, has: knows }: Around): Step {
  const issues = references(reading, 'issue', at(item, 'issues')).filter((issue) => issue >= 0)
  const written = readSomeChoices(reading, at(item, 'open'))
  const { from, to } =
    k > 0 && has(item, 'months')
      ? readMonths(reading, at(item, 'months').node)
      : { from: k > 0 ? 1 : 0, to: k > 0 ? 1 : 0 }
  const needed = at(item, 'needs')
  const waits = k > 0 && needed.node !== null ? readEvent(reading, needed.node, knows) : null
  if (waits !== null && needed.node !== null) checkKnown(reading, waits, needed.node.span)
  checkOpen(reading, at(item, 'open'), issues, k)
  return {
    id: text(at(item, 'id')),
    says: text(at(item, 'says')),
    issues,
    open: issues.map((issue) => {
      const option = written[issue] ?? -1
      return option >= 0 ? option : (all[issue]?.noDeal ?? 0)
    }),
    from,
    to,
    probability: k > 0 && has(item, 'probability') ? readNumber(reading, at(item, 'probability')) : null,
    needs: waits,
    provenance: provenance(reading, item),
  }
}

/** What is left open is what the step settles later. */
function checkOpen(reading: Reading, { node }: Cursor, issues: readonly number[], k: number): void {
  for (const { key, keySpan } of entriesOf(node)) {
    const issue = reading.names.of.issue.indexOf(key)
    if (issue < 0) continue
    if (k === 0) fail(reading, keySpan, 'steps', 'the first step leaves nothing of its own open')
    else if (!issues.includes(issue)) fail(reading, keySpan, 'steps', `${quoted(key)} is not settled by this step`)
  }
}

function checkKnown(reading: Reading, event: Event, span: Span): void {
  if (!KNOWN_BY_THEN.includes(event.kind))
    fail(reading, { ...span, length: 1 }, 'steps', 'a step cannot wait for this: nobody knows it by then', {
      help: 'options of the steps before it, `comes`, `quantity`, `hypothesis`, `consent`, `firm`, with `not`, `any`, `all`',
    })
  else if (event.kind === 'not') checkKnown(reading, event.of, span)
  else if (event.kind === 'all' || event.kind === 'any') for (const part of event.of) checkKnown(reading, part, span)
}

/** One chain, in the order in which it is written. */
function checkChain(reading: Reading, cursor: Cursor, rows: readonly Cursor[], steps: readonly Step[]): void {
  if (rows.length < 2)
    fail(reading, { ...cursor.span, length: 1 }, 'steps', 'one step alone is a deal: write two, or leave `steps` out')
  rows.forEach((item, k) => {
    const before = steps[k - 1]?.id
    if (k === 0) {
      for (const key of ['after', 'months', 'probability', 'needs'])
        if (has(item, key))
          fail(reading, at(item, key).span, 'steps', `the first step follows none, so it has no \`${key}\``)
      return
    }
    const after = at(item, 'after')
    if (after.node === null || text(after) !== before)
      fail(
        reading,
        after.node === null ? { offset: item.span.offset, length: 1 } : inside(after.node),
        'steps',
        `steps are one chain: this one follows ${quoted(before ?? '')}`,
        { help: `write \`after: ${before ?? ''}\`, and the steps in their order` },
      )
    if (!has(item, 'months'))
      fail(reading, { offset: item.span.offset, length: 1 }, 'missing-key', 'the key `months` is missing', {
        help: 'how many months after the step before it is due, such as `6 to 18`',
      })
  })
}

/** Every issue is settled once, and a step hangs on what was settled before it. */
function checkIssues(reading: Reading, cursor: Cursor, rows: readonly Cursor[], steps: readonly Step[]): void {
  const known = reading.names.of.issue
  const by = new Map<number, string>()
  steps.forEach(({ id, issues, needs: waits }, k) => {
    const item = rows[k]
    if (item === undefined) return
    if (waits !== null)
      for (const issue of issuesIn(waits))
        if (!by.has(issue))
          fail(
            reading,
            at(item, 'needs').span,
            'steps',
            `${quoted(known[issue] ?? '')} is not settled before ${quoted(id)}`,
          )
    for (const issue of issues) {
      const other = by.get(issue)
      if (other !== undefined)
        fail(reading, at(item, 'issues').span, 'steps', `${quoted(known[issue] ?? '')} is settled by ${quoted(other)}`)
      by.set(issue, id)
    }
  })
  const missing = known.filter((_, issue) => !by.has(issue))
  if (missing.length > 0)
    fail(reading, { ...cursor.span, length: 1 }, 'steps', `no step settles ${missing.map(quoted).join(', ')}`)
}

function issuesIn(event: Event): readonly number[] {
  if (event.kind === 'chooses') return [event.issue]
  if (event.kind === 'not') return issuesIn(event.of)
  return event.kind === 'all' || event.kind === 'any' ? event.of.flatMap(issuesIn) : []
}

/** What a step settles stays open in any package before it. */
function rulesOf({ id, issues, open, provenance: of }: Step, all: readonly Issue[]): readonly Rule[] {
  return issues.map((issue, k): Rule => {
    const name = all[issue]?.id ?? ''
    return {
      kind: 'hard',
      id: `steps.${id}.${name}`,
      says: `${name} is left to the step ${id}.`,
      when: ALWAYS,
      requires: { kind: 'chooses', issue, options: [open[k] ?? 0] },
      leftTo: id,
      provenance: of,
    }
  })
}
