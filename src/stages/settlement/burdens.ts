/** What red lines cost those who cross their own: points by who drew the line and why it is held. */
import type { Because, Case, Resolve } from '../../case/types.ts'
import { exp } from '../../math/elementary.ts'
import type { Army } from '../war/armies.ts'
import type { Projection } from '../war/project.ts'
import type { World } from '../worlds/draw.ts'

/** Red lines of one player that are held for one reason: their costs add up. */
export interface Burden {
  readonly player: number
  readonly because: Because
  readonly lines: readonly number[]
}

/** The burdens of a case, by player, then reason; lines without a cost are in none. */
export function burdensOf(theCase: Case): Burden[] {
  const found: Burden[] = []
  theCase.vetoPlayers.forEach((actor, player) => {
    theCase.redLines.forEach((line, index) => {
      if (line.actor !== actor || line.cost === null) return
      const known = found.findIndex((one) => one.player === player && one.because === line.because)
      if (known < 0) found.push({ player, because: line.because, lines: [index] })
      else found[known] = { ...found[known]!, lines: [...found[known]!.lines, index] }
    })
  })
  return found
}

/** Largest exponent either way of how an audience's anger fades or hardens: e^3 is twenty times as much. */
const LARGEST = 3

/** What an audience's anger weighs, `s·exp(−η·own casualties since the date / force at the date − φ·years)`: sunk costs
 *  wear it down where η is positive and harden it where it is negative; s is how hard this audience punishes. Source:
 *  audience costs, Fearon 1994, Domestic political audiences and the escalation of international disputes, APSR
 *  88(3).
 *  @param army an army bears its part of its side's casualties, and is that part of its men; null for none. */
export function anger(
  resolve: Resolve | null,
  army: Army | null,
  world: World,
  projection: Projection | null,
  month: number,
): number {
  if (!resolve) return 1
  const { values } = world
  const scale = resolve.audience === null ? 1 : values[resolve.audience]!
  const perLoss = resolve.erosion === null ? 0 : values[resolve.erosion]!
  const perYear = resolve.fading === null ? 0 : values[resolve.fading]!
  if (perLoss === 0 && perYear === 0) return scale
  const side = projection && army ? projection[army.side] : null
  const lost = perLoss !== 0 && side && side.men[0]! > 0 ? side.lost[month]! / side.men[0]! : 0
  const exponent = perLoss * lost + (perYear * month) / 12
  return scale * exp(-Math.max(-LARGEST, Math.min(LARGEST, exponent)))
}
