/** What the drawings of sensitivity share: escaping, frame, colours, axes. */
import { grouped } from '../words/numbers.ts'

/** Width of the drawing in its own units; 390 CSS pixels wide, a unit is a pixel and text is 12 pixels high. */
export const WIDTH: number = 390

/** Widest that the drawing grows on a page, so that its text does not outgrow the page's. */
const WIDEST = 560

/** Characters of 12-unit sans-serif text to a unit of length, on the safe side. */
const CHARACTERS_PER_UNIT = 0.155

/** Titles are larger and bold: of a width they have this share to fill with ordinary text. */
export const TITLE_ROOM: number = 0.78

/** A drawing's words. `id` must be unique on the page and made of letters, digits, `-` and `_`. */
export interface Words {
  readonly id: string
  readonly title: string
  readonly description: string
}

interface Theme {
  readonly ground: string
  readonly ink: string
  readonly soft: string
  readonly grid: string
  readonly blue: string
}

const LIGHT: Theme = {
  ground: 'var(--paper,#fff)',
  ink: 'var(--ink,#1b1f24)',
  soft: 'var(--muted,#57606a)',
  grid: 'var(--rule,#d8dee4)',
  blue: 'var(--defender,#0072b2)',
}
const DARK: Theme = {
  ground: 'var(--paper,#12161b)',
  ink: 'var(--ink,#e6edf3)',
  soft: 'var(--muted,#9da7b1)',
  grid: 'var(--rule,#2b323a)',
  blue: 'var(--defender,#56b4e9)',
}
const ORANGE = '#E69F00'

/** Colours of Okabe & Ito 2008, told apart by the colour-blind; the lighter blue of the set on dark ground. `first` is
 *  plain and `second` hatched, so that nothing hangs on colour alone. */
function style(id: string): string {
  const rules = ({ ground, ink, soft, grid, blue }: Theme): string =>
    [
      ['.ground', `fill:${ground}`],
      ['text', `fill:${ink}`],
      ['.soft', `fill:${soft}`],
      ['.grid', `stroke:${grid}`],
      ['.line', `stroke:${ink}`],
      ['.halo,.over', `stroke:${ground}`],
      ['.first', `fill:${blue}`],
      ['.wash', `fill:${blue};fill-opacity:.35`],
      ['.edge1', `stroke:${blue}`],
      ['.paper', `fill:${ground}`],
    ]
      .map(
        ([selector, rule]) =>
          `${selector!
            .split(',')
            .map((part) => `#${id} ${part}`)
            .join()}{${rule}}`,
      )
      .join('')
  return (
    `#${id} text{font:12px system-ui,sans-serif}#${id} .title{font-size:14px;font-weight:600}` +
    `#${id} .line,#${id} .halo{fill:none}#${id} .over{stroke-width:3px;paint-order:stroke}` +
    `#${id} .hatch,#${id} .edge2{stroke:${ORANGE}}` +
    `${rules(LIGHT)}@media (prefers-color-scheme:dark){${rules(DARK)}}`
  )
}

/** A whole SVG document around `body`, with title and description for readers who do not see it.
 *  @throws RangeError where `id` has other characters than letters, digits, `-` and `_`. */
export function drawing({ id, title, description }: Words, height: number, body: readonly string[]): string {
  if (!/^[A-Za-z][\w-]*$/.test(id)) throw new RangeError('id must be made of letters, digits, - and _')
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" id="${id}" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}"` +
      ` style="width:100%;height:auto;max-width:${WIDEST}px" role="img" aria-labelledby="${id}-title ${id}-desc">`,
    `<title id="${id}-title">${escapeText(title)}</title>`,
    `<desc id="${id}-desc">${escapeText(description)}</desc>`,
    `<style>${style(id)}</style>`,
    `<defs><pattern id="${id}-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">` +
      '<path class="hatch" d="M3 0V6" stroke-width="3"/></pattern></defs>',
    `<rect class="ground" width="${WIDTH}" height="${height}"/>`,
    ...body,
    '</svg>',
    '',
  ].join('\n')
}

/** Text that is safe inside an element or a quoted attribute; characters that XML forbids become `?`. */
export function escapeText(content: string): string {
  const names: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  }
  // Read by characters, so that half of a surrogate pair shows as such.
  const forbidden = (code: number): boolean =>
    (code < 32 && code !== 9 && code !== 10 && code !== 13) || (code >= 0xd800 && code < 0xe000) || code >> 1 === 0x7fff
  return [...content]
    .map((character) => names[character] ?? (forbidden(character.codePointAt(0)!) ? '?' : character))
    .join('')
}

export interface TextOptions {
  readonly anchor?: 'start' | 'middle' | 'end'
  readonly look?: string
}

/** One line of text, escaped. */
export function textAt(x: number, y: number, content: string, options: TextOptions = {}): string {
  const { anchor = 'start', look = '' } = options
  const named = look === '' ? '' : ` class="${look}"`
  return `<text${named} x="${round(x)}" y="${round(y)}" text-anchor="${anchor}">${escapeText(content)}</text>`
}

/** Content in lines that fit `width`, broken at spaces; words longer than a line are cut. */
export function wrapped(content: string, width: number, most: number): readonly string[] {
  const room = Math.max(4, Math.floor(width * CHARACTERS_PER_UNIT))
  const lines: string[] = []
  for (const word of content.split(/\s+/)) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= room) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(cut(word, room))
  }
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), cut(lines.slice(most - 1).join(' '), room)]
}

/** Content of at most `room` characters, with an ellipsis where it was longer. */
export function cut(content: string, room: number): string {
  const characters = [...content]
  return characters.length <= room ? content : `${characters.slice(0, room - 1).join('')}…`
}

/** Units to two decimals, for short paths. */
export function round(x: number): number {
  return Math.round(x * 100) / 100
}

/** Maps values to positions, with round values for ticks. */
export interface Scale {
  readonly at: (value: number) => number
  readonly ticks: readonly number[]
  readonly label: (value: number) => string
}

/** A linear scale from `low` … `high` to `from` … `to`, with about `count` ticks at 1, 2 or 5 times a power of ten.
 *  With `percent`, labels are percentages. Equal or reversed ends are widened. */
export function linearScale(
  [low, high]: readonly [number, number],
  [from, to]: readonly [number, number],
  count: number,
  percent: boolean,
): Scale {
  const span = high > low ? high - low : Math.max(Math.abs(low) * 0.1, 1e-9)
  const start = high > low ? low : low - span / 2
  const step = roundStep(span / count)
  const first = Math.ceil(start / step - 1e-9)
  const last = Math.floor((start + span) / step + 1e-9)
  // k / (1 / step) keeps 0.3 from becoming 0.30000000000000004.
  const value = (k: number): number => (step < 1 ? k / Math.round(1 / step) : k * step)
  return {
    at: (x) => from + ((x - start) / span) * (to - from),
    ticks: Array.from({ length: Math.max(0, last - first + 1) }, (_, k) => value(first + k)),
    label: (x) => (percent ? `${short(x * 100)} %` : short(x)),
  }
}

function roundStep(rough: number): number {
  let power = 1
  while (power > rough) power /= 10
  while (power * 10 <= rough) power *= 10
  return power * (rough / power >= 5 ? 5 : rough / power >= 2 ? 2 : 1)
}

/** A number of few characters: thousands grouped, millions and thousands by letter. */
export function short(x: number): string {
  const size = Math.abs(x)
  if (size >= 1e6) return `${grouped(Number((x / 1e6).toPrecision(3)))}M`
  if (size >= 1e4) return `${grouped(Number((x / 1e3).toPrecision(3)))}k`
  return grouped(Number(x.toPrecision(3)))
}
