/** `audit`: which findings could have come out otherwise. */
import { scenarioAt } from '../../case/scenarios.ts'
import type { Model } from '../../case/model.ts'
import { DEFAULT_SEED, scenariosOfClaims } from '../../run/compile.ts'
import { leavesOf } from '../../stages/findings/claim-tally.ts'
import { echoOf } from '../../stages/findings/echo.ts'
import { askedModel } from '../asked-model.ts'
import { scenarioField, seedField, whole, worldsField } from '../fields.ts'
import { answered, stopped, wrong } from '../question.ts'
import type { Question } from '../question.ts'
import type { AuditRow } from './audit-rows.ts'
import { explained } from './explained.ts'
import { universeUniforms } from './universe.ts'

export interface AuditAsk {
  readonly kind: 'audit'
  readonly universes: number
  readonly worlds: number
  readonly scenario: string | null
  readonly seed: number
}

/** What the audit says of a test. */
export type Audited =
  /** One typed input, or one set of hypotheses with its evidence, decides it: it says what was put in. */
  | { readonly kind: 'echo'; readonly of: string; readonly share: number | null }
  /** It came out the same way in all universes but `others` of those in which it could be told; null where its number
   *  never moved. */
  | { readonly kind: 'byConstruction'; readonly verdict: 'supported' | 'contradicted' | null; readonly others: number }
  /** It could have come out otherwise. */
  | { readonly kind: 'open' }
  /** Its condition hardly ever occurs with other numbers. */
  | { readonly kind: 'untold' }

export interface AuditedTest {
  readonly claim: string
  /** Number of the test within its claim, from 1. */
  readonly test: number
  /** 1-based line of the claim in the file. */
  readonly line: number
  readonly audited: Audited
  /** Line of the input that it echoes. */
  readonly echoLine: number | null
  readonly supported: number
  readonly contradicted: number
  /** Universes in which its number could be told. */
  readonly told: number
  /** 5th, 50th and 95th percentiles of its number over them. */
  readonly range: readonly [number, number, number] | null
  /** The inputs that explain most of it, with their shares. */
  readonly inputs: readonly { readonly id: string; readonly share: number }[]
}

export interface AuditRecord {
  readonly version: 1
  readonly case: string
  readonly digest: string
  readonly scenario: string | null
  readonly seed: number
  readonly universes: number
  readonly worlds: number
  readonly tests: readonly AuditedTest[]
}

/** Universes by default: a share of one in forty then shows, and inputs can be told apart. */
const UNIVERSES = 160
const FEWEST = 40
const WORLDS = 100
/** Share of the variance over universes that makes an input the one that carries a test. */
const CARRIES = 0.85
/** Of so many universes one may come out otherwise before a test counts as open. */
const ONE_IN = 40
/** Universes in which a test has to be told before anything is said of it. */
const LEAST_TOLD = 20
const INPUTS_NAMED = 3

export const audit: Question<AuditAsk, AuditRecord> = {
  kind: 'audit',
  about: ['case'],
  says: 'which findings could have come out otherwise, and which say what was put in',
  fields: {
    universes: whole('universes of random numbers', { least: FEWEST, most: 10_000, fallback: UNIVERSES }),
    worlds: worldsField('worlds in each', WORLDS),
    scenario: scenarioField(),
    seed: seedField(DEFAULT_SEED),
  },
  async answer({ case: theCase, digest }, ask, play) {
    if (theCase.claims.every(({ test }) => !test)) return wrong('/kind', `case ${theCase.id} has no claim with a test`)
    const beside = scenariosOfClaims(theCase).flatMap((index) => scenarioAt(theCase, index)?.id ?? [])
    const asked = askedModel(theCase, { ...ask, beside, armWorlds: ask.worlds })
    if (asked.kind === 'wrong') return asked
    const rows = await play.rows('universes', { kind: 'audit', model: asked.model }, ask.universes)
    if (rows === null) return stopped
    return answered({
      version: 1,
      case: theCase.id,
      digest,
      scenario: ask.scenario,
      seed: ask.seed,
      universes: ask.universes,
      worlds: ask.worlds,
      tests: testsOf(asked.model, rows as readonly AuditRow[]),
    })
  },
}

function testsOf(model: Model, rows: readonly AuditRow[]): AuditedTest[] {
  const uniforms = rows.map((_, universe) => universeUniforms(model, universe))
  let position = 0
  return model.case.claims.flatMap((claim) =>
    (claim.test ? leavesOf(claim.test) : []).map((leaf, k) => {
      const echo = echoOf(model.case, leaf)
      const test = { claim: claim.id, test: k + 1, line: claim.provenance.place.line }
      return { ...test, ...auditedTest(model, rows, uniforms, { position: position++, echo }) }
    }),
  )
}

function auditedTest(
  model: Model,
  rows: readonly AuditRow[],
  uniforms: readonly Float64Array[],
  { position, echo }: { readonly position: number; readonly echo: string | null },
): Omit<AuditedTest, 'claim' | 'test' | 'line'> {
  const told = rows.flatMap((row, universe) => {
    const number = row.numbers[position]
    return number === null || number === undefined ? [] : [{ universe, number }]
  })
  const count = (verdict: string): number => rows.filter((row) => row.verdicts[position] === verdict).length
  const numbers = told.map(({ number }) => number)
  const inputs = carriers(model, uniforms, told)
  const counts = { supported: count('supported'), contradicted: count('contradicted'), told: told.length }
  const range = numbers.length === 0 ? null : percentiles(numbers)
  const audited = judged(counts, inputs[0], echo, range)
  return {
    audited,
    echoLine: audited.kind === 'echo' ? lineOf(model, audited.of) : null,
    ...counts,
    range,
    inputs: inputs.slice(0, INPUTS_NAMED),
  }
}

interface Carrier {
  readonly id: string
  readonly share: number
}

/** Inputs by the share that they explain alone, the largest first. */
function carriers(
  model: Model,
  uniforms: readonly Float64Array[],
  told: readonly { readonly universe: number; readonly number: number }[],
): Carrier[] {
  return model.case.quantities
    .map(({ id }, q) => {
      const points = told
        .map(({ universe, number }) => ({ u: uniforms[universe]?.[q] ?? NaN, number }))
        .filter(({ u }) => !Number.isNaN(u))
      const share = explained(
        points.map(({ u }) => u),
        points.map(({ number }) => number),
      )
      return { id, share: points.length < LEAST_TOLD ? 0 : share }
    })
    .sort((a, b) => b.share - a.share)
}

function judged(
  {
    supported,
    contradicted,
    told,
  }: { readonly supported: number; readonly contradicted: number; readonly told: number },
  first: Carrier | undefined,
  echo: string | null,
  range: AuditedTest['range'],
): Audited {
  if (echo !== null) return { kind: 'echo', of: echo, share: null }
  if (told < LEAST_TOLD) return { kind: 'untold' }
  if (first !== undefined && first.share >= CARRIES) return { kind: 'echo', of: first.id, share: first.share }
  const most = Math.max(supported, contradicted)
  const others = told - most
  if (range !== null && range[0] === range[2]) return { kind: 'byConstruction', verdict: null, others }
  return others > Math.floor(told / ONE_IN)
    ? { kind: 'open' }
    : { kind: 'byConstruction', verdict: supported === most ? 'supported' : 'contradicted', others }
}

/** Line where an input stands: of a quantity, of a set of hypotheses, of the first quantity below a path. */
function lineOf({ case: theCase }: Model, path: string): number | null {
  const exact = theCase.quantities.find(({ id }) => id === path)
  const inside = exact ?? theCase.quantities.find(({ id }) => id.startsWith(`${path}.`))
  return inside?.provenance.place.line ?? null
}

function percentiles(numbers: readonly number[]): readonly [number, number, number] {
  const sorted = numbers.toSorted((a, b) => a - b)
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? NaN
  return [at(0.05), at(0.5), at(0.95)]
}
