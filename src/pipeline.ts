/** The table of contents: every stage of the engine named once, in order, for one world under one scenario.
 *  `worlds (with evidence) → war → settlement (with durability) → bargaining → consequences → findings`. */
import { defined } from './case/defined.ts'
import { caseOfArm } from './case/left-out.ts'
import type { Arm, Model } from './case/model.ts'
import { poison } from './math/poison.ts'
import { bargainer, newTalks } from './stages/bargaining/bargain.ts'
import { accountant, newLedger } from './stages/consequences/ledger.ts'
import { appraiser } from './stages/findings/appraise-named.ts'
import { signatures } from './stages/findings/signatures.ts'
import { type Growing, newOutcome, type Outcome } from './stages/findings/outcome.ts'
import { settlementStage } from './stages/settlement/settle.ts'
import type { SettlementStage } from './stages/settlement/settle.ts'
import { settlementTable, type SettlementTable } from './stages/settlement/table.ts'
import type { KnownPhases } from './stages/settlement/known-phases.ts'
import { newProjection, projector } from './stages/war/project.ts'
import { drawer } from './stages/worlds/draw.ts'
import type { Samplers, Uniforms } from './stages/worlds/draw.ts'

const STAGE_NAMES = ['worlds', 'war', 'settlement', 'bargaining', 'consequences', 'findings'] as const
export type StageName = (typeof STAGE_NAMES)[number]

/** What the arms of a model have in common: the settlement space (null where the case has none), the samplers, what
 *  they make of a world alike, and whether room is filled with NaN before it is used again. */
export interface Shared {
  readonly table: SettlementTable | null
  readonly samplers: Samplers
  readonly phases: KnownPhases
  readonly poisoned: boolean
}

/** A world under one scenario while it comes about, and what its stages hand on besides. */
interface Making {
  readonly model: Model
  readonly arm: Arm
  readonly shared: Shared
  readonly out: Growing
  settlements: SettlementStage | null
}
type Stage = (making: Making) => ((uniforms: Uniforms, index: number) => void) | null

/** Each prepares itself, and says what it does in every world: nothing where the case has no section for it. */
const STAGES: Readonly<Record<StageName, Stage>> = {
  worlds({ model, arm, shared, out }) {
    const draw = drawer(model.case, arm, shared.samplers) // evidence, and what is drawn by it
    return (uniforms, index) => draw(uniforms, index, out.world)
  },
  war({ model, out }) {
    if (!model.case.war) return null
    const project = projector(model.case.war, model.seed) // the path of fighting on
    const projection = (out.projection = newProjection(model.case.war))
    return () => project(out.world, projection)
  },
  settlement(making) {
    const { model, shared, out } = making
    const settlements = shared.table && settlementStage(model, shared.table, shared.phases) // what beats fighting on
    if (!settlements) return null
    making.settlements = settlements
    return () => void (out.settlement = settlements.prepare(out.world, out.projection))
  },
  bargaining({ model, settlements, out }) {
    if (!settlements || !model.case.bargaining) return null
    const bargain = bargainer(settlements, model.seed) // what is agreed, and when
    const talks = (out.talks = newTalks(model.case))
    return () => bargain(out.world, out.projection, defined(out.settlement), talks)
  },
  consequences({ model, out }) {
    if (!out.talks) return null
    const account = accountant(model.case, model.seed) // what it leaves behind
    const ledger = (out.ledger = newLedger(model.case))
    return () => account(out.world, out.projection, defined(out.talks), ledger)
  },
  findings({ model, settlements, out }) {
    if (!settlements) return null
    const appraisers = model.case.packages.map(({ options }) => appraiser(settlements, options)) // what claims read
    const sign = signatures(settlements)
    return () => {
      out.named = appraisers.map((appraise) => appraise(defined(out.settlement), out.world))
      sign(defined(out.settlement), out.world, out.signs)
    }
  },
}

/** An arm that leaves somebody out is of a case of its own, with a space of its own. */
function makingOf(model: Model, arm: Arm, shared: Shared): Making {
  const asked = caseOfArm(model.case, arm)
  const table = shared.table && asked !== model.case ? settlementTable(asked) : shared.table
  return {
    model: { ...model, case: asked },
    arm,
    shared: { ...shared, table },
    out: newOutcome(asked),
    settlements: null,
  }
}

/** Prepares the stages of a case under one scenario, as far as one of them. The outcome returned is reused by the next
 *  world: read it before. A stage whose section the case leaves out is skipped, and so are those that need it. */
export function pipeline(model: Model, arm: Arm, upTo: StageName, shared: Shared): (u: Uniforms, i: number) => Outcome {
  const making = makingOf(model, arm, shared)
  const needed = STAGE_NAMES.slice(0, STAGE_NAMES.indexOf(upTo) + 1)
  const steps = needed.map((name) => STAGES[name](making)).filter((step) => step !== null)
  return (uniforms, index) => {
    if (shared.poisoned) poison(making.out)
    for (const step of steps) step(uniforms, index)
    return making.out
  }
}
