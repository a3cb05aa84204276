/** The projection of the war as a table: what fighting on looks like, month by month. */
import { defined } from '../../src/internal.ts'
import type { Summary } from '../../src/internal.ts'
import type { BriefLine } from './brief.ts'
import { counted, range, rough } from './numbers.ts'

const SHOWN = [1, 3, 6, 9, 12, 18, 24, 36]

export function warLines(summary: Summary): BriefLine[] {
  const [arm] = summary.arms
  const { war, fronts, regions } = defined(arm)
  const months = SHOWN.filter((month) => month < war.line.length)
  const last = war.line.length - 1
  return [
    {
      kind: 'title',
      text: `${summary.case.title}: if the fighting goes on${summary.scenario ? ` (${summary.scenario})` : ''}`,
    },
    {
      kind: 'heading',
      text: 'month: km² since the date · km² a month · fire ratio · casualties a month (attacker, defender) · foothold km²   (median [90 %])',
    },
    ...months.map(
      (month): BriefLine => ({
        kind: 'text',
        text: `${month}: ${range(defined(war.line[month]))} · ${range(defined(war.rate[month]))} · ${range(defined(war.fireRatio[month]))} · ${rough(defined(war.lossesAttacker[month]).p50)}, ${rough(defined(war.lossesDefender[month]).p50)} · ${range(defined(war.foothold[month]))}`,
      }),
    ),
    ...(fronts ?? []).map(
      ({ name, line }): BriefLine => ({
        kind: 'text',
        text: `${name}: km² since the date by month ${months.map((month) => `${month}: ${range(defined(line[month]))}`).join(' · ')}`,
      }),
    ),
    ...(regions.length === 0
      ? []
      : [{ kind: 'heading', text: `By region after ${last} months: km² held (of all)` } as const]),
    ...regions.map((region): BriefLine => {
      const held = defined(region.held[last])
      return {
        kind: 'text',
        text: `${region.name}${region.front === undefined ? '' : ` (${region.front})`}: ${rough(held.p50)} [${rough(held.p05)} to ${rough(held.p95)}] of ${rough(region.areaKm2)}, ${Math.round((100 * held.p50) / region.areaKm2)} %`,
      }
    }),
    {
      kind: 'note',
      text: `${summary.partial ? `partial: ${summary.worlds} of ${summary.asked} worlds were run · ` : ''}seed ${summary.seed} · ${counted(summary.worlds, 'world')} · engine ${summary.engine}; conditional on the case's reading of what drives the front`,
    },
  ]
}
