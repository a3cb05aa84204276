/** Records that come back as files, with parts swapped for others: a reader takes them, or says that they are none, and
 *  what it takes a case can run with. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readFit, withPosterior } from '../../src/answers/fit/apply.ts'
import type { FitRecord } from '../../src/answers/fit/record.ts'
import { claimsIn } from '../../src/answers/score/score-question.ts'
import { readSeal } from '../../src/answers/seal/seal.ts'
import { defined } from '../../src/case/defined.ts'
import { compile } from '../../src/run/compile.ts'
import { player } from '../../src/run/player.ts'
import { buildCase, UNCERTAIN } from '../fixtures/build-case.ts'
import { holds, LIMITS } from '../fuzz.ts'

const theCase = { ...buildCase(UNCERTAIN, {}), asOf: '2025-03-01' }
const quantity = defined(theCase.quantities.find(({ spread }) => spread.kind === 'plain' && spread.of.kind !== 'fixed'))
const other = defined(theCase.quantities.find(({ id }) => id !== quantity.id))

const FIT = {
  armistice: 1,
  kind: 'fit',
  engine: '0',
  case: { id: theCase.id, asOf: theCase.asOf, digest: 'x' },
  model: theCase.war?.front.model,
  numbers: [
    { id: quantity.id, option: null, of: { kind: 'discrete', values: [1, 2, 3], weights: [1, 1, 1] } },
    { id: other.id, option: null, of: { kind: 'normal', mean: 1, sd: 0.5 } },
  ],
  correlations: [{ between: [quantity.id, other.id], rho: 0.3 }],
}

const SEAL = {
  armistice: 1,
  kind: 'seal',
  case: { id: 'x', title: 'X', asOf: '2025-03-01', digest: 'x' },
  front: [[1, 2]],
  claims: [{ claim: 'C1', probability: 0.5 }],
  quantities: [{ id: 'q', quantiles: [1, 2] }],
  seal: 'x',
}

const SCORE = {
  kind: 'score',
  claims: { scored: [{ case: 'x', claim: 'C1', probability: 0.5, happened: true, brier: 0.25, logScore: 0.69 }] },
}

/** Ways to every part of a record. */
function pathsOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, part]) => pathsOf(part, [...path, key]))]
}

function replacedAt(value: unknown, path: readonly string[], by: unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return by
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<string, unknown>
  copy[key] = replacedAt((value as Record<string, unknown> | null)?.[key], rest, by)
  return copy
}

const near = (record: unknown): fc.Arbitrary<unknown> =>
  fc
    .array(fc.tuple(fc.constantFrom(...pathsOf(record)), fc.jsonValue({ maxDepth: 2 })), { minLength: 1, maxLength: 3 })
    .map((changes) =>
      changes.reduce<unknown>((of, [path, by]) => {
        const isThere = path.slice(0, -1).reduce<unknown>((at, key) => (at as never)?.[key], of)
        return typeof isThere === 'object' && isThere !== null ? replacedAt(of, path, by) : of
      }, record),
    )

test('a posterior is read, or is none, and a case runs with what is read', LIMITS, () => {
  expect(readFit(FIT)).toBe(FIT)
  holds('posteriors', near(FIT), (json) => {
    const fit: FitRecord | null = readFit(json)
    if (fit === null) return
    let given: typeof theCase
    try {
      given = withPosterior(theCase, fit)
    } catch (error) {
      return void expect(error).toBeInstanceOf(RangeError)
    }
    const model = compile(given, null, { worlds: 1, beside: [] })
    player(model, defined(model.arms[0]), 'worlds').at(0)
  })
})

test('a sealed forecast and a score are read, or are none', LIMITS, () => {
  expect(readSeal(SEAL)).toBe(SEAL)
  holds('forecasts and scores', fc.tuple(near(SEAL), near(SCORE)), ([seal, score]) => {
    expect([true, false]).toContain(readSeal(seal) === null)
    expect(claimsIn(JSON.stringify(score)) ?? []).toBeInstanceOf(Array)
  })
})
