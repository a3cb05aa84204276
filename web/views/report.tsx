/** The whole brief as one file that works offline. */
import { defined } from '../../src/internal.ts'
import { useEffect, useState } from 'react'
import type { Geography, World } from '../../present/charts/index.ts'
import { NO_EXTRAS, renderHtml, renderMarkdown } from '../../present/documents/index.ts'
import type { Extras } from '../../present/documents/index.ts'
import { fetchWorld, geographyFor } from '../cases.ts'
import { save } from '../parts/save.ts'
import type { ViewProps } from './view-props.ts'

/** Maps, and what is computed beside the run; once that is finished, so that it never stands between an edit and its result. */
function useExtras({ state, actions }: ViewProps): Extras {
  const [extras, setExtras] = useState(NO_EXTRAS)
  const { isLast, summary } = state
  useEffect(() => {
    if (!isLast || !summary) return
    let isWanted = true
    void extrasOf(state, actions).then((found) => {
      if (isWanted) setExtras(found)
    })
    return () => {
      isWanted = false
    }
  }, [actions, isLast, summary])
  return extras
}

async function extrasOf(state: ViewProps['state'], actions: ViewProps['actions']): Promise<Extras> {
  const theCase = defined(state.case)
  const [geography, world, strikes, answer] = await Promise.all([
    geographyFor(theCase.id, state.place.case)?.() ?? null,
    theCase.givers ? fetchWorld() : null,
    actions.strikes().catch(() => null),
    actions.plane(null),
  ])
  return {
    geography: geography as Geography | null,
    world: world as World | null,
    strikes,
    plane: answer.kind === 'plane' ? answer.plane : null,
  }
}

export function ReportView(props: ViewProps): React.ReactNode {
  const { state } = props
  const theCase = defined(state.case)
  const summary = defined(state.summary)
  const extras = useExtras(props)
  const name = `${theCase.id}-brief`
  const html = renderHtml(theCase, summary, extras)
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
            save(`${name}.html`, html, 'text/html')
          }}
        >
          One HTML file
        </button>
        <button
          type="button"
          onClick={() => {
            save(`${name}.md`, renderMarkdown(theCase, summary, extras), 'text/markdown')
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
      <iframe title="The report as it will look" className="preview" sandbox="" srcDoc={html} />
    </section>
  )
}
