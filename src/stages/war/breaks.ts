/** How strong a side is, and the lottery of whose war effort breaks first. */
import type { WarSpec } from '../../case/types.ts'
import { exp, log } from '../../math/elementary.ts'
import { streamOf, uniformAt } from '../../math/philox.ts'
import type { Seed } from '../../math/philox.ts'
import { epochFrom } from '../worlds/courses.ts'
import type { Epoch } from '../worlds/courses.ts'
import type { World } from '../worlds/draw.ts'
import { frontParameters } from './front.ts'
import type { Projection, SidePath } from './project.ts'

/** Most that a month's hazard can be: a war effort that has nothing left still takes a quarter of a year, on average,
 *  to end. */
export const LARGEST_HAZARD = 0.35

/** The attacker's strength, as against the date, `ω(ln R − ln R₀) + (1 − ω)(ln M_A/M_D − same at the date)`, R the
 *  ratio of rounds and M men.
 *  @param weight ω, 0 where no ratio of fire is known. */
export function strength(
  weight: number,
  fire: { readonly log: number; readonly atDate: number },
  force: { readonly log: number; readonly atDate: number },
): number {
  return weight * (fire.log - fire.atDate) + (1 - weight) * (force.log - force.atDate)
}

/** Chance in a month that a side breaks, `h₀·exp(β(ℓ + max(0, ln floor/M)))`, at most {@link LARGEST_HAZARD}.
 *  @param against the other side's strength ℓ. @param men the side has; below its floor it breaks the sooner.
 *  Source: war as a costly lottery whose odds follow the balance, Wagner 2000 (AJPS 44), Slantchev 2003 (APSR 97). */
export function breakHazard(base: number, steepness: number, against: number, men: number, floor: number): number {
  const short = men < floor ? log(floor / Math.max(1, men)) : 0
  return Math.min(LARGEST_HAZARD, base * exp(steepness * (against + short)))
}

/** Returns the function that fills the hazards of a projection and draws who breaks, and when; null for a war in which
 *  nobody does. Each side breaks in the first month where its hazards so far, −ln(1 − h) a month, exceed one
 *  exponential draw of the world, so that a side that grows weaker never breaks later; the sooner of the two ends the
 *  war, and of both in a month the likelier. */
export function breakLottery(
  war: WarSpec,
  seed: Seed,
): ((world: World, epochs: readonly Epoch<World>[], out: Projection) => void) | null {
  const { breaks } = war
  if (!breaks) return null
  const streams = { attacker: streamOf('war/break/attacker'), defender: streamOf('war/break/defender') }
  return (world, epochs, out) => {
    let { values } = world
    const front = frontParameters(war.front, values)
    const known = !war.fronts // of several fronts the ratios are those of each, not of all
    const fireAtDate = known && war.front.fire ? front.logFireAtDate : out.logRatio[1]!
    const forceAtDate = known && war.front.strength ? front.logForceAtDate : out.logForce[0]!
    for (let month = 1; month <= out.months; month++) {
      const epoch = epochFrom(epochs, month)
      if (epoch) values = epoch.world.values
      const steepness = values[breaks.steepness]!
      const weight = out.hasFire ? values[breaks.fire]! : 0
      const fire = { log: out.logRatio[month]!, atDate: fireAtDate }
      const ahead = strength(weight, fire, { log: out.logForce[month]!, atDate: forceAtDate })
      out.attacker.hazard[month] = breakHazard(
        values[breaks.attacker.hazard]!,
        steepness,
        -ahead,
        out.attacker.men[month]!,
        values[war.attacker.men.floor]!,
      )
      out.defender.hazard[month] = breakHazard(
        values[breaks.defender.hazard]!,
        steepness,
        ahead,
        out.defender.men[month]!,
        values[war.defender.men.floor]!,
      )
    }
    const monthA = breakMonth(out.attacker, -log(uniformAt(seed, streams.attacker, world.index, 0)))
    const monthD = breakMonth(out.defender, -log(uniformAt(seed, streams.defender, world.index, 0)))
    out.breakMonth = Math.min(monthA, monthD) === Infinity ? 0 : Math.min(monthA, monthD)
    out.broken =
      out.breakMonth === 0 ? null : monthA === monthD ? likelier(out) : monthA < monthD ? 'attacker' : 'defender'
  }
}

function breakMonth({ hazard }: SidePath, patience: number): number {
  let waited = 0
  for (let month = 1; month < hazard.length; month++) {
    waited -= log(1 - hazard[month]!)
    if (waited >= patience && hazard[month]! > 0) return month
  }
  return Infinity
}

function likelier({ attacker, defender, breakMonth: month }: Projection): 'attacker' | 'defender' {
  return attacker.hazard[month]! > defender.hazard[month]! ? 'attacker' : 'defender'
}
