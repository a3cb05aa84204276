/** Numbers as people read them, with no more digits than the interval behind them supports. */
import { defined } from '../../src/internal.ts'
import type { Interval, Spreadout } from '../../src/internal.ts'

/** A probability as a whole percentage; `<1 %` and `>99 %` at the ends, `0 %` and `100 %` only where no world did
 *  otherwise. */
export function percent(p: number): string {
  if (p <= 0) return '0 %'
  if (p >= 1) return '100 %'
  if (p < 0.01) return '<1 %'
  return p > 0.99 ? '>99 %' : `${Math.round(p * 100)} %`
}

/** `42 % (40–44)`. */
export function percentWithInterval({ estimate, low, high }: Interval): string {
  return `${percent(estimate)} (${Math.round(low * 100)}–${Math.round(high * 100)})`
}

/** A signed difference of probabilities in points of percentage, `+12 (9 to 15)`. */
export function pointsOfPercent({ estimate, low, high }: Interval): string {
  return `${signed(Math.round(estimate * 100))} (${whole(low * 100)} to ${whole(high * 100)})`
}

/** The nearest whole number. */
export function whole(x: number): string {
  const rounded = Math.round(x)
  return rounded < 0 ? `−${-rounded}` : String(rounded + 0)
}

export function signed(x: number): string {
  return x > 0 ? `+${x}` : x < 0 ? `−${-x}` : '0'
}

/** Two significant digits, or as many as asked, with thousands apart: 110,000; 4,200; 0.62. */
export function rough(x: number, digits = 2): string {
  const rounded = Number(Math.abs(x).toPrecision(digits))
  const text = grouped(rounded)
  return x < 0 && rounded !== 0 ? `−${text}` : text
}

/** Digits beyond which numbers beside each other may look the same. */
const MOST_DIGITS = 4

/** Numbers that stand beside each other, each as {@link rough}, with as many digits as tell those apart that differ: up
 *  to four. */
export function roughApart(numbers: readonly number[]): string[] {
  const count = new Set(numbers).size
  let digits = 2
  const texts = (): string[] => numbers.map((x) => rough(x, digits))
  while (digits < MOST_DIGITS && new Set(texts()).size < count) digits++
  return texts()
}

/** 1234567 → `1,234,567`; no locale, so that the bytes are the same everywhere. */
export function grouped(x: number): string {
  const [whole, part] = String(Math.abs(x)).split('.')
  return `${x < 0 ? '−' : ''}${defined(whole).replace(/\B(?=(\d{3})+(?!\d))/g, ',')}${part === undefined ? '' : `.${part.replace('-', '−')}`}`.replace(
    'e-',
    'e−',
  )
}

/** `1 world`, `1,500 worlds`. */
export function counted(x: number, what: string): string {
  return `${grouped(x)} ${what}${x === 1 ? '' : 's'}`
}

/** `112,000 [108,000–117,000]`: the median and the 90 % interval. */
export function range(spread: Spreadout | null): string {
  return spread ? `${rough(spread.p50)} [${rough(spread.p05)} to ${rough(spread.p95)}]` : 'none'
}

/** Shares and effects to two decimals; larger numbers to three digits. */
export function number(x: number): string {
  const size = Math.abs(x)
  const text = size < 10 ? x.toFixed(size < 0.1 && size >= 0.0005 ? 3 : 2) : grouped(Number(x.toPrecision(3)))
  return text.replace(/^-(?=0\.?0*$)/, '').replace('-', '−')
}

/** A number for a label: three significant digits, thousands apart, millions and thousands by letter from 10,000 on. */
export function short(x: number): string {
  const size = Math.abs(x)
  if (size >= 1e6) return `${grouped(Number((x / 1e6).toPrecision(3)))}M`
  if (size >= 1e4) return `${grouped(Number((x / 1e3).toPrecision(3)))}k`
  return grouped(Number(x.toPrecision(3)))
}

/** A count or a rounded number in full, thousands apart: `4,000`, `−0.5`. Of more than `digits` decimals the rest is
 *  dropped. */
export function full(x: number, digits = 6): string {
  const text = grouped(Number(x.toFixed(digits)))
  return text === '−0' ? '0' : text
}

/** A unit as people write it: `km²` where the file has `km2`. */
export function unitWords(unit: string): string {
  return unit.replaceAll('km2', 'km²').replace(/\/(month|year|day|week)$/, ' a $1')
}
