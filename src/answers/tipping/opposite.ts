/** What would have to be true for the opposite of a verdict: the inputs that would turn it alone, the nearest first. */
import { defined } from '../../case/defined.ts'
import type { TippingRecord } from './tipping-record.ts'

/** One input, where it turns the verdict, and how far that is. Values are in the unit that the case writes. */
export interface Opposite {
  readonly id: string
  readonly unit: string
  /** Its mean as the case has it. */
  readonly now: number
  readonly value: number
  /** Values around it at which the interval of the test's number spans the bound. */
  readonly low: number
  readonly high: number
  /** Whether the verdict turns above the value, or below it. */
  readonly turns: 'above' | 'below'
  /** From its mean, in its own standard deviations, and as a share of the range tried: three deviations each way, 0 to
   *  1 for a probability. */
  readonly deviations: number
  readonly ofRange: number
  /** Line of the case file; null where the record has none. */
  readonly line: number | null
}

/** The nearest inputs of a tipping analysis, each by its nearest value. @param lines by quantity, of the case. */
export function oppositeOf(
  { tips, assumptions, bound, now }: TippingRecord,
  most: number,
  lines: (quantity: number) => number | null = () => null,
): readonly Opposite[] {
  const isHeld = bound.side === 'above' ? now.estimate > bound.value : now.estimate < bound.value
  const nearest = tips.flatMap(({ assumption, result }): Opposite[] => {
    if (result.kind !== 'tips') return []
    const [at] = [...result.crossings].sort((a, b) => Math.abs(a.distance) - Math.abs(b.distance))
    if (at === undefined) return []
    const { id, unit, mean, low, high, quantity } = defined(assumptions[assumption])
    // The number rises through the bound with the input, or falls: that says on which side of the value the test is
    // met.
    const isMetAbove = (at.direction === 'rises') === (bound.side === 'above')
    return [
      {
        id,
        unit,
        now: mean,
        value: at.value,
        low: at.low,
        high: at.high,
        turns: isMetAbove === isHeld ? 'below' : 'above',
        deviations: Math.abs(at.distance),
        ofRange: high > low ? Math.abs(at.value - mean) / (high - low) : 0,
        line: lines(quantity),
      },
    ]
  })
  return nearest.sort((a, b) => a.deviations - b.deviations || (a.id < b.id ? -1 : 1)).slice(0, most)
}
