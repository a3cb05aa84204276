/** Inputs that go together have no index of variance of their own, in whatever order the file names them. */
import { expect, test } from 'vitest'
import { analyse, compile, DEFAULT_ANALYSIS, load, modelFor, questionOf, rowsOf } from '../../src/internal.ts'
import type { RunRows } from '../../src/internal.ts'
import { twoParties } from '../fixtures/two-parties.ts'

const inPlace: RunRows = (_, job, count) => {
  const row = rowsOf(job)
  return Promise.resolve(Array.from({ length: count }, (__, k) => row(k)))
}

test.each([
  ['x', 'y'],
  ['y', 'x'],
])('neither %s nor %s; Shapley effects, which are defined for them, say the same', async (...order) => {
  const quantities = order.map((id) => `  ${id}: {value: 'normal(30, 10)', source: x, kind: judgement}`).join('\n')
  const more = `quantities:\n${quantities}\ncorrelations:\n  - {between: [x, y], rho: 0.9, source: x}`
  const loaded = load(twoParties({ noDeal: ['x', 'y'], more }), 'case.yaml')
  if (!loaded.ok) throw new Error(loaded.errors[0]!.message)
  const compiled = compile(loaded.case, null, { seed: 1, beside: [] })
  const asked = questionOf(compiled, 'noDealValue:c')
  if (!('output' in asked)) throw new Error('no such output')
  const plan = { ...DEFAULT_ANALYSIS, basePoints: 512, shapley: true }
  const found = await analyse(modelFor(compiled, asked.output), asked, plan, inPlace)
  if (!found || 'reason' in found || found.shapley?.kind !== 'shapley') throw new Error('no analysis')
  const at = (id: string): number => found.inputs.findIndex((input) => input.id === id)
  expect(['x', 'y'].map((id) => found.sobol.inputs[at(id)]!.kind)).toEqual(['correlated', 'correlated'])
  // The output is y itself. Owen & Prieur 2017, SIAM/ASA J. UQ 5, ex. 3: half of what x tells of y goes to x, ρ²/2.
  const effect = found.shapley.inputs[at('x')]!
  if (effect.kind !== 'effect') throw new Error(effect.reason)
  expect(Math.abs(effect.effect.estimate - 0.405)).toBeLessThan(0.05)
})
