/** `sensitivity`: what an output hangs on. */
import { DEFAULT_SEED } from '../../run/compile.ts'
import { fewestUnits } from '../../methods/sensitivity/result.ts'
import { suggest } from '../../text/suggest.ts'
import { askedModel } from '../asked-model.ts'
import { amount, flag, orNull, scenarioField, seedField, text, whole, worldsField } from '../fields.ts'
import { answered, none, stopped, wrong } from '../question.ts'
import type { Question } from '../question.ts'
import { analyse, DEFAULT_ANALYSIS, LEVEL } from './analyse.ts'
import { inputsOf, modelFor } from './inputs.ts'
import { questionOf } from './outputs.ts'
import type { CannotAsk, NoQuestion } from './outputs.ts'
import { sensitivityRecord } from './sensitivity-record.ts'
import type { SensitivityRecord } from './sensitivity-record.ts'

export interface SensitivityAsk {
  readonly kind: 'sensitivity'
  /** A claim, one of its tests, or an output such as `dealBy:12`. */
  readonly of: string
  readonly scenario: string | null
  readonly basePoints: number
  /** Most inputs analysed, chosen by screening; null for 60, or 20 where all their pairs are. */
  readonly inputs: number | null
  /** Worlds behind PAWN and the value of information. */
  readonly worlds: number
  /** Largest half-width of an interval that is of use; null for any. */
  readonly interval: number | null
  readonly second: boolean
  readonly shapley: boolean
  readonly pawn: boolean
  /** Value of information. */
  readonly voi: boolean
  readonly seed: number
}

/** Inputs analysed where all their pairs are and nobody names a number. */
const INPUTS_OF_PAIRS = 20
/** Worlds behind PAWN and the value of information: 200 to a slice of either. */
const WORLDS = 4000
const MOST_POINTS = 1 << 24
const MOST_INPUTS = 10_000

export const sensitivity: Question<SensitivityAsk, SensitivityRecord> = {
  kind: 'sensitivity',
  about: ['case'],
  says: 'which uncertain inputs an output hangs on, and how much',
  fields: {
    of: text('a claim, or an output such as dealBy:12'),
    scenario: scenarioField(),
    basePoints: whole('base points of the design', {
      least: fewestUnits(LEVEL),
      most: MOST_POINTS,
      fallback: DEFAULT_ANALYSIS.basePoints,
    }),
    inputs: orNull(whole('inputs to analyse, chosen by screening', { least: 1, most: MOST_INPUTS })),
    worlds: worldsField('worlds behind PAWN and the value of information', WORLDS),
    interval: orNull(amount('largest half-width of an interval that is of use', 'above')),
    second: flag('second-order indices'),
    shapley: flag('Shapley effects'),
    pawn: flag('PAWN indices'),
    voi: flag('value of information'),
    seed: seedField(DEFAULT_SEED),
  },
  async answer({ case: theCase, digest }, ask, play) {
    const { of, basePoints, interval, second, shapley, pawn, voi } = ask
    const asked = askedModel(theCase, { ...ask, beside: [] })
    if (asked.kind === 'wrong') return asked
    const question = questionOf(asked.model, of)
    if (!('output' in question)) return wrong('/of', wrongName(question))
    if (voi && !question.bound)
      return wrong('/voi', 'the value of information needs a claim: other outputs have no bound to decide by')
    const model = modelFor(asked.model, question.output)
    const inputs = ask.inputs ?? (second ? INPUTS_OF_PAIRS : DEFAULT_ANALYSIS.inputs)
    const plan = { basePoints, inputs, interval, second, shapley, pawn, information: voi }
    const analysis = await analyse(model, question, plan, play.rows)
    if (analysis === null) return stopped
    if ('reason' in analysis) return none(analysis.reason)
    return answered(sensitivityRecord(model, ask.scenario, digest, { ...analysis, question, all: inputsOf(model) }))
  },
}

/** Why a name means nothing, and what it could have been. */
export function wrongName(name: NoQuestion | CannotAsk): string {
  if ('reason' in name) return name.reason
  const near = suggest(name.word, name.known)
  const names = name.known.length > 0 ? `; there are ${name.known.join(', ')}` : ''
  return `no ${name.what} \`${name.word}\`${near ? `; did you mean \`${near.name}\`?` : names}`
}
