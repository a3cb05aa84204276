/** Which truces of the past a truce to come may be like: classes to choose from, in the columns of `data/truces`. */

export interface ReferenceClass {
  readonly name: string
  /** Conditions on the pairs of the table. */
  readonly where: string
  /** What the class leaves open. */
  readonly caveat: string
}

export const REFERENCE_CLASSES: readonly ReferenceClass[] = [
  { name: 'all', where: '', caveat: '' },
  {
    name: 'ceasefires in a running war',
    where: 'outcome = interim',
    caveat:
      'only pauses that entered a list of wars; most such truces never do, and those that failed within days are missing',
  },
  { name: 'after more than a year of war', where: 'war_days > 365', caveat: '' },
  { name: 'with a guarantor', where: 'guarantee >= 1', caveat: 'ambiguous guarantees included' },
  { name: 'with an explicit guarantor', where: 'guarantee = 2', caveat: '' },
  { name: 'without a guarantor', where: 'guarantee = 0', caveat: '' },
  { name: 'with an armed force', where: 'peacekeepers = 2', caveat: '' },
  { name: 'with observers only', where: 'peacekeepers = 1', caveat: '' },
  { name: 'with a full demilitarised zone', where: 'dmz = 2', caveat: '' },
  { name: 'stalemate or compromise', where: 'outcome != victory, outcome != interim', caveat: '' },
  { name: 'pressed on the parties from outside', where: 'pressured = 1', caveat: '' },
  { name: 'not pressed from outside', where: 'pressured = 0', caveat: '' },
  { name: 'between neighbours over land', where: 'neighbours = 1, territory = 1', caveat: '' },
  { name: 'ten thousand deaths or more', where: 'deaths >= 10000, outcome != interim', caveat: '' },
  { name: 'after 1970', where: 'end >= 1970-01-01', caveat: '' },
  { name: 'without Israel', where: 'party1 != Israel, party2 != Israel', caveat: '' },
]
