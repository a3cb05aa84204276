import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { TermsQuestion } from '../../../src/case/claim-test.ts'
import { playerAt, actorAt } from '../../../src/case/indices.ts'
import type { Case } from '../../../src/case/types.ts'
import { load } from '../../../src/load/load.ts'
import { compile } from '../../../src/run/compile.ts'
import { simulate, worlds } from '../../../src/run/simulate.ts'
import { summarise } from '../../../src/run/summarise.ts'
import { echoOf } from '../../../src/stages/findings/echo.ts'
import { happens, measure } from '../../../src/stages/findings/evaluate.ts'
import { signatures } from '../../../src/stages/findings/signatures.ts'
import { settlementStage } from '../../../src/stages/settlement/settle.ts'
import { settlementTable } from '../../../src/stages/settlement/table.ts'
import { randomCase } from '../../fixtures/random-case.ts'
import { buildCase, UNCERTAIN } from '../../fixtures/build-case.ts'
import { naiveSettlement } from '../../reference/settlement.ts'
import { runs } from '../../properties.ts'

const WORLDS = 120
const QUESTIONS: readonly TermsQuestion[] = [
  { by: playerAt(0), terms: [null, [1, 2], null] },
  { by: playerAt(1), terms: [[1], [2], null] },
  { by: playerAt(1), terms: [[2], null, [0]] },
  { by: 'everybody', terms: [null, [1, 2], null] },
  { by: 'everybody', terms: [[0, 2], null, null] },
]

/** Red lines of those who are not asked bar nothing. */
function asAsked(theCase: Case, { by }: TermsQuestion): Case {
  const never = { kind: 'any', of: [] } as const
  const asked = (actor: number): boolean => by === 'everybody' || (by !== 'nobody' && theCase.vetoPlayers[by] === actor)
  return {
    ...theCase,
    redLines: theCase.redLines.map((line) => (asked(line.actor) ? line : { ...line, rejects: never })),
  }
}

test('whether some package with given terms would be signed is as by the definition', () => {
  const theCase = {
    ...buildCase({ ...UNCERTAIN, 'cost.a': { kind: 'uniform', low: 0, high: 10 } }),
    questions: QUESTIONS,
  }
  const each = worlds(compile(theCase, null, { worlds: WORLDS, seed: 5 }))
  const yes = QUESTIONS.map(() => 0)
  for (let index = 0; index < WORLDS; index++) {
    const outcome = each(index)[0]!
    QUESTIONS.forEach((question, k) => {
      const asked = asAsked(theCase, question)
      const found = naiveSettlement(asked, outcome.world, outcome.projection!, 1).some(
        ({ options, allowed, gains }) =>
          allowed &&
          question.terms.every((some, issue) => some?.includes(options[issue]!) ?? true) &&
          gains.every((gain, i) => (question.by !== 'everybody' && question.by !== i) || gain >= 0),
      )
      expect(happens({ kind: 'signs', question: k }, outcome), `world ${index}, question ${k}`).toBe(found)
      if (found) yes[k]!++
    })
  }
  expect(yes.some((count) => count > 0 && count < WORLDS)).toBe(true)
  expect(yes[3]).toBeLessThanOrEqual(yes[0]!)
})

/** Uniform on [0, 1), the same for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

test('questions put to a player together are answered as each is where packages are searched', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(fc.nat(1e6), fc.constantFrom(2 as const, 3 as const), (seed, players) => {
      const random = randomFrom(seed)
      const drawn = randomCase(random, players)
      const questions = Array.from({ length: 8 }, (_, k): TermsQuestion => {
        const terms = drawn.issues.map(({ options }) =>
          random() < 0.3 ? options.flatMap((__, o) => (random() < 0.6 ? [o] : [])) : null,
        )
        return { by: k % 4 === 3 ? 'everybody' : playerAt(k % players), terms }
      })
      const theCase = { ...drawn, questions }
      const model = compile(theCase, null, { worlds: 3, seed })
      const each = worlds(model)
      const stages = [Infinity, -1].map((most) => settlementStage(model, settlementTable(theCase, most)))
      const sign = stages.map(signatures)
      for (let index = 0; index < 3; index++) {
        const { world, projection } = each(index)[0]!
        const [listed, searched] = stages.map((stage, n) => {
          const out = new Uint8Array(questions.length)
          sign[n]!(stage.prepare(world, projection), world, out)
          return [...out]
        })
        expect(listed).toEqual(searched)
        questions.forEach(({ by }, k) => seen.add(`${by === 'everybody'} ${listed![k]}`))
      }
    }),
    { numRuns: runs(25) },
  )
  expect([...seen].sort()).toEqual(['false 0', 'false 1', 'true 0', 'true 1'])
})

const TEXT = `armistice: 1
id: pay
title: Pay
asOf: 2024-01-01
sources: {own: {title: Own judgement}}
actors:
  union: {name: The union, role: belligerent, noDealValue: {value: 20 to 50, kind: judgement, source: own}}
  firm: {name: The firm, role: belligerent, noDealValue: {value: 20 to 50, kind: judgement, source: own}}
issues:
  pay: {says: Pay., noDeal: low, options: {low: Low., middle: Middling., high: High.}}
  hours: {says: Hours., noDeal: long, options: {long: Long., short: Short.}}
scores:
  union: {kind: judgement, source: own, issues: {pay: {weight: 60, options: {low: 0, middle: 30 to 60, high: 100}}, hours: {weight: 40, options: {long: 0, short: 100}}}}
  firm: {kind: judgement, source: own, issues: {pay: {weight: 50, options: {low: 100, middle: 30 to 60, high: 0}}, hours: {weight: 50, options: {long: 100, short: 0}}}}
redLines:
  - {id: no-low, actor: union, says: No low pay., rejects: {pay: low}, firm: 30%, kind: judgement, source: own}
bargaining: {months: 12, hazard: {value: 20% to 40%, unit: /month, kind: judgement, source: own}}
packages:
  shortWeek: {says: Low pay for short hours., options: {pay: low, hours: short}}
  highPay: {says: High pay for long hours., options: {pay: high, hours: long}}
claims:
  ANY: {kind: conclusion, says: The union would sign some deal without high pay., where: own, test: {probability: {signs: {actor: union, terms: {pay: [low, middle], hours: short}}}, above: 50%}}
  TWO: {kind: conclusion, says: The union gains more by high pay than by short hours., where: own, test: {mean: {gap: {of: {margin: {actor: union, package: highPay}}, than: {margin: {actor: union, package: shortWeek}}}}, above: 0}}
  MORE: {kind: conclusion, says: The same in most worlds., where: own, test: {probability: {measure: {of: {margin: {actor: union, package: highPay}}, than: {margin: {actor: union, package: shortWeek}}, above: 0}}, above: 50%}}
  PUT: {kind: conclusion, says: The union's own sheet., where: own, test: {probability: {measure: {of: {points: {actor: union, package: highPay}}, than: {points: {actor: union, package: shortWeek}}, above: 0}}, above: 50%}}
`

const read = (text: string): ReturnType<typeof load> => load(text, 'pay.yaml')

describe('claims that compare within one world', () => {
  it('are read, and answered world by world', () => {
    const loaded = read(TEXT)
    if (!loaded.ok) throw new Error(loaded.errors.map(({ line, message }) => `${line}: ${message}`).join('\n'))
    expect(loaded.warnings).toEqual([])
    const model = compile(loaded.case, null, { worlds: 400, seed: 2, beside: [] })
    const each = worlds(model)
    const gap = {
      of: { kind: 'margin', actor: actorAt(0), package: 1 },
      than: { kind: 'margin', actor: actorAt(0), package: 0 },
    } as const
    for (let index = 0; index < 50; index++) {
      const outcome = each(index)[0]!
      const difference = measure({ kind: 'gap', ...gap }, outcome)
      expect(difference).toBe(measure(gap.of, outcome) - measure(gap.than, outcome))
      // Without durability a margin is points less what no deal is worth, so that the difference is that of the sheet:
      // 60 − 40.
      expect(difference).toBeCloseTo(20, 9)
    }
    const { findings } = summarise(model, simulate(model, 0, 400), loaded.digest)
    expect(findings.map(({ claim, verdict }) => [claim, verdict])).toEqual([
      ['ANY', 'supported'],
      ['TWO', 'supported'],
      ['MORE', 'supported'],
      ['PUT', 'supported'],
    ])
    expect(findings[1]!.tests[0]!.interval!.estimate).toBeCloseTo(20, 9)
    const echoes = loaded.case.claims.map(({ test: leaf }) =>
      leaf && leaf.kind !== 'every' ? echoOf(loaded.case, leaf) : null,
    )
    expect(echoes).toEqual([null, null, null, 'scores.union'])
  })

  it.each([
    ['actor: union, terms', 'actor: nobody, terms', 'unknown-actor'],
    ['terms: {pay: [low, middle]', 'terms: {pay: [low, medium]', 'unknown-option'],
    ['terms: {pay: [low, middle]', 'terms: {wage: [low, middle]', 'unknown-issue'],
    [
      'package: shortWeek}}, above: 0}}, above: 50%}}\n  PUT',
      'package: shortWeek}}}}, above: 50%}}\n  PUT',
      'no-bound',
    ],
    ['than: {margin: {actor: union', 'than: {margins: {actor: union', 'bad-metric'],
    ['{gap: {of: {margin: {actor: union, package: highPay}}, than', '{gap: {than', 'missing-key'],
  ])('%s → %s', (from, to, code) => {
    const loaded = read(TEXT.replace(from, to))
    expect(loaded.ok ? [] : loaded.errors.map((one) => one.code)).toContain(code)
  })
})
