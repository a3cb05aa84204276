/** The door of those who carry cases and answers and compute none: names by content and the version, without the engine behind them. */
export { canonicalJson } from './answers/canonical.ts'
export type { Json } from './answers/canonical.ts'
export { defined } from './case/defined.ts'
export { ENGINE_VERSION } from './version.ts'
