/** What `steps` may not say, and where it is said. */
import { expect, test } from 'vitest'
import { load } from '../../src/load/load.ts'
import { CEASEFIRE, TREATY, valley, valleyText } from '../fixtures/two-steps.ts'

const first = (what: string): string => CEASEFIRE.replace('source: x', `${what}, source: x`)
const then = (what: string): string => `${CEASEFIRE}\n${TREATY.replace('source: x', `${what}, source: x`)}`

test.each([
  ['one step', CEASEFIRE.replace('[line, monitors]', '[line, monitors, status, pass]'), 'steps', /write two/],
  ['a first step that follows something', `${first('months: 3')}\n${TREATY}`, 'steps', /no `months`/],
  ['no step before', `${CEASEFIRE}\n${TREATY.replace('after: ceasefire, ', '')}`, 'steps', /follows `ceasefire`/],
  ['itself before it', `${CEASEFIRE}\n${TREATY.replace('after: ceasefire', 'after: treaty')}`, 'steps', /one chain/],
  [
    'an unknown step before',
    `${CEASEFIRE}\n${TREATY.replace('after: ceasefire', 'after: trece')}`,
    'unknown-step',
    /trece/,
  ],
  ['no months', `${CEASEFIRE}\n${TREATY.replace('months: 6 to 18, ', '')}`, 'missing-key', /months/],
  ['months the wrong way round', `${CEASEFIRE}\n${TREATY.replace('6 to 18', '18 to 6')}`, 'months', /in order/],
  ['an issue twice', `${CEASEFIRE}\n${TREATY.replace('[status', '[line, status')}`, 'steps', /settled by `ceasefire`/],
  ['an issue never', `${CEASEFIRE}\n${TREATY.replace(', pass', '')}`, 'steps', /no step settles `pass`/],
  ['an unknown issue', `${CEASEFIRE}\n${TREATY.replace('pass]', 'pass, port]')}`, 'unknown-issue', /port/],
  ['what it settles itself awaited', then('needs: {status: shared}'), 'steps', /not settled before/],
  ['what nobody knows by then', then('needs: {deal: true}'), 'steps', /cannot wait/],
  ['the same within others', then('needs: {any: [{not: {renewed: {withinYears: 1}}}]}'), 'needs-section', /durability/],
  ['an option left open that is none', then('open: {status: half}'), 'unknown-option', /half/],
  ['what another step settles left open', then('open: {line: back}'), 'steps', /not settled by this step/],
  ['what the first step settles left open', `${first('open: {line: back}')}\n${TREATY}`, 'steps', /nothing of its own/],
] as const)('%s', (_, steps, code, message) => {
  const loaded = load(valleyText({ steps }), 'case.yaml')
  const found = loaded.ok ? [] : loaded.errors
  const said = found.filter((one) => one.code === code && message.test(one.message))
  expect(found.map((one) => `${one.code}: ${one.message}`).join('\n')).toMatch(message)
  expect(said).toHaveLength(1)
  const from = valleyText().split('\n').indexOf('steps:') + 1
  expect(said[0]!.line).toBeGreaterThanOrEqual(from)
})

test('a case without talks has no steps', () => {
  const text = valleyText().replace(/bargaining:[\s\S]*?(?=steps:)/, '')
  const loaded = load(text, 'case.yaml')
  expect(loaded.ok ? [] : loaded.errors.map(({ code }) => code)).toEqual(['needs-section'])
})

test('more packages than can be looked at in every month are refused', () => {
  const many = Array.from({ length: 500 }, (_, k) => `o${k}`)
  const list = (worth: (k: number) => number): string => many.map((id, k) => `${id}: ${worth(k)}`).join(', ')
  const text = valleyText()
    .replace(
      'line: {noDeal: asItIs, options: {asItIs: It stays., back: Hill draws back.}}',
      `line: {noDeal: o0, options: {${many.map((id) => `${id}: ${id}.`).join(', ')}}}`,
    )
    .replace('options: {asItIs: 100, back: 0}', `options: {${list((k) => 100 - k / 5)}}`)
    .replace('options: {asItIs: 0, back: 100}', `options: {${list((k) => k / 5)}}`)
  const loaded = load(text.replace('noDeal: open', 'noDeal: open'), 'case.yaml')
  expect(loaded.ok).toBe(true)
  const more = load(
    text
      .replace(
        'free: Free.',
        `free: Free., ${many
          .slice(0, 5)
          .map((id) => `${id}: ${id}.`)
          .join(', ')}`,
      )
      .replaceAll(
        'free: 100}',
        `free: 100, ${many
          .slice(0, 5)
          .map((id) => `${id}: 1`)
          .join(', ')}}`,
      ),
    'case.yaml',
  )
  expect(more.ok ? [] : more.errors.map(({ code }) => code)).toEqual(['too-many-packages'])
})

test('what is left open is a rule of the first step, at the line of the step that settles it', () => {
  const theCase = valley({ steps: then('open: {status: plain}') })
  const left = theCase.rules.filter(({ leftTo }) => leftTo === 'treaty')
  expect(left.map(({ id }) => id)).toEqual(['steps.treaty.status', 'steps.treaty.pass'])
  expect(theCase.steps![1]!.open).toEqual([2, 0])
  expect(new Set(left.map(({ provenance }) => provenance.place.line))).toEqual(
    new Set([theCase.steps![1]!.provenance.place.line]),
  )
})

test('a scenario without steps to leave out says so', () => {
  const loaded = load(
    valleyText({ steps: '', more: 'scenarios: {once: {says: Once., steps: none, source: x}}\n' }),
    'case.yaml',
  )
  expect(loaded.warnings.map(({ message }) => message)).toContainEqual(expect.stringMatching(/no `steps`/))
})
