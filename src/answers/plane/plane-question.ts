/** `plane`: the utility plane of one world, and what the first worlds of the run have in common. */
import { defined } from '../../case/defined.ts'
import { DEFAULT_SEED } from '../../run/compile.ts'
import { askedModel, withoutPackages } from '../asked-model.ts'
import { orNull, scenarioField, seedField, whole } from '../fields.ts'
import { answered, stopped } from '../question.ts'
import type { Question } from '../question.ts'
import { planesOf, SURVEYED } from './plane.ts'
import type { PlaneSurvey, WorldPlane } from './plane.ts'

export interface PlaneAsk {
  readonly kind: 'plane'
  readonly scenario: string | null
  /** Null for the middle world. */
  readonly world: number | null
  readonly seed: number
}

export interface PlaneRecord {
  readonly plane: WorldPlane
  readonly survey: PlaneSurvey
}

export const plane: Question<PlaneAsk, PlaneRecord> = {
  kind: 'plane',
  about: ['case'],
  says: 'what every package of the frontier is worth to each side in one world, and what the solution concepts select',
  fields: {
    scenario: scenarioField(),
    world: orNull(whole('the world; the middle one where null', { least: 0, most: Number.MAX_SAFE_INTEGER })),
    seed: seedField(DEFAULT_SEED),
  },
  async answer({ case: theCase, digest }, ask, play) {
    const asked = askedModel(theCase, { ...ask, worlds: SURVEYED, armWorlds: 0, beside: [] })
    if (asked.kind === 'wrong') return asked
    const none = withoutPackages(theCase)
    if (none) return none
    const key = JSON.stringify(['plane', digest, ask.scenario, ask.seed])
    const planes = play.remember(key, () => defined(planesOf(asked.model, play.samplers)))
    const survey = await play.here('survey', planes.surveying())
    return survey ? answered({ plane: planes.at(ask.world ?? survey.middle), survey }) : stopped
  },
}
