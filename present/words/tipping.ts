/** What would have to be otherwise for a verdict to turn, as lines of text. */
import { defined, Z_95 } from '../../src/internal.ts'
import type { Case, Crossing, TipAssumption, TippingRecord } from '../../src/internal.ts'
import { countedOf } from './claim-words.ts'
import type { Counted } from './claim-words.ts'
import { findingEnds, findingValue } from './finding.ts'
import { assumptionLabel } from './labels.ts'
import { counted, number, rough, unitWords } from './numbers.ts'

const NAME = 58
const CELL = 24
const SOURCE = 34

/** A record with what its number is, and its assumptions by what they are called. */
export interface TippingInWords extends TippingRecord {
  readonly counted: Counted
}

/** For what is read. */
export function tippingInWords(record: TippingRecord, theCase: Case): TippingInWords {
  const assumptions = record.assumptions.map((one) => ({ ...one, id: assumptionLabel(theCase, one.id) }))
  return { ...record, assumptions, counted: countedOf(theCase, record.claim) }
}

/** The number of a claim, or its bound, as its test counts: `32 %`, `−5 points`, `1.25`. */
export function countedText({ test, unit }: Counted, x: number): string {
  return findingValue({ test }, x, unit)
}

/** Half of a 95 % interval, `± 5 points` beside a share. */
function errorText({ test, unit }: Counted, standardError: number): string {
  const half = Z_95 * standardError
  const [low] = findingEnds({ test }, unit)
  return `± ${low === -Infinity ? rough(half) : half < 0.01 ? 'less than a point' : counted(Math.round(half * 100), 'point')}`
}

/** An assumption with what it is called. */
export interface NamedAssumption extends TipAssumption {
  readonly name: string
}

/** Tables, nearest tipping value first. @param file name of the case file, for the places. */
export function tippingLines(record: TippingInWords, assumptions: readonly NamedAssumption[], file: string): string[] {
  const { claim, says, bound, now, worlds, seed, scenario, tips, map } = record
  const told = (x: number): string => countedText(record.counted, x)
  const crossing = tips
    .flatMap((tip) => (tip.result.kind === 'tips' ? tip.result.crossings.map((at) => ({ tip, at })) : []))
    .sort((a, b) => Math.abs(a.at.distance) - Math.abs(b.at.distance))
  return [
    `What would turn the verdict on ${claim}: ${says}`,
    `It asks for ${bound.side} ${told(bound.value)}; now ${told(now.estimate)} ${errorText(record.counted, now.standardError)} · ${scenario ?? 'as written'} · ${counted(worlds, 'world')} · seed ${seed}`,
    '',
    ...(crossing.length === 0
      ? ['No assumption turns it alone, each over its own range (three deviations each way, probabilities 0 to 1).']
      : [
          `${'assumption'.padEnd(NAME)}${'now (deviation)'.padEnd(CELL)}${'turns at (95 %)'.padEnd(CELL + 6)}${'distance'.padEnd(22)}${defined(file.split('/').at(-1))}`,
          ...crossing.map(({ tip, at }) => crossingLine(defined(assumptions[tip.assumption]), at)),
        ]),
    ...othersLines(record, assumptions),
    ...pairLines(record, assumptions),
    ...(map?.kind === 'refused' ? ['', `no map: ${map.reason}`] : []),
    ...(map?.kind === 'map'
      ? [
          '',
          `Of the map ${share(map.above)} lies surely at or above the bound, ${share(map.below)} surely below, ${share(map.open)} is open.`,
        ]
      : []),
  ]
}

function share(x: number): string {
  return `${Math.round(x * 100)} %`
}

function crossingLine(assumption: NamedAssumption, at: Crossing): string {
  const { name, mean, deviation, unit, provenance } = assumption
  const low = at.openLow ? 'below' : number(at.low)
  const high = at.openHigh ? 'beyond' : number(at.high)
  return (
    `${cut(name, NAME - 2).padEnd(NAME)}${`${number(mean)} (${number(deviation)})`.padEnd(CELL)}${`${number(at.value)} (${low} to ${high}) ${unitWords(unit)}`.padEnd(CELL + 6)}` +
    `${`${signedSd(at.distance)} sd, ${at.direction}`.padEnd(22)}:${provenance.place.line} ${cut(provenance.source.join('; '), SOURCE)}`.trimEnd()
  )
}

function signedSd(x: number): string {
  return `${x >= 0 ? '+' : '−'}${Math.abs(x).toFixed(1)}`
}

/** Assumptions looked at that do not turn it, with how near they come; then how many more stay on their side at both
 *  ends. */
function othersLines(
  { tips, assumptions, ends, bound, counted: of }: TippingInWords,
  all: readonly NamedAssumption[],
): string[] {
  const lines = tips.flatMap(({ assumption, result }) => {
    if (result.kind === 'tips') return []
    const name = cut(defined(all[assumption]).name, NAME - 2).padEnd(NAME)
    if (result.kind === 'never')
      return [
        `${name}comes to ${countedText(of, result.nearest.estimate)} at ${number(result.nearest.value)}, stays ${result.side} ${countedText(of, bound.value)}`,
      ]
    return [`${name}${result.reason}`]
  })
  const rest = ends.length === 0 ? 0 : assumptions.length - tips.length
  return [
    ...(lines.length === 0 ? [] : ['', 'Does not turn it alone:', ...lines]),
    ...(rest > 0
      ? [
          `${lines.length === 0 ? '\n' : ''}${rest} more assumptions were looked at at the ends of their range only, or in a fifth of the worlds; \`--inputs\` takes more of them.`,
        ]
      : []),
  ]
}

function pairLines({ pairs, pairsTried }: TippingRecord, all: readonly NamedAssumption[]): string[] {
  if (!pairs) return []
  if (pairs.length === 0) return ['', `None of ${pairsTried} pairs turns it together where neither does alone.`]
  return [
    '',
    `Two that turn it together where neither does alone (of ${pairsTried} pairs):`,
    ...pairs.map(
      ({ a, b, valueA, valueB, distance, distanceLow, distanceHigh }) =>
        `${defined(all[a]).name} at ${number(valueA)} and ${defined(all[b]).name} at ${number(valueB)}: ${distance.toFixed(1)} sd (${distanceLow.toFixed(1)} to ${distanceHigh.toFixed(1)})`,
    ),
  ]
}

function cut(text: string, room: number): string {
  return text.length <= room ? text : `${text.slice(0, room - 1)}…`
}

/** One assumption and where it turns the verdict, in words. */
export interface FlipSentence {
  /** Position in `assumptions`. */
  readonly assumption: number
  readonly text: string
}

/** Where each assumption turns the verdict alone, nearest first; then those that do not. */
export function flipSentences({ tips, assumptions, bound, now, counted: of }: TippingInWords): FlipSentence[] {
  const holds = bound.side === 'above' ? now.estimate > bound.value : now.estimate < bound.value
  const turns = tips
    .flatMap(({ assumption, result }) =>
      result.kind === 'tips' ? result.crossings.map((crossing) => ({ assumption, crossing })) : [],
    )
    .sort((a, b) => Math.abs(a.crossing.distance) - Math.abs(b.crossing.distance))
    .map(({ assumption, crossing }) => {
      const { id, mean, unit } = defined(assumptions[assumption])
      const ends = `${crossing.openLow ? 'below' : number(crossing.low)} to ${crossing.openHigh ? 'beyond' : number(crossing.high)}`
      // The number rises through the bound with the assumption, or falls: which side of the value the claim holds on
      // follows from that.
      const isAbove = (crossing.direction === 'rises') === (bound.side === 'above')
      const side = isAbove === holds ? 'below' : 'above'
      return {
        assumption,
        text: `It ${holds ? 'fails' : 'holds'} with ${id} ${side} ${`${number(crossing.value)} ${unitWords(unit)}`.trim()} (95 %: ${ends}); in the file the mean is ${number(mean)}, ${Math.abs(crossing.distance).toFixed(1)} deviations away`,
      }
    })
  const stays = tips.flatMap(({ assumption, result }) => {
    if (result.kind === 'tips') return []
    const { id } = defined(assumptions[assumption])
    if (result.kind !== 'never') return [{ assumption, text: `${id}: ${result.reason}` }]
    const { estimate, value } = result.nearest
    return [
      {
        assumption,
        text: `Not by ${id}: at most it comes to ${countedText(of, estimate)}, where that is ${number(value)}`,
      },
    ]
  })
  return [...turns, ...stays]
}
