/** What would have to be true for the opposite verdict: put there, the verdict is the opposite. */
import { expect, test } from 'vitest'
import { inProcess } from '../../runner/in-process.ts'
import { oppositeLines } from '../../present/words/index.ts'
import { askOf } from '../../cli/ask.ts'
import { oppositeOf } from '../../src/answers/tipping/opposite.ts'
import type { TippingRecord } from '../../src/answers/tipping/tipping-record.ts'
import type { Case } from '../../src/case/types.ts'
import { load } from '../../src/load/load.ts'
import { compile } from '../../src/run/compile.ts'
import { simulate } from '../../src/run/simulate.ts'
import { summarise } from '../../src/run/summarise.ts'
import { twoParties } from '../fixtures/two-parties.ts'

const CLAIMS =
  'claims: {C1: {kind: conclusion, says: A deal comes., where: x, test: {probability: {deal: true}, above: 70%}}}'

function read(hazard: string): Case {
  const text = twoParties({ more: CLAIMS }).replace('{value: 30%, source: x', `{value: ${hazard}, source: x`)
  const loaded = load(text, 'case.yaml')
  if (!loaded.ok) throw new Error(loaded.errors[0]!.message)
  return loaded.case
}

async function tippingOf(theCase: Case): Promise<TippingRecord> {
  const runner = inProcess()
  const ask = askOf({ kind: 'tipping', claim: 'C1', worlds: 400, inputs: 3 })
  const found = await runner.submit<'tipping'>({ kind: 'case', case: theCase, digest: '' }, ask, {})
  if (found.kind !== 'answer') throw new Error(found.kind)
  return found.record
}

const share = (theCase: Case): number => {
  const model = compile(theCase, null, { worlds: 2000 })
  return summarise(model, simulate(model, 0, 2000), '').findings[0]!.tests[0]!.interval!.estimate
}

test('the nearest input, put beyond its value, turns the verdict; short of it, it does not', async () => {
  const theCase = read('"uniform(0.02, 0.22)"')
  const record = await tippingOf(theCase)
  const found = oppositeOf(record, 3, (quantity) => theCase.quantities[quantity]!.provenance.place.line)
  expect(found[0]).toMatchObject({ id: 'bargaining.hazard', line: 27 })
  const { value, turns, ofRange, now, deviations } = found[0]!
  const isHeld = share(theCase) > 0.7
  expect(turns).toBe(isHeld ? 'below' : 'above')
  const beyond = turns === 'above' ? 1.25 * value : value / 1.25
  const short = turns === 'above' ? value / 1.25 : 1.25 * value
  expect(share(read(String(beyond))) > 0.7).toBe(!isHeld)
  expect(share(read(String(short))) > 0.7).toBe(isHeld)
  expect(ofRange).toBeCloseTo(Math.abs(value - now) / (0.2 * (1 - 2 * 0.00135)), 2)
  expect(deviations).toBeCloseTo(Math.abs(value - now) / (0.2 / Math.sqrt(12)), 6)
  expect(oppositeLines(record, found, 'case.yaml').join('\n')).toMatch(
    /^For the opposite verdict on C1 .*\n {2}bargaining\.hazard (above|below) .* standard deviations or \d+ % of its range away — case\.yaml:27/,
  )
})

test('where no input turns it alone, that is said', async () => {
  const record = await tippingOf(read('"uniform(0.9, 0.95)"'))
  expect(oppositeOf(record, 3)).toEqual([])
  expect(oppositeLines(record, [], '')[1]).toMatch(/none of the \d+ inputs? looked at turns it alone/)
})
