import { actorAt, quantityAt, issueAt } from '../../../src/case/indices.ts'
import type { QuantityIndex } from '../../../src/case/indices.ts'
import { expect, test } from 'vitest'
import { optionsOf } from '../../../src/case/package-space.ts'
import type { Case, Rule } from '../../../src/case/types.ts'
import { compile } from '../../../src/run/compile.ts'
import { worlds } from '../../../src/run/simulate.ts'
import { settlementTable } from '../../../src/stages/settlement/table.ts'
import { settlementStage } from '../../../src/stages/settlement/settle.ts'
import { bestForWorstOff, findAcceptable, nashDeal } from '../../../src/stages/settlement/zopa.ts'
import { buildCase, UNCERTAIN } from '../../fixtures/build-case.ts'
import { naiveSettlement } from '../../reference/settlement.ts'
import type { NaivePackage } from '../../reference/settlement.ts'
import type { Month } from '../../../src/stages/settlement/settle.ts'

const provenance = { source: [], kind: null, note: null, claims: [], place: { line: 1, column: 1 } } as const

/** The toy case, with rules that couple issues and a red line on land, so that every path of the stage is walked. */
function variants(): [string, Case][] {
  const toy = buildCase({
    ...UNCERTAIN,
    'a.walkAway': 2,
    'soft.factor': 0.4,
    'inter.d': -8,
    'firm.land': 0.5,
    'cost.land': { kind: 'uniform', low: 0, high: 12 },
    'cost.a': { kind: 'uniform', low: 0, high: 10 },
    'cost.d': { kind: 'uniform', low: 0, high: 10 },
    'a.erosion': 1.5,
    'a.audience': { kind: 'uniform', low: 0.5, high: 2 },
    'd.erosion': { kind: 'normal', mean: 0, sd: 2 },
    'a.fading': 0.2,
    'break.a': { kind: 'uniform', low: 0, high: 0.01 },
    'break.d': { kind: 'uniform', low: 0, high: 0.01 },
    'dur.blow': { kind: 'uniform', low: 0, high: 0.8 },
    'dur.pause': { kind: 'uniform', low: 0, high: 1 },
    'vote.one': { kind: 'uniform', low: 0.3, high: 1 },
    'vote.two': 0.8,
    'vote.failure': 3,
  })
  const n = (id: string): QuantityIndex => quantityAt(toy.quantities.findIndex((quantity) => quantity.id === id))
  const soft: Rule = {
    kind: 'soft',
    id: 'soft',
    says: '',
    when: { kind: 'chooses', issue: issueAt(0), options: [2] },
    weakens: 0,
    factor: n('soft.factor'),
    provenance,
  }
  const swap: Rule = {
    kind: 'hard',
    id: 'swap',
    says: '',
    provenance,
    when: { kind: 'chooses', issue: issueAt(2), options: [1] },
    requires: { kind: 'not', of: { kind: 'chooses', issue: issueAt(0), options: [0] } },
  }
  const land = {
    id: 'land',
    says: '',
    actor: actorAt(1),
    rejects: { kind: 'chooses', issue: issueAt(0), options: [2] },
    firm: n('firm.land'),
    cost: n('cost.land'),
    because: 'audience' as const,
    stated: null,
    provenance,
  } as const
  const interaction = {
    when: {
      kind: 'all',
      of: [
        { kind: 'chooses', issue: issueAt(1), options: [0] },
        { kind: 'chooses', issue: issueAt(2), options: [0] },
      ],
    },
    points: n('inter.d'),
    provenance,
  } as const
  const vote = {
    ...toy.consents[0]!,
    id: 'parliaments',
    members: [
      { id: 'one', probability: n('vote.one') },
      { id: 'two', probability: n('vote.two') },
      { id: 'three', probability: n('vote.one') },
    ],
    quorum: 2,
    vote: { failure: [{ actor: actorAt(1), points: n('vote.failure') }], resumes: null },
  }
  const ratified: Rule = {
    kind: 'hard',
    id: 'ratified',
    says: '',
    when: { kind: 'chooses', issue: issueAt(0), options: [1, 2] },
    requires: {
      kind: 'any',
      of: [
        { kind: 'consent', body: 1 },
        { kind: 'chooses', issue: issueAt(2), options: [0] },
      ],
    },
    provenance,
  }
  const doubtful: Rule = { ...soft, id: 'doubtful', weakens: 1 }
  return [
    ['as it is', toy],
    [
      'with a vote after signature that costs the defender, and that land makes less likely',
      { ...toy, consents: [...toy.consents, vote], rules: [...toy.rules, ratified, doubtful] },
    ],
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

const MONTHS = Array.from({ length: 24 }, (_, k) => k + 1)

/** The package that is best for whoever gains least: as good as the best of all, and it is what it is said to be. */
function expectBestForWorstOff({ gains }: Month, packages: readonly NaivePackage[]): void {
  const left = packages.filter(({ allowed }) => allowed)
  const most = left.reduce((best, one) => Math.max(best, Math.min(...one.gains)), -Infinity)
  const found = bestForWorstOff(gains, -Infinity)
  if (left.length === 0) expect(found).toBeNull()
  else expect(found!.value).toBeCloseTo(most, 8)
}

const both = variants().flatMap(([name, theCase]): [string, Case, number?][] => [
  [name, theCase],
  [`${name}, searched and not listed`, theCase, -1],
])

test.each(both)('%s: the ZOPA and the Nash deal of 40 worlds are those of the definition', (_, theCase, mostListed) => {
  const model = compile(theCase, null, { worlds: 40, seed: 3 })
  const each = worlds(model)
  const stage = settlementStage(model, settlementTable(theCase, mostListed))
  let openWorlds = 0
  for (let index = 0; index < 40; index++) {
    const { world, projection } = each(index)[0]!
    const settlement = stage.prepare(world, projection)
    for (const month of MONTHS) {
      const now = settlement.in(month)
      const { space } = now.phase
      const packages = naiveSettlement(theCase, world, projection!, month)
      const acceptable = packages.filter(({ allowed, gains }) => allowed && gains.every((gain) => gain >= 0))
      expect(findAcceptable(now.gains) !== null).toBe(acceptable.length > 0)
      expectBestForWorstOff(now, packages)
      if (acceptable.length === 0) continue
      openWorlds++
      const best = acceptable
        .map(({ gains }) => gains.reduce((product, gain) => product * gain, 1))
        .reduce((a, b) => Math.max(a, b))
      const deal = nashDeal(now.gains, null)!
      const options = optionsOf(
        stage.table.space,
        stage.table.parts[0]![space.core[deal.position]!]! + space.rest[deal.list]!.parts[deal.entry]!,
      )
      const mine = packages.find((p) => p.options.every((option, issue) => option === options[issue]))!
      expect(mine.allowed).toBe(true)
      expect(mine.gains.reduce((product, gain) => product * gain, 1)).toBeCloseTo(best, 6)
      expect(deal.value).toBeCloseTo(best, 6)
      now.appraise(options).gain.forEach((gain, i) => {
        expect(gain).toBeCloseTo(mine.gains[i]!, 8)
      })
      expect(now.bars(options)).toEqual([])
    }
  }
  expect(openWorlds).toBeGreaterThan(50)
})
