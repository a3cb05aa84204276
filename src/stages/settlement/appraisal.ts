/** What one package is worth to every veto player in one month. */
import { holdsFor } from '../../case/condition.ts'
import type { Case, ScoreSheet } from '../../case/types.ts'
import type { Survival } from '../durability/survival.ts'
import type { TermTable, WorldTerms } from '../durability/terms.ts'
import type { World } from '../worlds/draw.ts'
import type { Burden } from './burdens.ts'
import { gainOf, valueOf } from './gain.ts'
import type { Phase } from './phase.ts'
import { packagePoints } from './stance.ts'
import { combinationOf } from './table.ts'
import type { SettlementTable } from './table.ts'
import { earned, movesOf } from './moves.ts'

/** Worth of one package to every veto player in one month of one world. Arrays by player. */
export interface Appraisal {
  /** Score-sheet points of the terms. */
  readonly points: Float64Array
  /** V: points while the peace holds, war from the shifted balance, with its opening blow, when it breaks. */
  readonly value: Float64Array
  /** V − W. */
  readonly margin: Float64Array
  /** What the own red lines that it crosses cost. */
  readonly cost: Float64Array
  /** What the prospect of later steps adds to V: 0 where nothing is left open. */
  readonly ahead: Float64Array
  /** g: what signing is expected to bring over walking away. At least 0 where the player accepts it. */
  readonly gain: Float64Array
  /** Chance that it comes into force once signed: 1 where no vote comes after signature. The gain is what signing is
   *  expected to bring. */
  chance: number
  /** Share of strength that the terms add to the defender in a renewed war. */
  support: number
  survival: Survival
}

/** Room for the worth of a package to some veto players. */
export function newAppraisal(players: number): Appraisal {
  const column = (): Float64Array => new Float64Array(players)
  return {
    points: column(),
    value: column(),
    margin: column(),
    cost: column(),
    ahead: column(),
    gain: column(),
    chance: 1,
    support: 0,
    survival: { stillborn: 0, hazardFiveYears: 0, shape: 1 },
  }
}

/** What a case says of the worth of its packages. */
export interface AppraisalTools {
  readonly theCase: Case
  readonly table: SettlementTable
  readonly terms: TermTable | null
  /** By veto player. */
  readonly sheets: readonly ScoreSheet[]
  readonly burdens: readonly Burden[]
  /** By package. */
  readonly known: WeakMap<object, Known>
}

/** What holds in one month of a world, of which a package's worth is made. Arrays by veto player. */
export interface InMonth {
  /** The world as it is in the month. */
  readonly world: World
  /** What is left of the space, what the players want, what peace is worth under each kind of terms. */
  readonly phase: Phase
  /** W, each by its own beliefs; and what it would lose by its own defeat, `max(0, W − u broken)`. */
  readonly noDeal: Float64Array
  readonly loss: Float64Array
  /** κ. */
  readonly walkAway: Float64Array
  /** Points that the moves of the lines have earned, by territory issue, then player. */
  readonly moved: Float64Array
  /** What the costs of each burden weigh. */
  readonly weights: Float64Array
  /** What may follow, by player, then combination of the first block; null where a deal is the whole of it. */
  readonly ahead: readonly Float64Array[] | null
}

/** What a package is worth in a month, whether or not anything bars it. @param terms as the world of the month has
 *  them. */
export function appraise(
  tools: AppraisalTools,
  month: InMonth,
  { stillborn, shape }: WorldTerms,
  options: ArrayLike<number>,
  out: Appraisal,
): Appraisal {
  const { theCase, table, terms, sheets, burdens } = tools
  const { world } = month
  const { stances, peace, prospects } = month.phase
  const combination = combinationOf(table.blocks[0]!, options)
  const kind = terms ? terms.kindOf[combination]! : 0
  out.chance = prospects ? prospects.chance[combination]! : 1
  peace.read(kind)
  out.support = peace.support[kind]!
  out.survival = { stillborn, hazardFiveYears: peace.hazard[kind]!, shape }
  const { lines: crossed, moves } = knownOf(tools, options)
  const ahead = month.ahead && leavesOpen(theCase, options) ? month.ahead : null
  out.cost.fill(0)
  for (let b = 0; b < crossed.length; b++) {
    const { player } = burdens[b]!
    for (let k = 0; k < crossed[b]!.length; k++)
      out.cost[player]! += month.weights[b]! * world.values[theCase.redLines[crossed[b]![k]!]!.cost!]!
  }
  for (let i = 0; i < stances.length; i++) {
    const share = peace.share[i]![kind]!
    const noDeal = month.noDeal[i]!
    const points =
      packagePoints(stances[i]!, sheets[i]!, options, world.values) + earned(month.moved, stances.length, i, moves)
    out.ahead[i] = ahead ? ahead[i]![combination]! : 0
    const alone = valueOf(
      { share, shift: peace.shift[i]![kind]!, exposed: peace.exposed[i]![kind]! },
      { points, noDeal, loss: month.loss[i]! },
    )
    const value = ahead ? alone + ahead[i]![combination]! : alone
    out.points[i] = points
    out.value[i] = value
    out.margin[i] = value - noDeal
    const inForce = gainOf(value - noDeal, share, month.walkAway[i]!, out.cost[i]!)
    out.gain[i] = prospects ? out.chance * (inForce - prospects.risk[i]![combination]!) : inForce
  }
  return out
}

/** What a case says of a package, the same in every world. */
interface Known {
  /** Own red lines with a cost that it crosses, by burden. */
  readonly lines: readonly (readonly number[])[]
  /** The lines of the territory issues that it moves with, as bits. */
  readonly moves: number
}

function knownOf({ theCase, burdens, known }: AppraisalTools, options: ArrayLike<number>): Known {
  const before = known.get(options)
  if (before) return before
  const lines = burdens.map((burden) =>
    burden.lines.filter((line) => holdsFor(theCase.redLines[line]!.rejects, options)),
  )
  const found = { lines, moves: movesOf(theCase, options) }
  known.set(options, found)
  return found
}

/** Whether a package leaves to the later steps all that is theirs to settle. */
function leavesOpen({ steps = [] }: Case, options: ArrayLike<number>): boolean {
  return steps.slice(1).every(({ issues, open }) => issues.every((issue, k) => options[issue] === open[k]))
}
