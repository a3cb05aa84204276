/** Every part of a case that has a provenance, so that a claim, a source or a line can be followed to what hangs on
 *  it. */
import { defined } from './defined.ts'
import type { Provenance } from './provenance.ts'
import type { Case } from './types.ts'

export interface Part {
  readonly what:
    | 'actor'
    | 'number'
    | 'hypothesis'
    | 'evidence'
    | 'issue'
    | 'option'
    | 'rule'
    | 'consent'
    | 'score sheet'
    | 'interaction'
    | 'red line'
    | 'region'
    | 'foothold'
    | 'covariate'
    | 'support'
    | 'broken peace'
    | 'proposal'
    | 'event'
    | 'step'
    | 'accession'
    | 'package'
    | 'scenario'
    | 'claim'
    | 'correlation'
    | 'giver'
  readonly id: string
  readonly says: string
  readonly provenance: Provenance
}

type Named = { readonly id: string; readonly provenance: Provenance; readonly says?: string; readonly name?: string }

/** In the order of the stages. */
export function partsOf(theCase: Case): Part[] {
  const part =
    (what: Part['what']) =>
    (thing: Named): Part => ({ what, id: thing.id, says: thing.says ?? thing.name ?? '', provenance: thing.provenance })
  const numbered =
    (what: Part['what'], id: string) =>
    (thing: { readonly provenance: Provenance }, index: number): Part => ({
      what,
      id: `${id}.${index}`,
      says: '',
      provenance: thing.provenance,
    })
  const { war, durability, bargaining, consequences } = theCase
  return [
    ...theCase.actors.map(part('actor')),
    ...theCase.quantities.map((quantity) => ({
      what: 'number' as const,
      id: quantity.id,
      says: quantity.unit,
      provenance: quantity.provenance,
    })),
    ...theCase.correlations.map(numbered('correlation', 'correlations')),
    ...theCase.hypotheses.map(part('hypothesis')),
    ...theCase.evidence.map(part('evidence')),
    ...theCase.issues.flatMap((issue) => [
      part('issue')(issue),
      ...issue.options.map((option) => ({ ...part('option')(option), id: `${issue.id}.${option.id}` })),
    ]),
    ...theCase.rules.filter((rule) => rule.leftTo === undefined).map(part('rule')),
    ...theCase.consents.map(part('consent')),
    ...theCase.scores.flatMap((sheet) => {
      const id = `scores.${defined(theCase.actors[sheet.actor]).id}`
      return [
        { what: 'score sheet' as const, id, says: '', provenance: sheet.provenance },
        ...sheet.interactions.map(numbered('interaction', `${id}.interactions`)),
      ]
    }),
    ...theCase.redLines.map(part('red line')),
    ...(war?.regions.map(part('region')) ?? []),
    ...(war?.foothold ? [part('foothold')(war.foothold)] : []),
    ...(durability?.covariates.map(numbered('covariate', 'durability.covariates')) ?? []),
    ...(durability?.after?.map(numbered('broken peace', 'durability.noDealAfter')) ?? []),
    ...(durability?.support.map(numbered('support', 'durability.support')) ?? []),
    ...(bargaining?.proposals.map(part('proposal')) ?? []),
    ...theCase.events.map(part('event')),
    ...(theCase.steps?.map(part('step')) ?? []),
    ...(consequences?.accessions.map(part('accession')) ?? []),
    ...theCase.packages.map(part('package')),
    ...theCase.scenarios.map(part('scenario')),
    ...theCase.claims.map(part('claim')),
    ...(theCase.givers?.countries.map((giver) => part('giver')({ ...giver, id: giver.country })) ?? []),
  ]
}

/** Parts that say they encode a claim. */
export function encodes(theCase: Case, claim: string): Part[] {
  return partsOf(theCase).filter(({ provenance }) => provenance.claims.includes(claim))
}
