/** A run as a document: one HTML file that works from disk with the network off, or Markdown. */
export { NO_EXTRAS } from './blocks.ts'
export type { Extras } from './blocks.ts'
export { renderHtml } from './html.ts'
export { renderMarkdown } from './markdown.ts'
export { renderRecord } from './record-page.ts'
export type { Live } from './page.ts'
export { defaultArgument, parseArgument, renderArgument } from './argument/index.ts'
