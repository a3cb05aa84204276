import { defined } from '../../case/defined.ts'
import { stateLabel } from '../../formats/stability-model.ts'
import { solveCompared, UNKNOWN_ATTITUDES } from '../../methods/stability/by-comparison.ts'
import type { StableStates } from '../../methods/stability/game.ts'
import { solveHypergame } from '../../methods/stability/hypergame.ts'
import { limitedMoveStable } from '../../methods/stability/limited-move.ts'
import { matrixForm } from '../../methods/stability/matrix-form.ts'
import { arcCount } from '../../methods/stability/moves.ts'
import { MOST_COMBINATIONS, simultaneousStable } from '../../methods/stability/simultaneous.ts'
import { CONCEPTS, equilibria, solve } from '../../methods/stability/solve.ts'
import type { StableBy } from '../../methods/stability/solve.ts'
import { statusQuoPaths } from '../../methods/stability/status-quo.ts'
import { coalitionsPart } from './coalitions.ts'
import type { Compiled } from './compiled.ts'
import type { ConceptId, ConceptRecord, StabilityRecord, StateRecord, StepRecord } from './record.ts'

export interface StabilityQuestion {
  /** Moves looked ahead in limited-move stability; 0 leaves it out. */
  readonly horizon: number
  /** The status quo, from 0, instead of the file's; null for the file's. */
  readonly from: number | null
  /** The matrix form beside the definitions. */
  readonly matrix: boolean
  /** States listed one by one at most. */
  readonly listed: number
}

export const DEFAULT_STABILITY_QUESTION: StabilityQuestion = {
  horizon: 0,
  from: null,
  matrix: false,
  listed: 5000,
}

/** Every concept, for every state and decision maker; what it could not do stands in `notes`. */
export function analyseStability(compiled: Compiled, question: StabilityQuestion): StabilityRecord {
  const { model, space, game } = compiled
  const notes: string[] = []
  const main = mainPart(compiled, question, notes)
  const solved = compiled.comparisons === null
  const targets = defined(main.concepts.find(({ concept }) => concept === 'seq')).equilibria.map((id) => id - 1)
  const from = question.from ?? model.statusQuo
  const step = (one: { mover: number; to: number }): StepRecord => ({
    mover: defined(model.deciders[one.mover]),
    to: one.to + 1,
  })
  const walk = (steps: readonly { mover: number; to: number }[] | null): readonly StepRecord[] | null =>
    steps === null ? null : steps.map(step)
  if (from !== null && !solved) notes.push('paths from the status quo need preferences that order all states')
  const isLong = game.moves.map(arcCount).reduce((a, b) => a + b, 0) > MOST_WALKED
  if (from !== null && isLong) notes.push('paths from the status quo are left out: the graph has too many moves')
  const paths = from === null || !solved || isLong ? null : statusQuoPaths(game, from, targets)
  return {
    title: model.title,
    source: model.source,
    deciders: model.deciders,
    states: space.states,
    list: listStates(compiled, question.listed),
    arcs: game.moves.map(arcCount),
    ...main,
    horizon: question.horizon,
    matrix: question.matrix ? matrixPart(compiled, notes) : [],
    ...coalitionsPart(compiled, main.concepts, notes),
    hypergame: hypergamePart(compiled, notes),
    statusQuo:
      paths === null
        ? null
        : {
            from: defined(from) + 1,
            paths: paths.map(({ state, byMoves, byImprovements }) => ({
              to: state + 1,
              byMoves: walk(byMoves),
              byImprovements: walk(byImprovements),
            })),
          },
    notes,
  }
}

/** Moves up to which paths from the status quo are looked for. */
const MOST_WALKED = 5_000_000
/** States up to which the matrix form is computed: its time grows with their cube. */
const MOST_IN_MATRIX = 1024

function matrixPart({ game, comparisons }: Compiled, notes: string[]): ConceptRecord[] {
  if (comparisons === null && game.states <= MOST_IN_MATRIX) return records(matrixForm(game, 'as-published'))
  notes.push(`the matrix form needs preferences that order all states, and at most ${MOST_IN_MATRIX} states`)
  return []
}

function listStates({ model, space }: Compiled, most: number): StateRecord[] {
  if (space.states > most) return []
  return Array.from({ length: space.states }, (_, s) => {
    const choices = space.choicesOf(s)
    const { graph } = model
    const named =
      graph.kind === 'graph' || choices === null
        ? []
        : graph.issues.map(({ name, values, owner }, k): [string, string] => {
            const isShared = graph.issues.filter((one) => one.name === name).length > 1
            return [isShared ? `${defined(model.deciders[owner])}.${name}` : name, defined(values[defined(choices[k])])]
          })
    return { id: s + 1, label: stateLabel(model, space, s), choices: Object.fromEntries(named) }
  })
}

type MainPart = Pick<StabilityRecord, 'concepts' | 'strong' | 'unknown'>

function mainPart(compiled: Compiled, question: StabilityQuestion, notes: string[]): MainPart {
  const { game, comparisons } = compiled
  if (comparisons !== null) {
    notes.push('simultaneous and limited-move stability and coalitions need preferences that order all states')
    const unknown = (['a', 'b', 'c', 'd'] as const).map((attitude) => ({
      attitude,
      concepts: records(solveCompared({ moves: game.moves, comparisons }, UNKNOWN_ATTITUDES[attitude])),
    }))
    return { concepts: defined(unknown[1]).concepts, strong: [], unknown }
  }
  const solution = solve(game)
  const concepts = [...records(solution.stable), ...simultaneousPart(compiled, notes)]
  if (question.horizon > 0) {
    const ranks = game.rankings.map(({ rank }) => rank)
    concepts.push(recordOf('limited', limitedMoveStable(game.moves, ranks, question.horizon)))
  }
  const strong = solution.strong.some((one) => one !== null)
    ? (['gmr', 'smr', 'seq', 'sseq'] as const).map((concept) => {
        // Somebody without degrees of preference is strongly stable where it is stable.
        const states = solution.strong.map((one, i) => (one ?? defined(solution.stable[i]))[concept])
        return recordOf(concept, states)
      })
    : []
  return { concepts, strong, unknown: [] }
}

function simultaneousPart({ game, space }: Compiled, notes: string[]): ConceptRecord[] {
  if (space.combined === null) {
    notes.push('simultaneous stability needs states that combine the options of all; here they do not')
    return []
  }
  const ranks = game.rankings.map(({ rank }) => rank)
  const stable: StableStates[] = []
  for (let i = 0; i < game.moves.length; i++) {
    const one = simultaneousStable(i, game.moves, ranks, space.combined)
    if (one === null) {
      notes.push(`simultaneous stability is left out: over ${MOST_COMBINATIONS} combinations of moves`)
      return []
    }
    stable.push(one)
  }
  return [recordOf('sim', stable)]
}

function hypergamePart({ game, views, space, comparisons }: Compiled, notes: string[]): ConceptRecord[] {
  if (views === null) return []
  if (comparisons !== null) {
    notes.push('views of the game need preferences that order all states')
    return []
  }
  return records(solveHypergame({ ...game, moves: space.moves }, views).stable)
}

function records(stable: readonly StableBy[]): ConceptRecord[] {
  return CONCEPTS.map((concept) =>
    recordOf(
      concept,
      stable.map((one) => one[concept]),
    ),
  )
}

function recordOf(concept: ConceptId, stable: readonly StableStates[]): ConceptRecord {
  return { concept, stable: stable.map(ids), equilibria: equilibria(stable).map((s) => s + 1) }
}

/** Numbers from 1 of the states that are marked. */
export function ids(states: StableStates): number[] {
  const found: number[] = []
  states.forEach((is, s) => {
    if (is === 1) found.push(s + 1)
  })
  return found
}
