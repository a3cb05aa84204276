/** How long typical packages hold by each prior set, and which of them the sets can tell apart. */
import { defined } from '../../case/defined.ts'
import type { EffectName } from '../../case/types.ts'
import { sampler } from '../../math/distribution.ts'
import type { Distribution } from '../../math/distribution.ts'
import { exp } from '../../math/elementary.ts'
import { fillUniforms, seedOf, streamOf } from '../../math/philox.ts'
import { quantileOf } from '../../math/statistics.ts'
import { rankedBands } from '../../methods/survival/overlap.ts'
import type { Band } from '../../methods/survival/overlap.ts'
import { PRIOR_SETS } from '../../stages/durability/priors.ts'
import type { PriorSet, PriorSetName } from '../../stages/durability/priors.ts'
import { hazardFromLogit, survivalAt } from '../../stages/durability/survival.ts'

export interface PackageBand extends Band {
  readonly name: string
  /** Packages further down whose bands overlap with this one. */
  readonly notAbove: readonly string[]
}

export interface PackageBands {
  readonly priors: PriorSetName
  /** S(5): median and 90 % over the beliefs, by falling median. */
  readonly packages: readonly PackageBand[]
  /** Pairs of packages, in how many of which the bands do not overlap. */
  readonly pairs: number
  readonly apart: number
}

interface Package {
  readonly name: string
  readonly signed: boolean
  readonly terms: Readonly<Partial<Record<EffectName, number>>>
}

/** A freeze is pressed on the parties and signed by nobody; credibilities of guarantees are beliefs. Judgement. */
const PACKAGES: readonly Package[] = [
  { name: 'informal freeze', signed: false, terms: { pressured: 1 } },
  { name: 'signed, with monitors', signed: true, terms: { pressured: 1, monitors: 1 } },
  { name: 'armed force and demilitarised zone', signed: true, terms: { pressured: 1, armedForce: 1, dmz: 1 } },
  {
    name: 'the same and a guarantee half believed',
    signed: true,
    terms: { pressured: 1, armedForce: 1, dmz: 0.5, guarantee: 0.5 },
  },
  { name: 'a guarantee believed', signed: true, terms: { pressured: 1, dmz: 0.5, guarantee: 0.9 } },
  { name: 'unpressed, zone, guarantee believed', signed: true, terms: { monitors: 1, dmz: 1, guarantee: 0.9 } },
  { name: 'freeze while the attacker rearms', signed: true, terms: { pressured: 1, monitors: 1, powerShift: 3 } },
]

/** A peace that nobody signs is likelier to be stillborn: one in four. Judgement. */
const INFORMAL: Distribution = { kind: 'beta', alpha: 4, beta: 12 }
const DRAWS = 4000
const SEED = seedOf(1)
const STREAM = streamOf('answers/package-bands')
const HORIZON = 5
const EFFECTS = Object.keys(PRIOR_SETS.elicited.effects) as readonly EffectName[]

export function packageBands(): readonly PackageBands[] {
  return (Object.keys(PRIOR_SETS) as PriorSetName[]).map((priors) => bandsOf(priors, PRIOR_SETS[priors]))
}

function bandsOf(priors: PriorSetName, set: PriorSet): PackageBands {
  const bands = bandsOfDraws(set)
  const ranked = rankedBands(bands)
  const overlapping = ranked.reduce((sum, { notAbove }) => sum + notAbove.length, 0)
  const pairs = (bands.length * (bands.length - 1)) / 2
  return {
    priors,
    pairs,
    apart: pairs - overlapping,
    packages: ranked.map(({ index, notAbove }) => ({
      name: defined(PACKAGES[index]).name,
      ...defined(bands[index]),
      notAbove: notAbove.map((other) => defined(PACKAGES[other]).name),
    })),
  }
}

/** Packages share their draws, so that what they have in common differs in none. */
function bandsOfDraws(set: PriorSet): readonly Band[] {
  const draw = {
    logit: sampler(set.logitFiveYears),
    shape: sampler(set.logShape),
    signed: sampler(set.stillborn),
    informal: sampler(INFORMAL),
    effects: EFFECTS.map((effect) => sampler(set.effects[effect])),
  }
  const values = PACKAGES.map(() => new Float64Array(DRAWS))
  const u = new Float64Array(3 + EFFECTS.length)
  for (let k = 0; k < DRAWS; k++) {
    fillUniforms(u, SEED, STREAM, k)
    const level = hazardFromLogit(draw.logit(defined(u[0])))
    const shape = exp(draw.shape(defined(u[1])))
    const effects = draw.effects.map((of, j) => of(defined(u[3 + j])))
    PACKAGES.forEach(({ signed, terms }, p) => {
      const sum = EFFECTS.reduce((total, effect, j) => total + defined(effects[j]) * (terms[effect] ?? 0), 0)
      const stillborn = signed ? draw.signed(defined(u[2])) : draw.informal(defined(u[2]))
      defined(values[p])[k] = survivalAt({ stillborn, hazardFiveYears: level * exp(sum), shape }, HORIZON)
    })
  }
  return values.map((column) => {
    column.sort()
    return { low: quantileOf(column, 0.05), middle: quantileOf(column, 0.5), high: quantileOf(column, 0.95) }
  })
}
