/** Legal ranges of numbers against what is written. */
import { defined } from '../../case/defined.ts'
import type { Quantity } from '../../case/quantity.ts'
import { cdf, quantile } from '../../math/distribution.ts'
import type { Distribution } from '../../math/distribution.ts'
import type { Span } from '../../text/diagnostic.ts'
import { printNumber } from '../../text/print-number.ts'
import { fail, warn } from '../../text/report.ts'
import type { Reporter } from '../../text/report.ts'

/** Share of the draws outside the range that is worth a warning. */
const NOTABLE_SHARE = 0.05
/** Share that makes it another number: rounding of the distribution function is far less than what is left to a
 *  half. */
const MOST_OUTSIDE = 0.5 - 1e-9

/** Largest size of a number in the engine's unit: within it every stage stays finite, and no real number is beyond. */
const REACH: Readonly<Record<string, number>> = {
  '': 1e3,
  points: 1e6,
  km2: 1e8,
  'km2/month': 1e6,
  men: 1e10,
  people: 1e10,
  shells: 1e12,
  pieces: 1e10,
  'bn US$': 1e6,
}
const FURTHEST = 1e12

/** Share of the draws beyond either end of what is looked at. */
const TAIL = 0.001

function checkReach(to: Reporter, of: Distribution, { factor }: Quantity, at: { unit: string; span: Span }): boolean {
  const most = (REACH[at.unit] ?? REACH[at.unit.replace(/\/month$/, '')] ?? FURTHEST) / Math.abs(factor)
  const [low, high] = of.kind === 'fixed' ? [of.value, of.value] : [quantile(of, TAIL), quantile(of, 1 - TAIL)]
  if (Math.abs(low) <= most && Math.abs(high) <= most) return true
  const unit = at.unit === '' ? '' : ` (\`${at.unit}\`)`
  fail(
    to,
    at.span,
    'out-of-range',
    `the number is beyond ${rounded(most)}${unit}, which nothing real is`,
    'is the unit right?',
  )
  return false
}

/** Reports a distribution that its quantity cannot have, or hardly. @param at the unit of the field, and where it is
 *  written. */
export function checkPart(to: Reporter, of: Distribution, quantity: Quantity, at: { unit: string; span: Span }): void {
  if (!checkReach(to, of, quantity, at)) return
  const [{ factor, ...range }, { span }] = [quantity, at]
  const [low, high] = [range.low / factor, range.high / factor]
  const legal = `the legal range is ${rangeText(low, high)}`
  if (of.kind === 'fixed') {
    if (of.value >= low && of.value <= high) return
    const isPercent = to.text.slice(span.offset, span.offset + span.length).includes('%')
    const percent = !isPercent && low === 0 && high === 1 && of.value > 1 && of.value <= 100
    fail(
      to,
      span,
      'out-of-range',
      `${printNumber(of)} is out of range: ${legal}`,
      percent ? { help: `did you mean \`${of.value}%\`?`, fix: { ...span, text: `${of.value}%` } } : {},
    )
    return
  }
  if (low === -Infinity && high === Infinity) return
  // The edges themselves are legal.
  const outside = (low === -Infinity ? 0 : cdf(of, low) - massAt(of, low)) + (high === Infinity ? 0 : 1 - cdf(of, high))
  const text = to.text.slice(span.offset, span.offset + span.length)
  const isShare = low === 0 && high === 1 && /^[\d._]+ to [\d._]+$/.test(text)
  const help = isShare ? { help: `did you mean \`${text.replaceAll(/[\d._]+/g, '$&%')}\`?` } : {}
  if (outside > 1 - 1e-6) fail(to, span, 'out-of-range', `the whole distribution is out of range: ${legal}`, help)
  else if (outside >= MOST_OUTSIDE)
    fail(to, span, 'out-of-range', `${Math.round(100 * outside)} % of the draws are out of range: ${legal}`)
  else if (outside > NOTABLE_SHARE) {
    warn(
      to,
      span,
      'half-outside',
      `${Math.round(100 * outside)} % of the draws lie outside and are moved to the edge: ${legal}`,
    )
  }
}

function rangeText(low: number, high: number): string {
  if (low === -Infinity) return `up to ${rounded(high)}`
  return high === Infinity ? `${rounded(low)} and more` : `${rounded(low)} to ${rounded(high)}`
}

/** An end of a range in another unit has more digits than anybody wants. */
const rounded = (end: number): number => Number(end.toPrecision(4))

/** Probability of exactly x, for distributions that have atoms. */
function massAt(of: Distribution, x: number): number {
  if (of.kind === 'fixed') return of.value === x ? 1 : 0
  if (of.kind === 'mixture') {
    const total = of.parts.reduce((sum, part) => sum + part.weight, 0)
    return of.parts.reduce((sum, part) => sum + (part.weight / total) * massAt(part.of, x), 0)
  }
  if (of.kind !== 'discrete') return 0
  const total = of.weights.reduce((sum, weight) => sum + weight, 0)
  return of.values.reduce((sum, value, k) => sum + (value === x ? defined(of.weights[k]) / total : 0), 0)
}
