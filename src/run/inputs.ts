/** A model as a function of its uncertain inputs: what sensitivity analysis varies, and what it looks at. */
import type { Event, Metric } from '../case/claim-test.ts'
import type { Model } from '../case/model.ts'
import type { Case } from '../case/types.ts'
import { happens, measure } from '../findings/evaluate.ts'
import type { Outcome } from '../findings/outcome.ts'
import { pipeline } from '../pipeline.ts'
import { settlementTable } from '../settlement/table.ts'
import { isFixed, uniforms } from '../worlds/draw.ts'
import type { Uniforms } from '../worlds/draw.ts'

/** An uncertain input: one uniform each. `chance` stands for everything that no assumption of the case decides: the shocks of the war,
 *  the arrival of a deal, the breaking of the peace. */
export type Input =
  | { readonly kind: 'quantity'; readonly id: string; readonly quantity: number }
  | { readonly kind: 'hypothesis'; readonly id: string; readonly set: number }
  | { readonly kind: 'consent'; readonly id: string; readonly body: number; readonly member: number }
  | { readonly kind: 'redLine'; readonly id: string; readonly redLine: number }
  | { readonly kind: 'chance'; readonly id: 'chance' }

/** What is looked at in each world. An event counts as 1 or 0; `dealBy` is the chance of a deal by a month given the months in which a ZOPA is open,
 *  which carries less noise than whether it came. */
export type Output =
  | { readonly kind: 'event'; readonly of: Event }
  | { readonly kind: 'metric'; readonly of: Metric }
  | { readonly kind: 'dealBy'; readonly month: number }

/** Every input of the first arm that varies, quantities first, in the order of the file. */
export function inputsOf(model: Model): Input[] {
  const theCase = model.case
  const { spreads } = model.arms[0]!
  return [
    ...theCase.quantities.flatMap(({ id }, quantity): Input[] => (isFixed(spreads[quantity]!) ? [] : [{ kind: 'quantity', id, quantity }])),
    ...theCase.hypotheses.map((set, s): Input => ({ kind: 'hypothesis', id: `hypotheses.${set.id}`, set: s })),
    ...theCase.consents.flatMap((body, b) => body.members.map((member, m): Input => ({ kind: 'consent', id: `consents.${body.id}.${member.id} (drawn)`, body: b, member: m }))),
    ...theCase.redLines.map((line, r): Input => ({ kind: 'redLine', id: `redLines.${line.id} (drawn)`, redLine: r })),
    { kind: 'chance', id: 'chance' },
  ]
}

/** Number of worlds that `chance` picks from. */
const CHANCES = 0x8000_0000

/** The model's first arm as a function of one uniform per input.
 *  @returns the output in the world that the uniforms pick; NaN where it has no meaning there. */
export function evaluator(model: Model, inputs: readonly Input[], output: Output): (u: ArrayLike<number>) => number {
  const [arm] = model.arms
  const table = model.case.issues.length > 0 && model.case.scores.length > 0 ? settlementTable(model.case) : null
  const run = pipeline(model, arm!, { table, samplers: new Map() })
  const drawn = uniforms(model.case, [arm!], model.seed)
  const chance = inputs.findIndex(({ kind }) => kind === 'chance')
  return (u) => {
    const world = chance < 0 ? 0 : Math.floor(u[chance]! * CHANCES)
    drawn.draw(world)
    inputs.forEach((input, k) => place(drawn, input, u[k]!))
    drawn.correlate()
    return readOutput(model.case, output, run(drawn, world))
  }
}

function place(drawn: Uniforms, input: Input, u: number): void {
  switch (input.kind) {
    case 'quantity': drawn.quantities[input.quantity] = u; return
    case 'hypothesis': drawn.hypotheses[input.set] = u; return
    case 'consent': drawn.members[input.body]![input.member] = u; return
    case 'redLine': drawn.redLines[input.redLine] = u; return
    case 'chance':
  }
}

/** Reads an output off a world. */
export function readOutput(theCase: Case, output: Output, outcome: Outcome): number {
  switch (output.kind) {
    case 'event': return happens(output.of, outcome) ? 1 : 0
    case 'metric': return measure(output.of, outcome)
    case 'dealBy': return theCase.bargaining ? chanceOfDeal(theCase.bargaining.hazard, output.month, outcome) : NaN
  }
}

/** `1 − (1 − λ)^{open months}`. */
function chanceOfDeal(hazard: number, month: number, { talks, world }: Outcome): number {
  if (!talks) return NaN
  let without = 1
  for (let m = 1; m <= month && m < talks.open.length; m++) if (talks.open[m] === 1) without *= 1 - world.values[hazard]!
  return 1 - without
}
