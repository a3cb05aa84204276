/** A distribution in another unit. */
import type { Distribution } from './distribution.ts'
import { log } from './elementary.ts'

/** The distribution of `by` times what another gives; null where none of these kinds is that.
 *  @param by above 0. */
export function scaled(d: Distribution, by: number): Distribution | null {
  switch (d.kind) {
    case 'fixed':
      return { ...d, value: d.value * by }
    case 'uniform':
      return { ...d, low: d.low * by, high: d.high * by }
    case 'normal':
      return { ...d, mean: d.mean * by, sd: d.sd * by }
    case 'lognormal':
      return { ...d, mu: d.mu + log(by) }
    case 'gamma':
      return { ...d, scale: d.scale * by }
    case 'triangular':
    case 'pert':
      return { ...d, low: d.low * by, mode: d.mode * by, high: d.high * by }
    case 'student':
      return { ...d, location: d.location * by, scale: d.scale * by }
    case 'discrete':
      return { ...d, values: d.values.map((value) => value * by) }
    case 'mixture': {
      const parts = d.parts.flatMap(({ weight, of }) => {
        const part = scaled(of, by)
        return part === null ? [] : [{ weight, of: part }]
      })
      return parts.length === d.parts.length ? { ...d, parts } : null
    }
    // Its ends are 0 and 1.
    case 'beta':
      return null
  }
}
