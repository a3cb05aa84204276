/** Dated changes in a world: which come, and when; and what both sides expect of those that are still to come. */
import { datedChanges } from '../../case/dated-change.ts'
import type { DatedChange, Share } from '../../case/dated-change.ts'
import type { Case } from '../../case/types.ts'

/** The world from a month on. */
export interface Epoch<W> {
  readonly from: number
  readonly world: W
  /** What deliveries have become, in the order in which the case names the changes. */
  readonly shares: readonly Share[]
}

/** One course of events. */
export interface Course<W> {
  /** Month in which each change comes, 0 for never. */
  readonly months: Int32Array
  /** By month; the world as it is at the date comes before the first. */
  readonly epochs: readonly Epoch<W>[]
}

/** A course that both sides hold possible. */
export interface Prospect<W> extends Course<W> {
  /** Whether it is the one that comes. */
  readonly real: boolean
  /** How likely both hold it, as of a month. */
  chance(month: number): number
}

/** What is expected from a month on, until the next that brings a change. */
export interface View<W> {
  readonly from: number
  readonly prospects: readonly Prospect<W>[]
}

export interface Courses<W> {
  readonly real: Course<W>
  /** In order of their months; the first begins at the date. */
  readonly views: readonly View<W>[]
}

/** The world as it is in a month. */
export function worldIn<W extends { readonly courses?: Courses<W> | null }>(world: W, month: number): W {
  if (!world.courses) return world
  const { epochs } = world.courses.real
  let now = world
  for (let k = 0; k < epochs.length; k++) if (epochs[k]!.from <= month) now = epochs[k]!.world
  return now
}

/** The epoch that begins in a month, if one does. */
export function epochFrom<W>(epochs: readonly Epoch<W>[], month: number): Epoch<W> | null {
  for (let k = 0; k < epochs.length; k++) if (epochs[k]!.from === month) return epochs[k]!
  return null
}

/** The view of a month. */
export function viewIn<W>({ views }: Courses<W>, month: number): View<W> {
  let now = views[0]!
  for (let k = 1; k < views.length; k++) if (views[k]!.from <= month) now = views[k]!
  return now
}

/** What a world is made of, besides itself. */
export interface Making<W> {
  /** The world at the date. */
  readonly world: W
  /** The world once some changes have come, in this order. */
  after(changes: readonly number[]): W
  /** The probability of a change, in this world. */
  probability(change: DatedChange): number
  /** Two uniforms a change: whether it comes, and when. */
  readonly uniforms: Float64Array
}

/** Prepares the courses of a case; null where nothing has a date. Where all changes are certain, in months that are
 *  known, and set no numbers, a world has the same course whatever it draws, and is not charted anew. */
export function chartCourses<W>(theCase: Case): ((making: Making<W>) => Courses<W>) | null {
  const changes = datedChanges(theCase)
  if (changes.length === 0) return null
  const isKnown = changes.every(
    ({ probability, from, to, set }) => probability === null && from === to && set.length === 0,
  )
  let [world, charted] = [null as W | null, null as Courses<W> | null]
  return (making) => {
    if (isKnown && charted && world === making.world) return charted
    const months = Int32Array.from(changes, (change, e) => monthOf(change, making, e))
    const real = { months, epochs: epochsOf(changes, months, making) }
    const cuts = [...new Set([0, ...months])].sort((a, b) => a - b)
    charted = { real, views: cuts.map((from) => ({ from, prospects: prospects(changes, real, from, making) })) }
    world = making.world
    return charted
  }
}

function monthOf<W>(change: DatedChange, { probability, uniforms }: Making<W>, e: number): number {
  if (change.probability !== null && !(uniforms[2 * e]! < probability(change))) return 0
  const span = change.to - change.from + 1
  return change.from + Math.min(span - 1, Math.floor(uniforms[2 * e + 1]! * span))
}

function epochsOf<W>(changes: readonly DatedChange[], months: Int32Array, { world, after }: Making<W>): Epoch<W>[] {
  const dates = [...new Set(months)].filter((month) => month > 0).sort((a, b) => a - b)
  return dates.map((from) => {
    const come = changes.flatMap((_, e) => (months[e]! > 0 && months[e]! <= from ? [e] : []))
    const setting = come.filter((e) => changes[e]!.set.length > 0).sort((a, b) => months[a]! - months[b]! || a - b)
    return {
      from,
      world: setting.length > 0 ? after(setting) : world,
      shares: come.flatMap((e) => [...changes[e]!.shares]),
    }
  })
}

/** What may still come of one change, as of a month: the months that are left, and never. */
interface Fork {
  readonly month: number
  chance(now: number): number
}

/** What was to come by then and has not is known not to have come, so that what is left grows likelier: Bayes' rule
 *  over the months of the window. */
function forksOf<W>(change: DatedChange, from: number, { probability }: Making<W>): Fork[] {
  const p = change.probability === null ? 1 : probability(change)
  const span = change.to - change.from + 1
  const left = (now: number): number => 1 - (p * Math.max(0, Math.min(span, now - change.from + 1))) / span
  const later = Array.from({ length: span }, (_, k) => change.from + k).filter((month) => month > from && p > 0)
  return [
    ...later.map((month): Fork => ({ month, chance: (now) => (month > now ? p / span / left(now) : 0) })),
    ...(p < 1 || later.length === 0 ? [{ month: 0, chance: (now: number) => (p < 1 ? (1 - p) / left(now) : 1) }] : []),
  ]
}

function prospects<W>(
  changes: readonly DatedChange[],
  real: Course<W>,
  from: number,
  making: Making<W>,
): readonly Prospect<W>[] {
  const forks = changes.map((change, e): readonly Fork[] => {
    const month = real.months[e]!
    if (month > 0 && month <= from) return [{ month, chance: () => 1 }]
    return change.foreseen ? forksOf(change, from, making) : [{ month: 0, chance: () => 1 }]
  })
  const courses = forks.reduce<readonly (readonly Fork[])[]>(
    (sofar, fork) => sofar.flatMap((course) => fork.map((one) => [...course, one])),
    [[]],
  )
  return courses.map((course) => {
    const months = Int32Array.from(course, ({ month }) => month)
    const isReal = months.every((month, e) => month === real.months[e])
    return {
      months,
      epochs: isReal ? real.epochs : epochsOf(changes, months, making),
      real: isReal,
      chance: (now) => course.reduce((product, one) => product * one.chance(now), 1),
    }
  })
}
