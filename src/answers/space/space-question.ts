/** `space`: what strikes out all packages but those that suit everybody. */
import { DEFAULT_SEED } from '../../run/compile.ts'
import { askedModel, withoutPackages } from '../asked-model.ts'
import { scenarioField, seedField, worldsField } from '../fields.ts'
import { answered, stopped } from '../question.ts'
import type { Question } from '../question.ts'
import { striking } from './strikes.ts'
import type { Strikes } from './strikes.ts'

export interface SpaceAsk {
  readonly kind: 'space'
  readonly scenario: string | null
  readonly worlds: number
  readonly seed: number
}

/** Enough for shares within about two points of percentage, in a second. */
const WORLDS = 2000

export const space: Question<SpaceAsk, Strikes> = {
  kind: 'space',
  about: ['case'],
  says: 'what each rule, consent, red line and veto player strikes, from all packages down to those that suit everybody',
  fields: {
    scenario: scenarioField(),
    worlds: worldsField('worlds to look at', WORLDS),
    seed: seedField(DEFAULT_SEED),
  },
  async answer({ case: theCase }, ask, play) {
    const asked = askedModel(theCase, { ...ask, armWorlds: 0, beside: [] })
    if (asked.kind === 'wrong') return asked
    const none = withoutPackages(theCase)
    if (none) return none
    const found = await play.here('worlds', striking(asked.model, play.samplers))
    return found ? answered(found) : stopped
  },
}
