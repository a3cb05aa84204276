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
export const CASE_KINDS: readonly AskKind[] = ASK_KINDS.filter((kind) => questionOfKind(kind).about.includes('case'))

/** A year of a made-up front, km² a month. */
const FRONT = [210, 190, 240, 260, 230, 300, 280, 310, 290, 330, 300, 280]

export function asksOf({ case: theCase }: CaseSubject): readonly Ask[] {
  const claim = theCase.claims.find(({ test }) => test !== null)!.id
  const scenario = theCase.scenarios[0]!.id
  return [
    { kind: 'run', worlds: 600, armWorlds: 60 },
    { kind: 'compare', scenarios: [scenario], worlds: 200 },
    { kind: 'explain', what: claim, worlds: 200 },
    { kind: 'explain', what: '0', worlds: 50 },
    { kind: 'space', worlds: 50 },
    { kind: 'unlock', worlds: 20 },
    { kind: 'near', what: '0', worlds: 40 },
    { kind: 'plane' },
    { kind: 'sensitivity', of: claim, basePoints: 40, inputs: 3, worlds: 100, pawn: true },
    { kind: 'tipping', claim, inputs: 2, worlds: 30 },
    { kind: 'stability', worlds: 12 },
    { kind: 'audit', universes: 40, worlds: 2 },
    { kind: 'evidence', draws: 500 },
    {
      kind: 'survival',
      table: 'months,ended\n3,1\n5,0\n8,1\n9,1\n12,0\n14,1\n20,1\n24,0\n',
      time: 'months',
      event: 'ended',
    },
    { kind: 'seal', at: '2025-03-01T12:00:00Z', worlds: 100 },
    { kind: 'score', worlds: 100, outcomes: `what,value\n${claim},yes\n` },
    {
      kind: 'fit',
      series: `month,change_km2\n${FRONT.map((area, k) => `2024-${String(k + 1).padStart(2, '0')},${area}`).join('\n')}\n`,
    },
  ].map(asked)
}

/** An answer as text: the same text is the same answer. */
export function bytesOf(value: unknown): string {
  return JSON.stringify(value, (_, x: unknown) => (x instanceof Float64Array ? [...x] : x))
}
