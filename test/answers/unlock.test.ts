import type { ActorIndex, QuantityIndex } from '../../src/case/indices.ts'
import { actorAt, quantityAt, issueAt } from '../../src/case/indices.ts'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { holdsFor } from '../../src/case/condition.ts'
import type { Case, Rule } from '../../src/case/types.ts'
import { load } from '../../src/load/load.ts'
import { compile } from '../../src/run/compile.ts'
import { shiftedWorlds } from '../../src/answers/unlock/shifted-worlds.ts'
import { worlds } from '../../src/run/simulate.ts'
import { unlock } from '../../src/answers/unlock/unlock.ts'
import { hittingSets, membersOf, minimalSets, sizeOf } from '../../src/stages/settlement/needs.ts'
import { settlementStage } from '../../src/stages/settlement/settle.ts'
import { largestGain } from '../../src/stages/settlement/side-payment.ts'
import { settlementTable } from '../../src/stages/settlement/table.ts'
import type { Toggle } from '../../src/stages/settlement/toggles.ts'
import { waysOf } from '../../src/stages/settlement/ways.ts'
import { findAcceptable } from '../../src/stages/settlement/zopa.ts'
import type { World } from '../../src/stages/worlds/draw.ts'
import { buildCase, UNCERTAIN } from '../fixtures/build-case.ts'
import { isAllowed, naiveSettlement } from '../reference/settlement.ts'
import type { NaivePackage } from '../reference/settlement.ts'
import { runs } from '../properties.ts'

const provenance = { source: [], kind: null, note: null, claims: [], place: { line: 1, column: 1 } } as const
const chooses = (issue: number, ...options: number[]) => ({ kind: 'chooses', issue: issueAt(issue), options }) as const
const LIMIT = 6

/** Numbers that leave little to gain from trade and much to quarrel over, so that the ZOPA is open in some worlds and
 *  closed in others. */
const TIGHT = {
  ...UNCERTAIN,
  'a.cost': { kind: 'uniform', low: 0, high: 40 },
  'd.cost': { kind: 'uniform', low: 0, high: 40 },
  'scores.a.openTrade': 10,
  'scores.d.openTrade': 30,
  'scores.a.some': 25,
  'scores.d.some': 45,
  'a.optimism': { kind: 'normal', mean: 100, sd: 300 },
} as const

/** The toy case with everything that bars packages: a soft rule, a rule without consents, one that a consent meets only
 *  in part, either of two consents. */
function variants(): [string, Case][] {
  const toy = buildCase({
    ...TIGHT,
    'a.walkAway': 5,
    'd.walkAway': 2,
    'soft.factor': 0.4,
    'firm.land': 0.5,
    'cost.land': 0.4,
    'cost.a': 0.6,
    'cost.d': 0.5,
    'dur.blow': 0.02,
    'break.a': 0.003,
    'break.d': 0.004,
    'consent.other': 0.4,
    'firm.a': 0.6,
    'consent.ally': 0.5,
  })
  const n = (id: string): QuantityIndex => quantityAt(toy.quantities.findIndex((quantity) => quantity.id === id))
  const soft: Rule = {
    kind: 'soft',
    id: 'soft',
    says: '',
    when: chooses(0, 2),
    weakens: 0,
    factor: n('soft.factor'),
    provenance,
  }
  const swap: Rule = { kind: 'hard', id: 'swap', says: '', provenance, when: chooses(2, 1), requires: chooses(0, 0) }
  const partly: Rule = {
    kind: 'hard',
    id: 'partly',
    says: '',
    provenance,
    when: chooses(2, 1),
    requires: {
      kind: 'all',
      of: [
        { kind: 'consent', body: 1 },
        { kind: 'not', of: chooses(1, 0) },
      ],
    },
  }
  const either: Rule = {
    kind: 'hard',
    id: 'either',
    says: '',
    provenance,
    when: chooses(1, 1, 2),
    requires: {
      kind: 'any',
      of: [
        { kind: 'consent', body: 0 },
        { kind: 'consent', body: 1 },
      ],
    },
  }
  const land = {
    id: 'land',
    says: '',
    actor: actorAt(1),
    rejects: chooses(0, 2),
    firm: n('firm.land'),
    cost: n('cost.land'),
    because: 'audience' as const,
    stated: null,
    provenance,
  }
  const other = {
    id: 'other',
    says: '',
    quorum: 1,
    members: [{ id: 'other', probability: n('consent.other') }],
    correlation: null,
    leans: [],
    provenance,
  }
  const two: Case = { ...toy, consents: [...toy.consents, other], redLines: [...toy.redLines, land] }
  return [
    ['as it is', toy],
    ['a soft rule', { ...two, rules: [...two.rules, soft] }],
    ['a rule without consents', { ...two, rules: [...two.rules, swap] }],
    ['a rule that a consent meets in part', { ...two, rules: [...two.rules, soft, partly] }],
    ['either of two consents', { ...two, rules: [soft, swap, either] }],
  ]
}

/** The packages of a world by the definition, and what they would be with toggles turned. */
function byDefinition(theCase: Case, world: World, packages: readonly NaivePackage[]) {
  /** What a player is spared where red lines of its own bend that the package crosses. */
  const relief = (player: number, toggles: readonly Toggle[], options: readonly number[]): number =>
    toggles.reduce((sum, toggle) => {
      if (toggle.kind !== 'redLine') return sum
      const { cost, actor, rejects } = theCase.redLines[toggle.redLine]!
      return cost !== null && theCase.vetoPlayers[player] === actor && holdsFor(rejects, options)
        ? sum + world.values[cost]!
        : sum
    }, 0)
  const opened = (toggles: readonly Toggle[], payments: readonly number[]): boolean => {
    const firm = world.firm.map((flag, r) => (toggles.some((t) => t.kind === 'redLine' && t.redLine === r) ? 0 : flag))
    const reluctance = world.reluctance.map((x, b) =>
      toggles.some((t) => t.kind === 'consent' && t.body === b) ? -1 : x,
    )
    const left = {
      ...theCase,
      rules: theCase.rules.filter((_, r) => !toggles.some((t) => t.kind === 'rule' && t.rule === r)),
    }
    const paid = payments.map((points, i) => (toggles.some((t) => t.kind === 'payment' && t.player === i) ? points : 0))
    return packages.some(
      ({ options, gains }) =>
        gains.every((gain, i) => gain + relief(i, toggles, options) >= -(paid[i] ?? 0)) &&
        isAllowed(left, { ...world, firm, reluctance }, options),
    )
  }
  const closed = (toggles: readonly Toggle[]): boolean => {
    const firm = world.firm.map((flag, r) => (toggles.some((t) => t.kind === 'redLine' && t.redLine === r) ? 1 : flag))
    const reluctance = world.reluctance.map((x, b) =>
      toggles.some((t) => t.kind === 'consent' && t.body === b) ? Infinity : x,
    )
    return !packages.some(
      ({ options, gains }) =>
        gains.every((gain) => gain >= 0) && isAllowed(theCase, { ...world, firm, reluctance }, options),
    )
  }
  return { opened, closed }
}

const subsets = (count: number): bigint[] => Array.from({ length: 2 ** count }, (_, k) => BigInt(k))

describe.each(variants())('%s', (_, theCase) => {
  const model = compile(theCase, null, { worlds: 60, seed: 11 })
  const ways = waysOf(model, settlementTable(theCase))
  const stage = settlementStage(model, settlementTable(theCase))
  const { all } = ways.toggles
  const each = worlds(model)
  const toggles = (set: bigint): Toggle[] => membersOf(set).map((position) => all[position]!)

  test('the sets that open are all those that do so by the definition and of which no part does', () => {
    let found = 0
    for (let index = 0; index < 60; index++) {
      const { world, projection } = each(index)[0]!
      for (const month of [1, 12]) {
        const { opened } = byDefinition(theCase, world, naiveSettlement(theCase, world, projection!, month))
        const expected = minimalSets(
          subsets(all.length).filter((set) =>
            opened(
              toggles(set),
              all.map(() => LIMIT),
            ),
          ),
        )
        const mine = ways.open(world, projection, month, LIMIT)
        expect(mine.map(({ changes }) => changes).sort()).toEqual([...expected].sort())
        const alone = expected.filter((set) => sizeOf(set) <= 1)
        expect([...ways.openAlone(world, projection, month, LIMIT)].sort()).toEqual([...alone].sort())
        for (const { changes, payments } of mine) {
          expect(
            opened(
              toggles(changes),
              payments.map((points) => points + 1e-9),
            ),
          ).toBe(true)
          const paid = payments.map((points, i) => [points, i] as const).filter(([points]) => points > 0)
          if (paid.length === 1)
            expect(
              opened(
                toggles(changes),
                payments.map((points) => points * 0.99),
              ),
            ).toBe(false)
          found += sizeOf(changes)
        }
      }
    }
    expect(found).toBeGreaterThan(60)
  })

  test('the sets that close are all those of up to three that do so by the definition and of which no part does', () => {
    let found = 0
    for (let index = 0; index < 60; index++) {
      const { world, projection } = each(index)[0]!
      const { closed } = byDefinition(theCase, world, naiveSettlement(theCase, world, projection!, 1))
      if (closed([])) {
        expect(ways.supports(world, projection, 1)).toEqual([])
        continue
      }
      const hard = subsets(all.length).filter((set) =>
        toggles(set).every(({ kind }) => kind === 'redLine' || kind === 'consent'),
      )
      const expected = minimalSets(hard.filter((set) => sizeOf(set) <= 3 && closed(toggles(set))))
      expect(hittingSets(ways.supports(world, projection, 1), 3).sort()).toEqual([...expected].sort())
      found += expected.length
    }
    expect(found).toBeGreaterThan(5)
  })

  test('the least payment to one player opens it, and one percent less does not', () => {
    let paid = 0
    for (let index = 0; index < 60; index++) {
      const { world, projection } = each(index)[0]!
      const { opened } = byDefinition(theCase, world, naiveSettlement(theCase, world, projection!, 1))
      const { gains } = stage.prepare(world, projection).in(1)
      theCase.vetoPlayers.forEach((__, player) => {
        const gain = largestGain(gains, player)
        const pay = (points: number): boolean =>
          opened(
            [{ kind: 'payment', player }],
            theCase.vetoPlayers.map(() => points),
          )
        expect(opened([], [])).toBe(gain >= 0)
        if (gain >= 0) return
        expect(pay(gain === -Infinity ? 1e6 : -gain + 1e-9)).toBe(gain > -Infinity)
        if (gain > -Infinity) expect(pay(-gain * 0.99)).toBe(false)
        if (gain > -Infinity) paid++
      })
    }
    expect(paid).toBeGreaterThan(5)
  })
})

test('hitting sets are those of brute force', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 127 }), { maxLength: 6 }),
      fc.integer({ min: 0, max: 4 }),
      (edges, most) => {
        const sets = edges.map(BigInt)
        const expected = minimalSets(subsets(7).filter((set) => sets.every((edge) => (edge & set) !== 0n))).filter(
          (set) => sizeOf(set) <= most,
        )
        expect(hittingSets(sets, most).sort()).toEqual([...expected].sort())
      },
    ),
    { numRuns: runs(300) },
  )
})

/** A dispute over one pie and a certain no-deal value: nothing in it is left to chance. */
function dispute(noDeal: readonly [number, number], parts: Partial<Case> = {}): Case {
  const numbers = { 'nd.a': noDeal[0], 'nd.d': noDeal[1], half: 50, none: 0, whole: 100, weight: 1 }
  const toy = buildCase(numbers)
  const n = (id: string): QuantityIndex => quantityAt(toy.quantities.findIndex((quantity) => quantity.id === id))
  const option = (id: string) => ({ id, says: id, line: null, provenance })
  const sheet = (actor: ActorIndex, ...ids: string[]) => ({
    actor,
    interactions: [],
    provenance,
    issues: [{ weight: n('weight'), options: ids.map(n) }],
  })
  return {
    ...toy,
    war: null,
    durability: null,
    bargaining: null,
    territories: [],
    packages: [],
    rules: [],
    redLines: [],
    consents: [],
    hypotheses: [],
    evidence: [],
    actors: toy.actors.map((actor, i) => ({
      ...actor,
      resolve: null,
      noDealValue: i === 0 ? n('nd.a') : i === 1 ? n('nd.d') : null,
    })),
    issues: [
      {
        id: 'pie',
        says: '',
        noDeal: 0,
        whileFoothold: null,
        provenance,
        options: [option('mine'), option('shared'), option('yours')],
      },
    ],
    scores: [sheet(actorAt(0), 'whole', 'half', 'none'), sheet(actorAt(1), 'none', 'half', 'whole')],
    ...parts,
  }
}

const named = (
  sets: readonly {
    readonly changes: readonly { readonly kind: string; readonly id: string; readonly by: number | null }[]
  }[],
): string[] =>
  sets.map(({ changes }) =>
    changes.map(({ kind, id, by }) => `${kind} ${id}${by === null ? '' : ` ${by}`}`).join(' + '),
  )

describe('what is known by construction', () => {
  test('a pie of which one wants 60 of 100 and the other 40 is settled by ten points to the first', () => {
    const { exact, worlds: looked, opening } = unlock(compile(dispute([60, 40]), null, { worlds: 500 }))
    expect(looked).toBe(1)
    expect(exact!.open).toBe(false)
    expect(named(exact!.sets)).toEqual(['payment attacker 10'])
    expect(exact!.sets[0]!.package).toEqual([1])
    expect(opening.payments.map(({ least }) => least!.mean)).toEqual([10, 40])
    expect(named(unlock(compile(dispute([60, 40])), { payment: 9.9 }).exact!.sets)).toEqual([])
    expect(named(unlock(compile(dispute([60, 40])), { payment: 40 }).exact!.sets)).toEqual([
      'payment attacker 10',
      'payment defender 40',
    ])
  })

  test('sharing is barred twice over: both bars have to go', () => {
    const toy = buildCase({ 'nd.a': 0, 'nd.d': 0, half: 0, none: 0, whole: 0, weight: 0 })
    const sure = quantityAt(toy.quantities.findIndex(({ id }) => id === 'consent.ally'))
    const rule: Rule = {
      kind: 'hard',
      id: 'no-sharing',
      says: '',
      when: chooses(0, 1),
      requires: { kind: 'consent', body: 0 },
      provenance,
    }
    const line = {
      id: 'not-shared',
      says: '',
      actor: actorAt(1),
      rejects: chooses(0, 1),
      firm: sure,
      cost: null,
      because: 'audience' as const,
      stated: null,
      provenance,
    }
    const parts = { rules: [rule], redLines: [line], consents: toy.consents }
    const base = dispute([45, 45], parts)
    const certain = (firm: number, consent: number): Case => {
      const extra = (value: number) =>
        ({
          ...base.quantities[sure]!,
          id: `extra${value}`,
          spread: { kind: 'plain', of: { kind: 'fixed', value } },
        }) as const
      const at = base.quantities.length
      return {
        ...base,
        quantities: [...base.quantities, extra(firm), extra(consent)],
        redLines: [{ ...line, firm: quantityAt(at) }],
        consents: base.consents.map((body) => ({
          ...body,
          members: [{ id: 'ally', probability: quantityAt(at + 1) }],
        })),
      }
    }
    expect(named(unlock(compile(certain(1, 0)), { payment: 0 }).exact!.sets)).toEqual([
      'bluff not-shared + consent ally',
    ])
    expect(named(unlock(compile(certain(0, 0)), { payment: 0 }).exact!.sets)).toEqual(['consent ally'])
    expect(named(unlock(compile(certain(1, 1)), { payment: 0 }).exact!.sets)).toEqual(['bluff not-shared'])
    const open = unlock(compile(certain(0, 1)), { payment: 0 }).exact!
    expect(open.open).toBe(true)
    expect(named(open.sets)).toEqual(['firm not-shared', 'refusal ally'])
  })

  test('an option that a hard rule bars is one that can be added', () => {
    const rule: Rule = {
      kind: 'hard',
      id: 'never-shared',
      says: '',
      when: chooses(0, 1),
      requires: { kind: 'any', of: [] },
      provenance,
    }
    expect(named(unlock(compile(dispute([45, 45], { rules: [rule] })), { payment: 0 }).exact!.sets)).toEqual([
      'option never-shared',
    ])
  })

  test('an assumption that is a standard deviation and a half short opens it there', () => {
    const base = dispute([60, 45])
    const q = base.quantities.findIndex(({ id }) => id === 'nd.a')
    const spread = { kind: 'plain', of: { kind: 'normal', mean: 65, sd: 10 } } as const
    const theCase = {
      ...base,
      quantities: base.quantities.map((quantity, k) => (k === q ? { ...quantity, spread } : quantity)),
    }
    const model = compile(theCase, null, { worlds: 400 })
    const wants = shiftedWorlds(model).at(0).world.values[q]!
    const { exact } = unlock(model, { world: 0, payment: 0 })
    expect(exact!.open).toBe(wants <= 50)
    const least = exact!.assumptions.find(({ id }) => id === 'nd.a')!.by!
    expect(Math.abs(least - (50 - wants) / 10)).toBeLessThanOrEqual(0.01 + 1e-9)
    const { assumptions, opening } = unlock(model, { payment: 0 })
    expect(assumptions.opening[0]!.change).toMatchObject({ id: 'nd.a', by: -1 })
    expect(assumptions.closing[0]!.change).toMatchObject({ id: 'nd.a', by: 1 })
    expect(opening.singles).toEqual([])
    expect(opening.none.estimate).toBe(1)
  })
})

describe('over worlds', () => {
  const chancy = {
    'firm.a': { kind: 'uniform', low: 0.3, high: 0.9 },
    'firm.d': { kind: 'uniform', low: 0.3, high: 0.9 },
    'consent.ally': { kind: 'uniform', low: 0.2, high: 0.8 },
  } as const
  const theCase = buildCase({ ...TIGHT, ...chancy })
  const model = compile(theCase, null, { worlds: 150, seed: 5 })
  const result = unlock(model, { payment: 4, moveWorlds: 80 })

  test('a firmer line or a refused consent never opens a deal, a bluff or a consent never closes one', () => {
    const opens = [
      ...result.opening.singles,
      ...result.opening.pairs,
      ...result.opening.larger,
      ...result.assumptions.pairs,
    ].flatMap(({ changes }) => changes)
    const closes = [...result.supports.singles, ...result.supports.pairs].flatMap(({ changes }) => changes)
    expect(opens.length).toBeGreaterThan(2)
    expect(closes.length).toBeGreaterThan(2)
    expect(opens.filter(({ kind }) => kind === 'firm' || kind === 'refusal')).toEqual([])
    expect(closes.filter(({ kind }) => kind !== 'firm' && kind !== 'refusal')).toEqual([])
    const moved = [
      ...result.assumptions.opening.map(({ change }) => change),
      ...opens.filter(({ kind }) => kind === 'assumption'),
    ]
    expect(moved.length).toBeGreaterThan(2)
    expect(moved.filter(({ id, by }) => id.startsWith('firm.') && by! > 0)).toEqual([])
    expect(moved.filter(({ id, by }) => id.startsWith('consent.') && by! < 0)).toEqual([])
    expect(result.assumptions.closing.filter(({ change: { id, by } }) => id.startsWith('firm.') && by! < 0)).toEqual([])
  })

  test('the share of a set is the share of closed worlds that it opens by the definition and no part of it does', () => {
    const each = worlds(model)
    const toggle = (id: string): Toggle => {
      const redLine = theCase.redLines.findIndex((line) => line.id === id)
      return redLine >= 0
        ? { kind: 'redLine', redLine }
        : { kind: 'consent', body: theCase.consents.findIndex((body) => body.id === id) }
    }
    const sets = [...result.opening.singles, ...result.opening.pairs].filter(({ changes }) =>
      changes.every(({ kind }) => kind !== 'payment'),
    )
    const opened = sets.map(() => 0)
    let closed = 0
    for (let index = 0; index < 150; index++) {
      const { world, projection } = each(index)[0]!
      const definition = byDefinition(theCase, world, naiveSettlement(theCase, world, projection!, 1))
      if (!definition.closed([])) continue
      closed++
      sets.forEach(({ changes }, s) => {
        const toggles = changes.map(({ id }) => toggle(id))
        const parts = toggles.length === 1 ? [] : toggles.map((one) => [one])
        if (definition.opened(toggles, []) && !parts.some((part) => definition.opened(part, []))) opened[s]!++
      })
    }
    expect(result.closed.estimate).toBe(closed / 150)
    expect(sets.length).toBeGreaterThan(1)
    expect(sets.map(({ share }) => share.estimate)).toEqual(opened.map((n) => n / closed))
  })

  test('a change says how often it is so anyway', () => {
    const each = worlds(model)
    const bluffs = Array.from({ length: 150 }, (_, index) => each(index)[0]!.world.firm[1]!).filter(
      (firm) => firm === 0,
    ).length
    const line = result.opening.singles.flatMap(({ changes }) => changes).find(({ id }) => id === 'd-none')!
    expect(line.chance!.estimate).toBe(bluffs / 150)
    const asked = [...result.opening.singles, ...result.opening.pairs].flatMap(({ changes }) => changes)
    const consents = new Map(asked.flatMap((change) => (change.kind === 'consent' ? [[change.id, change]] : [])))
    expect(consents.size).toBeGreaterThan(0)
    for (const [id, { chance }] of consents) {
      const body = theCase.consents.findIndex((one) => one.id === id)
      const given = Array.from({ length: 150 }, (_, index) => each(index)[0]!.world.reluctance[body]!)
      expect(chance!.estimate).toBe(given.filter((reluctance) => reluctance < 1).length / 150)
    }
  })

  test('shares of smallest sets and of none add up to the closed worlds', () => {
    const { smallest, none } = result.opening
    expect(smallest.reduce((sum, { estimate }) => sum + estimate, none.estimate)).toBeCloseTo(1, 12)
  })

  test('the same question gives the same answer', () => {
    expect(unlock(model, { payment: 4, moveWorlds: 80 })).toEqual(result)
  })
})

test('a moved assumption moves by its own standard deviations, and nothing else does', () => {
  const theCase = buildCase({ ...UNCERTAIN, 'scores.a.some': { kind: 'uniform', low: 40, high: 60 } })
  const shifted = shiftedWorlds(compile(theCase, null, { worlds: 20 }))
  const n = (id: string): QuantityIndex => quantityAt(theCase.quantities.findIndex((quantity) => quantity.id === id))
  for (let index = 0; index < 20; index++) {
    const before = Float64Array.from(shifted.at(index).world.values)
    expect(before).toEqual(Float64Array.from(worlds(compile(theCase))(index)[0]!.world.values))
    const after = shifted.move(n('a.optimism'), -1.5).world.values
    after.forEach((value, q) => {
      expect(value).toBe(q === n('a.optimism') ? before[q]! - 1.5 * 200 : before[q]!)
    })
    expect(shifted.move(n('scores.a.some'), 3).world.values[n('scores.a.some')]).toBeCloseTo(
      Math.min(60, before[n('scores.a.some')]! + (3 * 20) / Math.sqrt(12)),
      10,
    )
  }
})

test('a consent that turns a rule against a package is refused by name', () => {
  const toy = buildCase()
  const rule: Rule = {
    kind: 'hard',
    id: 'odd',
    says: '',
    when: { kind: 'all', of: [chooses(1, 2), { kind: 'consent', body: 0 }] },
    requires: chooses(2, 1),
    provenance,
  }
  expect(() => unlock(compile({ ...toy, rules: [rule] }, null, { worlds: 3 }))).toThrow(/rule odd/)
  expect(() => unlock(compile(toy, null, { worlds: 3 }), { month: 0 })).toThrow(RangeError)
})

const WORLDS_OF_FLAGSHIP = process.env.PROPERTY_RUNS === undefined ? 6 : 16

test('on the flagship, where packages are too many for the definition, single changes and pairs agree with the stage run anew', () => {
  const file = fileURLToPath(new URL('../../cases/bundled/ukraine-2025/case.yaml', import.meta.url))
  const loaded = load(readFileSync(file, 'utf8'), file)
  if (!loaded.ok) throw new Error('the flagship does not load')
  const theCase = loaded.case
  const model = compile(theCase, null, { worlds: WORLDS_OF_FLAGSHIP, armWorlds: 0, beside: [] })
  const stage = settlementStage(model, settlementTable(theCase))
  const ways = waysOf(model, settlementTable(theCase))
  const each = worlds(model)
  const bits = ways.toggles.all.flatMap((toggle, position) =>
    toggle.kind === 'redLine' || toggle.kind === 'consent' ? [1n << BigInt(position)] : [],
  )
  const sets = [0n, ...bits, ...bits.flatMap((a, k) => bits.slice(k + 1).map((b) => a | b))]
  let opened = 0
  for (let index = 0; index < WORLDS_OF_FLAGSHIP; index++) {
    const { world, projection } = each(index)[0]!
    for (const month of [1, 20]) {
      const opens = (set: bigint): boolean => {
        const toggles = membersOf(set).map((position) => ways.toggles.all[position]!)
        const bent = (from: World): World => {
          const firm = from.firm.map((flag, r) =>
            toggles.some((t) => t.kind === 'redLine' && t.redLine === r) ? 0 : flag,
          )
          const reluctance = from.reluctance.map((x, b) =>
            toggles.some((t) => t.kind === 'consent' && t.body === b) ? -1 : x,
          )
          const values = from.values.slice()
          for (const toggle of toggles) {
            const cost = toggle.kind === 'redLine' ? theCase.redLines[toggle.redLine]!.cost : null
            if (cost !== null) values[cost] = 0
          }
          return { ...from, firm, reluctance, values }
        }
        // What changes in a month brings a world of its own from then on.
        const { courses } = world
        const real = courses && {
          ...courses.real,
          epochs: courses.real.epochs.map((epoch) => ({ ...epoch, world: bent(epoch.world) })),
        }
        const changed = { ...bent(world), courses: courses && real ? { ...courses, real } : null }
        const settlement = stage.prepare(changed, projection)
        return findAcceptable(settlement.in(month).gains) !== null
      }
      const expected = minimalSets(sets.filter(opens))
      const mine = ways.open(world, projection, month, 0).map(({ changes }) => changes)
      expect(mine.filter((set) => sizeOf(set) <= 2 && sets.includes(set)).sort()).toEqual([...expected].sort())
      const larger = mine.filter((set) => sizeOf(set) > 2)
      expect(larger.filter((set) => expected.some((part) => (part & set) === part))).toEqual([])
      opened += expected.filter((set) => set !== 0n).length
    }
  }
  expect(opened).toBeGreaterThan(WORLDS_OF_FLAGSHIP)
})
