/** The door of those who carry cases and answers and compute none: names and words that need no engine behind them. */
export { canonicalJson } from './answers/canonical.ts'
export type { Json } from './answers/canonical.ts'
export { defined } from './case/defined.ts'
export { DRAFT_KINDS } from './load/draft-kinds.ts'
export { mergeTexts } from './text/merge-texts.ts'
export type { Conflict } from './text/merge-texts.ts'
export { suggest } from './text/suggest.ts'
export { ENGINE_VERSION } from './version.ts'
