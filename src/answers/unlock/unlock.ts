/** What opens a deal, and what the deals that stand rest on: over the worlds of a model, and exactly in one. */
import { scenarioAt } from '../../case/scenarios.ts'
import { defined } from '../../case/defined.ts'
import type { Model } from '../../case/model.ts'
import type { Case } from '../../case/types.ts'
import { frontsOf } from '../../case/war.ts'
import { wilsonInterval } from '../../math/statistics.ts'
import type { Interval } from '../../math/statistics.ts'
import { hittingSets, membersOf, sizeOf } from '../../stages/settlement/needs.ts'
import { settlementStage } from '../../stages/settlement/settle.ts'
import { largestGain } from '../../stages/settlement/side-payment.ts'
import { settlementTable } from '../../stages/settlement/table.ts'
import type { Toggle } from '../../stages/settlement/toggles.ts'
import { waysOf } from '../../stages/settlement/ways.ts'
import { findAcceptable } from '../../stages/settlement/zopa.ts'
import { namedChange } from './change.ts'
import type { Change, ChangeSet } from './change.ts'
import { exactSets } from './exact-sets.ts'
import type { ExactSets } from './exact-sets.ts'
import { movedAssumptions } from './moved-assumptions.ts'
import type { MovedAssumptions } from './moved-assumptions.ts'
import { shiftedWorlds } from './shifted-worlds.ts'
import type { Played } from './shifted-worlds.ts'
import { spreadout } from '../../run/summarise.ts'
import type { Spreadout } from '../../run/summary.ts'
import { addMeasured, newMeasured } from '../../run/tally.ts'
import type { Measured } from '../../run/tally.ts'
import { finish } from '../work.ts'
import type { Work } from '../work.ts'
import type { UnlockTools } from './unlock-tools.ts'
import { isFixed } from '../../stages/worlds/draw.ts'

export interface UnlockOptions {
  /** Month of the talks, from 1. */
  readonly month: number
  /** Most points of deal value that a payment brings a player. */
  readonly payment: number
  /** Worlds in which assumptions are moved, the first so many of the run. */
  readonly moveWorlds: number
  /** The one world to look at exactly; null for as many as the model has. */
  readonly world: number | null
}

/** Ten points: a tenth of the way from the worst to the best package on a score sheet. */
const PAYMENT = 10
/** Enough for shares within about eight points of percentage to either side. */
const MOVE_WORLDS = 200
/** Sets of supports are listed up to pairs: beyond, there are too many to read. */
const SUPPORTS_UP_TO = 2
/** Sets of two and more that are listed; single changes all are. */
const LISTED = 12

export interface Unlock {
  readonly case: string
  readonly scenario: string | null
  readonly seed: number
  readonly worlds: number
  readonly month: number
  /** Worlds without a ZOPA in that month. */
  readonly closed: Interval
  /** How far the search goes. Sets of yes-or-no changes and payments of any size are all found; sets of supports up to
   *  a size. */
  readonly searched: {
    readonly changes: number
    readonly assumptions: number
    readonly payment: number
    readonly supportsUpTo: number
  }
  /** Shares of the closed worlds. A set counts in the worlds where it opens the ZOPA and no proper subset of it
   *  does. */
  readonly opening: {
    readonly singles: readonly ChangeSet[]
    readonly pairs: readonly ChangeSet[]
    readonly larger: readonly ChangeSet[]
    /** By number of changes: worlds whose smallest opening set has so many; from 1. */
    readonly smallest: readonly Interval[]
    readonly none: Interval
    /** Least payment to one player alone, without limit: where any opens the ZOPA, and how much it takes there. */
    readonly payments: readonly { readonly actor: string; readonly opens: Interval; readonly least: Spreadout | null }[]
  }
  /** Shares of the open worlds: which supports, taken away, close the ZOPA, where no proper subset does. */
  readonly supports: {
    readonly singles: readonly ChangeSet[]
    readonly pairs: readonly ChangeSet[]
    /** Most points of deal value that a player can lose with the ZOPA still open. */
    readonly cushions: readonly { readonly actor: string; readonly loss: Spreadout | null }[]
  }
  readonly assumptions: MovedAssumptions
  /** The exact answer for one world; null where many were looked at. */
  readonly exact: ExactSets | null
}

/** @throws RangeError where the case has no issues or scores, where a consent turns a rule against a package, or for a
 *  month outside the talks. */
export function unlock(model: Model, options: Partial<UnlockOptions> = {}): Unlock {
  return finish(unlocking(model, options))
}

/** The same, world by world. */
export function* unlocking(model: Model, options: Partial<UnlockOptions> = {}): Work<Unlock> {
  const { month = 1, payment = PAYMENT, moveWorlds = MOVE_WORLDS, world = null } = options
  checkQuestion(model, month, payment)
  const table = settlementTable(model.case)
  const stage = settlementStage(model, table)
  const worlds = shiftedWorlds(model)
  const count = world === null && isCertain(model, worlds.assumptions) ? Math.min(1, model.worlds) : model.worlds
  const indices = world === null ? Array.from({ length: count }, (_, index) => index) : [world]
  const tally = newTally(model)
  const tools: UnlockTools = {
    model,
    month,
    payment,
    ways: waysOf(model, table),
    worlds,
    isOpen: (played) => findAcceptable(stage.prepare(played.world, played.projection).in(month).gains) !== null,
  }
  for (const [done, index] of indices.entries()) {
    yield { done, of: indices.length }
    const played = worlds.at(index)
    const now = stage.prepare(played.world, played.projection).in(month).gains
    const gains = tally.payments.map((_, player) => largestGain(now, player))
    addWorld(tally, tools, played, { open: findAcceptable(now) !== null, gains })
  }
  return {
    ...describe(model, tools, tally),
    assumptions: yield* movedAssumptions(tools, indices.length === 1 ? [] : indices.slice(0, moveWorlds)),
    exact: indices.length === 1 ? exactSets(tools, defined(indices[0])) : null,
  }
}

/** Months of the talks. */
export function monthsOf({ war, bargaining }: Case): number {
  return war?.months ?? bargaining?.months ?? 1
}

function checkQuestion({ case: theCase }: Model, month: number, payment: number): void {
  if (theCase.issues.length === 0 || theCase.scores.length === 0)
    throw new RangeError(`case ${theCase.id} has no issues or score sheets: there is no deal to open`)
  const last = monthsOf(theCase)
  if (!Number.isSafeInteger(month) || month < 1 || month > last)
    throw new RangeError(`the month must be a whole number from 1 to ${last}`)
  if (!(payment >= 0)) throw new RangeError('a payment must be 0 points or more')
}

/** Whether every world is the same as far as talks go: no number varies, no red line or consent is left to chance, no
 *  front wavers. */
export function isCertain({ case: theCase, arms }: Model, assumptions: readonly number[]): boolean {
  const { spreads } = defined(arms[0])
  const sure = (q: number, ...values: number[]): boolean => {
    const spread = defined(spreads[q])
    return (
      isFixed(spread) &&
      (spread.kind === 'plain' ? [spread.of] : spread.by).every((d) => d.kind === 'fixed' && values.includes(d.value))
    )
  }
  return (
    assumptions.length === 0 &&
    theCase.redLines.every(({ firm }) => sure(firm, 0, 1)) &&
    theCase.consents.every(({ members }) => members.every(({ probability }) => sure(probability, 0, 1))) &&
    (theCase.war === null ||
      frontsOf(theCase.war).every(({ shock, noise }) => [shock, noise].every((q) => q === null || sure(q, 0)))) &&
    spreads.every(
      (spread) =>
        spread.kind === 'plain' || new Set(spread.by.map((d) => (d.kind === 'fixed' ? d.value : NaN))).size === 1,
    )
  )
}

interface UnlockTally {
  worlds: number
  closed: number
  none: number
  /** Worlds by set of changes that is minimal there. */
  readonly opening: Map<bigint, number>
  readonly closing: Map<bigint, number>
  /** Worlds by size of their smallest set. */
  readonly smallest: number[]
  readonly payments: readonly Measured[]
  readonly cushions: readonly Measured[]
  /** Worlds in which a red line is firm, and in which a body consents. */
  readonly firm: Float64Array
  readonly given: Float64Array
}

function newTally({ case: theCase }: Model): UnlockTally {
  const measures = (): Measured[] => theCase.vetoPlayers.map(() => newMeasured())
  return {
    worlds: 0,
    closed: 0,
    none: 0,
    opening: new Map(),
    closing: new Map(),
    smallest: [],
    payments: measures(),
    cushions: measures(),
    firm: new Float64Array(theCase.redLines.length),
    given: new Float64Array(theCase.consents.length),
  }
}

function addWorld(
  tally: UnlockTally,
  tools: UnlockTools,
  { world, projection }: Played,
  seen: { open: boolean; gains: readonly number[] },
): void {
  const { ways, month, payment } = tools
  const count = (map: Map<bigint, number>, set: bigint): void => {
    map.set(set, (map.get(set) ?? 0) + 1)
  }
  tally.worlds++
  world.firm.forEach((firm, r) => {
    tally.firm[r] = defined(tally.firm[r]) + firm
  })
  world.reluctance.forEach((reluctance, b) => {
    tally.given[b] = defined(tally.given[b]) + (reluctance < 1 ? 1 : 0)
  })
  if (seen.open) {
    for (const set of hittingSets(ways.supports(world, projection, month), SUPPORTS_UP_TO)) count(tally.closing, set)
    seen.gains.forEach((gain, player) => {
      addMeasured(defined(tally.cushions[player]), gain)
    })
    return
  }
  tally.closed++
  const opening = ways.open(world, projection, month, payment)
  for (const { changes } of opening) count(tally.opening, changes)
  if (opening.length === 0) tally.none++
  else {
    const size = sizeOf(defined(opening[0]).changes)
    tally.smallest[size] = (tally.smallest[size] ?? 0) + 1
  }
  seen.gains.forEach((gain, player) => {
    if (gain > -Infinity) addMeasured(defined(tally.payments[player]), -gain)
  })
}

/** How often a change is so anyway. */
function chanceOf(
  theCase: Case,
  { worlds, firm, given }: UnlockTally,
  toggle: Toggle,
  opens: boolean,
): Interval | null {
  // A line with a price never bends by itself.
  if (toggle.kind === 'redLine' && opens && defined(theCase.redLines[toggle.redLine]).cost !== null) return null
  if (toggle.kind === 'redLine')
    return wilsonInterval(opens ? worlds - defined(firm[toggle.redLine]) : defined(firm[toggle.redLine]), worlds)
  if (toggle.kind === 'consent')
    return wilsonInterval(opens ? defined(given[toggle.body]) : worlds - defined(given[toggle.body]), worlds)
  return null
}

function describe(model: Model, tools: UnlockTools, tally: UnlockTally): Omit<Unlock, 'assumptions' | 'exact'> {
  const theCase = model.case
  const open = tally.worlds - tally.closed
  const actor = (player: number): string => defined(theCase.actors[defined(theCase.vetoPlayers[player])]).id
  const named = (position: number, opens: boolean): Change => {
    const toggle = defined(tools.ways.toggles.all[position])
    return { ...namedChange(theCase, toggle, opens), chance: chanceOf(theCase, tally, toggle, opens) }
  }
  const sets = (
    map: ReadonlyMap<bigint, number>,
    { of, opens }: { readonly of: number; readonly opens: boolean },
    sized: (size: number) => boolean,
    most = LISTED,
  ): ChangeSet[] =>
    [...map]
      .filter(([set]) => sized(sizeOf(set)))
      .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
      .slice(0, most)
      .map(([set, n]) => ({
        changes: membersOf(set).map((position) => named(position, opens)),
        share: wilsonInterval(n, of),
      }))
  return {
    case: theCase.id,
    scenario: scenarioAt(theCase, defined(model.arms[0]).scenario)?.id ?? null,
    seed: model.seed,
    worlds: tally.worlds,
    month: tools.month,
    closed: wilsonInterval(tally.closed, tally.worlds),
    searched: {
      changes: tools.ways.toggles.all.length,
      assumptions: tools.worlds.assumptions.length,
      payment: tools.payment,
      supportsUpTo: SUPPORTS_UP_TO,
    },
    opening: {
      singles: sets(tally.opening, { of: tally.closed, opens: true }, (size) => size === 1, Infinity),
      pairs: sets(tally.opening, { of: tally.closed, opens: true }, (size) => size === 2),
      larger: sets(tally.opening, { of: tally.closed, opens: true }, (size) => size > 2),
      smallest: Array.from({ length: Math.max(0, tally.smallest.length - 1) }, (_, k) =>
        wilsonInterval(tally.smallest[k + 1] ?? 0, tally.closed),
      ),
      none: wilsonInterval(tally.none, tally.closed),
      payments: tally.payments.map((least, player) => ({
        actor: actor(player),
        opens: wilsonInterval(least.n, tally.closed),
        least: spreadout(least),
      })),
    },
    supports: {
      singles: sets(tally.closing, { of: open, opens: false }, (size) => size === 1, Infinity),
      pairs: sets(tally.closing, { of: open, opens: false }, (size) => size === 2),
      cushions: tally.cushions.map((loss, player) => ({ actor: actor(player), loss: spreadout(loss) })),
    },
  }
}
