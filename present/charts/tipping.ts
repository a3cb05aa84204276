/** Where a verdict turns, drawn. */
import { countedText, findingEnds, grouped, number, unitWords } from '../words/index.ts'
import type { TippingInWords } from '../words/index.ts'
import { rounded } from './chart.ts'
import type { Chart, Size } from './chart.ts'
import { defined, flipValues, Z_95 } from '../../src/internal.ts'
import type { Estimate, TipEnds, TippingRecord } from '../../src/internal.ts'
import { flipMapSvg } from './flip-map.ts'
import type { FlipMapAxis } from './flip-map.ts'
import { tornadoSvg } from './tornado.ts'

/** The claim's number at both ends of the assumptions that move it most. */
export function tipTornado(record: TippingInWords, size: Size): Chart {
  const asked = `${record.bound.side} ${countedText(record.counted, record.bound.value)}`
  return {
    id: 'tipping',
    title: `What would turn the verdict on ${record.claim}`,
    description: `${record.says}. It asks for ${asked}; now ${countedText(record.counted, record.now.estimate)}.`,
    caption: `Each assumption put to both ends of its range, all else as it is. The claim asks for ${asked}.`,
    source: `${grouped(record.worlds)} simulated worlds behind each number`,
    svg: tippingTornado(record, size),
    table: {
      columns: ['assumption', 'low end', 'number there', 'high end', 'number there'],
      rows: record.ends.map(({ assumption, low, high }) => {
        const { id, low: from, high: to } = defined(record.assumptions[assumption])
        return [id, rounded(from), rounded(low.estimate), rounded(to), rounded(high.estimate)]
      }),
    },
  }
}

/** Where in the plane of two assumptions the claim holds; null where no map was asked for or none can be drawn. */
export function flipMapOf(record: TippingRecord, size: Size): Chart | null {
  const svg = tippingFlipMap(record, size)
  if (svg === null || record.map?.kind !== 'map') return null
  const [x, y] = record.tips.map(({ assumption }) => defined(record.assumptions[assumption]).id)
  return {
    id: 'flip',
    title: `Where ${record.claim} turns`,
    description: `${record.says}, by ${x} and ${y}.`,
    caption: `Across ${x}, upward ${y}. Between the dashed lines the worlds computed do not decide.`,
    source: `${grouped(record.worlds)} simulated worlds at each of ${record.map.gaps.length} points`,
    svg,
    table: {
      columns: [defined(x), defined(y), 'number less the bound'],
      rows: flipValues(record.map).map((row) => row.map(rounded)),
    },
  }
}

/** The flip map of two assumptions that were named; null where none was asked for or it could not be drawn. */
export function tippingFlipMap(
  { map, claim, says, bound, assumptions, tips }: TippingRecord,
  size: Size,
): string | null {
  if (map?.kind !== 'map') return null
  const [x, y] = tips.map(({ assumption }) => defined(assumptions[assumption])) as [
    FlipMapAssumption,
    FlipMapAssumption,
  ]
  const axis = ({ id, unit, kind }: FlipMapAssumption): FlipMapAxis => ({
    title: unit === '' ? id : `${id}, ${unitWords(unit)}`,
    percent: kind !== 'quantity',
  })
  return flipMapSvg(
    map,
    {
      id: 'flip',
      title: `${claim}: ${says}`,
      x: axis(x),
      y: axis(y),
      now: { x: x.mean, y: y.mean },
      above: bound.side === 'above' ? 'the claim holds' : 'the claim fails',
      below: bound.side === 'above' ? 'the claim fails' : 'the claim holds',
    },
    size,
  )
}

type FlipMapAssumption = TippingRecord['assumptions'][number]

const BARS = 15

/** The estimate at both ends of the assumptions that move it most. */
export function tippingTornado(record: TippingInWords, size: Size): string {
  const swing = ({ low, high }: TipEnds): number => Math.abs(high.estimate - low.estimate) || 0
  const widest = [...record.ends].sort((a, b) => swing(b) - swing(a)).slice(0, BARS)
  // Nothing is likelier than sure, nor a difference of two chances larger than 1.
  const [least, most] = findingEnds(record.counted, record.counted.unit)
  const drawn = (value: number): number => Math.max(least, Math.min(most, value))
  const end = (
    at: Estimate,
    value: number,
    unit: string,
  ): { value: string; estimate: number; low: number; high: number } => ({
    value: `${number(value)} ${unitWords(unit)}`.trim(),
    estimate: at.estimate,
    low: drawn(at.estimate - Z_95 * at.standardError),
    high: drawn(at.estimate + Z_95 * at.standardError),
  })
  return tornadoSvg(
    {
      id: 'tipping',
      title: `What would turn the verdict on ${record.claim}`,
      axis: record.says,
      baseline: record.now.estimate,
      threshold: record.bound.value,
      scale: least === 0 ? 'share' : least === -1 ? 'points' : 'plain',
      bars: widest.map((ends) => {
        const { id, low, high, unit } = defined(record.assumptions[ends.assumption])
        return { name: id, low: end(ends.low, low, unit), high: end(ends.high, high, unit) }
      }),
    },
    size,
  )
}
