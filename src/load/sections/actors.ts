/** `actors`. */
import type { QuantityIndex } from '../../case/indices.ts'
import { hasToAgree, ROLES } from '../../case/actors.ts'
import type { Mediates, Spoils } from '../../case/influence.ts'
import type { Actor, Resolve, Role } from '../../case/actors.ts'
import { at, entries, has, provenance, text } from '../cursor.ts'
import type { Cursor, Keyed } from '../cursor.ts'
import { quoted } from '../../text/diagnostic.ts'
import { numberOr, readNumber } from './numbers.ts'
import { fail, warn } from '../../text/report.ts'
import { outline } from '../outline.ts'
import type { Reading } from '../reading.ts'
import { may, needs, number, object, probability, record, silent, TEXT, word } from '../../text/shape.ts'
import type { Shape } from '../../text/shape.ts'
import { entriesOf } from '../../text/tree.ts'

/** Highest rates and spans that make sense: a discount above 1,000 % a year or a horizon above a century is a slip of
 *  the pen. */
const MAX_DISCOUNT = 10
const MAX_MONTHS = 1200
/** Least months that a prior can be worth or a war be expected to last. */
const LEAST_MONTHS = 0.01

/** Points beyond which no deal is not measured on the score sheet, whose best package has 100. */
const MOST_NO_DEAL = 200

export const RESOLVE: Shape = object({
  discount: needs(
    number('probability/year', 0, MAX_DISCOUNT),
    'Discount rate per year: `10%` values next year at 1/1.1 of this one.',
  ),
  optimism: needs(
    number('km2/month'),
    'Advance it expects beyond where the balance of fire draws the front, km² a month; positive favours the attacker.',
  ),
  conviction: needs(
    number('months', LEAST_MONTHS, MAX_MONTHS),
    'How many months of observation that expectation is worth.',
  ),
  horizon: needs(
    number('months', LEAST_MONTHS, MAX_MONTHS),
    'Months it expects the war to go on before the line comes to rest.',
  ),
  fightingCost: needs(number('points'), 'Points by which a time of fighting is worse than the same terms in peace.'),
  costPerThousand: needs(number('points'), 'Further such points per thousand own casualties a month.'),
  walkAway: needs(number('points', 0), 'Points it would give up rather than be seen walking away from talks.'),
  audience: may(
    number('', 0),
    'How hard its audience punishes: a factor on what crossing its red lines costs it; 1 if left out.',
  ),
  erosion: may(
    number(''),
    'How fast the costs of its red lines wear down as it bleeds: log units per share of its force lost since the date; negative where sunk costs harden it.',
  ),
  fading: may(number(''), 'How fast they wear down with time: log units a year.'),
})

const MOST_HAZARD = 100
const MOST_PACE = 100

const SPOILS: Shape = object({
  peace: may(number('', 1, MOST_HAZARD), 'Factor on the hazard that the peace of such a deal breaks.'),
  consents: may(record(probability(), 'consent'), 'By body: what its members agree with is multiplied by this.'),
})

const MEDIATES: Shape = object({
  pace: may(number('', 0, MOST_PACE), 'Factor on the pace of a deal.'),
  optimism: may(
    probability(),
    "Share by which each side's optimism shrinks, as it learns what the other knows. Needs a `war`.",
  ),
})

export const ACTORS: Shape = record(
  object({
    name: needs(TEXT, 'Name for readers.'),
    role: needs(
      word(...ROLES),
      'A belligerent must accept any deal, and so must a party, which fights nobody; the aid of a backer shapes the war; a guarantor supplies a guarantee or troops; ' +
        'an institution admits by consent of its members; a spoiler has no say and can spoil what it likes less than no deal; ' +
        'a mediator changes the pace of talks and what the sides know.',
    ),
    resolve: silent(may(RESOLVE, 'What a belligerent believes about fighting on, and what it costs it.')),
    noDealValue: may(
      number('points', -MOST_NO_DEAL, MOST_NO_DEAL),
      'In a case without a war, and of a party that does not fight in one: what no deal is worth to it, in points of its score sheet.',
    ),
    spoils: may(
      SPOILS,
      'What a spoiler does where a package is worth less to it, by its own sheet, than no deal; of one who has to agree, what it does in a scenario that leaves it out.',
    ),
    mediates: may(MEDIATES, 'What a mediator does while talks go on.'),
    discount: may(
      number('probability/year', 0, MAX_DISCOUNT),
      'In a case without a war: discount rate per year, by which a peace that breaks late was worth more than one that breaks soon; none if left out.',
    ),
  }),
)

export function readActors(
  reading: Reading,
  cursor: Cursor,
  sections: { readonly war: boolean; readonly issues: boolean },
): readonly Actor[] {
  return entries(cursor).map((entry) => readActor(reading, entry, sections))
}

function readActor(
  reading: Reading,
  entry: Keyed,
  sections: {
    readonly war: boolean
    readonly issues: boolean
  },
): Actor {
  const { key, keySpan, cursor } = entry
  const role = roleOf(text(at(cursor, 'role')))
  const fights = role === 'belligerent'
  const resolve = has(cursor, 'resolve') ? readResolve(reading, at(cursor, 'resolve')) : null
  const needsValue = hasToAgree(role) && sections.issues && (!sections.war || (!fights && resolve === null))
  if (fights && sections.war && resolve === null) {
    const message = `the belligerent ${quoted(key)} needs \`resolve\`, since there is a war`
    fail(reading, keySpan, 'missing-key', message, { help: `write \`resolve: ${outline(RESOLVE)}\`` })
  }
  return {
    id: key,
    name: text(at(cursor, 'name')),
    role,
    resolve,
    noDealValue: noDealValue(reading, entry, needsValue),
    ...influence(reading, entry, role),
    ...(has(cursor, 'discount') ? { discount: readNumber(reading, at(cursor, 'discount')) } : {}),
    provenance: provenance(reading, cursor),
  }
}

/** What spoilers and mediators do, and nobody else. */
function influence(reading: Reading, { key, keySpan, cursor }: Keyed, role: Role): Pick<Actor, 'spoils' | 'mediates'> {
  for (const [field, needed] of [
    ['spoils', 'spoiler'],
    ['mediates', 'mediator'],
  ] as const) {
    const what = at(cursor, field)
    if (role === needed && (what.node === null || entriesOf(what.node).length === 0))
      fail(reading, keySpan, 'missing-key', `the ${role} ${quoted(key)} needs \`${field}\`: what it can do`)
    else if (role !== needed && what.node !== null && !(field === 'spoils' && hasToAgree(role)))
      fail(reading, what.span, 'unknown-key', `only a ${needed} \`${field}\`, and ${quoted(key)} is none`)
  }
  if ((role === 'spoiler' || has(cursor, 'spoils')) && !has(cursor, 'noDealValue'))
    fail(reading, keySpan, 'missing-key', `the ${role} ${quoted(key)} needs \`noDealValue\``, {
      help: 'it spoils what is worth less to it than that, by its own sheet',
    })
  return {
    ...(role === 'spoiler' || (hasToAgree(role) && has(cursor, 'spoils'))
      ? { spoils: readSpoils(reading, at(cursor, 'spoils')) }
      : {}),
    ...(role === 'mediator' ? { mediates: readMediates(reading, at(cursor, 'mediates')) } : {}),
  }
}

function readSpoils(reading: Reading, cursor: Cursor): Spoils {
  if (cursor.node === null) return { peace: null, consents: [] }
  return {
    peace: has(cursor, 'peace') ? readNumber(reading, at(cursor, 'peace')) : null,
    consents: entries(at(cursor, 'consents')).flatMap(({ key, cursor: factor }) => {
      const body = reading.names.of.consent.indexOf(key)
      return body < 0 ? [] : [{ body, factor: readNumber(reading, factor) }]
    }),
  }
}

function readMediates(reading: Reading, cursor: Cursor): Mediates {
  const read = (key: string): QuantityIndex | null =>
    cursor.node !== null && has(cursor, key) ? readNumber(reading, at(cursor, key)) : null
  return { pace: read('pace'), optimism: read('optimism') }
}

function noDealValue(reading: Reading, { key, keySpan, cursor }: Keyed, wanted: boolean): QuantityIndex | null {
  const field = at(cursor, 'noDealValue')
  if (field.node !== null) return readNumber(reading, field)
  if (!wanted) return null
  warn(reading, keySpan, 'no-deal-value', `${quoted(key)} has no \`noDealValue\`: no deal counts as 0 points`)
  return numberOr(reading, field, 0, 'not written: no deal counts as 0 points')
}

function roleOf(written: string): Role {
  return ROLES.find((role) => role === written) ?? 'institution'
}

function readResolve(reading: Reading, cursor: Cursor): Resolve {
  const read = (key: string): QuantityIndex => readNumber(reading, at(cursor, key))
  return {
    discount: read('discount'),
    optimism: read('optimism'),
    conviction: read('conviction'),
    horizon: read('horizon'),
    fightingCost: read('fightingCost'),
    costPerThousand: read('costPerThousand'),
    walkAway: read('walkAway'),
    audience: has(cursor, 'audience') ? read('audience') : null,
    erosion: has(cursor, 'erosion') ? read('erosion') : null,
    fading: has(cursor, 'fading') ? read('fading') : null,
  }
}
