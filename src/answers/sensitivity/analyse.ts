/** A whole sensitivity analysis: which inputs to look at, the designs over them, and what their rows say. Where rows
 *  are computed is the caller's. */
import type { Model } from '../../case/model.ts'
import type { MorrisScreening } from '../../methods/sensitivity/morris.ts'
import type { PawnIndices } from '../../methods/sensitivity/pawn.ts'
import { correlatedInput } from '../../methods/sensitivity/result.ts'
import type { Precision, Refused } from '../../methods/sensitivity/result.ts'
import type { ShapleyEffects } from '../../methods/sensitivity/shapley.ts'
import type { SobolIndices } from '../../methods/sensitivity/sobol-indices.ts'
import { informationOnInputs } from './information.ts'
import type { InformationOnInputs } from './information.ts'
import { inputsOf } from './inputs.ts'
import type { Input } from './inputs.ts'
import type { Question } from './outputs.ts'
import type { Row, RowJob } from '../row-job.ts'
import { chooseInputs, effects, indices, pawnOfWorlds, reaches, rowsOfDesign, screen } from './sensitivity.ts'
import type { Design, Reach } from './sensitivity.ts'

/** Computes the rows 0 … count − 1 of a job, wherever that is. @returns null where it was broken off. */
export type RunRows = (stage: string, job: RowJob, count: number) => Promise<readonly Row[] | null>

/** What to compute. A larger number of base points continues the rows of a smaller. */
export interface AnalysisPlan {
  readonly basePoints: number
  /** Most inputs analysed; the others are chosen against by a screening. */
  readonly inputs: number
  /** Largest half-width of an interval that is of use; null for any. */
  readonly interval: number | null
  readonly second: boolean
  readonly shapley: boolean
  readonly pawn: boolean
  readonly information: boolean
}

/** 1,024 base points, a power of two, keep the balance of Sobol points; total indices then have intervals of a few
 *  hundredths. */
export const DEFAULT_ANALYSIS: AnalysisPlan = {
  basePoints: 1024,
  inputs: 60,
  interval: null,
  second: false,
  shapley: false,
  pawn: false,
  information: false,
}

/** Confidence level of every interval. */
export const LEVEL = 0.95
/** Trajectories of the screening, a few more than an interval at 95 % needs. */
const TRAJECTORIES = 48
/** Inputs that Sobol points have dimensions for. */
const MOST_INPUTS = 256

export interface Analysis {
  readonly inputs: readonly Input[]
  readonly screening: MorrisScreening | null
  readonly sobol: SobolIndices
  /** Rows computed for all of it. */
  readonly worlds: number
  readonly reaches: readonly Reach[]
  readonly shapley: ShapleyEffects | Refused | null
  readonly pawn: PawnIndices | Refused | null
  readonly information: InformationOnInputs | Refused | null
}

/** @returns null where it was broken off. @throws RangeError where `information` is asked of an output without a
 *  bound. */
export async function analyse(
  model: Model,
  question: Question,
  plan: AnalysisPlan,
  run: RunRows,
): Promise<Analysis | Refused | null> {
  if (plan.information && !question.bound) throw new RangeError('the value of information needs a bound to decide by')
  const all = inputsOf(model)
  const { interval, basePoints } = plan
  const precision: Precision = {
    seed: model.seed,
    level: LEVEL,
    resamples: 1000,
    ...(interval === null ? {} : { widest: interval }),
  }
  let worlds = 0
  const stage: Stage = async (name, inputs, design, units) => {
    const count = rowsOfDesign(design, units)
    const rows = await run(name, { kind: 'design', model, question, inputs, design }, count)
    worlds += count
    return rows && Float64Array.from(rows as readonly number[])
  }
  const chosen = await choose(model, all, { most: Math.min(plan.inputs, MOST_INPUTS - 1), precision, stage })
  if (chosen === null || 'reason' in chosen) return chosen
  const { inputs, screening } = chosen
  const points = { inputs: inputs.length, points: 'sobol' as const, seed: model.seed }
  const design = { ...points, second: plan.second }
  const rows = await stage('sobol', inputs, { kind: 'sobol', plan: design }, basePoints)
  if (!rows) return null
  const sobol = withoutCorrelated(model, inputs, indices(rows, design, precision))
  if (sobol.kind === 'refused') return sobol
  const permuted = plan.shapley
    ? await stage('shapley', inputs, { kind: 'shapley', plan: points }, basePoints)
    : undefined
  const sampled =
    plan.pawn || plan.information ? await stage('worlds', inputs, { kind: 'worlds' }, model.worlds) : undefined
  if (permuted === null || sampled === null) return null
  return {
    inputs,
    screening,
    sobol,
    worlds,
    reaches: reaches(model, inputs, rows, design),
    shapley: permuted ? effects(permuted, points, precision) : null,
    pawn: sampled && plan.pawn ? pawnOfWorlds(model, inputs, sampled, precision) : null,
    information:
      sampled && plan.information
        ? informationOnInputs(model, question, { inputs, outputs: sampled }, precision)
        : null,
  }
}

/** Indices of variance are defined for independent inputs: those that the case correlates are varied, but have none of
 *  their own. Source: Song, Nelson & Staum 2016, SIAM/ASA Journal on Uncertainty Quantification 4, §1. */
function withoutCorrelated<T extends SobolIndices | Refused>(model: Model, inputs: readonly Input[], sobol: T): T {
  if (sobol.kind === 'refused') return sobol
  const positionOf = new Map(inputs.map((input, k) => [input.kind === 'quantity' ? input.quantity : -1, k]))
  const tied = new Set(
    model.case.correlations.flatMap(({ a, b }) => {
      const pair = [positionOf.get(a), positionOf.get(b)]
      return pair.every((k) => k !== undefined) ? pair : []
    }),
  )
  return {
    ...sobol,
    inputs: sobol.inputs.map((index, k) => (tied.has(k) ? correlatedInput : index)),
    pairs: sobol.pairs.filter(({ a, b }) => !tied.has(a) && !tied.has(b)),
  }
}

type Stage = (name: string, inputs: readonly Input[], design: Design, units: number) => Promise<Float64Array | null>

/** All inputs where they are few enough, else those of the largest effect. */
async function choose(
  model: Model,
  all: readonly Input[],
  { most, precision, stage }: { readonly most: number; readonly precision: Precision; readonly stage: Stage },
): Promise<Pick<Analysis, 'inputs' | 'screening'> | Refused | null> {
  if (all.length - 1 <= most) return { inputs: all, screening: null }
  const plan = { inputs: all.length, levels: 4, seed: model.seed }
  const rows = await stage('morris', all, { kind: 'morris', plan }, TRAJECTORIES)
  if (!rows) return null
  const { widest: _, ...loose } = precision
  const screening = screen(rows, plan, loose)
  return screening.kind === 'refused' ? screening : { inputs: chooseInputs(model, all, screening, most), screening }
}
