/** The whole brief as one file that works offline. */
import { renderHtml, renderMarkdown } from '../../report/index.ts'
import { save } from '../parts/header.tsx'
import type { ViewProps } from './view-props.ts'

export function ReportView({ state }: ViewProps): React.ReactNode {
  const theCase = state.case!
  const summary = state.summary!
  const name = `${theCase.id}-brief`
  return (
    <section>
      <h1>Take the brief with you</h1>
      <p>
        One file with every chart, its numbers, sources, seed and engine version. It needs no network and no program but
        a browser; print it from there.
      </p>
      <div className="row">
        <button
          type="button"
          className="primary"
          onClick={() => {
            save(`${name}.html`, renderHtml(theCase, summary), 'text/html')
          }}
        >
          One HTML file
        </button>
        <button
          type="button"
          onClick={() => {
            save(`${name}.md`, renderMarkdown(theCase, summary), 'text/markdown')
          }}
        >
          Markdown
        </button>
        <button
          type="button"
          onClick={() => {
            save(`${name}.json`, JSON.stringify(summary, null, 2), 'application/json')
          }}
        >
          Numbers (JSON)
        </button>
        <button
          type="button"
          onClick={() => {
            print()
          }}
        >
          Print this page
        </button>
      </div>
      <iframe title="The report as it will look" className="preview" sandbox="" srcDoc={renderHtml(theCase, summary)} />
    </section>
  )
}
