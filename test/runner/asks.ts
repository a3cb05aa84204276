/** Every kind of ask about a case, on a small one: what all runners must answer alike. */
import { ASK_KINDS, load, questionOfKind, readAsk } from '../../src/internal.ts'
import type { Ask, AskKind, CaseSubject } from '../../src/internal.ts'

export function subjectOf(text: string): CaseSubject {
  const loaded = load(text, 'small.yaml')
  if (!loaded.ok) throw new Error('the small case does not load')
  return { kind: 'case', case: loaded.case, digest: loaded.digest }
}

export function asked(json: unknown): Ask {
  const read = readAsk(json)
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.ask
}

/** Kinds of ask about a case: a new kind wants a line below. */
export const CASE_KINDS: readonly AskKind[] = ASK_KINDS.filter((kind) => questionOfKind(kind).about === 'case')

export function asksOf({ case: theCase }: CaseSubject): readonly Ask[] {
  const claim = theCase.claims.find(({ test }) => test !== null)!.id
  const scenario = theCase.scenarios[0]!.id
  return [
    { kind: 'run', worlds: 900 },
    { kind: 'compare', scenarios: [scenario], worlds: 200 },
    { kind: 'explain', what: claim, worlds: 200 },
    { kind: 'explain', what: '0', worlds: 50 },
    { kind: 'space', worlds: 50 },
    { kind: 'unlock', worlds: 40 },
    { kind: 'near', what: '0', worlds: 40 },
    { kind: 'plane' },
    { kind: 'sensitivity', of: claim, basePoints: 64, inputs: 4, worlds: 400, pawn: true },
    { kind: 'tipping', claim, inputs: 2, worlds: 40 },
    { kind: 'stability', worlds: 12 },
    { kind: 'audit', universes: 40, worlds: 20 },
    { kind: 'evidence', draws: 500 },
  ].map(asked)
}

/** An answer as text: the same text is the same answer. */
export function bytesOf(value: unknown): string {
  return JSON.stringify(value, (_, x: unknown) => (x instanceof Float64Array ? [...x] : x))
}
