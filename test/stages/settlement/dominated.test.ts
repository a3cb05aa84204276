import { expect, test } from 'vitest'
import { compile } from '../../../src/run/compile.ts'
import { explainPackage } from '../../../src/answers/explain/explain.ts'
import { worlds } from '../../../src/run/simulate.ts'
import { dominated } from '../../../src/stages/settlement/dominated.ts'
import { settlementStage } from '../../../src/stages/settlement/settle.ts'
import { settlementTable } from '../../../src/stages/settlement/table.ts'
import { buildCase, UNCERTAIN } from '../../fixtures/build-case.ts'
import { naiveSettlement } from '../../reference/settlement.ts'
import type { NaivePackage } from '../../reference/settlement.ts'

const theCase = buildCase({
  ...UNCERTAIN,
  'a.walkAway': 2,
  'cost.a': 6,
  'cost.d': 4,
  'd.erosion': 1,
  'dur.blow': 0.4,
  'break.d': 0.003,
})
const model = compile(theCase, null, { worlds: 80, seed: 9 })

/** By the definition, over every pair of allowed packages. */
function beaten(p: NaivePackage, all: readonly NaivePackage[]): boolean {
  return all.some(
    (q) =>
      q.allowed &&
      q.gains.every((gain, i) => gain >= p.gains[i]! - 1e-9) &&
      q.gains.some((gain, i) => gain > p.gains[i]! + 1e-9),
  )
}

test('whether a package is dominated, against enumeration', () => {
  const each = worlds(model)
  const stage = settlementStage(model, settlementTable(theCase))
  const seen = [0, 0]
  for (let index = 0; index < 80; index++) {
    const { world, projection } = each(index)[0]!
    const settlement = stage.prepare(world, projection)
    for (const month of [1, 15]) {
      const packages = naiveSettlement(theCase, world, projection!, month)
      for (const p of packages) {
        const mine = dominated(settlement.in(month).gains, p.gains)
        expect(mine).toBe(beaten(p, packages))
        seen[mine ? 1 : 0]!++
      }
    }
  }
  expect(Math.min(...seen)).toBeGreaterThan(100)
})

test('explain counts what is allowed, accepted, on the frontier and the Nash choice as the definition does', () => {
  for (const options of [
    [1, 1, 1],
    [1, 2, 1],
    [1, 0, 1],
    [2, 1, 0],
  ]) {
    const count = { allowed: 0, acceptable: 0, efficient: 0, nashChoice: 0 }
    const each = worlds({ ...model, armWorlds: 0 })
    for (let index = 0; index < 80; index++) {
      const { world, projection } = each(index)[0]!
      const packages = naiveSettlement(theCase, world, projection!, 1)
      const mine = packages.find((p) => p.options.every((option, issue) => option === options[issue]))!
      if (!mine.allowed) continue
      const nash = ({ gains }: NaivePackage): number => gains.reduce((product, gain) => product * gain, 1)
      const acceptable = packages.filter((p) => p.allowed && p.gains.every((gain) => gain >= 0))
      count.allowed++
      if (acceptable.includes(mine)) count.acceptable++
      if (!beaten(mine, packages)) count.efficient++
      if (acceptable.includes(mine) && acceptable.every((p) => nash(p) <= nash(mine) * (1 + 1e-9))) count.nashChoice++
    }
    const told = explainPackage(model, options)
    for (const key of ['allowed', 'acceptable', 'efficient', 'nashChoice'] as const)
      expect(told[key].estimate, `${options.join()} ${key}`).toBe(count[key] / 80)
    if (options[1] === 1 && options[0] === 1) expect(count.nashChoice).toBeGreaterThan(0)
  }
})
