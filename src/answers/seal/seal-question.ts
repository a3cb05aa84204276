/** `seal`: a dated forecast of every claim and number of a case, under a digest that shows any change. */
import { DEFAULT_SEED, DEFAULT_WORLDS } from '../../run/compile.ts'
import { askedModel } from '../asked-model.ts'
import { MOST_WORLDS, orNull, scenarioField, seedField, text, whole, worldsField } from '../fields.ts'
import type { Field } from '../fields.ts'
import type { Play } from '../play.ts'
import { answered } from '../question.ts'
import type { Answer, CaseSubject, Question } from '../question.ts'
import { answerOfRun } from '../run/run-question.ts'
import { sealForecast } from './seal.ts'
import type { SealRecord } from './seal.ts'

export interface SealAsk {
  readonly kind: 'seal'
  /** When it is sealed, by the clock of whoever asks: the engine has none. */
  readonly at: string
  readonly scenario: string | null
  readonly worlds: number
  readonly armWorlds: number | null
  readonly seed: number
}

export const armWorldsField = (): Field<number | null> =>
  orNull(whole('worlds of each scenario that a claim compares with', { least: 0, most: MOST_WORLDS }))

export const seal: Question<SealAsk, SealRecord> = {
  kind: 'seal',
  about: ['case'],
  says: 'a dated forecast of every claim and number, under a digest that shows any change',
  fields: {
    at: text('when it is sealed, as `2025-03-01T12:00:00Z`, by the clock of whoever asks'),
    scenario: scenarioField(),
    worlds: worldsField('worlds to run', DEFAULT_WORLDS),
    armWorlds: armWorldsField(),
    seed: seedField(DEFAULT_SEED),
  },
  answer: (subject, ask, play) => sealed(subject, ask, play),
}

/** A forecast of all worlds asked for: of fewer nothing is sealed. */
export async function sealed(
  { case: theCase, digest }: CaseSubject,
  ask: Omit<SealAsk, 'kind'>,
  play: Play,
): Promise<Answer<SealRecord>> {
  const asked = askedModel(theCase, { ...ask, beside: [] })
  if (asked.kind === 'wrong') return asked
  const run = await answerOfRun(asked.model, digest, play)
  if (run.kind !== 'answer') return run
  return run.partial ? { kind: 'stopped' } : answered(sealForecast(asked.model, run.record, ask.at))
}
