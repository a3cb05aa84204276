/** What every picture has in common: an SVG string, the same numbers as a table, and words for those who see neither. */

import { grouped } from '../words/numbers.ts'

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

/** Where the numbers come from. */
export function sourceLine(worlds: number): string {
  return `${grouped(worlds)} simulated worlds; intervals as said`
}

/** A number for a table that a program may read: four significant digits. */
export const rounded = (x: number): number => Number(x.toPrecision(4))
