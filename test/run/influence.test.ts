import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Case } from '../../src/case/types.ts'
import { load } from '../../src/load/load.ts'
import { compile } from '../../src/run/compile.ts'
import { simulate, worlds } from '../../src/run/simulate.ts'
import { summarise } from '../../src/run/summarise.ts'
import { survivalAt } from '../../src/stages/durability/survival.ts'
import { twoParties } from '../fixtures/two-parties.ts'
import { SMALL, says } from '../load/cases.ts'
import { runs } from '../properties.ts'

const WORLDS = 150

const REST = `durability:
  source: x
  kind: judgement
  stillborn: 5% to 20%
  covariates: [{effect: monitors, when: {hours: many}, value: 1}]
consents:
  assembly: {says: The assembly., members: {one: 70%, two: 60%}, quorum: any, source: x, kind: judgement}
rules:
  - {id: asked, says: Hours need the assembly., kind: hard, when: {hours: many}, requires: {consent: assembly}, source: x}
packages:
  mid: {says: Mid., options: {pay: mid, hours: few}}
  many: {says: Many., options: {pay: hi, hours: many}}
`

interface Written {
  readonly actor?: string
  readonly sheet?: string
}

/** The dispute of two with somebody who has no say, and what it is worth to it. */
function written({ actor = '', sheet = '' }: Written): string {
  return twoParties({ noDeal: ['20 to 45', '20 to 45'], more: REST })
    .replace('actors:\n', `actors:\n${actor}`)
    .replace('scores:\n', `scores:\n${sheet}`)
}

const SHEET = `  s:
    source: x
    kind: judgement
    issues: {pay: {weight: 60, options: {lo: 0, mid: 60, hi: 100}}, hours: {weight: 40, options: {few: 100, many: 0}}}
`
const spoiler = (noDeal: string, spoils: string): Written => ({
  actor: `  s: {name: S, role: spoiler, noDealValue: ${noDeal}, source: x, kind: judgement, spoils: {${spoils}}}\n`,
  sheet: SHEET,
})
const mediator = (mediates: string): Written => ({
  actor: `  s: {name: S, role: mediator, source: x, kind: judgement, mediates: {${mediates}}}\n`,
})

function read(text: string): Case {
  const loaded = load(text, 'case.yaml')
  if (!loaded.ok) throw new Error(loaded.errors.map(({ line, message }) => `${line}: ${message}`).join('\n'))
  return loaded.case
}

interface Seen {
  readonly month: number
  readonly pack: number
  /** By named package. */
  readonly hazard: readonly number[]
  readonly holds: readonly number[]
  readonly margins: readonly (readonly number[])[]
  readonly left: readonly boolean[]
}

function look(theCase: Case): Seen[] {
  const each = worlds(compile(theCase, null, { worlds: WORLDS, seed: 11, beside: [] }))
  return Array.from({ length: WORLDS }, (_, index) => {
    const outcome = each(index)[0]
    if (!outcome?.talks || !outcome.settlement) throw new Error('no talks')
    const { settlement } = outcome
    return {
      month: outcome.talks.month,
      pack: outcome.talks.package,
      hazard: outcome.named.map(({ appraisal }) => appraisal.survival.hazardFiveYears),
      holds: outcome.named.map(({ appraisal }) => survivalAt(appraisal.survival, 5)),
      margins: outcome.named.map(({ appraisal }) => [...appraisal.margin]),
      left: theCase.packages.map(({ options }) => settlement.in(1).bars(options).length === 0),
    }
  })
}

/** The same to rounding: a larger core adds up in another order. */
function expectSame(is: readonly Seen[], was: readonly Seen[]): void {
  is.forEach((seen, w) => {
    const other = was[w]
    expect([seen.month, seen.pack, seen.left]).toEqual([other?.month, other?.pack, other?.left])
    seen.margins.flat().forEach((margin, k) => expect(margin).toBeCloseTo(other?.margins.flat()[k] ?? NaN, 9))
  })
}

const bare = look(read(written({})))

describe('a spoiler', () => {
  it.each([
    ['never wants to', '-100', 'peace: 4, consents: {assembly: 0%}'],
    ['can do nothing', '90 to 99', 'peace: 1, consents: {assembly: 100%}'],
  ])('that %s changes nothing', (_, noDeal, spoils) => {
    expectSame(look(read(written(spoiler(noDeal, spoils)))), bare)
  })

  it('shortens the peace of what it likes less than no deal, and of nothing else', () => {
    // On its sheet `mid` is worth 76 points and `many` 60.
    const seen = look(read(written(spoiler('70', 'peace: 3'))))
    seen.forEach(({ hazard, holds, margins }, w) => {
      expect(hazard[0]).toBeCloseTo(bare[w]?.hazard[0] ?? NaN, 12)
      expect(hazard[1]).toBeCloseTo(3 * (bare[w]?.hazard[1] ?? NaN), 12)
      expect(holds[1]).toBeLessThan(bare[w]?.holds[1] ?? NaN)
      expect(margins[0]?.[0]).toBeCloseTo(bare[w]?.margins[0]?.[0] ?? NaN, 9)
    })
  })

  it('blocks a consent where it would, never where it would not', () => {
    const [never, always] = ['-100', '70'].map((noDeal) =>
      look(read(written(spoiler(noDeal, 'consents: {assembly: 0%}')))),
    )
    expect(never?.filter(({ left }) => left[1]).length).toBe(bare.filter(({ left }) => left[1]).length)
    expect(always?.filter(({ left }) => left[1])).toEqual([])
    expect(always?.every(({ left }) => left[0])).toBe(true)
  })

  it('does the more the more it can, on common worlds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 100 }), (noDeal, left) => {
        const half = look(read(written(spoiler(`${noDeal}`, `consents: {assembly: ${left}%}`))))
        const none = look(read(written(spoiler(`${noDeal}`, 'consents: {assembly: 0%}'))))
        for (let w = 0; w < WORLDS; w++) {
          if (none[w]?.left[1]) expect(half[w]?.left[1]).toBe(true)
          if (half[w]?.left[1]) expect(bare[w]?.left[1]).toBe(true)
        }
      }),
      { numRuns: runs(15) },
    )
  })

  it('is who is asked by the case and not by a scenario', () => {
    const asked = `${written({
      ...spoiler('70', 'peace: 3'),
      actor: '  s: {name: S, role: party, noDealValue: 70, source: x, kind: judgement, spoils: {peace: 3}}\n',
    })}scenarios: {over: {says: Nobody asks S., without: s, source: x}}\n`
    const [over, plain] = ['over', null].map((scenario) => {
      const each = worlds(compile(read(asked), scenario, { worlds: WORLDS, seed: 11, beside: [] }))
      return Array.from({ length: WORLDS }, (_, index) => each(index)[0]?.named[1]?.appraisal.survival.hazardFiveYears)
    })
    expect(over).toEqual(look(read(written(spoiler('70', 'peace: 3')))).map(({ hazard }) => hazard[1]))
    plain?.forEach((hazard, w) => expect(hazard).toBeCloseTo(bare[w]?.hazard[1] ?? NaN, 12))
    expect(says(asked.replace('without: s', 'set: {actors.s.noDealValue: 3}')).join('\n')).toContain(
      'not-read: nothing reads `actors.s.spoils`, because `s` is always asked',
    )
  })

  it('is counted over the deals that are struck', () => {
    const theCase = read(written(spoiler('70', 'peace: 3')))
    const model = compile(theCase, null, { worlds: 600, seed: 11, beside: [] })
    const { options, spoiled } = summarise(model, simulate(model, 0, 600), 'x').arms[0] ?? {}
    expect(Object.keys(spoiled ?? {})).toEqual(['s'])
    expect(spoiled?.['s']?.estimate).toBeGreaterThanOrEqual(options?.['pay']?.['lo']?.estimate ?? 1)
    const plain = compile(read(written({})), null, { worlds: 50, seed: 11, beside: [] })
    expect(summarise(plain, simulate(plain, 0, 50), 'x').arms[0]).not.toHaveProperty('spoiled')
  })
})

describe('a mediator', () => {
  it('that changes nothing changes nothing', () => {
    expect(look(read(written(mediator('pace: 1'))))).toEqual(bare)
  })

  it('brings a deal no later, and on the terms of any deal of that month', () => {
    const seen = look(read(written(mediator('pace: 1.5 to 4'))))
    seen.forEach(({ month }, w) => {
      const was = bare[w]?.month ?? 0
      if (was > 0) expect(month > 0 && month <= was).toBe(true)
    })
    expect(seen.filter(({ month }) => month > 0).length).toBeGreaterThan(bare.filter(({ month }) => month > 0).length)
  })

  it('is what a pace so many times as fast is', () => {
    const paced = (pace: string, more: Written): string =>
      written(more).replace(
        'hazard: {value: 30%, source: x, kind: judgement}',
        `pace: {value: ${pace}, source: x, kind: judgement}`,
      )
    expect(look(read(paced('0.1%', mediator('pace: 4'))))).toEqual(look(read(paced('0.4%', {}))))
  })

  it('that comes in a month changes nothing before it, and brings a deal no later after it', () => {
    const coming = `${written(mediator('pace: 1'))}events: [{id: comes, says: S comes., month: 3, foreseen: yes, set: {actors.s.mediates.pace: 5}, source: x, kind: judgement}]\n`
    const seen = look(read(coming))
    seen.forEach(({ month }, w) => {
      const was = bare[w]?.month ?? 0
      if (was > 0 && was < 3) expect(month).toBe(was)
      if (was >= 3) expect(month >= 3 && month <= was).toBe(true)
    })
    expect(seen.filter(({ month }) => month > 0).length).toBeGreaterThan(bare.filter(({ month }) => month > 0).length)
  })

  it('takes the optimism of both sides of a war, by its share of it', () => {
    const at = (share: string): string =>
      SMALL.replace(
        '  patron: {',
        `  envoy: {name: Envoy, role: mediator, source: test, kind: judgement, mediates: {optimism: ${share}}}\n  patron: {`,
      )
    const none = SMALL.replace('optimism: 0 to 30', 'optimism: 0').replace('optimism: normal(-10, 20)', 'optimism: 0')
    const noDeal = (text: string): number[][] => {
      const each = worlds(compile(read(text), null, { worlds: 40, seed: 2, beside: [] }))
      return Array.from({ length: 40 }, (_, index) => [...(each(index)[0]?.settlement?.in(1).noDeal ?? [])])
    }
    expect(noDeal(at('100%'))).toEqual(noDeal(none))
    expect(noDeal(at('0%'))).toEqual(noDeal(SMALL))
    expect(noDeal(at('50%'))).not.toEqual(noDeal(SMALL))
  })
})

describe('what is wrong with them', () => {
  it.each([
    [
      { actor: '  s: {name: S, role: spoiler, noDealValue: 3, source: x, kind: judgement}\n', sheet: SHEET },
      'missing-key: the spoiler `s` needs `spoils`: what it can do',
    ],
    [
      { actor: '  s: {name: S, role: spoiler, source: x, kind: judgement, spoils: {peace: 2}}\n', sheet: SHEET },
      'missing-key: the spoiler `s` needs `noDealValue`',
    ],
    [{ ...spoiler('3', 'peace: 2'), sheet: '' }, 'missing-scores: the spoiler `s` has no score sheet'],
    [spoiler('3', 'peace: 0.5'), 'out-of-range: 0.5 is out of range'],
    [spoiler('3', 'consents: {council: 3%}'), 'unknown-consent: unknown consent `council`'],
    [
      { actor: '  s: {name: S, role: mediator, source: x}\n' },
      'missing-key: the mediator `s` needs `mediates`: what it can do',
    ],
    [
      { actor: '  s: {name: S, role: backer, source: x, mediates: {pace: 2}}\n' },
      'unknown-key: only a mediator `mediates`, and `s` is none',
    ],
    [mediator('optimism: 30%'), 'not-read: nothing reads `actors.s.mediates.optimism`, because the case has no `war`'],
  ] as const)('%#: %s', (of, message) => {
    expect(says(written(of)).join('\n')).toContain(message)
  })
})
