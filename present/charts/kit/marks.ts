/** Marks as SVG: points, lines, areas and labels. */
import { safe } from './text.ts'

/** A coordinate with as many digits as a screen can show. Never NaN: a mark that has no place is left out by its
 *  chart. */
export function at(x: number): string {
  return String(Math.round(x * 100) / 100)
}

export interface LabelOptions {
  readonly anchor?: 'start' | 'middle' | 'end'
  readonly muted?: boolean
  readonly size?: number
  readonly weight?: number
}

/** One line of text. @param y of its baseline. */
export function label(x: number, y: number, text: string, options: LabelOptions = {}): string {
  const { anchor = 'start', muted = false, size, weight } = options
  return `<text x="${at(x)}" y="${at(y)}" text-anchor="${anchor}"${muted ? ' class="m"' : ''}${size ? ` font-size="${size}"` : ''}${weight ? ` font-weight="${weight}"` : ''}>${safe(text)}</text>`
}

export function rule(x1: number, y1: number, x2: number, y2: number, kind: string = 'r'): string {
  return `<line class="${kind}" x1="${at(x1)}" y1="${at(y1)}" x2="${at(x2)}" y2="${at(y2)}"/>`
}

/** Half the width of the disc and the square of a value. */
const REACH = 5

/** The mark of a value: a dark disc or a grey square: shape repeats the shade. */
export function valueMark(x: number, y: number, kind: 0 | 1): string {
  return kind === 0
    ? `<circle class="one" cx="${at(x)}" cy="${at(y)}" r="${REACH}"/>`
    : `<rect class="two" x="${at(x - REACH)}" y="${at(y - REACH)}" width="${2 * REACH}" height="${2 * REACH}"/>`
}

/** The interval of a value, solid, in the colour of its mark. */
export function whisker(from: number, to: number, y: number, kind: 0 | 1): string {
  return `<line class="${kind === 0 ? 'l1' : 'l4'}" x1="${at(from)}" y1="${at(y)}" x2="${at(to)}" y2="${at(y)}"/>`
}

export function cross(x: number, y: number): string {
  return `<path class="x" d="M${at(x - REACH)},${at(y - REACH)}L${at(x + REACH)},${at(y + REACH)}M${at(x - REACH)},${at(y + REACH)}L${at(x + REACH)},${at(y - REACH)}"/>`
}

/** A path through points. */
export function path(points: readonly (readonly [number, number])[], kind: string): string {
  return points.length === 0
    ? ''
    : `<path class="${kind}" d="M${points.map(([x, y]) => `${at(x)},${at(y)}`).join('L')}"/>`
}

/** A band between two edges. */
export function band(
  low: readonly (readonly [number, number])[],
  high: readonly (readonly [number, number])[],
  kind: string,
): string {
  return low.length === 0
    ? ''
    : `<path class="${kind}" d="M${[...low, ...[...high].reverse()].map(([x, y]) => `${at(x)},${at(y)}`).join('L')}Z"/>`
}
