/** `near`: the nearest terms that everybody signs. */
import { DEFAULT_SEED } from '../../run/compile.ts'
import { askedModel, withoutPackages } from '../asked-model.ts'
import { packageNamed } from '../explain/explain.ts'
import { scenarioField, seedField, text, worldsField } from '../fields.ts'
import { answered, stopped, wrong } from '../question.ts'
import type { Question } from '../question.ts'
import { nearing } from './near.ts'
import type { Nearest } from './near.ts'

export interface NearAsk {
  readonly kind: 'near'
  /** A package: its id, its number, or `issue=option,issue=option`. */
  readonly what: string
  readonly scenario: string | null
  readonly worlds: number
  readonly seed: number
}

/** Enough for intervals of about five points of percentage over some hundred thousand packages, in some seconds. */
const WORLDS = 400

export const near: Question<NearAsk, Nearest> = {
  kind: 'near',
  about: ['case'],
  says: 'the packages at the least changes of options from one that every veto player signs most often',
  fields: {
    what: text('a package, its number, or issue=option,issue=option'),
    scenario: scenarioField(),
    worlds: worldsField('worlds to look at', WORLDS),
    seed: seedField(DEFAULT_SEED),
  },
  async answer({ case: theCase }, ask, play) {
    const asked = askedModel(theCase, { ...ask, armWorlds: 0, beside: [] })
    if (asked.kind === 'wrong') return asked
    const none = withoutPackages(theCase)
    if (none) return none
    const chosen = packageNamed(theCase, ask.what)
    if (typeof chosen === 'string') return wrong('/what', chosen)
    const found = await play.here('worlds', nearing(asked.model, chosen))
    return found ? answered(found) : stopped
  },
}
