/** Cases of many packages: which have long worlds, what cuts of them are tried, and what is said where they are too
 *  entangled. */
import { describe, expect, test } from 'vitest'
import { manyPackages } from '../../bench/many-packages-case.ts'
import type { Size } from '../../bench/many-packages-case.ts'
import type { Case } from '../../src/case/types.ts'
import { load } from '../../src/load/load.ts'
import { compile } from '../../src/run/compile.ts'
import { cutsOf, hasLongWorlds } from '../../src/run/long-worlds.ts'
import { simulate, worlds } from '../../src/run/simulate.ts'
import { settlementTable } from '../../src/stages/settlement/table.ts'
import { SMALL } from '../load/cases.ts'

function caseOf(text: string): Case {
  const loaded = load(text, 'case.yaml')
  if (!loaded.ok) throw new Error(loaded.errors.map(({ line, message }) => `${line}: ${message}`).join('\n'))
  return loaded.case
}

const sized = (parties: number, issues: number, options: number, chain: number): Case =>
  caseOf(manyPackages({ parties, issues, options, chain } satisfies Size))

test('worlds are long where packages are searched, or a block is large', () => {
  expect([caseOf(SMALL), sized(2, 4, 4, 3), sized(2, 12, 6, 0)].map(hasLongWorlds)).toEqual([false, false, false])
  expect([sized(8, 8, 4, 0), sized(3, 12, 6, 11), sized(2, 8, 5, 7)].map(hasLongWorlds)).toEqual([true, true, true])
})

describe('cuts', () => {
  test('of every kind that there is room for, each playable', () => {
    const theCase = sized(4, 6, 4, 5)
    const cuts = cutsOf(theCase)
    expect(cuts.map(({ says }) => says.replace(/i\d(, i\d)*/, 'ISSUES'))).toEqual([
      '2 veto players instead of 4 (without p2, p3)',
      'at most 2 options on each issue instead of 4',
      'without the issues that weigh least, ISSUES',
      'without the 5 interactions of the score sheets',
    ])
    for (const cut of cuts) expect(simulate(compile(cut.case, null, { worlds: 3 }), 0, 3).arms[0]!.n).toBe(3)
  })

  test('leave only what they say', () => {
    const theCase = sized(3, 5, 4, 0)
    const [, options, issues] = cutsOf(theCase)
    const deals = (cut: Case): (readonly number[])[] => {
      const each = worlds(compile(cut, null, { worlds: 20 }))
      return Array.from({ length: 20 }, (_, k) => each(k)[0]!.talks!).flatMap(({ month, options: chosen }) =>
        month > 0 ? [[...chosen]] : [],
      )
    }
    expect(
      deals(options!.case)
        .flat()
        .every((option) => option < 2),
    ).toBe(true)
    const dropped = issues!.says.match(/i\d/g)!.map((name) => Number(name.slice(1)))
    expect(dropped.length).toBe(2)
    expect(deals(issues!.case).every((deal) => dropped.every((issue) => deal[issue] === 0))).toBe(true)
  })
})

describe('what is too entangled', () => {
  test('names the cuts that are enough, with what they leave', () => {
    // Every pair of eight issues of seven options is tied: 7⁸ combinations meet at once.
    const pairs = Array.from({ length: 8 }, (_, a) => a).flatMap((a) =>
      Array.from({ length: 8 - a - 1 }, (_, k) => `      - {when: {i${a}: o0, i${a + k + 1}: o1}, points: 2}`),
    )
    const text = manyPackages({ parties: 3, issues: 8, options: 7, chain: 0 })
    const at = text.indexOf('  p1:', text.indexOf('scores:'))
    const theCase = caseOf(`${text.slice(0, at)}    interactions:\n${pairs.join('\n')}\n${text.slice(at)}`)
    expect(() => settlementTable(theCase)).toThrow(
      /5,764,801 combinations of their options have to be looked at together, and 300,000 can be; .*at most 4 options on each of them \(65,536 left\)/,
    )
  })
})
