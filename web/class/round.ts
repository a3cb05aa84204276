/** A round of talks in class: what was proposed and answered, kept in this browser. */

export type Entry =
  | {
      readonly kind: 'proposal'
      readonly by: string
      readonly terms: Readonly<Record<string, string>>
      readonly word: string
    }
  /** An answer to the proposal before it in the log. */
  | { readonly kind: 'accept' | 'refuse'; readonly by: string; readonly of: number; readonly word: string }

const PREFIX = 'armistice.class.'

export function readRound(id: string): readonly Entry[] {
  try {
    return roundIn(localStorage.getItem(PREFIX + id) ?? '[]')
  } catch {
    // Storage may be barred.
    return []
  }
}

/** The log that a text holds, up to the first entry that is none: answers name entries by their place. */
export function roundIn(text: string): readonly Entry[] {
  let kept: unknown
  try {
    kept = JSON.parse(text)
  } catch {
    return []
  }
  if (!Array.isArray(kept)) return []
  const end = kept.findIndex((entry, k) => !isEntry(entry, k))
  return (end < 0 ? kept : kept.slice(0, end)) as Entry[]
}

/** @param at its place in the log: an answer is to an entry before it. */
function isEntry(entry: unknown, at: number): boolean {
  const { kind, by, word, terms, of } = (entry ?? {}) as Readonly<Record<string, unknown>>
  if (typeof by !== 'string' || typeof word !== 'string') return false
  if (kind === 'proposal')
    return typeof terms === 'object' && terms !== null && Object.values(terms).every((one) => typeof one === 'string')
  return (kind === 'accept' || kind === 'refuse') && Number.isInteger(of) && Number(of) >= 0 && Number(of) < at
}

export function keepRound(id: string, log: readonly Entry[]): void {
  try {
    localStorage.setItem(PREFIX + id, JSON.stringify(log))
  } catch {
    // Where nothing may be kept the round lasts as long as the page.
  }
}

/** The proposal that all parties have accepted, the last one; null where there is none. Whoever proposes accepts. */
export function agreedIn(
  log: readonly Entry[],
  parties: readonly string[],
): Extract<Entry, { kind: 'proposal' }> | null {
  for (let k = log.length - 1; k >= 0; k--) {
    const entry = log[k]
    if (entry?.kind !== 'proposal') continue
    const answers = log.filter((one) => one.kind !== 'proposal' && one.of === k)
    const accepts = (party: string): boolean =>
      party === entry.by || answers.findLast(({ by }) => by === party)?.kind === 'accept'
    if (parties.every(accepts)) return entry
  }
  return null
}

/** Whether the last proposal waits: nobody has refused it, and not all have accepted. */
export function isOpenIn(log: readonly Entry[], parties: readonly string[]): boolean {
  const last = log.findLastIndex(({ kind }) => kind === 'proposal')
  if (last < 0 || agreedIn(log, parties) === log[last]) return false
  return !log.some((one) => one.kind === 'refuse' && one.of === last)
}

/** Options that change each other's worth: a package with all of them has so many points more. */
export interface Together {
  readonly options: readonly { readonly issue: number; readonly option: number }[]
  readonly points: number
}

interface Points {
  /** By issue, then option. */
  readonly points: readonly (readonly number[])[]
  readonly together: readonly Together[]
}

/** To a tenth of a point: what a class adds up by hand is what the frontier is made of. */
export const toTenth = (points: number): number => Math.round(points * 10) / 10

/** What terms are worth on a sheet, in tenths like the sheet: the points of each option, and of those that count only
 *  together. A sum of tenths in binary has digits that nobody wrote, and the frontier would say that it rounds them.
 *  @param chosen option by issue */
export function worthOn({ points, together }: Points, chosen: readonly number[]): number {
  const own = points.reduce((sum, options, issue) => sum + (options[chosen[issue] ?? -1] ?? 0), 0)
  return toTenth(
    together.reduce(
      (sum, one) => (one.options.every(({ issue, option }) => chosen[issue] === option) ? sum + one.points : sum),
      own,
    ),
  )
}

/** Points that every party could have had more, on some one package of the frontier: 0 on it. */
export function short(frontier: readonly { readonly utilities: readonly number[] }[], own: readonly number[]): number {
  return frontier.reduce(
    (most, { utilities }) =>
      Math.max(most, Math.min(...utilities.map((utility, i) => toTenth(utility - (own[i] ?? 0))))),
    0,
  )
}
