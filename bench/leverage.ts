/** Does the case answer to leverage? What each arm does to the chance of a deal, to when terms open, to the terms
 *  agreed and to who breaks, on common worlds; and which single number carries most of the headline's variance.
 *
 *  node dist/bench/leverage.js [CASE.yaml] [--worlds 500] [--json]
 *
 *  Arms are made for any case that has what they change: the case's own scenarios run beside them. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { columnsOfWorlds, inputsOf, worldEvaluator } from '../src/answers/sensitivity/inputs.ts'
import type { Arm, Model } from '../src/case/model.ts'
import type { Case, FlowSpec, SideSpec } from '../src/case/types.ts'
import { load } from '../src/load/load.ts'
import { mean } from '../src/math/distribution.ts'
import { armOf, compile } from '../src/run/compile.ts'
import { simulate, worlds } from '../src/run/simulate.ts'
import type { Outcome } from '../src/stages/findings/outcome.ts'

const { values: given, positionals } = parseArgs({
  allowPositionals: true,
  options: { worlds: { type: 'string', default: '500' }, json: { type: 'boolean', default: false } },
})
const file = positionals[0] ?? fileURLToPath(new URL('../../cases/bundled/ukraine-2025/case.yaml', import.meta.url))

/** Numbers replaced, in the engine's units; `null` for what is left as it is. */
type Changes = ReadonlyMap<number, number>
interface NamedArm {
  readonly name: string
  readonly arm: Arm
}

function meanOf(theCase: Case, arm: Arm, quantity: number): number {
  const spread = arm.spreads[quantity]!
  const of =
    spread.kind === 'plain' ? mean(spread.of) : spread.by.reduce((sum, d) => sum + mean(d), 0) / spread.by.length
  return of * theCase.quantities[quantity]!.factor
}

function changed(theCase: Case, base: Arm, changes: Changes): Arm {
  const spreads = base.spreads.map((spread, q) => {
    const value = changes.get(q)
    return value === undefined
      ? spread
      : ({ kind: 'plain', of: { kind: 'fixed', value: value / theCase.quantities[q]!.factor } } as const)
  })
  return { scenario: base.scenario, spreads }
}

const nothingComesIn = (flow: FlowSpec | null): [number, number][] =>
  flow ? [[flow.production, 0], ...flow.deliveries.map((delivery): [number, number] => [delivery.flow, 0])] : []

/** Arms of the war: each side without shells, with hardly any men, bleeding. */
function warArms(theCase: Case, base: Arm): [string, [number, number][]][] {
  const { war } = theCase
  if (!war) return []
  const of = (side: SideSpec): string => theCase.actors[side.actor]!.name
  const times = (quantity: number, by: number): [number, number] => [quantity, by * meanOf(theCase, base, quantity)]
  const sides = [war.attacker, war.defender]
  return [
    ...sides.flatMap((side): [string, [number, number][]][] => [
      ...(side.shells
        ? ([[`${of(side)} without shells`, nothingComesIn(side.shells)]] as [string, [number, number][]][])
        : []),
      [`${of(side)}: 10,000 men, no recruits`, [[side.men.stock, 10_000], ...nothingComesIn(side.men)]],
      [`${of(side)} loses 100,000 a month`, [[side.men.losses, 100_000]]],
    ]),
    ['both lose double', sides.flatMap(({ men }) => [times(men.losses, 2), times(men.lossesPerKm2, 2)])],
    ...(war.breaks
      ? (['attacker', 'defender'] as const).flatMap((which): [string, [number, number][]][] => [
          [`${of(war[which])} breaks ×2`, [times(war.breaks![which].hazard, 2)]],
        ])
      : []),
  ]
}

/** Arms of the sides' resolve and of the peace. */
function otherArms(theCase: Case, base: Arm): [string, [number, number][]][] {
  const { durability, bargaining } = theCase
  const times = (quantity: number, by: number): [number, number] => [quantity, by * meanOf(theCase, base, quantity)]
  const resolves = theCase.vetoPlayers.flatMap((actor) => {
    const { resolve, name } = theCase.actors[actor]!
    return resolve ? [{ resolve, name }] : []
  })
  const credibility =
    durability?.covariates.filter(({ effect }) => effect === 'guarantee').map(({ value }) => value) ?? []
  const prices = theCase.redLines.flatMap(({ cost }) => (cost === null ? [] : [cost]))
  return [
    ...([0, 2] as const).map((by): [string, [number, number][]] => [
      `fighting costs ×${by}`,
      resolves.flatMap(({ resolve }) => [times(resolve.fightingCost, by), times(resolve.costPerThousand, by)]),
    ]),
    ['no hopes', resolves.map(({ resolve }) => [resolve.optimism, 0])],
    ...resolves.flatMap(({ resolve, name }): [string, [number, number][]][] => [
      [`${name} patient`, [[resolve.discount, 0.03]]],
      [`${name} impatient`, [[resolve.discount, 0.25]]],
    ]),
    ...(durability
      ? [0, 0.5, 1].map((p): [string, [number, number][]] => [`stillborn ${p}`, [[durability.stillborn, p]]])
      : []),
    ...[0, 1].map((x): [string, [number, number][]] => [`guarantees believed: ${x}`, credibility.map((q) => [q, x])]),
    ...(durability && theCase.war
      ? [['rearming 10 % a year', [[durability.rearming, 0.1]]] as [string, [number, number][]]]
      : []),
    ...[0.5, 1.5].map((by): [string, [number, number][]] => [
      `prices of red lines ×${by}`,
      prices.map((q) => times(q, by)),
    ]),
    ...[0.5, 2].map((by): [string, [number, number][]] => [
      `pace ×${by}`,
      bargaining ? [times((bargaining.pace ?? bargaining.hazard)!, by)] : [],
    ]),
  ]
}

function armsOf(theCase: Case): NamedArm[] {
  const base = armOf(theCase, null)
  return [
    { name: 'as it is', arm: base },
    ...[...warArms(theCase, base), ...otherArms(theCase, base)]
      .filter(([, changes]) => changes.length > 0)
      .map(([name, changes]) => ({ name, arm: changed(theCase, base, new Map(changes)) })),
    ...theCase.scenarios.map(({ id }, index) => ({ name: `scenario ${id}`, arm: armOf(theCase, index) })),
  ]
}

/** What one arm saw. */
interface Seen {
  readonly name: string
  deals: number
  openFirst: number
  openLast: number
  readonly broken: { attacker: number; defender: number }
  /** Paired change of the points agreed, by player, over the worlds with a deal in both this arm and the first. */
  readonly points: number[]
  both: number
}

const newSeen = (name: string, players: number): Seen => ({
  name,
  deals: 0,
  openFirst: 0,
  openLast: 0,
  broken: { attacker: 0, defender: 0 },
  points: new Array<number>(players).fill(0),
  both: 0,
})

function add(seen: Seen, outcome: Outcome, first: Outcome, month: number): void {
  const talks = outcome.talks!
  if (talks.month > 0 && talks.month <= month) seen.deals++
  seen.openFirst += talks.open[1]!
  seen.openLast += talks.open.at(-1)!
  if (talks.broken) seen.broken[talks.broken]++
  const before = first.talks!.appraisal
  if (!talks.appraisal || !before) return
  seen.both++
  talks.appraisal.points.forEach((points, i) => {
    seen.points[i]! += points - before.points[i]!
  })
}

function table(model: Model, arms: readonly NamedArm[], month: number): Seen[] {
  const each = worlds({ ...model, arms: arms.map(({ arm }) => arm), armWorlds: model.worlds })
  const seen = arms.map(({ name }) => newSeen(name, model.case.vetoPlayers.length))
  for (let index = 0; index < model.worlds; index++) {
    const outcomes = each(index)
    seen.forEach((of, k) => {
      add(of, outcomes[k]!, outcomes[0]!, month)
    })
  }
  return seen
}

/** Worlds a bin of the first-order shares. */
const BIN = 40

/** Share of the variance of a column of outputs that one input explains alone, by equal slices of the input, less what
 *  chance alone would give. Source: Plischke, Borgonovo & Smith 2013, Global sensitivity measures from given data, EJOR
 *  226(3). */
function shareExplained(input: Float64Array, output: Float64Array): number {
  const order = Array.from(input, (_, k) => k).sort((a, b) => input[a]! - input[b]! || a - b)
  const bins = Math.max(2, Math.floor(order.length / BIN))
  const average = (rows: readonly number[]): number => rows.reduce((sum, k) => sum + output[k]!, 0) / rows.length
  const all = average(order)
  const variance = order.reduce((sum, k) => sum + (output[k]! - all) ** 2, 0) / order.length
  const between = Array.from({ length: bins }, (_, b) =>
    order.slice(Math.floor((b * order.length) / bins), Math.floor(((b + 1) * order.length) / bins)),
  ).reduce((sum, rows) => sum + (rows.length / order.length) * (average(rows) - all) ** 2, 0)
  return variance > 0 ? between / variance - (bins - 1) / order.length : 0
}

function shares(model: Model, month: number): { readonly id: string; readonly share: number }[] {
  const inputs = inputsOf(model).filter(({ kind }) => kind !== 'chance')
  const columns = columnsOfWorlds(model, inputs, model.worlds)
  const read = worldEvaluator(model, { kind: 'dealBy', month })
  const output = Float64Array.from({ length: model.worlds }, (_, index) => read(index))
  return inputs
    .map(({ id }, k) => ({ id, share: shareExplained(columns[k]!, output) }))
    .sort((a, b) => b.share - a.share)
}

/** The same model where nothing is a judgement: no world has a twin, and every number but the spread over readings is
 *  as precise as before. */
function withoutTwins(model: Model): Model {
  const quantities = model.case.quantities.map((quantity) => ({
    ...quantity,
    provenance: { ...quantity.provenance, kind: 'estimate' as const },
  }))
  return { ...model, case: { ...model.case, quantities } }
}

/** Milliseconds of processor time of a run with the spread over readings and of one without it, the least of three in
 *  turn. */
function timesOf(model: Model): readonly [number, number] {
  const least: [number, number] = [Infinity, Infinity]
  const models = [model, withoutTwins(model)]
  for (let round = 0; round < 3; round++)
    models.forEach((one, k) => {
      const start = process.cpuUsage().user
      simulate(one, 0, one.worlds)
      least[k] = Math.min(least[k]!, (process.cpuUsage().user - start) / 1000)
    })
  return least
}

const loaded = load(readFileSync(file, 'utf8'), file)
if (!loaded.ok) throw new Error(loaded.errors[0]!.message)
const theCase = loaded.case
if (!theCase.bargaining) throw new Error('the case has no `bargaining`: there is no deal to ask for')
const count = Number(given.worlds)
const model = compile(theCase, null, { worlds: count, armWorlds: 0, beside: [] })
const month = Math.min(12, theCase.bargaining.months)
const rows = table(model, armsOf(theCase), month)
const top = shares({ ...model, worlds: 4 * count }, month).slice(0, 8)
const [both, alone] = timesOf(compile(theCase, null, { worlds: 4 * count, armWorlds: count }))
if (given.json)
  console.log(JSON.stringify({ worlds: count, month, rows, shares: top, readings: { with: both, without: alone } }))
else {
  const percent = (n: number): string => `${((100 * n) / count).toFixed(1)}`
  const names = theCase.vetoPlayers.map((actor) => theCase.actors[actor]!.name)
  console.log(
    `${theCase.id}, ${count} common worlds: deal by month ${month} %, terms open in month 1 → ${theCase.bargaining.months} %, paired points ${names.join('/')} where both end in a deal, breaks attacker/defender %`,
  )
  for (const { name, deals, openFirst, openLast, broken, points, both } of rows)
    console.log(
      `${name.padEnd(36)} ${percent(deals).padStart(5)}  ${percent(openFirst).padStart(5)} → ${percent(openLast).padStart(5)}  ` +
        `${(both > 0 ? points.map((sum) => (sum / both >= 0 ? '+' : '−') + Math.abs(sum / both).toFixed(1)).join('/') : '–').padStart(12)} (${both})  ` +
        `${percent(broken.attacker)}/${percent(broken.defender)}`,
    )
  console.log(
    `largest first-order shares of the variance of the chance by month ${month} (${4 * count} worlds): ` +
      top.map(({ id, share }) => `${id} ${(100 * share).toFixed(1)} %`).join(', '),
  )
  console.log(`no single number over a third: ${top[0]!.share < 1 / 3 ? 'yes' : 'NO'}`)
  console.log(
    `two levels of doubt: ${4 * count} worlds in ${both.toFixed(0)} ms, without them ${alone.toFixed(0)} ms; ${(both / alone).toFixed(2)} times the time for the same precision (at most 2: ${both <= 2 * alone ? 'yes' : 'NO'})`,
  )
}
