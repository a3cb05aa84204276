/** Scenarios in a list by what they are for, in the order of the case. */
import { testsOf } from './claim-words.ts'
import { scenarioLabel } from './labels.ts'
import type { Case } from '../../src/internal.ts'

export interface ScenarioGroup {
  readonly title: string
  readonly scenarios: readonly { readonly id: string; readonly label: string }[]
}

/** Those that a claim is tested under, those that change nothing but the belief about what lasts, and the others;
 *  groups without any are left out. */
export function scenarioGroups(theCase: Case): ScenarioGroup[] {
  const tested = new Set(
    theCase.claims
      .flatMap(({ test }) => testsOf(test))
      .flatMap((test) => ('against' in test ? [test.scenario, test.against] : [test.scenario])),
  )
  const group = (title: string, is: (index: number) => boolean): ScenarioGroup => ({
    title,
    scenarios: theCase.scenarios.flatMap(({ id }, k) => (is(k) ? [{ id, label: scenarioLabel(theCase, id) }] : [])),
  })
  const isOfBelief = (k: number): boolean => {
    const { priors, set } = theCase.scenarios[k] ?? {}
    return !tested.has(k) && priors != null && set?.length === 0
  }
  return [
    group('A claim is tested under it', (k) => tested.has(k)),
    group('Other assumptions', (k) => !tested.has(k) && !isOfBelief(k)),
    group('Another belief about what lasts', isOfBelief),
  ].filter(({ scenarios }) => scenarios.length > 0)
}
