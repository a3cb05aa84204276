/** `unlock`: the smallest changes that open a deal, and what the deals that stand rest on. */
import { defined } from '../../case/defined.ts'
import { DEFAULT_SEED } from '../../run/compile.ts'
import { settlementTable } from '../../stages/settlement/table.ts'
import { againstConsent } from '../../stages/settlement/toggles.ts'
import { askedModel, withoutPackages } from '../asked-model.ts'
import { amount, orNull, scenarioField, seedField, whole, worldsField } from '../fields.ts'
import { answered, none, stopped, wrong } from '../question.ts'
import type { Question } from '../question.ts'
import { monthsOf, unlocking } from './unlock.ts'
import type { Unlock } from './unlock.ts'

export interface UnlockAsk {
  readonly kind: 'unlock'
  readonly scenario: string | null
  /** Month of the talks, from 1. */
  readonly month: number
  /** Most points of deal value that a payment brings a player. */
  readonly payment: number
  /** The one world to look at exactly; null for many. */
  readonly world: number | null
  readonly worlds: number
  readonly seed: number
}

/** Enough for intervals of about four points of percentage, in a few seconds. */
const WORLDS = 500
/** Ten points: a tenth of the way from the worst to the best package on a score sheet. */
const PAYMENT = 10
const MOST_MONTHS = 10_000

export const unlock: Question<UnlockAsk, Unlock> = {
  kind: 'unlock',
  about: ['case'],
  says: 'the smallest changes that open a deal, and what the deals that stand rest on',
  fields: {
    scenario: scenarioField(),
    month: whole('month of the talks', { least: 1, most: MOST_MONTHS, fallback: 1 }),
    payment: amount('most points of deal value that a payment brings a player', 'from', PAYMENT),
    world: orNull(whole('the one world to look at', { least: 0, most: Number.MAX_SAFE_INTEGER })),
    worlds: worldsField('worlds to look at', WORLDS),
    seed: seedField(DEFAULT_SEED),
  },
  async answer({ case: theCase }, ask, play) {
    const { month, payment, world } = ask
    const asked = askedModel(theCase, { ...ask, armWorlds: 0, beside: [] })
    if (asked.kind === 'wrong') return asked
    const without = withoutPackages(theCase)
    if (without) return without
    if (month > monthsOf(theCase))
      return wrong('/month', `the month must be a whole number from 1 to ${monthsOf(theCase)}`)
    const [odd] = settlementTable(theCase).blocks.flatMap((block) => againstConsent(block) ?? [])
    if (odd !== undefined)
      return none(
        `rule ${defined(theCase.rules[odd]).id} bars packages because of a consent; what opens a deal cannot be told change by change`,
      )
    const found = await play.here('worlds', unlocking(asked.model, { month, payment, world }))
    return found ? answered(found) : stopped
  },
}
