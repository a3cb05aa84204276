/** What every picture has in common: an SVG string, the same numbers as a table, and words for those who see
 *  neither. */

import type { Case } from '../../src/internal.ts'
import { actorNames, grouped, optionLabel, setLabel, sideNames, termLabel } from '../words/index.ts'

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

/** What things are called; by their ids where nothing is said. */
export interface Names {
  readonly names?: Readonly<Record<string, string>>
  /** An option of an issue in the case's words. */
  readonly terms?: (issue: string, option: string) => string
  /** An option of a hypothesis, and the question of a set of them. */
  readonly options?: (set: string, option: string) => string
  readonly sets?: (set: string) => string
  readonly sides?: { readonly attacker: string; readonly defender: string }
}

export interface Naming extends Size, Names {}

/** Everything by what the case calls it. */
export function namesIn(theCase: Case): Names {
  return {
    names: actorNames(theCase),
    terms: (issue, option) => termLabel(theCase, issue, option),
    options: (set, option) => optionLabel(theCase, set, option),
    sets: (set) => setLabel(theCase, set),
    sides: sideNames(theCase),
  }
}

/** Where the numbers come from. */
export function sourceLine(worlds: number): string {
  return `${grouped(worlds)} simulated worlds`
}

/** A number for a table that a program may read: four significant digits. */
export const rounded = (x: number): number => Number(x.toPrecision(4))
