/** The worlds of a run with one assumption moved: the same draws, one quantity so many of its own standard deviations
 *  away. */
import { defined } from '../../case/defined.ts'
import type { Model } from '../../case/model.ts'
import { readAfterTalks } from '../../case/reads.ts'
import type { Spread } from '../../case/types.ts'
import { quantile, sampler, sdOf, supportOf } from '../../math/distribution.ts'
import type { Distribution } from '../../math/distribution.ts'
import { clamp } from '../../math/statistics.ts'
import { player, theatreOf } from '../../run/player.ts'
import type { Projection } from '../../stages/war/project.ts'
import { isFixed } from '../../stages/worlds/draw.ts'
import type { Samplers, World } from '../../stages/worlds/draw.ts'

/** A world and its war. Reused by the next call of the same function. */
export interface Played {
  readonly world: World
  readonly projection: Projection | null
}

export interface ShiftedWorlds {
  /** Quantities that vary and bear on the talks. */
  readonly assumptions: readonly number[]
  /** World `index` as drawn. */
  at(index: number): Played
  /** The world last asked for, with one quantity moved by `by` standard deviations of its own: within the support of
   *  its distribution and its legal range, everything else drawn as it was. */
  move(quantity: number, by: number): Played
}

/** Half the distance between these quantiles stands in for a standard deviation where there is none: it is one for the
 *  normal. */
const ONE_SD_BELOW = 0.158_655_253_931_457
const ONE_SD_ABOVE = 0.841_344_746_068_543

/** @param model its first arm is the one that is played. */
export function shiftedWorlds(model: Model): ShiftedWorlds {
  const theCase = model.case
  const arm = defined(model.arms[0])
  const shift = new Float64Array(theCase.quantities.length)
  const samplers: Samplers = new Map()
  const made = new Map<Distribution, (p: number) => number>()
  const shifted =
    (q: number) =>
    (of: Distribution): Distribution => {
      const draw = made.get(of) ?? sampler(of)
      made.set(of, draw)
      const { low, high } = supportOf(of)
      const step = stepOf(of)
      const copy = { ...of }
      samplers.set(copy, (p) => (shift[q] === 0 ? draw(p) : clamp(draw(p) + defined(shift[q]) * step, low, high)))
      return copy
    }
  const spreads = arm.spreads.map(
    (spread, q): Spread =>
      isFixed(spread)
        ? spread
        : spread.kind === 'plain'
          ? { kind: 'plain', of: shifted(q)(spread.of) }
          : { ...spread, by: spread.by.map(shifted(q)) },
  )
  const theatre = theatreOf(model, samplers)
  const shiftedArm = { ...arm, spreads }
  const asDrawn = player(model, shiftedArm, 'war', theatre)
  const moved = player(model, shiftedArm, 'war', theatre)
  const after = readAfterTalks(theCase)
  let last = 0
  return {
    assumptions: theCase.quantities.flatMap((_, q) => (isFixed(defined(arm.spreads[q])) || after.has(q) ? [] : [q])),
    at(index) {
      last = index
      return asDrawn.at(index)
    },
    move(quantity, by) {
      shift[quantity] = by
      const played = moved.again(last)
      shift[quantity] = 0
      return played
    },
  }
}

function stepOf(of: Distribution): number {
  if (of.kind === 'student' && of.degrees <= 2) return (quantile(of, ONE_SD_ABOVE) - quantile(of, ONE_SD_BELOW)) / 2
  return sdOf(of)
}
