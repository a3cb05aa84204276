/** What a world leaves of a block, against each of its packages looked at by itself; and what they cross. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { optionOf, packageSpace } from '../../../src/case/package-space.ts'
import { holdsFor } from '../../../src/case/condition.ts'
import { compile, load } from '../../../src/internal.ts'
import { player } from '../../../src/run/player.ts'
import { barsOf } from '../../../src/stages/settlement/bars.ts'
import { enumerateBlock } from '../../../src/stages/settlement/block.ts'
import { burdensOf } from '../../../src/stages/settlement/burdens.ts'
import { allLeft, newSieve, sift } from '../../../src/stages/settlement/sieve.ts'
import { combinationCosts, crossingsOf } from '../../../src/stages/settlement/worth.ts'

const file = new URL('../../fixtures/cases/valley-war/case.yaml', import.meta.url)

test('a block of all issues leaves what nothing bars, and costs what its lines do', () => {
  const loaded = load(readFileSync(file, 'utf8'), 'case.yaml')
  if (!loaded.ok) throw new Error('the case does not load')
  const model = compile(loaded.case, null, { worlds: 10 })
  const theCase = model.case
  const space = packageSpace(theCase.issues.map(({ options }) => options.length))
  const block = enumerateBlock(
    theCase,
    theCase.issues.map((_, issue) => issue),
  )
  const sieve = newSieve(block, true)
  const every = allLeft(block)
  const packages = Array.from(every.combinations, (c) => theCase.issues.map((_, issue) => optionOf(space, c, issue)))
  const burdens = burdensOf(theCase)
  const crossings = burdens.map((burden) => crossingsOf(theCase, block, burden))
  const play = player(model, model.arms[0]!, 'worlds')
  const seen = new Set<number>()
  for (let index = 0; index < 8; index++) {
    const { world } = play.at(index)
    for (const stands of [true, false]) {
      sift(sieve, world, stands)
      const left = packages.flatMap((options, c) => (barsOf(theCase, world, options, stands).length > 0 ? [] : [c]))
      seen.add(left.length)
      expect(Array.from(sieve.left.combinations.subarray(0, sieve.left.count))).toEqual(left)
      expect(left.every((c) => sieve.barred[c] === 0)).toBe(true)
      expect(sieve.barred.reduce((sum, one) => sum + one, 0)).toBe(block.count - left.length)
    }
    burdens.forEach(({ lines }, b) => {
      const out = new Float64Array(block.count)
      combinationCosts(crossings[b]!, world.values, every, out)
      expect(Array.from(out)).toEqual(
        packages.map((options) =>
          lines
            .filter((line) => holdsFor(theCase.redLines[line]!.rejects, options))
            .reduce((sum, line) => sum + world.values[theCase.redLines[line]!.cost!]!, 0),
        ),
      )
    })
  }
  expect(seen.size).toBeGreaterThan(2)
})
