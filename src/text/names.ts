/** The names that a file declares, gathered before anything refers to them. The index of a name is that of the thing
 *  in the `Case`. */
import { defined } from '../case/defined.ts'
import { amountsOf } from './amounts.ts'
import { MAX_ISSUES, MAX_NAMES, MAX_QUANTITIES, refuse } from './limits.ts'
import type { NameKind } from './shape.ts'
import { child, entriesOf, itemsOf, textOf } from './tree.ts'
import type { Node } from './tree.ts'

export interface Names {
  /** Kinds whose section is there and no map: what they are named is not known. */
  readonly lost: ReadonlySet<NameKind>
  readonly of: Readonly<Record<NameKind, readonly string[]>>
  /** Option ids by issue, by hypothesis set. */
  readonly issueOptions: readonly (readonly string[])[]
  /** The amounts that the options of an issue stand for, null where they stand for none. */
  readonly issueAmounts: readonly (readonly number[] | null)[]
  readonly hypothesisOptions: readonly (readonly string[])[]
}

/** @throws Refusal where there are more names of a kind than a case can have. */
export function gatherNames(root: Node): Names {
  const keys = (section: string, most: number = MAX_NAMES): string[] => keysOf(child(root, section), most)
  const amounts = entriesOf(child(root, 'issues')).map(({ value }) => amountsIn(value))
  const options = (section: string): string[][] =>
    entriesOf(child(root, section)).map((entry) => keysOf(child(entry.value, 'options'), MAX_NAMES))
  const lost = (
    ['source', 'actor', 'quantity', 'hypothesis', 'issue', 'consent', 'package', 'scenario', 'claim'] as const
  ).filter((kind) => (child(root, DECLARED[kind])?.kind ?? 'map') !== 'map')
  return {
    lost: new Set(lost),
    of: {
      source: keys('sources'),
      actor: keys('actors', MAX_ISSUES),
      quantity: keys('quantities', MAX_QUANTITIES),
      hypothesis: keys('hypotheses'),
      issue: keys('issues', MAX_ISSUES),
      consent: keys('consents'),
      package: keys('packages'),
      scenario: keys('scenarios'),
      claim: keys('claims'),
      redLine: idsOf(child(root, 'redLines')),
      proposal: idsOf(child(child(root, 'bargaining'), 'proposals')),
      event: [...idsOf(child(child(root, 'war'), 'turns')), ...idsOf(child(root, 'events'))],
      step: idsOf(child(root, 'steps')),
      accession: idsOf(child(child(root, 'consequences'), 'accessions')),
      front: keysOf(child(child(root, 'war'), 'fronts'), MAX_NAMES),
    },
    issueOptions: options('issues').map((ids, issue) => amounts[issue]?.map(String) ?? ids),
    issueAmounts: amounts,
    hypothesisOptions: options('hypotheses'),
  }
}

function amountsIn(issue: Node): readonly number[] | null {
  if (child(issue, 'amount') === null) return null
  const amounts = amountsOf(issue)
  return amounts.ok ? amounts.values : []
}

function keysOf(node: Node | null, most: number): string[] {
  const keys = entriesOf(node).map((entry) => entry.key)
  if (keys.length > most)
    refuse('too-large', `there can be ${most} of these, not ${keys.length}`, defined(entriesOf(node)[most]).keySpan)
  return keys
}

/** The `id` of each item of a list; the empty text where it is missing, so that indices stay right. */
export function idsOf(node: Node | null): string[] {
  const items = itemsOf(node)
  if (items.length > MAX_NAMES)
    refuse('too-large', `there can be ${MAX_NAMES} of these, not ${items.length}`, defined(items[MAX_NAMES]).span)
  return items.map((item) => textOf(child(item, 'id')) ?? '')
}

/** How messages call what a name refers to. */
export const CALLED: Readonly<Record<NameKind, string>> = {
  source: 'source',
  actor: 'actor',
  quantity: 'quantity',
  hypothesis: 'hypothesis set',
  issue: 'issue',
  consent: 'consent',
  redLine: 'red line',
  package: 'package',
  scenario: 'scenario',
  claim: 'claim',
  proposal: 'proposal',
  event: 'event',
  step: 'step',
  accession: 'accession',
  front: 'front',
}

/** Where such names are declared. */
export const DECLARED: Readonly<Record<NameKind, string>> = {
  source: 'sources',
  actor: 'actors',
  quantity: 'quantities',
  hypothesis: 'hypotheses',
  issue: 'issues',
  consent: 'consents',
  redLine: 'redLines',
  package: 'packages',
  scenario: 'scenarios',
  claim: 'claims',
  proposal: 'bargaining: proposals',
  event: 'events',
  step: 'steps',
  accession: 'consequences: accessions',
  front: 'war: fronts',
}
