/** The whole brief as one file that works offline. */
import type { Case } from '../../src/internal.ts'
import { useEffect, useRef, useState } from 'react'
import type { Geography, World } from '../../present/charts/index.ts'
import { NO_EXTRAS, renderHtml, renderMarkdown } from '../../present/documents/index.ts'
import type { Extras } from '../../present/documents/index.ts'
import { fetchWorld, geographyFor } from '../cases.ts'
import { save } from '../parts/save.ts'
import { read } from './shared.tsx'
import type { ViewProps } from './view-props.ts'

/** Maps, and what is computed beside the run; once that is finished, so that it never stands between an edit and its
 *  result. */
function useExtras({ state, actions }: ViewProps): Extras {
  const [extras, setExtras] = useState(NO_EXTRAS)
  const { isFull, shown } = state
  useEffect(() => {
    if (!isFull || !shown) return
    let isWanted = true
    void extrasOf(shown.case, state.place.case, actions).then((found) => {
      if (isWanted) setExtras(found)
    })
    return () => {
      isWanted = false
    }
  }, [actions, isFull, shown])
  return extras
}

/** A link to what is shown; null until it is made, and where none can carry the case. */
function useLink({ state, actions }: ViewProps): string | null {
  const [link, setLink] = useState<string | null>(null)
  const { text, place } = state
  useEffect(() => {
    let isWanted = true
    void actions.address().then(({ href, problem }) => {
      if (isWanted) setLink(problem === null ? href : null)
    })
    return () => {
      isWanted = false
    }
  }, [actions, text, place])
  return link
}

async function extrasOf(theCase: Case, place: string, actions: ViewProps['actions']): Promise<Extras> {
  const [geography, world, strikes, answer] = await Promise.all([
    geographyFor(theCase.id, place)?.() ?? null,
    theCase.givers ? fetchWorld() : null,
    actions.strikes().catch(() => null),
    actions.plane(null),
  ])
  return {
    geography: geography as Geography | null,
    world: world as World | null,
    strikes: typeof strikes === 'string' ? null : strikes,
    ...(answer.kind === 'failed' && { tooMany: answer.message }),
    plane: answer.kind === 'plane' ? answer.plane : null,
  }
}

export function ReportView(props: ViewProps): React.ReactNode {
  const { theCase, summary } = read(props)
  const extras = useExtras(props)
  const name = `${theCase.id}-brief`
  const link = useLink(props)
  const html = renderHtml(theCase, summary, link === null ? extras : { ...extras, link })
  const preview = useRef<HTMLIFrameElement>(null)
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
            save(`${name}.json`, `${JSON.stringify(summary)}\n`, 'application/json')
          }}
        >
          Numbers (JSON)
        </button>
        <button
          type="button"
          onClick={() => {
            preview.current?.contentWindow?.print()
          }}
        >
          Print all of it
        </button>
      </div>
      <iframe
        ref={preview}
        title="The report as it will look"
        className="preview"
        sandbox="allow-same-origin allow-modals"
        srcDoc={html}
      />
    </section>
  )
}
