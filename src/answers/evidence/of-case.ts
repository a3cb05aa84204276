/** The hypotheses and the evidence of a case as tables, one for each set. */
import { defined } from '../../case/defined.ts'
import type { Case } from '../../case/types.ts'
import type { EvidenceTable } from '../../formats/evidence-table.ts'
import type { Distribution } from '../../math/distribution.ts'

/** The numbers are those of the case as written. Sets on which no evidence bears are listed without items. */
export function evidenceTablesOf(theCase: Case): readonly EvidenceTable[] {
  const read = (quantity: number): Distribution => plainOf(theCase, quantity)
  return theCase.hypotheses.map((set, s) => ({
    name: set.id,
    hypotheses: set.options.map(({ id, prior }) => ({ name: id, prior: read(prior) })),
    items: theCase.evidence
      .filter((item) => item.set === s)
      .map(({ id, says, likelihood, credibility, relevance, group }) => ({
        name: id,
        says,
        cells: likelihood.map((quantity) => ({ kind: 'likelihood', of: read(quantity) }) as const),
        credibility: read(credibility),
        relevance: relevance === null ? ({ kind: 'fixed', value: 1 } as const) : read(relevance),
        group,
      })),
    feeds: theCase.quantities.flatMap(({ id, spread }) => (spread.kind === 'given' && spread.set === s ? [id] : [])),
  }))
}

/** The loader lets no prior or likelihood depend on a hypothesis, and probabilities have no unit. */
function plainOf(theCase: Case, quantity: number): Distribution {
  const { spread, factor, id } = defined(theCase.quantities[quantity])
  if (spread.kind !== 'plain' || factor !== 1) throw new RangeError(`${id} is no plain probability`)
  return spread.of
}
