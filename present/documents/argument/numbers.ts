/** Numbers that a reader may move: what they are, between which ends, and how they are written into the file. */
import { defined } from '../../../src/internal.ts'
import type { Case, Distribution, Quantity } from '../../../src/internal.ts'
import { full, optionLabel, quantityLabel } from '../../words/index.ts'

export interface Movable {
  readonly id: string
  /** What it is, in the case's words where it has some. */
  readonly label: string
  readonly quantity: Quantity
  /** Middle of its distribution, in its unit. */
  readonly value: number
  /** Whether it is drawn from a distribution: moving it makes it certain. */
  readonly isUncertain: boolean
  /** Ends between which it is moved, as the case declares it. */
  readonly low: number
  readonly high: number
  /** Shown and typed as a percentage. */
  readonly isShare: boolean
}

/** A quantity by id, `/option` behind it where it hangs on a hypothesis; null where there is none. */
export function movableNumber(theCase: Case, id: string): Movable | null {
  const [name, option] = id.split('/')
  const quantity = theCase.quantities.find((one) => one.id === name)
  const of = quantity ? spreadOf(theCase, quantity, option) : null
  if (!quantity || !of) return null
  // A rate such as a hazard a month is a share as well.
  const isShare = /^(\/|$)/.test(quantity.unit) && quantity.low >= 0 && quantity.high / quantity.factor <= 1
  const value = middle(of)
  const [low, high] = endsOf(quantity, of, value)
  return {
    id,
    label: labelOf(theCase, quantity, option),
    quantity,
    value,
    isUncertain: of.kind !== 'fixed',
    low,
    high,
    isShare,
  }
}

function spreadOf(theCase: Case, { spread }: Quantity, option: string | undefined): Distribution | null {
  if (spread.kind === 'plain') return option === undefined ? spread.of : null
  const k = defined(theCase.hypotheses[spread.set]).options.findIndex(({ id }) => id === option)
  return spread.by[k] ?? null
}

function labelOf(theCase: Case, quantity: Quantity, option: string | undefined): string {
  const label = quantityLabel(theCase, quantity)
  if (option === undefined || quantity.spread.kind === 'plain') return label
  return `${label}, if “${optionLabel(theCase, defined(theCase.hypotheses[quantity.spread.set]).id, option)}”`
}

/** The declared range where both its ends are finite; else from zero, or as far below, to three times the number. */
function endsOf({ low, high, factor }: Quantity, of: Distribution, value: number): [number, number] {
  const reach = of.kind === 'normal' ? Math.max(4 * of.sd, Math.abs(value)) : Math.max(2 * Math.abs(value), 1)
  const least = Number.isFinite(low) ? low / factor : value - reach
  const most =
    Number.isFinite(high) && high / factor - least < 8 * reach + Math.abs(value) ? high / factor : value + reach
  return [Math.max(least, value - 4 * reach), most]
}

/** A middle to show: the mean where it is plain, else the middle of the range. */
export function middle(of: Distribution): number {
  switch (of.kind) {
    case 'fixed':
      return of.value
    case 'uniform':
      return (of.low + of.high) / 2
    case 'normal':
      return of.mean
    case 'lognormal':
      return Math.exp(of.mu)
    case 'beta':
      return of.alpha / (of.alpha + of.beta)
    case 'gamma':
      return of.shape * of.scale
    case 'triangular':
    case 'pert':
      return of.mode
    case 'student':
      return of.location
    case 'mixture':
      return of.parts.reduce((sum, part) => sum + part.weight * middle(part.of), 0)
    case 'discrete':
      return of.values.reduce((sum, x, k) => sum + x * defined(of.weights[k]), 0)
  }
}

/** A value as it is written into the file: a percentage for a share, so that the loader reads a number for a number. */
export function writeNumber({ isShare, low, high }: Pick<Movable, 'isShare' | 'low' | 'high'>, x: number): string {
  const held = isShare ? Math.max(0, Math.min(1, x)) : Math.max(low, Math.min(high, x))
  return isShare ? `${Number((held * 100).toPrecision(3))}%` : String(Number(held.toPrecision(4)))
}

/** A value as it stands in a sentence: `about 16 %` where it is uncertain, to as many digits as that bears. */
export function shownNumber({ isShare }: Pick<Movable, 'isShare'>, x: number, isUncertain = false): string {
  const size = isShare ? x * 100 : x
  const text = full(Number(size.toPrecision(isUncertain && Math.abs(size) < 100 ? 2 : 3)))
  return `${isUncertain ? 'about ' : ''}${text}${isShare ? ' %' : ''}`
}

/** A quantity as text and unit. */
export function writtenNumber(theCase: Case, id: string): { readonly text: string; readonly unit: string } {
  const found = movableNumber(theCase, id)
  return found
    ? { text: shownNumber(found, found.value, found.isUncertain), unit: found.quantity.unit }
    : { text: id, unit: '' }
}
