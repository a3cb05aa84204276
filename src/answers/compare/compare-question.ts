/** `compare`: the same worlds under several scenarios, each as many. */
import { DEFAULT_SEED } from '../../run/compile.ts'
import type { Summary } from '../../run/summary.ts'
import { askedModel } from '../asked-model.ts'
import { list, scenarioField, seedField, text, worldsField } from '../fields.ts'
import type { Question } from '../question.ts'
import { answerOfRun } from '../run/run-question.ts'

export interface CompareAsk {
  readonly kind: 'compare'
  /** What the others are compared with; null for the case as written. */
  readonly scenario: string | null
  readonly scenarios: readonly string[]
  /** Worlds of every scenario. */
  readonly worlds: number
  readonly seed: number
}

/** Paired on common worlds, differences are then known within about two points of percentage. */
const WORLDS = 2000

export const compare: Question<CompareAsk, Summary> = {
  kind: 'compare',
  about: ['case'],
  says: 'the same worlds under several scenarios',
  fields: {
    scenario: scenarioField(),
    scenarios: list(text('a scenario to compare'), 1),
    worlds: worldsField('worlds of every scenario', WORLDS),
    seed: seedField(DEFAULT_SEED),
  },
  async answer({ case: theCase, digest }, { scenario, scenarios, worlds, seed }, play) {
    const asked = askedModel(theCase, { scenario, worlds, seed, armWorlds: worlds, beside: scenarios }, 'scenarios')
    return asked.kind === 'wrong' ? asked : answerOfRun(asked.model, digest, play)
  },
}
