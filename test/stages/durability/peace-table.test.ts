/** What a peace is worth under each kind of terms, against each kind worked out by itself. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { compile, load } from '../../../src/internal.ts'
import { exp } from '../../../src/math/elementary.ts'
import { player } from '../../../src/run/player.ts'
import {
  brokenShift,
  discountFactors,
  peaceShare,
  survivalOnGrid,
  YEARS,
} from '../../../src/stages/durability/discounting.ts'
import { peaceTable, pointsOf } from '../../../src/stages/durability/peace-table.ts'
import {
  addAfter,
  credibilityOf,
  linearPredictor,
  newWorldTerms,
  readWorldTerms,
  supportOf,
} from '../../../src/stages/durability/terms.ts'
import { settlementTable } from '../../../src/stages/settlement/table.ts'
import { hazardAdded } from '../../../src/stages/worlds/spoilers.ts'

const files = [
  new URL('../../../cases/bundled/ukraine-2025/case.yaml', import.meta.url),
  new URL('../../fixtures/cases/valley-war/case.yaml', import.meta.url),
]

const cases = files.flatMap((file) => [4096, 3].map((rows) => [file.pathname.split('/').at(-2), rows, file] as const))

test.each(cases)('%s, by %i rows: bit by bit', (id, rows, file) => {
  const loaded = load(readFileSync(file, 'utf8'), 'case.yaml')
  if (!loaded.ok) throw new Error(id)
  const model = compile(loaded.case, null, { worlds: 10 })
  const terms = settlementTable(model.case).terms!
  const { spec } = terms
  const play = player(model, model.arms[0]!, 'worlds')
  const ofWorld = newWorldTerms()
  const sides = { attacker: 0, defender: 1 }
  const table = peaceTable(terms, ofWorld, 2, sides, rows)
  for (let index = 0; index < 3; index++) {
    const { world } = play.at(index)
    const { values, spoilers } = world
    const discount = [discountFactors(0.03 * index), discountFactors(0.1)]
    const slopes = [
      { forward: 0.01, back: 0.02 },
      { forward: -0.03, back: 0.005 * index },
    ]
    readWorldTerms(spec, values, ofWorld)
    table.begin(world, discount, slopes)
    const curve = new Float64Array(YEARS.length)
    const [found, expected] = [[] as number[], [] as number[]]
    terms.example.forEach((c, kind) => {
      table.read(kind)
      const least = ofWorld.hazardFiveYears * exp(linearPredictor(terms, ofWorld, values, c))
      const hazard = spoilers.length > 0 ? least * hazardAdded(spoilers, (issue) => terms.option(c, issue)) : least
      survivalOnGrid(ofWorld.stillborn, hazard, ofWorld.shaped, curve)
      const support = supportOf(terms, values, c)
      found.push(table.hazard[kind]!, table.support[kind]!)
      expected.push(hazard, support)
      for (const i of [0, 1]) {
        const counts = i === sides.attacker && spec.pause !== null ? values[spec.pause]! : 1
        const worth = (km2: number): number => {
          const points = pointsOf(km2, slopes[i]!)
          return points > 0 ? points * counts : points
        }
        const reach = values[spec.reach]!
        const points = Float64Array.from(ofWorld.rearmed, (rearmed) => worth(reach * (rearmed - support)))
        const start = worth(-reach * support) + addAfter(terms, values, { combination: c, player: i }, points)
        const blow = spec.openingBlow === null ? 0 : values[spec.openingBlow]! * (1 - credibilityOf(terms, values, c))
        found.push(table.share[i]![kind]!, table.shift[i]![kind]!, table.exposed[i]![kind]!)
        expected.push(
          peaceShare(curve, ofWorld.stillborn, discount[i]!),
          brokenShift(curve, ofWorld.stillborn, discount[i]!, start, points),
          i === sides.defender ? blow : 0,
        )
      }
    })
    expect(found).toEqual(expected)
  }
})
