/** What a package asks for, as sets of changes: it is left where one of its sets is met. Sets are bits, each kind of
 *  formula is kept once. */

/** Number of a formula of {@link Needs}. */
export type Formula = number

/** Met as things stand. */
export const NOTHING: Formula = 0
/** Met by no change at all. */
export const NEVER: Formula = 1

/** Ids of two formulas in one key: a safe integer for up to 2^26 formulas. */
const PAIR = 67_108_864

/** Formulas over changes in disjunctive form: alternatives, each a set of changes as bits, none of which contains
 *  another. Formulas repeat over thousands of packages, so that what combines two of them is worked out once. */
export class Needs {
  readonly #alternatives: (readonly bigint[])[] = [[0n], []]
  readonly #ids = new Map<string, Formula>([
    ['0', NOTHING],
    ['', NEVER],
  ])
  readonly #both = new Map<number, Formula>()
  readonly #implied = new Map<number, boolean>()
  readonly #least = new Map<Formula, number>()

  /** The formula met by any of the sets. */
  anyOf(sets: readonly bigint[]): Formula {
    const least = minimalSets(sets)
    const key = least.join()
    const known = this.#ids.get(key)
    if (known !== undefined) return known
    this.#alternatives.push(least)
    this.#ids.set(key, this.#alternatives.length - 1)
    return this.#alternatives.length - 1
  }

  /** The formula met where both are. */
  both(a: Formula, b: Formula): Formula {
    if (a === NOTHING || a === b) return b
    if (b === NOTHING) return a
    const key = a * PAIR + b
    const known = this.#both.get(key)
    if (known !== undefined) return known
    const made = this.anyOf(this.sets(a).flatMap((x) => this.sets(b).map((y) => x | y)))
    this.#both.set(key, made)
    return made
  }

  /** Whether everything that meets `a` meets `b`. */
  implies(a: Formula, b: Formula): boolean {
    if (a === b || b === NOTHING) return true
    const key = a * PAIR + b
    const known = this.#implied.get(key)
    if (known !== undefined) return known
    const does = this.sets(a).every((x) => this.sets(b).some((y) => (x & y) === y))
    this.#implied.set(key, does)
    return does
  }

  sets(formula: Formula): readonly bigint[] {
    return this.#alternatives[formula]!
  }

  /** Members of the smallest set that meets it; infinite where none does. */
  least(formula: Formula): number {
    let least = this.#least.get(formula)
    if (least === undefined) {
      least = this.sets(formula).reduce((most, set) => Math.min(most, sizeOf(set)), Infinity)
      this.#least.set(formula, least)
    }
    return least
  }
}

/** The sets that contain no other, each once, ascending. */
export function minimalSets(sets: readonly bigint[]): bigint[] {
  const bySize = [...new Set(sets)].sort((a, b) => sizeOf(a) - sizeOf(b))
  const kept: bigint[] = []
  for (const set of bySize) if (!kept.some((other) => (set & other) === other)) kept.push(set)
  return kept.sort((a, b) => (a < b ? -1 : 1))
}

/** Members of a set. */
export function sizeOf(set: bigint): number {
  let count = 0
  for (let rest = set; rest > 0n; rest &= rest - 1n) count++
  return count
}

/** Positions of the members of a set, ascending. */
export function membersOf(set: bigint): number[] {
  const members: number[] = []
  for (let position = 0, rest = set; rest > 0n; position++, rest >>= 1n) if ((rest & 1n) === 1n) members.push(position)
  return members
}

/** Every smallest-by-inclusion set of at most `most` members that has a member in common with each of `sets`, by size.
 *  Source: Berge 1989, Hypergraphs, ch. 2 (transversals, one edge at a time); sets beyond `most` are dropped as they
 *  arise, which loses no smaller one, since sets only grow. */
export function hittingSets(sets: readonly bigint[], most: number): bigint[] {
  let found: bigint[] = [0n]
  for (const edge of minimalSets(sets)) {
    const members = membersOf(edge).map((position) => 1n << BigInt(position))
    const grown = found.flatMap((set) => ((set & edge) !== 0n ? [set] : members.map((member) => set | member)))
    found = minimalSets(grown.filter((set) => sizeOf(set) <= most))
  }
  return found.sort((a, b) => sizeOf(a) - sizeOf(b) || (a < b ? -1 : 1))
}
