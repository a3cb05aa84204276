/** Every concept against its definition, on random models. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  PLAIN_ATTITUDE,
  STRONG_ATTITUDE,
  UNKNOWN_ATTITUDES,
  solveCompared,
} from '../../../src/methods/stability/by-comparison.ts'
import { coalitionStable, coalitionsOf } from '../../../src/methods/stability/coalition.ts'
import { COMPARISON } from '../../../src/methods/stability/comparisons.ts'
import { explain } from '../../../src/methods/stability/explain.ts'
import type { Game } from '../../../src/methods/stability/game.ts'
import { legalReach, movesOf } from '../../../src/methods/stability/legal-sequences.ts'
import { limitedMoveStable } from '../../../src/methods/stability/limited-move.ts'
import { matrixForm } from '../../../src/methods/stability/matrix-form.ts'
import { arcCount, canMove, coalescedMoves, movesOfArcs, reachable } from '../../../src/methods/stability/moves.ts'
import { optionStates } from '../../../src/methods/stability/option-states.ts'
import type { OptionStates } from '../../../src/methods/stability/option-states.ts'
import { simultaneousStable } from '../../../src/methods/stability/simultaneous.ts'
import { CONCEPTS, solve } from '../../../src/methods/stability/solve.ts'
import '../../properties.ts'
import {
  expectedEnd,
  naiveCoalitionStable,
  naiveSimultaneous,
  naiveStable,
  sequences,
  strong,
  unknownVariant,
} from '../../reference/stability.ts'
import type { NaiveGame } from '../../reference/stability.ts'
import { freeGraphs, optionModels } from './models.ts'
import type { RandomModel, RandomOptions } from './models.ts'

/** Random models for each property; `npm run conformance` draws more. */
const RUNS = Math.max(300, Number(process.env['PROPERTY_RUNS'] ?? 0))

const gameOf = ({ arcs, rank }: RandomModel, bands: RandomModel['band'] | null = null): Game => ({
  states: arcs[0]!.length,
  moves: arcs.map(movesOfArcs),
  rankings: rank.map((own, i) => ({
    rank: Uint32Array.from(own),
    band: bands === null ? null : Uint32Array.from(bands[i]!),
  })),
})

const naiveOf = ({ arcs, rank, band }: Omit<RandomModel, 'band'> & { band?: RandomModel['band'] }): NaiveGame => ({
  states: arcs[0]!.length,
  arcs,
  compare: (i, s, q) => {
    const sign = Math.sign(rank[i]![q]! - rank[i]![s]!)
    if (sign === 0) return 'equal'
    const much = band !== undefined && band[i]![s] !== band[i]![q] ? 'much ' : ''
    return `${much}${sign > 0 ? 'better' : 'worse'}`
  },
})

const perState = (states: number, stable: (s: number) => boolean): number[] =>
  Array.from({ length: states }, (_, s) => (stable(s) ? 1 : 0))

function optionGame(model: RandomOptions): { states: OptionStates; game: Game; arcs: number[][][]; rank: number[][] } {
  const strides = model.issues.map((_, k) => model.issues.slice(0, k).reduce((p, { size }) => p * size, 1))
  const codeOf = (choices: Uint8Array): number => choices.reduce((sum, c, k) => sum + c * strides[k]!, 0)
  const { deciders, issues } = model
  const infeasible = [(choices: Uint8Array) => model.out.includes(codeOf(choices))]
  const states = optionStates({ deciders, issues, infeasible, rules: [] })
  const rank = model.rank.map((own) => Array.from(states.code, (c) => own[c]!))
  const choices = Array.from(states.code, (_, s) => states.choicesOf(s))
  const arcs = Array.from({ length: deciders }, (_, i) =>
    choices.map((from, s) =>
      choices.flatMap((to, q) => {
        const fits = issues.every(({ owner, direction }, k) => {
          if (from[k] === to[k]) return true
          return owner === i && (direction === 'both' || (direction === 'up') === to[k]! > from[k]!)
        })
        return q !== s && fits ? [q] : []
      }),
    ),
  )
  const rankings = rank.map((own) => ({ rank: Uint32Array.from(own), band: null }))
  return { states, game: { states: states.states, moves: states.moves, rankings }, arcs, rank }
}

describe('a free graph', () => {
  test('every concept is as defined', () => {
    fc.assert(
      fc.property(freeGraphs, (model) => {
        const { stable } = solve(gameOf(model))
        const naive = naiveOf(model)
        stable.forEach((own, i) => {
          for (const concept of CONCEPTS) {
            const expected = perState(naive.states, (s) => naiveStable({ ...naive }, i, s, concept))
            expect([concept, Array.from(own[concept])]).toEqual([concept, expected])
          }
        })
      }),
      { numRuns: RUNS },
    )
  })

  test('strong stability is as defined, and implies stability', () => {
    fc.assert(
      fc.property(freeGraphs, (model) => {
        const solution = solve(gameOf(model, model.band))
        const naive = naiveOf(model)
        solution.strong.forEach((own, i) => {
          for (const concept of ['gmr', 'smr', 'seq', 'sseq'] as const) {
            const expected = perState(naive.states, (s) => naiveStable(naive, i, s, concept, strong))
            expect([concept, Array.from(own![concept])]).toEqual([concept, expected])
            expect(own![concept].every((is, s) => is <= solution.stable[i]![concept][s]!)).toBe(true)
          }
        })
      }),
      { numRuns: RUNS },
    )
  })

  test('unknown preference, in all four attitudes, is as defined', () => {
    const codes = { 'much worse': -2, worse: -1, equal: 0, better: 1, 'much better': 2, unknown: 3 } as const
    fc.assert(
      fc.property(freeGraphs, fc.array(fc.boolean(), { minLength: 49, maxLength: 49 }), (model, blanks) => {
        const known = naiveOf(model)
        const naive = {
          ...known,
          compare: (i: number, s: number, q: number): string =>
            s !== q && blanks[(s + q + i) % 49]! && blanks[(s * q) % 49]! ? 'unknown' : known.compare(i, s, q),
        }
        const { states } = naive
        const comparisons = model.rank.map((_, i) => ({
          states,
          code: Int8Array.from({ length: states * states }, (_none, k) => {
            return codes[naive.compare(i, Math.floor(k / states), k % states) as keyof typeof codes]
          }),
        }))
        const game = { moves: model.arcs.map(movesOfArcs), comparisons }
        for (const variant of ['a', 'b', 'c', 'd'] as const) {
          solveCompared(game, UNKNOWN_ATTITUDES[variant]).forEach((own, i) => {
            for (const concept of CONCEPTS) {
              const expected = perState(states, (s) => naiveStable(naive, i, s, concept, unknownVariant(variant)))
              expect([variant, concept, Array.from(own[concept])]).toEqual([variant, concept, expected])
            }
          })
        }
      }),
      { numRuns: RUNS },
    )
    expect(codes.unknown).toBe(COMPARISON.unknown)
  })

  test('orders and comparisons agree, in one degree and in two', () => {
    fc.assert(
      fc.property(freeGraphs, (model) => {
        const game = gameOf(model, model.band)
        const naive = naiveOf(model)
        const value: Record<string, number> = { 'much worse': -2, worse: -1, equal: 0, better: 1, 'much better': 2 }
        const { states } = game
        const comparisons = model.rank.map((_, i) => ({
          states,
          code: Int8Array.from({ length: states ** 2 }, (_none, k) => {
            return value[naive.compare(i, Math.floor(k / states), k % states)]!
          }),
        }))
        const solution = solve(game)
        expect(solveCompared({ moves: game.moves, comparisons }, PLAIN_ATTITUDE)).toEqual(solution.stable)
        solveCompared({ moves: game.moves, comparisons }, STRONG_ATTITUDE).forEach((own, i) => {
          const { nash: _, ...sanctioned } = own
          expect(sanctioned).toEqual(solution.strong[i])
        })
      }),
      { numRuns: RUNS / 2 },
    )
  })

  test('the matrix form agrees, and as published differs only where a return to the start deters', () => {
    let differences = 0
    fc.assert(
      fc.property(freeGraphs, (model) => {
        const game = gameOf(model)
        const { stable } = solve(game)
        expect(matrixForm(game, 'deters')).toEqual(stable)
        matrixForm(game, 'as-published').forEach((own, i) => {
          for (const concept of CONCEPTS) {
            expect(own[concept].every((is, s) => is <= stable[i]![concept][s]!)).toBe(true)
            if (own[concept].some((is, s) => is !== stable[i]![concept][s])) differences++
          }
        })
      }),
      { numRuns: RUNS },
    )
    expect(differences).toBeGreaterThan(0)
  })

  test('limited moves are as defined', () => {
    fc.assert(
      fc.property(freeGraphs, fc.integer({ min: 1, max: 4 }), (model, horizon) => {
        const game = gameOf(model)
        const found = limitedMoveStable(
          game.moves,
          game.rankings.map(({ rank }) => rank),
          horizon,
        )
        found.forEach((own, i) => {
          const expected = perState(game.states, (s) => expectedEnd(model.arcs, model.rank, i, s, horizon) === s)
          expect(Array.from(own)).toEqual(expected)
        })
        if (horizon === 1) expect(found).toEqual(solve(game).stable.map(({ nash }) => nash))
      }),
      { numRuns: RUNS },
    )
  })

  test('coalitions are as defined; one decision maker is a coalition', () => {
    fc.assert(
      fc.property(freeGraphs, (model) => {
        const game = gameOf(model)
        const naive = naiveOf(model)
        const coalitions = coalitionsOf(model.arcs.map((_, i) => i))
        const found = coalitionStable(game, coalitions)
        coalitions.forEach((members, c) => {
          for (const concept of CONCEPTS) {
            const expected = perState(game.states, (s) => naiveCoalitionStable(naive, members, s, concept))
            expect([members, concept, Array.from(found[c]![concept])]).toEqual([members, concept, expected])
          }
        })
        if (model.arcs.length === 2) {
          const { stable } = solve(game)
          expect(found.slice(0, 2)).toEqual(stable)
        }
      }),
      { numRuns: RUNS / 2 },
    )
  })

  test('joint reach and its walks are legal sequences', () => {
    fc.assert(
      fc.property(freeGraphs, (model) => {
        const game = gameOf(model)
        const movers = model.arcs.map((_, i) => i)
        for (let s = 0; s < game.states; s++) {
          const reach = legalReach(movesOf(movers, game.moves), s)
          const expected = sequences(movers, (k, at) => model.arcs[k]![at]!, s)
          expect(new Set(reach.states)).toEqual(expected)
          for (const end of reach.states) {
            const walk = reach.walkTo(end)
            walk.forEach((step, k) => {
              expect(canMove(game.moves[step.mover]!, k === 0 ? s : walk[k - 1]!.to, step.to)).toBe(true)
              if (k > 0) expect(step.mover).not.toBe(walk[k - 1]!.mover)
            })
            expect(walk.at(-1)!.to).toBe(end)
          }
        }
      }),
    )
  })

  test('why says what the verdict says', () => {
    fc.assert(
      fc.property(freeGraphs, (model) => {
        const game = gameOf(model)
        const { stable } = solve(game)
        stable.forEach((own, i) => {
          for (const concept of CONCEPTS) {
            own[concept].forEach((is, s) => {
              expect(explain(game, i, s, concept).kind !== 'undeterred').toBe(is === 1)
            })
          }
        })
      }),
      { numRuns: RUNS / 2 },
    )
  })
})

describe('a graph of options', () => {
  test('cells hold the moves that the options allow', () => {
    fc.assert(
      fc.property(optionModels, (model) => {
        const { game, arcs } = optionGame(model)
        game.moves.forEach((moves, i) => {
          expect(Array.from({ length: game.states }, (_, s) => reachable(moves, s))).toEqual(arcs[i])
          expect(arcCount(moves)).toBe(arcs[i]!.flat().length)
        })
      }),
      { numRuns: RUNS },
    )
  })

  test('every concept is as defined, by cells and by arcs and in matrix form', () => {
    fc.assert(
      fc.property(optionModels, (model) => {
        const { game, arcs, rank } = optionGame(model)
        if (game.states === 0) return
        const { stable } = solve(game)
        const naive = naiveOf({ arcs, rank })
        stable.forEach((own, i) => {
          for (const concept of CONCEPTS) {
            const expected = perState(game.states, (s) => naiveStable(naive, i, s, concept))
            expect([concept, Array.from(own[concept])]).toEqual([concept, expected])
          }
        })
        expect(solve({ ...game, moves: arcs.map(movesOfArcs) }).stable).toEqual(stable)
        expect(matrixForm(game, 'deters')).toEqual(stable)
        expect(matrixForm(game, 'as-published')).toEqual(stable)
      }),
      { numRuns: RUNS },
    )
  })

  test('simultaneous moves are as defined', () => {
    fc.assert(
      fc.property(optionModels, (model) => {
        const { states, game, arcs, rank } = optionGame(model)
        const parts = Array.from(states.code, (_, s) => {
          const choices = states.choicesOf(s)
          return rank.map((_none, i) =>
            model.issues.reduce((part, { owner }, k) => (owner === i ? part * 4 + choices[k]! : part), 0),
          )
        })
        const ranks = game.rankings.map((one) => one.rank)
        rank.forEach((_, i) => {
          const found = simultaneousStable(i, game.moves, ranks, states)!
          const expected = perState(game.states, (s) => naiveSimultaneous(parts, arcs, rank, i, s))
          expect(Array.from(found)).toEqual(expected)
          found.forEach((is, s) => {
            expect(explain(game, i, s, 'sim', states).kind !== 'undeterred').toBe(is === 1)
          })
        })
      }),
      { numRuns: RUNS },
    )
  })

  test('limited moves and coalitions are the same by cells and by arcs', () => {
    fc.assert(
      fc.property(optionModels, fc.integer({ min: 1, max: 5 }), (model, horizon) => {
        const { game, arcs } = optionGame(model)
        if (game.states === 0) return
        const free = { ...game, moves: arcs.map(movesOfArcs) }
        const ranks = game.rankings.map(({ rank }) => rank)
        expect(limitedMoveStable(game.moves, ranks, horizon)).toEqual(limitedMoveStable(free.moves, ranks, horizon))
        const coalitions = coalitionsOf(arcs.map((_, i) => i))
        expect(coalitionStable(game, coalitions)).toEqual(coalitionStable(free, coalitions))
      }),
      { numRuns: RUNS / 5 },
    )
  })

  test('states in groups of one are the states', () => {
    fc.assert(
      fc.property(optionModels, (model) => {
        const { game, arcs } = optionGame(model)
        const own = Uint32Array.from({ length: game.states }, (_, s) => s)
        game.moves.forEach((moves, i) => {
          const merged = coalescedMoves(moves, own, game.states)
          expect(Array.from({ length: game.states }, (_, s) => reachable(merged, s))).toEqual(arcs[i])
        })
      }),
    )
  })
})
