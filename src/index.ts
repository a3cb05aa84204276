/** The library: a case from its text, a model of it, its worlds, what they come to, and whatever else can be asked of
 *  it. Pure: no input or output, no clock, no randomness but what the seed gives; the same in Node, in a browser, on a
 *  worker. `docs/library.md` has all of it with examples. */

// A case from its text.
export { load } from './load/load.ts'
export type { Loaded } from './load/load.ts'
export type { Case } from './case/case.ts'
export { renderDiagnostic } from './text/diagnostic.ts'
export type { Diagnostic } from './text/diagnostic.ts'
export { applyFixes } from './text/fixes.ts'
export { caseSchema } from './load/json-schema.ts'

// A run: a model, its worlds in chunks, what they come to.
export { compile, DEFAULT_SEED, DEFAULT_WORLDS } from './run/compile.ts'
export type { CompileOptions } from './run/compile.ts'
export type { Model } from './case/model.ts'
export { merge, simulate, worlds } from './run/simulate.ts'
export type { Tally } from './run/simulate.ts'
export type { Outcome } from './stages/findings/outcome.ts'
export { summarise } from './run/summarise.ts'
export type { Summary } from './run/summary.ts'
export type { Finding } from './stages/findings/find.ts'

// Anything else that can be asked: an ask of plain JSON in, a record of plain JSON out.
export { ASK_KINDS, askDigest, readAsk } from './answers/ask.ts'
export type { Ask, AskKind, RecordOf } from './answers/ask.ts'
export { answer } from './answers/answer.ts'
export type { Answer, Subject } from './answers/question.ts'
export { playAtOnce } from './answers/play.ts'
export type { Play } from './answers/play.ts'
export { canonicalJson } from './answers/canonical.ts'

// Negotiation domains of other programs.
export { formatOf, readDomain, readingOf, writeDomain } from './formats/negotiation-domain.ts'
export type { DomainFormat } from './formats/negotiation-domain.ts'
export type { Domain } from './methods/frontier/domain.ts'

// Which engine it was.
export { ENGINE_VERSION } from './version.ts'
