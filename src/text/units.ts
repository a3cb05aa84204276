/** Units as written → factor to the engine's: months for flows, months or years for spans of time, km², bn US$. What
 *  is not known is refused: a unit taken for another is a wrong number that nothing shows. */
import { defined, entryOf } from '../case/defined.ts'

export type UnitRead =
  | { readonly ok: true; readonly factor: number }
  | {
      readonly ok: false
      readonly message: string
      readonly help: string
    }

/** Days of a Julian year, of which a month is the twelfth part. */
const DAYS_PER_YEAR = 365.25
/** Length of a unit of time, in months. */
const MONTHS: Readonly<Record<string, number>> = {
  day: 12 / DAYS_PER_YEAR,
  week: (7 * 12) / DAYS_PER_YEAR,
  month: 1,
  quarter: 3,
  year: 12,
}
const TIME_WORDS: Readonly<Record<string, string>> = {
  day: 'day',
  days: 'day',
  d: 'day',
  week: 'week',
  weeks: 'week',
  wk: 'week',
  month: 'month',
  months: 'month',
  mo: 'month',
  quarter: 'quarter',
  quarters: 'quarter',
  year: 'year',
  years: 'year',
  yr: 'year',
  yrs: 'year',
  y: 'year',
  a: 'year',
}

/** Words for numbers, before or behind what they count. `m` is one before a currency only: alone it may be a metre. */
const MULTIPLES: Readonly<Record<string, number>> = {
  hundred: 100,
  thousand: 1e3,
  thousands: 1e3,
  k: 1e3,
  million: 1e6,
  millions: 1e6,
  mn: 1e6,
  mln: 1e6,
  billion: 1e9,
  billions: 1e9,
  bn: 1e9,
  trillion: 1e12,
  tn: 1e12,
}

/** Square kilometres of an international mile squared, 1.609344² (Int. Yard and Pound Agreement 1959); an acre is a
 *  640th of it. */
const SQUARE_MILE = 2.589988110336

/** What a word measures, and how much of the dimension's own unit it is. */
interface Measure {
  readonly dimension: string
  readonly size: number
}

const WORDS: Readonly<Record<string, readonly string[]>> = {
  shells: ['shell', 'round', 'projectile', 'munition'],
  men: [
    ...['man', 'men', 'soldier', 'people', 'person', 'troop', 'casualty', 'casualties', 'dead', 'death', 'killed'],
    ...['recruit', 'civilian', 'refugee', 'fighter', 'conscript', 'inhabitant', 'resident', 'wounded', 'volunteer'],
    ...['personnel', 'displaced', 'returnee', 'volunteers', 'combatant', 'reservist', 'prisoner'],
  ],
  pieces: [
    ...['piece', 'tank', 'vehicle', 'gun', 'system', 'barrel', 'howitzer', 'mortar', 'launcher', 'aircraft', 'plane'],
    ...['helicopter', 'drone', 'ship', 'tube', 'afv', 'ifv', 'apc'],
  ],
  km2: ['km2', 'km²', 'km^2', 'sqkm', 'sq.km'],
  points: ['point', 'pt'],
  probability: ['probability', 'share', '%', 'percent', 'fraction', 'proportion', 'chance'],
  money: ['us$', 'usd', '$', 'dollar'],
}
/** Areas of other sizes, in km². */
const AREAS: Readonly<Record<string, number>> = {
  hectare: 0.01,
  ha: 0.01,
  acre: SQUARE_MILE / 640,
  mile2: SQUARE_MILE,
  mi2: SQUARE_MILE,
  sqmi: SQUARE_MILE,
  m2: 1e-6,
  'm²': 1e-6,
}
/** Money that no rate of exchange turns into dollars here. */
const CURRENCIES: readonly string[] = [
  ...['eur', '€', 'euro', 'gbp', '£', 'pound', 'rub', '₽', 'rouble', 'ruble', 'uah', '₴', 'hryvnia', 'jpy', '¥'],
  ...['yen', 'cny', 'yuan', 'chf', 'franc', 'pln', 'zloty', 'cad', 'aud', 'sek', 'nok', 'dkk', 'krw', 'try', 'lira'],
]

interface Unit {
  /** What is counted, then what it is counted by, time left out. */
  readonly parts: readonly (Measure | null)[]
  /** Time in the denominator. */
  readonly per: string | null
  /** The words of the first part. */
  readonly word: string
}

/** Factor that turns a number in the unit `written` into one in the engine's unit `wanted` (such as `shells/month`).
 *  No unit at all is taken as the engine's. */
export function unitFactor(written: string, wanted: string): UnitRead {
  const [from, to] = [parse(written), parse(wanted)]
  if (from.word === '' && from.per === null) return { ok: true, factor: 1 }
  const span = timeOf(to.word)
  if (span !== null && to.per === null) return spanFactor(from, span, { written, wanted })
  const money = to.parts[0]?.dimension === 'money'
  if (money && from.word.split(' ').some((word) => isOf(CURRENCIES, word)))
    return {
      ok: false,
      message: `the unit \`${written.slice(0, 60)}\` is another currency: this number is in \`${wanted}\``,
      help: 'convert the number at a rate that the note states; currencies are not mixed',
    }
  const size = sizeOf(from, to)
  if (size === null) return mismatch(written, wanted)
  if (to.per === null) return from.per === null ? { ok: true, factor: size } : mismatch(written, wanted)
  if (from.per !== null) return { ok: true, factor: (size * defined(MONTHS[to.per])) / defined(MONTHS[from.per]) }
  if (to.parts[0]?.dimension === 'probability') return { ok: true, factor: size }
  return {
    ok: false,
    message: `this is a flow: \`${written}\` lacks its time`,
    help: `write \`${written}/month\` or \`${written}/year\``,
  }
}

/** How much of the wanted measure one of the written is, time apart; null where they do not fit. */
function sizeOf(from: Unit, to: Unit): number | null {
  if (from.word === '') return 1
  if (from.parts.length !== to.parts.length) return null
  let size = 1
  for (const [k, wanted] of to.parts.entries()) {
    const written = from.parts[k]
    if (!written || !wanted || written.dimension !== wanted.dimension) return null
    size *= k === 0 ? written.size / wanted.size : wanted.size / written.size
  }
  return size
}

function spanFactor(from: Unit, to: string, texts: { readonly written: string; readonly wanted: string }): UnitRead {
  const time = timeOf(from.word)
  if (time === null || from.per !== null) return mismatch(texts.written, texts.wanted)
  return { ok: true, factor: defined(MONTHS[time]) / defined(MONTHS[to]) }
}

function mismatch(written: string, wanted: string): UnitRead {
  const named = wanted === '' ? 'a bare number' : `\`${wanted}\``
  return {
    ok: false,
    message: `the unit \`${written.slice(0, 60)}\` does not fit: this number is ${wanted === '' ? named : `in ${named}`}`,
    help: `convert the number, or leave \`unit\` out for ${named}`,
  }
}

/** `men/km2/month` → men by km2, per month. */
function parse(unit: string): Unit {
  const texts = unit
    .trim()
    .toLowerCase()
    .replace(/\b(?:square|sq\.?) ?(?:kilomet(?:re|er)s?|km)\b/g, 'km2')
    .replace(/\b(?:square|sq\.?) ?mi(?:les?)?\b/g, 'mile2')
    .replace(/\bmiles2\b/g, 'mile2')
    .replace(/\bper ?cent\b/g, 'percent')
    .replace(/^per\s+/, '/')
    .split(/\s*\/\s*|\s+(?:per|a)\s+/)
  let per: string | null = null
  const rest: string[] = []
  texts.forEach((text, k) => {
    const time = k > 0 && text !== 'a' ? timeOf(text) : null
    if (time === null) rest.push(text)
    else per = time
  })
  return { word: rest[0] ?? '', parts: rest.map(measureOf), per }
}

/** `thousand men`, `bn US$`, `thousand` alone; null for what is not known. */
function measureOf(text: string): Measure | null {
  const words = text.split(/\s+/).filter((word) => word !== '' && word !== 'of')
  const nouns = words.filter((word) => !Object.hasOwn(MULTIPLES, word))
  const isMillion = nouns.length === 2 && nouns[0] === 'm' && dimensionOf(defined(nouns[1])) === 'money'
  const times = words.reduce((product, word) => product * (entryOf(MULTIPLES, word) ?? 1), isMillion ? 1e6 : 1)
  const noun = isMillion ? defined(nouns[1]) : nouns.join(' ')
  if (noun === '') return text === '' ? { dimension: '', size: 1 } : { dimension: 'count', size: times }
  const area = entryOf(AREAS, noun) ?? entryOf(AREAS, noun.replace(/s$/, ''))
  if (area !== undefined) return { dimension: 'km2', size: times * area }
  const dimension = dimensionOf(noun)
  return dimension === null ? null : { dimension, size: times }
}

function dimensionOf(word: string): string | null {
  for (const [dimension, words] of Object.entries(WORDS)) if (isOf(words, word)) return dimension
  return null
}

/** A word, or its plural. */
function isOf(words: readonly string[], word: string): boolean {
  return words.includes(word) || words.includes(word.replace(/s$/, ''))
}

function timeOf(word: string): string | null {
  return entryOf(TIME_WORDS, word) ?? null
}
