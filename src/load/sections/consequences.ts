/** `consequences`. */
import type { QuantityIndex } from '../../case/indices.ts'
import type { Accession, ConsequencesSpec } from '../../case/types.ts'
import { conditionOrNull, readCondition } from './conditions.ts'
import { at, flag, items, provenance, reference, text } from '../cursor.ts'
import type { Cursor } from '../cursor.ts'
import { readNumber } from './numbers.ts'
import type { Reading } from '../reading.ts'
import { FLAG, list, may, name, needs, number, object, probability, TEXT, TERMS } from '../../text/shape.ts'
import type { Shape } from '../../text/shape.ts'

/** Highest cost of rebuilding, bn US$: beyond it the number was written in dollars. */
const MAX_REBUILDING = 100_000

const DEAD: Shape = object({
  attacker: needs(number('men', 0), 'Dead of the attacker as of the date.'),
  defender: needs(number('men', 0), 'Dead of the defender as of the date.'),
})

const DEATH_SHARE: Shape = object({
  attacker: needs(probability(), "Share of the attacker's further casualties that die."),
  defender: needs(probability(), "Share of the defender's further casualties that die."),
})

export const CONSEQUENCES: Shape = object({
  landHeld: needs(number('km2', 0), 'km² the attacker holds as of the date.'),
  peopleHeld: needs(number('people', 0), 'People living there.'),
  peoplePerKm2: needs(number('people/km2', 0), 'People per km² that it takes further.'),
  displaced: needs(number('people', 0), 'People who fled from there and cannot return.'),
  dead: needs(DEAD, 'Soldiers dead as of the date.'),
  deathShare: needs(DEATH_SHARE, 'Share of casualties that die.'),
  civilianDeaths: needs(number('people/month', 0), 'Civilians killed while the war goes on.'),
  rebuilding: needs(number('bn US$', 0, MAX_REBUILDING), 'Cost of rebuilding as of the date.'),
  rebuildingPerMonth: needs(number('bn US$/month', 0, MAX_REBUILDING), 'What a month of war adds to it.'),
  bornByAttacker: may(
    list(
      object({
        when: may(TERMS, 'The terms; always if left out.'),
        share: needs(probability(), 'Share of the cost that falls to the attacker.'),
      }),
    ),
    'Who pays. The first entry that holds counts.',
  ),
  precedent: needs(TERMS, 'Terms under which land taken by force is kept.'),
  recognised: needs(TERMS, 'Terms under which the change of border is recognised.'),
  accessions: may(
    list(
      object({
        id: needs(TEXT, 'Name of the accession.'),
        says: needs(TEXT, 'Who joins what.'),
        consent: needs(name('consent'), 'The body that has to agree.'),
        years: needs(number('years', 0), 'Years of reform and ratification.'),
        needsPeace: needs(FLAG, 'Whether it starts only once there is peace.'),
        shutBy: may(TERMS, 'Terms of a deal that shut it.'),
      }),
    ),
    'Memberships reached outside the deal.',
  ),
})

export function readConsequences(reading: Reading, cursor: Cursor): ConsequencesSpec | null {
  if (cursor.node === null) return null
  const read = (key: string, where: Cursor = cursor): QuantityIndex => readNumber(reading, at(where, key))
  const bySide = (key: string): { attacker: QuantityIndex; defender: QuantityIndex } => ({
    attacker: read('attacker', at(cursor, key)),
    defender: read('defender', at(cursor, key)),
  })
  return {
    landHeld: read('landHeld'),
    peopleHeld: read('peopleHeld'),
    peoplePerKm2: read('peoplePerKm2'),
    displaced: read('displaced'),
    dead: bySide('dead'),
    deathShare: bySide('deathShare'),
    civilianDeaths: read('civilianDeaths'),
    rebuilding: read('rebuilding'),
    rebuildingPerMonth: read('rebuildingPerMonth'),
    bornByAttacker: items(at(cursor, 'bornByAttacker')).map((item) => ({
      when: readCondition(reading, at(item, 'when')),
      share: readNumber(reading, at(item, 'share')),
      provenance: provenance(reading, item),
    })),
    precedent: readCondition(reading, at(cursor, 'precedent')),
    recognised: readCondition(reading, at(cursor, 'recognised')),
    accessions: items(at(cursor, 'accessions')).map((item) => readAccession(reading, item)),
  }
}

function readAccession(reading: Reading, cursor: Cursor): Accession {
  return {
    id: text(at(cursor, 'id')),
    says: text(at(cursor, 'says')),
    consent: reference(reading, 'consent', at(cursor, 'consent')),
    years: readNumber(reading, at(cursor, 'years')),
    needsPeace: flag(at(cursor, 'needsPeace')),
    shutBy: conditionOrNull(reading, at(cursor, 'shutBy')),
    provenance: provenance(reading, cursor),
  }
}
