/** What opens a deal, and what the deals that stand rest on, as lines of text. */
import { defined, CLOSING_UP_TO } from '../../src/internal.ts'
import type { Case, Change, ChangeSet, ExactSet, ExactSets, MovedAssumption, Unlock } from '../../src/internal.ts'
import { counted, percent, percentWithInterval, range, rough } from './numbers.ts'

/** Sets of each kind that a screen shows; the rest are in the record. */
const SHOWN = 8

export function unlockText(theCase: Case, unlock: Unlock, file: string): string[] {
  const { searched, assumptions, exact } = unlock
  const title = `${theCase.title}${unlock.scenario ? `, scenario ${unlock.scenario}` : ''}: what opens a deal in month ${unlock.month}`
  const toggles = `${searched.changes} red lines, consents, hard rules and payments of up to ${rough(searched.payment)} points to each player, in sets of any size`
  if (exact)
    return [
      title,
      ...exactText(theCase, exact, file),
      `Searched: ${toggles}; each assumption alone, by up to three standard deviations. No proper subset of a set does the same.`,
    ]
  const limits =
    `Searched: ${toggles}; each of ${searched.assumptions} assumptions moved by one standard deviation, alone and, those that do most, ` +
    `with one other change, in ${counted(assumptions.worlds, 'world')}; supports in sets of up to ${searched.supportsUpTo}. A set counts where no proper subset does the same.`
  return [
    title,
    unlock.closed.estimate === 0
      ? `Some package suits all veto players in every one of ${counted(unlock.worlds, 'world')}.`
      : `No package suits all veto players in ${percentWithInterval(unlock.closed)} of ${counted(unlock.worlds, 'world')}.`,
    ...(unlock.closed.estimate > 0 ? openingText(theCase, unlock, file) : []),
    ...(unlock.closed.estimate < 1 ? supportsText(theCase, unlock, file) : []),
    limits,
  ]
}

function openingText(theCase: Case, { opening, assumptions }: Unlock, file: string): string[] {
  return [
    ...section(
      'Single changes that open one, by share of those worlds',
      opening.singles.slice(0, SHOWN).map((set) => setText(theCase, set, file)),
    ),
    ...section(
      'Pairs that open one where neither does alone',
      opening.pairs.slice(0, SHOWN).map((set) => setText(theCase, set)),
    ),
    ...section(
      'Larger sets, none of whose parts does',
      opening.larger.slice(0, SHOWN / 2).map((set) => setText(theCase, set)),
    ),
    ...section(
      'Assumptions, moved by one standard deviation',
      assumptions.opening.slice(0, SHOWN).map((move) => moveText(theCase, move)),
    ),
    ...section(
      'An assumption moved by one standard deviation and one other change, where neither does alone',
      assumptions.pairs.slice(0, SHOWN / 2).map((set) => setText(theCase, set)),
    ),
    ...section('How few changes it takes', [
      [
        ...opening.smallest.map((share, k) => `${k + 1}: ${percentWithInterval(share)}`),
        `no set: ${percentWithInterval(opening.none)}`,
      ].join('; '),
    ]),
    ...section(
      'Payment to one player alone, however large',
      opening.payments.map(
        ({ actor, opens, least }) =>
          `${nameOf(theCase, actor)}: opens one in ${percentWithInterval(opens)}${least ? `, for ${range(least)} points of deal value` : ''}`,
      ),
    ),
  ]
}

function supportsText(theCase: Case, { supports, assumptions, closed }: Unlock, file: string): string[] {
  const isFirm = supports.singles.length + supports.pairs.length + assumptions.closing.length === 0
  return [
    `Where a deal is to be had, in ${percent(1 - closed.estimate)} of worlds, ${isFirm ? 'no change that was looked for closes it.' : 'it rests on:'}`,
    ...section(
      'Single changes that close it, by share of those worlds',
      supports.singles.slice(0, SHOWN).map((set) => setText(theCase, set, file)),
    ),
    ...section(
      'Pairs that close it where neither does alone',
      supports.pairs.slice(0, SHOWN).map((set) => setText(theCase, set)),
    ),
    ...section(
      'Assumptions that close it, moved by one standard deviation',
      assumptions.closing.slice(0, SHOWN).map((move) => moveText(theCase, move)),
    ),
    ...section(
      'What a player can lose before it closes',
      supports.cushions.flatMap(({ actor, loss }) =>
        loss ? [`${nameOf(theCase, actor)}: ${range(loss)} points of deal value`] : [],
      ),
    ),
  ]
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`${title}:`, ...lines.map((text) => `  ${text}`)]
}

function nameOf(theCase: Case, actor: string): string {
  return theCase.actors.find(({ id }) => id === actor)?.name ?? actor
}

function setText(theCase: Case, { changes, share }: ChangeSet, file?: string): string {
  const [first] = changes
  const anyway = file !== undefined && first?.chance ? `, as in ${percent(first.chance.estimate)} of all worlds` : ''
  const where =
    file === undefined || !first
      ? ''
      : ` — ${first.says} ${file}:${first.provenance.place.line}:${first.provenance.place.column}`
  return `${percentWithInterval(share)}  ${changes.map((change) => changeText(theCase, change)).join(' + ')}${anyway}${where}`
}

/** What a change is, in a few words: whose by name, which by its id in the file. */
export function changeText(theCase: Case, { kind, id, actor, by }: Change): string {
  const whose = actor === null ? '' : nameOf(theCase, actor)
  switch (kind) {
    case 'bluff':
      return `${whose}'s red line ${id} bends`
    case 'firm':
      return `${whose}'s red line ${id} is firm`
    case 'consent':
      return `consent ${id} is given`
    case 'refusal':
      return `consent ${id} is refused`
    case 'option':
      return `rule ${id} is set aside`
    case 'payment':
      return by === null ? `a payment to ${whose}` : `${rough(by)} points to ${whose}`
    case 'assumption':
      return `${id} ${defined(by) < 0 ? 'down' : 'up'} ${rough(Math.abs(defined(by)))} sd`
  }
}

function moveText(theCase: Case, { change, share, half }: MovedAssumption): string {
  return `${percentWithInterval(share)}  ${change.id} ${defined(change.by) < 0 ? 'down' : 'up'}${half === null ? '' : `; half of them from ${rough(half)} sd`}${change.says ? ` (${change.says})` : ''}`
}

function exactText(theCase: Case, exact: ExactSets, file: string): string[] {
  const does = exact.open ? 'close' : 'open'
  return [
    `World ${exact.world}: ${exact.open ? 'some package suits all veto players' : 'no package suits all veto players'}.`,
    ...section(
      exact.open
        ? `Every smallest set of up to ${CLOSING_UP_TO} supports that closes it`
        : 'Every smallest set that opens one',
      exact.sets.flatMap((set) => exactSetText(theCase, set, file)),
    ),
    ...(exact.sets.length === 0 ? [`No set of changes ${does}s it.`] : []),
    ...section(
      `Assumptions that ${does} it alone, by standard deviations`,
      exact.assumptions.map((change) => changeText(theCase, change)),
    ),
  ]
}

function exactSetText(theCase: Case, set: ExactSet, file: string): string[] {
  const terms = set.package
    ?.map(
      (option, issue) =>
        `${defined(theCase.issues[issue]).id} ${defined(defined(theCase.issues[issue]).options[option]).id}`,
    )
    .join(', ')
  const places = set.changes
    .map(({ id, provenance: { place } }) => `${id} ${file}:${place.line}:${place.column}`)
    .join(', ')
  return [
    `${set.changes.map((change) => changeText(theCase, change)).join(' + ')} — ${places}`,
    ...(terms ? [`  for instance ${terms}`] : []),
  ]
}
