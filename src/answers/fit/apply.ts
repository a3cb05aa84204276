/** A case with the numbers of a fit in place of its own. */
import { defined } from '../../case/defined.ts'
import type { Case, Correlation, Spread } from '../../case/types.ts'
import type { Distribution } from '../../math/distribution.ts'
import { sha256 } from '../../math/sha256.ts'
import { canonicalJson } from '../canonical.ts'
import type { Json } from '../canonical.ts'
import type { FitRecord } from './record.ts'

/** @throws RangeError where the fit is none of this case: another id, date or model of the front, or numbers that the
 *  case does not have. */
export function withPosterior(theCase: Case, fit: FitRecord): Case {
  const { id, asOf } = fit.case
  if (id !== theCase.id || asOf !== theCase.asOf)
    throw new RangeError(`the fit is of case ${id} as of ${asOf}, this is ${theCase.id} as of ${theCase.asOf}`)
  if (theCase.war?.front.model !== fit.model)
    throw new RangeError(
      `the fit is of the front \`${fit.model}\`, the case has \`${theCase.war?.front.model ?? 'none'}\``,
    )
  const spreads = new Map<number, Spread>()
  for (const number of fit.numbers) {
    const q = theCase.quantities.findIndex((quantity) => quantity.id === number.id)
    if (q < 0) throw new RangeError(`the case has no number \`${number.id}\` for the fit`)
    spreads.set(q, replaced(theCase, spreads.get(q) ?? defined(theCase.quantities[q]).spread, number))
  }
  return {
    ...theCase,
    quantities: theCase.quantities.map((quantity, q) => {
      const spread = spreads.get(q)
      // The fit is in the engine's unit, whatever the case is written in.
      return spread ? { ...quantity, spread, unit: 'km2/month', factor: 1 } : quantity
    }),
    correlations: correlationsOf(theCase, fit),
  }
}

function replaced(theCase: Case, old: Spread, { id, option, of }: FitRecord['numbers'][number]): Spread {
  if (option === null) return { kind: 'plain', of }
  if (old.kind !== 'given')
    throw new RangeError(`\`${id}\` is not given by a hypothesis, so the fit's view \`${option}\` has no place`)
  const k = defined(theCase.hypotheses[old.set]).options.findIndex((one) => one.id === option)
  if (k < 0) throw new RangeError(`the hypothesis of \`${id}\` has no option \`${option}\``)
  return { ...old, by: old.by.map((distribution, place) => (place === k ? of : distribution)) }
}

function correlationsOf(theCase: Case, fit: FitRecord): readonly Correlation[] {
  const index = (id: string): number => {
    const at = theCase.quantities.findIndex((quantity) => quantity.id === id)
    if (at < 0) throw new RangeError(`the case has no number \`${id}\` for the fit`)
    return at
  }
  const ofFit = fit.correlations.map(({ between: [a, b], rho }) => ({
    a: index(a) as Correlation['a'],
    b: index(b) as Correlation['b'],
    rho,
    provenance: defined(theCase.quantities[index(a)]).provenance,
  }))
  const same = (x: Correlation, y: Correlation): boolean => (x.a === y.a && x.b === y.b) || (x.a === y.b && x.b === y.a)
  return [...theCase.correlations.filter((old) => !ofFit.some((one) => same(one, old))), ...ofFit]
}

/** Digest of a case that runs with a fit: of both together. */
export function digestWith(caseDigest: string, fit: FitRecord): string {
  return sha256(`${caseDigest}\n${canonicalJson(fit as unknown as Json)}`)
}

/** A fit from JSON that nobody has checked. @returns null where it is none. */
export function readFit(json: unknown): FitRecord | null {
  const fit = json as Partial<FitRecord> | null
  const isFit = typeof fit === 'object' && fit !== null && fit.armistice === 1 && fit.kind === 'fit'
  if (!isFit || typeof fit.case?.id !== 'string' || typeof fit.case.asOf !== 'string') return null
  return areAll(fit.numbers, isNumber) && areAll(fit.correlations, isCorrelation) ? (fit as FitRecord) : null
}

function areAll(list: unknown, holds: (one: unknown) => boolean): boolean {
  return Array.isArray(list) && list.every(holds)
}

function isNumber(one: unknown): boolean {
  const { id, option, of } = (one ?? {}) as Partial<FitRecord['numbers'][number]>
  return typeof id === 'string' && (option === null || typeof option === 'string') && isMarginal(of)
}

/** Whether it is one of the kinds that a fit writes, with numbers that can be drawn by. */
function isMarginal(of: unknown): boolean {
  const marginal = (of ?? {}) as Partial<Distribution>
  switch (marginal.kind) {
    case 'fixed':
      return isFinite(marginal.value)
    case 'normal':
      return isFinite(marginal.mean) && isFinite(marginal.sd) && marginal.sd >= 0
    case 'discrete': {
      const { values, weights } = marginal
      const isWeight = (weight: unknown): boolean => isFinite(weight) && weight > 0
      return (
        areAll(values, isFinite) && areAll(weights, isWeight) && !!values?.length && values.length === weights?.length
      )
    }
    default:
      return false
  }
}

function isFinite(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}

function isCorrelation(one: unknown): boolean {
  const { between, rho } = (one ?? {}) as { readonly between?: unknown; readonly rho?: unknown }
  const isId = (id: unknown): boolean => typeof id === 'string'
  return areAll(between, isId) && (between as string[]).length === 2 && isFinite(rho) && Math.abs(rho) < 1
}
