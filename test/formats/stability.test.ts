/** Stability models: what the readers refuse, where they say it stands, and what they take. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { analyseStability, DEFAULT_STABILITY_QUESTION } from '../../src/answers/stability/analyse.ts'
import { compileStability } from '../../src/answers/stability/compiled.ts'
import { readGmcr } from '../../src/formats/gmcr.ts'
import { readStabilityYaml } from '../../src/formats/stability-yaml.ts'
import { writeStabilityYaml } from '../../src/formats/stability-yaml-writer.ts'
import '../properties.ts'
import { runs } from '../properties.ts'

const HEAD = `stability: 1
deciders:
  Syria: {release: , escalate: }
  Iraq: {attack: }
infeasible: [YY-]
`
const ALL = 'preferences: {Syria: {ranking: [1, 3, 6, 2, 4, 5]}, Iraq: {worth: [3, 6, 1, 5, 2, 4]}}\n'
const GRAPH =
  'deciders: [A, B]\nstates: [peace, crisis, war]\nmoves: {A: {peace: [crisis]}, B: {crisis: [war, peace]}}\n'

function problemsOf(text: string): string[] {
  const { model, diagnostics } = readStabilityYaml('a.yaml', text)
  expect(model === null).toBe(diagnostics.some(({ severity }) => severity === 'error'))
  return diagnostics.map(({ code, line, column }) => `${code} ${line}:${column}`)
}

describe('in YAML', () => {
  test('a whole model is read, and written to the same model', () => {
    const text = `${HEAD}conditions: [{option: attack, to: yes, only: {release: no}}]
preferences:
  Syria: {statements: [{if: {attack: yes}, then: {escalate: yes}}, {iff: [{attack: no}, {release: yes}]}, {not: NNN}]}
  Iraq: {ranking: [2, '>>', [4, 6], 1, 5, 3]}
hidden: {Syria: [{release: yes}]}
views: {Iraq: {Syria: {pairs: [[1, 3], [3, '=', 6]]}}}
statusQuo: NNN
coalitions: [[Syria, Iraq]]
`
    const { model, diagnostics } = readStabilityYaml('a.yaml', text)
    expect(diagnostics).toEqual([])
    expect(readStabilityYaml('b.yaml', writeStabilityYaml(model!)).model).toEqual(model)
  })

  test('many-valued options, one name with two owners, and a free graph', () => {
    const options = `deciders:
  A: {aid: [none, some, much], leave: up}
  B: {aid: {values: [none, much], direction: down}}
infeasible: [{A.aid: [some, much], leave: yes}]
coalesce: [{leave: yes}]
preferences: {A: {statements: [{B.aid: much}]}, B: {statements: [{A.aid: [some, much]}]}}
`
    for (const text of [
      options,
      `${GRAPH}preferences: {A: {ranking: [peace, war, crisis]}, B: {worth: {peace: 1, crisis: 0, war: 2}}}\n`,
    ]) {
      const { model, diagnostics } = readStabilityYaml('a.yaml', text)
      expect(diagnostics).toEqual([])
      expect(readStabilityYaml('b.yaml', writeStabilityYaml(model!)).model).toEqual(model)
    }
  })

  test.each([
    [
      'preferences that run in a circle',
      `${HEAD}preferences: {Syria: {pairs: [[1, 3], [3, 6], [6, 1]]}, Iraq: {worth: [3, 6, 1, 5, 2, 4]}}`,
      ['preference-cycle 6:47'],
    ],
    [
      'a circle by way of an equality',
      `${HEAD}preferences: {Syria: {pairs: [[1, 3], [3, =, 1]]}, Iraq: {worth: [3, 6, 1, 5, 2, 4]}}`,
      ['preference-cycle 6:39'],
    ],
    [
      'a state over itself',
      `${HEAD}preferences: {Syria: {pairs: [[2, 2]]}, Iraq: {worth: [3, 6, 1, 5, 2, 4]}}`,
      ['preference-cycle 6:31'],
    ],
    ['an unknown option', `${HEAD}${ALL}hidden: {Syria: [{relaese: yes}]}`, ['option-unknown 7:19']],
    ['an unknown value', `${HEAD}${ALL}hidden: {Syria: [{release: perhaps}]}`, ['value-unknown 7:28']],
    ['an unknown decision maker', `${HEAD}${ALL}hidden: {Turkey: [NNN]}`, ['decision-maker-unknown 7:10']],
    ['an unknown state', `${HEAD}${ALL}statusQuo: 7`, ['state-unknown 7:12']],
    ['a pattern of the wrong length', `${HEAD}${ALL}hidden: {Iraq: [NN]}`, ['pattern-wrong 7:17']],
    ['patterns that leave no state', `${HEAD.replace('[YY-]', '[Y--, N--]')}${ALL}`, ['no-states 5:19']],
    [
      'a pattern that leaves no state alone',
      `${HEAD.replace('[YY-]', '[---]')}${ALL}`,
      ['rules-out-all 5:14', 'no-states 5:14'],
    ],
    [
      'a pattern that rules out nothing',
      `${HEAD.replace('[YY-]', '[YY-, {all: [Y--, N--]}]')}${ALL}`,
      ['rules-out-nothing 5:19'],
    ],
    [
      'a state ranked twice, and one not at all',
      `${HEAD}preferences: {Syria: {ranking: [1, 3, 6, 2, 4, 4]}, Iraq: {worth: [3, 6, 1, 5, 2, 4]}}`,
      ['state-twice 6:48', 'states-missing 6:32'],
    ],
    [
      'too few numbers',
      `${HEAD}preferences: {Syria: {worth: [1]}, Iraq: {worth: [3, 6, 1, 5, 2, 4]}}`,
      ['worth-count 6:30'],
    ],
    [
      'a word for a number',
      `${HEAD}preferences: {Syria: {worth: [1, 2, x, 4, 5, 6]}, Iraq: {worth: [3, 6, 1, 5, 2, 4]}}`,
      ['number-wrong 6:37'],
    ],
    [
      'two preferences',
      `${HEAD}preferences: {Syria: {ranking: [1, 3, 6, 2, 4, 5], statements: []}, Iraq: {worth: [3, 6, 1, 5, 2, 4]}}`,
      ['two-preferences 6:52'],
    ],
    ['no preferences', `${HEAD}preferences: {Syria: {ranking: [1, 3, 6, 2, 4, 5]}}`, ['no-preferences 6:14']],
    [
      'a statement that says nothing',
      `${HEAD}preferences: {Syria: {statements: [{not: YY-}]}, Iraq: {worth: [3, 6, 1, 5, 2, 4]}}`,
      ['statement-idle 6:36'],
    ],
    ['half an if', `${HEAD}${ALL}hidden: {Iraq: [{if: NNN}]}`, ['then-missing 7:18']],
    ['an unknown key', `${HEAD}${ALL}coalition: []`, ['key-unknown 7:1']],
    ['one value', 'deciders: {A: {aid: [none]}}', ['values-count 1:21']],
    ['no option', 'deciders: {A: {}}', ['no-options 1:11']],
    ['no decision maker', 'stability: 1', ['missing-key 1:1']],
    ['a wrong direction', 'deciders: {A: {aid: upward}}', ['direction-unknown 1:21']],
    ['a move to nowhere', `${GRAPH.replace('war, peace]', 'wor]')}preferences: {}`, ['state-unknown 3:44']],
    [
      'statements without options',
      `${GRAPH}preferences: {A: {statements: []}, B: {ranking: [peace, [crisis, war]]}}`,
      ['statements-without-options 4:31'],
    ],
    ['options and states', 'deciders: {A: {aid: }}\nstates: [a]', ['two-graphs 2:9']],
    [
      'too many combinations',
      `deciders: {A: {${Array.from({ length: 27 }, (_, k) => `o${k}: `).join(', ')}}}`,
      ['too-many-combinations 1:11'],
    ],
  ])('%s', (_, text, expected) => {
    expect(problemsOf(text)).toEqual(expected)
  })

  test('the circle is spelt out, and a slip is guessed', () => {
    const circle = `${HEAD}preferences: {Syria: {pairs: [[1, 3], [3, 6], [6, 1]]}, Iraq: {worth: [3, 6, 1, 5, 2, 4]}}`
    expect(readStabilityYaml('a', circle).diagnostics[0]!.message).toContain('`6` over `1` over `3` over `6`')
    const slip = readStabilityYaml('a', `${HEAD}${ALL}hidden: {Syria: [{relaese: yes}]}`)
    expect(slip.diagnostics[0]!.help).toBe('did you mean `release`?')
  })
})

test('the example of the documentation is a model', () => {
  const page = readFileSync(new URL('../../docs/stability.md', import.meta.url), 'utf8')
  const [, example] = /```yaml\n([^]*?)```/.exec(page)!
  const { model, diagnostics } = readStabilityYaml('docs/stability.md', example!)
  expect(diagnostics).toEqual([])
  expect(model!.deciders).toEqual(['Upstream', 'Downstream'])
})

describe('.gmcr', () => {
  const file = {
    program: 'gmcr-py',
    options: [
      { name: 'Cooperate', permittedDirection: 'fwd' },
      { name: 'Cooperate', permittedDirection: 'both' },
    ],
    decisionMakers: [
      { name: 'One', options: [0], preferences: [[[1, 'Y']], { compound: true, members: [[[0, 'N']], [[1, 'Y']]] }] },
      {
        name: 'Two',
        options: [1],
        preferenceVector: [2, [4, 1], 3],
        misperceptions: [
          [
            [0, 'Y'],
            [1, 'Y'],
          ],
        ],
      },
    ],
    infeasibles: [],
    useManualPreferenceVectors: false,
  }
  const codes = (change: object): string[] =>
    readGmcr('a.gmcr', JSON.stringify({ ...file, ...change })).diagnostics.map(({ code }) => code)

  test('directions, compounds, rankings and blind spots are read', () => {
    const one = readGmcr('games/pd.gmcr', JSON.stringify({ ...file, useManualPreferenceVectors: true }))
    expect(one.diagnostics).toEqual([])
    expect(one.model).toMatchObject({
      title: 'pd',
      deciders: ['One', 'Two'],
      graph: {
        issues: [
          { direction: 'up', owner: 0 },
          { direction: 'both', owner: 1 },
        ],
      },
      preferences: [{ kind: 'statements' }, { kind: 'ranking', groups: [[1], [3, 0], [2]] }],
    })
    expect(one.model!.hidden.map((sets) => sets.length)).toEqual([0, 1])
  })

  test('what is wrong is said', () => {
    expect(codes({})).toEqual(['no-preferences'])
    expect(codes({ infeasibles: [[[2, 'Y']]] })).toContain('option-unknown')
    expect(codes({ infeasibles: [[[1, 'X']]] })).toContain('choice-unknown')
    expect(codes({ infeasibles: [[[0, 'Y']], [[0, 'N']]] })).toContain('no-states')
    expect(codes({ options: [{ name: 'a', permittedDirection: 'out' }, { name: 'b' }] })).toContain('direction-unknown')
    const [one, two] = file.decisionMakers
    expect(codes({ decisionMakers: [one, { ...two, options: [] }] })).toContain('option-unowned')
    expect(codes({ decisionMakers: [one, { ...two, options: [0, 1] }] })).toContain('option-shared')
    const manual = { useManualPreferenceVectors: true }
    expect(codes({ ...manual, decisionMakers: [one, { ...two, preferenceVector: [1, 2] }] })).toContain(
      'states-missing',
    )
    expect(codes({ ...manual, decisionMakers: [one, { ...two, preferenceVector: [1, 5] }] })).toContain('state-unknown')
    expect(readGmcr('a', '{"options": []').diagnostics.length).toBeGreaterThan(0)
  })
})

describe('whatever a file holds', () => {
  const yaml = `${HEAD}${ALL}hidden: {Syria: [{release: yes}]}\nstatusQuo: NNN\ncoalitions: [[Syria, Iraq]]\nviews: {Iraq: {Syria: {pairs: [[1, 3]]}}}\n`
  const gmcr = JSON.stringify({
    options: [{ name: 'a', permittedDirection: 'fwd' }, { name: 'b' }],
    decisionMakers: [
      { name: 'One', options: [0], preferences: [[[1, 'Y']]], misperceptions: [] },
      { name: 'Two', options: [1], preferenceRanking: [2, [4, 1], 3] },
    ],
    infeasibles: [
      [
        [0, 'Y'],
        [1, 'N'],
      ],
    ],
    useManualPreferenceRanking: true,
  })
  const pieces = [
    '[',
    ']',
    '{',
    '}',
    ':',
    ',',
    '"',
    '-',
    '0',
    '9',
    '1e9',
    'yes',
    '\n',
    ' ',
    'Syria',
    'null',
    '>>',
    '&a ',
    '*a',
    '~',
  ]
  const edits = fc.array(fc.record({ at: fc.nat(500), cut: fc.nat(9), put: fc.constantFrom('', ...pieces) }), {
    minLength: 1,
    maxLength: 4,
  })
  const changed = (text: string, list: readonly { at: number; cut: number; put: string }[]): string =>
    list.reduce((now, { at, cut, put }) => {
      const place = at % (now.length + 1)
      return now.slice(0, place) + put + now.slice(place + cut)
    }, text)

  test.each([['yaml', yaml, readStabilityYaml] as const, ['gmcr', gmcr, readGmcr] as const])(
    '%s: a model that can be analysed, or errors within the file',
    (_, text, read) => {
      fc.assert(
        fc.property(edits, (list) => {
          const given = changed(text, list)
          const { model, diagnostics } = read('f', given)
          const lines = given.split('\n')
          for (const { line, column } of diagnostics) {
            expect(line).toBeLessThanOrEqual(lines.length)
            expect(column).toBeLessThanOrEqual(lines[line - 1]!.length + 1)
          }
          if (model === null) expect(diagnostics.some(({ severity }) => severity === 'error')).toBe(true)
          else expect(analyseStability(compileStability(model), DEFAULT_STABILITY_QUESTION).states).toBeGreaterThan(0)
        }),
        { numRuns: runs(1500) },
      )
    },
  )
})
