/** One chart and one number that moves it, to stand in a frame of another page. */
import { useMemo } from 'react'
import { parseArgument } from '../../present/documents/argument/index.ts'
import { assumptionLabel } from '../../present/words/index.ts'
import { defined } from '../../src/internal.ts'
import type { Case } from '../../src/internal.ts'
import { ArgumentText } from '../parts/argument-text.tsx'
import { moverOf } from './mover.ts'
import type { ViewProps } from '../views/view-props.ts'

/** Numbers that are offered. */
const OFFERED = 200

/** Ids of numbers that can be moved in a sentence. */
function sliders(theCase: Case): string[] {
  return theCase.quantities
    .slice(0, OFFERED)
    .map(({ id }) => id)
    .filter((id) => parseArgument(`{slider ${id}}`, 'piece.md', theCase).diagnostics.length === 0)
}

export function PieceView({ state, actions }: ViewProps): React.ReactNode {
  const { place, text, original, baseline, isFull } = state
  const shown = defined(state.shown)
  const theCase = shown.case
  const offered = useMemo(() => sliders(theCase), [theCase])
  const chart = place.chart ?? 'dealBy'
  const slider =
    [place.slider, moverOf(theCase, chart)].find((id) => id !== null && offered.includes(id)) ?? offered[0] ?? null
  const parsed = useMemo(
    () => parseArgument(`${slider === null ? '' : `{slider ${slider}}\n\n`}{chart ${chart}}`, 'piece.md', theCase),
    [slider, chart, theCase],
  )
  return (
    <section className="piece-view">
      <h1>
        {theCase.title}, as of {theCase.asOf}
      </h1>
      {slider !== null && (
        <label className="field">
          Number to move{' '}
          <select
            value={slider}
            onChange={(event) => {
              actions.show({ slider: event.target.value })
            }}
          >
            {offered.map((id) => (
              <option key={id} value={id}>
                {assumptionLabel(theCase, id)}
              </option>
            ))}
          </select>
        </label>
      )}
      <ArgumentText
        document={parsed.document}
        diagnostics={parsed.diagnostics}
        shown={shown}
        theCase={defined(state.case)}
        baseline={baseline}
        original={state.originalCase}
        isChanged={text !== original || place.scenario !== null}
        isDraft={!isFull}
        geography={null}
        setNumber={actions.setNumber}
        goTo={null}
      />
      <p className="meta">
        <a href={location.href.replace('#/piece', '#/argument')} target="_blank" rel="noopener">
          The whole case, with its sources
        </a>
      </p>
    </section>
  )
}
