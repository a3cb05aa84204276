/** A case of the gallery as tests ask it: loaded without a warning, run, and run again with numbers fixed on the same
 *  worlds. */
import { readFileSync } from 'node:fs'
import type { Case } from '../../src/case/types.ts'
import { load } from '../../src/load/load.ts'
import { armOf, compile } from '../../src/run/compile.ts'
import { simulate, worlds } from '../../src/run/simulate.ts'
import { summarise } from '../../src/run/summarise.ts'
import type { Summary } from '../../src/run/summary.ts'

export interface Historical {
  readonly case: Case
  readonly summary: (worlds: number) => Summary
  /** Month of the deal in each of the first worlds, with some numbers fixed; infinite where none comes. */
  readonly months: (changes?: Readonly<Record<string, number>>, scenario?: string | null) => number[]
}

/** @param count worlds that `months` looks at. @throws Error if the case has an error or a warning. */
export function historical(id: string, count = 300): Historical {
  const text = readFileSync(new URL(`../../cases/historical/${id}/case.yaml`, import.meta.url), 'utf8')
  const loaded = load(text, 'case.yaml')
  if (!loaded.ok) throw new Error(loaded.errors.map(({ line, message }) => `${line}: ${message}`).join('\n'))
  if (loaded.warnings.length > 0) throw new Error(loaded.warnings.map(({ message }) => message).join('\n'))
  const theCase = loaded.case
  return {
    case: theCase,
    summary: (of) => {
      const model = compile(theCase, null, { worlds: of, armWorlds: Math.floor(of / 4), seed: 11 })
      return summarise(model, simulate(model, 0, of), loaded.digest)
    },
    months: (changes = {}, scenario = null) => {
      const named = theCase.scenarios.findIndex((one) => one.id === scenario)
      const arm = armOf(theCase, named < 0 ? null : named)
      const spreads = arm.spreads.map((spread, q) => {
        const value = changes[theCase.quantities[q]!.id]
        return value === undefined ? spread : { kind: 'plain' as const, of: { kind: 'fixed' as const, value } }
      })
      const each = worlds({ case: theCase, arms: [{ ...arm, spreads }], seed: 5, worlds: count, armWorlds: 0 })
      return Array.from({ length: count }, (_, k) => each(k)[0]!.talks!.month || Infinity)
    },
  }
}

export const deals = (of: readonly number[]): number => of.filter(Number.isFinite).length
