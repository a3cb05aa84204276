/** Bayes' rule with groups by its definition: plain products, one weight an item. */

export interface NaiveItem {
  readonly likelihood: readonly number[]
  readonly weight: number
  readonly group: string
}

/** A group (named other than '') counts as the item with the widest ratio, or each of its m items to the power 1/m. */
export function naivePosterior(
  prior: readonly number[],
  items: readonly NaiveItem[],
  rule: 'strongest' | 'mean',
): number[] {
  const reach = ({ likelihood, weight }: NaiveItem): number =>
    (Math.max(...likelihood) / Math.min(...likelihood)) ** weight
  const joint = prior.map((p, h) =>
    items.reduce((product, item) => {
      const mates = items.filter((other) => other === item || (item.group !== '' && other.group === item.group))
      const best = mates.reduce((a, b) => (reach(b) > reach(a) ? b : a))
      if (rule === 'strongest' && best !== item) return product
      const power = rule === 'mean' ? item.weight / mates.length : item.weight
      return product * item.likelihood[h]! ** power
    }, p),
  )
  const total = joint.reduce((sum, x) => sum + x, 0)
  return joint.map((x) => x / total)
}
