/** What does not change once it is there (answers, their forms, texts by digest), kept in memory so that asking again
 *  costs no query. */

/** Bytes kept at most; what was used longest ago goes first. */
const MOST_BYTES = 64 * 1024 * 1024

export interface Kept<T> {
  readonly value: T
  readonly bytes: number
}

export interface Keep {
  /** What was kept under a key, or else what `make` makes, kept unless it is null. */
  get<T>(key: string, make: () => Promise<Kept<T> | null>): Promise<T | null>
}

export function newKeep(most = MOST_BYTES): Keep {
  const kept = new Map<string, Kept<unknown>>()
  let bytes = 0
  const drop = (key: string): void => {
    bytes -= kept.get(key)?.bytes ?? 0
    kept.delete(key)
  }
  return {
    async get<T>(key: string, make: () => Promise<Kept<T> | null>) {
      const found = kept.get(key) ?? (await make())
      if (found === null) return null
      drop(key)
      if (found.bytes <= most) {
        kept.set(key, found)
        bytes += found.bytes
      }
      for (const [oldest] of kept) {
        if (bytes <= most) break
        drop(oldest)
      }
      return found.value as T
    },
  }
}
