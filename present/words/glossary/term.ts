/** A term of art and its explanation. */
export interface Term {
  /** Name of its entry in an address. */
  readonly id: string
  readonly name: string
  /** Forms by which a text uses it, in the singular; a form with a small first letter is found with a capital too. */
  readonly forms: readonly string[]
  /** A sentence or two, which need no other entry to be read. */
  readonly means: string
  /** Where a formula or a concept is from. */
  readonly source?: string
}

export interface TermGroup {
  readonly title: string
  readonly terms: readonly Term[]
}
