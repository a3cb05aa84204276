/** How `war` is written: every field with its meaning, its unit and its bounds. */
import { FRONT_MODELS } from '../../case/war.ts'
import {
  DATE,
  exactly,
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
export const MAX_FADE = 0.999

function flows(flow: string): Fields {
  return {
    production: needs(number(flow, 0), 'What it makes or raises itself.'),
    deliveries: may(record(number(flow, 0)), 'What others give, by giver.'),
  }
}

const SIDE: Shape = object({
  actor: needs(name('actor'), 'The belligerent.'),
  allies: may(
    record(probability(), 'actor'),
    "Further belligerents on this side, with the part of the side's men that are theirs: so much of its casualties they bear, and the belligerent the rest.",
  ),
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
const FIT: Shape = object({
  shock: needs(plain(0), 'Scale of the half-normal belief about `shock`, km² a month.'),
  noise: needs(plain(0), 'The same for `noise`.'),
  leastNoise: needs(plain(0), 'Least noise: whoever reads maps rounds.'),
  pull: may(
    record(object({ mean: needs(plain(), 'Mean.'), sd: needs(plain(0), 'Standard deviation.') })),
    'Normal beliefs about `pull` before the series, by option of the hypothesis that it is given by.',
  ),
})

const FRONT_FIELDS: Fields = {
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
  pull: may(
    number('km2/month'),
    'How much a log unit of the fire ratio beyond `fireAtDate` adds to the advance. ' +
      'Ratios, `fireAtDate` included, count as no more than 20.1 to 1 (e³) either way: ' +
      'twice the largest claimed for a month in Ukraine, 10 to 1 in June 2022.',
  ),
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
}

const FRONTS: Shape = record(
  object({
    name: needs(TEXT, 'Name for readers.'),
    share: may(
      exactly({
        attacker: needs(probability(), "Part of the attacker's men and fire that is there."),
        defender: needs(probability(), "The defender's."),
      }),
      'What part of each side is there; needed where there are several fronts. What is left of a side is nowhere; ' +
        'parts that are drawn larger than the side are scaled down to it.',
    ),
    ...FRONT_FIELDS,
  }),
)

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
  front: may(object(FRONT_FIELDS), 'How the front moves; or else `fronts`.'),
  fronts: may(
    FRONTS,
    'Several fronts, each with its own line, numbers and part of the forces; the ratios `fireAtDate` and `forceAtDate` ' +
      'are those on it. Both sides have one stock of men and shells for all of them.',
  ),
  regions: may(
    record(
      object({
        name: needs(TEXT, 'Name for readers.'),
        iso: may(TEXT, 'ISO 3166-2 code, for the map.'),
        area: needs(number('km2', 0), 'Area.'),
        held: needs(number('km2', 0), 'Area the attacker holds as of the date.'),
        share: needs(
          probability(),
          'Share of the advance that falls here, before shares are made to add up to 1, on its front.',
        ),
        front: may(name('front'), 'The front that it lies on; needed where there are several.'),
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
