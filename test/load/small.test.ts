import { describe, expect, it } from 'vitest'
import { interval90 } from '../../src/math/distribution.ts'
import { sha256 } from '../../src/math/sha256.ts'
import { load } from '../../src/load/load.ts'
import type { Case, Quantity } from '../../src/case/types.ts'
import { SMALL } from './cases.ts'

function small(): Case {
  const loaded = load(SMALL, 'small.yaml')
  if (!loaded.ok) throw new Error(loaded.errors[0]!.message)
  return loaded.case
}

const theCase = small()

function quantity(id: string): Quantity {
  const found = theCase.quantities.find((one) => one.id === id)
  if (found === undefined) throw new Error(`no quantity ${id}`)
  return found
}

const index = (id: string): number => theCase.quantities.indexOf(quantity(id))

describe('the small case', () => {
  it('loads, with a digest of its text and warnings on split calls only', () => {
    const loaded = load(SMALL, 'small.yaml')
    if (!loaded.ok) throw new Error('broken')
    expect(loaded.digest).toBe(sha256(SMALL))
    expect(loaded.warnings.map((one) => one.code)).toEqual(['unquoted-comma', 'unquoted-comma', 'unquoted-comma'])
  })

  it('uses every section of the file', () => {
    expect(
      Object.entries(theCase).filter(
        ([section, value]) =>
          section !== 'questions' &&
          !['baseRate', 'events', 'question'].includes(section) &&
          (value === null || value === '' || (Array.isArray(value) && value.length === 0)),
      ),
    ).toEqual([])
    expect(theCase).toMatchObject({
      id: 'small',
      asOf: '2025-03-01',
      vetoPlayers: [0, 1],
      territories: [{ issue: 0, front: 0 }],
    })
  })

  it('points at quantities that exist only', () => {
    const outside: string[] = []
    const walk = (value: unknown, path: string): void => {
      if (value === -1 && !/scenario|against|actor$/.test(path)) outside.push(path)
      if (typeof value === 'object' && value !== null)
        for (const [key, inner] of Object.entries(value)) walk(inner, `${path}.${key}`)
    }
    for (const [section, value] of Object.entries(theCase)) if (section !== 'quantities') walk(value, section)
    expect(outside).toEqual([])
    expect(new Set(theCase.quantities.map((one) => one.id)).size).toBe(theCase.quantities.length)
  })

  it('names quantities by their path, groups left out', () => {
    for (const id of [
      'patronShells',
      'actors.north.discount',
      'hypotheses.motive.greed',
      'evidence.bareBorder.credibility',
      'evidence.bareBorder.likelihood.fear',
      'issues.territory.wholeStrip.line.absolute',
      'rules.patron-shy.factor',
      'consents.league.west',
      'scores.north.territory.weight',
      'scores.north.territory.contactLine',
      'scores.north.interactions.0',
      'redLines.north-force.firm',
      'war.attacker.shells.deliveries.friend',
      'war.regions.upland.share',
      'war.foothold.area',
      'war.front.pull',
      'durability.logitFiveYears',
      'durability.effects.guarantee',
      'durability.covariates.0.value',
      'durability.support.0.share',
      'bargaining.hazard',
      'bargaining.weights.north',
      'bargaining.proposals.patronPlan.probability',
      'consequences.dead.attacker',
      'consequences.bornByAttacker.1.share',
      'consequences.accessions.southJoins.years',
    ]) {
      expect(theCase.quantities.map((one) => one.id)).toContain(id)
    }
  })

  it("turns units into the engine's and sets the legal ranges", () => {
    expect(quantity('war.attacker.shells.production')).toMatchObject({
      unit: 'shells/year',
      factor: 1 / 12,
      low: 0,
      high: Infinity,
      spread: { of: interval90(2e6, 3e6) },
    })
    expect(quantity('war.attacker.shells.demand').factor).toBeCloseTo(365.25 / 12, 12)
    expect(quantity('actors.south.horizon')).toMatchObject({ factor: 12, spread: { of: { value: 2 } } })
    expect(quantity('consequences.rebuilding')).toMatchObject({ factor: 1e-9, spread: { of: { value: 20e9 } } })
    expect(quantity('bargaining.hazard')).toMatchObject({ factor: 1, low: 0, high: 1 })
    expect(quantity('redLines.south-naked.firm')).toMatchObject({ low: 0, high: 1, spread: { of: { value: 0.85 } } })
  })

  it('converts what a scenario sets to the unit of the original, or refuses it', () => {
    const set = (written: string): unknown => {
      const loaded = load(SMALL.replace('set: {patronShells: 0,', `set: {patronShells: ${written},`), 'small.yaml')
      return loaded.ok ? loaded.case.scenarios[0]!.set[0]!.spread : loaded.errors.map(({ code }) => code)
    }
    const of = { kind: 'fixed', value: 3000 }
    expect(set('{value: 3, unit: thousand shells/month}')).toEqual({ kind: 'plain', of })
    expect(set('{value: 36k, unit: shells/year}')).toEqual({ kind: 'plain', of })
    expect(set("{value: 'beta(3, 3)', unit: thousand shells/month}")).toEqual(['unit'])
  })

  it('lets a field be a named quantity', () => {
    expect(theCase.war!.defender.shells!.deliveries).toEqual([{ from: 'patron', flow: index('patronShells') }])
    expect(quantity('patronShells')).toMatchObject({ low: 0, factor: 1 })
    expect(theCase.consents[1]!.members).toEqual([{ id: 'patron', probability: index('resolveOfPatron') }])
    expect(quantity('resolveOfPatron')).toMatchObject({ low: 0, high: 1 })
  })

  it('gives a distribution to each option of a hypothesis set', () => {
    expect(quantity('war.front.pull').spread).toEqual({
      kind: 'given',
      set: 1,
      by: [
        { kind: 'normal', mean: 40, sd: 15 },
        { kind: 'normal', mean: 2, sd: 10 },
      ],
    })
    expect(quantity('redLines.north-force.firm').spread).toMatchObject({ kind: 'given', set: 0 })
  })

  it('hands source, kind and note down to the numbers inside, and claims not', () => {
    expect(quantity('actors.north.discount').provenance).toMatchObject({
      source: ['test'],
      kind: 'judgement',
      claims: [],
    })
    expect(theCase.actors[0]!.provenance.claims).toEqual(['P1'])
    expect(quantity('war.attacker.shells.production').provenance).toMatchObject({
      source: ['gazette 9 Feb'],
      kind: 'estimate',
      claims: ['F1'],
    })
    expect(quantity('war.regions.upland.area').provenance).toMatchObject({ source: ['atlas p. 6'], kind: 'judgement' })
    expect(quantity('redLines.north-force.firm').provenance.note).toBe('a bluff if greed')
  })

  it('knows where each number is written', () => {
    const lines = SMALL.split('\n')
    const { line, column } = quantity('war.attacker.shells.production').provenance.place
    expect(lines[line - 1]!.slice(column - 1)).toMatch(/^2M to 3M/)
    expect(quantity('war.front.fade').provenance.place.line).toBe(
      lines.findIndex((one) => one.includes('pert(0.6')) + 1,
    )
  })

  it('takes unwritten numbers of durability from the prior set', () => {
    expect(quantity('durability.effects.dmz').spread).toEqual({
      kind: 'plain',
      of: { kind: 'normal', mean: -0.6, sd: 0.5 },
    })
    expect(quantity('durability.effects.guarantee').spread).toEqual({
      kind: 'plain',
      of: { kind: 'normal', mean: -1.1, sd: 0.6 },
    })
    expect(theCase.durability).toMatchObject({ priors: 'elicited', logShape: index('durability.logShape') })
  })

  it('resolves conditions and packages to indices', () => {
    expect(theCase.rules[1]).toMatchObject({
      when: {
        kind: 'all',
        of: [
          { kind: 'chooses', issue: 0, options: [0] },
          { kind: 'not', of: { kind: 'chooses', issue: 2, options: [0] } },
        ],
      },
      requires: {
        kind: 'any',
        of: [
          { kind: 'chooses', issue: 3, options: [1, 2] },
          { kind: 'consent', body: 1 },
        ],
      },
    })
    expect(theCase.rules[2]).toMatchObject({
      kind: 'soft',
      weakens: 1,
      when: { kind: 'all', of: [{ issue: 2 }, { issue: 0 }] },
    })
    expect(theCase.packages[0]!.options).toEqual([1, 0, 1, 1])
    expect(theCase.issues[1]).toMatchObject({ noDeal: 1, whileFoothold: { otherwise: 1 } })
    expect(theCase.issues[0]!.options.map((option) => option.line?.kind)).toEqual(['absolute', 'contact', 'absolute'])
    expect(theCase.consents.map((body) => body.quorum)).toEqual([2, 1, 2])
    expect(theCase.durability!.covariates[3]!.when).toEqual({ kind: 'all', of: [] })
  })

  it('reads tests of claims', () => {
    const claim = (id: string): unknown => theCase.claims.find((one) => one.id === id)!.test
    expect(claim('F1')).toBeNull()
    expect(claim('H1')).toEqual({
      kind: 'probability',
      of: { kind: 'hypothesis', set: 0, option: 0 },
      given: null,
      scenario: null,
      above: 0.6,
      below: Infinity,
    })
    expect(claim('C2')).toEqual({
      kind: 'difference',
      of: { kind: 'deal', struck: true },
      given: null,
      scenario: 0,
      against: null,
      above: -Infinity,
      below: 0,
    })
    expect(claim('C1')).toMatchObject({
      kind: 'every',
      of: [
        { of: { kind: 'all', of: [{ kind: 'deal' }, { kind: 'month', atLeast: 1, atMost: 12 }] } },
        { of: { kind: 'chooses', issue: 0, options: [1, 0] }, given: { kind: 'all' } },
        { kind: 'likeliest', names: ['freeze', 'strip', 'back'] },
      ],
    })
    const parts = (claim('C3') as { readonly of: readonly { readonly of: unknown }[] }).of.map((part) => part.of)
    expect(parts).toEqual([
      { kind: 'noDealValue', actor: 1 },
      { kind: 'dealMonth' },
      { kind: 'margin', actor: 0, package: 0 },
      { kind: 'packageSurvival', years: 5, package: 0 },
      {
        kind: 'not',
        of: {
          kind: 'any',
          of: [
            { kind: 'firm', redLine: 0 },
            { kind: 'consent', body: 0 },
          ],
        },
      },
      {
        kind: 'all',
        of: [
          { kind: 'front', month: 12, above: 100, below: Infinity },
          { kind: 'advance', from: 1, to: 6, above: 0, below: Infinity },
          { kind: 'foothold', month: 3, above: 50 },
        ],
      },
      { kind: 'quantity', quantity: index('war.attacker.shells.production'), above: 2.5e6 * (1 / 12), below: Infinity },
      { kind: 'accepts', actor: null, package: 0 },
      { kind: 'renewed', withinYears: 5 },
      { kind: 'accession', accession: 0, withinYears: 10 },
      { kind: 'zopa', state: 'commitment' },
      { kind: 'proposal', proposal: 0, accepted: false },
      { kind: 'precedent', recognised: false },
      { kind: 'ledger', entry: 'deadAttacker' },
      { kind: 'fireRatio', month: 1 },
      { kind: 'powellMargin', package: 0 },
      { kind: 'guaranteeNeeded', package: 0 },
      { kind: 'front', month: 12 },
    ])
  })

  it('is structured-cloneable', () => {
    expect(structuredClone(theCase)).toEqual(theCase)
  })
})
