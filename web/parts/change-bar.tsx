/** What was changed, always in sight: chips that undo themselves, the headline before and after, verdicts that
 *  turned. */
import { defined } from '../../src/internal.ts'
import type { Interval } from '../../src/internal.ts'
import { useMemo } from 'react'
import { changedVerdicts, grouped, nearestFlip, percent, scenarioLabel, wordsOf } from '../../present/words/index.ts'
import { chipsOf, putBack, stretchesOf } from '../../present/documents/changes.ts'
import { CopyLink } from './copy-link.tsx'
import type { Actions, State } from '../model.ts'
import { isUnsettled, worldsOf } from '../run-state.ts'
import type { Ran } from '../run-state.ts'
import { sentenceOf } from './argument-text.tsx'
import { standingName, standingOf } from './standing.ts'

export type ChangeBarState = Pick<
  State,
  | 'text'
  | 'original'
  | 'originalCase'
  | 'baseline'
  | 'shown'
  | 'answer'
  | 'isOld'
  | 'isAnswerOld'
  | 'isFull'
  | 'place'
  | 'case'
  | 'linked'
>
/** A page from disk has no address that others could open. */
export type ChangeBarActions = Pick<Actions, 'edit' | 'show'> & { readonly address: Actions['address'] | null }

export function ChangeBar({ state, actions }: { state: ChangeBarState; actions: ChangeBarActions }): React.ReactNode {
  const { text, original, originalCase, place } = state
  const stretches = useMemo(
    () => (text === null || original === null || text === original ? [] : stretchesOf(original, text)),
    [text, original],
  )
  if (text === null || original === null || (stretches.length === 0 && place.scenario === null)) return null
  if (state.case === null && state.shown === null) return null
  const chips = chipsOf(stretches, originalCase, state.case)
  return (
    <section className="changes" aria-label="What you changed">
      <div className="chips">
        <strong>{state.linked === text ? 'This link changes' : 'You changed'}</strong>
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
        <Effect state={state} show={actions.show} />
      </div>
    </section>
  )
}

function scenarioSays({ case: theCase, place }: ChangeBarState): string {
  return theCase ? scenarioLabel(theCase, place.scenario) : (place.scenario ?? '')
}

/** Most verdicts that are spelt out; the others are counted. */
const SPELT = 8

interface EffectProps {
  readonly state: ChangeBarState
  readonly show: ChangeBarActions['show']
}

function Effect({ state, show }: EffectProps): React.ReactNode {
  const { baseline, shown, answer, isOld, isAnswerOld, isFull } = state
  if (!baseline) return <p className="effect">The case as it came is still being counted: no comparison yet.</p>
  const isCounted = shown !== null && !isOld && !isUnsettled(shown)
  return (
    <p className={isFull ? 'effect' : 'effect busy'}>
      {answer && !isAnswerOld ? <Headline before={baseline} after={answer} /> : 'Counting what follows…'}{' '}
      {isCounted ? (
        <Turned before={baseline} after={shown} isBusy={!isFull} show={show} />
      ) : (
        'Verdicts are not counted yet.'
      )}
    </p>
  )
}

interface TurnedProps {
  readonly before: Ran
  readonly after: Ran
  readonly isBusy: boolean
  readonly show: ChangeBarActions['show']
}

/** The verdicts that turned, each a way to its sentence. */
function Turned({ before, after, isBusy, show }: TurnedProps): React.ReactNode {
  const turned = changedVerdicts(before.summary.findings, after.summary.findings, isBusy, after.case).filter(
    ({ claim }) => standingOf(after, claim) !== 'pending' && standingOf(before, claim) !== 'pending',
  )
  const nearest = turned.length === 0 ? nearestFlip(after.summary.findings) : null
  const says = (ran: Ran, claim: string): string => standingName(standingOf(ran, claim))
  if (turned.length === 0)
    return (
      <>
        No verdict changed{isBusy && ' so far'} ({ofWorlds(before, after)}).{' '}
        {nearest && `Nearest: ${nearest.claim}, which ${nearest.text}, ${awayText(nearest.points)} away.`}
      </>
    )
  return (
    <>
      {turned.length === 1 ? '1 verdict' : `${turned.length} verdicts`} changed ({ofWorlds(before, after)}):{' '}
      {turned.slice(0, SPELT).map(({ claim, text }) => (
        <button key={claim} type="button" className="line" title={text} onClick={() => jump(claim, show)}>
          {claim} {says(before, claim)} → {says(after, claim)}
        </button>
      ))}
      {turned.length > SPELT && ` and ${turned.length - SPELT} more`}
    </>
  )
}

const awayText = (points: number): string =>
  points < 1 ? 'less than a point' : points < 1.5 ? 'a point' : `${Math.round(points)} points`

function ofWorlds(before: Ran, after: Ran): string {
  const [was, is] = [worldsOf(before), worldsOf(after)]
  return was === is ? `of the same ${grouped(is)} worlds` : `of ${grouped(was)} worlds before, ${grouped(is)} after`
}

/** Milliseconds for which a sentence of another view is waited for, and between two looks. */
const WAITS = 3000
const LOOKS = 50

/** Goes to a claim's sentence in the argument. */
function jump(claim: string, show: ChangeBarActions['show']): void {
  if (!document.getElementById(sentenceOf(claim))) show({ view: 'argument' })
  const look = (left: number): void => {
    const sentence = document.getElementById(sentenceOf(claim))
    if (sentence) {
      sentence.scrollIntoView({ block: 'center' })
      sentence.tabIndex = -1
      sentence.focus({ preventScroll: true })
    } else if (left > 0) setTimeout(() => look(left - LOOKS), LOOKS)
  }
  look(WAITS)
}

/** The answer before and after, with the difference where both are of the same worlds. */
function Headline({ before, after }: { before: Ran; after: Ran }): React.ReactNode {
  const months = Math.min(
    12,
    defined(after.summary.arms[0]).dealBy.length,
    defined(before.summary.arms[0]).dealBy.length,
  )
  if (months === 0) return null
  const [was, is] = [before, after].map(({ summary }) => defined(defined(summary.arms[0]).dealBy[months - 1]))
  return (
    <>
      <strong>
        A {wordsOf(after.case).deal} within {months} months: {percent(defined(was).estimate)} →{' '}
        {percent(defined(is).estimate)}.
      </strong>{' '}
      {worldsOf(before) === worldsOf(after) ? (
        <span title="The interval is that of two separate runs: on the same worlds it is rather narrower.">
          {apartText(defined(was), defined(is))}, {grouped(worldsOf(after))} worlds each.
        </span>
      ) : (
        <>Not yet compared: {ofWorlds(before, after)}.</>
      )}
    </>
  )
}

/** `+4 points, 1 to 7`: squares of the half-widths add up. */
function apartText(was: Interval, is: Interval): string {
  const apart = is.estimate - was.estimate
  const low = apart - Math.hypot(is.estimate - is.low, was.high - was.estimate)
  const high = apart + Math.hypot(is.high - is.estimate, was.estimate - was.low)
  const [points, from, to] = [apart, low, high].map((x) => Math.round(x * 100))
  const signed = (x: number): string => (x > 0 ? `+${x}` : x < 0 ? `−${-x}` : '0')
  const plain = (x: number): string => (x < 0 ? `−${-x}` : String(Math.abs(x)))
  const noun = Math.abs(defined(points)) === 1 ? 'point' : 'points'
  return `${signed(defined(points))} ${noun}, ${plain(defined(from))} to ${plain(defined(to))}`
}
