/** What was changed, always in sight: chips that undo themselves, the headline before and after, verdicts that
 *  turned. */
import { defined } from '../../src/internal.ts'
import { useMemo } from 'react'
import { changedVerdicts, nearestFlip, percent, scenarioLabel, wordsOf } from '../../present/words/index.ts'
import { chipsOf, putBack, stretchesOf } from '../../present/documents/changes.ts'
import { CopyLink } from './copy-link.tsx'
import type { Actions, State } from '../model.ts'
import type { Ran } from '../run-state.ts'

export type ChangeBarState = Pick<
  State,
  'text' | 'original' | 'originalCase' | 'baseline' | 'shown' | 'isFull' | 'place' | 'case'
>
/** A page from disk has no address that others could open. */
export type ChangeBarActions = Pick<Actions, 'edit' | 'show'> & { readonly address: Actions['address'] | null }

export function ChangeBar({ state, actions }: { state: ChangeBarState; actions: ChangeBarActions }): React.ReactNode {
  const { text, original, originalCase, baseline, place } = state
  const stretches = useMemo(
    () => (text === null || original === null || text === original ? [] : stretchesOf(original, text)),
    [text, original],
  )
  if (text === null || original === null || (stretches.length === 0 && place.scenario === null)) return null
  const chips = originalCase ? chipsOf(stretches, originalCase, state.case) : []
  return (
    <section className="changes" aria-label="What you changed">
      <div className="chips">
        <strong>You changed</strong>
        {chips.map(({ text: says, stretch }, k) => (
          <button
            key={k}
            type="button"
            className="chip"
            aria-label={`Undo: ${says}`}
            onClick={() => {
              actions.edit(putBack(original, text, stretch))
            }}
          >
            {says} <span aria-hidden="true">×</span>
          </button>
        ))}
        {place.scenario !== null && (
          <button
            type="button"
            className="chip"
            aria-label={`Undo: scenario ${scenarioSays(state)}`}
            onClick={() => {
              actions.show({ scenario: null })
            }}
          >
            scenario: {scenarioSays(state)} <span aria-hidden="true">×</span>
          </button>
        )}
        {chips.length > 1 && (
          <button
            type="button"
            onClick={() => {
              actions.edit(original)
            }}
          >
            Undo all
          </button>
        )}
        {actions.address && <CopyLink actions={{ address: actions.address }} state={state} label="Copy link" />}
      </div>
      <div aria-live="polite">
        {baseline && state.shown && <Effect before={baseline} after={state.shown} isBusy={!state.isFull} />}
      </div>
    </section>
  )
}

function scenarioSays({ case: theCase, place }: ChangeBarState): string {
  return theCase ? scenarioLabel(theCase, place.scenario) : (place.scenario ?? '')
}

/** Most verdicts that are spelt out; the others are counted. */
const SPELT = 3

function Effect({ before, after, isBusy }: { before: Ran; after: Ran; isBusy: boolean }): React.ReactNode {
  const turned = changedVerdicts(before.summary.findings, after.summary.findings, isBusy)
  const nearest = turned.length === 0 ? nearestFlip(after.summary.findings) : null
  return (
    <p className={isBusy ? 'effect busy' : 'effect'}>
      <Headline before={before} after={after} />{' '}
      {turned.length > 0 ? (
        <>
          Turned:{' '}
          {turned
            .slice(0, SPELT)
            .map(({ claim, text }) => `${claim} ${text}`)
            .join('; ')}
          {turned.length > SPELT ? `; and ${turned.length - SPELT} more` : ''}.
        </>
      ) : (
        <>
          No verdict turned.{' '}
          {nearest &&
            `Nearest: ${nearest.claim}, which ${nearest.text}, ${nearest.points < 1 ? 'less than a point' : nearest.points < 1.5 ? 'a point' : `${Math.round(nearest.points)} points`} away.`}
        </>
      )}
    </p>
  )
}

function Headline({ before, after }: { before: Ran; after: Ran }): React.ReactNode {
  const months = Math.min(
    12,
    defined(after.summary.arms[0]).dealBy.length,
    defined(before.summary.arms[0]).dealBy.length,
  )
  if (months === 0) return null
  const [was, is] = [before, after].map(({ summary }) =>
    percent(defined(defined(summary.arms[0]).dealBy[months - 1]).estimate),
  )
  return (
    <strong>
      A {wordsOf(after.case).deal} within {months} months: {was} → {is}.
    </strong>
  )
}
