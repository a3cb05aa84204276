import { expect, test } from 'vitest'
import { stretchWords } from '../../../present/words/amounts.ts'
import { testSentence, testsOf } from '../../../present/words/claim-words.ts'
import { compile, load, simulate, summarise } from '../../../src/index.ts'
import { twoParties } from '../../fixtures/two-parties.ts'

const TEXT = twoParties({
  more: `claims:
  A: {kind: conclusion, says: A., where: x, test: {probability: {fee: {atLeast: 100}}, given: {deal: true}, above: 50%}}
  B: {kind: conclusion, says: B., where: x, test: {mean: {amount: fee}, above: 100}}
`,
})
  .replace('issues:\n', 'issues:\n  fee: {says: What is paid., noDeal: 0, amount: 0 to 1_500, step: 100, unit: EUR}\n')
  .replaceAll('    issues:\n      pay:', '    issues:\n      fee: {weight: 20, points: {0: 0, 1500: 100}}\n      pay:')

const loaded = load(TEXT, 'case.yaml')
if (!loaded.ok) throw new Error(loaded.errors.map(({ message }) => message).join('\n'))
const fee = loaded.case.issues[0]

test.each([
  [[1, 2, 3, 4], '100 to 400 EUR'],
  [Array.from({ length: 6 }, (_, k) => 10 + k), 'at least 1,000 EUR'],
  [[2, 0, 1], 'at most 200 EUR'],
  [Array.from({ length: 16 }, (_, k) => k), 'any amount'],
  [[1, 3, 5], null],
  [[1, 2], null],
])('%j', (chosen, words) => {
  expect(fee && stretchWords(fee, chosen)).toBe(words)
})

test('a claim about a stretch of amounts, and about their mean, is a sentence', () => {
  const model = compile(loaded.case, null, { worlds: 200 })
  const { findings } = summarise(model, simulate(model, 0, 200), 'x')
  const sentences = findings.map(({ claim, tests }) => {
    const [asked] = testsOf(loaded.case.claims.find(({ id }) => id === claim)?.test ?? null)
    const [finding] = tests
    return asked && finding ? testSentence(loaded.case, asked, finding) : ''
  })
  expect(sentences[0]).toContain('the terms are “What is paid: at least 100 EUR”')
  expect(sentences[1]?.length).toBeGreaterThan(10)
  expect(sentences[1]).not.toContain('undefined')
})
