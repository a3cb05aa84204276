/** Random models. */
import fc from 'fast-check'

export interface RandomModel {
  readonly arcs: readonly (readonly (readonly number[])[])[]
  readonly rank: readonly (readonly number[])[]
  readonly band: readonly (readonly number[])[]
}

/** A free graph: few states, many ties, moves that are transitive now and then. */
export const freeGraphs: fc.Arbitrary<RandomModel> = fc
  .record({ states: fc.integer({ min: 1, max: 7 }), deciders: fc.integer({ min: 1, max: 4 }) })
  .chain(({ states, deciders }) =>
    fc.record({
      arcs: fc.array(
        fc.array(fc.uniqueArray(fc.nat(states - 1), { maxLength: 3 }), { minLength: states, maxLength: states }),
        { minLength: deciders, maxLength: deciders },
      ),
      rank: ranks(states, deciders),
      strength: fc.integer({ min: 1, max: 4 }),
    }),
  )
  .map(({ arcs, rank, strength }) => ({
    arcs: arcs.map((own) => own.map((list, s) => list.filter((q) => q !== s).sort((a, b) => a - b))),
    rank,
    band: rank.map((own) => own.map((r) => Math.floor(r / strength))),
  }))

export function ranks(states: number, deciders: number): fc.Arbitrary<number[][]> {
  return fc.array(fc.array(fc.nat(6), { minLength: states, maxLength: states }), {
    minLength: deciders,
    maxLength: deciders,
  })
}

export interface RandomOptions {
  readonly issues: readonly { owner: number; size: number; direction: 'both' | 'up' | 'down' }[]
  readonly deciders: number
  /** Combinations ruled out, by code. */
  readonly out: readonly number[]
  readonly rank: readonly (readonly number[])[]
}

/** Options of two to four decision makers, some of them one-way, some combinations ruled out. */
export const optionModels: fc.Arbitrary<RandomOptions> = fc
  .record({
    deciders: fc.integer({ min: 2, max: 4 }),
    sizes: fc.array(fc.integer({ min: 2, max: 3 }), { minLength: 2, maxLength: 4 }),
  })
  .chain(({ deciders, sizes }) => {
    const total = sizes.reduce((product, size) => product * size, 1)
    return fc.record({
      deciders: fc.constant(deciders),
      issues: fc.tuple(
        ...sizes.map((size) =>
          fc.record({
            owner: fc.nat(deciders - 1),
            size: fc.constant(size),
            direction: fc.constantFrom('both' as const, 'both' as const, 'up' as const, 'down' as const),
          }),
        ),
      ),
      out: fc.uniqueArray(fc.nat(total - 1), { maxLength: Math.floor(total / 2) }),
      rank: ranks(total, deciders),
    })
  })
