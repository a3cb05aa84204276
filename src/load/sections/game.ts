/** `game`: strategic moves over the case, each choice a set of changes as a scenario is. */
import { defined } from '../../case/defined.ts'
import { actorAt } from '../../case/indices.ts'
import type { QuantityIndex } from '../../case/indices.ts'
import { gameStates, MOST_GAME_STATES, rulesOut } from '../../case/game.ts'
import type { GameChoice, GameOption, GameSpec, Infeasible } from '../../case/game.ts'
import type { Scenario, ScoreSheet } from '../../case/types.ts'
import { quoted } from '../../text/diagnostic.ts'
import { fail, hint, inside } from '../../text/report.ts'
import { FLAG, list, may, name, needs, number, object, record, silent, TEXT, word } from '../../text/shape.ts'
import type { Shape } from '../../text/shape.ts'
import { child, entriesOf, itemsOf, textOf } from '../../text/tree.ts'
import type { Entry, Node } from '../../text/tree.ts'
import { at, entries, flag, has, items, provenance, reference, text } from '../cursor.ts'
import type { Cursor, Keyed } from '../cursor.ts'
import type { Reading } from '../reading.ts'
import { PRIOR_NAMES } from './durability.ts'
import { readNumber } from './numbers.ts'
import { readChange } from './scenarios.ts'

const CHOICE: Shape = object(
  {
    says: may(TEXT, 'What the choice means.'),
    scenario: may(name('scenario'), 'The scenario whose changes it makes.'),
    set: may(
      record(number(''), 'quantity'),
      'New numbers by quantity id, as in a scenario; before those of `scenario`.',
    ),
    priors: may(word(...PRIOR_NAMES), 'Another prior set for durability.'),
    costs: may(
      record(number('points'), 'actor'),
      'Points of its own sheet that the choice costs an actor, whatever comes of it.',
    ),
  },
  'says',
)

const OPTION: Shape = object({
  actor: needs(name('actor'), 'Who decides. It needs a score sheet.'),
  says: needs(TEXT, 'What is decided.'),
  now: may(TEXT, 'The choice as things stand; the first where it is left out.'),
  oneWay: may(FLAG, 'Whether it can be changed only to a later choice of the list: what is done cannot be undone.'),
  choices: silent(needs(record(CHOICE), 'Ways to decide it, at least two.')),
})

export const GAME: Shape = object({
  says: may(TEXT, 'What the game is about.'),
  options: silent(needs(record(OPTION), 'What is decided, and by whom.')),
  infeasible: may(
    list(
      object({
        when: needs(
          record({ kind: 'either', of: [TEXT, list(TEXT)] }, 'option'),
          'Choices that do not go together: for each option named, a choice or a list of them.',
        ),
        says: may(TEXT, 'Why not.'),
      }),
    ),
    'Combinations that cannot be.',
  ),
})

export interface GameNeeds {
  readonly scenarios: readonly Scenario[]
  readonly scores: readonly ScoreSheet[]
}

/** Null where the case has none. */
export function readGame(reading: Reading, cursor: Cursor, needed: GameNeeds): GameSpec | null {
  if (cursor.node === null) return null
  const options = entries(at(cursor, 'options')).map((entry) => readOption(reading, entry, needed))
  const infeasible = items(at(cursor, 'infeasible')).map((item) => readInfeasible(reading, item, options))
  const game = { says: text(at(cursor, 'says')), options, infeasible, provenance: provenance(reading, cursor) }
  checkClashes(reading, cursor, options)
  checkStates(reading, cursor, game)
  return game
}

function readOption(reading: Reading, { key, keySpan, cursor }: Keyed, needed: GameNeeds): GameOption {
  const actor = reference(reading, 'actor', at(cursor, 'actor'))
  needsSheet(reading, at(cursor, 'actor'), actor, needed)
  const written = entries(at(cursor, 'choices'))
  if (has(cursor, 'choices') && written.length < 2)
    fail(reading, keySpan, 'too-few-options', `the option ${quoted(key)} needs at least two choices`)
  const choices = written.map((entry) => readChoice(reading, entry, needed))
  return {
    id: key,
    says: text(at(cursor, 'says'), key),
    actor,
    choices,
    now: choiceOf(reading, key, at(cursor, 'now').node, choices) ?? 0,
    oneWay: flag(at(cursor, 'oneWay')),
    provenance: provenance(reading, cursor),
  }
}

function needsSheet(reading: Reading, cursor: Cursor, actor: number, { scores }: GameNeeds): void {
  if (actor < 0 || cursor.node === null || scores.some((sheet) => sheet.actor === actor)) return
  const id = defined(reading.names.of.actor[actor])
  fail(
    reading,
    inside(cursor.node),
    'missing-scores',
    `${quoted(id)} has no score sheet, so no state is worth anything to it`,
    {
      help: `add \`${id}:\` under \`scores\``,
    },
  )
}

function readChoice(reading: Reading, { key, cursor }: Keyed, needed: GameNeeds): GameChoice {
  const named = needed.scenarios[reference(reading, 'scenario', at(cursor, 'scenario'))]
  if (named?.without !== undefined)
    fail(
      reading,
      at(cursor, 'scenario').span,
      'no-belligerent',
      `${quoted(named.id)} changes who has to agree, which no choice of a game can`,
    )
  const own = entries(at(cursor, 'set')).flatMap((entry) => readChange(reading, entry) ?? [])
  const set = new Map([...(named?.set ?? []), ...own].map((change) => [change.quantity, change]))
  const costs = entries(at(cursor, 'costs')).flatMap((entry) => {
    const actor = reading.names.of.actor.indexOf(entry.key)
    const points = readNumber(reading, entry.cursor)
    if (actor < 0) return []
    if (!needed.scores.some((sheet) => sheet.actor === actor))
      fail(
        reading,
        entry.keySpan,
        'missing-scores',
        `${quoted(entry.key)} has no score sheet, so points mean nothing to it`,
      )
    return [{ actor: actorAt(actor), points }]
  })
  return {
    id: key,
    says: text(at(cursor, 'says'), named?.says ?? key),
    set: [...set.values()],
    priors: textOf(at(cursor, 'priors').node) ?? named?.priors ?? null,
    costs,
    provenance: provenance(reading, cursor),
  }
}

function choiceOf(
  reading: Reading,
  option: string,
  node: Node | null,
  choices: readonly { readonly id: string }[],
): number | null {
  const written = textOf(node)
  if (node === null || written === null) return null
  const found = choices.findIndex(({ id }) => id === written)
  if (found >= 0) return found
  const known = choices.map(({ id }) => id)
  fail(
    reading,
    inside(node),
    'unknown-choice',
    `${quoted(option)} has no choice ${quoted(written)}`,
    hint(reading, written, inside(node), known),
  )
  return null
}

function readInfeasible(reading: Reading, cursor: Cursor, options: readonly GameOption[]): Infeasible {
  const when = entriesOf(child(cursor.node, 'when')).flatMap((entry) => readBarred(reading, entry, options) ?? [])
  return { says: text(at(cursor, 'says')), when, provenance: provenance(reading, cursor) }
}

function readBarred(reading: Reading, entry: Entry, options: readonly GameOption[]): Infeasible['when'][number] | null {
  const option = options.findIndex(({ id }) => id === entry.key)
  if (option < 0) {
    const known = options.map(({ id }) => id)
    fail(
      reading,
      entry.keySpan,
      'unknown-option',
      `the game has no option ${quoted(entry.key)}`,
      hint(reading, entry.key, entry.keySpan, known),
    )
    return null
  }
  const nodes = entry.value.kind === 'list' ? itemsOf(entry.value) : [entry.value]
  const choices = nodes.flatMap((node) => choiceOf(reading, entry.key, node, defined(options[option]).choices) ?? [])
  return { option, choices }
}

/** Two options that set one number in different ways would leave it open which counts. */
function checkClashes(reading: Reading, cursor: Cursor, options: readonly GameOption[]): void {
  const setBy = new Map<QuantityIndex | 'priors', number>()
  entries(at(cursor, 'options')).forEach(({ keySpan }, k) => {
    const { choices } = defined(options[k])
    const all = choices.flatMap(({ set, priors }): (QuantityIndex | 'priors')[] => [
      ...set.map(({ quantity }) => quantity),
      ...(priors === null ? [] : (['priors'] as const)),
    ])
    for (const one of new Set(all)) {
      const other = setBy.get(one)
      if (other === undefined) setBy.set(one, k)
      else {
        const what = one === 'priors' ? 'the priors of durability' : quoted(defined(reading.quantities[one]).id)
        fail(
          reading,
          keySpan,
          'game-clash',
          `${quoted(defined(options[other]).id)} and ${quoted(defined(options[k]).id)} both set ${what}`,
          {
            help: 'let one option set it, or make the two one option with more choices',
          },
        )
      }
    }
  })
}

/** Combinations beyond which they are not counted. */
const MOST_COMBINED = 1 << 16

function checkStates(reading: Reading, cursor: Cursor, game: GameSpec): void {
  const combined = game.options.reduce((product, { choices }) => product * Math.max(1, choices.length), 1)
  const states = combined > MOST_COMBINED ? combined : gameStates(game).length
  if (states > MOST_GAME_STATES) {
    fail(
      reading,
      at(cursor, 'options').span,
      'too-large',
      `the game has ${states} states; each is run, so it can have ${MOST_GAME_STATES}`,
      {
        help: 'leave out an option, or rule out combinations under `infeasible`',
      },
    )
    return
  }
  const now = game.options.map((option) => option.now)
  items(at(cursor, 'infeasible')).forEach((item, k) => {
    const rule = defined(game.infeasible[k])
    if (rulesOut(rule, now)) fail(reading, item.span, 'game-now', 'this rules out the choices as things stand')
    else if (rule.when.length === 0)
      fail(reading, item.span, 'game-empty', 'this names no choice, so it rules nothing out')
  })
}
