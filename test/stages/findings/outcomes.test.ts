/** What claims ask of a world, against the world itself. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Case } from '../../../src/case/types.ts'
import { happens } from '../../../src/stages/findings/evaluate.ts'
import { load } from '../../../src/load/load.ts'
import { compile } from '../../../src/run/compile.ts'
import { modelFor } from '../../../src/answers/sensitivity/inputs.ts'
import { worlds } from '../../../src/run/simulate.ts'
import { assumptionsOf, responder } from '../../../src/answers/tipping/tip.ts'

const flagship = readFileSync(new URL('../../../cases/bundled/ukraine-2025/case.yaml', import.meta.url), 'utf8')

function read(text: string): Case {
  const loaded = load(text, 'case.yaml')
  if (!loaded.ok) throw new Error(loaded.errors.map(({ line, message }) => `${line}: ${message}`).join('\n'))
  return loaded.case
}

test('an advance is the mean of the months from first to last, both counted', () => {
  const each = worlds(compile(read(flagship), null, { worlds: 200, seed: 4, beside: [] }))
  for (let world = 0; world < 200; world++) {
    const outcome = each(world)[0]!
    const { line } = outcome.projection!
    for (const [from, to] of [
      [1, 2],
      [3, 3],
      [13, 24],
    ] as const) {
      let moved = 0
      for (let month = from; month <= to; month++) moved += line[month]! - line[month - 1]!
      const is = happens({ kind: 'advance', from, to, above: 200, below: Infinity }, outcome)
      expect(is).toBe(moved / (to - from + 1) > 200)
    }
  }
})

test('a proposal over land that is no longer held is no deal', () => {
  const late = flagship.replace(
    /^ {2}proposals:\n/m,
    `  proposals:
    - id: late
      says: Ukraine keeps its part of Kursk oblast, at the end of two years.
      by: [russia]
      month: 24
      options: {territory: contactLine, kursk: held, status: open, nato: notAdmitted, eu: open, guarantee: none, peacekeepers: none, buffer: none, army: uncapped, sanctions: kept}
      probability: {value: 1, kind: definition}
      source: essay §Territories ¶7
`,
  )
  const theCase = read(late)
  const each = worlds(compile(theCase, null, { worlds: 800, seed: 4, beside: [] }))
  let put = 0
  for (let world = 0; world < 800; world++) {
    const { projection, talks, world: drawn } = each(world)[0]!
    if (talks!.proposals[0] === 0 || projection!.foothold[24]! >= drawn.values[theCase.war!.foothold!.least]!) continue
    put++
    expect(talks!.proposals[0]).toBe(1)
  }
  expect(put).toBeGreaterThan(100)
})

test('tipping leaves alone what another scenario fixes by its prior set', () => {
  const asked = flagship.replace(
    /^claims:\n/m,
    `claims:
  ZZ:
    kind: conclusion
    says: For the test.
    where: essay §Conclusion ¶1
    test: {mean: {survival: {years: 5, package: freezeWithUs}}, scenario: flat, above: 0}
`,
  )
  const theCase = read(asked)
  const leaf = theCase.claims.find(({ id }) => id === 'ZZ')!.test as Parameters<typeof responder>[0]['leaf']
  const model = compile(theCase, null, { worlds: 200, seed: 4 })
  const assumptions = assumptionsOf(model)
  const effect = assumptions.findIndex(({ id }) => id === 'durability.effects.guarantee')
  const of = modelFor(model, { kind: 'test', leaf, rival: 0 })
  const respond = responder({ model: of, leaf, asked: -1, threshold: 0, assumptions })
  expect(respond([{ assumption: effect, value: -3 }])).toEqual(respond([]))
})
