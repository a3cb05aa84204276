import { describe, expect, it } from 'vitest'
import { gameRows, stateArms } from '../../../src/answers/stability/game-rows.ts'
import type { GameRow } from '../../../src/answers/stability/game-rows.ts'
import { answer, compile, load, readAsk } from '../../../src/internal.ts'
import type { Case, GameRecord } from '../../../src/internal.ts'
import { armOf } from '../../../src/run/compile.ts'
import { SMALL } from '../../load/cases.ts'
import { twoParties } from '../../fixtures/two-parties.ts'

function caseOf(text: string): Case {
  const loaded = load(text, 'case.yaml')
  if (!loaded.ok) throw new Error(loaded.errors.map(({ line, message }) => `${line}: ${message}`).join('\n'))
  return loaded.case
}

async function asked(text: string, worlds: number): Promise<GameRecord> {
  const read = readAsk({ kind: 'stability', worlds })
  if (!read.ok || read.ask.kind !== 'stability') throw new Error('no ask')
  const found = await answer({ kind: 'case', case: caseOf(text), digest: 'd' }, read.ask)
  if (found.kind !== 'answer') throw new Error(JSON.stringify(found))
  return found.record
}

/** The claims of the small case take long to judge, and the game asks none of them. */
const SCENARIOS = /scenario: patronLeaves, costs: \{south: 1 to 3\}/

describe('the game of a case', () => {
  it('runs a state of one scenario as that scenario is run', () => {
    const theCase = caseOf(SMALL)
    const [, refused] = stateArms(compile(theCase))
    const scenario = theCase.scenarios.findIndex(({ id }) => id === 'patronLeaves')
    expect(refused!.spreads).toEqual(armOf(theCase, scenario).spreads)
  })

  it('takes costs off the points of whoever bears them, and of nobody else', () => {
    const model = compile(caseOf(SMALL), null, { worlds: 3 })
    const free = compile(caseOf(SMALL.replace(SCENARIOS, 'scenario: patronLeaves')), null, { worlds: 3 })
    const rows = [gameRows({ kind: 'game', model }), gameRows({ kind: 'game', model: free })]
    const states = 3
    for (let world = 0; world < 3; world++) {
      const [paid, unpaid] = rows.map((row) => row(world)) as [GameRow, GameRow]
      const cost = unpaid.worth.map((points, k) => points - paid.worth[k]!)
      cost.forEach((points, k) => {
        const bears = Math.floor(k / states) === 1 && k % states === 1
        if (bears) expect(points).toBeGreaterThan(0.3)
        else expect(points).toBe(0)
      })
    }
  })

  it('gives the same rows in any order', () => {
    const model = compile(caseOf(SMALL), null, { worlds: 4 })
    const [one, other] = [gameRows({ kind: 'game', model }), gameRows({ kind: 'game', model })]
    const forward = [0, 1, 2, 3].map(one)
    const back = [3, 2, 1, 0].map(other).reverse()
    expect(back).toEqual(forward)
  })

  it('is a dispute in which nobody agrees worth what no deal is worth', async () => {
    const game = `game:
  source: x
  kind: judgement
  options:
    shout: {actor: u, says: Shouting., choices: {no: Quiet., yes: {says: Loud., costs: {u: 2}}}}
    leave: {actor: c, says: Leaving., choices: {no: Stays., yes: {says: Goes., costs: {u: 7, c: -3}}}}
`
    const record = await asked(`${twoParties({ noDeal: ['131', '142'] })}${game}`, 2)
    expect(record.states.map(({ worth }) => worth.map(({ estimate }) => estimate))).toEqual([
      [131, 142],
      [129, 142],
      [124, 145],
      [122, 145],
    ])
    // Nobody shouts, and c leaves: the one state that nobody would change.
    expect(record.expected.concepts.find(({ concept }) => concept === 'nash')!.equilibria).toEqual([3])
    expect(record.probable.states[2]!.verdicts[0]!.equilibrium.estimate).toBe(1)
    expect(record.prefers[0]![0]).toEqual([0, 0, 0, 0])
    expect(record.prefers[1]![0]).toEqual([0, 0, 1, 1])
    expect(record.margins[1]!.nash[0]).toBe(-0.5)
  })

  it('says where a case has no game', async () => {
    const read = readAsk({ kind: 'stability' })
    if (!read.ok || read.ask.kind !== 'stability') throw new Error('no ask')
    const found = await answer({ kind: 'case', case: caseOf(twoParties()), digest: 'd' }, read.ask)
    expect(found).toMatchObject({ kind: 'wrong' })
  })
})
