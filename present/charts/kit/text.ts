import { defined } from '../../../src/internal.ts'
/** Text in a picture: how wide it is, where it breaks, and how it is made safe. */

/** Advance of a character in parts of the size of type, by kind: those of a wide sans-serif (DejaVu Sans), so that text
 *  fits in a narrower one as well. */
const NARROW = 0.33
const SLIM = 0.42
const MEAN = 0.62
const WIDE = 0.72
const WIDEST = 0.95
/** How much wider bold text is. */
const BOLD = 1.12

function advance(character: string): number {
  if (/[iIjl|.,:;'’!·\s]/.test(character)) return NARROW
  if (/[frtJ()[\]\-/]/.test(character)) return SLIM
  if (/[mwMW%@—]/.test(character)) return WIDEST
  return /[A-Z+=<>±−→↑]/.test(character) ? WIDE : MEAN
}

/** Width of a line of text in pixels, on the safe side. @param size of type in pixels. */
export function measure(text: string, size = 12, weight = 400): number {
  let width = 0
  for (const character of text) width += advance(character)
  return width * size * (weight >= 600 ? BOLD : 1)
}

/** A text cut to a width, with an ellipsis where it had to be; at least two characters stay. */
export function fitted(text: string, width: number, size = 12, weight = 400): string {
  if (measure(text, size, weight) <= width) return text
  const characters = [...text]
  let kept = characters.length - 1
  while (kept > 2 && measure(`${characters.slice(0, kept).join('')}…`, size, weight) > width) kept--
  return `${characters.slice(0, kept).join('').trimEnd()}…`
}

/** Lines of a text that fit a width, broken at spaces; a word longer than a line is cut, and so is what a last line
 *  cannot hold. @param most lines at most. */
export function lines(text: string, width: number, size = 12, most: number = Infinity): string[] {
  const found: string[] = []
  for (const word of text.split(/\s+/)) {
    const last = found.at(-1)
    if (last !== undefined && measure(`${last} ${word}`, size) <= width) found[found.length - 1] = `${last} ${word}`
    else found.push(fitted(word, width, size))
  }
  if (found.length <= most) return found
  return [...found.slice(0, most - 1), fitted(`${found.slice(most - 1).join(' ')} …`, width, size)]
}

const NAMES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Whether XML 1.0 has no such character. */
function isForbidden(code: number): boolean {
  return (
    (code < 32 && code !== 9 && code !== 10 && code !== 13) || (code >= 0xd800 && code < 0xe000) || code >> 1 === 0x7fff
  )
}

/** Text that is safe inside an element or a quoted attribute; characters that XML forbids become `?`. Everything that
 *  came from a case goes through here. */
export function safe(text: string): string {
  // Read by characters, so that half of a surrogate pair shows as such.
  return [...text]
    .map((character) => NAMES[character] ?? (isForbidden(defined(character.codePointAt(0))) ? '?' : character))
    .join('')
}
