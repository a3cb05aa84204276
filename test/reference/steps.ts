/** Steps of a settlement, written down plainly: every package after every package, the peace integrated afresh for
 *  each. For cases without a war. */
import type { Case } from '../../src/case/types.ts'
import type { World } from '../../src/stages/worlds/draw.ts'

const YEARS = [0.5, 1, 2, 3, 5, 7, 10, 15, 20, 30]

export interface After {
  /** By player: what is to be expected of the later steps. */
  readonly ahead: readonly number[]
  /** The packages that follow, in order. */
  readonly path: readonly (readonly number[])[]
}

/** @param months that each step after the first is due after the one before it. */
export function naiveSteps(theCase: Case, world: World, months: readonly number[], options: readonly number[]): After {
  return stepAfter({ theCase, world, months }, options, { k: 1, age: 0 })
}

interface Of {
  readonly theCase: Case
  readonly world: World
  readonly months: readonly number[]
}

function stepAfter(of: Of, standing: readonly number[], at: { readonly k: number; readonly age: number }): After {
  const { theCase, world, months } = of
  const players = theCase.vetoPlayers.map((_, i) => i)
  const step = theCase.steps?.[at.k]
  if (!step) return { ahead: players.map(() => 0), path: [] }
  const due = at.age + months[at.k - 1]!
  let best: { gains: number[]; after: After; options: readonly number[] } | null = null
  for (const options of packages(theCase, standing, step.issues)) {
    if (options.every((option, issue) => option === standing[issue]) || barred(theCase, options, at.k)) continue
    const after = stepAfter(of, options, { k: at.k + 1, age: due })
    const gains = players.map(
      (i) =>
        worth(of, i, options, standing, due) -
        worth(of, i, standing, standing, due) -
        newlyCrossed(of, i, options, standing) +
        after.ahead[i]!,
    )
    if (gains.some((gain) => gain < 0)) continue
    if (best === null || product(gains) > product(best.gains)) best = { gains, after, options }
  }
  if (!best) return { ahead: players.map(() => 0), path: [] }
  const taken = step.probability === null ? 1 : world.values[step.probability]!
  const needs = step.needs
  if (needs !== null && needs.kind !== 'chooses') throw new Error('the reference knows options alone')
  const isSo = needs === null || needs.options.includes(standing[needs.issue]!)
  const hold = chanceHeld(of, standing, at.age, due)
  return {
    ahead: players.map((i) => {
      const rate = rateOf(of, i)
      return isSo ? (1 + rate) ** (-months[at.k - 1]! / 12) * hold * taken * best.gains[i]! : 0
    }),
    path: [best.options, ...best.after.path],
  }
}

const product = (gains: readonly number[]): number => gains.reduce((p, g) => p * g, 1)

function* packages(theCase: Case, standing: readonly number[], issues: readonly number[]): Generator<number[]> {
  const [first, ...rest] = issues
  if (first === undefined) return void (yield [...standing])
  for (const options of packages(theCase, standing, rest))
    for (let o = 0; o < theCase.issues[first]!.options.length; o++)
      yield options.map((option, issue) => (issue === first ? o : option))
}

/** By the rules of the file alone: what is left to a step is open before it. */
function barred(theCase: Case, options: readonly number[], k: number): boolean {
  return theCase.rules.some((rule) => {
    if (rule.kind === 'soft') return false
    const settled = theCase.steps!.slice(0, k + 1).some(({ id }) => id === rule.leftTo)
    return !settled && !holds(rule.when, options) ? false : !settled && !holds(rule.requires, options)
  })
}

type Condition = Extract<Case['rules'][number], { kind: 'hard' }>['when']
function holds(condition: Condition, options: readonly number[]): boolean {
  switch (condition.kind) {
    case 'chooses':
      return condition.options.includes(options[condition.issue]!)
    case 'all':
      return condition.of.every((part) => holds(part, options))
    case 'any':
      return condition.of.some((part) => holds(part, options))
    case 'not':
      return !holds(condition.of, options)
    case 'consent':
      throw new Error('the reference asks nobody')
  }
}

function rateOf({ theCase, world }: Of, player: number): number {
  const { discount } = theCase.actors[theCase.vetoPlayers[player]!]!
  return discount == null ? 0 : world.values[discount]!
}

/** Cumulative hazard of the peace between two ages in months. */
function hazard({ theCase, world }: Of, options: readonly number[], from: number, to: number): number {
  const spec = theCase.durability
  if (!spec) return 0
  const { values } = world
  const five = Math.log(1 + Math.exp(-values[spec.logitFiveYears]!))
  const shape = Math.exp(values[spec.logShape]!)
  const beta = spec.covariates.reduce(
    (sum, { effect, when, value }) =>
      holds(when, options) ? sum + values[spec.effects[effect]]! * values[value]! : sum,
    0,
  )
  const at = (months: number): number => (months / 60) ** shape
  return five * Math.exp(beta) * (at(to) - at(from))
}

function chanceHeld(of: Of, options: readonly number[], from: number, to: number): number {
  const { durability } = of.theCase
  if (!durability) return 1
  const started = from === 0 ? 1 - of.world.values[durability.stillborn]! : 1
  return started * Math.exp(-hazard(of, options, from, to))
}

/** V − W of a package from an age on, given that the peace holds then. @param before what stood until then. */
function worth(of: Of, player: number, options: readonly number[], before: readonly number[], age: number): number {
  const { theCase, world } = of
  const { values } = world
  const actor = theCase.vetoPlayers[player]!
  const noDeal = values[theCase.actors[actor]!.noDealValue!]!
  const discount = (years: number): number => (1 + rateOf(of, player)) ** -years
  const survival = (years: number): number => Math.exp(-hazard(of, options, age, age + 12 * years))
  const left = (years: number): number =>
    (theCase.durability?.after ?? []).reduce((sum, rule) => {
      if (rule.actor !== actor || !holds(rule.when, options)) return sum
      const carried = (holds(rule.when, before) ? age / 12 : 0) + years
      const over = rule.over === null ? 0 : values[rule.over]!
      return sum + values[rule.points]! * (over === 0 ? 1 : Math.min(1, carried / over))
    }, 0)
  let [share, shift, last] = [0, 0, 0]
  for (const year of YEARS) {
    share += ((discount(last) - discount(year)) * (survival(last) + survival(year))) / 2
    shift +=
      (((discount(last) + discount(year)) / 2) * (survival(last) - survival(year)) * (left(last) + left(year))) / 2
    last = year
  }
  share += discount(last) * survival(last)
  return share * (points(of, player, options) - noDeal) + shift
}

function points({ theCase, world }: Of, player: number, options: readonly number[]): number {
  const sheet = theCase.scores.find(({ actor }) => actor === theCase.vetoPlayers[player])!
  const total = sheet.issues.reduce((sum, { weight }) => sum + world.values[weight]!, 0)
  const own = sheet.issues.reduce(
    (sum, { weight, options: worths }, issue) =>
      sum + (world.values[weight]! / total) * world.values[worths[options[issue]!]!]!,
    0,
  )
  const joint = sheet.interactions.reduce(
    (sum, { when, points: extra }) => (holds(when, options) ? sum + world.values[extra]! : sum),
    0,
  )
  return own + joint
}

/** What a step costs that crosses own red lines which what stood had not crossed. */
function newlyCrossed(
  { theCase, world }: Of,
  player: number,
  options: readonly number[],
  before: readonly number[],
): number {
  return theCase.redLines.reduce(
    (sum, { actor, rejects, cost }) =>
      actor === theCase.vetoPlayers[player] && cost !== null && holds(rejects, options) && !holds(rejects, before)
        ? sum + world.values[cost]!
        : sum,
    0,
  )
}
