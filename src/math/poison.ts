/** A debug switch for rooms that are used again from world to world: what a stage reads of the world before, or what
 *  somebody kept of it, is NaN and shows. */

/** Fills every array of doubles within a record with NaN. @param value plain data, possibly with cycles; functions are
 *  passed over. */
export function poison(value: unknown, seen: Set<unknown> = new Set()): void {
  if (typeof value !== 'object' || value === null || seen.has(value)) return
  seen.add(value)
  if (value instanceof Float64Array) value.fill(Number.NaN)
  else if (!ArrayBuffer.isView(value)) for (const part of Object.values(value)) poison(part, seen)
}
