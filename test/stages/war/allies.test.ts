import { expect, test } from 'vitest'
import { load } from '../../../src/load/load.ts'
import type { Case } from '../../../src/case/types.ts'
import { compile } from '../../../src/run/compile.ts'
import { worlds } from '../../../src/run/simulate.ts'
import { anger } from '../../../src/stages/settlement/burdens.ts'
import { armyOf } from '../../../src/stages/war/armies.ts'
import { SMALL, says } from '../../load/cases.ts'

const WORLDS = 30

/** The small war with a belligerent beside the attacker, which wants what the attacker wants. */
function withAlly(allies: string): string {
  const north = /  north:\n[\s\S]*?(?=  south:\n)/.exec(SMALL)?.[0] ?? ''
  const sheet = /scores:\n  north:\n([\s\S]*?)(?=  south:\n)/.exec(SMALL)?.[1] ?? ''
  return SMALL.replace(
    'actors:\n',
    `actors:\n${north.replace('north:', 'east:').replace('North', 'East').replace('    claims: [P1]\n', '')}`,
  )
    .replace('scores:\n', `scores:\n  east:\n${sheet}`)
    .replaceAll('costPerThousand: 0.5', 'costPerThousand: 4')
    .replace('weights: {', 'weights: {east: 1, ')
    .replace('  attacker:\n    actor: north\n', `  attacker:\n    actor: north\n${allies}`)
}

function read(text: string): Case {
  const loaded = load(text, 'case.yaml')
  if (!loaded.ok) throw new Error(loaded.errors.map(({ line, message }) => `${line}: ${message}`).join('\n'))
  return loaded.case
}

/** What no deal is worth, by world, to each belligerent. */
function noDeal(allies: string): Record<'north' | 'south' | 'east', number>[] {
  const theCase = read(withAlly(allies))
  const each = worlds(compile(theCase, null, { worlds: WORLDS, seed: 4, beside: [] }))
  return Array.from({ length: WORLDS }, (_, index) => {
    const outcome = each(index)[0]
    const of = (id: string): number =>
      outcome?.settlement?.in(3).noDeal[outcome.playerOf[theCase.actors.findIndex((actor) => actor.id === id)] ?? -1] ??
      NaN
    return { north: of('north'), south: of('south'), east: of('east') }
  })
}

const none = noDeal('')
const none0 = noDeal('    allies: {east: 0%}\n')
const third = noDeal('    allies: {east: 30%}\n')
const all = noDeal('    allies: {east: 100%}\n')

test('an ally with no part of the army changes nothing', () => {
  expect(none0).toEqual(none)
})

test('what one bears the other does not: together they bear the casualties of the side, and the other side bears its own', () => {
  for (let w = 0; w < WORLDS; w++) {
    const [a, b, c] = [none[w], third[w], all[w]]
    if (!a || !b || !c) throw new Error('no world')
    // With all of the losses it is worth less by what one without any is worth more: worth is linear in casualties.
    const cost = a.east - c.east
    expect(cost).toBeGreaterThan(0)
    expect(b.east).toBeCloseTo(a.east - 0.3 * cost, 9)
    expect(b.north).toBeCloseTo(a.north + 0.3 * (c.north - a.north), 9)
    expect([b.south, c.south]).toEqual([a.south, a.south])
  }
})

test('an ally bleeds as its side does: the same share of its own men', () => {
  const theCase = read(withAlly('    allies: {east: 30%}\n').replaceAll('walkAway: 2', 'walkAway: 2\n      erosion: 1'))
  const [outcome] = worlds(compile(theCase, null, { worlds: 1, seed: 4, beside: [] }))(0)
  if (!outcome) throw new Error('no world')
  const of = (id: string): number => {
    const actor = theCase.actors.findIndex((one) => one.id === id)
    return anger(theCase.actors[actor]!.resolve, armyOf(theCase.war, actor), outcome.world, outcome.projection, 6)
  }
  expect(of('east')).toBe(of('north'))
  expect(of('east')).toBeLessThan(1)
})

test.each([
  ['    allies: {league: 20%}\n', 'not-belligerent: `league` fights, so its role has to be `belligerent`'],
  ['    allies: {north: 20%}\n', 'two-ways: `north` leads this side, so it is no ally of it'],
  ['    allies: {south: 20%}\n', 'two-ways: `south` fights on both sides'],
  [
    '    allies: {east: 60%, south: 60%}\n',
    'out-of-range: the allies may be more than the whole side: 120 % of its men',
  ],
  ['    allies: {west: 20%}\n', 'unknown-actor: unknown actor `west`'],
])('%s', (written, message) => {
  expect(says(withAlly(written)).join('\n')).toContain(message)
})
