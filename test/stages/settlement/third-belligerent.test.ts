/** A belligerent that is neither side of the war bears no side's casualties: neither its ally's nor its enemy's. */
import { expect, test } from 'vitest'
import { actorAt } from '../../../src/case/indices.ts'
import type { Case } from '../../../src/case/types.ts'
import { compile } from '../../../src/run/compile.ts'
import { worlds } from '../../../src/run/simulate.ts'
import { buildCase } from '../../fixtures/build-case.ts'
import type { Numbers } from '../../fixtures/build-case.ts'

/** The toy war with the attacker's ally at the table: it wants and believes what the attacker does. */
function withAlly(changes: Numbers): Case {
  const toy = buildCase({ 'a.perThousand': 5, ...changes })
  const [a] = toy.actors
  return {
    ...toy,
    actors: [...toy.actors, { ...a!, id: 'ally', name: 'Ally' }],
    vetoPlayers: [actorAt(0), actorAt(1), actorAt(toy.actors.length)],
    scores: [...toy.scores, { ...toy.scores[0]!, actor: actorAt(toy.actors.length) }],
  }
}

function noDeal(changes: Numbers, month = 6): number[] {
  const each = worlds(compile(withAlly(changes), null, { worlds: 1, seed: 3 }))
  return Array.from(each(0)[0]!.settlement!.in(month).noDeal)
}

test('casualties of either side move the value of that side alone', () => {
  const before = noDeal({})
  const attacker = noDeal({ 'attacker.men.losses': 30_000 })
  const defender = noDeal({ 'defender.men.losses': 25_000 })
  expect(attacker[0]!).toBeLessThan(before[0]!)
  expect(defender[1]!).toBeLessThan(before[1]!)
  expect([attacker[2], defender[2]]).toEqual([before[2], before[2]])
})

test('it fights on at its flow of costs alone, which the attacker would were its dead to cost it nothing', () => {
  const ally = noDeal({})[2]!
  expect(ally).toBe(noDeal({ 'a.perThousand': 0 })[0]!)
  expect(ally).toBeGreaterThan(noDeal({})[0]!)
})
