import { describe, expect, it } from 'vitest'
import { compile, load, planesOf, simulate, summarise, templateCase, unlock } from '../../src/internal.ts'
import type { Case } from '../../src/internal.ts'
import { drawer, newWorld, uniforms } from '../../src/stages/worlds/draw.ts'
import { says } from './cases.ts'

const TEMPLATE = templateCase('amounts', 'Amounts', '2025-03-01')
const FEE = `  fee:
    says: What the second party pays.
    noDeal: 0
    amount: 0 to 500
    step: 10
    unit: M US$
    wording: It pays {amount} a year.
`
const SHEETS = [
  'fee: {weight: 25 to 40, points: {0: 0, 200: 60 to 80, 500: 100}}',
  'fee: {weight: 30, points: {0: 100, 500: 0}}',
]

/** The template with a fee of so many steps, as its sheets value it. */
function withFee(fee: string = FEE, sheets: readonly string[] = SHEETS, more = ''): string {
  const [first, second] = sheets
  return `${TEMPLATE.replace('# A package is one', `${fee}\n# A package is one`)
    .replace('recognition: {weight: 20 to 40,', `${first}\n      recognition: {weight: 20 to 40,`)
    .replace('recognition: {weight: 20, ', `${second}\n      recognition: {weight: 20, `)
    .replace(
      'security: observers, recognition: mutual}',
      'security: observers, recognition: mutual, fee: 120}',
    )}${more}`
}

function read(text: string): Case {
  const loaded = load(text, 'case.yaml')
  if (!loaded.ok)
    throw new Error(loaded.errors.map(({ line, message, help }) => `${line}: ${message} ${help}`).join('\n'))
  return loaded.case
}

const CASE = read(withFee())
const fee = CASE.issues.find(({ id }) => id === 'fee')

describe('an issue that is about how much', () => {
  it('has an option for each step, in its own words', () => {
    expect(fee?.options).toHaveLength(51)
    expect(fee?.options[12]).toMatchObject({ id: '120', says: 'It pays 120 M US$ a year.' })
    expect(fee?.amount?.values[50]).toBe(500)
    expect(CASE.packages[0]?.options).toContain(12)
  })

  it.each([
    ['0 to 1', '0.1', [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]],
    ['-100 to 100', '50', [-100, -50, 0, 50, 100]],
    ['0 to 2M', '0.5M', [0, 500_000, 1_000_000, 1_500_000, 2_000_000]],
    ['90% to 100%', '5%', [0.9, 0.95, 1]],
  ])('%s by %s', (amount, step, values) => {
    const ends = `{${values[0]}: 0, ${values[values.length - 1]}: 100}`
    const text = withFee(
      FEE.replace('0 to 500', amount).replace('step: 10', `step: ${step}`).replace('noDeal: 0', `noDeal: ${values[0]}`),
      [`fee: {weight: 30, points: ${ends}}`, `fee: {weight: 30, points: ${ends}}`],
    ).replace('fee: 120', `fee: ${values[1]}`)
    expect(read(text).issues.find(({ id }) => id === 'fee')?.amount?.values).toEqual(values)
  })

  it('is worth, on a sheet, what lies on the straight line between two points, in every world', () => {
    const { arms, seed } = compile(CASE, null, { beside: [] })
    const [arm] = arms
    if (arm === undefined) throw new Error('no arm')
    const [drawn, draw] = [uniforms(CASE, arms, seed), drawer(CASE, arm, new Map())]
    const world = newWorld(CASE)
    const of = (id: string): number => world.values[CASE.quantities.findIndex((one) => one.id === id)] ?? NaN
    for (let index = 0; index < 200; index++) {
      drawn.draw(index)
      drawn.correlate()
      draw(drawn, index, world)
      const middle = of('scores.first.fee.200')
      expect(of('scores.first.fee.50')).toBeCloseTo(middle / 4, 10)
      expect(of('scores.first.fee.470')).toBeCloseTo(100 - ((100 - middle) * 30) / 300, 10)
      expect(of('scores.second.fee.130')).toBeCloseTo(74, 10)
    }
  })

  it('comes to the same as its options written out: in talks, on the frontier, in unlock', () => {
    const steps = Array.from({ length: 6 }, (_, k) => 100 * k)
    const coarse = FEE.replace('step: 10', 'step: 100')
    const written = `  fee:\n    noDeal: f0\n    options: {${steps.map((one) => `f${one}: Pays.`).join(', ')}}\n`
    const worth = (by: (one: number) => number): string =>
      `fee: {weight: 30, options: {${steps.map((one) => `f${one}: ${by(one)}`).join(', ')}}}`
    const made = read(
      withFee(coarse, [
        'fee: {weight: 30, points: {0: 0, 200: 70, 500: 100}}',
        'fee: {weight: 30, points: {0: 100, 500: 0}}',
      ]).replace('fee: 120', 'fee: 100'),
    )
    const typed = read(
      withFee(written, [
        worth((one) => (one < 200 ? 0.35 * one : 50 + one / 10)),
        worth((one) => 100 - one / 5),
      ]).replace('fee: 120', 'fee: f100'),
    )
    const [a, b] = [made, typed].map((theCase) => {
      const model = compile(theCase, null, { worlds: 2_000, beside: [] })
      return summarise(model, simulate(model, 0, 2_000), 'x').arms[0]
    })
    expect(a?.dealBy).toEqual(b?.dealBy)
    expect(Object.values(a?.options['fee'] ?? {})).toEqual(Object.values(b?.options['fee'] ?? {}))
    expect(Object.values(a?.options['land'] ?? {})).toEqual(Object.values(b?.options['land'] ?? {}))
    const [ours, theirs] = [made, typed].map((theCase) => {
      const model = compile(theCase, null, { worlds: 60, beside: [] })
      const { closed, opening } = unlock(model, { payment: 5 })
      const planes = planesOf(model)
      const points = [0, 7, 31].map((world) => planes?.at(world).left.map(({ gains }) => gains))
      return { points, closed, opening }
    })
    expect(ours?.points[0]?.length).toBeGreaterThan(3)
    expect(ours).toEqual(theirs)
  })

  it('is asked about by conditions: a step, several, a stretch', () => {
    const rule = (when: string): readonly number[] => {
      const one = read(
        `${withFee()}`.replace(
          'rules:',
          `rules:\n  - {id: r, says: R., kind: hard, when: ${when}, requires: {security: force}, source: own}`,
        ),
      ).rules[0]?.when
      return one?.kind === 'chooses' ? one.options : []
    }
    expect(rule('{fee: 120}')).toEqual([12])
    expect(rule('{fee: [0, {atLeast: 490}]}')).toEqual([0, 49, 50])
    expect(rule('{fee: {atLeast: 95, atMost: 125}}')).toEqual([10, 11, 12])
  })

  it('is asked about by claims', () => {
    const claims = `  A1: {kind: conclusion, says: The fee is above 100., where: own, test: {mean: {amount: fee}, above: 100}}
  A2: {kind: conclusion, says: Most deals have some fee., where: own, test: {probability: {fee: {atLeast: 10}}, given: {deal: true}, above: 50%}}
  A3: {kind: conclusion, says: The first party signs for 300., where: own, test: {probability: {signs: {actor: first, terms: {fee: {atLeast: 300}}}}, above: 50%}}
`
    const theCase = read(withFee().replace('claims:\n', `claims:\n${claims}`))
    const model = compile(theCase, null, { worlds: 1_000 })
    const summary = summarise(model, simulate(model, 0, 1_000), 'x')
    const shares = Object.entries(summary.arms[0]?.options['fee'] ?? {})
    const mean = shares.reduce((sum, [id, share]) => sum + Number(id) * share.estimate, 0)
    const some = shares.reduce((sum, [id, share]) => sum + (id === '0' ? 0 : share.estimate), 0)
    const valueOf = (claim: string): number | undefined =>
      summary.findings.find((one) => one.claim === claim)?.tests[0]?.interval?.estimate
    expect(mean).toBeGreaterThan(10)
    expect(valueOf('A1')).toBeCloseTo(mean, 8)
    expect(valueOf('A2')).toBeCloseTo(some, 10)
    expect(valueOf('A3')).toBeGreaterThan(0.9)
  })
})

describe('what is wrong with an amount', () => {
  const errors = (text: string): string =>
    says(text)
      .filter((line) => line.includes(' error '))
      .join('\n')
  it.each([
    [
      FEE.replace('step: 10', 'step: 1'),
      'too-many-steps: 501 amounts are more than 201 | a step of 2.5 or more is allowed',
    ],
    [FEE.replace('step: 10', 'step: 30'), 'bad-amount: steps of 30 from 0 do not meet 500'],
    [FEE.replace('    step: 10\n', ''), 'bad-amount: the amount needs a `step` above 0'],
    [FEE.replace('0 to 500', '500 to 0'), 'out-of-range: the amounts run backwards'],
    [FEE.replace('0 to 500', '500'), 'bad-amount: expected the least and the greatest amount, such as `0 to 500`'],
    [FEE.replace('{amount}', 'much'), 'bad-amount: the wording needs `{amount}` where the amount goes'],
    [`${FEE}    options: {a: A., b: B.}\n`, 'two-ways: `fee` has either `options` or an `amount`'],
    [
      FEE.replace('    amount: 0 to 500\n', '    options: {a: A., b: B.}\n').replace('noDeal: 0', 'noDeal: a'),
      'unknown-key: `fee` has no `amount`, so `step` says nothing',
    ],
    [
      FEE.replace('    amount: 0 to 500\n    step: 10\n    unit: M US$\n    wording: It pays {amount} a year.\n', ''),
      'missing-key: the key `options` is missing',
    ],
    [FEE.replace('noDeal: 0', 'noDeal: 5'), 'unknown-option: `5` is no step of `fee` | steps beside it are 0 and 10'],
  ])('%#: %s', (written, message) => expect(errors(withFee(written))).toContain(message))

  it.each([
    [
      'points: {0: 100, 500: 0}',
      'options: {a: 100}',
      'unknown-key: `fee` is about how much: write `points` in place of `options`',
    ],
    ['points: {0: 100, 500: 0}', 'points: {0: 100, 400: 0}', 'missing-option: the points do not reach from 0 to 500'],
    ['points: {0: 100, 500: 0}', 'points: {0: 100, much: 0}', 'unknown-option: `much` is no amount'],
    ['points: {0: 100, 500: 0}', 'points: {0: 100, 500: 0, 0.5k: 3}', 'duplicate-id: two points say what 500 is worth'],
    [', points: {0: 100, 500: 0}', '', 'missing-key: the key `points` is missing'],
    [
      '{first: 0, shared: 60 to 80, second: 100}',
      '{first: 0, shared: 60 to 80, second: 100}, points: {0: 1}',
      'unknown-key: the options of `land` are no amounts',
    ],
    ['when: {security: force}', 'when: {fee: {atLeast: 600}}', 'out-of-range: no amount of `fee` lies there'],
    ['when: {security: force}', 'when: {fee: {}}', 'out-of-range: which amounts of `fee` are meant is not said'],
    ['when: {security: force}', 'when: {fee: {atleast: 6}}', 'unknown-key: unknown key `atleast`'],
    ['when: {security: force}', 'when: {fee: {atLeast: much}}', 'wrong-kind: expected an amount, found a text'],
    ['when: {security: force}', 'when: {fee: much}', 'unknown-option: `much` is no amount of `fee`'],
    [
      'test: {probability: {deal: true, month: {atMost: 12}}',
      'test: {mean: {amount: land}',
      'no-amount: `land` is not about how much',
    ],
  ])('%#: %s → %s', (from, to, message) => {
    const text = withFee()
    expect(text).toContain(from)
    expect(errors(text.replace(from, to))).toContain(message)
  })
})
