/** A whole tipping analysis: which assumptions come near turning a verdict, where they do, in pairs, and on a map.
 *  Where rows are computed is the caller's. */
import { defined } from '../../case/defined.ts'
import { flipMap, flipMapPoints } from '../../methods/sensitivity/flip-map.ts'
import type { FlipMap, FlipMapPlan } from '../../methods/sensitivity/flip-map.ts'
import type { Refused } from '../../methods/sensitivity/result.ts'
import { defaultTippingOptions } from '../../methods/sensitivity/tipping.ts'
import type { Estimate, TippingOptions } from '../../methods/sensitivity/tipping.ts'
import type { TippingPair, TippingPairs } from '../../methods/sensitivity/tipping-pairs.ts'
import type { RunRows } from '../sensitivity/analyse.ts'
import { promising } from './tip.ts'
import type { TipAssumption, TipEnds, TippedAssumption, TipQuestion, TipRows } from './tip.ts'
import type { Row } from '../row-job.ts'

/** Assumptions that are paired. */
const PAIRED = 8
/** The first look is at a fifth of the worlds; so many times the assumptions wanted pass it. */
const FIRST_LOOK = 5
const SPARE = 2
/** Fewest worlds of the first look; conditions of claims hold in a part of them only. */
const FEWEST_LOOKED = 200
/** Steps of the scan of a range, and the share of it to which a crossing is narrowed; values of a map's axis. */
const STEPS = 8
const TOLERANCE = 1 / 256
const MAP_VALUES = 13
const LEVEL = 0.95

export interface TipTask {
  readonly question: TipQuestion
  readonly run: RunRows
  /** Assumptions named; empty for all. */
  readonly named: readonly number[]
  /** Assumptions looked at closely where none is named. */
  readonly inputs: number
  readonly pairs: boolean
  /** Whether to map the two assumptions named. */
  readonly map: boolean
}

export interface Tipped {
  /** The estimate as the case is. */
  readonly now: Estimate
  /** The estimate at the low and the high end of the assumptions that move it most; empty where assumptions were
   *  named. */
  readonly ends: readonly TipEnds[]
  readonly tips: readonly TippedAssumption[]
  readonly pairs: readonly TippingPair[] | null
  /** Pairs tried, of assumptions that do not turn the verdict alone. */
  readonly pairsTried: number
  readonly map: FlipMap | Refused | null
}

/** @returns null where it was broken off, a reason where the claim's condition holds in too few worlds. */
export async function tip(task: TipTask): Promise<Tipped | { readonly reason: string } | null> {
  const {
    named,
    inputs,
    question: { threshold, model },
  } = task
  const start = (await rowsOf(task, { kind: 'ends', of: [] }, 1, 'now')) as readonly Estimate[] | null
  if (!start) return null
  const now = defined(start[0])
  if (!Number.isFinite(now.estimate))
    return {
      reason: `the claim's condition holds in fewer than 30 of ${model.worlds} worlds: ask for more worlds`,
    }
  const ends = named.length > 0 ? [] : await endsOf(task)
  if (!ends) return null
  const of = named.length > 0 ? named : promising(now, ends, threshold, inputs)
  const options: TippingOptions = {
    ...defaultTippingOptions,
    level: LEVEL,
    steps: STEPS,
    tolerance: TOLERANCE,
    worlds: model.worlds,
    seed: model.seed,
  }
  const tips = (await rowsOf(task, { kind: 'tips', of, options }, of.length, 'tips')) as
    | readonly TippedAssumption[]
    | null
  if (!tips) return null
  const pairs = task.pairs ? await pairsOf(task, tips, options) : { pairs: null, pairsTried: 0 }
  const map = task.map ? await mapOf(task) : undefined
  if (pairs === null || map === null) return null
  return { now, ends, tips, ...pairs, map: map ?? null }
}

/** The claim at both ends of the assumptions that a look at fewer worlds shows to move it. */
async function endsOf(task: TipTask): Promise<readonly TipEnds[] | null> {
  const { question, inputs } = task
  const { assumptions, model, threshold } = question
  const worlds = Math.min(model.worlds, Math.max(FEWEST_LOOKED, Math.ceil(model.worlds / FIRST_LOOK)))
  const fewer: TipTask = { ...task, question: { ...question, model: { ...model, worlds } } }
  const all = assumptions.map((_, k) => k)
  const look = async (
    of: readonly number[],
    where: TipTask,
    stage: string,
  ): Promise<readonly [Estimate, readonly TipEnds[]] | null> => {
    const rows = (await rowsOf(where, { kind: 'ends', of }, 1 + 2 * of.length, stage)) as readonly Estimate[] | null
    return (
      rows && [
        defined(rows[0]),
        of.map((assumption, k) => ({ assumption, low: defined(rows[2 * k + 1]), high: defined(rows[2 * k + 2]) })),
      ]
    )
  }
  const first = await look(all, fewer, 'look')
  if (!first || worlds === model.worlds) return first && first[1]
  const second = await look(promising(first[0], first[1], threshold, SPARE * inputs), task, 'ends')
  return second && second[1]
}

function rowsOf(
  { question, run }: TipTask,
  rows: TipRows,
  count: number,
  stage: string,
): Promise<readonly Row[] | null> {
  return run(stage, { kind: 'tip', question, rows }, count)
}

async function pairsOf(
  task: TipTask,
  tips: readonly TippedAssumption[],
  options: TippingOptions,
): Promise<Pick<Tipped, 'pairs' | 'pairsTried'> | null> {
  const quiet = tips
    .filter(({ result }) => result.kind === 'never')
    .slice(0, task.named.length > 0 ? tips.length : PAIRED)
    .map(({ assumption }) => assumption)
  const of = quiet.flatMap((a, k) => quiet.slice(k + 1).map((b) => [a, b] as const))
  const rows = (await rowsOf(task, { kind: 'pairs', of, options }, of.length, 'pairs')) as
    | readonly (TippingPairs | Refused)[]
    | null
  if (!rows) return null
  const pairs = rows.flatMap((row) => (row.kind === 'pairs' ? row.pairs : []))
  return { pairs: pairs.sort((p, q) => Math.abs(p.distance) - Math.abs(q.distance)), pairsTried: of.length }
}

async function mapOf(task: TipTask): Promise<FlipMap | Refused | null> {
  const {
    named: [a, b],
    question: { assumptions, threshold, model },
  } = task
  const axis = ({ low, high }: TipAssumption): FlipMapPlan['x'] => ({ low, high, count: MAP_VALUES })
  const plan: FlipMapPlan = {
    x: axis(defined(assumptions[defined(a)])),
    y: axis(defined(assumptions[defined(b)])),
    threshold,
    level: LEVEL,
    worlds: model.worlds,
    seed: model.seed,
  }
  const rows = (await rowsOf(task, { kind: 'map', of: [defined(a), defined(b)], plan }, flipMapPoints(plan), 'map')) as
    | readonly Estimate[]
    | null
  return rows && flipMap(plan, rows)
}
