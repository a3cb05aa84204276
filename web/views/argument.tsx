/** The front page of a case: its argument, whose claims, numbers and pictures are computed and can be moved. */
import { defined } from '../../src/internal.ts'
import { useEffect, useMemo, useState } from 'react'
import type { Geography } from '../../present/charts/index.ts'
import { defaultArgument, parseArgument } from '../../present/documents/argument/index.ts'
import { CASES, geographyFor } from '../cases.ts'
import { ArgumentText } from '../parts/argument-text.tsx'
import { OppositeVerdict } from '../parts/opposite-verdict.tsx'
import type { ViewProps } from './view-props.ts'

export function ArgumentView({ state, actions }: ViewProps): React.ReactNode {
  const { place, text, original, baseline, isFull } = state
  const shown = defined(state.shown)
  const written = useArgument(place.case)
  const geography = useGeography(shown.case.id, place.case)
  const source = written === null ? defaultArgument(shown.case) : written
  const parsed = useMemo(
    () => (source === undefined ? null : parseArgument(source, 'argument.md', shown.case)),
    [source, shown.case],
  )
  if (!parsed) return <p role="status">Fetching the argument…</p>
  return (
    <ArgumentText
      document={parsed.document}
      diagnostics={parsed.diagnostics}
      shown={shown}
      theCase={defined(state.case)}
      baseline={baseline}
      original={state.originalCase}
      isChanged={text !== original || place.scenario !== null}
      isDraft={!isFull}
      geography={geography}
      setNumber={actions.setNumber}
      goTo={actions.goTo}
      opposite={(claim) => <OppositeVerdict key={claim} claim={claim} shown={shown} actions={actions} />}
    />
  )
}

/** The document of a bundled case; null where it has none, undefined until it is there. */
function useArgument(id: string): string | null | undefined {
  const [found, setFound] = useState<{ readonly id: string; readonly text: string | null } | null>(null)
  useEffect(() => {
    const fetch = CASES.find((entry) => entry.id === id)?.argument
    if (fetch)
      void fetch().then((text) => {
        setFound({ id, text })
      })
    else setFound({ id, text: null })
  }, [id])
  return found?.id === id ? found.text : undefined
}

function useGeography(id: string, place: string): Geography | null {
  const [found, setFound] = useState<Geography | null>(null)
  useEffect(() => {
    setFound(null)
    void geographyFor(id, place)?.().then((map) => {
      setFound(map as Geography)
    })
  }, [id, place])
  return found
}
