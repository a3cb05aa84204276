/** The names that a file declares, gathered before anything refers to them. The index of a name is that of the thing in the `Case`. */
import type { NameKind } from './shape.ts'
import { child, entriesOf, itemsOf, textOf } from './tree.ts'
import type { Node } from './tree.ts'

export interface Names {
  readonly of: Readonly<Record<NameKind, readonly string[]>>
  /** Option ids by issue, by hypothesis set. */
  readonly issueOptions: readonly (readonly string[])[]
  readonly hypothesisOptions: readonly (readonly string[])[]
}

export function gatherNames(root: Node): Names {
  const keys = (section: string): string[] => entriesOf(child(root, section)).map((entry) => entry.key)
  const options = (section: string): string[][] =>
    entriesOf(child(root, section)).map((entry) => entriesOf(child(entry.value, 'options')).map((option) => option.key))
  return {
    of: {
      source: keys('sources'), actor: keys('actors'), quantity: keys('quantities'), hypothesis: keys('hypotheses'), issue: keys('issues'),
      consent: keys('consents'), package: keys('packages'), scenario: keys('scenarios'), claim: keys('claims'),
      redLine: idsOf(child(root, 'redLines')), proposal: idsOf(child(child(root, 'bargaining'), 'proposals')),
      accession: idsOf(child(child(root, 'consequences'), 'accessions')),
    },
    issueOptions: options('issues'),
    hypothesisOptions: options('hypotheses'),
  }
}

/** The `id` of each item of a list; the empty text where it is missing, so that indices stay right. */
export function idsOf(node: Node | null): string[] {
  return itemsOf(node).map((item) => textOf(child(item, 'id')) ?? '')
}

/** How messages call what a name refers to. */
export const CALLED: Readonly<Record<NameKind, string>> = {
  source: 'source', actor: 'actor', quantity: 'quantity', hypothesis: 'hypothesis set', issue: 'issue', consent: 'consent', redLine: 'red line',
  package: 'package', scenario: 'scenario', claim: 'claim', proposal: 'proposal', accession: 'accession',
}

/** Where such names are declared. */
export const DECLARED: Readonly<Record<NameKind, string>> = {
  source: 'sources', actor: 'actors', quantity: 'quantities', hypothesis: 'hypotheses', issue: 'issues', consent: 'consents', redLine: 'redLines',
  package: 'packages', scenario: 'scenarios', claim: 'claims', proposal: 'bargaining: proposals', accession: 'consequences: accessions',
}
