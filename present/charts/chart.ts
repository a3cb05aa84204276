/** What every picture has in common: an SVG string, the same numbers as a table, and words for those who see neither. */

export interface Chart {
  readonly id: string
  readonly title: string
  readonly description: string
  readonly svg: string
  readonly table: { readonly columns: readonly string[]; readonly rows: readonly (readonly (string | number)[])[] }
  readonly caption: string
  readonly source: string
}

export interface Size {
  readonly width: number
}

/** A size, and what actors are called; by their ids where nothing is said. */
export interface Naming extends Size {
  readonly names?: Readonly<Record<string, string>>
}

/** Text made safe for SVG. Everything that came from a case goes through here. */
export function safe(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

/** Colours follow the page where it sets them, and the reader's theme where the picture stands alone. Blue and orange, never red and green (Okabe & Ito 2008). */
const STYLE = `<style>
.c{--c-ink:var(--ink,#1a1d21);--c-muted:var(--muted,#565d66);--c-rule:var(--rule,#c9ced6);--c-paper:var(--paper,#fff);--c-one:var(--defender,#0072b2);--c-two:var(--attacker,#d55e00);font:12px system-ui,sans-serif}
@media (prefers-color-scheme:dark){.c{--c-ink:var(--ink,#eceff3);--c-muted:var(--muted,#a9b2bd);--c-rule:var(--rule,#3b434d);--c-paper:var(--paper,#14171b);--c-one:var(--defender,#56b4e9);--c-two:var(--attacker,#f0a45d)}}
.c text{fill:var(--c-ink);paint-order:stroke;stroke:var(--c-paper);stroke-width:3px;stroke-linejoin:round}.c .m{fill:var(--c-muted)}.c .r{stroke:var(--c-rule);fill:none}.c .z{stroke:var(--c-muted);stroke-width:1.5}
.c .one{fill:var(--c-one)}.c .two{fill:var(--c-two)}.c .l1{stroke:var(--c-one);fill:none;stroke-width:2.5}.c .l2{stroke:var(--c-two);fill:none;stroke-width:2.5;stroke-dasharray:7 4}
.c .l3{stroke:var(--c-muted);fill:none;stroke-width:2;stroke-dasharray:2 3}.c .b1{fill:var(--c-one);opacity:.16}.c .b2{fill:var(--c-one);opacity:.28}.c .b3{fill:var(--c-two);opacity:.16}.c .b4{fill:var(--c-two);opacity:.28}.c .b5{fill:var(--c-muted);opacity:.14}
.c .l4{stroke:var(--c-two);fill:none;stroke-width:2.5}.c .x{stroke:var(--c-ink);stroke-width:2;fill:none}
.c .paper{fill:var(--c-paper)}.c .cell{stroke:var(--c-rule);fill:none}
</style>`

/** Wraps the marks of a picture, on paper of its own: alone in a dark viewer it stays readable. */
export function svgOf(
  about: { readonly title: string; readonly description: string },
  size: { readonly width: number; readonly height: number },
  marks: string,
): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" class="c" role="img" width="${size.width}" height="${size.height}" viewBox="0 0 ${size.width} ${size.height}">` +
    `<title>${safe(about.title)}</title><desc>${safe(about.description)}</desc>${STYLE}<rect class="paper" width="${size.width}" height="${size.height}"/>${marks}</svg>`
  )
}

/** A coordinate with as many digits as a screen can show. Never NaN: a mark that has no place is left out by its chart. */
export function at(x: number): string {
  return String(Math.round(x * 100) / 100)
}

export interface TextOptions {
  readonly anchor?: 'start' | 'middle' | 'end'
  readonly muted?: boolean
  readonly size?: number
  readonly weight?: number
}

export function label(x: number, y: number, text: string, options: TextOptions = {}): string {
  const { anchor = 'start', muted = false, size, weight } = options
  return `<text x="${at(x)}" y="${at(y)}" text-anchor="${anchor}"${muted ? ' class="m"' : ''}${size ? ` font-size="${size}"` : ''}${weight ? ` font-weight="${weight}"` : ''}>${safe(text)}</text>`
}

export function rule(x1: number, y1: number, x2: number, y2: number, kind: string = 'r'): string {
  return `<line class="${kind}" x1="${at(x1)}" y1="${at(y1)}" x2="${at(x2)}" y2="${at(y2)}"/>`
}

/** Characters of text that fit a width at 12 px: a mean advance of 6.4 px a character. */
const ADVANCE = 6.4

/** A text cut to a width, with an ellipsis where it had to be. */
export function fitted(text: string, width: number): string {
  const most = Math.max(4, Math.floor(width / ADVANCE))
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`
}

/** Lines of a text that fit a width. */
export function lines(text: string, width: number): string[] {
  const most = Math.max(8, Math.floor(width / ADVANCE))
  const found: string[] = ['']
  for (const word of text.split(' ')) {
    const last = found[found.length - 1]!
    if (last !== '' && last.length + word.length + 1 > most) found.push(word)
    else found[found.length - 1] = last === '' ? word : `${last} ${word}`
  }
  return found
}

/** Room between two labels at the end of curves. */
const APART = 14

/** Heights of labels moved up just far enough that none covers another. */
export function apart(heights: readonly number[]): number[] {
  const order = heights.map((_, k) => k).sort((a, b) => heights[b]! - heights[a]!)
  const placed = [...heights]
  order.forEach((k, n) => {
    if (n > 0) placed[k] = Math.min(placed[k]!, placed[order[n - 1]!]! - APART)
  })
  return placed
}

/** `seed … · worlds … · engine …`. */
export function sourceLine(worlds: number): string {
  return `${worlds.toLocaleString('en')} simulated worlds; intervals as said`
}

export const percentText = (p: number): string => `${Math.round(p * 100)} %`
export const rounded = (x: number): number => Number(x.toPrecision(4))
/** A number for a label: two or three significant digits, thousands apart. */
export function short(x: number): string {
  const size = Math.abs(x)
  if (size >= 1e6) return `${Number((x / 1e6).toPrecision(2))}M`
  if (size >= 1000) return Number(x.toPrecision(2)).toLocaleString('en')
  return String(Number(x.toPrecision(size >= 100 ? 3 : 2)))
}
