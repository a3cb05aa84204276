/** Published conflicts: every one gives its published result. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { analyseStability, DEFAULT_STABILITY_QUESTION } from '../../../src/answers/stability/analyse.ts'
import { compileStability } from '../../../src/answers/stability/compiled.ts'
import type { Compiled } from '../../../src/answers/stability/compiled.ts'
import type { ConceptRecord, StabilityRecord } from '../../../src/answers/stability/record.ts'
import { inverseStability } from '../../../src/answers/stability/why.ts'
import { readGmcr, writeGmcr } from '../../../src/formats/gmcr.ts'
import { readStabilityYaml } from '../../../src/formats/stability-yaml.ts'
import { writeStabilityYaml } from '../../../src/formats/stability-yaml-writer.ts'
import { matrixForm } from '../../../src/methods/stability/matrix-form.ts'
import { reachable } from '../../../src/methods/stability/moves.ts'
import { groupsOf } from '../../../src/methods/stability/ranking.ts'
import { equilibria } from '../../../src/methods/stability/solve.ts'
import type { Concept } from '../../../src/methods/stability/solve.ts'

const folder = fileURLToPath(new URL('../../../cases/published/', import.meta.url))
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.yaml'))
  .filter((name) => readFileSync(join(folder, name), 'utf8').startsWith('stability:'))
  .sort()

interface Published {
  readonly equilibria: Partial<Record<Concept, readonly number[]>>
  readonly stable?: Record<Concept, Record<string, readonly number[]>>
  readonly moves?: Record<string, Record<string, readonly number[]>>
  readonly coalitionEquilibria?: Partial<Record<Concept, readonly number[]>>
  readonly coalitionMoves?: readonly { members: readonly string[]; from: number; to: number }[]
  readonly improvementPaths?: readonly { from: number; to: number; movers: readonly string[] }[]
  readonly inverse?: readonly { state: number; decider: string; concept: Concept; orders: number }[]
}

function compiled(name: string): Compiled {
  const { model, diagnostics } = readStabilityYaml(name, readFileSync(join(folder, name), 'utf8'))
  expect(diagnostics).toEqual([])
  return compileStability(model!)
}

const conceptOf = (list: readonly ConceptRecord[], concept: string): ConceptRecord =>
  list.find((one) => one.concept === concept)!

const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1))

function checkRecord(record: StabilityRecord, published: Published): void {
  for (const [concept, states] of Object.entries(published.equilibria)) {
    expect([concept, conceptOf(record.concepts, concept).equilibria]).toEqual([concept, states])
  }
  for (const [concept, byDecider] of Object.entries(published.stable ?? {})) {
    record.deciders.forEach((name, i) => {
      expect([concept, name, conceptOf(record.concepts, concept).stable[i]]).toEqual([concept, name, byDecider[name]])
    })
  }
  for (const [concept, states] of Object.entries(published.coalitionEquilibria ?? {})) {
    const found = record.coalitionEquilibria.find((one) => one.concept === concept)!
    expect([concept, found.states]).toEqual([concept, states])
  }
  for (const { members, from, to } of published.coalitionMoves ?? []) {
    const coalition = record.coalitions.find((one) => one.members.join() === members.join())!
    expect(coalition.breaks.map((move) => [move.from, move.to])).toContainEqual([from, to])
  }
  for (const { from, to, movers } of published.improvementPaths ?? []) {
    const path = record.statusQuo!.paths.find((one) => one.to === to)!
    expect([record.statusQuo!.from, path.byImprovements!.map(({ mover }) => mover)]).toEqual([from, movers])
  }
}

describe('published conflicts', () => {
  test('are there', () => {
    expect(files.length).toBeGreaterThanOrEqual(11)
  })

  test.each(files)('%s', (name) => {
    const one = compiled(name)
    const published = JSON.parse(readFileSync(join(folder, name.replace('.yaml', '.json')), 'utf8')) as Published
    checkRecord(analyseStability(one, DEFAULT_STABILITY_QUESTION), published)
    for (const [decider, from] of Object.entries(published.moves ?? {})) {
      const moves = one.game.moves[one.model.deciders.indexOf(decider)]!
      const found = Array.from({ length: one.game.states }, (_, s) => reachable(moves, s).map((q) => q + 1))
      expect(found).toEqual(found.map((_, s) => from[s + 1] ?? []))
    }
    for (const { state, decider, concept, orders } of published.inverse ?? []) {
      const index = one.model.deciders.indexOf(decider)
      const inverse = inverseStability(one, { decider: index, state: state - 1, concept })!
      expect(inverse.shareOfOrders! * factorial(one.game.states)).toBeCloseTo(orders, 8)
    }
    const matrix = matrixForm(one.game, 'deters')
    for (const [concept, states] of Object.entries(published.equilibria)) {
      const found = equilibria(matrix.map((stable) => stable[concept as Concept]))
      expect(found.map((s) => s + 1)).toEqual(states)
    }
  })

  test.each(files)('%s comes back from YAML and from .gmcr', (name) => {
    const one = compiled(name)
    const again = readStabilityYaml(name, writeStabilityYaml(one.model))
    expect(again.diagnostics).toEqual([])
    expect(again.model).toEqual(one.model)
    const { text, lost } = writeGmcr(one.model, (i) => groupsOf(one.game.rankings[i]!))
    if (one.model.graph.kind === 'graph') {
      expect(text).toBeNull()
      expect(lost.length).toBe(1)
      return
    }
    expect(lost).toEqual([])
    const back = readGmcr('a.gmcr', text!)
    expect(back.diagnostics).toEqual([])
    const record = analyseStability(one, DEFAULT_STABILITY_QUESTION)
    const { concepts } = analyseStability(compileStability(back.model!), DEFAULT_STABILITY_QUESTION)
    expect(concepts).toEqual(record.concepts)
  })

  test('Elmira with one state for "abandon" has the nine states of the paper', () => {
    const { model } = readStabilityYaml('e', readFileSync(join(folder, 'hipel-1993/elmira.yaml'), 'utf8'))
    const twelve = model!
    if (twelve.graph.kind !== 'options') throw new Error('Elmira has options')
    const abandon = twelve.graph.issues.findIndex((issue) => issue.name === 'Abandon')
    const preferences = twelve.preferences.map((one) => {
      if (one.kind !== 'ranking') throw new Error('Elmira has rankings')
      // 5 stays, 6 and 11 and 12 join it: what stood behind moves up.
      const number = new Map([0, 1, 2, 3, 4, 6, 7, 8, 9].map((s, k) => [s, k]))
      return { ...one, groups: one.groups.map((g) => g.flatMap((s) => number.get(s) ?? [])) }
    })
    const merged = { kind: 'is' as const, issue: abandon, values: [1] }
    const nine = compileStability({ ...twelve, graph: { ...twelve.graph, coalesced: [merged] }, preferences })
    const record = analyseStability(nine, DEFAULT_STABILITY_QUESTION)
    expect(record.states).toBe(9)
    // As the twelve: 5, 6, 11 and 12 are 5; 7 and 10 are 6 and 9.
    expect(conceptOf(record.concepts, 'nash').equilibria).toEqual([5, 6, 9])
    expect(record.notes.join()).toContain('simultaneous')
  })
})
