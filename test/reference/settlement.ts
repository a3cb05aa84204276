/** The settlement of one world by the definition: every package enumerated, every term summed one by one. Slow and plain. */
import { holds } from '../../src/case/condition.ts'
import type { Condition } from '../../src/case/condition.ts'
import type { Case } from '../../src/case/types.ts'
import { YEARS } from '../../src/stages/durability/discounting.ts'
import type { Projection } from '../../src/stages/war/project.ts'
import type { World } from '../../src/stages/worlds/draw.ts'

export interface NaivePackage {
  readonly options: readonly number[]
  readonly allowed: boolean
  /** V − (W − κ) by veto player. */
  readonly gains: readonly number[]
}

export function everyPackage(theCase: Case): number[][] {
  return theCase.issues.reduce<number[][]>(
    (packages, issue) => packages.flatMap((p) => issue.options.map((_, o) => [...p, o])),
    [[]],
  )
}

export function naiveSettlement(theCase: Case, world: World, projection: Projection, month: number): NaivePackage[] {
  return everyPackage(theCase).map((options) => ({
    options,
    allowed: isAllowed(theCase, world, options),
    gains: theCase.vetoPlayers.map((actor) => gain(theCase, world, projection, { actor, options, month })),
  }))
}

export function isAllowed(theCase: Case, world: World, options: readonly number[]): boolean {
  const check = (condition: Condition): boolean =>
    holds(
      condition,
      (i) => options[i]!,
      (body) => {
        const soft = theCase.rules.filter(
          (rule) =>
            rule.kind === 'soft' &&
            rule.weakens === body &&
            holds(
              rule.when,
              (i) => options[i]!,
              () => false,
            ),
        )
        return (
          world.reluctance[body]! <
          soft.reduce((f, rule) => (rule.kind === 'soft' ? f * world.values[rule.factor]! : f), 1)
        )
      },
    )
  return (
    theCase.rules.every((rule) => rule.kind === 'soft' || !check(rule.when) || check(rule.requires)) &&
    theCase.redLines.every(
      (line, r) => world.firm[r] === 0 || !theCase.vetoPlayers.includes(line.actor) || !check(line.rejects),
    )
  )
}

interface Asked {
  readonly actor: number
  readonly options: readonly number[]
  readonly month: number
}

function gain(theCase: Case, world: World, projection: Projection, { actor, options, month }: Asked): number {
  const v = world.values
  const sheet = theCase.scores.find((s) => s.actor === actor)!
  const total = sheet.issues.reduce((sum, row) => sum + v[row.weight]!, 0)
  const point = (issue: number, option: number): number =>
    (v[sheet.issues[issue]!.weight]! / total) * v[sheet.issues[issue]!.options[option]!]!
  const territory = theCase.territoryIssue!
  const anchors = theCase.issues[territory]!.options.map((o, k) => ({
    km2: v[o.line!.km2]!,
    points: point(territory, k),
    kind: o.line!.kind,
  }))
    .filter(({ kind, km2 }) => kind === 'absolute' || km2 === 0)
    .sort((a, b) => a.km2 - b.km2)
  const land = (km2: number): number => {
    if (km2 <= anchors[0]!.km2) return anchors[0]!.points
    for (let k = 1; k < anchors.length; k++) {
      const [a, b] = [anchors[k - 1]!, anchors[k]!]
      if (km2 <= b.km2) return a.points + ((km2 - a.km2) / (b.km2 - a.km2)) * (b.points - a.points)
    }
    return anchors.at(-1)!.points
  }
  const interactions = (chosen: readonly number[]): number =>
    sheet.interactions.reduce(
      (s, x) =>
        holds(
          x.when,
          (i) => chosen[i]!,
          () => false,
        )
          ? s + v[x.points]!
          : s,
      0,
    )
  const resolve = theCase.actors[actor]!.resolve!
  const months = v[resolve.horizon]!
  const shown = Array.from({ length: month }, (_, m) => projection.rate[m + 1]!).reduce(
    (s, r) => s + r,
    projection.rate[0]!,
  )
  const front = theCase.war!.front
  const fade = v[front.fade!]!
  const mean = v[front.level!]!
  const ahead = Array.from({ length: months }, (_, k) => mean + fade ** (k + 1) * (projection.level[month]! - mean))
  const drawnTo =
    ahead.reduce((s, r) => s + r, 0) / months +
    v[front.fire!.pull]! * (projection.logRatio[month]! - Math.log(v[front.fire!.atDate]!))
  const rate =
    (v[resolve.conviction]! * (drawnTo + v[resolve.optimism]!) + shown) / (v[resolve.conviction]! + month + 1)
  const losses = (theCase.war!.attacker.actor === actor ? projection.attacker : projection.defender).losses[month]!
  const cost =
    (1 - (1 + v[resolve.discount]!) ** (-months / 12)) *
    (v[resolve.fightingCost]! + (v[resolve.costPerThousand]! * losses) / 1000)
  const noDeal =
    theCase.issues.reduce(
      (s, issue, i) => s + (i === territory ? land(projection.line[month]! + rate * months) : point(i, issue.noDeal)),
      0,
    ) +
    interactions(theCase.issues.map((issue) => issue.noDeal)) -
    cost
  const line = theCase.issues[territory]!.options[options[territory]!]!.line!
  const moved = line.kind === 'contact' ? land(projection.line[month]!) - land(0) : 0
  const points = options.reduce((s, o, i) => s + point(i, o), 0) + interactions(options) + moved
  const { peace, shift } = peaceOf(theCase, world, options, { rate: v[resolve.discount]!, slopes: slopes(anchors) })
  return peace * points + (1 - peace) * noDeal + shift - (noDeal - v[resolve.walkAway]!)
}

function slopes(anchors: readonly { km2: number; points: number }[]): { forward: number; back: number } {
  const at = anchors.findIndex(({ km2 }) => km2 === 0)
  const slope = (a: number, b: number): number =>
    anchors[a] && anchors[b] ? (anchors[b].points - anchors[a].points) / (anchors[b].km2 - anchors[a].km2) : 0
  return { forward: slope(at, at + 1), back: slope(at - 1, at) }
}

function peaceOf(
  theCase: Case,
  world: World,
  options: readonly number[],
  player: { rate: number; slopes: { forward: number; back: number } },
): { peace: number; shift: number } {
  const v = world.values
  const d = theCase.durability!
  const is = (when: Condition): boolean =>
    holds(
      when,
      (i) => options[i]!,
      () => false,
    )
  const rearmed = (t: number): number => v[d.rearming]! * v[d.levelling]! * (1 - Math.exp(-t / v[d.levelling]!))
  const predictor = d.covariates.reduce(
    (s, row) => (is(row.when) ? s + v[d.effects[row.effect]]! * v[row.value]! : s),
    v[d.effects.powerShift]! * (rearmed(5) / 0.1),
  )
  const support = d.support.reduce((s, row) => (is(row.when) ? s + v[row.share]! : s), 0)
  const hazard = -Math.log(1 / (1 + Math.exp(-v[d.logitFiveYears]!))) * Math.exp(predictor)
  const survival = (t: number): number =>
    (1 - v[d.stillborn]!) * (t === 0 ? 1 : Math.exp(-hazard * (t / 5) ** Math.exp(v[d.logShape]!)))
  const discount = (t: number): number => (1 + player.rate) ** -t
  const shifted = (t: number): number => {
    const km2 = v[d.reach]! * (rearmed(t) - support)
    return km2 * (km2 > 0 ? player.slopes.forward : player.slopes.back)
  }
  let peace = 0
  let shift = 0
  let before = 0
  for (const year of YEARS) {
    peace += ((discount(before) - discount(year)) * (survival(before) + survival(year))) / 2
    shift +=
      ((discount(before) + discount(year)) / 2) *
      (survival(before) - survival(year)) *
      ((shifted(before) + shifted(year)) / 2)
    before = year
  }
  return { peace: peace + discount(before) * survival(before), shift }
}
