/** Several fronts: one that has a name is the one that has none, halves of a front are the front, and what all make is
 *  their sum. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defined } from '../../../src/case/defined.ts'
import { packageSpace, optionsOf } from '../../../src/case/package-space.ts'
import type { Case } from '../../../src/case/types.ts'
import { load } from '../../../src/load/load.ts'
import { compile } from '../../../src/run/compile.ts'
import { simulate, worlds } from '../../../src/run/simulate.ts'
import { summarise } from '../../../src/run/summarise.ts'
import type { Outcome } from '../../../src/stages/findings/outcome.ts'
import { bestForWorstOff } from '../../../src/stages/settlement/zopa.ts'
import { border } from '../../fixtures/two-fronts.ts'
import { says, SMALL } from '../../load/cases.ts'
import { runs } from '../../properties.ts'

const QUIET = { shock: 0, noise: 0 }
const HALVES = { west: '50%', east: '50%' }

function read(text: string): Case {
  const loaded = load(text, 'case.yaml')
  if (!loaded.ok) throw new Error(loaded.errors.map(({ line, message }) => `${line}: ${message}`).join('\n'))
  return loaded.case
}

function look<T>(text: string, count: number, of: (outcome: Outcome, theCase: Case) => T): T[] {
  const theCase = read(text)
  const each = worlds(compile(theCase, null, { worlds: count, seed: 4, armWorlds: 0, beside: [] }))
  return Array.from({ length: count }, (_, world) => of(defined(each(world)[0]), theCase))
}

const lineAt =
  (month: number) =>
  ({ projection }: Outcome): number =>
    defined(projection?.line[month])

test('a war with one front in `fronts` runs to the bytes of the same with `front`', () => {
  const named = SMALL.replace(/  front:\n((?: {4}.*\n)+)/, (_, lines: string) => {
    return `  fronts:\n    main:\n      name: The only front\n${lines.replaceAll(/^/gm, '  ').trimEnd()}\n`
  }).replace('[war.front.shock, war.front.fade]', '[war.fronts.main.shock, war.fronts.main.fade]')
  expect(named).toContain('    main:')
  const run = (text: string): string => {
    const model = compile(read(text), null, { worlds: 16, seed: 3, armWorlds: 4 })
    return JSON.stringify(summarise(model, simulate(model, 0, 16), 'digest')).replaceAll(
      'war.fronts.main.',
      'war.front.',
    )
  }
  expect(run(named)).toBe(run(SMALL))
})

describe('a front cut into halves that share the forces', () => {
  test('moves on average as the whole does', () => {
    const count = 200
    const mean = (xs: readonly number[]): number => xs.reduce((a, b) => a + b, 0) / xs.length
    const variance = (xs: readonly number[]): number =>
      xs.reduce((sum, x) => sum + (x - mean(xs)) ** 2, 0) / (xs.length - 1)
    const lines = (text: string): number[][] =>
      look(text, count, (outcome) => [1, 12, 24].map((m) => lineAt(m)(outcome)))
    const [one, two] = [lines(border(null)), lines(border(HALVES))]
    for (const k of [0, 1, 2]) {
      const [whole, halves] = [one, two].map((all) => all.map((line) => defined(line[k]))) as [number[], number[]]
      const error = Math.sqrt((variance(whole) + variance(halves)) / count)
      expect(error).toBeGreaterThan(0)
      expect(Math.abs(mean(whole) - mean(halves))).toBeLessThan(4 * error)
      // Each half has shocks of its own, so that together they waver less.
      expect(variance(halves)).toBeLessThan(0.75 * variance(whole))
    }
  })

  test('without chance is the whole: line, losses, what fighting on is worth, the gains of packages alike', () => {
    const seen = (text: string, whole: boolean): unknown =>
      look(text, 12, ({ projection, settlement, talks, ledger }, theCase) => {
        const alike = theCase.territories.map(({ issue }) => issue)
        const option = (land: number): number[] =>
          theCase.issues.map((_, issue) => (alike.some((one) => one === issue) ? land : 1))
        return {
          fronts: projection?.fronts.length === (whole ? 1 : 2),
          line: [1, 9, 24].map((month) => defined(projection?.line[month]).toFixed(6)),
          lost: defined(projection?.attacker.lost[24]).toFixed(3),
          noDeal: [1, 9].map((month) => Array.from(defined(settlement).in(month).noDeal, (x) => x.toFixed(6))),
          gains: [0, 1, 2].map((land) =>
            Array.from(defined(settlement).in(9).appraise(option(land)).gain, (x) => x.toFixed(6)),
          ),
          month: talks?.month === 0 ? 'none' : 'some',
          held: ledger?.landHeld === undefined ? null : ledger.landHeld > 0,
        }
      }).map(({ month: _, held: __, ...rest }) => rest)
    expect(seen(border(HALVES, QUIET), false)).toEqual(seen(border(null, QUIET), true))
  })
})

test('what the whole war does is the sum of its fronts, and so is the land that is held', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 20 }), (west, noise) => {
      const text = border({ west: `${west}%`, east: `${100 - west}%` }, { noise })
      look(text, 4, ({ projection, talks, ledger, world }, theCase) => {
        const { fronts, line, rate, months } = defined(projection ?? undefined)
        for (let month = 0; month <= months; month++)
          for (const key of ['line', 'rate', 'level', 'driven'] as const)
            expect(defined(projection)[key][month]).toBeCloseTo(
              fronts.reduce((sum, front) => sum + defined(front[key][month]), 0),
              9,
            )
        expect(line[5]).toBeCloseTo(defined(line[4]) + defined(rate[5]), 9)
        const deal = talks && talks.month > 0 ? talks : null
        const moved = theCase.territories.reduce((sum, { issue, front }) => {
          const at = defined(fronts[front]?.line[deal ? deal.month : months])
          const rule = deal ? theCase.issues[issue]?.options[defined(deal.options[issue])]?.line : null
          return sum + (rule ? defined(world.values[rule.km2]) + (rule.kind === 'contact' ? at : 0) : at)
        }, 0)
        expect(ledger?.landGained).toBeCloseTo(moved, 9)
      })
    }),
    { numRuns: runs(6) },
  )
})

test('a further front moves none that was there, and one nobody fights on follows its level alone', () => {
  const paths = (text: string): number[][] =>
    look(text, 5, ({ projection }) =>
      defined(projection)
        .fronts.slice(0, 2)
        .flatMap(({ rate }) => Array.from(rate)),
    )
  // Ground that is taken costs men that are then on no front.
  const two = border(HALVES).replaceAll(/lossesPerKm2: \d+/g, 'lossesPerKm2: 0')
  const third =
    '    south: {name: The south, share: {attacker: 0%, defender: 0%}, rate: 3, fade: 0.5, shock: 2, noise: 1}\n  regions:\n'
  expect(paths(two.replace('  regions:\n', third))).toEqual(paths(two))
})

test('parts of a side that come to more than the side are scaled down to it', () => {
  const line = (more: string): number[] =>
    look(border(HALVES, QUIET, more), 1, ({ projection }) => Array.from(defined(projection).line)).flat()
  const parts = (west: string, east: string): string =>
    `events: [{id: e, says: E., month: 1, foreseen: no, set: {war.fronts.west.share.attacker: ${west}, war.fronts.east.share.attacker: ${east}}, source: x, kind: judgement}]\n`
  expect(line(parts('75%', '75%'))).toEqual(line(''))
  expect(line(parts('90%', '30%'))).toEqual(line(parts('75%', '25%')))
  expect(line(parts('75%', '25%'))).not.toEqual(line(''))
})

test('of all packages none does better by the worst-off than the one that the search finds, whatever line each moves with', () => {
  look(border({ west: '70%', east: '30%' }), 6, ({ settlement }, theCase) => {
    const space = packageSpace(theCase.issues.map(({ options }) => options.length))
    const month = defined(settlement).in(7)
    const least = Array.from({ length: space.count }, (_, number) => {
      const options = optionsOf(space, number)
      return month.bars(options).length > 0 ? -Infinity : Math.min(...month.appraise(options).gain)
    })
    expect(bestForWorstOff(month.gains, -Infinity)?.value).toBeCloseTo(Math.max(...least), 9)
  })
})

test('claims ask of one front, a move of forces changes it, and a run names each', () => {
  const more = `events:
  - {id: moved, says: Vell moves men to the west., month: 6, foreseen: yes, set: {war.fronts.west.share.defender: 80%, war.fronts.east.share.defender: 20%}, source: x, kind: judgement}
scenarios:
  still: {says: The west stands still., set: {war.fronts.west.rate: 0}, source: x}
claims:
  F1: {kind: dynamic, says: The west yields less than the east., where: x, test: {mean: {gap: {of: {front: {month: 24, on: west}}, than: {front: {month: 24, on: east}}}}, below: 0}}
  F2: {kind: dynamic, says: Together they move., where: x, test: {probability: {front: {month: 24, above: 0}}, above: 50%}}
  F3: {kind: dynamic, says: Fire in the west falls., where: x, test: {mean: {gap: {of: {fireRatio: {month: 6, on: west}}, than: {fireRatio: {month: 5, on: west}}}}, below: 0}}
  F4: {kind: dynamic, says: The east advances., where: x, test: {probability: {advance: {from: 1, to: 12, above: 0, on: east}}, above: 50%}}
`
  const theCase = read(border(HALVES, {}, more))
  const model = compile(theCase, null, { worlds: 60, seed: 4 })
  const summary = summarise(model, simulate(model, 0, 60), '')
  expect(summary.findings.map(({ verdict }) => verdict)).toEqual(Array(4).fill('supported'))
  const [arm] = summary.arms
  expect(arm?.fronts?.map(({ name }) => name)).toEqual(['The west', 'The east'])
  expect(arm?.regions.map(({ id, front }) => [id, front])).toEqual([
    ['hill-west', 'The west'],
    ['dale-west', 'The west'],
    ['hill-east', 'The east'],
    ['dale-east', 'The east'],
  ])
})

describe('bad input', () => {
  const both = border(HALVES)
  const TABLE: readonly (readonly [what: string, text: string, ...said: string[]])[] = [
    [
      'no front',
      border(null).replace(/  front: .*\n/, ''),
      '29:3+1 error missing-key: the key `front` is missing | `front`: how the front moves; or `fronts`, by name',
    ],
    [
      'both ways',
      both.replace('  fronts:\n', '  front: {rate: 1, fade: 0.5, shock: 1, noise: 1}\n  fronts:\n'),
      '45:5+1 error two-ways: a war has `front` or `fronts`, not both',
    ],
    [
      'no share',
      both.replace('share: {attacker: 50%, defender: 50%}, ', ''),
      '44:5+4 error missing-key: the front `west` needs `share`: there are several | such as `share: {attacker: 60%, defender: 50%}`, what part of each side is there',
    ],
    [
      'too much',
      both.replace('share: {attacker: 50%', 'share: {attacker: 70%'),
      '45:46+3 error out-of-range: the fronts have more than the whole attacker: 120 % of it',
    ],
    [
      'no front of a region',
      both.replace(', front: west}', '}'),
      '47:5+1 error missing-key: the key `front` is missing: there are several | one of `west`, `east`',
    ],
    [
      'unknown front',
      both.replace(', front: west}', ', front: north}'),
      '47:77+5 error unknown-front: unknown front `north` | declare it under `war: fronts`',
    ],
    [
      'no front of an issue',
      both.replace('{noDeal: stays, front: west, ', '{noDeal: stays, '),
      '10:3+1 error missing-key: the key `front` is missing: there are several | one of `west`, `east`',
    ],
    [
      'two issues of a front',
      both.replace('{noDeal: stays, front: east, ', '{noDeal: stays, front: west, '),
      '11:3+4 error two-territories: only one issue can move the line of a front; `west` already does',
    ],
    [
      'a front that moves no line',
      both.replace('guard: {noDeal', 'guard: {front: west, noDeal'),
      '12:18+4 error missing-line: the options of `guard` do not say where a line runs | give each a `line`, or leave `front` out',
    ],
    [
      'one front that is named',
      border(null).replace('share: 70%', 'share: 70%, front: west'),
      '42:77+4 error unknown-front: unknown front `west` | declare it under `war: fronts`',
    ],
    [
      'a front that claims do not know',
      border(
        HALVES,
        {},
        'claims: {F: {kind: fact, says: F., where: x, test: {mean: {front: {month: 2, on: south}}, above: 0}}}\n',
      ),
      '80:82+5 error unknown-front: unknown front `south` | declare it under `war: fronts`',
    ],
    [
      'rate with a date',
      border(
        HALVES,
        {},
        'events: [{id: e, says: E., month: 2, foreseen: no, set: {war.fronts.west.fade: 0.5}, source: x, kind: judgement}]\n',
      ),
      '80:58+20 error no-time: an event cannot set `war.fronts.west.fade`: the front keeps its own way of moving; `added` adds to the advance | a scenario can',
    ],
    [
      'a share of the only front',
      border({ west: '100%' }),
      '10:25+5 warning not-read: nothing reads `issues.west.front`, because the case has one front',
      '41:28+5 warning not-read: nothing reads `war.fronts.west.share`, because the case has one front',
      '43:70+5 warning not-read: nothing reads `war.regions.hill-west.front`, because the case has one front',
      '44:70+5 warning not-read: nothing reads `war.regions.dale-west.front`, because the case has one front',
    ],
  ]
  test.each(TABLE)('%s', (_, text, ...said) => {
    expect(says(text)).toEqual(said)
  })
})
