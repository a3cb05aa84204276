/** The model that an ask means, or what about the ask does not fit the case. */
import type { Model } from '../case/model.ts'
import type { Case } from '../case/types.ts'
import { compile } from '../run/compile.ts'
import type { CompileOptions } from '../run/compile.ts'
import { suggest } from '../text/suggest.ts'
import type { AskProblem } from './fields.ts'
import { wrong } from './question.ts'

export interface ModelAsk {
  readonly scenario: string | null
  readonly worlds: number
  readonly seed: number
  readonly armWorlds?: number | null
  /** Null for those that the claims compare with, and others up to a handful. */
  readonly beside?: readonly string[] | null
}

export type AskedModel =
  | { readonly kind: 'model'; readonly model: Model }
  | { readonly kind: 'wrong'; readonly problems: readonly AskProblem[] }

/** @param besideAt name of the field that lists scenarios. */
export function askedModel(theCase: Case, ask: ModelAsk, besideAt = 'beside'): AskedModel {
  const { scenario, worlds, seed, armWorlds = null, beside = null } = ask
  const known = theCase.scenarios.map(({ id }) => id)
  const problems = [
    ...(scenario === null ? [] : [{ at: '/scenario', id: scenario }]),
    ...(beside ?? []).map((id, k) => ({ at: `/${besideAt}/${k}`, id })),
  ].flatMap(({ at, id }): AskProblem[] =>
    known.includes(id) ? [] : [{ at, says: unknownName(`scenario`, id, known, theCase) }],
  )
  if (problems.length > 0) return { kind: 'wrong', problems }
  const options: CompileOptions = {
    worlds,
    seed,
    ...(armWorlds === null ? {} : { armWorlds }),
    ...(beside === null ? {} : { beside }),
  }
  return { kind: 'model', model: compile(theCase, scenario, options) }
}

/** `no scenario x in case y; did you mean z?`, or the names there are. */
export function unknownName(what: string, word: string, known: readonly string[], theCase: Case): string {
  const near = suggest(word, known)
  const rest = near
    ? `did you mean \`${near.name}\`?`
    : known.length > 0
      ? `there are ${known.join(', ')}`
      : 'it has none'
  return `no ${what} \`${word}\` in case ${theCase.id}; ${rest}`
}

/** What keeps packages from being looked at; null where nothing does. */
export function withoutPackages(theCase: Case): ReturnType<typeof wrong> | null {
  return theCase.issues.length === 0 || theCase.scores.length === 0
    ? wrong('/kind', `case ${theCase.id} has no issues or score sheets, so it has no packages to look at`)
    : null
}
