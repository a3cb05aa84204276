/** What an address opens: the case, what was changed in it, and the way back through the browser's history. */
import { defined } from '../src/internal.ts'
import { useEffect, useRef } from 'react'
import { CASES } from './cases.ts'
import { dropDraft, keepDraft, lastOwn, readDraft, setAside, slotOf, momentOf } from './drafts.ts'
import type { Draft } from './drafts.ts'
import type { Action, Linked, State } from './model.ts'
import { OPENED, openedText } from './opened.ts'
import { DEFAULT_PLACE, addressOf, placeOf } from './share.ts'
import type { Place } from './share.ts'
import { writtenAs } from './written.ts'

type Dispatch = (action: Action) => void

/** Text of a bundled case or of the file opened, null where there is none of that name. */
export function bundledText(id: string): Promise<string> | null {
  return id === OPENED ? openedText() : (CASES.find((entry) => entry.id === id)?.text() ?? null)
}

/** Marks entries of the history that the app wrote: their texts are older than what is kept. What the link carried that
 *  they came from outlives a reload in them. */
interface Ours {
  readonly armistice: true
  readonly linked: Linked | null
}
const ours = ({ linked }: State): Ours => ({ armistice: true, linked })
const ourEntry = (): Ours | null => entryOf(history.state) ?? entryBefore()
const entryOf = (kept: Partial<Ours> | null): Ours | null =>
  kept?.armistice === true ? { armistice: true, linked: kept.linked ?? null } : null

/** Where the tab's entry is kept as the page goes: browsers lose the state of an entry that is written in the moment in
 *  which it is reloaded. */
const HERE = 'armistice.here'

/** Keeps what the entry is, for a reload. */
function keepEntry(): void {
  const entry = entryOf(history.state)
  try {
    if (entry) sessionStorage.setItem(HERE, JSON.stringify({ ...entry, hash: location.hash }))
    else sessionStorage.removeItem(HERE)
  } catch {
    // Without storage there is the history alone.
  }
}

/** What the entry was before the page was reloaded at the same address; null where it was not, or is known no more. */
function entryBefore(): Ours | null {
  const [loaded] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  if (loaded?.type !== 'reload') return null
  try {
    const kept = JSON.parse(sessionStorage.getItem(HERE) ?? 'null') as (Partial<Ours> & { hash?: string }) | null
    return kept?.hash === location.hash ? entryOf(kept) : null
  } catch {
    return null
  }
}

/** Milliseconds for which a text rests before it goes into the address and the storage. */
const RESTS = 150

/** Whether two places are one entry of the history: of one view, and one step of a story. */
function isSameEntry(a: Place, b: Place): boolean {
  return a.view === b.view && a.case === b.case && a.step === b.step
}

/** Follows the address, and writes it: a view, a step of a story or a case is an entry of its own, everything else
 *  changes the entry of now. */
export function useAddress(state: State, now: () => State, dispatch: Dispatch): void {
  const entry = useRef<Place | null>(null)
  // The address as it was last read or written: another one has been gone to, and is about to be read.
  const known = useRef('')
  useEffect(() => {
    let turn = 0
    const read = (): void => {
      const mine = ++turn
      known.current = location.hash
      const before = now()
      void opened(before, ourEntry()).then(({ place, actions }) => {
        if (mine !== turn) return
        const isFirst = entry.current === null
        entry.current = place
        // Whoever opened something before the first address was read stays there; where that is goes into the address.
        if (isFirst && now().place !== before.place) {
          dispatch({ kind: 'place', place: { ...now().place }, note: null })
          return
        }
        dispatch({ kind: 'place', place, note: null })
        for (const action of actions) dispatch(action)
      })
    }
    read()
    addEventListener('hashchange', read)
    addEventListener('pagehide', keepEntry)
    return () => {
      removeEventListener('hashchange', read)
      removeEventListener('pagehide', keepEntry)
    }
  }, [])

  const { place, text, original } = state
  const shown = useRef<Place | null>(null)
  useEffect(() => {
    const before = shown.current
    shown.current = place
    if (text === null) return
    const isElsewhere = entry.current !== null && !isSameEntry(entry.current, place)
    const write = async (): Promise<void> => {
      if (entry.current === null) return
      const { hash } = await addressAt(now())
      if (now().place !== place || location.hash === hash || location.hash !== known.current) return
      // What changed within the view that is left, and had not rested yet, is where the way back leads.
      if (isElsewhere && before !== null && before.case === place.case && isSameEntry(before, entry.current))
        history.replaceState(ours(now()), '', (await addressAt({ ...now(), place: before })).hash)
      entry.current = place
      if (isElsewhere) history.pushState(ours(now()), '', hash)
      else history.replaceState(ours(now()), '', hash)
      known.current = location.hash
    }
    const timer = setTimeout(() => void write(), isElsewhere ? 0 : RESTS)
    return () => {
      clearTimeout(timer)
    }
  }, [place, text, original])
}

/** The address of what is on the screen. */
export async function addressAt({ place, text, original }: State): ReturnType<typeof addressOf> {
  const isChanged = place.case === 'own' || text !== original
  return addressOf({ ...place, text: isChanged ? text : null }, await bundledText(place.case))
}

interface Opening {
  readonly place: Place
  readonly actions: readonly Action[]
}

const noteOf = (note: string | null): Action[] => (note === null ? [] : [{ kind: 'note', note }])

async function opened(state: State, entry: Ours | null): Promise<Opening> {
  const { place, note } = await placeOf(location.hash, bundledText)
  const isSame = state.text !== null && place.case === state.place.case
  if (isSame && (entry || place.text === null)) return { place, actions: noteOf(note) }
  if (place.case === 'own') return openedOwn(place, note, entry)
  const base = defined(await bundledText(place.case))
  const draft = readDraft(slotOf(place.case, base))
  if (draft && (place.text === null || entry || draft.text === place.text)) {
    const back = place.view === 'gallery' ? null : backAgain(draft)
    return { place, actions: [restored(draft, base), ...noteOf(note ?? back)] }
  }
  if (draft) setAside(slotOf(place.case, base))
  const kept = draft ? 'Your own draft of this case is kept: the gallery has it.' : null
  const text = place.text ?? base
  const linked = entry ? entry.linked : place.text !== null || place.scenario !== null ? linkOf(text, place) : null
  return { place, actions: [{ kind: 'open', text, original: base, linked }, ...noteOf(note ?? kept)] }
}

const linkOf = (text: string, { scenario }: Place): Linked => ({ text, scenario })

function openedOwn(place: Place, note: string | null, entry: Ours | null): Opening {
  const draft = place.text === null || entry ? lastOwn() : null
  if (draft) return { place, actions: [restored(draft, draft.original), ...noteOf(note)] }
  if (place.text !== null)
    return { place, actions: [{ kind: 'open', text: place.text, original: place.text }, ...noteOf(note)] }
  const missing = 'That address is of a file that it does not carry, and this browser has no draft of: open the file.'
  return { place: { ...DEFAULT_PLACE, case: 'own' }, actions: noteOf(missing) }
}

/** A draft as it was left, with its steps of undo. */
export function restored({ text, past, linked }: Draft, original: string): Action {
  return { kind: 'open', text, original, past, linked }
}

/** What is said of a draft that is back; nothing where all of it came by the link. */
export function backAgain({ at, text, linked }: Draft): string | null {
  if (linked?.text === text) return null
  const when = momentOf(at)
  return `What you changed on ${when} is back: this browser keeps it. To throw it away, take the changes back one by one or all.`
}

/** Keeps what was changed, soon after each change and before the page goes. */
export function useDraft(state: State, now: () => State, dispatch: Dispatch): void {
  const { text, original, past, place } = state
  const isFull = useRef(false)
  useEffect(() => {
    if (text === null) return
    const keep = (): void => {
      const isKept = keepNow(now())
      if (!isKept && !isFull.current)
        dispatch({ kind: 'note', note: 'This browser has no room for a draft: save the file before you leave.' })
      isFull.current = !isKept
    }
    const timer = setTimeout(keep, RESTS)
    addEventListener('pagehide', keep)
    return () => {
      clearTimeout(timer)
      removeEventListener('pagehide', keep)
    }
  }, [text, original, past, place.case])
}

function keepNow({ text, original, past, place, linked, case: theCase }: State): boolean {
  if (text === null || original === null) return true
  const slot = slotOf(place.case, original)
  if (place.case !== 'own' && text === original) {
    dropDraft(slot)
    return true
  }
  const title = writtenAs('title', text) ?? theCase?.title ?? 'A case that does not load yet'
  return keepDraft(slot, { case: place.case, title, text, original, past, linked, at: Date.now() })
}
