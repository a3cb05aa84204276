/** The table of contents: every stage of the engine called once, in order, for one world under one scenario.
 *  `evidence → worlds → war → settlement (with durability) → bargaining → consequences → findings`. */
import { actorAt } from './case/indices.ts'
import { accountant, newLedger } from './stages/consequences/ledger.ts'
import { bargainer, newTalks } from './stages/bargaining/bargain.ts'
import type { Arm, Model } from './case/model.ts'
import { appraiser } from './stages/findings/appraise-named.ts'
import type { Outcome } from './stages/findings/outcome.ts'
import { settlementStage } from './stages/settlement/settle.ts'
import type { SettlementTable } from './stages/settlement/table.ts'
import { newProjection, projector } from './stages/war/project.ts'
import { drawer, newWorld } from './stages/worlds/draw.ts'
import type { Samplers, Uniforms } from './stages/worlds/draw.ts'

/** What the arms of a model have in common: the settlement space (null where the case has none) and the samplers. */
export interface Shared {
  readonly table: SettlementTable | null
  readonly samplers: Samplers
}

/** Prepares the stages of a case under one scenario. The outcome returned is reused by the next world: read it before.
 *  A stage whose section the case leaves out is skipped, and so are those that need it. */
export function pipeline(model: Model, arm: Arm, shared: Shared): (uniforms: Uniforms, index: number) => Outcome {
  const theCase = model.case
  const { table, samplers } = shared
  const world = newWorld(theCase)
  const draw = drawer(theCase, arm, samplers)
  const projection = theCase.war ? newProjection(theCase.war) : null
  const project = theCase.war ? projector(theCase.war, model.seed) : null
  const settlements = table ? settlementStage(model, table) : null
  const appraisers = settlements ? theCase.packages.map(({ options }) => appraiser(settlements, options)) : []
  const talks = settlements && theCase.bargaining ? newTalks(theCase) : null
  const bargain = settlements && theCase.bargaining ? bargainer(settlements, model.seed) : null
  const ledger = talks ? newLedger(theCase) : null
  const account = accountant(theCase, model.seed)
  const playerOf = Int32Array.from(theCase.actors, (_, actor) => theCase.vetoPlayers.indexOf(actorAt(actor)))

  return (uniforms, index) => {
    draw(uniforms, index, world) // evidence and worlds
    if (projection) project!(world, projection) // war: the path of fighting on
    const settlement = settlements?.prepare(world, projection) ?? null // durability and settlement: what beats fighting on
    if (talks) bargain!(world, settlement!, talks) // bargaining: what is agreed, and when
    if (ledger) account(world, projection, talks!, ledger) // consequences: what it leaves behind
    const named = settlement ? appraisers.map((appraise) => appraise(settlement, world)) : []
    return { playerOf, world, projection, settlement, talks, ledger, named } // findings read the rest
  }
}
