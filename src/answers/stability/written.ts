import { defined } from '../../case/defined.ts'
import type { StabilityFormat } from '../../formats/stability-file.ts'
import { writeGmcr } from '../../formats/gmcr.ts'
import type { WrittenGmcr } from '../../formats/gmcr.ts'
import { writeStabilityYaml } from '../../formats/stability-yaml-writer.ts'
import { groupsOf } from '../../methods/stability/ranking.ts'
import type { Compiled } from './compiled.ts'

/** A model in a format, and what the format cannot say. */
export function writeStability(format: StabilityFormat, { model, game, comparisons }: Compiled): WrittenGmcr {
  if (format === 'stability-yaml') return { text: writeStabilityYaml(model), lost: [] }
  const isOrder = (i: number): boolean => comparisons === null || defined(model.preferences[i]).kind !== 'pairs'
  return writeGmcr(model, (i) => (isOrder(i) ? groupsOf(defined(game.rankings[i])) : null))
}
