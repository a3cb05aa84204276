/** Phases that arms have in common: taken from another arm they are what the arm itself would make, and they read no
 *  number that is not compared. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Case } from '../../../src/case/types.ts'
import type { Model } from '../../../src/case/model.ts'
import { compile, load } from '../../../src/internal.ts'
import { pipeline } from '../../../src/pipeline.ts'
import { drawWorld, theatreOf } from '../../../src/run/player.ts'
import { numbersOfPhase } from '../../../src/stages/settlement/phase-numbers.ts'
import type { Phase } from '../../../src/stages/settlement/phase.ts'
import { settlementStage } from '../../../src/stages/settlement/settle.ts'
import type { KnownPhases } from '../../../src/stages/settlement/known-phases.ts'
import type { World } from '../../../src/stages/worlds/draw.ts'

const CASES = new URL('../../../cases/', import.meta.url)
const files = ['bundled', 'historical', 'teaching'].flatMap((kind) =>
  readdirSync(new URL(`${kind}/`, CASES)).map((id) => [id, new URL(`${kind}/${id}/case.yaml`, CASES)] as const),
)

function modelOf(file: URL): Model {
  const loaded = load(readFileSync(file, 'utf8'), 'case.yaml')
  if (!loaded.ok) throw new Error(file.pathname)
  return compile(loaded.case, null, { worlds: 10, armWorlds: 10 })
}

/** All that a phase says, as plain numbers. */
function told({ space }: Phase): unknown {
  const of = (column: ArrayLike<number>): number[] => Array.from(column).slice(0, space.count)
  const { points, peace, shift, exposed, costs } = space
  return [
    of(space.core),
    of(space.kinds),
    of(space.coreMoves),
    [...points, ...peace, ...shift, ...exposed, ...costs].map(of),
    space.rest.map((rest) => [...rest.points, ...rest.costs, rest.parts].map((column) => Array.from(column))),
    space.ideal.map((column) => Array.from(column)),
  ]
}

/** Numbers that tell what is left of a space, when the foothold falls, and what costs weigh: a phase is handed these,
 *  or is compared by what comes of them. */
function handed({ rules, war, actors }: Case): number[] {
  return [
    ...rules.flatMap((rule) => (rule.kind === 'soft' ? [rule.factor] : [])),
    ...(war?.foothold ? [war.foothold.least] : []),
    ...actors.flatMap(({ resolve }) => [resolve?.audience, resolve?.erosion, resolve?.fading]),
  ].filter((quantity) => quantity != null)
}

test.each(files)('%s: other numbers are not read', (_, file) => {
  const model = modelOf(file)
  const reads = numbersOfPhase(model.case)
  const theatre = theatreOf(model)
  if (!reads || !theatre.table || theatre.table.search) return
  const kept = new Set([...reads, ...handed(model.case)])
  const war = pipeline(model, model.arms[0]!, 'war', theatre)
  const [plain, poisoned] = [0, 1].map(() => settlementStage(model, theatre.table!))
  for (let index = 0; index < 3; index++) {
    drawWorld(theatre.drawn, index)
    const { world, projection } = war(theatre.drawn, index)
    const blind: World = { ...world, values: world.values.map((x, q) => (kept.has(q) ? x : NaN)), courses: null }
    const [seen, unseen] = [
      plain!.prepare({ ...world, courses: null }, projection),
      poisoned!.prepare(blind, projection),
    ]
    for (const month of [1, model.case.war?.months ?? 1])
      expect(told(unseen.in(month).phase)).toEqual(told(seen.in(month).phase))
  }
})

test('what is taken from another arm is what the arm makes by itself', () => {
  const model = modelOf(new URL('bundled/ukraine-2025/case.yaml', CASES))
  const theatre = theatreOf(model)
  const phases: KnownPhases = []
  const beside = model.arms.map((arm) => pipeline(model, arm, 'findings', { ...theatre, phases }))
  const alone = model.arms.map((arm) => pipeline(model, arm, 'findings', { ...theatre, phases: [] }))
  let [whole, cores] = [0, 0]
  for (let index = 0; index < 6; index++) {
    drawWorld(theatre.drawn, index)
    beside.forEach((run, arm) => {
      const [a, b] = [run, alone[arm]!].map((play) => play(theatre.drawn, index))
      const { paceIn: _a, ...talks } = a!.talks!
      const { paceIn: _b, ...same } = b!.talks!
      expect([talks, a!.signs]).toEqual([same, b!.signs])
      for (const month of [1, 12, 24])
        expect(told(a!.settlement!.in(month).phase)).toEqual(told(b!.settlement!.in(month).phase))
    })
    whole += phases.filter(({ same }) => same).length
    cores += phases.filter(({ sameCore }) => sameCore).length
  }
  expect(whole).toBeGreaterThan(10)
  expect(cores).toBeGreaterThan(whole)
})
