/** What stands around the concepts: inverse analysis, probabilities, margins, views, statements, conditions on
 *  moves. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { brokenClauses, requirement, shareOfOrders } from '../../../src/methods/stability/inverse.ts'
import type { Game } from '../../../src/methods/stability/game.ts'
import { solveHypergame } from '../../../src/methods/stability/hypergame.ts'
import { stabilityMargins } from '../../../src/methods/stability/margins.ts'
import { movesOfArcs, perceivedMoves, reachable } from '../../../src/methods/stability/moves.ts'
import { optionStates } from '../../../src/methods/stability/option-states.ts'
import { pairComparisons, rankingOfComparisons } from '../../../src/methods/stability/pair-comparisons.ts'
import { prioritisedRank } from '../../../src/methods/stability/prioritise.ts'
import { preferenceCounts, probableStability, swings } from '../../../src/methods/stability/probable.ts'
import { groupsOf, rankingOfGroups, rankingOfWorth } from '../../../src/methods/stability/ranking.ts'
import { CONCEPTS, equilibria, solve } from '../../../src/methods/stability/solve.ts'
import { statusQuoPaths } from '../../../src/methods/stability/status-quo.ts'
import '../../properties.ts'
import { freeGraphs } from './models.ts'
import type { RandomModel } from './models.ts'
import { runs } from '../../properties.ts'

const gameOf = ({ arcs, rank }: Pick<RandomModel, 'arcs' | 'rank'>): Game => ({
  states: arcs[0]!.length,
  moves: arcs.map(movesOfArcs),
  rankings: rank.map((own) => ({ rank: Uint32Array.from(own), band: null })),
})

function permutations(n: number): number[][] {
  if (n === 0) return [[]]
  return permutations(n - 1).flatMap((order) =>
    Array.from({ length: n }, (_, at) => [...order.slice(0, at), n - 1, ...order.slice(at)]),
  )
}

describe('inverse analysis', () => {
  test('its clauses hold for exactly the orders that make the state stable, and count them', () => {
    fc.assert(
      fc.property(freeGraphs, fc.nat(6), fc.nat(3), (model, someState, someDecider) => {
        const game = gameOf(model)
        if (game.states > 5) return
        const state = someState % game.states
        const decider = someDecider % game.moves.length
        const orders = permutations(game.states)
        for (const concept of CONCEPTS) {
          const needed = requirement(game, decider, state, concept)
          let met = 0
          for (const order of orders) {
            const rank = Uint32Array.from(order)
            const rankings = game.rankings.map((own, i) => (i === decider ? { rank, band: null } : own))
            const is = solve({ ...game, rankings }).stable[decider]![concept][state] === 1
            const broken = brokenClauses(needed, rank)
            expect(broken.length === 0).toBe(is)
            expect(broken.every(({ lower }) => lower.every((q) => rank[q]! > rank[state]!))).toBe(true)
            if (is) met++
          }
          expect(shareOfOrders(needed)! * orders.length).toBeCloseTo(met, 8)
        }
      }),
    )
  })
})

describe('drawn worlds', () => {
  const drawn = fc.record({ model: freeGraphs, noise: fc.array(fc.nat(5), { minLength: 200, maxLength: 200 }) })

  test('count the verdicts of each world; swings split them', () => {
    fc.assert(
      fc.property(drawn, ({ model, noise }) => {
        const states = model.rank[0]!.length
        const worlds = 7
        const worth = model.rank.map((own, i) =>
          Float64Array.from({ length: worlds * states }, (_, k) => own[k % states]! + noise[(k * 3 + i * 11) % 200]!),
        )
        const game = { states, worlds, moves: model.arcs.map(movesOfArcs), worth }
        const found = probableStability(game)
        const solved = Array.from({ length: worlds }, (_, w) =>
          solve({
            states,
            moves: game.moves,
            rankings: worth.map((own) => rankingOfWorth(own.subarray(w * states, (w + 1) * states))),
          }),
        )
        for (const concept of CONCEPTS) {
          for (let s = 0; s < states; s++) {
            const both = solved.filter(({ stable }) => stable.every((one) => one[concept][s] === 1)).length
            expect(found.equilibrium[concept][s]).toBe(both)
            for (const swing of swings(game, found, s, concept)) {
              expect(swing.preferred + swing.notPreferred).toBe(worlds)
              expect(swing.equilibriumIfPreferred + swing.equilibriumIfNot).toBe(both)
              const counts = preferenceCounts(game, swing.decider)
              expect(counts[s * states + swing.other]).toBe(swing.preferred)
            }
          }
        }
      }),
    )
  })

  test('margins of preferences that are certain say what the concepts say', () => {
    fc.assert(
      fc.property(freeGraphs, (model) => {
        const game = gameOf(model)
        const { states } = game
        const prefers = model.rank.map((own) =>
          Float64Array.from({ length: states ** 2 }, (_, k) =>
            own[k % states]! > own[Math.floor(k / states)]! ? 1 : 0,
          ),
        )
        const margins = stabilityMargins({ states, moves: game.moves, prefers, threshold: 0.5 })
        solve(game).stable.forEach((own, i) => {
          for (const concept of CONCEPTS) {
            expect(Array.from(margins[i]![concept], (m) => (m >= 0 ? 1 : 0))).toEqual(Array.from(own[concept]))
          }
        })
      }),
      { numRuns: runs(500) },
    )
  })

  test('a margin is how far the nearest comparison is from turning', () => {
    // One mover, one move, preferred with 40 %: stable, and 0.1 from not being so.
    const moves = [movesOfArcs([[1], []])]
    const [margins] = stabilityMargins({ states: 2, moves, prefers: [Float64Array.of(0, 0.4, 0.6, 0)], threshold: 0.5 })
    expect(margins!.nash[0]).toBeCloseTo(0.1, 12)
    expect(margins!.nash[1]).toBe(Infinity)
  })
})

describe('views', () => {
  test('of those who see everything and mistake nobody are the game', () => {
    fc.assert(
      fc.property(freeGraphs, (model) => {
        const game = gameOf(model)
        const hidden = new Uint8Array(game.states)
        const views = game.moves.map(() => ({ hidden, rankings: game.rankings }))
        const found = solveHypergame(game, views)
        const { stable } = solve(game)
        expect(found.stable).toEqual(stable)
        for (const concept of CONCEPTS) {
          expect(found.equilibria[concept]).toEqual(equilibria(stable.map((one) => one[concept])))
        }
      }),
    )
  })

  test('a sanction that rests on a mistake deters', () => {
    // A can take 0 to 1, B can take 1 to 2, which A likes least. B would not; A thinks that it would.
    const moves = [movesOfArcs([[1], [], []]), movesOfArcs([[], [2], []])]
    const own = [rankingOfWorth([1, 2, 0]), rankingOfWorth([0, 1, 0])]
    const game = { states: 3, moves, rankings: own }
    const hidden = new Uint8Array(3)
    const views = [
      { hidden, rankings: [own[0]!, rankingOfWorth([0, 1, 2])] },
      { hidden, rankings: own },
    ]
    expect(solve(game).stable[0]!.seq[0]).toBe(0)
    expect(solveHypergame(game, views).stable[0]!.seq[0]).toBe(1)
  })

  test('moves into and out of hidden states are gone, the others stay', () => {
    fc.assert(
      fc.property(freeGraphs, fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }), (model, blind) => {
        const hidden = Uint8Array.from(model.rank[0]!, (_, s) => (blind[s] === true ? 1 : 0))
        for (const arcs of model.arcs) {
          const moves = perceivedMoves(movesOfArcs(arcs), hidden)
          arcs.forEach((list, s) => {
            expect(reachable(moves, s)).toEqual(hidden[s] === 1 ? [] : list.filter((q) => hidden[q] === 0))
          })
        }
      }),
    )
  })
})

describe('preferences', () => {
  test('statements make the order of their weights, each above all later ones together', () => {
    const truths = fc.array(fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }), { maxLength: 7 })
    fc.assert(
      fc.property(truths, (statements) => {
        const columns = statements.map((own) => Uint8Array.from(own, Number))
        const weights = Array.from({ length: 9 }, (_, s) =>
          statements.reduce((sum, own, k) => sum + (own[s]! ? 2 ** (statements.length - k) : 0), 0),
        )
        expect(prioritisedRank(9, columns)).toEqual(rankingOfWorth(weights).rank)
      }),
    )
  })

  test('an order and its groups are the same thing', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(4), { minLength: 1, maxLength: 9 }), (worth) => {
        const ranking = rankingOfWorth(worth)
        expect(rankingOfGroups(worth.length, groupsOf(ranking))).toEqual(ranking)
        const pairs = worth.flatMap((w, s) =>
          worth.flatMap((v, q) =>
            s < q && w === v
              ? [{ better: s, worse: q, equal: true }]
              : w > v
                ? [{ better: s, worse: q, equal: false }]
                : [],
          ),
        )
        expect(rankingOfComparisons(pairComparisons(worth.length, pairs))).toEqual(ranking)
      }),
    )
  })

  test('what does not follow from pairs is unknown', () => {
    const { code } = pairComparisons(4, [
      { better: 0, worse: 1, equal: false },
      { better: 1, worse: 2, equal: true },
    ])
    expect(code[2 * 4 + 0]).toBe(1)
    expect(code[0 * 4 + 2]).toBe(-1)
    expect(code[1 * 4 + 2]).toBe(0)
    expect(code[0 * 4 + 3]).toBe(3)
    expect(() =>
      pairComparisons(2, [
        { better: 0, worse: 1, equal: false },
        { better: 1, worse: 0, equal: true },
      ]),
    ).toThrow(RangeError)
  })
})

test('a move under a condition is possible where the condition holds', () => {
  const issues = [
    { owner: 0, size: 2, direction: 'both' as const },
    { owner: 1, size: 3, direction: 'both' as const },
  ]
  // The second goes to its last value only while the first stands at 1.
  const rules = [{ issue: 1, from: 0b111, to: 0b100, allowed: (choices: Uint8Array) => choices[0] === 1 }]
  const { moves } = optionStates({ deciders: 2, issues, infeasible: [], rules })
  expect(reachable(moves[1]!, 0)).toEqual([2])
  expect(reachable(moves[1]!, 1)).toEqual([3, 5])
  expect(reachable(moves[1]!, 4)).toEqual([0, 2])
  expect(moves[1]!.transitive).toBe(true)
})

test('the shortest paths from the status quo say whose move is against its own interest', () => {
  const moves = [movesOfArcs([[1], [], []]), movesOfArcs([[], [2], []])]
  const game = { states: 3, moves, rankings: [rankingOfWorth([1, 0, 2]), rankingOfWorth([0, 0, 1])] }
  const [path, start] = statusQuoPaths(game, 0, [2, 0])
  expect(path!.byMoves).toEqual([
    { mover: 0, to: 1 },
    { mover: 1, to: 2 },
  ])
  expect(path!.byImprovements).toBeNull()
  expect(start!.byImprovements).toEqual([])
})
