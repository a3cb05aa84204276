/** What would have to be otherwise for a verdict to turn, as a record. */
import { defined } from '../../case/defined.ts'
import type { Model } from '../../case/model.ts'
import type { Case } from '../../case/types.ts'
import type { FlipMap } from '../../methods/sensitivity/flip-map.ts'
import type { Refused } from '../../methods/sensitivity/result.ts'
import type { Estimate } from '../../methods/sensitivity/tipping.ts'
import type { TippingPair } from '../../methods/sensitivity/tipping-pairs.ts'
import { ENGINE_VERSION } from '../../version.ts'
import type { Bound } from '../sensitivity/outputs.ts'
import type { TipAssumption, TipEnds, TippedAssumption } from './tip.ts'

/** The result as it is written down: plain JSON but for the arrays of a map. */
export interface TippingRecord {
  readonly armistice: 1
  readonly engine: string
  readonly case: { readonly id: string; readonly digest: string }
  readonly scenario: string | null
  readonly seed: number
  readonly worlds: number
  readonly claim: string
  readonly says: string
  readonly bound: Bound
  /** The estimate as the case is. */
  readonly now: Estimate
  readonly assumptions: readonly Omit<TipAssumption, 'provenance'>[]
  /** The estimate at the low and the high end of the assumptions that move it most; empty where assumptions were
   *  named. */
  readonly ends: readonly TipEnds[]
  readonly tips: readonly TippedAssumption[]
  readonly pairs: readonly TippingPair[] | null
  /** Pairs tried, of assumptions that do not turn the verdict alone. */
  readonly pairsTried: number
  readonly map: FlipMap | Refused | null
}

/** The assumptions of a record, with where the case speaks of them. */
export function assumptionsIn(theCase: Case, { assumptions }: TippingRecord): TipAssumption[] {
  return assumptions.map((one) => ({ ...one, provenance: defined(theCase.quantities[one.quantity]).provenance }))
}

export type TippingParts = Omit<TippingRecord, 'armistice' | 'engine' | 'case' | 'seed' | 'worlds' | 'assumptions'> & {
  readonly assumptions: readonly TipAssumption[]
}

export function tippingRecord(model: Model, digest: string, parts: TippingParts): TippingRecord {
  return {
    armistice: 1,
    engine: ENGINE_VERSION,
    case: { id: model.case.id, digest },
    seed: model.seed,
    worlds: model.worlds,
    ...parts,
    assumptions: parts.assumptions.map(({ provenance: _, ...rest }) => rest),
  }
}
