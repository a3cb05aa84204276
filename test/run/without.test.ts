import { describe, expect, it } from 'vitest'
import type { Case } from '../../src/case/types.ts'
import { load } from '../../src/load/load.ts'
import { compile } from '../../src/run/compile.ts'
import { simulate, worlds } from '../../src/run/simulate.ts'
import { summarise } from '../../src/run/summarise.ts'
import { twoParties } from '../fixtures/two-parties.ts'
import { says } from '../load/cases.ts'

const WORLDS = 120

/** The dispute of two, with a third that has a say: its sheet, what no deal is worth to it, and its red lines. */
function three(of: { readonly role?: string; readonly noDeal?: string; readonly more?: string } = {}): string {
  const { role = 'party', noDeal = '45 to 65', more = '' } = of
  return twoParties({ noDeal: ['20 to 40', '20 to 40'], more })
    .replace(
      'actors:\n',
      `actors:\n  m: {name: M, role: ${role}, noDealValue: ${noDeal}, source: x, kind: judgement}\n`,
    )
    .replace(
      'scores:\n',
      `scores:
  m:
    source: x
    kind: judgement
    issues: {pay: {weight: 50, options: {lo: 40, mid: 100, hi: 0}}, hours: {weight: 50, options: {few: 0, many: 100}}}
`,
    )
}

const WITHOUT = `scenarios: {over: {says: Nobody asks M., without: m, source: x}}
packages: {p: {says: P., options: {pay: mid, hours: few}}}
claims:
  A: {kind: conclusion, says: A., test: {difference: {deal: true}, scenario: over, above: 0}}
  B: {kind: conclusion, says: B., test: {probability: {accepts: {actor: everybody, package: p}}, scenario: over, above: 0}}
  C: {kind: conclusion, says: C., test: {mean: {noDealValue: m}, scenario: over, above: 0}}
  D: {kind: conclusion, says: D., test: {probability: {signs: {actor: m, terms: {hours: many}}}, scenario: over, above: 0}}
`

function read(text: string): Case {
  const loaded = load(text, 'case.yaml')
  if (!loaded.ok) throw new Error(loaded.errors.map(({ line, message }) => `${line}: ${message}`).join('\n'))
  return loaded.case
}

/** Month of the deal and what the two gain by it, by world. */
function deals(theCase: Case, scenario: string | null): (readonly number[])[] {
  const each = worlds(compile(theCase, scenario, { worlds: WORLDS, seed: 3, beside: [] }))
  return Array.from({ length: WORLDS }, (_, index) => {
    const [outcome] = each(index)
    const [u, c] = ['u', 'c'].map((id) => outcome?.playerOf[theCase.actors.findIndex((actor) => actor.id === id)] ?? -1)
    const gain = outcome?.talks?.appraisal?.gain
    return [outcome?.talks?.month ?? -1, gain?.[u ?? -1] ?? NaN, gain?.[c ?? -1] ?? NaN]
  })
}

describe('without an actor', () => {
  it('talks are those of a case in which it has no say', () => {
    const asked = read(three({ more: WITHOUT }))
    const none = read(three({ role: 'institution' }))
    expect(deals(asked, 'over')).toEqual(deals(none, null))
    expect(deals(asked, 'over')).not.toEqual(deals(asked, null))
  })

  it('the same whether it is run by itself or beside the case as written', () => {
    const asked = read(three({ more: WITHOUT }))
    const beside = worlds(compile(asked, null, { worlds: WORLDS, armWorlds: WORLDS, seed: 3, beside: ['over'] }))
    const months = Array.from({ length: WORLDS }, (_, index) => beside(index)[1]?.talks?.month)
    expect(months).toEqual(deals(asked, 'over').map(([month]) => month))
  })

  it('nothing changes where it accepts everything', () => {
    const asked = read(three({ noDeal: '-100', more: WITHOUT }))
    // What the two gain may be shared otherwise, since the third no longer weighs in; whether and when is the same.
    const open = (scenario: string | null): number[] => deals(asked, scenario).map(([month]) => month ?? -1)
    expect(open('over')).toEqual(open(null))
  })

  it('more worlds have a deal, never fewer', () => {
    const asked = read(three({ more: WITHOUT }))
    const [was, is] = [deals(asked, null), deals(asked, 'over')]
    is.forEach(([month], w) => {
      if ((was[w]?.[0] ?? 0) > 0) expect(month).toBeLessThanOrEqual(was[w]?.[0] ?? 0)
    })
  })

  it('its red lines bar nothing, its worth is not told, and everybody means the others', () => {
    const line =
      'redLines: [{id: r, actor: m, says: R., rejects: {hours: few}, firm: 100%, source: x, kind: judgement}]\n'
    const asked = read(three({ more: WITHOUT + line }))
    expect(deals(asked, 'over')).toEqual(deals(read(three({ role: 'institution' })), null))
    const model = compile(asked, null, { worlds: 400, armWorlds: 400, seed: 3, beside: ['over'] })
    const { arms, findings } = summarise(model, simulate(model, 0, 400), 'x')
    const over = arms.find(({ scenario }) => scenario === 'over')
    expect(Object.keys(over?.noDeal ?? {})).toEqual(['u', 'c'])
    expect(Object.keys(over?.families[0]?.margins ?? {})).toEqual(['u', 'c'])
    expect(Object.keys(arms[0]?.noDeal ?? {})).toEqual(['m', 'u', 'c'])
    const named = over?.named[0]
    const each = Math.min(named?.accepts['u']?.estimate ?? 0, named?.accepts['c']?.estimate ?? 0)
    expect(named?.everybody.estimate).toBeLessThanOrEqual(each)
    const of = (claim: string) => findings.find((one) => one.claim === claim)?.tests[0]
    expect(of('A')?.interval?.estimate).toBeGreaterThan(0)
    expect(of('B')?.interval?.estimate).toBeCloseTo(named?.everybody.estimate ?? NaN, 12)
    expect(of('C')?.verdict).toBe('untestable')
    expect(of('D')?.interval?.estimate).toBe(0)
  })
})

describe('a party', () => {
  it('has to agree as a belligerent does', () => {
    expect(deals(read(three()), null)).toEqual(deals(read(three({ role: 'belligerent' })), null))
  })

  it.each([
    ['without: n', 'unknown-actor: unknown actor `n`'],
    ['without: [m, u, c]', 'no-belligerent: somebody has to agree'],
  ])('%s', (written, message) => {
    expect(says(three({ more: WITHOUT.replace('without: m', written) })).join('\n')).toContain(message)
  })
})
