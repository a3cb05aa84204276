/** `war`. */
import type { QuantityIndex } from '../../case/indices.ts'
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
import {
  DATE,
  FLAG,
  list,
  may,
  name,
  needs,
  number,
  object,
  plain,
  probability,
  record,
  TEXT,
  whole,
  word,
} from '../../text/shape.ts'
import type { Fields, Shape } from '../../text/shape.ts'

export const MAX_MONTHS = 240
/** A level that never fades would wander without end: the model needs fade below 1. */
const MAX_FADE = 0.999

function flows(flow: string): Fields {
  return {
    production: needs(number(flow, 0), 'What it makes or raises itself.'),
    deliveries: may(record(number(flow, 0)), 'What others give, by giver.'),
  }
}

const SIDE: Shape = object({
  actor: needs(name('actor'), 'The belligerent.'),
  shells: may(
    object({
      stock: may(
        number('shells', 0),
        'What it has as of the date. Left out where nobody knows: then it fires what comes in, and saves none.',
      ),
      ...flows('shells/month'),
      demand: needs(number('shells/month', 0), 'Rounds it would fire with no shortage.'),
    }),
    'Artillery ammunition; left out in a war that is not fought with it.',
  ),
  men: needs(
    object({
      stock: needs(number('men', 0), 'What it has as of the date.'),
      ...flows('men/month'),
      losses: needs(number('men/month', 0), 'Casualties when the front stands.'),
      lossesPerKm2: needs(number('men/km2', 0), 'Casualties per km² it takes.'),
      returning: needs(probability(), 'Share of casualties that return to the force within the month.'),
      floor: needs(number('men', 0), 'Fewest men with which it can still advance.'),
    }),
    'Soldiers.',
  ),
  heavy: may(
    object({
      stock: needs(number('pieces', 0), 'What it has as of the date.'),
      ...flows('pieces/month'),
      lossesPerThousand: needs(number('pieces/thousand', 0), 'Pieces lost per thousand casualties.'),
      roundsPerPiece: needs(number('shells/piece/month', 0), 'Rounds that one piece can fire.'),
    }),
    'Heavy equipment; left out where it limits nothing.',
  ),
})

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

const FIT: Shape = object({
  shock: needs(plain(0), 'Scale of the half-normal belief about `shock`, km² a month.'),
  noise: needs(plain(0), 'The same for `noise`.'),
  leastNoise: needs(plain(0), 'Least noise: whoever reads maps rounds.'),
  pull: may(
    record(object({ mean: needs(plain(), 'Mean.'), sd: needs(plain(0), 'Standard deviation.') })),
    'Normal beliefs about `pull` before the series, by option of the hypothesis that it is given by.',
  ),
})

const FRONT: Shape = object({
  model: may(
    word(...FRONT_MODELS),
    'How the advance goes on: `localLevel` (a slow random walk that fades, seen with noise; where nothing is written), `ar1` (returns to a level, heavy-tailed shocks), `lastRate` (the last rate goes on, as a random walk), `drift` (months about one level) or `mapStays`.',
  ),
  rate: needs(number('km2/month'), 'Advance as of the date, positive for the attacker.'),
  fade: may(
    number('', 0, MAX_FADE),
    'Share of the distance to the level (to none for `localLevel`) that remains after a month.',
  ),
  shock: may(
    number('km2/month', 0),
    'Scale of the monthly shocks of the level that stay (Student, 5 degrees of freedom, for `ar1`; else normal).',
  ),
  noise: may(number('km2/month', 0), 'Standard deviation of a month about the level, which passes.'),
  level: may(number('km2/month'), 'Advance that it tends to (`ar1`) or stays about (`drift`).'),
  added: may(
    number('km2/month'),
    'What else adds to the advance from the date on, such as aid beyond shells; scenarios set it.',
  ),
  pull: may(number('km2/month'), 'How much a log unit of the fire ratio beyond `fireAtDate` adds to the advance.'),
  fireAtDate: may(
    number('', 1e-3, 1e3),
    'Rounds fired by the attacker per round of the defender as of the date, counted as production and deliveries are.',
  ),
  fit: may(FIT, 'Beliefs before the series is seen, for `armistice fit`; a run does not use them.'),
  strength: may(
    number('km2/month'),
    'How much a log unit of the ratio of men beyond `forceAtDate` adds to the advance.',
  ),
  forceAtDate: may(number('', 1e-3, 1e3), 'Men of the attacker per man of the defender as of the date.'),
})

const BREAK: Shape = object({
  hazard: needs(
    probability('probability/month'),
    'Chance a month that its war effort breaks, at the strength of the date.',
  ),
  leaves: needs(name('package'), 'The named package that the war then ends on.'),
})

const BREAKS: Shape = object({
  attacker: needs(BREAK, 'The attacker breaks.'),
  defender: needs(BREAK, 'The defender breaks.'),
  steepness: needs(number('', 0), 'How steeply the hazards follow strength: log units per log unit.'),
  fire: may(probability(), 'Weight of the ratio of fire in strength, against that of men; 0 if left out.'),
})

const TURNS: Shape = list(
  object({
    id: needs(TEXT, 'Name of the turn.'),
    says: needs(TEXT, 'The turn in words.'),
    month: needs(whole(1, MAX_MONTHS), 'First month in which it counts.'),
    giver: needs(TEXT, 'Whose deliveries it changes: a key of `deliveries`.'),
    share: needs(number('probability', 0, 100), 'What they are from then on, as a share of what they were.'),
    surprise: may(FLAG, 'Whether nobody sees it coming; known to both sides if left out.'),
  }),
)

export const WAR: Shape = object({
  began: may(
    DATE,
    'The day on which the war began, for the base rate beside the headline: how wars that lasted so long ended.',
  ),
  breaks: may(BREAKS, "How a side's war effort breaks, which ends the war; never if left out."),
  turns: may(TURNS, 'Deliveries that change in a month of the war.'),
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

/** @param asOf date of the case. */
export function readWar(reading: Reading, cursor: Cursor, actors: readonly Actor[], asOf: string): WarSpec | null {
  if (cursor.node === null) return null
  const [attacker, defender] = [at(cursor, 'attacker'), at(cursor, 'defender')].map((side) =>
    readSide(reading, side, actors),
  )
  const second = at(at(cursor, 'defender'), 'actor')
  if (second.node !== null && attacker!.actor >= 0 && attacker!.actor === defender!.actor) {
    fail(reading, inside(second.node), 'same-side', 'attacker and defender are the same actor')
  }
  return {
    began: beganOf(reading, cursor, asOf),
    months: wholeNumber(at(cursor, 'months'), MAX_MONTHS),
    breaks: has(cursor, 'breaks') ? readBreaks(reading, at(cursor, 'breaks')) : null,
    turns: readTurns(reading, at(cursor, 'turns'), [attacker!, defender!]),
    attacker: attacker!,
    defender: defender!,
    front: readFront(reading, at(cursor, 'front'), attacker!.shells !== null && defender!.shells !== null),
    regions: readRegions(reading, at(cursor, 'regions')),
    foothold: has(cursor, 'foothold') ? readFoothold(reading, at(cursor, 'foothold')) : null,
  }
}

/** A war that begins after the date of the case has not lasted yet. */
function beganOf(reading: Reading, cursor: Cursor, asOf: string): string {
  const began = at(cursor, 'began')
  const day = text(began)
  if (day !== '' && asOf !== '' && day > asOf) {
    fail(reading, inside(began.node!), 'after-date', `the war began on ${day}, after the date of the case, ${asOf}`)
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
