/** What a run computes: plain data, structured-cloneable, so that it travels to any thread, tab or host. */
import type { ActorIndex, Case, Spread } from './types.ts'

/** A case under one scenario: the spread of every quantity, by index. */
export interface Arm {
  /** Index into `Case.scenarios`; null for the case as written. */
  readonly scenario: number | null
  readonly spreads: readonly Spread[]
  /** Those who have to agree in the case as written and are not asked here; left out for none. */
  readonly without?: readonly ActorIndex[]
  /** Present where a case in steps settles everything at once. */
  readonly atOnce?: true
}

/** The first arm is what was asked for; the others are the scenarios that its findings compare it with, on the same
 *  worlds. */
export interface Model {
  readonly case: Case
  readonly arms: readonly Arm[]
  readonly seed: number
  /** Worlds of the first arm, and of each of the others (the first so many of the same worlds). */
  readonly worlds: number
  readonly armWorlds: number
}
