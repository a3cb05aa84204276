/** `war`. */
import type { QuantityIndex } from '../../case/indices.ts'
import type { Actor, Foothold, FrontSpec, Region, SideSpec, StockSpec, WarSpec } from '../../case/types.ts'
import { at, entries, has, provenance, reference, text, textOrNull, wholeNumber } from '../cursor.ts'
import type { Cursor } from '../cursor.ts'
import { quoted } from '../../text/diagnostic.ts'
import { readNumber } from './numbers.ts'
import { fail, inside } from '../reading.ts'
import type { Reading } from '../reading.ts'
import { may, name, needs, number, object, probability, record, TEXT, whole } from '../../text/shape.ts'
import type { Fields, Shape } from '../../text/shape.ts'

export const MAX_MONTHS = 240
/** A front that never forgets would be a random walk without a level: the model needs fade below 1. */
const MAX_FADE = 0.999

function stock(what: string, flow: string): Fields {
  return {
    stock: needs(number(what, 0), 'What it has as of the date.'),
    production: needs(number(flow, 0), 'What it makes or raises itself.'),
    deliveries: may(record(number(flow, 0)), 'What others give, by giver.'),
  }
}

const SIDE: Shape = object({
  actor: needs(name('actor'), 'The belligerent.'),
  shells: needs(
    object({
      ...stock('shells', 'shells/month'),
      demand: needs(number('shells/month', 0), 'Rounds it would fire with no shortage.'),
    }),
    'Artillery ammunition.',
  ),
  men: needs(
    object({
      ...stock('men', 'men/month'),
      losses: needs(number('men/month', 0), 'Casualties when the front stands.'),
      lossesPerKm2: needs(number('men/km2', 0), 'Casualties per km² it takes.'),
      returning: needs(probability(), 'Share of casualties that return to the force within the month.'),
      floor: needs(number('men', 0), 'Fewest men with which it can still advance.'),
    }),
    'Soldiers.',
  ),
  heavy: needs(
    object({
      ...stock('pieces', 'pieces/month'),
      lossesPerThousand: needs(number('pieces/thousand', 0), 'Pieces lost per thousand casualties.'),
      roundsPerPiece: needs(number('shells/piece/month', 0), 'Rounds that one piece can fire.'),
    }),
    'Heavy equipment.',
  ),
})

const FRONT: Shape = object({
  rate: needs(number('km2/month'), 'Advance as of the date, positive for the attacker.'),
  fade: needs(number('', 0, MAX_FADE), 'Share of the distance to the level that remains after a month.'),
  shock: needs(number('km2/month', 0), 'Scale of the monthly shocks (Student, 5 degrees of freedom).'),
  level: needs(number('km2/month'), 'Advance that the front tends to when the fire ratio is neutral.'),
  pull: needs(number('km2/month'), 'How much a log unit of the fire ratio moves that level.'),
  neutral: needs(number(''), 'Log of the fire ratio at which it does not.'),
})

export const WAR: Shape = object({
  months: needs(whole(1, MAX_MONTHS), 'Months projected.'),
  attacker: needs(SIDE, 'The side that advances where the front moves in the positive direction.'),
  defender: needs(SIDE, 'The other side.'),
  front: needs(FRONT, 'How the front moves.'),
  regions: may(
    record(
      object({
        name: needs(TEXT, 'Name for readers.'),
        iso: may(TEXT, 'ISO 3166-2 code, for the map.'),
        area: needs(number('km2', 0), 'Area.'),
        held: needs(number('km2', 0), 'Area the attacker holds as of the date.'),
        share: needs(probability(), 'Share of the advance that falls here, before shares are made to add up to 1.'),
      }),
    ),
    'Regions of the defender.',
  ),
  foothold: may(
    object({
      id: needs(TEXT, 'Name of the foothold.'),
      name: needs(TEXT, 'Name for readers.'),
      area: needs(number('km2', 0), 'Area as of the date.'),
      lostPerMonth: needs(probability('probability/month'), 'Share of it lost each month.'),
      least: needs(number('km2', 0), 'Area below which it no longer counts in talks.'),
    }),
    'Land of the attacker that the defender holds.',
  ),
})

export function readWar(reading: Reading, cursor: Cursor, actors: readonly Actor[]): WarSpec | null {
  if (cursor.node === null) return null
  const [attacker, defender] = [at(cursor, 'attacker'), at(cursor, 'defender')].map((side) =>
    readSide(reading, side, actors),
  )
  const second = at(at(cursor, 'defender'), 'actor')
  if (second.node !== null && attacker!.actor >= 0 && attacker!.actor === defender!.actor) {
    fail(reading, inside(second.node), 'same-side', 'attacker and defender are the same actor')
  }
  return {
    months: wholeNumber(at(cursor, 'months'), MAX_MONTHS),
    attacker: attacker!,
    defender: defender!,
    front: readFront(reading, at(cursor, 'front')),
    regions: readRegions(reading, at(cursor, 'regions')),
    foothold: has(cursor, 'foothold') ? readFoothold(reading, at(cursor, 'foothold')) : null,
  }
}

function readSide(reading: Reading, cursor: Cursor, actors: readonly Actor[]): SideSpec {
  const who = at(cursor, 'actor')
  const actor = reference(reading, 'actor', who)
  if (actor >= 0 && actors[actor]!.role !== 'belligerent') {
    fail(
      reading,
      inside(who.node!),
      'not-belligerent',
      `${quoted(text(who))} fights, so its role has to be \`belligerent\``,
    )
  }
  const [shells, men, heavy] = [at(cursor, 'shells'), at(cursor, 'men'), at(cursor, 'heavy')]
  const read = (where: Cursor, key: string): QuantityIndex => readNumber(reading, at(where, key))
  return {
    actor,
    shells: { ...readStock(reading, shells), demand: read(shells, 'demand') },
    men: {
      ...readStock(reading, men),
      losses: read(men, 'losses'),
      lossesPerKm2: read(men, 'lossesPerKm2'),
      returning: read(men, 'returning'),
      floor: read(men, 'floor'),
    },
    heavy: {
      ...readStock(reading, heavy),
      lossesPerThousand: read(heavy, 'lossesPerThousand'),
      roundsPerPiece: read(heavy, 'roundsPerPiece'),
    },
  }
}

function readStock(reading: Reading, cursor: Cursor): StockSpec {
  return {
    stock: readNumber(reading, at(cursor, 'stock')),
    production: readNumber(reading, at(cursor, 'production')),
    deliveries: entries(at(cursor, 'deliveries')).map(({ key, cursor: flow }) => ({
      from: key,
      flow: readNumber(reading, flow),
    })),
  }
}

function readFront(reading: Reading, cursor: Cursor): FrontSpec {
  const read = (key: string): QuantityIndex => readNumber(reading, at(cursor, key))
  return {
    rate: read('rate'),
    fade: read('fade'),
    shock: read('shock'),
    level: read('level'),
    pull: read('pull'),
    neutral: read('neutral'),
  }
}

function readRegions(reading: Reading, cursor: Cursor): readonly Region[] {
  return entries(cursor).map(({ key, cursor: region }) => ({
    id: key,
    name: text(at(region, 'name')),
    iso: textOrNull(at(region, 'iso')),
    area: readNumber(reading, at(region, 'area')),
    held: readNumber(reading, at(region, 'held')),
    share: readNumber(reading, at(region, 'share')),
    provenance: provenance(reading, region),
  }))
}

function readFoothold(reading: Reading, cursor: Cursor): Foothold {
  return {
    id: text(at(cursor, 'id')),
    name: text(at(cursor, 'name')),
    area: readNumber(reading, at(cursor, 'area')),
    lostPerMonth: readNumber(reading, at(cursor, 'lostPerMonth')),
    least: readNumber(reading, at(cursor, 'least')),
    provenance: provenance(reading, cursor),
  }
}
