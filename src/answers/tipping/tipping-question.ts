/** `tipping`: what would have to be otherwise for the verdict on a claim to turn. */
import { defined } from '../../case/defined.ts'
import type { Case } from '../../case/types.ts'
import { DEFAULT_SEED } from '../../run/compile.ts'
import { suggest } from '../../text/suggest.ts'
import { askedModel } from '../asked-model.ts'
import { flag, list, scenarioField, seedField, text, whole, worldsField } from '../fields.ts'
import type { AskProblem } from '../fields.ts'
import { answered, none, stopped, wrong } from '../question.ts'
import type { Question } from '../question.ts'
import { modelFor } from '../sensitivity/inputs.ts'
import { boundOf, testOf } from '../sensitivity/outputs.ts'
import { wrongName } from '../sensitivity/sensitivity-question.ts'
import { tip } from './tip-analysis.ts'
import { assumptionsOf } from './tip.ts'
import type { TipAssumption } from './tip.ts'
import { tippingRecord } from './tipping-record.ts'
import type { TippingRecord } from './tipping-record.ts'

export interface TippingAsk {
  readonly kind: 'tipping'
  /** A claim, or one of its tests: `C1.2` is the second. */
  readonly claim: string
  /** Assumptions to look at, all that come near where none is named; two give a map. */
  readonly by: readonly string[]
  /** Whether to look for pairs that turn it together. */
  readonly pairs: boolean
  /** Assumptions looked at closely where none is named. */
  readonly inputs: number
  readonly scenario: string | null
  readonly worlds: number
  readonly seed: number
}

/** Worlds behind each estimate: a probability then has an interval of about three points each way. */
const WORLDS = 1000
/** Assumptions looked at closely. */
const INPUTS = 12
const MOST_INPUTS = 10_000

export const tipping: Question<TippingAsk, TippingRecord> = {
  kind: 'tipping',
  about: ['case'],
  says: 'what would have to be otherwise for the verdict on a claim to turn',
  fields: {
    claim: text('a claim, or one of its tests'),
    by: list(text('an assumption'), 0, []),
    pairs: flag('which two turn it together'),
    inputs: whole('assumptions to look at closely', { least: 1, most: MOST_INPUTS, fallback: INPUTS }),
    scenario: scenarioField(),
    worlds: worldsField('worlds behind each estimate', WORLDS),
    seed: seedField(DEFAULT_SEED),
  },
  async answer({ case: theCase, digest }, ask, play) {
    const { claim, by, pairs, inputs, scenario } = ask
    const test = testOf(theCase, claim)
    if (!('leaf' in test)) return wrong('/claim', wrongName(test))
    const { leaf } = test
    const bound = boundOf(leaf)
    if (!bound) return wrong('/claim', `claim ${claim} has no bound to be judged by`)
    const asked = askedModel(theCase, { ...ask, beside: [] })
    if (asked.kind === 'wrong') return asked
    const model = modelFor(asked.model, { kind: 'test', leaf, rival: 0 })
    const assumptions = assumptionsOf(model)
    const problems = by.flatMap((_, k): AskProblem[] => assumptionProblem(theCase, assumptions, by, k))
    if (problems.length > 0) return { kind: 'wrong', problems }
    const named = by.map((id) => assumptions.findIndex((assumption) => assumption.id === id))
    const question = { model, leaf, asked: defined(asked.model.arms[0]).scenario, threshold: bound.value, assumptions }
    const found = await tip({ question, run: play.rows, named, inputs, pairs, map: named.length === 2 })
    if (found === null) return stopped
    if ('reason' in found) return none(found.reason)
    const more = test.tests > 1 && !/\.\d+$/.test(claim) ? ` (test 1 of ${test.tests}; ${claim}.2 is the next)` : ''
    const says = `${test.says}${more}`
    return answered(tippingRecord(model, digest, { claim, says, bound, scenario, assumptions, ...found }))
  },
}

function assumptionProblem(
  theCase: Case,
  assumptions: readonly TipAssumption[],
  by: readonly string[],
  k: number,
): AskProblem[] {
  const id = defined(by[k])
  const at = `/by/${k}`
  if (by.indexOf(id) < k) return [{ at, says: `\`${id}\` is named twice` }]
  if (assumptions.some((assumption) => assumption.id === id)) return []
  if (theCase.quantities.some((quantity) => quantity.id === id))
    return [{ at, says: `\`${id}\` has no spread: give it a range in the case to ask where the verdict turns` }]
  const known = assumptions.map((assumption) => assumption.id)
  const near = suggest(id, known)
  const rest = near ? `did you mean \`${near.name}\`?` : `some are ${known.slice(0, 5).join(', ')}`
  return [{ at, says: `no assumption \`${id}\`; ${rest}` }]
}
