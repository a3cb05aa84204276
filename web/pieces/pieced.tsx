/** Tells the charts below what they are of, and pages of print which case and date they belong to. */
import { useMemo } from 'react'
import { paperStyle } from '../../present/documents/paper.ts'
import type { Actions, State } from '../model.ts'
import { addressOf } from '../share.ts'
import { bundledText } from '../opening.ts'
import { pictureOf } from './picture-of.ts'
import { PieceContext } from './piece-context.ts'
import type { Pieces } from './piece-context.ts'
import './pieces.css'

export function Pieced({
  state,
  actions,
  children,
}: {
  state: State
  actions: Actions
  children: React.ReactNode
}): React.ReactNode {
  const { shown, place, text, original } = state
  const pieces = useMemo((): Pieces | null => {
    if (!shown) return null
    const { case: theCase, summary } = shown
    return {
      of: {
        title: theCase.title,
        asOf: theCase.asOf,
        scenario: summary.scenario,
        worlds: summary.worlds,
        seed: summary.seed,
      },
      link: async () => {
        const { href, problem } = await actions.address()
        return problem === null ? href : null
      },
      live: async (id) => {
        const chart = pictureOf(id)
        if (chart === null) return null
        const isChanged = place.case === 'own' || text !== original
        const { hash, isWhole } = await addressOf(
          { ...place, view: 'piece', chart, text: isChanged ? text : null },
          await bundledText(place.case),
        )
        return isWhole ? `${location.href.split('#')[0]}${hash}` : null
      },
    }
  }, [shown, place, text, original, actions])
  const name = shown && place.view !== 'gallery' ? `${shown.case.title}, as of ${shown.case.asOf}` : 'Armistice'
  return (
    <PieceContext value={pieces}>
      <style>{paperStyle(name)}</style>
      <p className="print-name" aria-hidden="true">
        {name}
        {shown && `, seed ${shown.summary.seed}`}
      </p>
      {children}
    </PieceContext>
  )
}
