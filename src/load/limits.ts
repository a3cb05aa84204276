/** What a case file may cost to read. A file is data from anybody: each limit bounds time or memory, far above any case written by hand. */

/** UTF-16 units of a file. */
export const MAX_LENGTH = 5_000_000
/** Lexical tokens. The flagship case has fewer than 50,000. */
export const MAX_TOKENS = 400_000
/** Lists and maps inside each other. */
export const MAX_DEPTH = 100
/** Maps, lists and texts, aliases expanded. */
export const MAX_NODES = 200_000
/** Uses of aliases. */
export const MAX_ALIASES = 100
/** Diagnostics reported of one file. */
export const MAX_DIAGNOSTICS = 500
