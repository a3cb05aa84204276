/** The analysis of a conflict as plain JSON. States are numbered from 1, decision makers named. */

/** Concepts of a single decision maker. `sim` where states combine choices; `limited` with the horizon asked for. */
export type ConceptId = 'nash' | 'gmr' | 'smr' | 'seq' | 'sseq' | 'sim' | 'limited'

export interface StateRecord {
  readonly id: number
  readonly label: string
  /** The value of each option, by name; none in a free graph. */
  readonly choices: Readonly<Record<string, string>>
}

export interface ConceptRecord {
  readonly concept: ConceptId
  /** Stable states of each decision maker, in their order. */
  readonly stable: readonly (readonly number[])[]
  readonly equilibria: readonly number[]
}

export interface StepRecord {
  readonly mover: string
  readonly to: number
}

/** A move that a coalition would make together: every member prefers where it leads. */
export interface CoalitionMove {
  readonly from: number
  readonly to: number
  readonly walk: readonly StepRecord[]
}

export interface CoalitionRecord {
  readonly members: readonly string[]
  /** Stable states by concept. */
  readonly stable: readonly { readonly concept: ConceptId; readonly states: readonly number[] }[]
  /** Equilibria (Nash for single decision makers) that the coalition would leave, and how. */
  readonly breaks: readonly CoalitionMove[]
}

export interface PathRecord {
  readonly to: number
  readonly byMoves: readonly StepRecord[] | null
  readonly byImprovements: readonly StepRecord[] | null
}

export interface StabilityRecord {
  readonly title: string
  readonly source: string
  readonly deciders: readonly string[]
  readonly states: number
  /** The states themselves, where there are at most so many as the question names. */
  readonly list: readonly StateRecord[]
  /** Moves of each decision maker from all states together. */
  readonly arcs: readonly number[]
  readonly concepts: readonly ConceptRecord[]
  /** Moves looked ahead in `limited`; 0 where it was not asked for. */
  readonly horizon: number
  /** The matrix form as published, where asked for; it may differ from the definitions in a free graph. */
  readonly matrix: readonly ConceptRecord[]
  /** Strongly stable states, where preference has two degrees; else empty. */
  readonly strong: readonly ConceptRecord[]
  /** With unknown preferences: verdicts in four attitudes; else empty. `concepts` holds attitude b. */
  readonly unknown: readonly { readonly attitude: 'a' | 'b' | 'c' | 'd'; readonly concepts: readonly ConceptRecord[] }[]
  readonly coalitions: readonly CoalitionRecord[]
  /** States that no coalition leaves, by concept. */
  readonly coalitionEquilibria: readonly { readonly concept: ConceptId; readonly states: readonly number[] }[]
  /** Everybody in its own view of the game, where somebody is mistaken; else empty. */
  readonly hypergame: readonly ConceptRecord[]
  readonly statusQuo: { readonly from: number; readonly paths: readonly PathRecord[] } | null
  /** What was not computed, and why. */
  readonly notes: readonly string[]
}

/** Why a state is stable, or not, for one decision maker. */
export interface WhyRecord {
  readonly state: number
  readonly decider: string
  readonly concept: ConceptId
  readonly stable: boolean
  readonly reason:
    | { readonly kind: 'no-move' }
    | { readonly kind: 'no-improvement'; readonly moves: number }
    | { readonly kind: 'answers'; readonly improvements: readonly ImprovementRecord[] }
}

export interface ImprovementRecord {
  readonly to: number
  readonly answer: AnswerRecord
}

export type AnswerRecord =
  | { readonly kind: 'sanction'; readonly walk: readonly StepRecord[]; readonly end: number }
  | { readonly kind: 'escaped'; readonly walk: readonly StepRecord[]; readonly end: number; readonly escape: number }
  | { readonly kind: 'harmless'; readonly count: number }
  | { readonly kind: 'together'; readonly with: readonly StepRecord[]; readonly end: number }
  | { readonly kind: 'none' | 'unasked' }

/** What the preferences of one decision maker must say for a state to be stable. */
export interface InverseRecord {
  readonly state: number
  readonly decider: string
  readonly concept: ConceptId
  /** All of these: the state is at least as good as every state of one of `anyOf`. */
  readonly clauses: readonly { readonly move: number; readonly anyOf: readonly (readonly number[])[] }[]
  /** Share of all strict orders that meet them; null where too many states matter. */
  readonly shareOfOrders: number | null
  /** States that are preferred now and must not be, clause by clause; empty where the state is stable. */
  readonly lower: readonly (readonly number[])[]
}
