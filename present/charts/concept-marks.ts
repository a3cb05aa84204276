/** The marks of the solution concepts, each of a shape of its own. */
import { at } from './kit/index.ts'

const SHAPES: readonly (readonly [string, string])[] = [
  ['Nash', 'M0-10 2.6-3.4 9.5-3.1 4.1 1.3 5.9 8.1 0 4.2-5.9 8.1-4.1 1.3-9.5-3.1-2.6-3.4Z'],
  ['Kalai–Smorodinsky', 'M0-9 8.2 5.5H-8.2Z'],
  ['egalitarian', 'M0-9 9 0 0 9-9 0Z'],
  ['utilitarian', 'M0 9 8.2-5.5H-8.2Z'],
  ['asymmetric Nash', 'M-8 0H8M0-8V8'],
]
/** For a concept that the list does not know. */
const OTHER = 'M-6-6 6 6M-6 6 6-6'

export function outline(name: string): string {
  return SHAPES.find(([known]) => known === name)?.[1] ?? OTHER
}

/** The mark of a concept; those of others under it stay to be seen. */
export function conceptMark(name: string, x: number, y: number): string {
  return `<path class="x" style="fill:var(--c-paper);fill-opacity:.4" d="${outline(name)}" transform="translate(${at(x)} ${at(y)})"/>`
}
