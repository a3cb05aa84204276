/** Why no terms would do, what the best of them lack, and what ends a war, with a war and without. */
import { expect, test } from 'vitest'
import { answerOf, briefLines, compareLines, endsText, whyText } from '../../../present/words/index.ts'
import { compile, load, simulate, summarise } from '../../../src/index.ts'
import type { Case, Summary } from '../../../src/index.ts'
import { buildCase, UNCERTAIN } from '../../fixtures/build-case.ts'
import type { Numbers } from '../../fixtures/build-case.ts'
import { twoParties } from '../../fixtures/two-parties.ts'

const said = (lines: readonly { readonly text: string }[]): string => lines.map(({ text }) => text).join('\n')

function run(theCase: Case, worlds = 400): Summary {
  const model = compile(theCase, null, { worlds, seed: 3, beside: [] })
  return summarise(model, simulate(model, 0, worlds), '0'.repeat(64))
}

function read(text: string): Case {
  const loaded = load(text, 'case.yaml')
  if (!loaded.ok) throw new Error(loaded.errors[0]!.message)
  return loaded.case
}

const HELD =
  'redLines: [{id: r, actor: u, says: No., rejects: {pay: [lo, hi]}, cost: 90, because: audience, source: x, kind: judgement}]'
const BARRED =
  'rules: [{id: no, kind: hard, says: No., when: {not: {pay: hi}}, requires: {hours: many}, source: x}, {id: none, kind: hard, says: No., when: {hours: many}, requires: {pay: lo}, source: x}, {id: all, kind: hard, says: No., when: {pay: [lo, hi]}, requires: {pay: mid}, source: x}]'

test('a case without a war has its reasons too, and what is missing by each', () => {
  const theCase = read(twoParties({ noDeal: ['38', '38'], more: HELD }))
  const summary = run(theCase)
  const { why, least } = summary.arms[0]!
  expect(why.audience.estimate).toBe(1)
  const brief = said(briefLines(theCase, summary))
  expect(brief).toMatch(/terms that all sides prefer to no deal: 0 % of worlds in month 1; where none are, /)
  // Pay in the middle leaves one of the two 30 of 100: 8 less than without a deal.
  expect(least.audience!.p50).toBeCloseTo(-8, 6)
  expect(brief).toMatch(/anger at home 100 % \(8\.0 points\)/)
  expect(brief).not.toMatch(/hopes/)
})

test('where the rules leave no package, that is said in place of what is missing', () => {
  const theCase = read(twoParties({ more: BARRED }))
  expect(whyText(run(theCase).arms[0]!)).toMatch(/rules and worth 100 % \(no package is left in 100 %\)/)
})

test('where terms are open in every world there is nothing to say', () => {
  expect(whyText(run(read(twoParties())).arms[0]!)).toBeNull()
})

const HOPES: Numbers = {
  ...UNCERTAIN,
  'a.optimism': 2500,
  'd.optimism': -2500,
  'a.conviction': 200,
  'd.conviction': 200,
}

test('why no base rate stands there is said of a case about fighting, not of a dispute over pay', () => {
  const about = (theCase: Case): string => said(briefLines(theCase, run(theCase, 40)))
  expect(about(buildCase(UNCERTAIN))).toMatch(/no base rate: the record is of wars between states/)
  expect(about(read(twoParties()))).not.toMatch(/base rate/)
})

test('a war ends by a deal or by a break, and where nobody can break that is said', () => {
  const theCase = buildCase({ ...HOPES, 'break.a': 0.02, 'break.d': 0.01 })
  const summary = run(theCase)
  const arm = summary.arms[0]!
  const text = endsText(theCase, arm)!
  const parts = [arm.dealBy, ...arm.breaks.map(({ by }) => by)].map((by) => by[11]!.estimate)
  expect(arm.warEndsBy[11]!.estimate).toBeCloseTo(
    parts.reduce((a, b) => a + b, 0),
    12,
  )
  for (const part of [arm.warEndsBy[11]!.estimate, ...parts]) expect(text).toContain(`${Math.round(100 * part)} %`)
  expect(whyText(arm)).toMatch(/each side’s hopes \d+ % \(\d+\.\d points\)/)
  const { breaks: _, ...war } = theCase.war!
  const unbreakable = { ...theCase, war: { ...war, breaks: null } }
  expect(endsText(unbreakable, run(unbreakable).arms[0]!)).toMatch(/ends by a ceasefire alone/)
})

test('scenarios beside each other have both levels of doubt, and the base rate', () => {
  const theCase = read(
    twoParties({
      noDeal: ['10 to 60', '10 to 60'],
      more: 'baseRate: {began: 2020-01-01}\nscenarios: {s: {says: Less., source: x, set: {actors.u.noDealValue: 10 to 30}}}',
    }),
  )
  const model = compile(theCase, null, { worlds: 4000, armWorlds: 4000, seed: 3, beside: ['s'] })
  const text = said(compareLines(theCase, summarise(model, simulate(model, 0, 4000), '0'.repeat(64))))
  expect(text.match(/\(between .* % and .* % for half of the readings of its judgements\)/g)).toHaveLength(2)
  expect(text).toMatch(/base rate, \d+ wars between states/)
})

test('the line over every view of the app has both beside the chance, once its worlds are counted', () => {
  const theCase = read(twoParties({ noDeal: ['10 to 60', '10 to 60'], more: 'baseRate: {began: 2020-01-01}' }))
  const whole = run(theCase, 4000)
  const year = { ...whole.arms[0]!, dealBy: [...whole.arms[0]!.dealBy, ...whole.arms[0]!.dealBy] }
  const readings = [...year.dealByReadings, ...year.dealByReadings]
  const summary = { ...whole, arms: [{ ...year, dealByReadings: readings }] }
  expect(answerOf(theCase, summary)).toMatch(
    /^A deal within 12 months: \d+ % \(half of the readings \d+ % to >?\d+ %; base rate \d+ %, \d+–\d+\)\./,
  )
  expect(answerOf(theCase, summary, true)).not.toMatch(/readings|base rate/)
})
