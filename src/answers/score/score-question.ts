/** `score`: a forecast, sealed or made at once, against what came. */
import { readOutcomesCsv } from '../../formats/outcomes-csv.ts'
import { readSeriesCsv } from '../../formats/series-csv.ts'
import { DEFAULT_SEED, DEFAULT_WORLDS } from '../../run/compile.ts'
import { flag, list, orNull, scenarioField, seedField, worldsField } from '../fields.ts'
import type { AskProblem } from '../fields.ts'
import { answered, wrong } from '../question.ts'
import type { Question } from '../question.ts'
import { armWorldsField, sealed } from '../seal/seal-question.ts'
import { checkSeal, readSeal } from '../seal/seal.ts'
import type { SealRecord } from '../seal/seal.ts'
import { tableText, unreadable } from '../table-field.ts'
import { scoreForecast } from './score.ts'
import type { Observed, ScoredClaim, ScoreRecord } from './score.ts'

export interface ScoreAsk {
  readonly kind: 'score'
  /** Monthly series of the front; null where none is scored. */
  readonly observed: string | null
  readonly outcomes: string | null
  /** A sealed forecast; null for one that is made at once. */
  readonly seal: string | null
  readonly rolling: boolean
  /** Scores of before, as the JSON that this question answers: their claims count for the calibration too. */
  readonly with: readonly string[]
  readonly scenario: string | null
  readonly worlds: number
  /** Worlds of each scenario that a claim compares with. */
  readonly armWorlds: number | null
  readonly seed: number
}

export const score: Question<ScoreAsk, ScoreRecord> = {
  kind: 'score',
  about: ['case'],
  says: 'a forecast, sealed or made at once, against what came, beside forecasters that need no model',
  fields: {
    observed: orNull(tableText('what came of the front, as CSV: a month and a value a row')),
    outcomes: orNull(tableText('what came of claims and numbers, as CSV')),
    seal: orNull(
      tableText(
        'a sealed forecast, the JSON that `seal` answers (a server takes the digest of its ask too); null for one made at once',
      ),
    ),
    rolling: flag('whether forecasters are scored from every date of the series'),
    with: list(
      tableText('a score of before, the JSON that `score` answers: its claims count for the calibration'),
      0,
      [],
    ),
    scenario: scenarioField(),
    worlds: worldsField('worlds of a forecast made at once', DEFAULT_WORLDS),
    armWorlds: armWorldsField(),
    seed: seedField(DEFAULT_SEED),
  },
  async answer(subject, ask, play) {
    if (ask.observed === null && ask.outcomes === null)
      return wrong('/observed', 'say what came: a series of the front, or outcomes of claims and numbers')
    const given = ask.seal === null ? null : sealOf(ask.seal, subject.digest)
    if (given !== null && 'problem' in given) return { kind: 'wrong', problems: [given.problem] }
    const made = given === null ? await sealed(subject, { ...ask, at: '' }, play) : answered(given)
    if (made.kind !== 'answer') return made
    const { record: forecast } = made
    const came = observedOf(ask, forecast)
    if ('problems' in came) return { kind: 'wrong', problems: came.problems }
    const { case: theCase, digest } = subject
    const from = given === null ? null : { seal: given.seal, at: given.at }
    return answered(scoreForecast({ case: theCase, digest, forecast, sealed: from }, came))
  },
}

function observedOf(ask: ScoreAsk, forecast: SealRecord): Observed | { readonly problems: readonly AskProblem[] } {
  const series = ask.observed === null ? null : readSeriesCsv(ask.observed, 'observed.csv')
  if (series?.series === null) return unreadable('/observed', series.diagnostics, 'there is no series in it')
  const claims = forecast.claims.flatMap(({ claim, probability }) => (probability === null ? [] : [claim]))
  const quantities = forecast.quantities.map(({ id }) => id)
  const outcomes = ask.outcomes === null ? null : readOutcomesCsv(ask.outcomes, 'outcomes.csv', claims, quantities)
  const others = ask.with.map(claimsIn)
  const strange = others.indexOf(null)
  if (strange >= 0)
    return { problems: [{ at: `/with/${strange}`, says: 'this is no score; the question `score` makes one' }] }
  return {
    series: series?.series ?? null,
    outcomes: outcomes?.outcomes ?? null,
    others: others.flatMap((scored) => scored ?? []),
    rolling: ask.rolling,
    told: [...(series?.diagnostics ?? []), ...(outcomes?.diagnostics ?? [])],
  }
}

/** Claims that another score has scored; null where the text is no score. */
export function claimsIn(text: string): readonly ScoredClaim[] | null {
  const score = jsonOf(text) as Partial<ScoreRecord> | null
  if (score?.kind !== 'score') return null
  const scored: unknown = score.claims?.scored ?? []
  return Array.isArray(scored) && scored.every(isScored) ? scored : null
}

function isScored(one: unknown): one is ScoredClaim {
  const { case: id, claim, probability, happened, brier, logScore } = (one ?? {}) as Partial<ScoredClaim>
  const isNumber = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value)
  return (
    typeof id === 'string' &&
    typeof claim === 'string' &&
    typeof happened === 'boolean' &&
    typeof probability === 'number' &&
    probability >= 0 &&
    probability <= 1 &&
    isNumber(brier) &&
    isNumber(logScore)
  )
}

/** A seal that is whole and of this text of the case. */
function sealOf(text: string, digest: string): SealRecord | { readonly problem: AskProblem } {
  const problem = (says: string): { readonly problem: AskProblem } => ({ problem: { at: '/seal', says } })
  const seal = readSeal(jsonOf(text))
  if (seal === null) return problem('this is no sealed forecast; the question `seal` makes one')
  const check = checkSeal(seal)
  if (check.kind === 'broken')
    return problem(`the seal is broken: its digest is ${check.expected}, it says ${check.found}`)
  if (seal.case.digest !== digest)
    return problem(`it was sealed for another text of the case: digest ${seal.case.digest}, the case has ${digest}`)
  return seal
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
