/** Units as written → factor to the engine's: months for flows, months or years for spans of time, km², bn US$. */

export type UnitRead =
  | { readonly ok: true; readonly factor: number }
  | {
      readonly ok: false
      readonly message: string
      readonly help: string
    }

interface Unit {
  readonly word: string
  /** Time in the denominator. */
  readonly per: string | null
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

/** Words of one dimension. A word that is in none is taken as it is: people count many things. */
const DIMENSIONS: Readonly<Record<string, readonly string[]>> = {
  shells: ['shells', 'shell', 'rounds', 'round'],
  men: [
    'men',
    'man',
    'soldiers',
    'people',
    'persons',
    'troops',
    'casualties',
    'dead',
    'deaths',
    'killed',
    'recruits',
    'civilians',
  ],
  pieces: ['pieces', 'piece', 'tanks', 'vehicles', 'guns', 'systems', 'barrels'],
  km2: ['km2', 'km²', 'sqkm'],
  points: ['points', 'point', 'pts'],
  probability: ['probability', 'share', '%', 'fraction'],
  money: ['bn us$', 'bn usd', 'bn $', 'us$', 'usd', '$', 'm us$', 'm usd'],
}
const MONEY: Readonly<Record<string, number>> = {
  'bn us$': 1,
  'bn usd': 1,
  'bn $': 1,
  us$: 1e-9,
  usd: 1e-9,
  $: 1e-9,
  'm us$': 1e-3,
  'm usd': 1e-3,
}

/** Factor that turns a number in the unit `written` into one in the engine's unit `wanted` (such as `shells/month`).
 *  No unit at all is taken as the engine's. */
export function unitFactor(written: string, wanted: string): UnitRead {
  const from = parse(written)
  const to = parse(wanted)
  if (from.word === '' && from.per === null) return { ok: true, factor: 1 }
  const span = timeOf(to.word)
  if (span !== null && to.per === null) return spanFactor(from, span, wanted)
  const [dimension, other] = [dimensionOf(to.word), dimensionOf(from.word)]
  if (
    from.word !== '' &&
    ((dimension !== null && other !== null && dimension !== other) || timeOf(from.word) !== null)
  ) {
    return mismatch(written, wanted)
  }
  const money = dimension === 'money' && other === 'money' ? MONEY[from.word]! / MONEY[to.word]! : 1
  if (to.per === null) return from.per === null ? { ok: true, factor: money } : mismatch(written, wanted)
  if (from.per === null) {
    if (dimension === 'probability') return { ok: true, factor: money }
    return {
      ok: false,
      message: `this is a flow: \`${written}\` lacks its time`,
      help: `write \`${written}/month\` or \`${written}/year\``,
    }
  }
  return { ok: true, factor: (money * MONTHS[to.per]!) / MONTHS[from.per]! }
}

function spanFactor(from: Unit, to: string, wanted: string): UnitRead {
  const time = timeOf(from.word)
  if (time === null || from.per !== null)
    return mismatch(from.per === null ? from.word : `${from.word}/${from.per}`, wanted)
  return { ok: true, factor: MONTHS[time]! / MONTHS[to]! }
}

function mismatch(written: string, wanted: string): UnitRead {
  return {
    ok: false,
    message: `the unit \`${written.slice(0, 60)}\` does not fit: this number is in \`${wanted}\``,
    help: `convert the number, or leave \`unit\` out for \`${wanted}\``,
  }
}

/** `men/km2/month` → men/km2 per month. */
function parse(unit: string): Unit {
  const parts = unit
    .trim()
    .toLowerCase()
    .split(/\s*\/\s*|\s+(?:per|a)\s+/)
  let per: string | null = null
  const rest: string[] = []
  parts.forEach((part, k) => {
    const time = k > 0 && part !== 'a' ? timeOf(part) : null
    if (time === null) rest.push(part)
    else per = time
  })
  return { word: rest.join('/'), per }
}

function timeOf(word: string): string | null {
  return Object.hasOwn(TIME_WORDS, word) ? TIME_WORDS[word]! : null
}

function dimensionOf(word: string): string | null {
  for (const [dimension, words] of Object.entries(DIMENSIONS)) if (words.includes(word)) return dimension
  return null
}
