/** Scenarios of a case that a run did not take along. */
import type { Case, Summary } from '../../src/internal.ts'

/** Ids of those that stand neither first nor beside, in the order of the file. */
export function leftOut({ scenarios }: Case, { scenario, changes }: Summary): string[] {
  const run = new Set([scenario, ...changes.map((change) => change.scenario)])
  return scenarios.map(({ id }) => id).filter((id) => !run.has(id))
}

/** A sentence for a report without buttons; null where none is left out. */
export function leftOutText(theCase: Case, summary: Summary): string | null {
  const left = leftOut(theCase, summary)
  if (left.length === 0) return null
  return `${left.length} of its ${theCase.scenarios.length} scenarios ${left.length === 1 ? 'was' : 'were'} not run beside, since each takes worlds of its own; \`armistice compare\` runs them: ${left.join(', ')}`
}
