/** The tests of a case in one universe after another. */
import type { Model } from '../../case/model.ts'
import { newTally, simulator } from '../../run/simulate.ts'
import { findings } from '../../stages/findings/find.ts'
import type { VerdictKind } from '../../stages/findings/verdict.ts'
import { inUniverse, universeUniforms } from './universe.ts'

export interface AuditJob {
  readonly kind: 'audit'
  /** Its worlds are those of each universe. */
  readonly model: Model
}

/** By test, in the order of claims and their tests: the number, null where it cannot be told, and the verdict. */
export interface AuditRow {
  readonly numbers: readonly (number | null)[]
  readonly verdicts: readonly VerdictKind[]
}

export function auditRows({ model }: AuditJob): (universe: number) => AuditRow {
  return (universe) => {
    const there = inUniverse(model, universeUniforms(model, universe))
    const tally = newTally(there)
    simulator(there)(0, there.worlds, tally)
    const tests = findings(there, tally.claims).flatMap((finding) => finding.tests)
    return {
      numbers: tests.map(({ interval }) => interval?.estimate ?? null),
      verdicts: tests.map(({ verdict }) => verdict),
    }
  }
}
