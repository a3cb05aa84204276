/** What an output hangs on, as lines of text. */
import { defined, columnsOf, ordered } from '../../src/internal.ts'
import type { Case, Column, Estimated, Input, SensitivityRecord, Withheld } from '../../src/internal.ts'
import { optionLabel, quantityLabel, setLabel } from './labels.ts'
import { actorNames } from './terms.ts'
import { counted, grouped, number, unitWords } from './numbers.ts'

/** Inputs whose total index is as good as none are counted, not listed. */
const LISTED = 25
const NAME = 46
const SOURCE = 34

/** The table, most important input first. @param file name of the case file, for the places. */
export function sensitivityLines(record: SensitivityRecord, file: string): string[] {
  const columns = columnsOf(record)
  const order = ordered(record)
  const rows = order.slice(0, LISTED)
  return [
    `What ${record.question.id} hangs on: ${record.question.says}`,
    ...notesBefore(record),
    '',
    `${'input'.padEnd(NAME)}${columns.map(({ title }) => title.padEnd(WIDTH)).join('')}${defined(file.split('/').at(-1))}`,
    ...rows.map((k) => rowOf(record, columns, k)),
    ...(order.length > rows.length ? [`and ${order.length - rows.length} inputs of smaller total index`] : []),
    '',
    ...notesAfter(record),
  ]
}

function notesBefore({
  worlds,
  seed,
  scenario,
  inputs,
  left,
  screening,
  sobol,
  question,
}: SensitivityRecord): string[] {
  const chosen = screening
    ? `, chosen from ${inputs.length + left.length} by their effects over ${screening.n} Morris trajectories`
    : ''
  return [
    `${scenario ?? 'as written'} · ${counted(worlds, 'world')} · seed ${seed} · ${grouped(sobol.n)} base points · ${inputs.length} inputs${chosen}`,
    `Mean ${number(sobol.mean)}, standard deviation ${number(Math.sqrt(sobol.variance))}.`,
    ...(question.neutral === null
      ? []
      : [
          `It has a meaning in ${Math.round(question.share * 100)} % of worlds; the others count as ${number(question.neutral)}` +
            `${question.bound ? ', the bound of the claim, and so speak neither for nor against it' : ', its mean, and so move nothing'}.`,
        ]),
  ]
}

function notesAfter(record: SensitivityRecord): string[] {
  const { sobol, shapley, pawn, information, left } = record
  const pairs = [...sobol.pairs]
    .sort((a, b) => b.second.estimate - a.second.estimate)
    .filter(({ second }) => second.low > 0)
    .slice(0, 10)
  return [
    'total: share of the variance that remains if everything but the input were known; first: share that goes if it were known. 95 % intervals.',
    ...noiseNotes(record),
    'chance: arrival of the deal, breaking of the peace, and in a war its shocks' +
      `${left.length > 0 ? `, and the ${left.length} inputs that the screening left` : ''}.`,
    ...(sobol.inputs.some(({ kind }) => kind === 'correlated')
      ? [
          'correlated: goes with other inputs, so that its own share cannot be told; `--shapley` shares what they explain together.',
        ]
      : []),
    ...pairs.map(
      ({ a, b, second }) =>
        `together: ${defined(record.inputs[a]).id} and ${defined(record.inputs[b]).id} ${interval(second)}`,
    ),
    ...[shapley, pawn, information].flatMap((part) =>
      part && 'kind' in part && part.kind === 'refused' ? [`no number: ${part.reason}`] : [],
    ),
    ...(information && 'perfect' in information
      ? [
          `Knowing everything would be worth ${interval(information.perfect.everything)}; a study: half the variance of its results the truth's, or a report right four times in five.`,
        ]
      : []),
  ]
}

const WIDTH = 25

function rowOf({ inputs }: SensitivityRecord, columns: readonly Column[], k: number): string {
  const { id, line, source } = defined(inputs[k])
  const cells = columns.map((column) => cellOf(column, k).padEnd(WIDTH)).join('')
  return `${cut(id, NAME - 2).padEnd(NAME)}${cells}${line === null ? '' : `:${line} ${cut(source.join('; '), SOURCE)}`}`.trimEnd()
}

/** A number, in brackets where it is within its noise. */
function cellOf({ of, noise }: Column, k: number): string {
  const value = of(k)
  const within = value && !('kind' in value) && noise ? value.estimate <= (noise(k) ?? 0) : false
  return within ? `[${cell(value)}]` : cell(value)
}

/** How large an index of PAWN is where an input does nothing. */
function noiseNotes({ pawn }: SensitivityRecord): string[] {
  if (pawn?.kind !== 'pawn') return []
  const found = pawn.inputs.flatMap((one) => (one.kind === 'pawn' ? [one.median.noise] : []))
  if (found.length === 0) return []
  const [least, most] = [number(Math.min(...found)), number(Math.max(...found))]
  return [
    `PAWN: an input that does nothing would exceed ${least === most ? least : `${least} to ${most}`} once in twenty; [in brackets] what does not: it cannot be told from noise.`,
  ]
}

function cell(value: Estimated | Withheld | null): string {
  if (value === null) return '–'
  if (!('kind' in value)) return interval(value)
  switch (value.kind) {
    case 'fixed':
      return 'no value'
    case 'correlated':
      return 'correlated'
    case 'inert':
      return `none (<${value.atMost < 0.01 ? '1' : Math.ceil(value.atMost * 100)} % change)`
    case 'tooFew':
      return `needs ${grouped(value.needed)}`
  }
}

function interval({ estimate, low, high }: Estimated): string {
  return `${number(estimate)} (${number(low)} to ${number(high)})`
}

function cut(text: string, room: number): string {
  return text.length <= room ? text : `${text.slice(0, room - 1)}…`
}

/** A member of a body that is no actor of the case, by its id: `Western states` for `westernStates`. */
function spelt(id: string): string {
  const words = id
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[-_]/g, ' ')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** An input in the words of the case. */
export function inputName(theCase: Case, input: Input): string {
  switch (input.kind) {
    case 'hypothesis':
      return `which explanation holds: ${setLabel(theCase, defined(theCase.hypotheses[input.set]).id)}`
    case 'consent': {
      const { says, members } = defined(theCase.consents[input.body])
      const member = defined(members[input.member]).id
      return members.length > 1 ? `${actorNames(theCase)[member] ?? spelt(member)}: ${says}` : says
    }
    case 'redLine': {
      const { actor, says } = defined(theCase.redLines[input.redLine])
      return `Firm, ${defined(theCase.actors[actor]).name}: ${says}`
    }
    case 'quantity':
      return quantityLabel(theCase, defined(theCase.quantities[input.quantity]))
    case 'chance':
      return 'chance: what no assumption decides'
  }
}

function optionOf(theCase: Case, set: number, index: number): string {
  const { id, options } = defined(theCase.hypotheses[set])
  return optionLabel(theCase, id, defined(options[index]).id)
}

/** What an input came out as, in words: `firm`, the option of a hypothesis, or a number with its unit. */
export function valueWords(theCase: Case, input: Input, value: number): string {
  switch (input.kind) {
    case 'hypothesis':
      return optionOf(theCase, input.set, Math.round(value))
    case 'consent':
      return value > 0.5 ? 'agrees' : 'refuses'
    case 'redLine':
      return value > 0.5 ? 'firm' : 'bluff'
    case 'quantity':
      return `${number(value)} ${unitWords(defined(theCase.quantities[input.quantity]).unit)}`.trim()
    case 'chance':
      return ''
  }
}
