/** What can be asked, as one union of plain JSON. A command, a worker's message, an HTTP route, a queued job and a
 *  stored result all carry an `Ask`; its digest names it. */
import { sha256 } from '../math/sha256.ts'
import { suggest } from '../text/suggest.ts'
import { canonicalJson } from './canonical.ts'
import type { Json } from './canonical.ts'
import { readFields } from './fields.ts'
import type { AskProblem, Field } from './fields.ts'
import type { Question, Subject } from './question.ts'
import { QUESTIONS } from './questions.ts'

type Any = (typeof QUESTIONS)[keyof typeof QUESTIONS]
type AskIn<Q> = Q extends Question<infer A, infer _R, infer _S> ? A : never
type RecordIn<Q, K> = Q extends Question<infer A, infer R, infer _S> ? (A['kind'] extends K ? R : never) : never

/** A question as plain JSON. Every field is there: {@link readAsk} puts in what was left out, so that equal asks have
 *  equal digests. */
export type Ask = AskIn<Any>
/** The name of a question. */
export type AskKind = Ask['kind']
/** The record that answers an ask of a kind. */
export type RecordOf<K extends AskKind> = RecordIn<Any, K>

/** An ask as a shell words it: fields left out, and nobody has checked them. */
export type Wanted<K extends AskKind> = { readonly kind: K } & {
  readonly [F in Exclude<keyof Extract<Ask, { readonly kind: K }>, 'kind'>]?: unknown
}

/** A question with its types forgotten, for those who treat all alike. */
export interface AnyQuestion {
  readonly kind: AskKind
  readonly about: readonly Subject['kind'][]
  readonly says: string
  readonly fields: Readonly<Record<string, Field<unknown>>>
}

/** What can be asked, by name.
 *  @example
 *  ASK_KINDS.includes('sensitivity') // → true
 */
export const ASK_KINDS: readonly AskKind[] = Object.keys(QUESTIONS) as AskKind[]

export function questionOfKind(kind: AskKind): AnyQuestion {
  return QUESTIONS[kind] as unknown as AnyQuestion
}

export type ReadAsk =
  | { readonly ok: true; readonly ask: Ask }
  | { readonly ok: false; readonly problems: readonly AskProblem[] }

/** Reads an ask from JSON that nobody has checked. What depends on the case, such as the name of a scenario, is checked
 *  when it is answered.
 *  @returns the ask with its defaults, or what is wrong, by JSON pointer.
 *  @example
 *  readAsk({ kind: 'run', worlds: 500 }).ok // → true
 *  readAsk({ kind: 'rum' }).ok // → false
 */
export function readAsk(json: unknown): ReadAsk {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return problem('', 'an ask is an object such as {"kind": "run"}')
  const { kind, ...given } = json as Readonly<Record<string, unknown>>
  const known = ASK_KINDS.find((name) => name === kind)
  if (known === undefined) return problem('/kind', unknown('kind of ask', kind, ASK_KINDS))
  const { fields } = questionOfKind(known)
  const names = Object.keys(fields)
  const strange = Object.keys(given)
    .filter((name) => !names.includes(name) && given[name] !== undefined)
    .map((name): AskProblem => ({ at: pointer(name), says: unknown(`field of \`${known}\``, name, names) }))
  const { values, problems } = readFields(fields, given)
  const all = [...strange.slice(0, MOST_STRANGE), ...problems]
  return all.length > 0 ? { ok: false, problems: all } : { ok: true, ask: { kind: known, ...values } as unknown as Ask }
}

/** Unknown fields that are told one by one. */
const MOST_STRANGE = 20

function problem(at: string, says: string): ReadAsk {
  return { ok: false, problems: [{ at, says }] }
}

function unknown(what: string, word: unknown, known: readonly string[]): string {
  const near = typeof word === 'string' ? suggest(word, known) : null
  const name = typeof word === 'string' ? ` \`${word.slice(0, 80)}\`` : ''
  return `no ${what}${name}; ${near ? `did you mean \`${near.name}\`?` : `there are ${known.join(', ')}`}`
}

function pointer(name: string): string {
  return `/${name.slice(0, 80).replaceAll('~', '~0').replaceAll('/', '~1')}`
}

/** Canonical JSON of an ask. */
export function askJson(ask: Ask): string {
  return canonicalJson(ask as unknown as Json)
}

/** SHA-256 of the canonical JSON of an ask, 64 hex digits: its name in stores and queues.
 *  @example
 *  const one = readAsk({ kind: 'run' }).ask
 *  askDigest(one) === askDigest(readAsk({ kind: 'run', worlds: DEFAULT_WORLDS }).ask) // → true
 */
export function askDigest(ask: Ask): string {
  return sha256(askJson(ask))
}

/** What is wrong with an ask, in one line. */
export function askProblems(problems: readonly AskProblem[]): string {
  return problems.map(({ says }) => says).join('; ')
}
