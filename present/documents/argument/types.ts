/** An argument as a document: prose in a small Markdown, with blocks that are computed from the case. */

export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'strong' | 'emphasis'; readonly inlines: readonly Inline[] }
  /** A claim of the ledger, or one of its several tests (from 0; null for all): in the words given, or in its own. */
  | {
      readonly kind: 'claim'
      readonly claim: string
      readonly test: number | null
      readonly words: readonly Inline[] | null
    }
  /** A number of the case that the reader may move, by the id of its quantity, `/option` behind it where it hangs on a
   *  hypothesis. */
  | { readonly kind: 'slider'; readonly quantity: string }
  /** A number or phrase of the run. */
  | { readonly kind: 'value'; readonly name: string; readonly args: readonly string[] }

export type ArgumentBlock =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly inlines: readonly Inline[] }
  | { readonly kind: 'paragraph'; readonly inlines: readonly Inline[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly Inline[])[] }
  | { readonly kind: 'chart'; readonly name: string }
  | { readonly kind: 'map'; readonly month: number }

export interface ArgumentDocument {
  readonly blocks: readonly ArgumentBlock[]
}
