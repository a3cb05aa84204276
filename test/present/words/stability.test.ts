/** Sentences and pictures of stability analysis, and that they hold whatever a file says. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inverseSentences, stabilityLines, stateNamer, whySentences } from '../../../present/words/stability.ts'
import { stabilityGraphChart } from '../../../present/charts/stability-graph.ts'
import {
  analyseStability,
  attributedGraph,
  compileStability,
  DEFAULT_STABILITY_QUESTION,
  inverseStability,
  readStability,
  STABILITY_CONCEPTS,
  stabilityGraph,
  whyStability,
  writeGraphml,
} from '../../../src/internal.ts'
import type { CompiledStability } from '../../../src/internal.ts'
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
