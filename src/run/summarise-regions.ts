/** Land held by region, from the quantiles of the line: how a move of the line is spread over regions depends on
 *  nothing else that varies by month. */
import type { Arm, Model } from '../case/model.ts'
import { mean } from '../math/distribution.ts'
import { heldByRegion } from '../stages/war/regions.ts'
import { sketchQuantiles } from '../math/sketch.ts'
import type { Region } from '../case/types.ts'
import type { ArmTally, Measured } from './tally.ts'
import type { RegionSummary } from './summary.ts'
import { meanOfQuantity } from './means.ts'

/** Areas, holdings and shares are taken at their means; of several fronts each moves its own regions. */
export function regionSummaries(model: Model, tally: ArmTally, arm: Arm): RegionSummary[] {
  const { war } = model.case
  if (!war || tally.n === 0) return []
  const fronts = war.fronts
  if (!fronts) return regionsOf(model, arm, war.regions, tally.war.line)
  const found = fronts.flatMap(({ name }, f) => {
    const here = war.regions.filter((region) => (region.front ?? 0) === f)
    return regionsOf(model, arm, here, tally.fronts![f]!).map((region) => ({ ...region, front: name }))
  })
  return war.regions.map(({ id }) => found.find((region) => region.id === id)!)
}

function regionsOf(model: Model, arm: Arm, regions: readonly Region[], line: readonly Measured[]): RegionSummary[] {
  const read = (q: number): number => meanOfQuantity(model.case, arm, q, mean)
  const table = {
    area: regions.map((region) => read(region.area)),
    held: regions.map((region) => read(region.held)),
    share: regions.map((region) => read(region.share)),
  }
  const byMonth = line.map(({ sketch }) =>
    sketchQuantiles(sketch, [0.05, 0.5, 0.95]).map((moved) => heldByRegion(table, moved)),
  )
  return regions.map(({ id, name, iso }, r) => ({
    id,
    name,
    iso,
    areaKm2: table.area[r]!,
    held: byMonth.map(([low, middle, high]) => ({ p05: low![r]!, p50: middle![r]!, p95: high![r]! })),
  }))
}
