/** `rules` and `consents`. */
import { defined } from '../../case/defined.ts'
import { actorAt } from '../../case/indices.ts'
import type { ConsentBody, Rule } from '../../case/types.ts'
import { consentsOf } from '../../case/condition.ts'
import { readCondition, readTerms } from './conditions.ts'
import { at, entries, has, items, provenance, reference, text } from '../cursor.ts'
import type { Cursor, Keyed } from '../cursor.ts'
import { plainNumber } from '../conform.ts'
import { quoted } from '../../text/diagnostic.ts'
import { readNumber } from './numbers.ts'
import { fail, hint, inside } from '../../text/report.ts'
import { lookUpText } from '../reading.ts'
import type { Reading } from '../reading.ts'
import {
  CONDITION,
  may,
  name,
  needs,
  number,
  object,
  probability,
  record,
  silent,
  TEXT,
  TERMS,
  whole,
  word,
} from '../../text/shape.ts'
import type { Shape } from '../../text/shape.ts'
import { child } from '../../text/tree.ts'

/** Most members that a body can count. */
const MAX_MEMBERS = 1000

export const RULES: Shape = {
  kind: 'list',
  of: object({
    id: needs(TEXT, 'Name of the rule.'),
    says: needs(TEXT, 'The rule in words.'),
    kind: needs(word('hard', 'soft'), 'A hard rule bars packages; a soft one makes a consent less likely.'),
    when: may(TERMS, 'The packages it is about; all if left out.'),
    requires: may(CONDITION, 'What such a package has to meet. For hard rules.'),
    weakens: may(name('consent'), 'The consent that such a package makes less likely. For soft rules.'),
    factor: may(probability(), 'What the probabilities of that consent are multiplied by. For soft rules.'),
  }),
}

export const CONSENTS: Shape = record(
  object({
    says: may(TEXT, 'Who consents to what.'),
    quorum: may(
      { kind: 'either', of: [word('all', 'majority', 'any'), whole(1, MAX_MEMBERS)] },
      'How many members have to agree; all if left out.',
    ),
    correlation: may(
      probability(),
      'How much its members lean the same way: the correlation of what each is drawn by; none if left out.',
    ),
    leans: may(
      record(
        object({
          by: needs(name('actor'), 'The actor whose score sheet the member follows.'),
          scale: needs(number('points', 0.01), 'Points of that sheet, over no deal, that move its log-odds by one.'),
        }),
      ),
      'Members whose consent follows what a package is worth, by member (by the body itself where it decides as one).',
    ),
    after: may(
      word('signature'),
      'It votes once the parties have signed: both know that it may say no, and what they sign comes into force only where it says yes. It consents beforehand if left out.',
    ),
    failure: may(
      record(number('points', 0), 'actor'),
      'Where it votes after signature: points that a belligerent loses by a vote that fails; none if left out.',
    ),
    resumes: may(
      number('months', 0),
      'Where it votes after signature: months after a vote that failed for which talks rest, and then resume; for good if left out.',
    ),
    members: silent(may(record(probability()), 'Probability that each member agrees.')),
    probability: may(probability(), 'For a body that decides as one: the probability that it agrees.'),
  }),
)

export function readRules(reading: Reading, cursor: Cursor): readonly Rule[] {
  return items(cursor).map((item) =>
    text(at(item, 'kind')) === 'soft' ? readSoft(reading, item) : readHard(reading, item),
  )
}

function common(reading: Reading, cursor: Cursor): Pick<Rule, 'id' | 'says' | 'when' | 'provenance'> {
  return {
    id: text(at(cursor, 'id')),
    says: text(at(cursor, 'says')),
    when: readCondition(reading, at(cursor, 'when')),
    provenance: provenance(reading, cursor),
  }
}

function readHard(reading: Reading, cursor: Cursor): Rule {
  if (text(at(cursor, 'kind')) === 'hard') insist(reading, cursor, ['requires'], ['weakens', 'factor'])
  return {
    kind: 'hard',
    ...common(reading, cursor),
    requires: readTerms(reading, at(cursor, 'requires'), 'a rule that requires nothing bars nothing'),
  }
}

function readSoft(reading: Reading, cursor: Cursor): Rule {
  insist(reading, cursor, ['weakens', 'factor'], ['requires'])
  return {
    kind: 'soft',
    ...common(reading, cursor),
    weakens: reference(reading, 'consent', at(cursor, 'weakens')),
    factor: readNumber(reading, at(cursor, 'factor')),
  }
}

function insist(reading: Reading, cursor: Cursor, needed: readonly string[], foreign: readonly string[]): void {
  const kind = at(cursor, 'kind')
  for (const key of needed) {
    if (!has(cursor, key))
      fail(reading, inside(defined(kind.node)), 'missing-key', `a ${text(kind)} rule needs \`${key}\``)
  }
  for (const key of foreign) {
    const node = child(cursor.node, key)
    if (node !== null) fail(reading, node.span, 'unknown-key', `a ${text(kind)} rule has no \`${key}\``)
  }
}

export function readConsents(reading: Reading, cursor: Cursor): readonly ConsentBody[] {
  return entries(cursor).map((entry) => readBody(reading, entry))
}

function readBody(reading: Reading, entry: Keyed): ConsentBody {
  const { key, keySpan, cursor } = entry
  const whole = at(cursor, 'probability')
  const list = entries(at(cursor, 'members'))
  if ((whole.node === null) === !has(cursor, 'members')) {
    fail(reading, keySpan, 'members', `${quoted(key)} needs either \`members\` or one \`probability\``)
  } else if (whole.node === null && list.length === 0)
    fail(reading, keySpan, 'members', `${quoted(key)} has no members`)
  const members =
    whole.node === null
      ? list.map((member) => ({ id: member.key, probability: readNumber(reading, member.cursor) }))
      : [{ id: key, probability: readNumber(reading, whole) }]
  return {
    id: key,
    says: text(at(cursor, 'says'), key),
    members,
    leans: readLeans(reading, at(cursor, 'leans'), members),
    correlation: has(cursor, 'correlation') ? readNumber(reading, at(cursor, 'correlation')) : null,
    quorum: quorum(reading, cursor, members.length),
    ...readVote(reading, cursor),
    provenance: provenance(reading, cursor),
  }
}

/** Most bodies that vote after signature: what both sides foresee runs through every pattern of their answers. */
const MOST_VOTES = 5

/** Votes after signature, as rules ask for them: a rule asks for those alone, and what a failed vote costs is the loss
 *  of somebody who signs. */
export function checkVotes(
  reading: Reading,
  { rules, consents }: { readonly rules: Cursor; readonly consents: Cursor },
  read: {
    readonly rules: readonly Rule[]
    readonly consents: readonly ConsentBody[]
    readonly veto: readonly number[]
  },
): void {
  const votes = (body: number): boolean => read.consents[body]?.vote !== undefined
  items(rules).forEach((item, k) => {
    const rule = read.rules[k]
    if (rule?.kind !== 'hard') return
    const asked = [...consentsOf(rule.when), ...consentsOf(rule.requires)]
    if (!asked.some(votes) || asked.every(votes)) return
    fail(
      reading,
      at(item, 'requires').span,
      'votes',
      `the rule ${quoted(rule.id)} asks for a consent beforehand and for a vote after signature`,
      { help: 'write two rules, one for each' },
    )
  })
  const voting = entries(consents).filter((_, body) => votes(body))
  const last = voting[MOST_VOTES]
  if (last !== undefined)
    fail(reading, last.keySpan, 'votes', `at most ${MOST_VOTES} bodies can vote after signature`, {
      help: 'make members of one body of them, with a `quorum`',
    })
  for (const { cursor } of voting)
    for (const { key, keySpan } of entries(at(cursor, 'failure')))
      if (!read.veto.includes(reading.names.of.actor.indexOf(key)))
        fail(reading, keySpan, 'no-belligerent', `${quoted(key)} signs nothing: its role is no \`belligerent\``)
}

/** What a vote after signature comes with; nothing for a body that consents beforehand. */
function readVote(reading: Reading, cursor: Cursor): Pick<ConsentBody, 'vote'> {
  const [failure, resumes] = [at(cursor, 'failure'), at(cursor, 'resumes')]
  if (!has(cursor, 'after')) {
    for (const written of [failure, resumes])
      if (written.node !== null)
        fail(reading, written.span, 'unused', 'only a body that votes `after: signature` has a vote that can fail')
    return {}
  }
  const lost = entries(failure).map((entry) => ({
    actor: actorAt(lookUpText(reading, 'actor', entry.key, entry.keySpan)),
    points: readNumber(reading, entry.cursor),
  }))
  return { vote: { failure: lost, resumes: has(cursor, 'resumes') ? readNumber(reading, resumes) : null } }
}

function readLeans(
  reading: Reading,
  cursor: Cursor,
  members: readonly { readonly id: string }[],
): ConsentBody['leans'] {
  return entries(cursor).flatMap(({ key, keySpan, cursor: lean }) => {
    const member = members.findIndex(({ id }) => id === key)
    const by = reference(reading, 'actor', at(lean, 'by'))
    const scale = readNumber(reading, at(lean, 'scale'))
    if (member < 0) {
      const known = members.map(({ id }) => id)
      fail(reading, keySpan, 'unknown-option', `no member ${quoted(key)}`, hint(reading, key, keySpan, known))
      return []
    }
    return by < 0 || scale < 0 ? [] : [{ member, by: actorAt(by), scale }]
  })
}

function quorum(reading: Reading, cursor: Cursor, members: number): number {
  const field = at(cursor, 'quorum')
  switch (text(field, 'all')) {
    case 'all':
      return members
    case 'majority':
      return Math.floor(members / 2) + 1
    case 'any':
      return 1
  }
  const count = plainNumber(field.node) ?? 1
  if (field.node !== null && count > members)
    fail(reading, inside(field.node), 'members', `a quorum of ${count} cannot be met by ${members} members`)
  return count
}
