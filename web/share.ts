/** The state of the app in the address: which case, view, scenario and seed, what is compared or built, and the text
 *  where it was changed. */
import { stretchesOf } from '../present/documents/changes.ts'
import { defined, sha256 } from '../src/internal.ts'
import { openedCase } from './opened.ts'
import { pack, unpack } from './packed-text.ts'

export interface Place {
  readonly view: string
  /** Id of a bundled case, `opened` for the file that the app was opened on, or `own` for one that came from a file or
   *  the address. */
  readonly case: string
  readonly scenario: string | null
  readonly seed: number
  /** Scenarios run beside; those that the engine takes by itself where null. */
  readonly beside: readonly string[] | null
  /** World whose plane is shown; the middle one where null. */
  readonly world: number | null
  /** Option by issue of terms that are built; null before any was chosen. */
  readonly terms: Readonly<Record<string, string>> | null
  /** Step of the story; the first where null. */
  readonly step: number | null
  /** Picture and number of a piece that is framed in another page. */
  readonly chart: string | null
  readonly slider: string | null
  /** Reference class of the truces beside the case's curve; all of them where null. */
  readonly like: string | null
  /** The party whose sheet a link of a class round holds. */
  readonly seat: string | null
  /** Text of the case, where it is not the bundled one. */
  readonly text: string | null
}

/** Longest text in an address, packed: programs that pass links on cut longer ones. */
export const LONGEST_PACKED = 30_000

export const DEFAULT_PLACE: Place = {
  view: 'gallery',
  case: 'ukraine-2025',
  scenario: null,
  seed: 2025,
  beside: null,
  world: null,
  terms: null,
  step: null,
  like: null,
  seat: null,
  chart: null,
  slider: null,
  text: null,
}

export interface Address {
  readonly hash: string
  /** Whether it leads to all that is on the screen: a text that is too long stays out of it. */
  readonly isWhole: boolean
}

/** Lines of the text before, from `at` on, and what stands in their place. */
type Edit = readonly [at: number, removed: readonly string[], added: readonly string[]]

/** Hex digits of the digest by which an edit knows the file that it belongs to. */
const DIGITS = 12
const digestOf = (text: string): string => sha256(text).slice(0, DIGITS)

export function editsBetween(before: string, after: string): Edit[] {
  const lines = before.split('\n')
  return stretchesOf(before, after).map(({ from, to, lines: added }) => [from, lines.slice(from, to), added])
}

/** Puts edits into a text: at their lines where it is the text that they were made of, else where the lines that they
 *  replace stand once.
 *  @returns the text and how many found no place. */
export function withEdits(
  text: string,
  edits: readonly Edit[],
  isSame: boolean,
): { readonly text: string; readonly lost: number } {
  let lines = text.split('\n')
  let lost = 0
  for (const [at, removed, added] of [...edits].reverse()) {
    const place = isSame ? at : onlyPlace(lines, removed)
    if (place === null) lost++
    else lines = [...lines.slice(0, place), ...added, ...lines.slice(place + removed.length)]
  }
  return { text: lines.join('\n'), lost }
}

function onlyPlace(lines: readonly string[], wanted: readonly string[]): number | null {
  if (wanted.length === 0) return null
  const places = lines.flatMap((_, at) => (wanted.every((line, k) => lines[at + k] === line) ? [at] : []))
  return places.length === 1 ? defined(places[0]) : null
}

/** `#/brief?case=…&s=…&seed=…&t=…`; a changed bundled case travels as its departure from the bundled text,
 *  `e=digest.edits`.
 *  @param bundled text of the bundled case of the place, null where it is not one. */
export async function addressOf(place: Place, bundled: string | null): Promise<Address> {
  const query = new URLSearchParams()
  if (place.case !== DEFAULT_PLACE.case) query.set('case', place.case)
  if (place.scenario) query.set('s', place.scenario)
  if (place.seed !== DEFAULT_PLACE.seed) query.set('seed', String(place.seed))
  if (place.beside) query.set('b', place.beside.join(','))
  if (place.world !== null) query.set('w', String(place.world))
  if (place.step !== null) query.set('at', String(place.step + 1))
  if (place.like !== null) query.set('like', place.like)
  if (place.chart !== null) query.set('chart', place.chart)
  if (place.slider !== null) query.set('slider', place.slider)
  if (place.seat !== null) query.set('seat', place.seat)
  if (place.terms)
    query.set(
      'terms',
      Object.entries(place.terms)
        .map((pair) => pair.join(':'))
        .join(','),
    )
  let isWhole = true
  const carry = (name: string, packed: string): void => {
    isWhole = packed.length <= LONGEST_PACKED
    if (isWhole) query.set(name, packed)
  }
  if (place.text !== null && bundled === null) carry('t', await pack(place.text))
  else if (place.text !== null && bundled !== null && place.text !== bundled)
    carry('e', `${digestOf(bundled)}.${await pack(JSON.stringify(editsBetween(bundled, place.text)))}`)
  const tail = query.toString()
  return { hash: `#/${place.view}${tail ? `?${tail}` : ''}`, isWhole }
}

/** Reads an address. Junk gives the gallery and says so. @param bundled text of a bundled case by id, null where there
 *  is none. */
export async function placeOf(
  hash: string,
  bundled: (id: string) => Promise<string> | null,
): Promise<{ place: Place; note: string | null }> {
  const match = /^#\/([a-z-]*)(?:\?(.*))?$/.exec(hash)
  if (hash === '' || hash === '#') return { place: firstPlace(), note: null }
  if (!match) return { place: DEFAULT_PLACE, note: 'That address does not name a view, so here is the gallery.' }
  const query = new URLSearchParams(match[2] ?? '')
  const id = query.get('case') ?? DEFAULT_PLACE.case
  const base = bundled(id)
  if (!base && id !== 'own')
    return { place: DEFAULT_PLACE, note: `There is no case “${id.slice(0, 80)}” here; these are the ones there are.` }
  try {
    const { text, note } = await textIn(query, base)
    return {
      note,
      place: {
        view: match[1] || DEFAULT_PLACE.view,
        case: id,
        scenario: query.get('s'),
        seed: wholeIn(query, 'seed') ?? DEFAULT_PLACE.seed,
        beside: query.get('b')?.split(',').filter(Boolean) ?? null,
        world: wholeIn(query, 'w'),
        terms: termsIn(query.get('terms')),
        step: stepIn(query),
        like: query.get('like'),
        seat: query.get('seat'),
        chart: query.get('chart'),
        slider: query.get('slider'),
        text,
      },
    }
  } catch {
    return { place: DEFAULT_PLACE, note: 'The case in that address is damaged, so here is the gallery.' }
  }
}

function wholeIn(query: URLSearchParams, name: string): number | null {
  const written = query.get(name)
  return written !== null && /^\d+$/.test(written) && Number.isSafeInteger(Number(written)) ? Number(written) : null
}

/** Steps are counted from 1 in `at`; older links count them from 0 in `step`. */
function stepIn(query: URLSearchParams): number | null {
  const at = wholeIn(query, 'at')
  return at === null ? wholeIn(query, 'step') : Math.max(0, at - 1)
}

function termsIn(written: string | null): Place['terms'] {
  if (!written) return null
  return Object.fromEntries(
    written
      .split(',')
      .map((pair) => pair.split(':'))
      .filter((pair) => pair.length === 2),
  )
}

/** Where an address names nothing: the case that the app was opened on, else the gallery. */
function firstPlace(): Place {
  const opened = openedCase()
  return opened === null ? DEFAULT_PLACE : { ...DEFAULT_PLACE, view: 'argument', case: opened }
}

async function textIn(
  query: URLSearchParams,
  bundled: Promise<string> | null,
): Promise<{ readonly text: string | null; readonly note: string | null }> {
  const whole = query.get('t')
  if (whole !== null) return { text: await unpack(whole), note: null }
  if (query.has('h')) throw new RangeError('made without a digest of its file')
  const written = query.get('e')
  if (written === null || !bundled) return { text: null, note: null }
  const [digest, packed] = [written.slice(0, DIGITS), written.slice(DIGITS + 1)]
  const base = await bundled
  const edits = editsIn(await unpack(packed))
  const isSame = digest === digestOf(base)
  const { text, lost } = withEdits(base, edits, isSame)
  return { text, note: isSame ? null : otherVersion(edits.length, lost) }
}

function otherVersion(count: number, lost: number): string {
  const rest =
    lost === 0
      ? 'all of its changes have found their lines again.'
      : `${lost} of its ${count} changes no longer ${lost === 1 ? 'fits' : 'fit'} and ${lost === 1 ? 'is' : 'are'} left out: ask for the file itself.`
  return `That link was made of another version of this case; ${rest}`
}

function editsIn(json: string): Edit[] {
  const edits = JSON.parse(json) as unknown
  const isLines = (x: unknown): boolean => Array.isArray(x) && x.every((line) => typeof line === 'string')
  const isEdit = (x: unknown): boolean =>
    Array.isArray(x) && x.length === 3 && Number.isSafeInteger(x[0]) && isLines(x[1]) && isLines(x[2])
  if (!Array.isArray(edits) || !edits.every(isEdit)) throw new RangeError('no edits')
  return edits as Edit[]
}
