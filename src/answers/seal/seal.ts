/** `seal`: a dated forecast of all that a case says, under a digest that shows any change. */
import { defined } from '../../case/defined.ts'
import type { Model } from '../../case/model.ts'
import type { Case } from '../../case/types.ts'
import { quantile } from '../../math/distribution.ts'
import { sha256 } from '../../math/sha256.ts'
import { quantileOf } from '../../math/statistics.ts'
import { worlds } from '../../run/simulate.ts'
import type { ArmSummary, Summary } from '../../run/summary.ts'
import type { Finding } from '../../stages/findings/find.ts'
import { canonicalJson } from '../canonical.ts'
import type { Json } from '../canonical.ts'

/** Chance of what a claim says will happen; null where it says nothing that comes or does not. */
export interface SealedClaim {
  readonly claim: string
  readonly probability: number | null
}

/** Equally likely values of a number of the case, in the engine's unit. */
export interface SealedQuantity {
  readonly id: string
  readonly quantiles: readonly number[]
}

export interface SealRecord {
  readonly armistice: 1
  readonly kind: 'seal'
  readonly case: { readonly id: string; readonly title: string; readonly asOf: string; readonly digest: string }
  readonly engine: string
  readonly seed: number
  readonly worlds: number
  /** When it was sealed, as the sealer's clock had it. */
  readonly at: string
  /** Equally likely km² that the line has moved after 1, 2, … months; empty without a war. */
  readonly front: readonly (readonly number[])[]
  readonly claims: readonly SealedClaim[]
  readonly quantities: readonly SealedQuantity[]
  /** All that the run says of the case as written, and of its claims. */
  readonly run: ArmSummary
  readonly findings: readonly Finding[]
  /** Digest of everything above. */
  readonly seal: string
}

/** Quantiles of the front and of a number: enough for scores of a few digits. */
const FRONT_QUANTILES = 99
const NUMBER_QUANTILES = 19
/** Worlds that the quantiles of the front are read from, at most. */
const FRONT_WORLDS = 4000

/** @param summary of the model, in all its worlds. @param at the time of sealing. */
export function sealForecast(model: Model, summary: Summary, at: string): SealRecord {
  const { id, title, asOf, digest } = summary.case
  const record: Omit<SealRecord, 'seal'> = {
    armistice: 1,
    kind: 'seal',
    case: { id, title, asOf, digest },
    engine: summary.engine,
    seed: summary.seed,
    worlds: summary.worlds,
    at,
    front: frontQuantiles(model),
    claims: claimsOf(model.case, summary.findings),
    quantities: quantitiesOf(model.case),
    run: defined(summary.arms[0]),
    findings: summary.findings,
  }
  // What JSON cannot say (a bound that is not there) becomes null, as it will when the record is written down.
  const plain = JSON.parse(JSON.stringify(record)) as typeof record
  return { ...plain, seal: digestOf(plain) }
}

/** km² that the line has moved, by month from 1 on, as equally likely values. */
export function frontQuantiles(model: Model): number[][] {
  const { war } = model.case
  if (!war) return []
  const each = worlds(model)
  const size = Math.min(model.worlds, FRONT_WORLDS)
  const lines = Array.from({ length: size }, (_, world) => defined(defined(each(world)[0]).projection).line.slice())
  return Array.from({ length: war.months }, (_, month) => {
    const sorted = Float64Array.from(lines, (line) => defined(line[month + 1])).sort()
    return spaced(FRONT_QUANTILES, (p) => quantileOf(sorted, p))
  })
}

function spaced(count: number, at: (p: number) => number): number[] {
  return Array.from({ length: count }, (_, k) => Number(at((k + 0.5) / count).toPrecision(6)))
}

/** A claim that tests the chance of one event in the case as written forecasts that event. */
function claimsOf(theCase: Case, findings: readonly Finding[]): SealedClaim[] {
  return findings.map(({ claim, tests }) => {
    const test = theCase.claims.find(({ id }) => id === claim)?.test
    const isEvent = test?.kind === 'probability' && test.scenario === null && test.given === null
    return { claim, probability: isEvent ? (tests[0]?.interval?.estimate ?? null) : null }
  })
}

/** Numbers that vary and hang on no hypothesis. */
function quantitiesOf({ quantities }: Case): SealedQuantity[] {
  return quantities.flatMap(({ id, spread, factor, low, high }) => {
    if (spread.kind !== 'plain' || spread.of.kind === 'fixed') return []
    const { of } = spread
    return [{ id, quantiles: spaced(NUMBER_QUANTILES, (p) => Math.min(high, Math.max(low, quantile(of, p) * factor))) }]
  })
}

function digestOf(record: Omit<SealRecord, 'seal'>): string {
  return sha256(canonicalJson(record as unknown as Json))
}

export type SealCheck =
  | { readonly kind: 'whole' }
  /** The record was changed after it was sealed. */
  | { readonly kind: 'broken'; readonly expected: string; readonly found: string }

/** Whether a record is as it was sealed. */
export function checkSeal({ seal, ...record }: SealRecord): SealCheck {
  const expected = digestOf(record)
  return seal === expected ? { kind: 'whole' } : { kind: 'broken', expected, found: seal }
}

/** A sealed forecast from JSON that nobody has checked. @returns null where it is none. */
export function readSeal(json: unknown): SealRecord | null {
  const record = json as Partial<SealRecord> | null
  const isSeal = typeof record === 'object' && record !== null && record.armistice === 1 && record.kind === 'seal'
  const parts = isSeal ? [record.front, record.claims, record.quantities] : [null]
  return isSeal && record.case && parts.every((part) => Array.isArray(part)) ? (record as SealRecord) : null
}
