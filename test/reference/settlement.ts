/** The settlement of one world by the definition: every package enumerated, every term summed one by one. Slow and
 *  plain. */
import { holds } from '../../src/case/condition.ts'
import type { Condition } from '../../src/case/condition.ts'
import type { Case } from '../../src/case/types.ts'
import { YEARS } from '../../src/stages/durability/discounting.ts'
import type { Projection, SidePath } from '../../src/stages/war/project.ts'
import type { World } from '../../src/stages/worlds/draw.ts'

export interface NaivePackage {
  readonly options: readonly number[]
  readonly allowed: boolean
  /** g by veto player, as ARCHITECTURE.md has it. */
  readonly gains: readonly number[]
}

export function everyPackage(theCase: Case): number[][] {
  return theCase.issues.reduce<number[][]>(
    (packages, issue) => packages.flatMap((p) => issue.options.map((_, o) => [...p, o])),
    [[]],
  )
}

export function naiveSettlement(theCase: Case, world: World, projection: Projection, month: number): NaivePackage[] {
  return everyPackage(theCase).map((options) => {
    const { chance, lost } = foresight(theCase, world, options)
    return {
      options,
      allowed: isAllowed(theCase, world, options) && chance > 1e-9,
      gains: theCase.vetoPlayers.map(
        (actor) => chance * gain(theCase, world, projection, { actor, options, month }) - lost(actor),
      ),
    }
  })
}

/** Votes after signature by the definition: every pattern of answers of every member, one by one. */
function foresight(
  theCase: Case,
  world: World,
  options: readonly number[],
): { readonly chance: number; readonly lost: (actor: number) => number } {
  const voters = theCase.consents.flatMap(({ vote, members }, body) =>
    vote ? members.map(({ probability }) => ({ body, probability })) : [],
  )
  let chance = 0
  const costs = theCase.actors.map(() => 0)
  for (let pattern = 0; pattern < 2 ** voters.length; pattern++) {
    const yes = voters.map((_, k) => Math.floor(pattern / 2 ** k) % 2 === 1)
    const odds = voters.reduce((product, { body, probability }, k) => {
      const p = world.values[probability]! * softFactor(theCase, world, body, options)
      return product * (yes[k] ? p : 1 - p)
    }, 1)
    const agrees = (body: number): boolean =>
      voters.filter((voter, k) => voter.body === body && yes[k]).length >= theCase.consents[body]!.quorum
    if (standsUnder(theCase, options, agrees)) chance += odds
    else
      theCase.consents.forEach(({ vote }, body) => {
        if (!vote || agrees(body)) return
        for (const { actor, points } of vote.failure) costs[actor]! += odds * world.values[points]!
      })
  }
  return { chance, lost: (actor) => costs[actor]! }
}

/** Whether the rules let a package stand, consents beforehand set aside. */
function standsUnder(theCase: Case, options: readonly number[], agrees: (body: number) => boolean): boolean {
  const check = (condition: Condition): boolean =>
    holds(
      condition,
      (i) => options[i]!,
      (body) => !theCase.consents[body]!.vote || agrees(body),
    )
  return theCase.rules.every(
    (rule) => rule.kind === 'soft' || !asksVote(theCase, rule) || !check(rule.when) || check(rule.requires),
  )
}

function asksVote(theCase: Case, rule: { readonly when: Condition; readonly requires: Condition }): boolean {
  const named = JSON.stringify([rule.when, rule.requires])
  return theCase.consents.some(({ vote }, body) => vote && named.includes(`"kind":"consent","body":${body}`))
}

function softFactor(theCase: Case, world: World, body: number, options: readonly number[]): number {
  return theCase.rules.reduce(
    (f, rule) =>
      rule.kind === 'soft' &&
      rule.weakens === body &&
      holds(
        rule.when,
        (i) => options[i]!,
        () => false,
      )
        ? f * world.values[rule.factor]!
        : f,
    1,
  )
}

export function isAllowed(theCase: Case, world: World, options: readonly number[]): boolean {
  const check = (condition: Condition): boolean =>
    holds(
      condition,
      (i) => options[i]!,
      (body) => {
        if (theCase.consents[body]!.vote) return true // decides once they have signed
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
  const territory = theCase.territories[0]!.issue
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
  const war = theCase.war!
  const attacks = war.attacker.actor === actor
  const months = v[resolve.horizon]!
  const front = war.front
  const fade = v[front.fade!]!
  const mean = v[front.level!]!
  const atDate = Math.log(v[front.fire!.atDate]!)
  // What lies ahead: month by month, the last month of the projection going on beyond it, a part of a month for its
  // part.
  const over = (value: (m: number) => number, from: number, span: number): number => {
    let sum = 0
    for (let k = 0; k < span; k++) sum += Math.min(1, span - k) * value(Math.min(projection.months, from + k + 1))
    return sum
  }
  const driven = (m: number): number => v[front.fire!.pull]! * (projection.logRatio[m]! - atDate)
  const levelAhead = (from: number, span: number): number => {
    let sum = 0
    for (let k = 0; k < span; k++) {
      sum += Math.min(1, span - k) * (mean + fade ** (k + 1) * (projection.level[from]! - mean))
    }
    return sum
  }
  let surprise = 0
  for (let m = 1; m <= month; m++) surprise += projection.rate[m]! - levelAhead(m - 1, 1) - driven(m)
  const bias = (v[resolve.conviction]! * v[resolve.optimism]! + surprise) / (v[resolve.conviction]! + month)
  const rest = projection.line[month]! + levelAhead(month, months) + over(driven, month, months) + bias * months
  const side = attacks ? projection.attacker : war.defender.actor === actor ? projection.defender : null
  const losses = over((m) => (side ? side.losses[m]! : 0), month, months) / months
  const lambdaA = over((m) => projection.attacker.hazard[m]!, month, months)
  const lambdaD = over((m) => projection.defender.hazard[m]!, month, months)
  const lambda = lambdaA + lambdaD
  const ended = lambda > 0 ? (1 - Math.exp(-lambda)) / lambda : 1
  const [oddsA, oddsD] = [lambdaA * ended, lambdaD * ended]
  const goesOn =
    theCase.issues.reduce((s, issue, i) => s + (i === territory ? land(rest) : point(i, issue.noDeal)), 0) +
    interactions(theCase.issues.map((issue) => issue.noDeal))
  const after = (which: 'attacker' | 'defender'): number => {
    if (!war.breaks) return 0
    const { options: left } = theCase.packages[war.breaks[which].leaves]!
    const moves = theCase.issues[territory]!.options[left[territory]!]!.line!.kind === 'contact'
    return left.reduce((s, o, i) => s + point(i, o), 0) + interactions(left) + (moves ? land(rest) - land(0) : 0)
  }
  const cost =
    (1 - (1 + v[resolve.discount]!) ** (-months / 12)) *
    ended *
    (v[resolve.fightingCost]! + (v[resolve.costPerThousand]! * losses) / 1000)
  const noDeal = (1 - oddsA - oddsD) * goesOn + oddsA * after('attacker') + oddsD * after('defender') - cost
  const line = theCase.issues[territory]!.options[options[territory]!]!.line!
  const moved = line.kind === 'contact' ? land(projection.line[month]!) - land(0) : 0
  const points = options.reduce((s, o, i) => s + point(i, o), 0) + interactions(options) + moved
  const { peace, shift, credibility } = peaceOf(theCase, world, options, {
    rate: v[resolve.discount]!,
    slopes: slopes(anchors),
    attacks,
  })
  const blow = theCase.durability!.openingBlow
  const defeated = war.breaks ? after(attacks ? 'attacker' : 'defender') : noDeal
  const struck =
    attacks || blow === null ? 0 : (1 - peace) * v[blow]! * (1 - credibility) * Math.max(0, noDeal - defeated)
  return (
    peace * (points - noDeal + v[resolve.walkAway]!) +
    shift -
    struck -
    audience(theCase, world, side, { actor, options, month })
  )
}

function audience(theCase: Case, world: World, side: SidePath | null, { actor, options, month }: Asked): number {
  const v = world.values
  const { audience: scale, erosion, fading } = theCase.actors[actor]!.resolve!
  const lost = side
    ? Array.from({ length: month }, (_, m) => side.losses[m + 1]!).reduce((s, x) => s + x, 0) / side.men[0]!
    : 0
  const exponent = (erosion === null ? 0 : v[erosion]! * lost) + (fading === null ? 0 : (v[fading]! * month) / 12)
  return theCase.redLines.reduce((sum, line) => {
    const crossed =
      line.cost !== null &&
      line.actor === actor &&
      holds(
        line.rejects,
        (i) => options[i]!,
        () => false,
      )
    if (!crossed) return sum
    return (
      sum +
      v[line.cost!]! *
        (line.because === 'audience'
          ? (scale === null ? 1 : v[scale]!) * Math.exp(-Math.max(-3, Math.min(3, exponent)))
          : 1)
    )
  }, 0)
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
  player: { rate: number; slopes: { forward: number; back: number }; attacks: boolean },
): { peace: number; shift: number; credibility: number } {
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
    const worth = km2 * (km2 > 0 ? player.slopes.forward : player.slopes.back)
    return worth > 0 && player.attacks && d.pause !== null ? worth * v[d.pause]! : worth
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
  const credibility = d.covariates.reduce(
    (s, row) => (row.effect === 'guarantee' && is(row.when) ? s + v[row.value]! : s),
    0,
  )
  return {
    peace: peace + discount(before) * survival(before),
    shift,
    credibility: Math.max(0, Math.min(1, credibility)),
  }
}
