/** What to research next: what it is worth to a finding to learn an assumption first. */
import { defined } from '../../case/defined.ts'
import type { Model } from '../../case/model.ts'
import type { Information } from '../../methods/sensitivity/imperfect-information.ts'
import type { Precision, Refused } from '../../methods/sensitivity/result.ts'
import type { InputValue, ValueOfInformation } from '../../methods/sensitivity/value-of-information.ts'
import { defaultInformationOptions, valueOfInformation } from '../../methods/sensitivity/value-of-information.ts'
import { columnsOfWorlds } from './inputs.ts'
import type { Input } from './inputs.ts'
import type { Question } from './outputs.ts'

/** A study of a number half of whose results' variance is the truth's; of a yes or no, a report right four times in
 *  five. */
export const STUDY_RELIABILITY = 0.5
export const STUDY_ACCURACY = 0.8

export interface InformationOnInputs {
  /** Expected value of knowing everything that varies, in the unit of the output: the verdict's expected error. */
  readonly perfect: ValueOfInformation
  /** By input: learning it through the study above. */
  readonly study: readonly InputValue[]
}

/** The value of perfect and of imperfect information on every input for the verdict on a claim, from its output in the
 *  worlds of a run. Two verdicts are open, `holds` and `fails`; where the output lies x beyond the bound, calling it
 *  `holds` gains x, so that it is the better verdict exactly where the mean lies beyond the bound. Worlds without the
 *  claim's condition weigh nothing.
 *  @throws RangeError where the question has no bound. */
export function informationOnInputs(
  model: Model,
  question: Question,
  { inputs, outputs }: { readonly inputs: readonly Input[]; readonly outputs: Float64Array },
  precision: Precision,
): InformationOnInputs | Refused {
  const { bound } = question
  if (!bound) throw new RangeError('the value of information needs a bound to decide by')
  const sign = bound.side === 'above' ? 1 : -1
  const benefits = [outputs.map((y) => sign * (y - bound.value)), new Float64Array(outputs.length)]
  const columns = columnsOfWorlds(model, inputs, outputs.length)
  const { seed, level, widest } = precision
  const value = (information: Information): ValueOfInformation | Refused =>
    valueOfInformation(columns, benefits, {
      ...defaultInformationOptions,
      seed,
      level,
      information,
      ...(widest === undefined ? {} : { widest }),
    })
  const perfect = value({ kind: 'perfect' })
  if (perfect.kind === 'refused') return perfect
  const measured = value({ kind: 'measured', reliability: STUDY_RELIABILITY })
  const reported = value({ kind: 'reported', accuracy: STUDY_ACCURACY })
  if (measured.kind === 'refused') return measured
  if (reported.kind === 'refused') return reported
  return { perfect, study: inputs.map(({ kind }, k) => defined((kind === 'quantity' ? measured : reported).inputs[k])) }
}
