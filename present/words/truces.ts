/** Base rates of truces, of how wars end, and what the record says of the model of durability, in sentences and
 *  columns. */
import { defined } from '../../src/internal.ts'
import { percent, rough } from './numbers.ts'
import type { BaseRates, Case, DurabilityEvidence, EndChance, WarEnds, WarRecord } from '../../src/internal.ts'
import { survivalCaveat } from './caveats.ts'
import { columns } from './columns.ts'

const share = (p: number, low: number, high: number): string =>
  `${Math.round(100 * p)} % (${Math.round(100 * low)}–${Math.round(100 * high)})`

export function baseRatesText({ unit, rates, caveats }: BaseRates): string {
  const years = rates[0]?.at.map(({ time }) => time) ?? []
  return [
    `share of truces between states that still held, by ${unit === 'ceasefires' ? 'ceasefire' : 'pair of states'}; 95 % intervals`,
    ...columns(
      ['class', 'n', 'failed', ...years.map((year) => `${year} y`)],
      rates.map(({ class: { name }, count, failed, at }) => [
        name,
        String(count),
        String(failed),
        ...at.map(({ survival, low, high, beyond }) => (beyond ? '—' : share(survival, low, high))),
      ]),
    ),
    '',
    'Classes overlap, and most intervals do: no order among them follows.',
    ...rates.flatMap(({ class: { name, caveat } }) => (caveat === '' ? [] : [`note, ${name}: ${caveat}`])),
    ...caveats.map((one) => `note: ${survivalCaveat(one)}`),
  ].join('\n')
}

export function warEndsText({ lasted, without, tables, caveats }: WarEnds): string {
  const cell = ({ chance, low, high }: EndChance): string => share(chance, low, high)
  const blocks = tables.flatMap(({ says, atRisk, rows }) => [
    `${says}: ${atRisk} lasted longer than ${rough(lasted, 3)} months`,
    ...columns(
      ['  ends within', 'any way', 'by a deal', 'by a break', 'other'],
      rows.map((row) => [`  ${row.within} months`, cell(row.any), cell(row.deal), cell(row.break), cell(row.other)]),
    ),
    '',
  ])
  const left = without.length > 0 ? [`note: left out: ${without.join(', ')}`] : []
  return [...blocks, ...left, ...caveats.map((one) => `note: ${survivalCaveat(one)}`)].join('\n')
}

/** The base rate for beside a headline: two lines, of the record of wars. Where there is none, why, if the case is
 *  about fighting or a peace at all. */
export function warRecordLines(wars: WarRecord | null, { war, durability }: Case): string[] {
  if (wars === null)
    return war || durability
      ? ['no base rate: the record is of wars between states, and the case does not say when one began']
      : []
  if (wars.rows.length === 0)
    return [`no base rate: no war of the record lasted longer than ${Math.floor(wars.lasted)} months`]
  const { lasted, without, rows } = wars
  const counted = `${wars.atRisk} war${wars.atRisk === 1 ? '' : 's'} between states since 1946 that lasted longer than ${Math.floor(lasted)} months${without.length > 0 ? ', this one left out' : ''}`
  const allByDeal = rows.every(({ any, deal }) => any.chance === deal.chance)
  return [
    `base rate, ${counted}: ended within ${byWindow(rows, ({ any }) => any)}${allByDeal ? ', each by a deal' : ''}${few(wars)}`,
    ...(allByDeal
      ? []
      : [
          `by a deal within ${byWindow(rows, ({ deal }) => deal)}; by a break within ${byWindow(rows, (row) => row.break)}`,
        ]),
  ]
}

/** Wars below which a share says little, whatever its interval. */
const FEW = 10

const few = ({ atRisk }: WarRecord): string => (atRisk < FEW ? '; so few wars tell little' : '')

/** Shares by window, those that are alike together: `6, 12 and 24 months 25 % (4–87)`. */
function byWindow(rows: WarRecord['rows'], pick: (row: WarRecord['rows'][number]) => EndChance): string {
  const groups: { text: string; within: number[] }[] = []
  for (const row of rows) {
    const { chance, low, high } = pick(row)
    const text = share(chance, low, high)
    const last = groups.at(-1)
    if (last?.text === text) last.within.push(row.within)
    else groups.push({ text, within: [row.within] })
  }
  return groups.map(({ text, within }) => `${listed(within)} months ${text}`).join('   ')
}

const listed = (all: readonly number[]): string =>
  all.length > 1 ? `${all.slice(0, -1).join(', ')} and ${all.at(-1)}` : `${all[0]}`

/** The same in a sentence, for the twelve months that a headline speaks of; null where nothing can be said. */
export function warRecordText(wars: WarRecord | null): string | null {
  const year = wars?.rows.find(({ within }) => within === YEAR)
  if (!wars || !year) return null
  const { any, deal } = year
  return `Base rate: of ${wars.atRisk} war${wars.atRisk === 1 ? '' : 's'} between states since 1946 that had lasted longer than ${Math.floor(wars.lasted)} months${wars.without.length > 0 ? ', this one left out' : ''}, ${share(any.chance, any.low, any.high)} ended within ${YEAR} months, by a deal ${share(deal.chance, deal.low, deal.high)}${few(wars)}.`
}

/** Months that a headline speaks of. */
const YEAR = 12

/** Narrower beliefs are no beliefs: they fix the effect. */
const FIXED = 1e-5

const two = (x: number): string =>
  x
    .toFixed(2)
    .replace(/^-(?=0\.00$)/, '')
    .replace('-', '−')

function effectLines(effects: DurabilityEvidence['sets'][number]['effects']): string[] {
  return columns(
    ['  effect', 'belief', 'with the record', 'hazard ratio, 95 %', 'belief has'],
    effects.map(({ effect, belief, estimate, sd, beliefShare, ratioLow, ratioHigh }) => [
      `  ${effect}`,
      `${two(belief.mean)} ± ${two(belief.sd)}`,
      `${two(estimate)} ± ${two(sd)}`,
      `${rough(ratioLow)} to ${rough(ratioHigh)}`,
      percent(beliefShare),
    ]),
  )
}

export function durabilityEvidenceText(record: DurabilityEvidence): string {
  const effects = defined(record.sets[0]).effects.map(({ effect }) => effect)
  const widest = defined(record.widths[record.widths.length - 1])
  return [
    `${record.ceasefires} ceasefires, ${record.failed} failed, against each prior set: log hazard ratios (below 0 holds longer)`,
    ...record.sets.flatMap(({ priors, says, effects: of, bare }) => [
      '',
      `${priors}: ${says}; without features ${percent(bare)} hold five years`,
      ...(of.every(({ belief }) => belief.sd < FIXED) ? ['  every effect is fixed at 0'] : effectLines(of)),
    ]),
    '',
    'elicited set with its widths multiplied: estimate, and the share that is belief',
    ...columns(
      ['  effect', ...record.widths.map(({ factor }) => `× ${factor}`)],
      effects.map((effect, j) => [
        `  ${effect}`,
        ...record.widths.map(
          ({ effects: of }) => `${two(defined(of[j]).estimate)} (${percent(defined(of[j]).beliefShare)})`,
        ),
      ]),
    ),
    ...(widest.effects.some(({ beliefShare }) => beliefShare > 0.5)
      ? [`  even ${widest.factor} times as wide, belief outweighs the record for some`]
      : []),
    '',
    'elicited set without one conflict at a time',
    ...columns(
      ['  left out', 'n', 'failed', 'bare, 5 y', ...effects],
      record.leaveOut.map(({ conflict, ceasefires, failed, bare, effects: of }) => [
        `  ${conflict.length > 44 ? `${conflict.slice(0, 43)}…` : conflict}`,
        String(ceasefires),
        String(failed),
        percent(bare),
        ...of.map(({ estimate }) => two(estimate)),
      ]),
    ),
    ...record.packages.flatMap(({ priors, packages, pairs, apart }) => [
      '',
      `${priors}: share holding five years, median and 90 % of the belief; ${apart === 0 ? 'no two bands are apart: the order below is not a ranking' : `${apart} of ${pairs} pairs have bands apart`}`,
      ...columns(
        ['  package', 'holds', 'cannot be told from'],
        packages.map(({ name, middle, low, high, notAbove }) => [
          `  ${name}`,
          share(middle, low, high),
          notAbove.length === 0
            ? ''
            : notAbove.length === 1
              ? defined(notAbove[0])
              : `${notAbove.length} of those below`,
        ]),
      ),
    ]),
    '',
    ...record.caveats.map((one) => `note: ${survivalCaveat(one)}`),
  ].join('\n')
}
