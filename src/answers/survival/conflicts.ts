/** Ceasefires that belong to one long quarrel: those that share a pair of states, directly or through others. */
import type { Csv } from '../../text/csv.ts'

export interface Conflict {
  /** The wars of it, by name. */
  readonly name: string
  readonly events: ReadonlySet<string>
}

/** Conflicts of a table of pairs, in the order in which they first occur. */
export function conflictsOf(pairs: Csv): readonly Conflict[] {
  const cell = (row: number, name: string): string => pairs.cell(row, pairs.header.indexOf(name))
  const known: { pairs: Set<string>; events: Set<string>; wars: Set<string> }[] = []
  for (let row = 0; row < pairs.rows; row++) {
    const pair = [cell(row, 'party1'), cell(row, 'party2')].map(plain).sort().join(' and ')
    const event = cell(row, 'event')
    const touching = known.filter((one) => one.pairs.has(pair) || one.events.has(event))
    const [into = { pairs: new Set(), events: new Set(), wars: new Set() }, ...others] = touching
    if (touching.length === 0) known.push(into)
    for (const other of others) {
      known.splice(known.indexOf(other), 1)
      for (const field of ['pairs', 'events', 'wars'] as const) for (const one of other[field]) into[field].add(one)
    }
    into.pairs.add(pair)
    into.events.add(event)
    into.wars.add(cell(row, 'war'))
  }
  return known.map(({ wars, events }) => ({ name: [...wars].join(', '), events }))
}

/** A state by one name: without what stands in brackets behind it. */
const plain = (state: string): string => state.replace(/ \(.*\)$/, '')
