/** How far off are predicted chances of lasting beyond a horizon: the Brier score, mended for censoring. */
import { countBelow, riskTable } from './spells.ts'
import type { Spells } from './spells.ts'
import { curveOf, kaplanMeier } from './kaplan-meier.ts'
import type { Curve } from './kaplan-meier.ts'

export interface BrierScore {
  readonly horizon: number
  /** Of the predictions; 0 is perfect, 0.25 is a coin. */
  readonly score: number
  /** Of one chance for all, the Kaplan-Meier curve's. */
  readonly baseline: number
  /** Spells whose state at the horizon is known. */
  readonly known: number
}

/** @param predicted by spell, the chance that it lasts beyond the horizon. Null where no spell is known at the horizon.
 *  Source: Graf, Schmoor, Sauerbrei & Schumacher 1999, Stat. Med. 18, 2529–2545: each spell weighs by one over the
 *  chance of not having been censored before. */
export function brierScore(spells: Spells, predicted: ArrayLike<number>, horizon: number): BrierScore | null {
  const { time, event } = spells
  const seen = censoringCurve(spells)
  const marginal = valueAt(kaplanMeier(spells), horizon, true)
  const beyond = valueAt(seen, horizon, true)
  let score = 0
  let baseline = 0
  let known = 0
  for (let i = 0; i < time.length; i++) {
    const lasts = time[i]! > horizon
    if (!lasts && event[i] !== 1) continue
    const weight = 1 / (lasts ? beyond : valueAt(seen, time[i]!, false))
    const truth = lasts ? 1 : 0
    score += weight * (truth - predicted[i]!) ** 2
    baseline += weight * (truth - marginal) ** 2
    known++
  }
  if (known === 0) return null
  return { horizon, score: score / time.length, baseline: baseline / time.length, known }
}

/** The curve of being still watched. At one time those that end leave before those that are censored. */
function censoringCurve(spells: Spells): Curve {
  const table = riskTable(spells)
  return curveOf({
    ...table,
    atRisk: table.atRisk.map((n, k) => n - table.events[k]!),
    events: table.censored,
    censored: table.events,
  })
}

function valueAt(curve: Curve, t: number, through: boolean): number {
  const k = countBelow(curve.time, t, through)
  return k === 0 ? 1 : curve.survival[k - 1]!
}
