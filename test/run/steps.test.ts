/** A settlement in steps: what follows the first, what the prospect of it is worth, and how often it comes. */
import { describe, expect, it } from 'vitest'
import { optionsOf, packageSpace } from '../../src/case/package-space.ts'
import type { Case } from '../../src/case/types.ts'
import { seedOf } from '../../src/math/philox.ts'
import { compile } from '../../src/run/compile.ts'
import { mergeData } from '../../src/run/merge.ts'
import { simulate, worlds } from '../../src/run/simulate.ts'
import { summarise } from '../../src/run/summarise.ts'
import type { ArmSummary } from '../../src/run/summary.ts'
import type { Outcome } from '../../src/stages/findings/outcome.ts'
import { stepDraw } from '../../src/stages/worlds/step-draws.ts'
import { CEASEFIRE, read, TREATY, valley } from '../fixtures/two-steps.ts'
import { naiveSteps } from '../reference/steps.ts'

const SEED = 7
const DURABLE = `durability:
  source: x
  kind: judgement
  stillborn: 5% to 20%
  covariates:
    - {effect: monitors, when: {monitors: [observers, force]}, value: 1}
    - {effect: settlement, when: {status: [shared, plain, hill]}, value: 1}
  noDealAfter:
    hill:
      - {when: {line: back}, points: -20 to -5, over: 2}
      - {when: {pass: free}, points: -8 to -2, over: 3}
    plain:
      - {when: {monitors: force}, points: 2 to 6}
`
const LINES = `redLines:
  - {id: no-force, actor: hill, says: No force., rejects: {monitors: force}, cost: 1 to 6, because: audience, source: x, kind: judgement}
  - {id: no-sharing, actor: plain, says: It is ours., rejects: {any: [{status: [shared, hill]}, {monitors: force}]}, cost: 1 to 9, because: audience, source: x, kind: judgement}
rules:
  - {id: together, says: A free pass needs observers or a force., kind: hard, when: {pass: free}, requires: {monitors: [observers, force]}, source: x}
`
const THREE = `${CEASEFIRE}
  - {id: opening, says: The pass opens., issues: [pass], after: ceasefire, months: 3 to 9, probability: 50% to 90%, source: x, kind: judgement}
  - {id: treaty, says: A treaty., issues: [status], after: opening, months: 6 to 18, needs: {pass: free}, source: x, kind: judgement}`

const outcomesOf = (theCase: Case, count: number, look: (outcome: Outcome, index: number) => void): void => {
  const each = worlds(compile(theCase, null, { worlds: count, seed: SEED, beside: [] }))
  for (let index = 0; index < count; index++) look(each(index)[0]!, index)
}

function summaryOf(theCase: Case, count: number): ArmSummary {
  const model = compile(theCase, null, { worlds: count, seed: SEED, beside: [] })
  return summarise(model, simulate(model, 0, count), '').arms[0]!
}

describe('by hand', () => {
  // A ceasefire is worth 60 to one and 40 to the other, a fair treaty after it 85 and 70; no deal is worth 40 to both.
  const text = (probability: string, noDeal: string): string => `armistice: 1
id: two
title: Two
asOf: 2026-01-01
sources: {x: {title: Made up}}
actors:
  a: {name: A, role: belligerent, noDealValue: 40, source: x, kind: judgement}
  b: {name: B, role: belligerent, noDealValue: ${noDeal}, source: x, kind: judgement}
issues:
  guns: {noDeal: fire, options: {fire: They fire., rest: They rest.}}
  land: {noDeal: open, options: {open: Open., split: Split., whole: A has it.}}
scores:
  a: {source: x, kind: judgement, issues: {guns: {weight: 50, options: {fire: 0, rest: 100}}, land: {weight: 50, options: {open: 20, split: 70, whole: 100}}}}
  b: {source: x, kind: judgement, issues: {guns: {weight: 50, options: {fire: 0, rest: 60}}, land: {weight: 50, options: {open: 20, split: 80, whole: 0}}}}
bargaining: {months: 3, hazard: {value: 90%, source: x, kind: judgement}}
steps:
  - {id: ceasefire, says: A ceasefire., issues: guns, source: x}
  - {id: treaty, says: A treaty., issues: land, after: ceasefire, months: 5, probability: ${probability}, source: x, kind: judgement}
`
  it('the treaty shares the land, and half of its gain is expected where it is as likely as not', () => {
    outcomesOf(read(text('50%', '40')), 20, ({ settlement }) => {
      const month = settlement!.in(1)
      const { ahead, gain, value } = month.appraise([1, 0])
      expect(Array.from(ahead)).toEqual([12.5, 15])
      expect(Array.from(value)).toEqual([72.5, 55])
      expect(Array.from(gain)).toEqual([32.5, 15])
      expect(month.follows([1, 0]).map(({ options }) => options)).toEqual([[1, 1]])
      expect(Array.from(month.appraise([1, 1]).ahead)).toEqual([0, 0])
    })
  })

  it('a ceasefire that one side would not sign for itself is signed for the sake of the treaty', () => {
    const signs = (probability: string): number => summaryOf(read(text(probability, '50')), 40).dealBy.at(-1)!.estimate
    expect(signs('50%')).toBeGreaterThan(0.9)
    expect(signs('30%')).toBe(0)
  })

  it('it follows in half of the worlds, five months after the ceasefire', () => {
    const { steps } = summaryOf(read(text('50%', '40')), 400)
    const [treaty] = steps!
    expect(Math.abs(treaty!.ends.taken.estimate - 0.5)).toBeLessThan(4 * Math.sqrt(0.25 / treaty!.reached))
    expect(treaty!.ends.taken.estimate + treaty!.ends.notTakenUp.estimate).toBeCloseTo(1, 12)
    expect(treaty!.options).toMatchObject({ land: { split: { estimate: 1 } } })
    expect(treaty!.by.slice(0, 5).every(({ estimate }) => estimate === 0)).toBe(true)
    expect(treaty!.by[5]!.estimate).toBeGreaterThan(0)
    expect(treaty!.by).toHaveLength(8)
  })
})

describe.each([
  ['two steps', valley()],
  ['two steps, a peace that may break', valley({ more: DURABLE })],
  ['two steps with red lines and rules', valley({ more: DURABLE + LINES })],
  ['three steps', valley({ steps: THREE, more: DURABLE + LINES })],
  [
    'that wait for terms',
    valley({
      steps: `${CEASEFIRE}\n${TREATY.replace('source', 'needs: {monitors: observers}, probability: 30% to 90%, source')}`,
    }),
  ],
])('%s', (_, theCase) => {
  it('follow as plain enumeration has it', () => {
    const draws = theCase.steps!.slice(1).map((step) => stepDraw(seedOf(SEED), step))
    const first = packageSpace([2, 3])
    let [expected, settled] = [0, 0]
    outcomesOf(theCase, 12, ({ world, settlement }, index) => {
      const months = draws.map((draw) => draw.months(index))
      const month = settlement!.in(1)
      for (let p = 0; p < first.count; p++) {
        const options = [...optionsOf(first, p), 0, 0]
        if (month.bars(options).length > 0) continue
        const naive = naiveSteps(theCase, world, months, options)
        const { ahead } = month.appraise(options)
        naive.ahead.forEach((points, i) => expect(ahead[i]).toBeCloseTo(points, 9))
        expect(month.follows(options).map((step) => step.options)).toEqual(naive.path)
        if (naive.ahead.some((points) => points > 0)) expected++
        settled += naive.path.length
      }
    })
    expect(Math.min(expected, settled)).toBeGreaterThan(10)
  })
})

describe('steps', () => {
  const durable = valley({ more: DURABLE })

  it('come in their months, and only after the one before them', () => {
    let taken = 0
    outcomesOf(valley({ steps: THREE, more: DURABLE }), 150, ({ talks, ledger }) => {
      const [opening, treaty] = talks!.steps as [(typeof talks & object)['steps'][number], never]
      for (const [step, before, least] of [
        [opening, talks!.month, 3],
        [treaty as typeof opening, opening.month, 6],
      ] as const) {
        if (before === 0) expect(step.end).toBe('notReached')
        if (step.month === 0) continue
        taken++
        expect(step.month).toBeGreaterThanOrEqual(before + least)
        expect(ledger!.renewedAfter).toBeGreaterThan((step.month - talks!.month) / 12)
      }
      if (opening.end === 'broke') expect(ledger!.renewedAfter).toBeLessThanOrEqual(9 / 12)
    })
    expect(taken).toBeGreaterThan(50)
  })

  it('that are worthless leave the numbers of a ceasefire alone', () => {
    const nothing = {
      status: ['{open: 100, shared: 0, plain: 0, hill: 0}', '{open: 100, shared: 0, plain: 0, hill: 0}'],
    } as const
    const shut = `rules:
  - {id: status, says: Open., kind: hard, requires: {status: open}, source: x}
  - {id: pass, says: Shut., kind: hard, requires: {pass: shut}, source: x}
`
    const inSteps = summaryOf(
      valley({
        ...nothing,
        more: `${DURABLE}rules: [{id: shut, says: Shut., kind: hard, requires: {pass: shut}, source: x}]\n`,
      }),
      100,
    )
    const { steps, ...alone } = inSteps
    expect(steps![0]!.ends.taken.estimate).toBe(0)
    expect(steps![0]!.ends.refused.estimate).toBeGreaterThan(0.5)
    expect(alone).toEqual(summaryOf(valley({ ...nothing, steps: '', more: DURABLE + shut }), 100))
  })

  it('are the less likely the more likely the peace is stillborn, world by world', () => {
    const taken = (stillborn: string): boolean[] => {
      const found: boolean[] = []
      outcomesOf(valley({ more: DURABLE.replace('5% to 20%', stillborn) + ONE_CEASEFIRE }), 150, ({ talks }) =>
        found.push(talks!.steps[0]!.month > 0),
      )
      return found
    }
    const [low, high] = [taken('5%'), taken('40%')]
    high.forEach((is, index) => is && expect(low[index]).toBe(true))
    expect(low.filter(Boolean).length).toBeGreaterThan(high.filter(Boolean).length + 10)
  })

  it('never make the first worth less to anybody, and need not be taken', () => {
    outcomesOf(durable, 60, ({ settlement }) => {
      const { ahead } = settlement!.in(1)
      for (const column of ahead!) expect(column.every((points) => points >= 0)).toBe(true)
    })
  })

  it('are left out where a scenario settles everything at once', () => {
    const scenario = 'scenarios: {atOnce: {says: At once., steps: none, source: x}}\n'
    const model = (theCase: Case, id: string | null): ReturnType<typeof compile> =>
      compile(theCase, id, { worlds: 80, seed: SEED, beside: [] })
    const [together, plain] = [
      model(valley({ more: DURABLE + scenario }), 'atOnce'),
      model(valley({ steps: '', more: DURABLE }), null),
    ]
    const arm = (of: typeof plain): ArmSummary => summarise(of, simulate(of, 0, 80), '').arms[0]!
    expect({ ...arm(together), scenario: null, says: '' }).toEqual(arm(plain))
  })

  it('merge to the same bytes however the worlds are split', () => {
    const model = compile(durable, null, { worlds: 60, seed: SEED, beside: [] })
    const whole = summarise(model, simulate(model, 0, 60), '')
    const split = summarise(model, mergeData(simulate(model, 0, 25), simulate(model, 25, 60)), '')
    expect(JSON.stringify(split)).toBe(JSON.stringify(whole))
  })

  it('may hang on a vote: a treaty that the voters refuse leaves the ceasefire', () => {
    const steps = `${CEASEFIRE.replace('monitors', 'monitors, pass')}\n${TREATY.replace(', pass', '')}`
    const ends = (probability: string): NonNullable<ArmSummary['steps']>[number]['ends'] =>
      summaryOf(
        valley({
          steps,
          more: `consents:
  voters: {says: The voters., probability: ${probability}, after: signature, source: x, kind: judgement}
rules:
  - {id: asked, says: A settled status is voted on., kind: hard, when: {not: {status: open}}, requires: {consent: voters}, source: x}
`,
        }),
        200,
      ).steps![0]!.ends
    const { taken, votedDown } = ends('50%')
    expect(taken.estimate + votedDown.estimate).toBeCloseTo(1, 12)
    expect(Math.abs(taken.estimate - 0.5)).toBeLessThan(4 * Math.sqrt(0.25 / 150))
    expect(ends('100%').taken.estimate).toBe(1)
  })

  it('wait for events, as both foresee them', () => {
    const event = (needs: string): Case =>
      valley({
        steps: `${CEASEFIRE}\n${TREATY.replace('source', `${needs}source`)}`,
        more: `events:
  - {id: election, says: An election., month: 2, probability: 60%, foreseen: yes, set: {actors.hill.discount: 5%}, source: x, kind: judgement}
`,
      })
    const plain: number[][] = []
    outcomesOf(event(''), 20, ({ settlement }) => plain.push([...settlement!.in(1).appraise([0, 1, 0, 0]).ahead]))
    let come = 0
    outcomesOf(event('needs: {comes: {event: election}}, '), 20, ({ settlement, talks, world }, index) => {
      const { ahead } = settlement!.in(1).appraise([0, 1, 0, 0])
      ahead.forEach((points, i) => expect(points).toBeCloseTo(0.6 * plain[index]![i]!, 10))
      const comes = world.courses!.real.months[0] === 2
      if (comes) come++
      if (!comes && talks!.month > 0) expect(talks!.steps[0]!.end).toBe('notTakenUp')
      const later = settlement!.in(5).appraise([0, 1, 0, 0]).ahead
      expect(later.every((points) => points > 0)).toBe(comes)
    })
    expect(come).toBeGreaterThan(5)
  })
})

const ONE_CEASEFIRE = `rules:
  - {id: where, says: It stays., kind: hard, requires: {line: asItIs}, source: x}
  - {id: who, says: Observers., kind: hard, requires: {monitors: observers}, source: x}
`
