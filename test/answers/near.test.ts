/** The nearest terms, held against the explanation of every package by itself. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { nearbyPackages } from '../../src/case/nearby-packages.ts'
import { optionsOf, packageSpace } from '../../src/case/package-space.ts'
import { compile, explainPackage, finish, load } from '../../src/internal.ts'
import type { Case, Model } from '../../src/internal.ts'
import { nearing } from '../../src/answers/near/near.ts'

function caseAt(path: string): Case {
  const loaded = load(readFileSync(new URL(`../../cases/${path}/case.yaml`, import.meta.url), 'utf8'), 'case.yaml')
  if (!loaded.ok) throw new Error('does not load')
  return loaded.case
}

const modelOf = (path: string, worlds: number): Model =>
  compile(caseAt(path), null, { worlds, seed: 7, armWorlds: 0, beside: [] })

test('rings around a package hold every package once, at its own distance', () => {
  const space = packageSpace([3, 2, 4, 2])
  const centre = [2, 0, 1, 1]
  const { packages, rings, isWhole } = nearbyPackages(space, centre, 1000)
  expect(isWhole).toBe(true)
  expect([...packages].sort((a, b) => a - b)).toEqual(Array.from({ length: space.count }, (_, k) => k))
  packages.forEach((number, k) => {
    const distance = optionsOf(space, number).filter((option, i) => option !== centre[i]).length
    expect(k >= rings[distance]! && k < rings[distance + 1]!).toBe(true)
  })
  const few = nearbyPackages(space, centre, 12)
  expect(few.isWhole).toBe(false)
  expect(few.packages).toEqual(packages.slice(0, rings[2]))
})

test('every package of the strike: what is found is what explaining each of them finds', () => {
  const model = modelOf('teaching/strike-for-class', 60)
  const space = packageSpace(model.case.issues.map(({ options }) => options.length))
  const signed = Array.from({ length: space.count }, (_, k) =>
    Math.round(explainPackage(model, optionsOf(space, k)).acceptable.estimate * model.worlds),
  )
  for (const centre of [0, 17, 71]) {
    const options = optionsOf(space, centre)
    const found = finish(nearing(model, options))
    expect(found.isWhole).toBe(true)
    expect(Math.round(found.signed.estimate * model.worlds)).toBe(signed[centre])
    let best = signed[centre]!
    const expected = options.flatMap((_, k) => {
      const ring = signed
        .map((count, package_) => ({ count, package_ }))
        .filter(
          ({ package_, count }) =>
            count > best && optionsOf(space, package_).filter((option, i) => option !== options[i]).length === k + 1,
        )
      best = Math.max(best, ...ring.map(({ count }) => count))
      return ring.length === 0 ? [] : [{ changes: k + 1, best }]
    })
    expect(
      found.steps.map(({ changes, terms }) => ({
        changes,
        best: Math.round(terms[0]!.signed.estimate * model.worlds),
      })),
    ).toEqual(expected)
    for (const { changes, terms } of found.steps)
      for (const one of terms) {
        expect(Math.round(one.signed.estimate * model.worlds)).toBe(signed[one.package])
        expect(one.changed).toHaveLength(changes)
      }
  }
})

test.each([
  'bundled/ukraine-2025',
  'historical/tigray-2022',
  'historical/syr-darya-1998',
  'historical/cyprus-2004',
  'historical/korea-1952',
])('on the same worlds as explain: %s', (path) => {
  const model = modelOf(path, 40)
  const found = finish(nearing(model, model.case.packages[0]?.options ?? model.case.issues.map(() => 0)))
  expect(explainPackage(model, found.options).acceptable).toEqual(found.signed)
  for (const { terms } of found.steps)
    for (const { options, signed } of terms) expect(explainPackage(model, options).acceptable).toEqual(signed)
})

test('the aftermath of a package: it holds ever less long, and its ledger is that of the first month', () => {
  const model = modelOf('bundled/ukraine-2025', 60)
  const { aftermath, survivalFiveYears } = explainPackage(model, model.case.packages[0]!.options)
  const means = aftermath.holds.map(({ chance }) => chance.mean)
  expect(means).toEqual([...means].sort((a, b) => b - a))
  expect(aftermath.holds.find(({ years }) => years === 5)!.chance).toEqual(survivalFiveYears)
  expect(aftermath.ledger!.entries.deadCivilian.mean).toBeGreaterThan(0)
  expect(aftermath.ledger!.entries.landHeld.n).toBe(60)
})

test('a case without durability or consequences leaves nothing to hold or to count', () => {
  const model = modelOf('teaching/strike-for-class', 20)
  expect(explainPackage(model, [0, 0, 0, 0]).aftermath).toEqual({ holds: [], ledger: null })
})
