/** What deals say of issues that are about how much. */
import type { ArmSummary, Case } from '../../src/internal.ts'
import { grouped } from './numbers.ts'

/** The median deal's option of such an issue, and the amounts between which nine deals in ten lie. */
export interface AmountOfDeals {
  readonly issue: string
  readonly option: string
  readonly low: number
  readonly high: number
}

/** One for each issue that is about how much; none where there were no deals. */
export function amountsOfDeals({ issues }: Case, arm: ArmSummary): AmountOfDeals[] {
  if (arm.deals.length === 0) return []
  return issues.flatMap(({ id, options, amount }) => {
    if (amount === undefined) return []
    const shares = options.map((option) => arm.options[id]?.[option.id]?.estimate ?? 0)
    const at = (p: number): number => quantile(shares, p)
    const option = options[at(0.5)]?.id
    const [low, high] = [amount.values[at(0.05)], amount.values[at(0.95)]]
    return option === undefined || low === undefined || high === undefined ? [] : [{ issue: id, option, low, high }]
  })
}

/** `nine deals in ten: 60 to 290`. */
export function rangeOfDeals({ low, high }: AmountOfDeals): string {
  return low === high ? 'in nine deals of ten' : `nine deals in ten: ${grouped(low)} to ${grouped(high)}`
}

/** The first place at which the shares up to it reach p of all. */
function quantile(shares: readonly number[], p: number): number {
  const all = shares.reduce((sum, share) => sum + share, 0)
  let sum = 0
  return shares.findIndex((share) => (sum += share) >= p * all)
}

/** Some options of an issue that is about how much, where they lie side by side: `at least 100 M US$`; null for other
 *  options, or fewer than three. */
export function stretchWords({ options, amount }: Case['issues'][number], chosen: readonly number[]): string | null {
  const order = [...chosen].sort((a, b) => a - b)
  const [first, last] = [order[0] ?? 0, order[order.length - 1] ?? 0]
  if (amount === undefined || order.length < 3 || last - first !== order.length - 1) return null
  const unit = amount.unit === '' ? '' : ` ${amount.unit}`
  const at = (option: number): string => grouped(amount.values[option] ?? 0)
  if (first === 0 && last === options.length - 1) return 'any amount'
  if (last === options.length - 1) return `at least ${at(first)}${unit}`
  return first === 0 ? `at most ${at(last)}${unit}` : `${at(first)} to ${at(last)}${unit}`
}
