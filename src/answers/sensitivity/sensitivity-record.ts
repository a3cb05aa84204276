/** What an output hangs on, as a record and as CSV. */
import { defined } from '../../case/defined.ts'
import type { Model } from '../../case/model.ts'
import type { Provenance } from '../../case/provenance.ts'
import type { Case } from '../../case/types.ts'
import type { MorrisScreening } from '../../methods/sensitivity/morris.ts'
import type { PawnIndices } from '../../methods/sensitivity/pawn.ts'
import type { Estimated, Refused, Withheld } from '../../methods/sensitivity/result.ts'
import type { ShapleyEffects } from '../../methods/sensitivity/shapley.ts'
import type { SobolIndices } from '../../methods/sensitivity/sobol-indices.ts'
import { writeCsv } from '../../text/write-csv.ts'
import type { CsvCell } from '../../text/write-csv.ts'
import { ENGINE_VERSION } from '../../version.ts'
import type { InformationOnInputs } from './information.ts'
import { inputsNamed } from './inputs.ts'
import type { Input } from './inputs.ts'
import type { Question } from './outputs.ts'
import type { Reach } from './sensitivity.ts'

/** Where an input is written, and on what grounds. */
export interface InputRecord {
  readonly id: string
  readonly kind: Input['kind']
  readonly line: number | null
  readonly source: readonly string[]
}

/** The result as it is written down: plain JSON, the same bytes for the same case, seed and engine. */
export interface SensitivityRecord {
  readonly armistice: 1
  readonly engine: string
  readonly case: { readonly id: string; readonly digest: string }
  readonly scenario: string | null
  readonly seed: number
  readonly question: Pick<Question, 'id' | 'says' | 'neutral' | 'share' | 'bound'>
  /** Inputs of the indices, in the order of every list below. */
  readonly inputs: readonly InputRecord[]
  /** Inputs that the screening left to chance. */
  readonly left: readonly string[]
  /** Rows computed for all of it. */
  readonly worlds: number
  /** Over all inputs, those left included. */
  readonly screening: MorrisScreening | null
  readonly sobol: SobolIndices
  readonly shapley: ShapleyEffects | Refused | null
  readonly pawn: PawnIndices | Refused | null
  readonly information: InformationOnInputs | Refused | null
  readonly reaches: readonly Reach[]
}

export type SensitivityParts = Pick<
  SensitivityRecord,
  'worlds' | 'screening' | 'sobol' | 'shapley' | 'pawn' | 'information' | 'reaches'
> & { readonly question: Question; readonly all: readonly Input[]; readonly inputs: readonly Input[] }

/** @param asked scenario that was asked for, by id. @param digest of the case file. */
export function sensitivityRecord(
  model: Model,
  asked: string | null,
  digest: string,
  parts: SensitivityParts,
): SensitivityRecord {
  const {
    question: { id, says, neutral, share, bound },
    all,
    inputs,
    ...results
  } = parts
  return {
    armistice: 1,
    engine: ENGINE_VERSION,
    case: { id: model.case.id, digest },
    scenario: asked,
    seed: model.seed,
    question: { id, says, neutral, share, bound },
    inputs: inputs.map((input) => inputRecord(model.case, input)),
    left: all.filter((input) => !inputs.includes(input)).map((input) => input.id),
    ...results,
  }
}

function inputRecord(theCase: Case, input: Input): InputRecord {
  const { id, kind } = input
  const provenance = provenanceOf(theCase, input)
  return { id, kind, line: provenance?.place.line ?? null, source: provenance?.source ?? [] }
}

/** The input that a record speaks of; `chance` where the case has none of that name. */
export function inputOf(theCase: Case, { id, kind }: InputRecord): Input {
  return (
    inputsNamed(theCase).find((input) => input.kind === kind && input.id === id) ?? { kind: 'chance', id: 'chance' }
  )
}

function provenanceOf(theCase: Case, input: Input): Provenance | null {
  switch (input.kind) {
    case 'quantity':
      return defined(theCase.quantities[input.quantity]).provenance
    case 'hypothesis':
      return defined(theCase.hypotheses[input.set]).provenance
    case 'consent':
      return defined(
        theCase.quantities[defined(defined(theCase.consents[input.body]).members[input.member]).probability],
      ).provenance
    case 'redLine':
      return defined(theCase.redLines[input.redLine]).provenance
    case 'chance':
      return null
  }
}

/** A number that a table has for every input. */
export interface Column {
  readonly key: string
  readonly title: string
  readonly of: (input: number) => Estimated | Withheld | null
  /** What an input without any influence would exceed once in twenty; left out where the number of such an input is
   *  0. */
  readonly noise?: (input: number) => number | null
}

/** The columns of a table: total and first, then what else was asked for. */
export function columnsOf({ sobol, shapley, pawn, information }: SensitivityRecord): Column[] {
  const held = (one: { readonly kind: string } | undefined): Withheld => one as Withheld
  return [
    ...(['total', 'first'] as const).map(
      (key): Column => ({
        key,
        title: key,
        of: (k) => {
          const one = defined(sobol.inputs[k])
          return one.kind === 'indices' ? one[key] : one
        },
      }),
    ),
    ...(shapley?.kind === 'shapley'
      ? [
          {
            key: 'shapley',
            title: 'Shapley',
            of: (k: number) => {
              const one = defined(shapley.inputs[k])
              return one.kind === 'effect' ? one.effect : one
            },
          },
        ]
      : []),
    ...(pawn?.kind === 'pawn'
      ? [
          {
            key: 'pawn',
            title: 'PAWN, median',
            of: (k: number) => {
              const one = defined(pawn.inputs[k])
              return one.kind === 'pawn' ? one.median.index : one
            },
            noise: (k: number) => {
              const one = defined(pawn.inputs[k])
              return one.kind === 'pawn' ? one.median.noise : null
            },
          },
        ]
      : []),
    ...(information && 'perfect' in information
      ? [
          {
            key: 'known',
            title: 'worth knowing',
            of: (k: number) => {
              const one = information.perfect.inputs[k]
              return one?.kind === 'value' ? one.value : held(one)
            },
          },
          {
            key: 'studied',
            title: 'worth a study',
            of: (k: number) => {
              const one = information.study[k]
              return one?.kind === 'value' ? one.value : held(one)
            },
          },
        ]
      : []),
  ]
}

/** Positions of the inputs, most important first. */
export function ordered({ sobol }: SensitivityRecord): number[] {
  const total = (k: number): number => {
    const one = defined(sobol.inputs[k])
    // What has no share of its own may still be the weightiest: it must not hide at the end.
    if (one.kind === 'correlated') return Infinity
    return one.kind === 'indices' ? one.total.estimate : one.kind === 'tooFew' ? 0 : -1
  }
  return sobol.inputs.map((_, k) => k).sort((a, b) => compared(total(b), total(a)) || a - b)
}

/** Infinities are equal, which their difference is not. */
function compared(a: number, b: number): number {
  return a === b ? 0 : a - b
}

/** One line an input, most important first; empty cells where there is no number. */
export function sensitivityCsv(record: SensitivityRecord): string {
  const columns = columnsOf(record)
  const head = ['input', 'kind', 'line', 'source', ...columns.flatMap(namesOf)]
  const rows = ordered(record).map((k) => {
    const { id, kind, line, source } = defined(record.inputs[k])
    const cells = columns.flatMap(({ of, noise }): CsvCell[] => {
      const value = of(k)
      const three = value && !('kind' in value) ? [value.estimate, value.low, value.high] : [null, null, null]
      return noise ? [...three, noise(k)] : three
    })
    return [id, kind, line, source.join('; '), ...cells]
  })
  return writeCsv([head, ...rows])
}

function namesOf({ key, noise }: Column): string[] {
  return [key, `${key}_low`, `${key}_high`, ...(noise ? [`${key}_noise`] : [])]
}
