/** A case and a scenario made into a model. */
import type { ClaimTest } from '../case/claim-test.ts'
import { caseOfArm } from '../case/left-out.ts'
import type { Arm, Model } from '../case/model.ts'
import type { Case, DurabilitySpec, EffectName, Scenario, Spread } from '../case/types.ts'
import { PRIOR_SETS } from '../stages/durability/priors.ts'
import type { PriorSetName } from '../stages/durability/priors.ts'

/** How many worlds, by which seed, with which scenarios beside. */
export interface CompileOptions {
  readonly seed?: number
  readonly worlds?: number
  /** Worlds for each scenario beside; a twentieth of `worlds`, but at least 500, by default: paired on common worlds, a
   *  difference is then known to two or three points of percentage. */
  readonly armWorlds?: number
  /** Scenarios to run beside the first, by id; by default those that the claims compare with, and as many of
   *  the others as make up a handful. */
  readonly beside?: readonly string[]
}

/** The seed of runs that name none: the year of the flagship case.
 *  @example
 *  compile(load(text, 'case.yaml').case).seed === DEFAULT_SEED // → true
 */
export const DEFAULT_SEED = 2025
/** Worlds of runs that do not say how many: a chance is then known within one point of percentage.
 *  @example
 *  compile(load(text, 'case.yaml').case).worlds === DEFAULT_WORLDS // → true
 */
export const DEFAULT_WORLDS = 10_000
const SMALLEST_ARM = 500
/** Scenarios run beside the case though no claim asks for all of them, so that the brief can say what would change
 *  it. */
const FEW_SCENARIOS = 8

/** A case under a scenario, made ready to be played: plain data, structured-cloneable, so that it travels to any thread
 *  or host.
 *  @param scenario id of a scenario, or null for the case as written.
 *  @throws RangeError for an unknown scenario, or a number of worlds or a seed that is not a non-negative safe integer.
 *  @example
 *  const model = compile(load(text, 'case.yaml').case, null, { worlds: 500, seed: 7 })
 *  model.worlds // → 500
 */
export function compile(theCase: Case, scenario: string | null = null, options: CompileOptions = {}): Model {
  const seed = wholeNumber('seed', options.seed ?? DEFAULT_SEED)
  const worlds = wholeNumber('worlds', options.worlds ?? DEFAULT_WORLDS)
  const first = scenario === null ? null : scenarioIndex(theCase, scenario)
  const beside = options.beside?.map((id) => scenarioIndex(theCase, id)) ?? scenariosBeside(theCase, first)
  const arms = [first, ...beside.filter((index) => index !== first)]
  const armWorlds = Math.min(worlds, options.armWorlds ?? Math.max(SMALLEST_ARM, Math.floor(worlds / 20)))
  const made = arms.map((index) => armOf(theCase, index))
  const [only] = made
  const asked = only !== undefined && made.length === 1 ? caseOfArm(theCase, only) : theCase
  return { case: asked, arms: made, seed, worlds, armWorlds }
}

function wholeNumber(name: string, value: number): number {
  if (!Number.isSafeInteger(value) || value < 0)
    throw new RangeError(`${name} must be a whole number from 0 to 2^53 − 1`)
  return value
}

function scenarioIndex(theCase: Case, id: string): number {
  const index = theCase.scenarios.findIndex((scenario) => scenario.id === id)
  if (index < 0) throw new RangeError(`no scenario ${id} in case ${theCase.id}`)
  return index
}

/** The spreads of a case under a scenario: its own prior set for durability first, then what the scenario sets. */
export function armOf(theCase: Case, scenario: number | null): Arm {
  const written: Arm = { scenario, spreads: theCase.quantities.map((quantity) => quantity.spread) }
  const changes = scenario === null ? undefined : theCase.scenarios[scenario]
  return changes ? armWith(theCase, written, changes) : written
}

/** An arm with further changes: a prior set for durability first, then what is set. */
export function armWith(
  theCase: Case,
  arm: Arm,
  changes: Pick<Scenario, 'set' | 'priors' | 'without' | 'atOnce'>,
): Arm {
  const spreads = [...arm.spreads]
  if (changes.priors && theCase.durability) applyPriors(theCase, changes.priors as PriorSetName, spreads)
  for (const { quantity, spread } of changes.set) spreads[quantity] = spread
  const without = [...(arm.without ?? []), ...(changes.without ?? [])]
  const isAtOnce = arm.atOnce ?? changes.atOnce
  return {
    scenario: arm.scenario,
    spreads,
    ...(without.length > 0 ? { without } : {}),
    ...(isAtOnce ? { atOnce: isAtOnce } : {}),
  }
}

/** Quantities that a scenario gives other numbers; none for the case as written. */
export function quantitiesSetBy(theCase: Case, scenario: number | null): Set<number> {
  const changes = scenario === null ? undefined : theCase.scenarios[scenario]
  const ofPriors = changes?.priors && theCase.durability ? priorQuantities(theCase.durability) : []
  return new Set([...(changes?.set.map(({ quantity }) => quantity) ?? []), ...ofPriors])
}

function priorQuantities({ logitFiveYears, logShape, stillborn, effects }: DurabilitySpec): number[] {
  return [logitFiveYears, logShape, stillborn, ...Object.values(effects)]
}

function applyPriors(theCase: Case, name: PriorSetName, spreads: Spread[]): void {
  const set = PRIOR_SETS[name]
  const spec = theCase.durability!
  spreads[spec.logitFiveYears] = { kind: 'plain', of: set.logitFiveYears }
  spreads[spec.logShape] = { kind: 'plain', of: set.logShape }
  spreads[spec.stillborn] = { kind: 'plain', of: set.stillborn }
  for (const effect of Object.keys(spec.effects) as EffectName[])
    spreads[spec.effects[effect]] = { kind: 'plain', of: set.effects[effect] }
}

/** @param first scenario of the first arm; where that is not the case as written, claims may still compare with it. */
function scenariosBeside(theCase: Case, first: number | null): (number | null)[] {
  const named = scenariosOfClaims(theCase).filter((scenario) => scenario !== null || first !== null)
  const others = theCase.scenarios.map((_, index) => index).filter((index) => !named.includes(index))
  return [...named, ...others.slice(0, Math.max(0, FEW_SCENARIOS - named.length))].sort(byNumber)
}

/** Scenarios that claims compare with, ascending, after null for the case as written. */
export function scenariosOfClaims(theCase: Case): (number | null)[] {
  const found = new Set<number | null>()
  const visit = (test: ClaimTest): void => {
    if (test.kind === 'every') return test.of.forEach(visit)
    if (test.scenario !== null) found.add(test.scenario)
    if ('against' in test) found.add(test.against)
  }
  for (const claim of theCase.claims) if (claim.test) visit(claim.test)
  return [...found].sort(byNumber)
}

/** The case as written comes first. */
function byNumber(a: number | null, b: number | null): number {
  return (a ?? -1) - (b ?? -1)
}
