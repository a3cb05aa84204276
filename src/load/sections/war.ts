/** `war`. */
import { defined } from '../../case/defined.ts'
import { actorAt } from '../../case/indices.ts'
import type { ActorIndex, QuantityIndex } from '../../case/indices.ts'
import type { Actor, BreaksSpec, FlowSpec, Foothold, SideSpec, Turn, WarSpec } from '../../case/types.ts'
import { at, entries, has, items, provenance, reference, text, wholeNumber } from '../cursor.ts'
import type { Cursor } from '../cursor.ts'
import { quoted } from '../../text/diagnostic.ts'
import { readFronts, readRegions } from './fronts.ts'
import { numberOr, readNumber } from './numbers.ts'
import { fail, inside } from '../../text/report.ts'
import type { Reading } from '../reading.ts'
import { MAX_MONTHS } from './war-shape.ts'

/** @param asOf date of the case. */
export function readWar(reading: Reading, cursor: Cursor, actors: readonly Actor[], asOf: string): WarSpec | null {
  if (cursor.node === null) return null
  const [attacker, defender] = [at(cursor, 'attacker'), at(cursor, 'defender')].map((side) =>
    readSide(reading, side, actors),
  )
  const second = at(at(cursor, 'defender'), 'actor')
  if (second.node !== null && defined(attacker).actor >= 0 && defined(attacker).actor === defined(defender).actor) {
    fail(reading, inside(second.node), 'same-side', 'attacker and defender are the same actor')
  }
  return {
    began: beganOf(reading, cursor, asOf),
    months: wholeNumber(at(cursor, 'months'), MAX_MONTHS),
    breaks: has(cursor, 'breaks') ? readBreaks(reading, at(cursor, 'breaks')) : null,
    turns: readTurns(reading, at(cursor, 'turns'), [defined(attacker), defined(defender)]),
    attacker: defined(attacker),
    defender: defined(defender),
    ...readFronts(reading, cursor, defined(attacker).shells !== null && defined(defender).shells !== null),
    regions: readRegions(reading, at(cursor, 'regions')),
    foothold: has(cursor, 'foothold') ? readFoothold(reading, at(cursor, 'foothold')) : null,
  }
}

/** A war that begins after the date of the case has not lasted yet. */
function beganOf(reading: Reading, cursor: Cursor, asOf: string): string {
  const began = at(cursor, 'began')
  const day = text(began)
  if (day !== '' && asOf !== '' && day > asOf) {
    fail(
      reading,
      inside(defined(began.node)),
      'after-date',
      `the war began on ${day}, after the date of the case, ${asOf}`,
    )
  }
  return day
}

function readBreaks(reading: Reading, cursor: Cursor): BreaksSpec {
  const side = (which: 'attacker' | 'defender'): BreaksSpec['attacker'] => ({
    hazard: readNumber(reading, at(at(cursor, which), 'hazard')),
    leaves: reference(reading, 'package', at(at(cursor, which), 'leaves')),
  })
  return {
    attacker: side('attacker'),
    defender: side('defender'),
    steepness: readNumber(reading, at(cursor, 'steepness')),
    fire: numberOr(reading, at(cursor, 'fire'), 0, 'not written: strength is a matter of men'),
  }
}

function readTurns(reading: Reading, cursor: Cursor, sides: readonly SideSpec[]): readonly Turn[] {
  const givers = [
    ...new Set(
      sides.flatMap(({ shells, men, heavy }) =>
        [shells, men, heavy].flatMap((flow) => flow?.deliveries.map(({ from }) => from) ?? []),
      ),
    ),
  ]
  return items(cursor).map((item) => {
    const giver = at(item, 'giver')
    if (giver.node !== null && !givers.includes(text(giver))) {
      fail(reading, inside(giver.node), 'unknown-option', `nobody called ${quoted(text(giver))} delivers anything`, {
        help: givers.length > 0 ? `those who do: ${givers.map(quoted).join(', ')}` : 'no side has `deliveries`',
      })
    }
    return {
      id: text(at(item, 'id')),
      says: text(at(item, 'says')),
      month: wholeNumber(at(item, 'month'), 1),
      giver: text(giver),
      share: readNumber(reading, at(item, 'share')),
      surprise: text(at(item, 'surprise'), 'false') === 'true',
      provenance: provenance(reading, item),
    }
  })
}

/** Each fights, on one side. */
function readAllies(
  reading: Reading,
  cursor: Cursor,
  actors: readonly Actor[],
  principal: ActorIndex,
): NonNullable<SideSpec['allies']> {
  return entries(cursor).flatMap(({ key, keySpan, cursor: share }) => {
    const actor = actorAt(reading.names.of.actor.indexOf(key))
    if (actor < 0) return []
    if (defined(actors[actor]).role !== 'belligerent')
      fail(reading, keySpan, 'not-belligerent', `${quoted(key)} fights, so its role has to be \`belligerent\``)
    if (actor === principal)
      fail(reading, keySpan, 'two-ways', `${quoted(key)} leads this side, so it is no ally of it`)
    return [{ actor, share: readNumber(reading, share) }]
  })
}

function readSide(reading: Reading, cursor: Cursor, actors: readonly Actor[]): SideSpec {
  const who = at(cursor, 'actor')
  const actor = reference(reading, 'actor', who)
  if (actor >= 0 && defined(actors[actor]).role !== 'belligerent') {
    fail(
      reading,
      inside(defined(who.node)),
      'not-belligerent',
      `${quoted(text(who))} fights, so its role has to be \`belligerent\``,
    )
  }
  const [shells, men, heavy] = [at(cursor, 'shells'), at(cursor, 'men'), at(cursor, 'heavy')]
  const read = (where: Cursor, key: string): QuantityIndex => readNumber(reading, at(where, key))
  return {
    actor,
    ...(has(cursor, 'allies') ? { allies: readAllies(reading, at(cursor, 'allies'), actors, actor) } : {}),
    shells: has(cursor, 'shells')
      ? {
          stock: has(shells, 'stock') ? read(shells, 'stock') : null,
          ...readFlows(reading, shells),
          demand: read(shells, 'demand'),
        }
      : null,
    men: {
      stock: read(men, 'stock'),
      ...readFlows(reading, men),
      losses: read(men, 'losses'),
      lossesPerKm2: read(men, 'lossesPerKm2'),
      returning: read(men, 'returning'),
      floor: read(men, 'floor'),
    },
    heavy: has(cursor, 'heavy')
      ? {
          stock: read(heavy, 'stock'),
          ...readFlows(reading, heavy),
          lossesPerThousand: read(heavy, 'lossesPerThousand'),
          roundsPerPiece: read(heavy, 'roundsPerPiece'),
        }
      : null,
  }
}

function readFlows(reading: Reading, cursor: Cursor): FlowSpec {
  return {
    production: readNumber(reading, at(cursor, 'production')),
    deliveries: entries(at(cursor, 'deliveries')).map(({ key, cursor: flow }) => ({
      from: key,
      flow: readNumber(reading, flow),
    })),
  }
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
