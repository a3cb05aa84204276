/** Consents that answer to what a package is worth to the member, by the definition: every package, every member. */
import { expect, test } from 'vitest'
import { actorAt, quantityAt } from '../../../src/case/indices.ts'
import type { Case } from '../../../src/case/types.ts'
import { compile } from '../../../src/run/compile.ts'
import { worlds } from '../../../src/run/simulate.ts'
import { settlementStage } from '../../../src/stages/settlement/settle.ts'
import { settlementTable } from '../../../src/stages/settlement/table.ts'
import { buildCase, UNCERTAIN } from '../../fixtures/build-case.ts'
import { everyPackage } from '../../reference/settlement.ts'

const WORLDS = 150

/** The ally weighs guarantee and trade by a sheet of its own; strong guarantees need it. @param scale points by which
 *  its log-odds move by one. */
function leaningCase(scale: number, rho: number | null = null): Case {
  const toy = buildCase({
    ...UNCERTAIN,
    'firm.a': 0,
    'firm.d': 0,
    'consent.ally': 0.5,
    scale,
    rho: rho ?? 0,
    'u.guarantee': 60,
    'u.trade': 40,
    'u.territory': 0,
    'u.worst': 0,
    'u.middle': 40,
    'u.best': 100,
  })
  const n = (id: string) => quantityAt(toy.quantities.findIndex((quantity) => quantity.id === id))
  const sheet: Case['scores'][number] = {
    actor: actorAt(2),
    interactions: [],
    provenance: toy.issues[0]!.provenance,
    issues: [
      { weight: n('u.territory'), options: [n('u.worst'), n('u.worst'), n('u.worst')] },
      { weight: n('u.guarantee'), options: [n('u.best'), n('u.middle'), n('u.worst')] },
      { weight: n('u.trade'), options: [n('u.worst'), n('u.best')] },
    ],
  }
  const two = [
    { id: 'ally', probability: n('consent.ally') },
    { id: 'other', probability: n('consent.ally') },
  ]
  return {
    ...toy,
    scores: [...toy.scores, sheet],
    consents: [
      {
        ...toy.consents[0]!,
        members: two,
        quorum: 1,
        correlation: rho === null ? null : n('rho'),
        leans: rho === null ? [{ member: 0, by: actorAt(2), scale: n('scale') }] : [],
      },
    ],
  }
}

test('a package is left exactly where enough members agree to it, by the logit of its margin', () => {
  const theCase = leaningCase(20)
  const model = compile(theCase, null, { worlds: WORLDS, seed: 6 })
  const stage = settlementStage(model, settlementTable(theCase))
  const each = worlds(model)
  const worth = [
    [0, 0, 0],
    [60, 24, 0],
    [0, 40],
  ]
  const without = 60
  let [refused, agreed] = [0, 0]
  for (let index = 0; index < WORLDS; index++) {
    const { world, projection } = each(index)[0]!
    const first = stage.prepare(world, projection).in(1)
    const { space } = first.phase
    const left = new Set<string>()
    for (let position = 0; position < space.count; position++)
      for (const rest of space.rest)
        for (const part of rest.parts) {
          const number = stage.table.parts[0]![space.core[position]!]! + part
          left.add(
            theCase.issues
              .map(({ options }, i) => Math.floor(number / stage.table.space.strides[i]!) % options.length)
              .join(),
          )
        }
    for (const options of everyPackage(theCase)) {
      const margin = options.reduce((sum, option, issue) => sum + worth[issue]![option]!, 0) - without
      const { uniform } = world.leanings[0]!
      const agrees = uniform[0]! < 1 / (1 + Math.exp(-margin / 20)) || uniform[1]! < 0.5
      const isBarred = options[1] === 2 && !agrees
      expect(first.bars(options).length > 0).toBe(isBarred)
      if (left.has(options.join())) expect(isBarred).toBe(false)
      if (options[1] !== 2) continue
      if (isBarred) refused++
      else agreed++
    }
  }
  expect(Math.min(refused, agreed)).toBeGreaterThan(100)
})

test('the more a package is worth to a member, the likelier it agrees; and a wide scale leaves the typed probability', () => {
  const chance = (scale: number, options: readonly number[]): number => {
    const theCase = leaningCase(scale)
    const model = compile(theCase, null, { worlds: WORLDS, seed: 6 })
    const stage = settlementStage(model, settlementTable(theCase))
    const each = worlds(model)
    return Array.from({ length: WORLDS }, (_, index) => {
      const { world, projection } = each(index)[0]!
      return stage.prepare(world, projection).in(1).bars(options).length === 0 ? 1 : 0
    }).reduce((a: number, b) => a + b, 0)
  }
  expect(chance(20, [1, 2, 1])).toBeGreaterThan(chance(20, [1, 2, 0]))
  expect(chance(1e6, [1, 2, 1])).toBe(chance(1e6, [1, 2, 0]))
})

test('members that lean the same way agree as often one by one, and more often together', () => {
  const count = (rho: number): { one: number; both: number } => {
    const theCase = leaningCase(20, rho)
    const all = { ...theCase, consents: [{ ...theCase.consents[0]!, quorum: 2 }] }
    const many = 4000
    const seen = (of: Case): number => {
      const each = worlds(
        compile({ ...of, war: null, scores: [], bargaining: null, durability: null }, null, { worlds: many }),
      )
      return Array.from({ length: many }, (_, index) => (each(index)[0]!.world.reluctance[0]! < 1 ? 1 : 0)).reduce(
        (a: number, b) => a + b,
        0,
      )
    }
    return { one: seen(theCase), both: seen(all) }
  }
  const [apart, together] = [count(0), count(0.6)]
  // One of two agrees: 1 − P(neither); both: P(both). Half and half each, so that their sum is the two marginals.
  for (const { one, both } of [apart, together]) expect(Math.abs(one + both - 4000)).toBeLessThan(4 * Math.sqrt(4000))
  // P(both) = 1/4 + asin(ρ)/2π, Sheppard 1899.
  expect(Math.abs(together.both - 4000 * (0.25 + Math.asin(0.6) / (2 * Math.PI)))).toBeLessThan(
    4 * Math.sqrt(4000 * 0.25),
  )
  expect(Math.abs(apart.both - 1000)).toBeLessThan(4 * Math.sqrt(4000 * 0.1875))
})

/** The leaning case with a sheet that weighs land, where the front moves by so much more a month. @param worth of the
 *  line far back, of contact, far ahead. */
function withLand(added: number, worth: readonly ['u.worst' | 'u.best', 'u.middle', 'u.worst' | 'u.best']): Case {
  const base = leaningCase(20)
  const n = (id: string) => quantityAt(base.quantities.findIndex((quantity) => quantity.id === id))
  const set: Readonly<Record<string, number>> = { 'u.territory': 50, 'front.level': added }
  return {
    ...base,
    quantities: base.quantities.map((quantity) =>
      set[quantity.id] === undefined
        ? quantity
        : { ...quantity, spread: { kind: 'plain' as const, of: { kind: 'fixed' as const, value: set[quantity.id]! } } },
    ),
    scores: base.scores.map((sheet) =>
      sheet.actor === 2
        ? {
            ...sheet,
            issues: sheet.issues.map((issue, k) => (k === 0 ? { ...issue, options: worth.map((id) => n(id)) } : issue)),
          }
        : sheet,
    ),
  }
}

test('a member whose side loses ground by fighting on is the readier for a deal, in every world; one whose side gains the less', () => {
  const course = (theCase: Case): number[] => {
    const stage = settlementStage(compile(theCase, null, { worlds: WORLDS, seed: 6 }), settlementTable(theCase))
    const each = worlds(compile(theCase, null, { worlds: WORLDS, seed: 6 }))
    return Array.from({ length: WORLDS }, (_, index) => {
      const { world, projection } = each(index)[0]!
      stage.prepare(world, projection)
      return world.leanings[0]!.course[0]!
    })
  }
  const [slow, fast] = [0, 400].map((added) => course(withLand(added, ['u.best', 'u.middle', 'u.worst'])))
  fast!.forEach((log, k) => expect(log).toBeGreaterThan(slow![k]!))
  const other = course(withLand(400, ['u.worst', 'u.middle', 'u.best']))
  other.forEach((log, k) => expect(log).toBeLessThan(0))
  // Never more than the whole of land's weight, in log-odds; nothing where the sheet weighs no land.
  for (const log of [...fast!, ...other]) expect(Math.abs(log)).toBeLessThan(100 / 20)
  expect(course(leaningCase(20)).every((log) => log === 0)).toBe(true)
})
