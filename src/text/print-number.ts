/** A distribution as the case file writes it: `parseNumber` reads it back. */
import { defined } from '../case/defined.ts'
import { exp } from '../math/elementary.ts'
import type { Distribution } from '../math/distribution.ts'

/** Standard normal quantile at 0.95. */
const Z_95_ONE_SIDED = 1.6448536269514722

/** The text of a distribution. A lognormal is written by its 5th and 95th percentiles, exact to rounding. */
export function printNumber(d: Distribution): string {
  switch (d.kind) {
    case 'fixed':
      return String(d.value)
    case 'uniform':
      return `uniform(${d.low}, ${d.high})`
    case 'normal':
      return `normal(${d.mean}, ${d.sd})`
    case 'lognormal': {
      const reach = Z_95_ONE_SIDED * d.sigma
      return `lognormal(${exp(d.mu - reach)}, ${exp(d.mu + reach)})`
    }
    case 'beta':
      return `beta(${d.alpha}, ${d.beta})`
    case 'gamma':
      return `gamma(${d.shape}, ${d.scale})`
    case 'triangular':
    case 'pert':
      return `${d.kind}(${d.low}, ${d.mode}, ${d.high})`
    case 'student':
      return `student(${d.location}, ${d.scale}, ${d.degrees})`
    case 'mixture':
      return `mixture(${d.parts.map((part) => `${part.weight}: ${printNumber(part.of)}`).join(', ')})`
    case 'discrete':
      return `discrete(${d.values.map((value, k) => `${value}: ${defined(d.weights[k])}`).join(', ')})`
  }
}
