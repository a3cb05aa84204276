/** A model as a function of its uncertain inputs: what sensitivity analysis varies, and what it looks at. */
import { defined } from '../../case/defined.ts'
import { exp } from '../../math/elementary.ts'
import type { Event, Metric } from '../../case/claim-test.ts'
import type { Model } from '../../case/model.ts'
import { readByGameAlone } from '../../case/reads.ts'
import type { BargainingSpec, Case } from '../../case/types.ts'
import { armIndex, armOfScenario } from '../../stages/findings/claim-tally.ts'
import type { Leaf } from '../../stages/findings/claim-tally.ts'
import { happens, measure } from '../../stages/findings/evaluate.ts'
import type { Outcome } from '../../stages/findings/outcome.ts'
import { pipeline } from '../../pipeline.ts'
import { isFixed, uniforms } from '../../stages/worlds/draw.ts'
import type { Uniforms, World } from '../../stages/worlds/draw.ts'
import { armOf } from '../../run/compile.ts'
import { drawWorld, players, theatreOf } from '../../run/player.ts'

/** An uncertain input: one uniform each. `chance` stands for everything that no assumption of the case decides: the
 *  shocks of the war, the arrival of a deal, the breaking of the peace. */
export type Input =
  | { readonly kind: 'quantity'; readonly id: string; readonly quantity: number }
  | { readonly kind: 'hypothesis'; readonly id: string; readonly set: number }
  | { readonly kind: 'consent'; readonly id: string; readonly body: number; readonly member: number }
  | { readonly kind: 'redLine'; readonly id: string; readonly redLine: number }
  | { readonly kind: 'chance'; readonly id: 'chance' }

/** What is looked at in each world. An event counts as 1 or 0; `dealBy` is the chance of a deal by a month given the
 *  months in which a ZOPA is open, which carries less noise than whether it came. `test` is a test of a claim: its
 *  event or number, the difference of its two scenarios, or for `likeliest` whether the first event holds less whether
 *  its rival does. */
export type Output =
  | { readonly kind: 'event'; readonly of: Event }
  | { readonly kind: 'metric'; readonly of: Metric }
  | { readonly kind: 'dealBy'; readonly month: number }
  | {
      readonly kind: 'test'
      readonly leaf: Leaf
      /** The strongest other event of a `likeliest`; 0 in other tests. */ readonly rival: number
    }

/** Every input that varies in an arm and that some output could hang on, quantities first, in the order of the file;
 *  `chance` is the last. */
export function inputsOf(model: Model): Input[] {
  const idle = readByGameAlone(model.case)
  const varies = (quantity: number): boolean => model.arms.some(({ spreads }) => !isFixed(defined(spreads[quantity])))
  return inputsNamed(model.case).filter((input) => {
    if (input.kind === 'quantity') return varies(input.quantity) && !idle.has(input.quantity)
    return input.kind !== 'redLine' || !isSure(model, defined(model.case.redLines[input.redLine]).firm)
  })
}

/** Everything in a case that could vary. */
export function inputsNamed(theCase: Case): Input[] {
  return [
    ...theCase.quantities.map(({ id }, quantity): Input => ({ kind: 'quantity', id, quantity })),
    ...theCase.hypotheses.map((set, s): Input => ({ kind: 'hypothesis', id: `hypotheses.${set.id}`, set: s })),
    ...theCase.consents.flatMap((body, b) =>
      body.members.map(
        (member, m): Input => ({
          kind: 'consent',
          id: `consents.${body.id}.${member.id} (drawn)`,
          body: b,
          member: m,
        }),
      ),
    ),
    ...theCase.redLines.map((line, r): Input => ({ kind: 'redLine', id: `redLines.${line.id} (drawn)`, redLine: r })),
    { kind: 'chance', id: 'chance' },
  ]
}

/** Whether a probability is 0 or 1 in every arm, so that nothing is drawn by it. */
function isSure({ arms }: Model, probability: number): boolean {
  return arms.every(({ spreads }) => {
    const spread = defined(spreads[probability])
    return spread.kind === 'plain' && spread.of.kind === 'fixed' && (spread.of.value === 0 || spread.of.value === 1)
  })
}

/** The arms that an output needs: the first, or those that its test names. */
export function modelFor(model: Model, output: Output): Model {
  const armWorlds = model.worlds
  if (output.kind !== 'test') return { ...model, arms: model.arms.slice(0, 1), armWorlds }
  const { leaf } = output
  const first = defined(model.arms[0])
  const scenarios = [leaf.scenario ?? first.scenario, ...('against' in leaf ? [leaf.against] : [])]
  const arms = [...new Set(scenarios)]
    .sort((a, b) => Number(b === first.scenario) - Number(a === first.scenario))
    .map((scenario) => (scenario === first.scenario ? first : armOf(model.case, scenario)))
  return { ...model, arms, armWorlds }
}

/** Number of worlds that `chance` picks from. */
const CHANCES = 0x8000_0000

export interface EvaluatorOptions {
  /** Whether uniforms come correlated, as for Shapley effects; else the case's correlations are put on them. */
  readonly correlated: boolean
}

/** The model as a function of one uniform per input; what is no input is drawn with the world that `chance` picks.
 *  @returns the output in the world that the uniforms pick; NaN where it has no meaning there. */
export function evaluator(
  model: Model,
  inputs: readonly Input[],
  output: Output,
  options: EvaluatorOptions = { correlated: false },
): (u: ArrayLike<number>) => number {
  const theatre = theatreOf(model, new Map(), 'varying')
  const played = players(model, model.arms, theatre)
  const place = placer(inputs, theatre.drawn, options)
  return (u) => readOutput(model, output, played.again(place(u)))
}

/** The output in world `index` of a run; NaN where it has no meaning there. */
export function worldEvaluator(model: Model, output: Output): (index: number) => number {
  const played = players(model, model.arms)
  return (index) => readOutput(model, output, played.at(index))
}

/** Puts uniforms into a world's draw. @returns a function that gives the world. */
function placer(
  inputs: readonly Input[],
  drawn: Uniforms,
  { correlated }: EvaluatorOptions,
): (u: ArrayLike<number>) => number {
  const chance = inputs.findIndex(({ kind }) => kind === 'chance')
  return (u) => {
    const world = chance < 0 ? 0 : Math.floor(defined(u[chance]) * CHANCES)
    drawn.draw(world)
    if (correlated) drawn.correlate()
    inputs.forEach((input, k) => place(drawn, input, defined(u[k])))
    if (!correlated) drawn.correlate()
    return world
  }
}

function place(drawn: Uniforms, input: Input, u: number): void {
  switch (input.kind) {
    case 'quantity':
      drawn.quantities[input.quantity] = u
      return
    case 'hypothesis':
      drawn.hypotheses[input.set] = u
      return
    case 'consent':
      defined(drawn.members[input.body])[input.member] = u
      return
    case 'redLine':
      drawn.redLines[input.redLine] = u
      return
    case 'chance':
  }
}

/** What the inputs came out as: values of quantities in the unit they are written in, options of hypotheses by number,
 *  1 where a member agrees or a red line is firm, else 0. `chance` has no value and is 0. One column an input. */
export type ReadInputs = (drawn: Uniforms, world: number, write: (input: number, value: number) => void) => void

/** Reads the inputs of the first arm. */
export function inputReader(model: Model, inputs: readonly Input[]): ReadInputs {
  const draw = pipeline(model, defined(model.arms[0]), 'worlds', {
    table: null,
    samplers: new Map(),
    phases: [],
    poisoned: false,
  })
  return (drawn, index, write) => {
    const { world } = draw(drawn, index)
    inputs.forEach((input, k) => {
      write(k, valueOf(model.case, input, drawn, world))
    })
  }
}

function valueOf(theCase: Case, input: Input, drawn: Uniforms, world: World): number {
  switch (input.kind) {
    case 'quantity':
      return defined(world.values[input.quantity]) / defined(theCase.quantities[input.quantity]).factor
    case 'hypothesis':
      return defined(world.hypotheses[input.set])
    case 'consent': {
      const { probability } = defined(defined(theCase.consents[input.body]).members[input.member])
      return defined(defined(drawn.members[input.body])[input.member]) < defined(world.values[probability]) ? 1 : 0
    }
    case 'redLine':
      return defined(world.firm[input.redLine])
    case 'chance':
      return 0
  }
}

/** Columns of input values over the first `count` worlds of a run. */
export function columnsOfWorlds(model: Model, inputs: readonly Input[], count: number): Float64Array[] {
  const drawn = uniforms(model.case, model.arms, model.seed)
  return columns([inputs.length, count], inputReader(model, inputs), drawn, (row) => {
    drawWorld(drawn, row)
    return row
  })
}

/** Columns of input values over rows of uniforms. @param sample writes the uniforms of a row. */
export function columnsOfRows(
  model: Model,
  inputs: readonly Input[],
  rows: ArrayLike<number>,
  sample: (row: number, out: Float64Array) => void,
): Float64Array[] {
  const drawn = uniforms(model.case, model.arms, model.seed, 'varying')
  const put = placer(inputs, drawn, { correlated: false })
  const u = new Float64Array(inputs.length)
  return columns([inputs.length, rows.length], inputReader(model, inputs), drawn, (row) => {
    sample(defined(rows[row]), u)
    return put(u)
  })
}

function columns(
  [width, count]: readonly [number, number],
  read: ReadInputs,
  drawn: Uniforms,
  prepare: (row: number) => number,
): Float64Array[] {
  const values = Array.from({ length: width }, () => new Float64Array(count))
  for (let row = 0; row < count; row++)
    read(drawn, prepare(row), (input, value) => {
      defined(values[input])[row] = value
    })
  return values
}

/** Reads an output off the outcomes of a world, one an arm. */
export function readOutput(model: Model, output: Output, outcomes: readonly Outcome[]): number {
  switch (output.kind) {
    case 'event':
      return happens(output.of, defined(outcomes[0])) ? 1 : 0
    case 'metric':
      return measure(output.of, defined(outcomes[0]))
    case 'dealBy':
      return model.case.bargaining ? chanceOfDeal(model.case.bargaining, output.month, defined(outcomes[0])) : NaN
    case 'test':
      return readTest(model, output, outcomes)
  }
}

function readTest(
  model: Model,
  { leaf, rival }: Extract<Output, { kind: 'test' }>,
  outcomes: readonly Outcome[],
): number {
  const here = defined(outcomes[armIndex(model, leaf.scenario)])
  if (leaf.given && !happens(leaf.given, here)) return NaN
  if (leaf.kind === 'likeliest')
    return Number(happens(defined(leaf.of[0]), here)) - Number(happens(defined(leaf.of[rival]), here))
  const read = (outcome: Outcome): number =>
    leaf.kind === 'probability' || leaf.kind === 'difference'
      ? Number(happens(leaf.of, outcome))
      : measure(leaf.of, outcome)
  if (leaf.kind === 'probability' || leaf.kind === 'mean') return read(here)
  const there = defined(outcomes[armOfScenario(model, leaf.against)])
  return leaf.given && !happens(leaf.given, there) ? NaN : read(here) - read(there)
}

/** Chance of a deal by a month, over when it comes and who breaks before, `Σ_t Π_{s<t}(1 − λ_s)(1 − h_s)·(1 − h_t)λ_t`;
 *  where a proposal may be put before, whether the deal came. */
function chanceOfDeal({ proposals }: BargainingSpec, month: number, { talks, world, projection }: Outcome): number {
  if (!talks) return NaN
  if (proposals.some((proposal) => proposal.month <= month && defined(world.values[proposal.probability]) > 0))
    return talks.month > 0 && talks.month <= month ? 1 : 0
  let [goesOn, chance] = [1, 0]
  for (let m = 1; m <= month && m < talks.open.length; m++) {
    if (projection)
      goesOn *= (1 - defined(projection.attacker.hazard[m])) * (1 - defined(projection.defender.hazard[m]))
    const none = exp(-talks.paceIn(m))
    chance += goesOn * (1 - none)
    goesOn *= none
  }
  return chance
}
