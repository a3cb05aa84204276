/** Everything that one world knows of itself once the pipeline has run over it. */
import { actorAt } from '../../case/indices.ts'
import type { PlayerIndex } from '../../case/indices.ts'
import { playerOf } from '../../case/players.ts'
import type { Case } from '../../case/types.ts'
import type { Ledger } from '../consequences/ledger.ts'
import type { Appraisal } from '../settlement/appraisal.ts'
import type { Settlement } from '../settlement/settle.ts'
import type { Talks } from '../bargaining/bargain.ts'
import type { Projection } from '../war/project.ts'
import { newWorld } from '../worlds/draw.ts'
import type { World } from '../worlds/draw.ts'

/** Stages that a case has no sections for are null. */
export interface Outcome {
  /** Position among the veto players, by actor; null for the others. */
  readonly playerOf: readonly (PlayerIndex | null)[]
  readonly world: World
  readonly projection: Projection | null
  readonly settlement: Settlement | null
  readonly talks: Talks | null
  readonly ledger: Ledger | null
  /** By named package: what it is worth in the first month, and whether a veto player's own firm red line rejects
   *  it. */
  readonly named: readonly NamedAppraisal[]
  /** Issues that each step after the first settles. */
  readonly stepIssues: readonly (readonly number[])[]
  /** By question about terms: 1 where some package would be signed. */
  readonly signs: Uint8Array
}

/** An outcome while its stages fill it in. */
export type Growing = { -readonly [K in keyof Outcome]: Outcome[K] }

/** What is there before any stage has run. */
export function newOutcome(theCase: Case): Growing {
  const players = theCase.actors.map((_, actor) => playerOf(theCase.vetoPlayers, actorAt(actor)))
  const world = newWorld(theCase)
  const signs = new Uint8Array(theCase.questions.length)
  const stepIssues = (theCase.steps ?? []).slice(1).map(({ issues }) => issues)
  const stages = { projection: null, settlement: null, talks: null, ledger: null }
  return { playerOf: players, world, stepIssues, ...stages, named: [], signs }
}

export interface NamedAppraisal {
  readonly appraisal: Appraisal
  /** 1 where the player prefers it to fighting on and none of its firm red lines rejects it. */
  readonly accepts: Uint8Array
  /** Powell's margin of the attacker, in points, and the credible strength of a guarantee that would make it 0 (share
   *  of combined strength). */
  readonly powellMargin: number
  readonly guaranteeNeeded: number
}
