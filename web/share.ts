/** The state of the app in the address: which case, view, scenario and seed, and the text where it was changed. */

export interface Place {
  readonly view: string
  /** Id of a bundled case, or `own` for one that came from a file or the address. */
  readonly case: string
  readonly scenario: string | null
  readonly seed: number
  /** Text of the case, where it is not the bundled one. */
  readonly text: string | null
}

/** Longest text that goes into an address: what mail programs and chats pass on unharmed, once packed. */
export const LONGEST_SHARED = 60_000

export const DEFAULT_PLACE: Place = { view: 'gallery', case: 'ukraine-2025', scenario: null, seed: 2025, text: null }

/** `#/brief?case=…&s=…&seed=…&t=…`. */
export async function addressOf(place: Place): Promise<string> {
  const query = new URLSearchParams()
  if (place.case !== DEFAULT_PLACE.case) query.set('case', place.case)
  if (place.scenario) query.set('s', place.scenario)
  if (place.seed !== DEFAULT_PLACE.seed) query.set('seed', String(place.seed))
  if (place.text !== null && place.text.length <= LONGEST_SHARED) query.set('t', await pack(place.text))
  const tail = query.toString()
  return `#/${place.view}${tail ? `?${tail}` : ''}`
}

/** Reads an address. Junk gives the gallery and says so. */
export async function placeOf(hash: string): Promise<{ place: Place; note: string | null }> {
  const match = /^#\/([a-z-]*)(?:\?(.*))?$/.exec(hash)
  if (hash === '' || hash === '#') return { place: DEFAULT_PLACE, note: null }
  if (!match) return { place: DEFAULT_PLACE, note: 'That address does not name a view, so here is the gallery.' }
  const query = new URLSearchParams(match[2] ?? '')
  const seed = Number(query.get('seed') ?? DEFAULT_PLACE.seed)
  const packed = query.get('t')
  try {
    return {
      place: {
        view: match[1] || DEFAULT_PLACE.view, case: query.get('case') ?? DEFAULT_PLACE.case, scenario: query.get('s'),
        seed: Number.isSafeInteger(seed) && seed >= 0 ? seed : DEFAULT_PLACE.seed, text: packed === null ? null : await unpack(packed),
      },
      note: null,
    }
  } catch {
    return { place: DEFAULT_PLACE, note: 'The case in that address is damaged, so here is the gallery.' }
  }
}

async function through(bytes: Uint8Array<ArrayBuffer>, stream: CompressionStream | DecompressionStream): Promise<Uint8Array> {
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
