/** How much one token may ask for. */
import { defined } from '../src/plain.ts'

export interface Limits {
  /** Requests a second that are sustained, and how many may come at once. */
  readonly perSecond: number
  readonly burst: number
  /** Largest body, bytes. */
  readonly bodyBytes: number
  /** Longest that a request may take to arrive, seconds. */
  readonly seconds: number
  /** Worlds of an ask at most. */
  readonly worlds: number
  /** Asks that a token may have open at once. */
  readonly openAsks: number
  /** Longest that an ask is seen to, seconds; taken up again it goes on from its chunks. */
  readonly askSeconds: number
}

export const DEFAULT_LIMITS: Limits = {
  perSecond: 50,
  burst: 200,
  bodyBytes: 4 * 1024 * 1024,
  seconds: 30,
  worlds: 10_000_000,
  openAsks: 20,
  askSeconds: 86_400,
}

/** Whose requests are counted at most: older ones are forgotten first. */
const MOST_COUNTED = 10_000

/** A bucket for each name that fills at a steady pace (token bucket). @param now milliseconds. */
export function rateLimiter({ perSecond, burst }: Limits, now: () => number): (name: string) => number {
  const buckets = new Map<string, { left: number; at: number }>()
  return (name) => {
    const at = now()
    const known = buckets.get(name) ?? { left: burst, at }
    const left = Math.min(burst, known.left + ((at - known.at) / 1000) * perSecond)
    buckets.delete(name)
    buckets.set(name, { left: Math.max(0, left - 1), at })
    if (buckets.size > MOST_COUNTED) buckets.delete(defined(buckets.keys().next().value))
    return left >= 1 ? 0 : Math.max(1, Math.ceil((1 - left) / perSecond))
  }
}
