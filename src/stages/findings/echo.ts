/** Tests that read back what was put in: one whose event or number is, in every world, a function of one typed
 *  input. */
import type { Event, Metric } from '../../case/claim-test.ts'
import type { Case } from '../../case/types.ts'
import type { Leaf } from './claim-tally.ts'

/** The path in the file that alone decides a test, or null where the model stands between the file and the test.
 *  A condition on anything else lets the world speak, so it makes no echo. */
export function echoOf(theCase: Case, leaf: Leaf): string | null {
  const read = [...asked(theCase, leaf), ...(leaf.given ? [ofEvent(theCase, leaf.given)] : [])]
  const [first] = read
  return first !== undefined && first !== null && read.every((path) => path === first) ? first : null
}

function asked(theCase: Case, leaf: Leaf): (string | null)[] {
  switch (leaf.kind) {
    case 'probability':
    case 'difference':
      return [ofEvent(theCase, leaf.of)]
    case 'likeliest':
      return leaf.of.map((event) => ofEvent(theCase, event))
    case 'mean':
    case 'meanDifference':
      return [ofMetric(theCase, leaf.of)]
  }
}

function ofEvent(theCase: Case, event: Event): string | null {
  switch (event.kind) {
    case 'hypothesis':
      return `hypotheses.${theCase.hypotheses[event.set]?.id}`
    case 'quantity':
      return theCase.quantities[event.quantity]?.id ?? null
    case 'consent':
      return `consents.${theCase.consents[event.body]?.id}`
    case 'firm':
      return `redLines.${theCase.redLines[event.redLine]?.id}`
    case 'measure':
      return ofMetric(theCase, event.of)
    case 'not':
      return ofEvent(theCase, event.of)
    case 'all':
    case 'any': {
      const paths = new Set(event.of.map((part) => ofEvent(theCase, part)))
      const [path] = paths
      return paths.size === 1 ? (path ?? null) : null
    }
    default:
      return null
  }
}

function ofMetric(theCase: Case, metric: Metric): string | null {
  if (metric.kind === 'gap') {
    const path = ofMetric(theCase, metric.of)
    return path === ofMetric(theCase, metric.than) ? path : null
  }
  if (metric.kind !== 'points') return null
  return `scores.${theCase.actors[metric.actor]?.id}`
}
