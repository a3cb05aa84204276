/** Sentences and pictures of stability analysis, and that they hold whatever a file says. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  inverseSentences,
  probableLines,
  stabilityLines,
  stateNamer,
  whySentences,
} from '../../../present/words/stability.ts'
import { stabilityGraphChart } from '../../../present/charts/stability-graph.ts'
import {
  analyseStability,
  attributedGraph,
  compileStability,
  DEFAULT_STABILITY_QUESTION,
  inverseStability,
  probableRecord,
  readStability,
  STABILITY_CONCEPTS,
  stabilityGraph,
  whyStability,
  writeGraphml,
} from '../../../src/internal.ts'
import type { CompiledStability } from '../../../src/internal.ts'
import { movesOfArcs } from '../../../src/methods/stability/moves.ts'
import '../../properties.ts'

function graph(names: readonly [string, string], worths: readonly (readonly number[])[]): CompiledStability {
  const moves = { [names[0]]: { peace: ['crisis'], war: ['peace'] }, [names[1]]: { crisis: ['war', 'peace'] } }
  const preferences = { [names[0]]: { worth: worths[0] }, [names[1]]: { worth: worths[1] } }
  const file = {
    stability: 1,
    deciders: names,
    states: ['peace', 'crisis', 'war'],
    moves,
    preferences,
    statusQuo: 'peace',
  }
  const { model, diagnostics } = readStability('stability-yaml', 'a.yaml', JSON.stringify(file))
  expect(diagnostics).toEqual([])
  return compileStability(model!)
}

test('sentences tell the improvement, the sanction, and the missing one', () => {
  const compiled = graph(
    ['A', 'B'],
    [
      [1, 2, 0],
      [0, 0, 1],
    ],
  )
  const name = stateNamer(analyseStability(compiled, DEFAULT_STABILITY_QUESTION))
  const why = (state: number, decider: number, concept: 'nash' | 'gmr' | 'smr' | 'seq'): string =>
    whySentences(whyStability(compiled, { state, decider, concept })!, name).join(' ')
  expect(why(0, 1, 'nash')).toBe('B cannot leave state 1 (peace): it has no move there.')
  expect(why(2, 0, 'gmr')).toContain('A gains by moving to 1 (peace): the others have no answer.')
  expect(why(0, 0, 'seq')).toContain(
    "but B's move to 3 (war), for its own good, would leave it no better off than 1 (peace).",
  )
  expect(why(0, 0, 'smr')).toContain('nor can A then move to anything better.')
  expect(inverseSentences(inverseStability(compiled, { state: 0, decider: 0, concept: 'gmr' })!, name).join('\n')).toBe(
    'Whatever A prefers, state 1 (peace) is GMR stable for it.',
  )
})

test('every question has its sentences, and pictures and files hold any names', () => {
  const names = fc.uniqueArray(
    fc.constantFrom('A', 'B & C', '<script>', '"quoted"', 'line\u2028break', 'ü', 'x'.repeat(70)),
    { minLength: 2, maxLength: 2 },
  )
  const worths = fc.array(fc.array(fc.nat(3), { minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 2 })
  fc.assert(
    fc.property(names, worths, (both, worth) => {
      const compiled = graph(both as [string, string], worth)
      const record = analyseStability(compiled, { ...DEFAULT_STABILITY_QUESTION, horizon: 2 })
      const lines = stabilityLines(record)
      expect(lines.join('\n')).not.toMatch(/undefined|NaN|\u2028/)
      const name = stateNamer(record)
      for (const concept of STABILITY_CONCEPTS) {
        for (let state = 0; state < 3; state++) {
          for (const decider of [0, 1]) {
            const why = whyStability(compiled, { state, decider, concept })
            expect(why === null).toBe(concept === 'sim')
            if (why === null) continue
            expect(whySentences(why, name).join(' ')).not.toMatch(/undefined|NaN/)
            const inverse = inverseStability(compiled, { state, decider, concept })!
            expect(inverse.lower.length === 0).toBe(why.stable)
            expect(inverseSentences(inverse, name).join(' ')).not.toMatch(/undefined|NaN/)
          }
        }
      }
      const drawn = stabilityGraph(compiled, record)!
      const { svg } = stabilityGraphChart(drawn, { width: 400 })!
      expect(svg).not.toMatch(/<script|NaN|undefined/)
      expect(svg.match(/data-state/g)).toHaveLength(3)
      const xml = writeGraphml(attributedGraph(drawn))
      expect(xml).not.toContain('<script')
      expect(xml.match(/<edge /g)).toHaveLength(4)
    }),
  )
})

test('chances of a verdict, and the comparison that turns it', () => {
  // A can take 1 to 2 and prefers 2 in four worlds of ten: 1 is an equilibrium in six, and hangs on that alone.
  const worth = [Float64Array.from({ length: 20 }, (_, k) => (k % 2 === 1 && k < 8 ? 1 : 0)), new Float64Array(20)]
  const moves = [movesOfArcs([[1], []]), movesOfArcs([[], []])]
  const states = ['peace', 'war'].map((label, k) => ({ id: k + 1, label, choices: {} }))
  const record = probableRecord({ states: 2, worlds: 10, moves, worth }, ['A', 'B'], states)
  expect(record.states[0]!.verdicts[0]).toMatchObject({
    concept: 'nash',
    equilibrium: { estimate: 0.6 },
    stable: [{ estimate: 0.6 }, { estimate: 1 }],
    modal: null,
    flips: [{ decider: 'A', other: 2, prefers: { estimate: 0.4 } }],
  })
  expect(record.states[1]!.verdicts[0]).toMatchObject({ equilibrium: { estimate: 1 }, modal: 'equilibrium', flips: [] })
  expect(probableLines(record, 'nash').slice(0, 2)).toEqual([
    'state 1 (peace): Nash equilibrium in 60 % (31–83) of 10 worlds, too close to call',
    '  hangs on A: in 0 % where it prefers state 2 (war) (as it does in 40 % of worlds), in 100 % where it does not',
  ])
})
