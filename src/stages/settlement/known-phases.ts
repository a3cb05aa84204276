/** Phases that are the same as one that is known already: of another arm in the same world, or of the same arm with the
 *  foothold and without it. What a phase was made from is kept with it, so that it is told by that alone. */
import type { Case } from '../../case/types.ts'
import { numbersOfPhase } from './phase-numbers.ts'
import type { Left } from './sieve.ts'
import type { Space } from './space.ts'

/** What a phase was made from, and what came of it. */
export interface Made {
  readonly theCase: Case
  /** Quantities that it reads, their values, and after them the most that costs weigh, by burden. */
  readonly reads: Int32Array
  readonly numbers: Float64Array
  stands: boolean
  /** What is left of each block. */
  readonly left: readonly Left[]
  readonly space: Space
  /** Whether the core is the same with the foothold and without it. */
  readonly coreStays: boolean
  /** False while it is being made. */
  isWhole: boolean
  /** Spaces of others with the same core, and with all else the same too; null where none is known. */
  sameCore: Space | null
  same: Space | null
}

/** What the arms of a model have made, to look among. */
export type KnownPhases = Made[]

/** Phases that are looked among, at most: those of the first arms. */
const MOST_KNOWN = 40

/** @returns null where a phase is not made of numbers alone. */
export function newMade(theCase: Case, of: Pick<Made, 'left' | 'space'>, core: readonly number[]): Made | null {
  const reads = numbersOfPhase(theCase)
  if (!reads) return null
  const stays = (issue: number): boolean => theCase.issues[issue]!.whileFoothold === null
  return {
    theCase,
    ...of,
    reads,
    numbers: new Float64Array(reads.length + of.space.burdens.length),
    stands: true,
    coreStays: core.every(stays) && theCase.territories.every(({ issue }) => stays(issue)),
    isWhole: false,
    sameCore: null,
    same: null,
  }
}

/** Adds a phase to those that are looked among. */
export function enlist(known: KnownPhases, made: Made | null): void {
  if (made && known.length < MOST_KNOWN) known.push(made)
}

/** Notes what a phase is made from, and looks for others like it; once it is known what is left of each block. */
export function findSame(
  known: KnownPhases,
  made: Made,
  of: { readonly values: Float64Array; readonly mostWeight: ArrayLike<number>; readonly stands: boolean },
): void {
  const { reads, numbers } = made
  for (let k = 0; k < reads.length; k++) numbers[k] = of.values[reads[k]!]!
  for (let k = reads.length; k < numbers.length; k++) numbers[k] = of.mostWeight[k - reads.length]!
  made.stands = of.stands
  made.sameCore = made.same = null
  for (let k = 0; k < known.length && !made.same; k++) {
    const other = known[k]!
    if (!other.isWhole || !isLike(made, other)) continue
    if (made.stands === other.stands && made.left.every((left, b) => isSameLeft(left, other.left[b]!)))
      made.same = other.space
    made.sameCore = other.space
  }
}

/** Whether two have the same core. */
function isLike(made: Made, other: Made): boolean {
  if (other === made || other.theCase !== made.theCase) return false
  if (made.stands !== other.stands && !made.coreStays) return false
  for (let k = 0; k < made.numbers.length; k++) if (made.numbers[k] !== other.numbers[k]) return false
  return isSameLeft(made.left[0]!, other.left[0]!)
}

function isSameLeft(a: Left, b: Left): boolean {
  if (a.count !== b.count) return false
  for (let k = 0; k < a.count; k++) if (a.combinations[k] !== b.combinations[k]) return false
  return true
}
