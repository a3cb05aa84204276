/** The state of the app in the address: which case, view, scenario and seed, and the text where it was changed. */
import { openedCase } from './opened.ts'

export interface Place {
  readonly view: string
  /** Id of a bundled case, or `own` for one that came from a file or the address. */
  readonly case: string
  readonly scenario: string | null
  readonly seed: number
  /** Text of the case, where it is not the bundled one. */
  readonly text: string | null
}

/** Longest text that goes into an address whole, in characters before packing; a longer case goes as a file. */
export const LONGEST_SHARED = 60_000

export const DEFAULT_PLACE: Place = { view: 'gallery', case: 'ukraine-2025', scenario: null, seed: 2025, text: null }

/** Where a text departs from another: so much is the same at its start, so much at its end, and this stands between. */
interface Hunk {
  readonly start: number
  readonly end: number
  readonly insert: string
}

export function hunkOf(before: string, after: string): Hunk {
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start++
  let end = 0
  while (end < before.length - start && end < after.length - start && before.at(-1 - end) === after.at(-1 - end)) end++
  return { start, end, insert: after.slice(start, after.length - end) }
}

export function applyHunk(before: string, { start, end, insert }: Hunk): string {
  return before.slice(0, start) + insert + before.slice(before.length - end)
}

/** `#/brief?case=…&s=…&seed=…&t=…`; a changed bundled case travels as its departure from the bundled text, `h=start.end.insert`.
 *  @param bundled text of the bundled case of the place, null where it is not one. */
export async function addressOf(place: Place, bundled: string | null): Promise<string> {
  const query = new URLSearchParams()
  if (place.case !== DEFAULT_PLACE.case) query.set('case', place.case)
  if (place.scenario) query.set('s', place.scenario)
  if (place.seed !== DEFAULT_PLACE.seed) query.set('seed', String(place.seed))
  if (place.text !== null && bundled !== null && place.text !== bundled) {
    const { start, end, insert } = hunkOf(bundled, place.text)
    if (insert.length <= LONGEST_SHARED) query.set('h', `${start}.${end}.${await pack(insert)}`)
  } else if (place.text !== null && bundled === null && place.text.length <= LONGEST_SHARED)
    query.set('t', await pack(place.text))
  const tail = query.toString()
  return `#/${place.view}${tail ? `?${tail}` : ''}`
}

/** Reads an address. Junk gives the gallery and says so. @param bundled text of a bundled case by id, null where there is none. */
export async function placeOf(
  hash: string,
  bundled: (id: string) => Promise<string> | null,
): Promise<{ place: Place; note: string | null }> {
  const match = /^#\/([a-z-]*)(?:\?(.*))?$/.exec(hash)
  if (hash === '' || hash === '#') return { place: firstPlace(), note: null }
  if (!match) return { place: DEFAULT_PLACE, note: 'That address does not name a view, so here is the gallery.' }
  const query = new URLSearchParams(match[2] ?? '')
  const seed = Number(query.get('seed') ?? DEFAULT_PLACE.seed)
  const id = query.get('case') ?? DEFAULT_PLACE.case
  const base = bundled(id)
  if (!base && id !== 'own')
    return { place: DEFAULT_PLACE, note: `There is no case “${id.slice(0, 80)}” here; these are the ones there are.` }
  try {
    const text = await textIn(query, base)
    return {
      place: {
        view: match[1] || DEFAULT_PLACE.view,
        case: id,
        scenario: query.get('s'),
        seed: Number.isSafeInteger(seed) && seed >= 0 ? seed : DEFAULT_PLACE.seed,
        text,
      },
      note: null,
    }
  } catch {
    return { place: DEFAULT_PLACE, note: 'The case in that address is damaged, so here is the gallery.' }
  }
}

/** Where an address names nothing: the case that the app was opened on, else the gallery. */
function firstPlace(): Place {
  const opened = openedCase()
  return opened === null ? DEFAULT_PLACE : { ...DEFAULT_PLACE, view: 'brief', case: opened }
}

async function textIn(query: URLSearchParams, bundled: Promise<string> | null): Promise<string | null> {
  const whole = query.get('t')
  if (whole !== null) return unpack(whole)
  const hunk = query.get('h')
  if (hunk === null || !bundled) return null
  const [start, end, ...packed] = hunk.split('.')
  const base = await bundled
  if (!/^\d+$/.test(start ?? '') || !/^\d+$/.test(end ?? '') || Number(start) + Number(end) > base.length)
    throw new RangeError('no such place')
  return applyHunk(base, { start: Number(start), end: Number(end), insert: await unpack(packed.join('.')) })
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
): Promise<Uint8Array> {
  const packed = new Blob([bytes]).stream().pipeThrough(stream)
  return new Uint8Array(await new Response(packed).arrayBuffer())
}

async function pack(text: string): Promise<string> {
  const bytes = await through(new TextEncoder().encode(text), new CompressionStream('deflate-raw'))
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** Most bytes that a packed text may unfold to, so that a small address cannot fill the memory. */
const MOST_UNPACKED = 2_000_000

async function unpack(packed: string): Promise<string> {
  const binary = atob(packed.replaceAll('-', '+').replaceAll('_', '/'))
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0))
  const text = new TextDecoder().decode(await through(bytes, new DecompressionStream('deflate-raw')))
  if (text.length > MOST_UNPACKED) throw new RangeError('too long')
  return text
}
