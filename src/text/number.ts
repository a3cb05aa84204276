/** The grammar of numbers as people write them:
 *
 *      num    = plain | plain "to" plain | call | name
 *      plain  = [sign] digits["_"digits]["."digits]["e"int] [k | M | bn | tn | %]
 *      call   = name "(" [args] ")"         args by name of the distribution, see {@link CALLS}
 */
import { defined } from '../case/defined.ts'
import { interval90 } from '../math/distribution.ts'
import type { Distribution } from '../math/distribution.ts'
import type { Fix } from './diagnostic.ts'
import { quoted } from './diagnostic.ts'
import { fromArguments, WIDEST } from './parameters.ts'
import { editDistance, suggest } from './suggest.ts'

/** What a text says: a distribution, or the name of a quantity. */
export type NumberText =
  | { readonly kind: 'spread'; readonly of: Distribution }
  | {
      readonly kind: 'name'
      readonly name: string
    }

/** What is wrong, at an offset into the text. */
export interface NumberProblem {
  readonly message: string
  readonly offset: number
  readonly length: number
  readonly help?: string
  readonly fix?: Fix
}

export type NumberRead =
  /** `doubt` is what may be meant otherwise. */
  | { readonly ok: true; readonly value: NumberText; readonly doubt: NumberProblem | null }
  | { readonly ok: false; readonly problem: NumberProblem }

/** Mixtures inside mixtures. */
const MAX_NESTING = 8
/** Longest text that is read as a number. */
const MAX_TEXT = 2_000

const SUFFIXES: Readonly<Record<string, number>> = { '': 1, k: 1e3, M: 1e6, bn: 1e9, tn: 1e12, '%': 0.01 }
/** Other ways of writing a suffix; `m` is left out, since it may mean a thousandth. */
const SUFFIX_MENDED: Readonly<Record<string, string>> = {
  K: 'k',
  thousand: 'k',
  mn: 'M',
  mln: 'M',
  mio: 'M',
  million: 'M',
  b: 'bn',
  B: 'bn',
  Bn: 'bn',
  billion: 'bn',
  trillion: 'tn',
  T: 'tn',
}

export function parseNumber(text: string): NumberRead {
  if (text.length > MAX_TEXT)
    return { ok: false, problem: { message: 'this text is too long for a number', offset: 0, length: text.length } }
  const scan: Scan = { text, at: 0, nesting: 0, calls: 0, doubt: null }
  try {
    const name = /^\s*([\p{L}_][\p{L}\p{N}_.-]*)\s*$/u.exec(text)
    if (name !== null) return { ok: true, value: { kind: 'name', name: defined(name[1]) }, doubt: null }
    const of = distribution(scan)
    blanks(scan)
    if (scan.at < text.length)
      fail(scan, scan.at, text.length - scan.at, `nothing can follow the number: ${quoted(text.slice(scan.at))}`)
    return { ok: true, value: { kind: 'spread', of }, doubt: scan.doubt }
  } catch (thrown) {
    if (thrown instanceof Failed) return { ok: false, problem: thrown.problem }
    throw thrown
  }
}

interface Scan {
  readonly text: string
  at: number
  nesting: number
  /** Calls around the place: inside one a comma parts its arguments. */
  calls: number
  doubt: NumberProblem | null
}

/** Leaves the recursion with the first problem; never seen outside this file. */
class Failed {
  readonly problem: NumberProblem
  constructor(problem: NumberProblem) {
    this.problem = problem
  }
}

function fail(
  scan: Scan,
  offset: number,
  length: number,
  message: string,
  more: { help?: string; put?: string } = {},
): never {
  const span = { offset, length: Math.max(0, Math.min(length, scan.text.length - offset)) }
  throw new Failed({
    message,
    ...span,
    ...(more.help === undefined ? {} : { help: more.help }),
    ...(more.put === undefined ? {} : { fix: { ...span, text: more.put } }),
  })
}

function blanks(scan: Scan): void {
  while (/\s/.test(scan.text.charAt(scan.at))) scan.at++
}

function match(scan: Scan, pattern: RegExp): string | null {
  pattern.lastIndex = scan.at
  const found = pattern.exec(scan.text)
  if (found === null) return null
  scan.at += found[0].length
  return found[0]
}

const WORD = /[\p{L}_][\p{L}\p{N}_.]*/uy
const DIGITS = /[+-]?(?:\d[\d_]*(?:\.\d[\d_]*)?|\.\d+)(?:[eE][+-]?\d+)?/y
const SUFFIX = /[\p{L}%$€]+/uy

function distribution(scan: Scan): Distribution {
  if (++scan.nesting > MAX_NESTING) fail(scan, scan.at, 1, 'distributions nest too deeply here')
  blanks(scan)
  const start = scan.at
  const word = match(scan, WORD)
  const read = word === null ? plainOrInterval(scan, start) : call(scan, word, start)
  scan.nesting--
  return read
}

function plainOrInterval(scan: Scan, start: number): Distribution {
  const low = plain(scan)
  const end = scan.at
  blanks(scan)
  const at = scan.at
  const word = match(scan, WORD)
  if (word === null) {
    spread(scan, start, low)
    const dash = match(scan, /(?:-|–|—|\.\.\.?)(?=\s*[\d.])/y)
    if (dash !== null)
      fail(scan, end, scan.at - end, 'an interval is written with `to`', {
        put: ' to ',
        help: 'an interval is written `5 % to 15 %`',
      })
    return { kind: 'fixed', value: low }
  }
  if (word !== 'to') notTo(scan, word, { from: end, at })
  return interval(scan, start, low, { end, from: at + 2 })
}

/** `45 ± 10` and `4/5`, each with what it is written as. */
function spread(scan: Scan, start: number, low: number): void {
  const found = /^\s*(±|\+-|\+\/-|\/)\s*(\d+(?:\.\d+)?)\s*$/.exec(scan.text.slice(scan.at))
  if (found === null || scan.calls > 0) return
  const [sign, by] = [defined(found[1]), Number(defined(found[2]))]
  const length = scan.text.length - start
  const isBare = /^\s*[+-]?[\d.]+\s*$/.test(scan.text.slice(start, scan.at))
  if (sign === '/') {
    const put = isBare && by > 0 && Number.isInteger((low / by) * 1e6) ? { put: String(low / by) } : {}
    fail(scan, start, length, 'a number is written out, not as a fraction', put)
  }
  const [lower, upper] = [low - by, low + by].map((end) => Number(end.toPrecision(12)))
  const help = isBare
    ? `write \`${lower} to ${upper}\` for a 90 % interval, or \`normal(${low}, sd)\``
    : 'write `low to high` for a 90 % interval'
  fail(scan, start, length, 'an interval is written with `to`', { help })
}

/** Behind the `to`. @param ends where the lower end stops, and where the upper may start. */
function interval(
  scan: Scan,
  start: number,
  low: number,
  ends: { readonly end: number; readonly from: number },
): Distribution {
  const high = plain(scan)
  const [lower, upper] = [scan.text.slice(start, ends.end), scan.text.slice(ends.from, scan.at).trim()]
  const suffix = /[\p{L}%]+$/u.exec(upper)?.[0] ?? ''
  const oneSided = suffix !== '' && !/[\p{L}%]$/u.test(lower)
  // `5 to 15%` can only be 5 % to 15 %.
  const percent = oneSided && suffix === '%' && low > high ? scaled(lower.replaceAll('_', ''), PERCENT) : null
  if (percent !== null && percent <= high) return interval90(percent, high)
  if (low > high) {
    const put = oneSided || suffix !== suffixOf(lower) ? {} : { put: `${upper} to ${lower}` }
    fail(scan, start, scan.at - start, 'the interval runs backwards', put)
  }
  if (oneSided && low !== 0) {
    scan.doubt = {
      message: `${quoted(suffix)} stands at the upper end alone: this is read as ${low} to ${high}`,
      offset: start,
      length: scan.at - start,
      help: `write \`${lower}${suffix} to ${upper}\` if both ends were meant, else \`${low} to ${high}\``,
    }
  }
  const lowSuffix = suffix === '' ? suffixOf(lower) : ''
  if (lowSuffix !== '' && low !== 0) scan.doubt = lowerAlone({ lower, upper, suffix: lowSuffix }, [low, high], start)
  if (low > 0 && high / low > WIDEST)
    fail(scan, start, scan.at - start, `the ends are more than a factor of ${WIDEST} apart`, {
      help: 'use normal, uniform or a mixture',
    })
  return interval90(low, high)
}

/** `5% to 15`: the other way round it would be a slip that everybody sees. */
function lowerAlone(
  { lower, upper, suffix }: { readonly lower: string; readonly upper: string; readonly suffix: string },
  [low, high]: readonly [number, number],
  start: number,
): NumberProblem {
  const factor = Object.hasOwn(SUFFIXES, suffix) ? defined(SUFFIXES[suffix]) : 1
  const both = high * factor >= low ? `${lower} to ${upper}${suffix}` : `${upper}${suffix} to ${lower}`
  return {
    message: `${quoted(suffix)} stands at the lower end alone: this is read as ${low} to ${high}`,
    offset: start,
    length: lower.length + ' to '.length + upper.length,
    help: `write \`${both}\` if both ends were meant, else \`${low} to ${high}\``,
  }
}

function suffixOf(text: string): string {
  return /[\p{L}%]+$/u.exec(text)?.[0] ?? ''
}

const PERCENT = 0.01
/** No number of a case is as large: sums and products of the stages stay finite. */
const LARGEST = 1e18

/** A word other than `to` behind a number: a slip, a suffix set apart, or a unit. */
function notTo(scan: Scan, word: string, { from, at }: { readonly from: number; readonly at: number }): never {
  if (Object.hasOwn(SUFFIXES, word))
    fail(scan, from, at - from, `no blank can stand before ${quoted(word)}`, { put: '' })
  const slip = editDistance(word.toLowerCase(), 'to') <= 1 && /^\s+[\d.+-]/.test(scan.text.slice(scan.at))
  fail(
    scan,
    at,
    word.length,
    `expected \`to\`, found ${quoted(word)}`,
    slip
      ? { help: 'an interval is written `1M to 3M`', put: 'to' }
      : { help: unitHelp(scan, from, at) ?? 'an interval is written `1M to 3M`; a unit goes into `unit:`' },
  )
}

/** A number with its unit behind it, as a map; null where more stands there. */
function unitHelp({ text }: Scan, from: number, at: number): string | null {
  const [number, unit] = [text.slice(0, from).trim(), text.slice(at).trim()]
  return /^[+-]?[\d._]+[\p{L}%]*$/u.test(number) && /^[\p{L}²$€/ \d]{1,40}$/u.test(unit)
    ? `a unit stands beside the number: \`{value: ${number}, unit: ${unit}}\``
    : null
}

/** One plain number. */
function plain(scan: Scan): number {
  blanks(scan)
  const start = scan.at
  const sign = match(scan, /[−–](?=\s*[\d.])/y)
  if (sign !== null) fail(scan, start, 1, 'this is not the minus sign of the keyboard', { put: '-' })
  const digits = match(scan, DIGITS)
  if (digits === null) {
    const rest = scan.text.slice(start)
    fail(scan, start, rest.length, rest === '' ? 'a number is missing' : `expected a number, found ${quoted(rest)}`, {
      help: 'write it as `4_000`, `2.5M`, `18%` or `1.6M to 2.2M`',
    })
  }
  comma(scan, start)
  const from = scan.at
  const suffix = match(scan, SUFFIX) ?? (match(scan, /\s+(?=%)/y) === null ? '' : defined(match(scan, SUFFIX)))
  const factor = Object.hasOwn(SUFFIXES, suffix) ? defined(SUFFIXES[suffix]) : badSuffix(scan, suffix, from)
  const value = scaled(digits.replaceAll('_', ''), factor)
  if (!(Math.abs(value) <= LARGEST)) fail(scan, start, scan.at - start, 'the number is too large')
  // No number of a case is the negative zero.
  return value + 0
}

/** `18%` is exactly the double 0.18 and `2.3M` exactly 2300000: scaling happens in decimal, not by multiplication. */
function scaled(digits: string, factor: number): number {
  if (factor === 1) return Number(digits)
  const [mantissa, exponent] = digits.toLowerCase().split('e')
  const shift = factor === 0.01 ? -2 : String(factor).length - 1
  return Number(`${mantissa}e${Number(exponent ?? 0) + shift}`)
}

/** `4,000` or `1,6`: a comma outside a call cannot be read safely; inside one it parts the arguments. */
function comma(scan: Scan, start: number): void {
  const rest = scan.text.slice(start)
  if (scan.calls > 0) return
  const thousands = /^[+-]?\d{1,3}(?:,\d{3})+(?!\d)/.exec(rest)
  if (thousands !== null) {
    const [written] = thousands
    fail(scan, start, written.length, 'thousands are separated by `_`', {
      help: `write ${quoted(written.replaceAll(',', '_'))}`,
      put: written.replaceAll(',', '_'),
    })
  }
  const decimal = /^[+-]?\d+,\d+/.exec(rest)
  if (decimal !== null)
    fail(scan, start, decimal[0].length, 'the decimal sign is a point', { put: decimal[0].replace(',', '.') })
}

function badSuffix(scan: Scan, suffix: string, from: number): never {
  const mended = Object.hasOwn(SUFFIX_MENDED, suffix) ? SUFFIX_MENDED[suffix] : undefined
  if (/^to[a-z]*$/i.test(suffix) && suffix.length <= 3)
    fail(scan, from, suffix.length, 'expected a blank before `to`', { put: ' to' })
  return fail(scan, from, suffix.length, `unknown suffix ${quoted(suffix)}`, {
    help: 'suffixes are `k`, `M`, `bn`, `tn` and `%`; a unit goes into `unit:`',
    ...(mended === undefined ? {} : { put: mended }),
  })
}

/** Arguments by name of the distribution, `*` for any number of `value: weight` pairs. */
export const CALLS: Readonly<Record<string, readonly string[] | '*'>> = {
  normal: ['mean', 'sd'],
  lognormal: ['low', 'high'],
  uniform: ['low', 'high'],
  beta: ['alpha', 'beta'],
  gamma: ['shape', 'scale'],
  pert: ['low', 'mode', 'high'],
  triangular: ['low', 'mode', 'high'],
  student: ['location', 'scale', 'degrees'],
  discrete: '*',
  mixture: '*',
}

function call(scan: Scan, word: string, start: number): Distribution {
  if (!Object.hasOwn(CALLS, word)) {
    const near = suggest(word, Object.keys(CALLS))
    fail(scan, start, word.length, `unknown distribution ${quoted(word)}`, {
      help: near === null ? `known are ${Object.keys(CALLS).join(', ')}` : `did you mean \`${near.name}\`?`,
      ...(near?.sure ? { put: near.name } : {}),
    })
  }
  blanks(scan)
  if (match(scan, /\(/y) === null)
    fail(scan, start, word.length, `expected \`(\` after ${quoted(word)}`, { help: signature(word) })
  scan.calls++
  const built = CALLS[word] === '*' ? pairs(scan, word, start) : fromArguments(word, plainArguments(scan, word, start))
  scan.calls--
  if (typeof built === 'string') fail(scan, start, scan.at - start, built, { help: signature(word) })
  return built
}

function signature(word: string): string {
  const names = defined(CALLS[word])
  if (names !== '*') return `${word}(${names.join(', ')})`
  return word === 'discrete' ? 'discrete(value: weight, value: weight)' : 'mixture(weight: number, weight: number)'
}

function plainArguments(scan: Scan, word: string, start: number): number[] {
  const names = defined(CALLS[word]) as readonly string[]
  const given: number[] = []
  blanks(scan)
  while (match(scan, /\)/y) === null) {
    if (given.length > 0) separator(scan, word)
    given.push(plain(scan))
    blanks(scan)
  }
  if (given.length !== names.length) {
    fail(scan, start, scan.at - start, `${word} takes ${names.length} numbers, not ${given.length}`, {
      help: signature(word),
    })
  }
  return given
}

function separator(scan: Scan, word: string): void {
  if (match(scan, /,/y) === null) {
    const message = scan.at >= scan.text.length ? `the \`)\` of ${word} is missing` : 'expected `,` or `)`'
    fail(scan, Math.min(scan.at, Math.max(0, scan.text.length - 1)), 1, message, { help: signature(word) })
  }
}

function pairs(scan: Scan, word: string, start: number): Distribution | string {
  const first: number[] = []
  const second: (number | Distribution)[] = []
  blanks(scan)
  while (match(scan, /\)/y) === null) {
    if (first.length > 0) separator(scan, word)
    first.push(plain(scan))
    blanks(scan)
    if (match(scan, /:/y) === null)
      fail(scan, Math.min(scan.at, scan.text.length), 1, 'expected `:`', { help: signature(word) })
    second.push(word === 'mixture' ? distribution(scan) : plain(scan))
    blanks(scan)
  }
  if (first.length === 0)
    fail(scan, start, scan.at - start, `${word} needs at least one pair`, { help: signature(word) })
  const weights = word === 'mixture' ? first : (second as number[])
  if (weights.some((weight) => weight < 0) || !weights.some((weight) => weight > 0))
    return 'weights cannot be negative, nor all 0'
  if (word === 'discrete') return { kind: 'discrete', values: first, weights }
  return { kind: 'mixture', parts: first.map((weight, k) => ({ weight, of: second[k] as Distribution })) }
}
