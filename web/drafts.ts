/** Drafts in the browser's storage: what was changed in a case, and the steps of undo. They stay on this machine. */
import { sha256 } from '../src/internal.ts'
import type { Linked } from './model.ts'

export interface Draft {
  /** Case of the place: a bundled one, `opened` or `own`. */
  readonly case: string
  readonly title: string
  readonly text: string
  /** The text before any change. */
  readonly original: string
  /** Texts before, the oldest first. */
  readonly past: readonly string[]
  /** What of it came by a link. */
  readonly linked: Linked | null
  /** Milliseconds since 1970. */
  readonly at: number
}

/** So much of a text is the same at its start and its end as another, and this stands between. */
type Hunk = readonly [start: number, end: number, insert: string]
interface Stored extends Omit<Draft, 'past'> {
  /** Each text before as its departure from the one after it, the newest first. */
  readonly past: readonly Hunk[]
}

const PREFIX = 'armistice.draft.'
/** Where the file of one's own last opened is kept. */
const OWN = 'armistice.own'
/** Steps of undo that are kept over a reload. */
const KEPT = 100

/** The place of a draft: one for each bundled case, one for each file. */
export function slotOf(id: string, original: string): string {
  return id === 'own' ? `own-${sha256(original).slice(0, 12)}` : id
}

export function lastOwn(): Draft | null {
  const slot = localStorage.getItem(OWN)
  return slot === null ? null : readDraft(slot)
}

export function readDraft(slot: string): Draft | null {
  try {
    const stored = JSON.parse(localStorage.getItem(PREFIX + slot) ?? 'null') as Stored | null
    if (typeof stored?.text !== 'string' || typeof stored.original !== 'string') return null
    const past: string[] = []
    let text = stored.text
    for (const [start, end, insert] of stored.past) {
      text = text.slice(0, start) + insert + text.slice(text.length - end)
      past.unshift(text)
    }
    return { ...stored, past, linked: stored.linked ?? null }
  } catch {
    return null
  }
}

/** @returns whether it could be kept: the storage may be full or barred. */
export function keepDraft(slot: string, draft: Draft): boolean {
  let after = draft.text
  const past = [...draft.past]
    .reverse()
    .slice(0, KEPT)
    .map((text) => {
      const hunk = hunkOf(after, text)
      after = text
      return hunk
    })
  try {
    localStorage.setItem(PREFIX + slot, JSON.stringify({ ...draft, past }))
    if (draft.case === 'own') localStorage.setItem(OWN, slot)
    return true
  } catch {
    return false
  }
}

export function dropDraft(slot: string): void {
  localStorage.removeItem(PREFIX + slot)
}

/** Makes room in a slot and keeps what was there under a name of its own. */
export function setAside(slot: string): void {
  const stored = localStorage.getItem(PREFIX + slot)
  if (stored === null) return
  localStorage.setItem(`${PREFIX}${slot}~${sha256(stored).slice(0, 8)}`, stored)
  dropDraft(slot)
}

export function drafts(): { readonly slot: string; readonly draft: Draft }[] {
  return Object.keys(localStorage)
    .filter((key) => key.startsWith(PREFIX))
    .flatMap((key) => {
      const slot = key.slice(PREFIX.length)
      const draft = readDraft(slot)
      return draft ? [{ slot, draft }] : []
    })
    .sort((a, b) => b.draft.at - a.draft.at)
}

function hunkOf(before: string, after: string): Hunk {
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start++
  let end = 0
  while (end < before.length - start && end < after.length - start && before.at(-1 - end) === after.at(-1 - end)) end++
  return [start, end, after.slice(start, after.length - end)]
}

/** A moment on the reader's clock, to the minute: `2025-03-01 14:05`, in one form everywhere. */
export function momentOf(at: number | string): string {
  const moment = new Date(at)
  const two = (part: number): string => String(part).padStart(2, '0')
  const day = [moment.getFullYear(), two(moment.getMonth() + 1), two(moment.getDate())].join('-')
  return `${day} ${two(moment.getHours())}:${two(moment.getMinutes())}`
}
