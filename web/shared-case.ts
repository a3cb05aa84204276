/** A case that several people write on one server: opened as a revision, stored as the next, and put together with what
 *  others stored meanwhile. */
import { defined, mergeTexts } from '../src/internal.ts'
import type { Conflict } from '../src/internal.ts'
import { ClientError, getCase, getCaseText, listCases, listRevisions, putCase } from '../server/client.ts'
import type { Case } from '../server/client.ts'
import { server } from './server-runs.ts'

/** The revision that the text in the app was written from. */
export interface Opened {
  readonly id: string
  readonly revision: number
}

/** Where it is kept while the window is open. */
const KEY = 'armistice-shared'

export function openedCase(): Opened | null {
  const kept = sessionStorage.getItem(KEY)
  return kept === null ? null : (JSON.parse(kept) as Opened)
}

function keep(opened: Opened): void {
  sessionStorage.setItem(KEY, JSON.stringify(opened))
}

export type Stored =
  | { readonly kind: 'stored'; readonly revision: number }
  /** The text was that of the revision already. */
  | { readonly kind: 'same'; readonly revision: number }
  /** Others stored one meanwhile; `text` is theirs and ours. */
  | { readonly kind: 'merged'; readonly revision: number; readonly text: string }
  | Parted

/** Both changed the same places: nothing is stored. */
export interface Parted {
  readonly kind: 'parted'
  /** Who stored the revision that ours meets. */
  readonly theirs: Case
  readonly conflicts: readonly Conflict[]
  /** The text with one side chosen for each place. */
  settle(choices: readonly Choice[]): string
}

/** Whose lines come in a place that both changed. */
export type Choice = 'theirs' | 'mine' | 'both'

export async function casesThere(): Promise<readonly Case[]> {
  return (await listCases(server(), { limit: 200 })).items
}

export async function revisionsOf(id: string): Promise<readonly Case[]> {
  return (await listRevisions(server(), { id, limit: 20 })).items
}

const textOf = async (id: string, revision: number): Promise<string> =>
  (await getCaseText(server(), { id, revision })).text()

/** @returns the text of the present revision, from which what follows is written. */
export async function openShared(id: string): Promise<string> {
  const { revision } = await getCase(server(), { id })
  const text = await textOf(id, revision)
  keep({ id, revision })
  return text
}

/** Stores a text. @throws ClientError where the server refuses it for another reason than a revision in between. */
export async function storeShared(id: string, text: string, note: string): Promise<Stored> {
  const opened = openedCase()
  const base = opened?.id === id ? opened.revision : null
  try {
    const { revision, stored, merged } = await putCase(server(), { id, body: { text, base, note } })
    keep({ id, revision })
    if (merged) return { kind: 'merged', revision, text: await textOf(id, revision) }
    return { kind: stored ? 'stored' : 'same', revision }
  } catch (error) {
    if (!(error instanceof ClientError && error.problem.status === 409) || base === null) throw error
    return parted(id, base, text)
  }
}

async function parted(id: string, base: number, mine: string): Promise<Stored> {
  const theirs = await getCase(server(), { id })
  const [from, other] = await Promise.all([textOf(id, base), textOf(id, theirs.revision)])
  const merged = mergeTexts(from, other, mine)
  const settle = (choices: readonly Choice[]): string => {
    const settled = mergeTexts(from, other, mine, (conflict, number) => linesOf(conflict, defined(choices[number])))
    keep({ id, revision: theirs.revision })
    return settled.kind === 'clean' ? settled.text : mine
  }
  return { kind: 'parted', theirs, conflicts: merged.kind === 'conflicts' ? merged.conflicts : [], settle }
}

function linesOf({ theirs, mine }: Conflict, choice: Choice): readonly string[] {
  switch (choice) {
    case 'theirs':
      return theirs
    case 'mine':
      return mine
    case 'both':
      return [...theirs, ...mine]
  }
}
