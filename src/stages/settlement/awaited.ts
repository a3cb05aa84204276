/** What a step of a settlement waits for: whether it is so, and how likely both sides hold it beforehand. */
import type { Event } from '../../case/claim-test.ts'
import { viewIn } from '../worlds/courses.ts'
import type { World } from '../worlds/draw.ts'

/** What is known in the month in which a step is due. */
export interface Known {
  /** The world as its first step was agreed. */
  readonly world: World
  /** Month in which each dated change comes, 0 for never. */
  readonly comes: ArrayLike<number>
  readonly due: number
  /** Options of the package that stands. */
  readonly options: ArrayLike<number>
}

/** Whether what a step waits for is so; kinds of events that nobody knows by then do not hold. */
export function isSo(event: Event, known: Known): boolean {
  const { world, comes, due, options } = known
  switch (event.kind) {
    case 'chooses':
      return event.options.includes(options[event.issue]!)
    case 'comes': {
      const month = comes[event.change] ?? 0
      return month > 0 && month <= Math.min(due, event.atMost)
    }
    case 'hypothesis':
      return world.hypotheses[event.set] === event.option
    case 'quantity':
      return world.values[event.quantity]! > event.above && world.values[event.quantity]! < event.below
    case 'consent':
      return world.reluctance[event.body]! < 1
    case 'firm':
      return world.firm[event.redLine] === 1
    case 'all':
      return event.of.every((part) => isSo(part, known))
    case 'any':
      return event.of.some((part) => isSo(part, known))
    case 'not':
      return !isSo(event.of, known)
    default:
      return false
  }
}

/** How likely both hold it that what a step waits for will be so, as of a month. @param atDate the world at the
 *  date. */
export function chanceItIsSo(event: Event | null, atDate: World, month: number, known: Omit<Known, 'comes'>): number {
  if (event === null) return 1
  if (!atDate.courses) return isSo(event, { ...known, comes: [] }) ? 1 : 0
  let chance = 0
  for (const prospect of viewIn(atDate.courses, month).prospects)
    if (isSo(event, { ...known, comes: prospect.months })) chance += prospect.chance(month)
  return chance
}
