/** Why two scenarios differ: the numbers that one has and the other has not, and what stood in for what. */
import { armOf, defined, quantile, quantitiesSetBy } from '../../src/internal.ts'
import type { Case, ClaimTest, Distribution, Spread } from '../../src/internal.ts'
import { quantityLabel } from './labels.ts'
import { rough, unitWords } from './numbers.ts'

/** One line a number that differs between the two sides of a test that compares scenarios, with its path; none for
 *  other tests. */
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
    const [one, other] = [here, there].map(({ spreads }) => spreadText(theCase, defined(spreads[q])))
    if (one === other) return []
    const label = quantityLabel(theCase, quantity)
    const unit = quantity.unit === '' ? '' : ` ${unitWords(quantity.unit)}`
    return [`${label}${label === quantity.id ? '' : ` (${quantity.id})`}: ${one} in place of ${other}${unit}`]
  })
  const priors = [scenario, against].map(
    (index) => (index === null ? null : theCase.scenarios[index]?.priors) ?? theCase.durability?.priors ?? null,
  )
  const ofPriors = priors[0] === priors[1] ? [] : [`priors of durability: ${priors[0]} in place of ${priors[1]}`]
  return lines.length + ofPriors.length === 0
    ? []
    : [`${names}:`, ...[...ofPriors, ...lines].map((line) => `  ${line}`)]
}

function nameOf(theCase: Case, scenario: number | null): string {
  return scenario === null ? 'as written' : defined(theCase.scenarios[scenario]).id
}

function spreadText(theCase: Case, spread: Spread): string {
  if (spread.kind === 'plain') return distributionText(spread.of)
  const options = theCase.hypotheses[spread.set]?.options ?? []
  return spread.by.map((of, k) => `${distributionText(of)} if ${options[k]?.id}`).join(', ')
}

/** `5`, or the median and the range that nine draws in ten fall in, in the unit of the file. */
function distributionText(of: Distribution): string {
  if (of.kind === 'fixed') return rough(of.value)
  const [p05, p50, p95] = [0.05, 0.5, 0.95].map((p) => rough(quantile(of, p)))
  return p05 === p95 ? String(p50) : `${p50} [${p05} to ${p95}]`
}
