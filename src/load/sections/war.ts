/** `war`. */
import { defined } from '../../case/defined.ts'
import { actorAt } from '../../case/indices.ts'
import type { ActorIndex, QuantityIndex } from '../../case/indices.ts'
import { FRONT_MODELS } from '../../case/war.ts'
import type {
  Actor,
  BreaksSpec,
  Driver,
  FlowSpec,
  Foothold,
  FrontFit,
  FrontModel,
  FrontSpec,
  Region,
  SideSpec,
  Turn,
  WarSpec,
} from '../../case/types.ts'
import { at, entries, has, items, provenance, reference, text, textOrNull, wholeNumber } from '../cursor.ts'
import type { Cursor } from '../cursor.ts'
import { plainNumber } from '../conform.ts'
import { quoted } from '../../text/diagnostic.ts'
import { numberOr, readNumber } from './numbers.ts'
import { fail, inside, warn } from '../../text/report.ts'
import type { Reading } from '../reading.ts'
import { MAX_MONTHS } from './war-shape.ts'

/** Numbers that each model needs beside `rate`. */
const USED: Readonly<Record<FrontModel, readonly FrontNumber[]>> = {
  localLevel: ['fade', 'shock', 'noise'],
  ar1: ['fade', 'shock', 'level'],
  lastRate: ['shock'],
  drift: ['level', 'noise'],
  mapStays: ['noise'],
}
const FRONT_NUMBERS = ['fade', 'shock', 'noise', 'level'] as const
type FrontNumber = (typeof FRONT_NUMBERS)[number]

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
    front: readFront(
      reading,
      at(cursor, 'front'),
      defined(attacker).shells !== null && defined(defender).shells !== null,
    ),
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

/** @param hasFire whether both sides have shells. */
function readFront(reading: Reading, cursor: Cursor, hasFire: boolean): FrontSpec {
  const written = text(at(cursor, 'model'))
  const model = FRONT_MODELS.find((one) => one === written) ?? 'localLevel'
  const numbers = Object.fromEntries(
    FRONT_NUMBERS.map((key) => [key, frontNumber(reading, cursor, model, key)]),
  ) as Record<FrontNumber, QuantityIndex | null>
  const fire = readDriver(reading, cursor, 'pull', 'fireAtDate')
  if (fire && !hasFire) {
    const { span } = at(cursor, 'pull')
    warn(reading, span, 'unused', '`pull` moves nothing: a ratio of fire needs `shells` on both sides')
  }
  return {
    model,
    rate: readNumber(reading, at(cursor, 'rate')),
    ...numbers,
    added: has(cursor, 'added') ? readNumber(reading, at(cursor, 'added')) : null,
    fire: hasFire ? fire : null,
    strength: readDriver(reading, cursor, 'strength', 'forceAtDate'),
    fit: has(cursor, 'fit') ? readFit(at(cursor, 'fit')) : null,
  }
}

function readFit(cursor: Cursor): FrontFit {
  const read = (where: Cursor, key: string): number => plainNumber(at(where, key).node) ?? 1
  return {
    shock: read(cursor, 'shock'),
    noise: read(cursor, 'noise'),
    leastNoise: read(cursor, 'leastNoise'),
    pull: entries(at(cursor, 'pull')).map(({ key, cursor: view }) => ({
      id: key,
      mean: read(view, 'mean'),
      sd: read(view, 'sd'),
    })),
  }
}

/** A number of the front where its model uses it; what is missing is an error, what is not used a warning. */
function frontNumber(reading: Reading, cursor: Cursor, model: FrontModel, key: FrontNumber): QuantityIndex | null {
  const there = has(cursor, key)
  if (!USED[model].includes(key)) {
    if (there) {
      warn(reading, at(cursor, key).span, 'unused', `the model \`${model}\` does not use \`${key}\``, {
        help: `it uses ${['rate', ...USED[model]].map(quoted).join(', ')}`,
      })
    }
    return null
  }
  if (there) return readNumber(reading, at(cursor, key))
  if (cursor.node !== null) {
    fail(reading, { ...cursor.span, length: 1 }, 'missing-key', `the model \`${model}\` needs \`${key}\``)
  }
  return null
}

/** A pull and the ratio that it is measured from: both or neither. */
function readDriver(
  reading: Reading,
  cursor: Cursor,
  pull: 'pull' | 'strength',
  atDate: 'fireAtDate' | 'forceAtDate',
): Driver | null {
  if (!has(cursor, pull) && !has(cursor, atDate)) return null
  for (const [there, missing] of [
    [pull, atDate],
    [atDate, pull],
  ] as const) {
    if (has(cursor, missing)) continue
    const help = missing === pull ? undefined : 'the pull is on what the ratio changes from its value as of the date'
    fail(
      reading,
      at(cursor, there).span,
      'missing-key',
      `\`${there}\` needs \`${missing}\` beside it`,
      help ? { help } : {},
    )
    return null
  }
  return { pull: readNumber(reading, at(cursor, pull)), atDate: readNumber(reading, at(cursor, atDate)) }
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
