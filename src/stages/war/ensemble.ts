/** Many trajectories of the war at once: the model of `project.ts` in steps of any length, with the parameters in
 *  columns and the state in locals, so that a million of them take seconds. Of the front's models it knows `ar1`, of
 *  what drives it the ratio of fire, with stocks of shells and pieces. */
import type { WarSpec } from '../../case/types.ts'
import { pow } from '../../math/elementary.ts'
import { fillWords } from '../../math/philox.ts'
import type { Seed, Stream } from '../../math/philox.ts'
import { student5OfWord } from '../../math/student5-table.ts'
import { frontParameters, logRatio as boundedLogRatio, startingLevel } from './front.ts'
import type { FrontParameters } from './front.ts'
import { roomToMove, sideParameters, startingStocks } from './project.ts'
import type { SideParameters, Stocks } from './stocks.ts'

/** One side: its stocks at the start, and its parameters a step (see `SideParameters`), one entry a trajectory. */
export type SideColumns = Readonly<
  Record<
    keyof Stocks | Exclude<keyof SideParameters, 'heavyPerThousand' | 'keepsShells'> | 'heavyPerCasualty',
    Float64Array
  >
>

/** What the front of a trajectory needs: see `FrontParameters`. */
export type EnsembleFront = 'mean' | 'fade' | 'shock' | 'pull' | 'logFireAtDate'

/** Parameters of many trajectories: struct of arrays. Rates of advance are km²/month, flows are per step. */
export interface Ensemble {
  readonly size: number
  readonly monthsPerStep: number
  /** Advance in the last month before the start, and how far the line can move forward and back (negative), km². */
  readonly rate: Float64Array
  readonly most: Float64Array
  readonly least: Float64Array
  readonly front: Readonly<Record<EnsembleFront, Float64Array>>
  readonly attacker: SideColumns
  readonly defender: SideColumns
}

/** The path of one trajectory by step 0 … steps, and room to draw its shocks; reused from trajectory to trajectory. */
export interface EnsemblePath {
  readonly words: Int32Array
  readonly shocks: Float64Array
  /** km² the line has moved. */
  readonly line: Float64Array
  /** ln of the attacker's rounds over the defender's; 0 at the start. */
  readonly logRatio: Float64Array
}

/** Where the shocks of a trajectory come from: a stream of a world. */
export interface EnsembleDraws {
  readonly seed: Seed
  readonly stream: Stream
  readonly world: number
}

/** Weeks in a month, 365.25/12/7: the length of a weekly step is 1 over this. */
export const WEEKS_PER_MONTH = 4.348214285714286

export function newEnsemble(size: number, monthsPerStep: number): Ensemble {
  const column = (): Float64Array => new Float64Array(size)
  const side = (): SideColumns => ({
    shells: column(),
    men: column(),
    heavy: column(),
    shellInflow: column(),
    shellDemand: column(),
    recruits: column(),
    losses: column(),
    lossesPerKm2: column(),
    returning: column(),
    menFloor: column(),
    heavyInflow: column(),
    heavyPerCasualty: column(),
    roundsPerPiece: column(),
  })
  return {
    size,
    monthsPerStep,
    rate: column(),
    most: column(),
    least: column(),
    front: { mean: column(), fade: column(), shock: column(), pull: column(), logFireAtDate: column() },
    attacker: side(),
    defender: side(),
  }
}

/** Sets trajectory k to the war of a world, given by the world's values.
 *  @throws RangeError where the war is none that an ensemble knows. */
export function setTrajectory(ensemble: Ensemble, k: number, war: WarSpec, values: Float64Array): void {
  const stocked = [war.attacker, war.defender].every(
    ({ shells, heavy }) => shells !== null && shells.stock !== null && heavy !== null,
  )
  if (war.fronts || war.front.model !== 'ar1' || war.front.strength !== null || war.front.added !== null || !stocked)
    throw new RangeError(
      'an ensemble knows one front, `ar1` without `strength` or `added`, and sides with stocks of shells and pieces',
    )
  const [most, least] = roomToMove(war, values)
  setFront(ensemble, k, frontParameters(war.front, values), { rate: startingLevel(war.front, values), most, least })
  setSide(ensemble, 'attacker', k, sideParameters(war.attacker, values), startingStocks(war.attacker, values))
  setSide(ensemble, 'defender', k, sideParameters(war.defender, values), startingStocks(war.defender, values))
}

/** What `setFront` and `setSide` take: the parameters a month, as the projection of a world has them. */
export function setFront(
  ensemble: Ensemble,
  k: number,
  front: Pick<FrontParameters, EnsembleFront>,
  start: { rate: number; most: number; least: number },
): void {
  const { monthsPerStep } = ensemble
  ensemble.rate[k] = start.rate
  ensemble.most[k] = start.most
  ensemble.least[k] = start.least
  const fade = stepFade(front.fade, monthsPerStep)
  ensemble.front.fade[k] = fade
  ensemble.front.shock[k] = front.shock * stepShock(front.fade, fade, monthsPerStep)
  ensemble.front.mean[k] = front.mean
  ensemble.front.pull[k] = front.pull
  ensemble.front.logFireAtDate[k] = front.logFireAtDate
}

/** φ of a step, `φ^m` for a step of m months. Source: an AR(1) sampled more often, Box & Jenkins 1976, ch. 3. */
export function stepFade(fade: number, monthsPerStep: number): number {
  return monthsPerStep === 1 ? fade : pow(fade, monthsPerStep)
}

/** What the size of a step's shock is of a month's, so that the rate varies as much in the long run: `√((1 − φ_m²)/(1 −
 *  φ²))`, `√m` where nothing fades. */
export function stepShock(fade: number, fadeOfStep: number, monthsPerStep: number): number {
  if (monthsPerStep === 1) return 1
  return fade * fade === 1 ? Math.sqrt(monthsPerStep) : Math.sqrt((1 - fadeOfStep * fadeOfStep) / (1 - fade * fade))
}

/** Flows of the side are cut down to the step; what is per km², per shell or a share stays. */
export function setSide(
  ensemble: Ensemble,
  which: 'attacker' | 'defender',
  k: number,
  side: Omit<SideParameters, 'keepsShells'>,
  stocks: Stocks,
): void {
  const columns = ensemble[which]
  const months = ensemble.monthsPerStep
  columns.shells[k] = stocks.shells
  columns.men[k] = stocks.men
  columns.heavy[k] = stocks.heavy
  columns.shellInflow[k] = side.shellInflow * months
  columns.shellDemand[k] = side.shellDemand * months
  columns.recruits[k] = side.recruits * months
  columns.losses[k] = side.losses * months
  columns.lossesPerKm2[k] = side.lossesPerKm2
  columns.returning[k] = side.returning
  columns.menFloor[k] = side.menFloor
  columns.heavyInflow[k] = side.heavyInflow * months
  columns.heavyPerCasualty[k] = side.heavyPerThousand / 1000
  columns.roundsPerPiece[k] = side.roundsPerPiece * months
}

export function newEnsemblePath(steps: number): EnsemblePath {
  return {
    words: new Int32Array((steps + 7) & ~7),
    shocks: new Float64Array(steps),
    line: new Float64Array(steps + 1),
    logRatio: new Float64Array(steps + 1),
  }
}

/** Projects trajectory k of an ensemble, with the shocks of a world, onto `path`. Nothing is allocated. */
export function projectTrajectory(ensemble: Ensemble, k: number, draws: EnsembleDraws, path: EnsemblePath): void {
  const { words, shocks } = path
  fillWords(words, draws.seed, draws.stream, draws.world)
  for (let step = 0; step < shocks.length; step++) shocks[step] = student5OfWord(words[step]!)
  runTrajectory(ensemble, k, path)
}

/** The equations of `front.ts` and `stocks.ts`, written out: objects for the state of two sides would cost more than
 *  the arithmetic. The logarithm is taken only where the fire of either side changes: with stocks used up both fire
 *  what comes in. */
function runTrajectory(ensemble: Ensemble, k: number, path: EnsemblePath): void {
  const { rate: rates, most: mosts, least: leasts, front, attacker, defender, monthsPerStep } = ensemble
  const { shocks, line: lines, logRatio: logRatios } = path
  const fade = front.fade[k]!,
    shock = front.shock[k]!,
    mean = front.mean[k]!,
    pull = front.pull[k]!,
    logFireAtDate = front.logFireAtDate[k]!
  const most = mosts[k]!,
    least = leasts[k]!
  const inflowA = attacker.shellInflow[k]!,
    demandA = attacker.shellDemand[k]!,
    roundsA = attacker.roundsPerPiece[k]!
  const inflowD = defender.shellInflow[k]!,
    demandD = defender.shellDemand[k]!,
    roundsD = defender.roundsPerPiece[k]!
  const recruitsA = attacker.recruits[k]!,
    lossesA = attacker.losses[k]!,
    perKm2A = attacker.lossesPerKm2[k]!,
    lostA = 1 - attacker.returning[k]!
  const recruitsD = defender.recruits[k]!,
    lossesD = defender.losses[k]!,
    perKm2D = defender.lossesPerKm2[k]!,
    lostD = 1 - defender.returning[k]!
  const floorA = attacker.menFloor[k]!,
    heavyInA = attacker.heavyInflow[k]!,
    heavyLostA = attacker.heavyPerCasualty[k]!
  const floorD = defender.menFloor[k]!,
    heavyInD = defender.heavyInflow[k]!,
    heavyLostD = defender.heavyPerCasualty[k]!
  let shellsA = attacker.shells[k]!,
    menA = attacker.men[k]!,
    heavyA = attacker.heavy[k]!
  let shellsD = defender.shells[k]!,
    menD = defender.men[k]!,
    heavyD = defender.heavy[k]!
  let level = rates[k]!,
    line = 0,
    lastA = 1,
    lastD = 1,
    logRatio = 0
  for (let step = 1; step < lines.length; step++) {
    const availableA = shellsA + inflowA
    const availableD = shellsD + inflowD
    const firedA = Math.max(0, Math.min(availableA, demandA, heavyA * roundsA))
    const firedD = Math.max(0, Math.min(availableD, demandD, heavyD * roundsD))
    shellsA = availableA - firedA
    shellsD = availableD - firedD
    if (firedA !== lastA || firedD !== lastD) {
      logRatio = boundedLogRatio(firedA, firedD)
      lastA = firedA
      lastD = firedD
    }
    level = mean + fade * (level - mean) + shock * shocks[step - 1]!
    let rate = level + pull * (logRatio - logFireAtDate)
    if (rate > 0 ? menA < floorA : menD < floorD) rate = 0
    const moved = Math.max(least, Math.min(most, line + rate * monthsPerStep))
    const taken = moved - line
    line = moved
    const casualtiesA = Math.min(menA + recruitsA, lossesA + perKm2A * Math.max(0, taken))
    const casualtiesD = Math.min(menD + recruitsD, lossesD + perKm2D * Math.max(0, -taken))
    menA = Math.max(0, menA + recruitsA - casualtiesA * lostA)
    menD = Math.max(0, menD + recruitsD - casualtiesD * lostD)
    heavyA = Math.max(0, heavyA + heavyInA - heavyLostA * casualtiesA)
    heavyD = Math.max(0, heavyD + heavyInD - heavyLostD * casualtiesD)
    lines[step] = line
    logRatios[step] = logRatio
  }
}
