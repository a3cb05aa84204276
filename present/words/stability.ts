/** Stability analysis in sentences. */
import { defined } from '../../src/internal.ts'
import type {
  GameRecord,
  InverseRecord,
  ProbableRecord,
  StabilityConcept,
  StabilityRecord,
  StepRecord,
  WhyRecord,
} from '../../src/internal.ts'
import { columns } from './columns.ts'
import { counted, grouped, percent, percentWithInterval } from './numbers.ts'

/** Concepts with what they look ahead to. */
export const CONCEPT_TITLES: Readonly<Record<StabilityConcept, string>> = {
  nash: 'Nash',
  gmr: 'general metarational (GMR)',
  smr: 'symmetric metarational (SMR)',
  seq: 'sequential (SEQ)',
  sseq: 'symmetric sequential (SSEQ)',
  sim: 'simultaneous (SIM)',
  limited: 'limited-move',
}

const SHORT: Readonly<Record<StabilityConcept, string>> = {
  nash: 'Nash',
  gmr: 'GMR',
  smr: 'SMR',
  seq: 'SEQ',
  sseq: 'SSEQ',
  sim: 'SIM',
  limited: 'L(h)',
}

/** Names states: `3 (NYN)`. */
export type StateName = (id: number) => string

export function stateNamer({ list }: Pick<StabilityRecord, 'list'>): StateName {
  return (id) => {
    const label = list[id - 1]?.label
    return label === undefined || label === String(id) ? String(id) : `${id} (${label})`
  }
}

/** Why a state is stable for a decision maker, or is not: a verdict, then a sentence for each improvement. */
export function whySentences(why: WhyRecord, name: StateName): string[] {
  const { decider, reason, stable, concept } = why
  const here = `state ${name(why.state)}`
  if (reason.kind === 'no-move') return [`${decider} cannot leave ${here}: it has no move there.`]
  if (reason.kind === 'no-improvement') {
    const moves = reason.moves === 1 ? 'its one move leads' : `none of its ${reason.moves} moves leads`
    const where = reason.moves === 1 ? 'to no state that it prefers' : 'to a state that it prefers'
    return [`${decider} stays at ${here}: ${moves} ${where}.`]
  }
  const head = stable
    ? `For ${decider}, ${here} is ${SHORT[concept]} stable: every move that would better its lot is answered.`
    : `For ${decider}, ${here} is not ${SHORT[concept]} stable.`
  return [head, ...reason.improvements.map(({ to, answer }) => improvementSentence(why, to, answer, name))]
}

type Answers = Extract<WhyRecord['reason'], { kind: 'answers' }>['improvements'][number]['answer']

function improvementSentence(why: WhyRecord, to: number, answer: Answers, name: StateName): string {
  const { decider, state, concept } = why
  const credible = concept === 'seq' || concept === 'sseq'
  const gains = `${decider} gains by moving to ${name(to)}`
  switch (answer.kind) {
    case 'sanction': {
      const final = concept === 'smr' || concept === 'sseq' ? `, nor can ${decider} then move to anything better` : ''
      const way = credible ? `, ${good(answer.walk)},` : ''
      return `${decider} would rather be at ${name(to)}, but ${walkText(answer.walk, name)}${way} would leave it no better off than ${name(state)}${final}.`
    }
    case 'escaped':
      return `${gains}: ${walkText(answer.walk, name)} would undo that, but from ${name(answer.end)} it goes on to ${name(answer.escape)}, which it prefers to ${name(state)}.`
    case 'harmless':
      return `${gains}: the others have ${answer.count === 1 ? 'one answer' : `${answer.count} answers`}, and ${answer.count === 1 ? 'it leaves' : 'all leave'} it better off.`
    case 'together':
      return `${decider} would rather be at ${name(to)}, but if at the same moment ${answer.with.map(({ mover, to: end }) => `${mover} moves towards ${name(end)}`).join(' and ')}, all end at ${name(answer.end)}, no better for it than ${name(state)}.`
    case 'none':
      return `${gains}: the others have no answer${credible ? ' that they would want to give' : ''}.`
    case 'unasked':
      return `${gains}.`
  }
}

const good = (walk: readonly StepRecord[]): string => (walk.length === 1 ? 'for its own good' : 'each for its own good')

/** `Iraq's move to 4, then Syria's to 6`. */
export function walkText(walk: readonly StepRecord[], name: StateName): string {
  return walk
    .map(({ mover, to }, k) => (k === 0 ? `${mover}'s move to ${name(to)}` : `then ${mover}'s to ${name(to)}`))
    .join(', ')
}

/** What the preferences of a decision maker would have to say. */
export function inverseSentences(inverse: InverseRecord, name: StateName): string[] {
  const { decider, state, concept, clauses, lower, shareOfOrders } = inverse
  const here = `state ${name(state)}`
  if (clauses.length === 0) return [`Whatever ${decider} prefers, ${here} is ${SHORT[concept]} stable for it.`]
  const head = `State ${name(state)} is ${SHORT[concept]} stable for ${decider} where ${decider} holds it at least as good as all of:`
  const lines = clauses.map(({ move, anyOf }) => {
    const ways = anyOf.map((way) => way.map(name).join(' and '))
    return `  ${ways.join(', or ')}  (or else it moves to ${name(move)})`
  })
  const share =
    shareOfOrders === null ? [] : [`That is so in ${percent(shareOfOrders)} of all strict orders of the states.`]
  const change =
    lower.length === 0
      ? `As its preferences are, it holds.`
      : `As its preferences are, it does not hold: ${lower.map((states) => states.map(name).join(' and ')).join(', and ')} would have to be no better.`
  return [head, ...lines, ...share, change]
}

/** Equilibria listed on a line at most. */
const MOST_LISTED = 40

function listText(ids: readonly number[]): string {
  if (ids.length === 0) return 'none'
  const shown = ids.slice(0, MOST_LISTED).join(', ')
  return ids.length > MOST_LISTED ? `${shown}, … (${ids.length} in all)` : shown
}

/** The analysis as a person reads it in a terminal. */
export function stabilityLines(record: StabilityRecord): string[] {
  const name = stateNamer(record)
  const moves = record.deciders.map((decider, i) => `${decider} ${record.arcs[i]}`).join(', ')
  const lines = [
    ...(record.title === '' ? [] : [record.title]),
    `${record.states} states; moves: ${moves}`,
    ...stateLines(record),
    '',
    'Equilibria: states that nobody would leave',
    ...conceptLines(record.concepts),
  ]
  if (record.matrix.length > 0)
    lines.push('', 'Equilibria, by the matrix form as published', ...conceptLines(record.matrix))
  if (record.strong.length > 0) lines.push('', 'Strongly stable for everybody', ...conceptLines(record.strong))
  for (const { attitude, concepts } of record.unknown) {
    lines.push('', `Equilibria, ${ATTITUDES[attitude]}`, ...conceptLines(concepts))
  }
  if (record.hypergame.length > 0) lines.push('', 'Equilibria, each in its own view', ...conceptLines(record.hypergame))
  lines.push('', ...deciderLines(record), ...coalitionLines(record, name), ...pathLines(record, name))
  return [...lines, ...(record.notes.length === 0 ? [] : ['', ...record.notes.map((note) => `note: ${note}`)])].map(
    visible,
  )
}

const ATTITUDES: Readonly<Record<'a' | 'b' | 'c' | 'd', string>> = {
  a: 'a: moving for the unknown, not deterred by it',
  b: 'b: neither moving for the unknown nor deterred by it',
  c: 'c: moving for the unknown, and deterred by it',
  d: 'd: not moving for the unknown, and deterred by it',
}

/** States listed in the terminal at most. */
const MOST_STATES = 40

function stateLines({ list }: StabilityRecord): string[] {
  if (list.length === 0 || list.length > MOST_STATES) return []
  return list.map(({ id, label, choices }) => {
    const taken = Object.entries(choices).flatMap(([option, value]) =>
      value === 'no' ? [] : [value === 'yes' ? option : `${option} ${value}`],
    )
    return `  ${String(id).padStart(2)}  ${label}${taken.length === 0 ? '' : `  ${taken.join(', ')}`}`
  })
}

function conceptLines(concepts: StabilityRecord['concepts']): string[] {
  return concepts.map(({ concept, equilibria }) => `  ${CONCEPT_TITLES[concept].padEnd(30)}${listText(equilibria)}`)
}

function deciderLines({ deciders, concepts }: StabilityRecord): string[] {
  return deciders.flatMap((decider, i) => [
    `Stable for ${decider}`,
    ...concepts.map(({ concept, stable }) => `  ${CONCEPT_TITLES[concept].padEnd(30)}${listText(defined(stable[i]))}`),
  ])
}

function coalitionLines({ coalitions, coalitionEquilibria }: StabilityRecord, name: StateName): string[] {
  if (coalitions.length === 0) return []
  const all = coalitionEquilibria.map(
    ({ concept, states }) => `  ${CONCEPT_TITLES[concept].padEnd(30)}${listText(states)}`,
  )
  const breaks = coalitions.flatMap(({ members, breaks: moves }) =>
    moves.map(
      ({ from, walk }) => `  ${members.join(' and ')} would leave ${name(from)} together: ${walkText(walk, name)}`,
    ),
  )
  return ['', 'States that no coalition would leave', ...all, ...breaks]
}

function pathLines({ statusQuo }: StabilityRecord, name: StateName): string[] {
  if (statusQuo === null) return []
  const { from, paths } = statusQuo
  const lines = paths.map(({ to, byMoves, byImprovements }) => {
    if (to === from) return `  ${name(to)}: where things stand`
    if (byMoves === null) return `  ${name(to)}: out of reach`
    if (byImprovements !== null) return `  ${name(to)}: ${walkText(byImprovements, name)}, ${good(byImprovements)}`
    return `  ${name(to)}: ${walkText(byMoves, name)}, ${byMoves.length === 1 ? 'not for its own good' : 'not all for their own good'}`
  })
  return ['', `From the status quo, ${name(from)}, to the sequential equilibria`, ...lines]
}

/** Chances that a state is an equilibrium, and what would turn the verdict of most worlds. */
export function probableLines(
  { states, worlds }: Pick<ProbableRecord, 'states' | 'worlds'>,
  concept: StabilityConcept,
  name: StateName = nameAmong(states),
): string[] {
  return states.flatMap(({ state, verdicts }) => {
    const verdict = verdicts.find((one) => one.concept === concept)
    if (verdict === undefined) return []
    const { equilibrium, modal, flips } = verdict
    const undecided = modal === null ? ', too close to call' : ''
    const head = `state ${name(state.id)}: ${SHORT[concept]} equilibrium in ${percentWithInterval(equilibrium)} of ${counted(worlds, 'world')}${undecided}`
    return [
      head,
      ...flips.map(
        (flip) =>
          `  hangs on ${flip.decider}: in ${percent(flip.equilibriumIfPreferred.estimate)} where it prefers state ${name(flip.other)}` +
          ` (as it does in ${percent(flip.prefers.estimate)} of worlds), in ${percent(flip.equilibriumIfNot.estimate)} where it does not`,
      ),
    ]
  })
}

function nameAmong(states: ProbableRecord['states']): StateName {
  return (id) => {
    const label = states.find(({ state }) => state.id === id)?.state.label ?? String(id)
    return label === String(id) ? label : `${id} (${label})`
  }
}

/** The game of a case: its states with chances of a deal and points, what holds and how surely, and the walk from where
 *  things stand. */
export function gameLines(record: GameRecord): string[] {
  const { states, actors, probable, expected, worlds, now } = record
  const name = stateNamer({ list: states })
  const rows = states.map(({ id, label, deal, worth }) => [
    `${id === now ? '→ ' : ''}${id}`,
    label,
    percent(deal.estimate),
    ...worth.map(({ estimate }) => estimate.toFixed(1)),
    percentWithInterval(
      defined(defined(probable.states[id - 1]).verdicts.find(({ concept }) => concept === 'seq')).equilibrium,
    ),
  ])
  const surest = probable.states.filter(({ verdicts }) =>
    verdicts.some(({ concept, equilibrium }) => concept === 'seq' && equilibrium.estimate >= LEAST_TOLD),
  )
  return [
    `${record.title}: ${states.length} states, each run on the same ${grouped(worlds)} worlds`,
    `Moves: ${record.options.map(({ id, decider, choices }) => `${decider} ${id} (${choices.map((choice) => choice.id).join(', ')})`).join('; ')}`,
    '',
    ...columns(['', 'state', 'deal', ...actors.map((actor) => actor.name), 'equilibrium (SEQ)'], rows),
    '',
    "Points are each one's own, as of the date of the case; they do not compare between columns. → is where things stand.",
    `Points of ${listed(actors.filter(({ veto }) => !veto).map((actor) => actor.name))} are those of the deal while the peace holds and of no deal otherwise.`,
    '',
    'Equilibria, everybody by expected points',
    ...conceptLines(expected.concepts),
    '',
    ...probableLines({ worlds, states: surest }, 'seq', name),
    ...coalitionLines(expected, name),
    ...pathLines(expected, name),
  ].map(visible)
}

/** Chance of being an equilibrium from which a state is told of. */
const LEAST_TOLD = 0.05

const listed = (names: readonly string[]): string =>
  names.length === 0
    ? 'nobody'
    : names.length === 1
      ? defined(names[0])
      : `${names.slice(0, -1).join(', ')} and ${defined(names.at(-1))}`

/** Control and bidirectional characters of a file could forge what a terminal shows: each becomes one `\ufffd`. */
function visible(line: string): string {
  return line.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, '\ufffd')
}
