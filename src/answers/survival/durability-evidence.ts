/** How much the record of truces has to say about the model of durability: each prior set against the same
 *  ceasefires. */
import { defined } from '../../case/defined.ts'
import type { EffectName } from '../../case/types.ts'
import type { Distribution } from '../../math/distribution.ts'
import { exp, log } from '../../math/elementary.ts'
import { Z_95 } from '../../math/statistics.ts'
import { fitPenalisedWeibull, penalisedSurvival } from '../../methods/survival/penalised-weibull.ts'
import type { Belief, PenalisedWeibull } from '../../methods/survival/penalised-weibull.ts'
import type { Spells } from '../../methods/survival/spells.ts'
import { PRIOR_SETS } from '../../stages/durability/priors.ts'
import type { PriorSetName } from '../../stages/durability/priors.ts'
import type { Csv } from '../../text/csv.ts'
import { TRUCE_CAVEATS } from './caveats.ts'
import type { SurvivalCaveat } from './caveats.ts'
import { conflictsOf } from './conflicts.ts'
import { packageBands } from './package-bands.ts'
import type { PackageBands } from './package-bands.ts'
import { asCeasefires } from './truces.ts'

export interface EffectEvidence {
  readonly effect: EffectName
  /** Log hazard ratio before the record (mean, sd) and after it. */
  readonly belief: Belief
  readonly estimate: number
  readonly sd: number
  /** Share of the precision that comes from the belief and not from the record. */
  readonly beliefShare: number
  /** 95 % of the hazard ratio after the record. */
  readonly ratioLow: number
  readonly ratioHigh: number
}

export interface PriorSetEvidence {
  readonly priors: PriorSetName
  readonly says: string
  readonly effects: readonly EffectEvidence[]
  /** S(5) without features. */
  readonly bare: number
}

export interface WidthEvidence {
  /** Every width of the elicited set times this. */
  readonly factor: number
  readonly effects: readonly { readonly effect: EffectName; readonly estimate: number; readonly beliefShare: number }[]
}

export interface LeaveOut {
  readonly conflict: string
  readonly ceasefires: number
  readonly failed: number
  readonly bare: number
  readonly effects: readonly { readonly effect: EffectName; readonly estimate: number; readonly sd: number }[]
}

export interface DurabilityEvidence {
  readonly kind: 'durabilityEvidence'
  readonly ceasefires: number
  readonly failed: number
  readonly sets: readonly PriorSetEvidence[]
  readonly widths: readonly WidthEvidence[]
  readonly leaveOut: readonly LeaveOut[]
  readonly packages: readonly PackageBands[]
  readonly caveats: readonly SurvivalCaveat[]
}

/** What the table says of each effect; it says nothing of a shift of power. */
const COLUMNS: readonly (readonly [EffectName, (row: (name: string) => number) => number])[] = [
  ['pressured', (row) => row('pressured')],
  ['monitors', (row) => (row('peacekeepers') === 1 ? 1 : 0)],
  ['armedForce', (row) => (row('peacekeepers') === 2 ? 1 : 0)],
  ['dmz', (row) => row('dmz') / 2],
  ['guarantee', (row) => row('guarantee') / 2],
  ['settlement', (row) => (row('formal') === 2 ? 1 : 0)],
  ['imposedRegime', (row) => row('imposed_regime')],
]

const SETS: readonly PriorSetName[] = ['elicited', 'fortna', 'wernerYuen', 'loHashimotoReiter', 'flat']
const FACTORS: readonly number[] = [0.5, 1, 2, 4]
/** The shape: ln 0.6 give or take a half, as in the model's oracle; the level is left to the record. */
const LOG_SHAPE: Belief = { mean: log(0.6), sd: 0.5 }
const OPEN: Belief = { mean: 0, sd: Infinity }
/** A belief that allows nothing else. */
const SURE = 1e-6

/** @param pairs the project's table of truces, or a second coder's version of it. */
export function durabilityEvidence(pairs: Csv): DurabilityEvidence {
  const frame = frameOf(asCeasefires(pairs))
  const elicited = beliefsOf('elicited')
  const conflicts = conflictsOf(pairs)
  return {
    kind: 'durabilityEvidence',
    ceasefires: frame.spells.time.length,
    failed: frame.spells.event.reduce((sum, e) => sum + e, 0),
    sets: SETS.map((priors) => setEvidence(priors, frame)),
    widths: FACTORS.map((factor) => {
      const fit = fitOf(
        frame,
        elicited.map(({ mean, sd }) => ({ mean, sd: sd * factor })),
      )
      return {
        factor,
        effects: COLUMNS.map(([effect], j) => ({
          effect,
          estimate: defined(fit.at[j + 2]),
          beliefShare: defined(fit.beliefShare[j + 2]),
        })),
      }
    }),
    leaveOut: conflicts
      .map(({ name, events }) => leaveOut(name, without(frame, events), frame, elicited))
      .filter(({ failed }) => failed > 0),
    packages: packageBands(),
    caveats: [...TRUCE_CAVEATS, { kind: 'powerShiftUncoded' }, { kind: 'elicitedSawRecord' }],
  }
}

interface Frame {
  readonly spells: Spells
  readonly columns: readonly Float64Array[]
  readonly events: readonly string[]
}

function frameOf(ceasefires: Csv): Frame {
  const at = (row: number, name: string): number => Number(ceasefires.cell(row, ceasefires.header.indexOf(name)))
  const rows = Array.from({ length: ceasefires.rows }, (_, row) => row)
  return {
    spells: {
      time: Float64Array.from(rows, (row) => at(row, 'years')),
      event: Uint8Array.from(rows, (row) => at(row, 'failed')),
    },
    columns: COLUMNS.map(([, value]) => Float64Array.from(rows, (row) => value((name) => at(row, name)))),
    events: rows.map((row) => ceasefires.cell(row, ceasefires.header.indexOf('event'))),
  }
}

function without(frame: Frame, events: ReadonlySet<string>): Frame {
  const kept = frame.events.flatMap((event, i) => (events.has(event) ? [] : [i]))
  return {
    spells: {
      time: Float64Array.from(kept, (i) => defined(frame.spells.time[i])),
      event: Uint8Array.from(kept, (i) => defined(frame.spells.event[i])),
    },
    columns: frame.columns.map((column) => Float64Array.from(kept, (i) => defined(column[i]))),
    events: kept.map((i) => defined(frame.events[i])),
  }
}

function beliefsOf(priors: PriorSetName): readonly Belief[] {
  return COLUMNS.map(([effect]) => beliefOf(PRIOR_SETS[priors].effects[effect]))
}

function beliefOf(of: Distribution): Belief {
  if (of.kind === 'normal') return { mean: of.mean, sd: of.sd }
  if (of.kind === 'fixed') return { mean: of.value, sd: SURE }
  throw new RangeError(`an effect is normal or fixed, not ${of.kind}`)
}

function fitOf(frame: Frame, effects: readonly Belief[]): PenalisedWeibull {
  return fitPenalisedWeibull(frame.spells, frame.columns, { logShape: LOG_SHAPE, level: OPEN, effects })
}

function setEvidence(priors: PriorSetName, frame: Frame): PriorSetEvidence {
  const beliefs = beliefsOf(priors)
  const fit = fitOf(frame, beliefs)
  return {
    priors,
    says: PRIOR_SETS[priors].says,
    bare: penalisedSurvival(fit.at, [], 5),
    effects: COLUMNS.map(([effect], j) => {
      const { estimate, sd } = estimateOf(fit, j)
      return {
        effect,
        belief: defined(beliefs[j]),
        estimate,
        sd,
        beliefShare: defined(fit.beliefShare[j + 2]),
        ratioLow: exp(estimate - Z_95 * sd),
        ratioHigh: exp(estimate + Z_95 * sd),
      }
    }),
  }
}

function estimateOf(fit: PenalisedWeibull, j: number): { readonly estimate: number; readonly sd: number } {
  const size = fit.at.length
  return { estimate: defined(fit.at[j + 2]), sd: Math.sqrt(defined(fit.covariance[(j + 2) * size + j + 2])) }
}

function leaveOut(conflict: string, rest: Frame, all: Frame, beliefs: readonly Belief[]): LeaveOut {
  const fit = fitOf(rest, beliefs)
  const failed = (frame: Frame): number => frame.spells.event.reduce((sum, e) => sum + e, 0)
  return {
    conflict,
    ceasefires: all.events.length - rest.events.length,
    failed: failed(all) - failed(rest),
    bare: penalisedSurvival(fit.at, [], 5),
    effects: COLUMNS.map(([effect], j) => ({ effect, ...estimateOf(fit, j) })),
  }
}
