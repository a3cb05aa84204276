/** Why two scenarios differ: what one sets and the other does not, and what stood in for what. */
import { armOf, defined, quantile, quantitiesSetBy } from '../../src/internal.ts'
import type { Case, ClaimTest, Distribution, Scenario, Spread } from '../../src/internal.ts'
import { quantityLabel } from './labels.ts'
import { rough, unitWords } from './numbers.ts'

/** One line for each thing that differs between the two sides of a test that compares scenarios, with its path; none
 *  for other tests. */
export function differenceLines(theCase: Case, test: ClaimTest | null): string[] {
  if (test === null) return []
  if (test.kind === 'every') return [...new Set(test.of.flatMap((part) => differenceLines(theCase, part)))]
  if (test.kind !== 'difference' && test.kind !== 'meanDifference') return []
  const { scenario, against } = test
  const [here, there] = [armOf(theCase, scenario), armOf(theCase, against)]
  const set = new Set([...quantitiesSetBy(theCase, scenario), ...quantitiesSetBy(theCase, against)])
  const names = `${nameOf(theCase, scenario)} against ${nameOf(theCase, against)}`
  const lines = [...set].flatMap((q) => {
    const quantity = defined(theCase.quantities[q])
    const inPlace = replaced(theCase, defined(here.spreads[q]), defined(there.spreads[q]))
    if (inPlace === null) return []
    const label = quantityLabel(theCase, quantity)
    const unit = quantity.unit === '' ? '' : ` ${unitWords(quantity.unit)}`
    return [`${label}${label === quantity.id ? '' : ` (${quantity.id})`}: ${inPlace}${unit}`]
  })
  const all = [...beyondNumbers(theCase, scenarioOf(theCase, scenario), scenarioOf(theCase, against)), ...lines]
  return all.length === 0 ? [] : [`${names}:`, ...all.map((line) => `  ${line}`)]
}

/** What differs and is no number: whom nobody asks, whether talks may go on later, the priors of durability. */
function beyondNumbers(theCase: Case, one: Scenario | null, other: Scenario | null): string[] {
  const said: readonly (readonly [string, (of: Scenario | null) => string])[] = [
    [
      'who is not asked',
      (of) =>
        listed(
          of?.without?.map((actor) => defined(theCase.actors[actor]).name),
          'nobody',
        ),
    ],
    ['left to later talks', (of) => listed(of?.atOnce ? [] : theCase.steps?.slice(1).map(stepName), 'nothing')],
    ['priors of durability', (of) => String(of?.priors ?? theCase.durability?.priors ?? null)],
  ]
  return said.flatMap(([what, tell]) =>
    tell(one) === tell(other) ? [] : [`${what}: ${tell(one)} in place of ${tell(other)}`],
  )
}

function listed(names: readonly string[] | undefined, none: string): string {
  return names === undefined || names.length === 0 ? none : names.join(', ')
}

function stepName({ id, says }: { readonly id: string; readonly says: string }): string {
  return says === '' ? id : `“${says.replace(/\.$/, '')}”`
}

const DIGITS = 2
/** Digits that tell every double from its neighbours. */
const MOST_DIGITS = 17

/** One in place of the other, with the digits that tell them apart; null where they are the same. */
function replaced(theCase: Case, one: Spread, other: Spread): string | null {
  if (JSON.stringify(one) === JSON.stringify(other)) return null
  for (let digits = DIGITS; digits <= MOST_DIGITS; digits++) {
    const [here, there] = [one, other].map((spread) => spreadText(theCase, spread, digits))
    if (here !== there) return `${here} in place of ${there}`
  }
  return `${spreadText(theCase, one, DIGITS)} in another shape`
}

function scenarioOf(theCase: Case, index: number | null): Scenario | null {
  return index === null ? null : defined(theCase.scenarios[index])
}

function nameOf(theCase: Case, scenario: number | null): string {
  return scenarioOf(theCase, scenario)?.id ?? 'as written'
}

function spreadText(theCase: Case, spread: Spread, digits: number): string {
  if (spread.kind === 'plain') return distributionText(spread.of, digits)
  const options = theCase.hypotheses[spread.set]?.options ?? []
  return spread.by.map((of, k) => `${distributionText(of, digits)} if ${options[k]?.id}`).join(', ')
}

/** `5`, or the median and the range that nine draws in ten fall in, in the unit of the file. */
function distributionText(of: Distribution, digits: number): string {
  if (of.kind === 'fixed') return rough(of.value, digits)
  const [p05, p50, p95] = [0.05, 0.5, 0.95].map((p) => rough(quantile(of, p), digits))
  return p05 === p95 ? String(p50) : `${p50} [${p05} to ${p95}]`
}
