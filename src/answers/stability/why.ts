import { defined } from '../../case/defined.ts'
import { explain } from '../../methods/stability/explain.ts'
import type { Answer } from '../../methods/stability/explain.ts'
import { brokenClauses, requirement, shareOfOrders } from '../../methods/stability/inverse.ts'
import type { Step } from '../../methods/stability/legal-sequences.ts'
import type { Concept } from '../../methods/stability/solve.ts'
import type { Compiled } from './compiled.ts'
import type { AnswerRecord, InverseRecord, StepRecord, WhyRecord } from './record.ts'

/** Concepts of which reasons can be asked. */
export const STABILITY_CONCEPTS = ['nash', 'gmr', 'smr', 'seq', 'sseq', 'sim'] as const
export type AskedConcept = Concept | 'sim'

/** What is asked of one state: decision maker and state count from 0. */
export interface WhyQuestion {
  readonly decider: number
  readonly state: number
  readonly concept: AskedConcept
}

/** Why the verdict is as it is. @returns null where preferences are no order, or `sim` has no meaning. */
export function whyStability(compiled: Compiled, { decider, state, concept }: WhyQuestion): WhyRecord | null {
  const { model, game, space } = compiled
  if (compiled.comparisons !== null || (concept === 'sim' && space.combined === null)) return null
  const why = explain(game, decider, state, concept, space.combined)
  const about = {
    state: state + 1,
    decider: defined(model.deciders[decider]),
    concept,
    stable: why.kind !== 'undeterred',
  }
  if (why.kind === 'no-move' || why.kind === 'no-improvement') return { ...about, reason: why }
  const improvements = why.improvements.map(({ to, answer }) => ({
    to: to + 1,
    answer: answerRecord(model.deciders, answer),
  }))
  return { ...about, reason: { kind: 'answers', improvements } }
}

function answerRecord(deciders: readonly string[], answer: Answer): AnswerRecord {
  const steps = (walk: readonly Step[]): StepRecord[] =>
    walk.map(({ mover, to }) => ({ mover: defined(deciders[mover]), to: to + 1 }))
  switch (answer.kind) {
    case 'sanction':
      return { kind: 'sanction', walk: steps(answer.walk), end: answer.end + 1 }
    case 'escaped':
      return { kind: 'escaped', walk: steps(answer.walk), end: answer.end + 1, escape: answer.escape + 1 }
    case 'together':
      return { kind: 'together', with: steps(answer.with), end: answer.end + 1 }
    case 'harmless':
    case 'none':
    case 'unasked':
      return answer
  }
}

/** What the preferences of a decision maker would have to say. @returns null where somebody's are no order, or for
 *  `sim`. */
export function inverseStability(compiled: Compiled, { decider, state, concept }: WhyQuestion): InverseRecord | null {
  const { model, game } = compiled
  if (compiled.comparisons !== null || concept === 'sim') return null
  const needed = requirement(game, decider, state, concept)
  const broken = brokenClauses(needed, defined(game.rankings[decider]).rank)
  const list = (states: readonly number[]): number[] => states.map((s) => s + 1)
  return {
    state: state + 1,
    decider: defined(model.deciders[decider]),
    concept,
    clauses: needed.clauses.map(({ move, anyOf }) => ({ move: move + 1, anyOf: anyOf.map(list) })),
    shareOfOrders: shareOfOrders(needed),
    lower: broken.map(({ lower }) => list(lower)),
  }
}
