/** What a package leaves behind were it signed in the first month: how long it holds, beside a peace without its
 *  features, and the ledger. */
import { LEDGER_ENTRIES } from '../../case/claim-test.ts'
import type { LedgerEntry } from '../../case/claim-test.ts'
import { defined } from '../../case/defined.ts'
import type { Model } from '../../case/model.ts'
import { wilsonInterval } from '../../math/statistics.ts'
import type { Interval } from '../../math/statistics.ts'
import { spreadout } from '../../run/summarise.ts'
import type { Spreadout } from '../../run/summary.ts'
import { addMeasured, newMeasured } from '../../run/tally.ts'
import { newTalks } from '../../stages/bargaining/bargain.ts'
import { accountant, newLedger } from '../../stages/consequences/ledger.ts'
import { survivalAt } from '../../stages/durability/survival.ts'
import type { Projection } from '../../stages/war/project.ts'
import type { Appraisal } from '../../stages/settlement/appraisal.ts'
import type { Settlement } from '../../stages/settlement/settle.ts'
import type { World } from '../../stages/worlds/draw.ts'

export interface Held {
  readonly years: number
  /** Chance that it still holds then; and that a peace without any of its features would. */
  readonly chance: Spreadout
  readonly baseRate: Spreadout
}

export interface Aftermath {
  /** Empty where the case says nothing of how long a deal lasts. */
  readonly holds: readonly Held[]
  /** As of the first month; null where the case says nothing of consequences. */
  readonly ledger: {
    readonly entries: Readonly<Record<LedgerEntry, Spreadout>>
    readonly kept: Interval
    readonly recognised: Interval
  } | null
}

/** Years after the deal at which it is asked whether it holds. */
const YEARS = [1, 2, 5, 10] as const

export interface AftermathTally {
  add(world: World, projection: Projection | null, settlement: Settlement, appraisal: Appraisal): void
  read(): Aftermath
}

export function aftermathOf(model: Model, options: readonly number[]): AftermathTally {
  const theCase = model.case
  const held = theCase.durability ? YEARS.map((years) => ({ years, chance: newMeasured(), base: newMeasured() })) : []
  const entries = LEDGER_ENTRIES.map((entry) => ({ entry, measured: newMeasured() }))
  const talks = { ...newTalks(theCase), month: 1, options, terms: options }
  const ledger = newLedger(theCase)
  const drawUp = accountant(theCase, model.seed)
  const counts = { worlds: 0, kept: 0, recognised: 0 }
  return {
    add(world, projection, settlement, appraisal) {
      const { stillborn, hazardFiveYears, shape } = settlement.terms
      for (const { years, chance, base } of held) {
        addMeasured(chance, survivalAt(appraisal.survival, years))
        addMeasured(base, survivalAt({ stillborn, hazardFiveYears, shape }, years))
      }
      if (!ledger.isDrawnUp) return
      drawUp(world, projection, { ...talks, appraisal }, ledger)
      counts.worlds++
      if (ledger.kept) counts.kept++
      if (ledger.recognised) counts.recognised++
      for (const { entry, measured } of entries) addMeasured(measured, ledger[entry])
    },
    read: () => ({
      holds: held.map(({ years, chance, base }) => ({
        years,
        chance: defined(spreadout(chance)),
        baseRate: defined(spreadout(base)),
      })),
      ledger:
        counts.worlds === 0
          ? null
          : {
              entries: Object.fromEntries(
                entries.map(({ entry, measured }) => [entry, defined(spreadout(measured))]),
              ) as Record<LedgerEntry, Spreadout>,
              kept: wilsonInterval(counts.kept, counts.worlds),
              recognised: wilsonInterval(counts.recognised, counts.worlds),
            },
    }),
  }
}
