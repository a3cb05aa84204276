/** An argument as one file: HTML or Markdown. */
import type { Case, Summary } from '../../../src/internal.ts'
import type { Geography } from '../../charts/index.ts'
import { htmlPage, metaOf, paperName } from '../page.ts'
import type { Live } from '../page.ts'
import { argumentHtml } from './html.ts'
import type { ArgumentDocument } from './types.ts'

export interface ArgumentPage {
  readonly document: ArgumentDocument
  readonly geography: Geography | null
  /** What makes the page run; null for text and pictures alone. */
  readonly live: Live | null
}

export function renderArgument(theCase: Case, summary: Summary, { document, geography, live }: ArgumentPage): string {
  return htmlPage({
    title: `${theCase.title}: the argument`,
    heading: null,
    paper: paperName(theCase),
    meta: metaOf(theCase, summary),
    main: argumentHtml(document, { case: theCase, summary, geography }),
    live,
  })
}
