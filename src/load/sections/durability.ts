/** `durability`. Numbers that the file does not write come from the prior set. */
import { actorAt } from '../../case/indices.ts'
import type { ActorIndex, QuantityIndex } from '../../case/indices.ts'
import type { Distribution } from '../../math/distribution.ts'
import type { AfterPeace, DurabilitySpec, EffectName } from '../../case/types.ts'
import { PRIOR_SETS } from '../../stages/durability/priors.ts'
import type { PriorSet, PriorSetName } from '../../stages/durability/priors.ts'
import { readCondition } from './conditions.ts'
import { at, entries, has, items, provenance, text } from '../cursor.ts'
import type { Cursor } from '../cursor.ts'
import { addGiven, numberOr, readNumber } from './numbers.ts'
import { quoted } from '../../text/diagnostic.ts'
import { fail } from '../../text/report.ts'
import type { Reading } from '../reading.ts'
import { list, may, needs, number, object, probability, record, silent, TERMS, word } from '../../text/shape.ts'
import type { Field, Shape } from '../../text/shape.ts'

/** What each covariate says of a package. */
const EFFECTS: Readonly<Record<EffectName, string>> = {
  pressured: 'pressed on the parties from outside',
  monitors: 'unarmed monitors',
  armedForce: 'an armed force with consent',
  dmz: 'a demilitarised zone, as a share of the front',
  guarantee: 'a guarantee, by its credibility',
  settlement: 'a political settlement',
  powerShift: 'a shift of power, per 0.1 of combined strength',
  imposedRegime: 'a regime imposed from outside',
}

export const PRIOR_NAMES: readonly string[] = Object.keys(PRIOR_SETS)
/** Years over which rearming levels off where the file is silent: it is then irrelevant, since rearming is 0. */
const SILENT_LEVELLING = 10
const LEAST_YEARS = 0.01
const MOST_POINTS = 100

const effectFields = Object.fromEntries(
  Object.entries(EFFECTS).map(([effect, says]): [string, Field] => [
    effect,
    may(number(''), `Log hazard ratio of ${says}.`),
  ]),
)

export const DURABILITY: Shape = object({
  priors: may(word(...PRIOR_NAMES), 'The prior set that unwritten numbers come from; `elicited` if left out.'),
  logitFiveYears: may(number(''), 'ln(odds) that a peace without features holds five years.'),
  logShape: may(number(''), 'ln of the Weibull shape.'),
  stillborn: may(probability(), 'Probability that the peace never takes hold.'),
  effects: may(object(effectFields), 'Log hazard ratios that differ from the prior set.'),
  covariates: may(
    list(
      object({
        effect: needs(word(...Object.keys(EFFECTS)), 'The effect.'),
        when: may(TERMS, 'Terms under which it is there; always if left out.'),
        value: needs(number(''), 'How much of it.'),
      }),
    ),
    'Which terms bring which effect.',
  ),
  rearming: may(
    number('probability/year'),
    'Share of combined strength that the attacker gains in a year of peace. Needed where there is a war.',
  ),
  levelling: may(number('years', LEAST_YEARS), 'Years over which that levels off. Needed where there is a war.'),
  reach: may(
    number('km2', 0),
    'km² that a shift of the whole balance would move the resting line. Needed where there is a war.',
  ),
  openingBlow: may(
    probability(),
    "Share of renewed wars that open with the defender's defeat where no guarantee is believed; none if left out.",
  ),
  pause: may(
    probability(),
    'Share of what a pause buys the attacker, by its rearming, that it counts on when it decides; all of it if left out.',
  ),
  support: may(
    list(
      object({
        when: may(TERMS, 'The terms; always if left out.'),
        share: needs(number('probability', -1, 1), 'Share of strength that they add to the defender in a renewed war.'),
      }),
    ),
    'What the terms do to the balance.',
  ),
  noDealAfter: may(
    record(
      list(
        object({
          when: may(TERMS, 'Terms that were carried out; any if left out.'),
          points: silent(
            needs(
              number('points', -MOST_POINTS, MOST_POINTS),
              'By how much no deal is then worth more or less to it than it was.',
            ),
          ),
          over: may(number('years', LEAST_YEARS), 'Years over which the terms are carried out; at once if left out.'),
        }),
      ),
      'actor',
    ),
    'What a broken peace leaves a belligerent, in a case without a war: worse off once disarmed, better off once paid. Entries that hold add up.',
  ),
})

export function readDurability(
  reading: Reading,
  cursor: Cursor,
  { hasWar, veto }: { readonly hasWar: boolean; readonly veto: readonly ActorIndex[] },
): DurabilitySpec | null {
  if (cursor.node === null) return null
  const name = priorName(text(at(cursor, 'priors'), 'elicited'))
  const set = PRIOR_SETS[name]
  const prior = (where: Cursor, of: Distribution): QuantityIndex =>
    where.node === null ? fromSet(reading, where, set, of) : readNumber(reading, where)
  const written = at(cursor, 'effects')
  const effects = Object.fromEntries(
    Object.entries(set.effects).map(([effect, of]) => [effect, prior(at(written, effect), of)]),
  ) as Record<EffectName, QuantityIndex>
  return {
    priors: name,
    logitFiveYears: prior(at(cursor, 'logitFiveYears'), set.logitFiveYears),
    logShape: prior(at(cursor, 'logShape'), set.logShape),
    stillborn: prior(at(cursor, 'stillborn'), set.stillborn),
    effects,
    covariates: items(at(cursor, 'covariates')).map((item) => ({
      effect: text(at(item, 'effect')) as EffectName,
      when: readCondition(reading, at(item, 'when')),
      value: readNumber(reading, at(item, 'value')),
      provenance: provenance(reading, item),
    })),
    ...balance(reading, cursor, hasWar),
    openingBlow: has(cursor, 'openingBlow') ? readNumber(reading, at(cursor, 'openingBlow')) : null,
    pause: has(cursor, 'pause') ? readNumber(reading, at(cursor, 'pause')) : null,
    support: items(at(cursor, 'support')).map((item) => ({
      when: readCondition(reading, at(item, 'when')),
      share: readNumber(reading, at(item, 'share')),
      provenance: provenance(reading, item),
    })),
    ...(has(cursor, 'noDealAfter') ? { after: readAfter(reading, at(cursor, 'noDealAfter'), { hasWar, veto }) } : {}),
  }
}

function readAfter(
  reading: Reading,
  cursor: Cursor,
  { hasWar, veto }: { readonly hasWar: boolean; readonly veto: readonly ActorIndex[] },
): readonly AfterPeace[] {
  if (hasWar)
    fail(reading, cursor.span, 'two-ways', 'with a `war`, what a broken peace leaves comes from `rearming` and `reach`')
  return entries(cursor).flatMap(({ key, keySpan, cursor: list }) => {
    const actor = actorAt(reading.names.of.actor.indexOf(key))
    if (!veto.includes(actor) && reading.names.of.actor.includes(key))
      fail(reading, keySpan, 'not-belligerent', `${quoted(key)} is no belligerent, so it has no no-deal value`)
    return items(list).map((item) => ({
      actor,
      when: readCondition(reading, at(item, 'when')),
      points: readNumber(reading, at(item, 'points')),
      over: has(item, 'over') ? readNumber(reading, at(item, 'over')) : null,
      provenance: provenance(reading, item),
    }))
  })
}

function priorName(written: string): PriorSetName {
  return Object.hasOwn(PRIOR_SETS, written) ? (written as PriorSetName) : 'elicited'
}

function fromSet(reading: Reading, cursor: Cursor, set: PriorSet, of: Distribution): QuantityIndex {
  return addGiven(reading, cursor, of, { source: set.source, kind: 'judgement', note: set.says, claims: [] })
}

function balance(
  reading: Reading,
  cursor: Cursor,
  hasWar: boolean,
): Pick<DurabilitySpec, 'rearming' | 'levelling' | 'reach'> {
  const read = (key: string, otherwise: number): QuantityIndex => {
    const field = at(cursor, key)
    if (hasWar && field.node === null) {
      fail(reading, { offset: cursor.span.offset, length: 1 }, 'missing-key', `the key \`${key}\` is missing`, {
        help: 'a war could be renewed: say how the balance shifts',
      })
    }
    return numberOr(reading, field, otherwise, 'not written: without a war there is no balance to shift')
  }
  return { rearming: read('rearming', 0), levelling: read('levelling', SILENT_LEVELLING), reach: read('reach', 0) }
}
