/** What stops the terms: the rule, consent, red line or margin, how often, with source and line. */
import { stopsOf } from '../../present/words/index.ts'
import type { Citation, Stop } from '../../present/words/index.ts'
import type { Case, Explanation } from '../../src/internal.ts'
import type { Actions } from '../model.ts'
import { Termed } from '../parts/term.tsx'
import { LineLink } from '../parts/line-link.tsx'

const KINDS: Readonly<Record<Stop['kind'], string>> = {
  rule: 'Rule',
  consent: 'Consent',
  'red line': 'Red line',
  margin: 'Margin',
}

export function Stops({
  theCase,
  explanation,
  actions,
}: {
  theCase: Case
  explanation: Explanation
  actions: Actions
}): React.ReactNode {
  const stops = stopsOf(theCase, explanation)
  if (stops.length === 0) return <p>Nothing stops it in any world looked at.</p>
  return (
    <ul className="stops">
      {stops.map((stop) => (
        <li key={`${stop.kind} ${stop.id}`}>
          <p>
            <span className="stop-kind">
              <Termed>{KINDS[stop.kind]}</Termed>
              {stop.kind === 'red line' && stop.actor ? ` of ${nameOf(theCase, stop.actor)}` : ''}
            </span>{' '}
            {/[.!?]$/.test(stop.says) ? stop.says : `${stop.says}.`} <strong>{stop.text}.</strong>
          </p>
          <p className="meta">
            <Sources of={stop.sources} /> <LineLink line={stop.line} actions={actions} />
          </p>
        </li>
      ))}
    </ul>
  )
}

const nameOf = (theCase: Case, id: string): string => theCase.actors.find((actor) => actor.id === id)?.name ?? id

function Sources({ of }: { of: readonly Citation[] }): React.ReactNode {
  if (of.length === 0) return 'No source given.'
  return of.map(({ cited, title, url }, k) => (
    <span key={cited}>
      {k > 0 && '; '}
      {url ? (
        <a href={url} rel="noreferrer noopener" target="_blank">
          {title}
        </a>
      ) : (
        (title ?? cited)
      )}
    </span>
  ))
}
