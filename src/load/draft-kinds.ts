/** What a case can be begun as. */
export const DRAFT_KINDS = ['interstate', 'civil', 'labour', 'treaty', 'blank'] as const
export type DraftKind = (typeof DRAFT_KINDS)[number]
