/** Spans of time, as one says them. */

/** A span as one says it: 40 s, 12 min, 3.5 h, 4 days. */
export function spanText(seconds: number): string {
  if (seconds < 0.1) return `${Number((seconds * 1000).toPrecision(2))} ms`
  if (seconds < 90) return `${Number(seconds.toPrecision(2))} s`
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`
  if (seconds < 172_800) return `${Number((seconds / 3600).toPrecision(2))} h`
  return `${Math.round(seconds / 86_400)} days`
}
