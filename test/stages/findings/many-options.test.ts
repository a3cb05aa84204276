/** What turns a verdict is not found by chance among many options: beliefs are worked out where they can be, and
 *  comparisons are corrected where they are counted. */
import { describe, expect, test } from 'vitest'
import { compile, load, simulate, summarise } from '../../../src/index.ts'
import type { LeafFinding } from '../../../src/internal.ts'
import { holm } from '../../../src/stages/findings/find.ts'
import { normalCdf } from '../../../src/math/normal.ts'
import { twoParties } from '../../fixtures/two-parties.ts'

/** Two sets that have nothing to do with each other, the second of many options; and a claim on the first. */
const caseOf = (test: string, prior = '60%', options = 12, more = ''): string => {
  const even = `${100 / options}%`
  const of = Array.from({ length: options }, (_, k) => `o${k}: {says: O., prior: ${even}}`).join(', ')
  return twoParties({
    more: `hypotheses:
  motive: {source: x, kind: judgement, options: {greed: {says: G., prior: ${prior}}, fear: {says: F., prior: 40%}}}
  other: {source: x, kind: judgement, options: {${of}}}
claims:
  C1: {kind: conclusion, says: Greed., test: ${test}}
${more}`,
  })
}

function finding(text: string, worlds: number, seed = 3): LeafFinding {
  const loaded = load(text, 'case.yaml')
  if (!loaded.ok) throw new Error(loaded.errors.map(({ line, message }) => `${line}: ${message}`).join('\n'))
  const model = compile(loaded.case, null, { worlds, seed })
  return summarise(model, simulate(model, 0, worlds), '0'.repeat(64)).findings[0]!.tests[0]!
}

const asks = (below: string): string => `{probability: {hypothesis: {motive: greed}}, above: ${below}}`

describe('a test that asks about hypotheses alone', () => {
  test.each([1, 40, 400])('is exact with %d worlds, and no option of another set turns it', (worlds) => {
    const found = finding(caseOf(asks('59.9%')), worlds)
    expect([found.exact, found.verdict, found.flips]).toEqual([true, 'supported', []])
    expect(found.interval!.estimate).toBeCloseTo(0.6, 14)
  })

  test('weighs the evidence as Bayes does', () => {
    const more = `evidence:
  e: {says: E., about: motive, credibility: 50%, likelihood: {greed: 16%, fear: 64%}, source: x, kind: judgement}`
    const found = finding(caseOf(asks('10%'), '60%', 2, more), 50)
    expect(found.interval!.estimate).toBeCloseTo((0.6 * 0.4) / (0.6 * 0.4 + 0.4 * 0.8), 12)
  })

  test('multiplies over independent sets, and conditions', () => {
    const both = '{probability: {all: [{hypothesis: {motive: greed}}, {hypothesis: {other: o1}}]}, above: 10%}'
    expect(finding(caseOf(both, '60%', 4), 50).interval!.estimate).toBeCloseTo(0.15, 12)
    const given =
      '{probability: {hypothesis: {motive: greed}}, given: {any: [{hypothesis: {motive: greed}}, {hypothesis: {other: o1}}]}, above: 10%}'
    expect(finding(caseOf(given, '60%', 4), 50).interval!.estimate).toBeCloseTo(0.6 / (0.6 + 0.4 * 0.25), 12)
  })

  test('is counted where a prior is uncertain; still no option of another set turns it, whatever the seed', () => {
    for (let seed = 1; seed <= 10; seed++) {
      const found = finding(caseOf(asks('60%'), '50 to 70%'), 600, seed)
      expect([found.exact, found.flips]).toEqual([false, []])
    }
  })
})

describe('a test that has to be counted', () => {
  /** Deals do not hang on the second set, and neither do red lines: whatever turns is chance. */
  const firm = `redLines:
  - {id: r, actor: u, says: R., rejects: {pay: lo}, firm: 50%, source: x, kind: judgement}`

  test('turns by chance in 5 % of runs at most, however many options there are', () => {
    const text = caseOf('{probability: {firm: r}, above: 50%}', '60%', 12, firm)
    const runs = 100
    const turned = Array.from({ length: runs }, (_, seed) => finding(text, 720, seed + 1)).filter(
      ({ flips }) => flips.length > 0,
    ).length
    expect(turned / runs).toBeLessThan(0.05 + 4 * Math.sqrt((0.05 * 0.95) / runs))
  })

  test('turns where an option does change it', () => {
    const given = firm.replace('firm: 50%', 'firm: {value: {given: motive, greed: 30%, fear: 70%}}')
    const found = finding(caseOf('{probability: {firm: r}, above: 50%}', '60%', 12, given), 720)
    expect(found.flips.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual([
      'motive: greed contradicted',
      'motive: fear supported',
    ])
  })
})

test('Holm steps down: each that is found eases the next', () => {
  const p = [0.012, 0.6, 0.016, 0.024, 0.04]
  const turnsAt = (k: number, z: number): boolean => p[k]! <= 2 * normalCdf(-z)
  // 0.012 > 0.05/5, so that nothing is found among five; among four the three smallest are, one after the other.
  expect(holm([0, 1, 2, 3, 4], turnsAt)).toEqual([])
  expect(holm([0, 1, 2, 3], turnsAt)).toEqual([0, 2, 3])
})
