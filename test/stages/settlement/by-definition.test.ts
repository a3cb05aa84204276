import { actorAt, quantityAt } from '../../../src/case/indices.ts'
import type { QuantityIndex } from '../../../src/case/indices.ts'
import { expect, test } from 'vitest'
import { optionsOf } from '../../../src/case/package-space.ts'
import type { Case, Rule } from '../../../src/case/types.ts'
import { compile } from '../../../src/run/compile.ts'
import { worlds } from '../../../src/run/simulate.ts'
import { settlementTable } from '../../../src/stages/settlement/table.ts'
import { settlementStage } from '../../../src/stages/settlement/settle.ts'
import { findAcceptable, nashDeal } from '../../../src/stages/settlement/zopa.ts'
import { buildCase, UNCERTAIN } from '../../fixtures/build-case.ts'
import { naiveSettlement } from '../../reference/settlement.ts'

const provenance = { source: [], kind: null, note: null, claims: [], place: { line: 1, column: 1 } } as const

/** The toy case, with rules that couple issues and a red line on land, so that every path of the stage is walked. */
function variants(): [string, Case][] {
  const toy = buildCase({ ...UNCERTAIN, 'a.walkAway': 2, 'soft.factor': 0.4, 'inter.d': -8, 'firm.land': 0.5 })
  const n = (id: string): QuantityIndex => quantityAt(toy.quantities.findIndex((quantity) => quantity.id === id))
  const soft: Rule = {
    kind: 'soft',
    id: 'soft',
    says: '',
    when: { kind: 'chooses', issue: 0, options: [2] },
    weakens: 0,
    factor: n('soft.factor'),
    provenance,
  }
  const swap: Rule = {
    kind: 'hard',
    id: 'swap',
    says: '',
    provenance,
    when: { kind: 'chooses', issue: 2, options: [1] },
    requires: { kind: 'not', of: { kind: 'chooses', issue: 0, options: [0] } },
  }
  const land = {
    id: 'land',
    says: '',
    actor: actorAt(1),
    rejects: { kind: 'chooses', issue: 0, options: [2] },
    firm: n('firm.land'),
    stated: null,
    provenance,
  } as const
  const interaction = {
    when: {
      kind: 'all',
      of: [
        { kind: 'chooses', issue: 1, options: [0] },
        { kind: 'chooses', issue: 2, options: [0] },
      ],
    },
    points: n('inter.d'),
    provenance,
  } as const
  return [
    ['as it is', toy],
    ['with a soft rule that couples land and guarantee', { ...toy, rules: [...toy.rules, soft] }],
    [
      'with a rule that couples land and trade',
      { ...toy, rules: [...toy.rules, swap], redLines: [...toy.redLines, land] },
    ],
    [
      'with an interaction',
      {
        ...toy,
        scores: [toy.scores[0]!, { ...toy.scores[1]!, interactions: [interaction] }],
        redLines: [...toy.redLines, land],
      },
    ],
  ]
}

test.each(variants())('%s: the ZOPA and the Nash deal of 150 worlds are those of the definition', (_, theCase) => {
  const model = compile(theCase, null, { worlds: 150, seed: 3 })
  const each = worlds(model)
  const stage = settlementStage(model, settlementTable(theCase))
  let openWorlds = 0
  for (let index = 0; index < 150; index++) {
    const { world, projection } = each(index)[0]!
    const settlement = stage.prepare(world, projection)
    for (const month of [1, 9, 24]) {
      const { space } = settlement.phase(month)
      const noDeal = settlement.noDeal.own(month)
      const moved = settlement.noDeal.moved(month)
      const packages = naiveSettlement(theCase, world, projection!, month)
      const acceptable = packages.filter(({ allowed, gains }) => allowed && gains.every((gain) => gain >= 0))
      expect(findAcceptable(space, noDeal, moved, -1) >= 0).toBe(acceptable.length > 0)
      if (acceptable.length === 0) continue
      openWorlds++
      const best = acceptable
        .map(({ gains }) => gains.reduce((product, gain) => product * gain, 1))
        .reduce((a, b) => Math.max(a, b))
      const deal = nashDeal(space, noDeal, moved, null)
      const options = optionsOf(
        stage.table.space,
        stage.table.parts[0]![space.core[deal.position]!]! + space.rest[deal.list]!.parts[deal.entry]!,
      )
      const mine = packages.find((p) => p.options.every((option, issue) => option === options[issue]))!
      expect(mine.allowed).toBe(true)
      expect(mine.gains.reduce((product, gain) => product * gain, 1)).toBeCloseTo(best, 6)
      expect(deal.objective).toBeCloseTo(best, 6)
      const appraisal = stage.appraise(settlement, world, options, month)
      appraisal.margin.forEach((margin, i) => {
        expect(margin + settlement.walkAway[i]!).toBeCloseTo(mine.gains[i]!, 8)
      })
    }
  }
  expect(openWorlds).toBeGreaterThan(50)
})
