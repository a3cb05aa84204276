/** The nearest terms that everybody signs: of all packages at no change of options from one, at one, at two, those that
 *  the veto players sign most often. */
import { defined } from '../../case/defined.ts'
import type { Model } from '../../case/model.ts'
import { nearbyPackages } from '../../case/nearby-packages.ts'
import { optionsOf, packageOf } from '../../case/package-space.ts'
import { wilsonInterval } from '../../math/statistics.ts'
import type { Interval } from '../../math/statistics.ts'
import { player } from '../../run/player.ts'
import { settlementStage } from '../../stages/settlement/settle.ts'
import { signedCounter } from '../../stages/settlement/signed.ts'
import { settlementTable } from '../../stages/settlement/table.ts'
import type { Work } from '../work.ts'

export interface NearTerms {
  readonly package: number
  readonly options: readonly number[]
  /** Issues on which it differs from the package asked about. */
  readonly changed: readonly number[]
  /** Chance that nothing bars it and every veto player accepts it in the first month. */
  readonly signed: Interval
}

export interface NearStep {
  readonly changes: number
  /** The likeliest at so many changes, three at most; all likelier than any at fewer. */
  readonly terms: readonly NearTerms[]
}

export interface Nearest {
  readonly package: number
  readonly options: readonly number[]
  readonly worlds: number
  /** Packages looked at, all of them up to so many changes; and whether these are all there are. */
  readonly packages: number
  readonly changes: number
  readonly isWhole: boolean
  readonly signed: Interval
  /** Numbers of changes at which something likelier is found than at fewer, the package asked about left out; empty
   *  where nothing is. */
  readonly steps: readonly NearStep[]
}

/** Packages that are looked at one by one: with 400 worlds some seconds. */
const MOST_PACKAGES = 400_000
const NAMED = 3

/** On the same worlds as every other question of the model. @throws RangeError where the case has no issues or
 *  scores. */
export function* nearing(model: Model, options: readonly number[]): Work<Nearest> {
  const stage = settlementStage(model, settlementTable(model.case))
  const { space } = stage.table
  const nearby = nearbyPackages(space, options, MOST_PACKAGES)
  const counts = new Uint32Array(nearby.packages.length)
  const countSigned = signedCounter(stage, nearby.packages)
  const { at } = player(model, defined(model.arms[0]), 'war')
  for (let index = 0; index < model.worlds; index++) {
    const { world, projection } = at(index)
    const first = stage.prepare(world, projection).in(1)
    countSigned(first, first.world, counts)
    yield { done: index + 1, of: model.worlds }
  }
  const termsAt = (position: number): NearTerms => {
    const found = optionsOf(space, defined(nearby.packages[position]))
    return {
      package: defined(nearby.packages[position]),
      options: found,
      changed: found.flatMap((option, issue) => (option === options[issue] ? [] : [issue])),
      signed: wilsonInterval(defined(counts[position]), model.worlds),
    }
  }
  const { rings } = nearby
  return {
    package: packageOf(space, options),
    options,
    worlds: model.worlds,
    packages: nearby.packages.length,
    changes: rings.length - 2,
    isWhole: nearby.isWhole,
    signed: wilsonInterval(defined(counts[0]), model.worlds),
    steps: stepsUp(counts, rings).map(({ changes, positions }) => ({ changes, terms: positions.map(termsAt) })),
  }
}

function stepsUp(
  counts: Uint32Array,
  rings: readonly number[],
): readonly { readonly changes: number; readonly positions: readonly number[] }[] {
  let best = defined(counts[0])
  return rings.slice(1, -1).flatMap((from, k) => {
    const better: number[] = []
    for (let position = from; position < defined(rings[k + 2]); position++)
      if (defined(counts[position]) > best) better.push(position)
    if (better.length === 0) return []
    better.sort((a, b) => defined(counts[b]) - defined(counts[a]) || a - b)
    best = defined(counts[defined(better[0])])
    return [{ changes: k + 1, positions: better.slice(0, NAMED) }]
  })
}
