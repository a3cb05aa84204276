/** Land held by region, from the quantiles of the line: how a move of the line is spread over regions depends on
 *  nothing else that varies by month. */
import type { Arm, Model } from '../case/model.ts'
import { mean } from '../math/distribution.ts'
import { heldByRegion } from '../stages/war/regions.ts'
import { sketchQuantiles } from '../math/sketch.ts'
import type { ArmTally } from './tally.ts'
import type { RegionSummary } from './summary.ts'
import { meanOfQuantity } from './means.ts'

/** Areas, holdings and shares are taken at their means. */
export function regionSummaries(model: Model, tally: ArmTally, arm: Arm): RegionSummary[] {
  const { war } = model.case
  if (!war || tally.n === 0) return []
  const read = (q: number): number => meanOfQuantity(model.case, arm, q, mean)
  const table = {
    area: war.regions.map((region) => read(region.area)),
    held: war.regions.map((region) => read(region.held)),
    share: war.regions.map((region) => read(region.share)),
  }
  const byMonth = tally.war.line.map(({ sketch }) =>
    sketchQuantiles(sketch, [0.05, 0.5, 0.95]).map((line) => heldByRegion(table, line)),
  )
  return war.regions.map(({ id, name, iso }, r) => ({
    id,
    name,
    iso,
    areaKm2: table.area[r]!,
    held: byMonth.map(([low, middle, high]) => ({ p05: low![r]!, p50: middle![r]!, p95: high![r]! })),
  }))
}
