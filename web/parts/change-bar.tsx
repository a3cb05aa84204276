/** What was changed, always in sight: chips that undo themselves, the headline before and after, verdicts that
 *  turned. */
import { defined } from '../../src/internal.ts'
import type { Interval } from '../../src/internal.ts'
import { useMemo } from 'react'
import {
  changedVerdicts,
  grouped,
  nearestFlip,
  percent,
  scenarioLabel,
  wordsOf,
  signed,
  whole,
} from '../../present/words/index.ts'
import { chipsOf, putBack, stretchesOf } from '../../present/documents/changes.ts'
import { CopyLink } from './copy-link.tsx'
import type { Actions, State } from '../model.ts'
import { pairedDifference } from '../paired.ts'
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
  | 'draft'
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
  const chips = useMemo(() => chipsOf(stretches, originalCase, state.case), [stretches, originalCase, state.case])
  if (text === null || original === null || (stretches.length === 0 && place.scenario === null)) return null
  if (state.case === null && state.shown === null) return null
  return (
    <section className="changes" aria-label="What you changed">
      <div className="chips">
        <strong>{whoChanged(state)}</strong>
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

/** Whoever reads what a link brought has changed none of that. */
function whoChanged({ linked, text, original, place }: ChangeBarState): string {
  if (linked === null || (linked.text === original && linked.scenario === null)) return 'You changed'
  const isAsLinked = linked.text === text && linked.scenario === place.scenario
  return isAsLinked ? 'This link changes' : 'The link and you changed'
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

const COUNTING = 'Counting what follows…'

function Effect({ state, show }: EffectProps): React.ReactNode {
  const { baseline, shown, draft, isOld, isFull } = state
  const answer = state.isAnswerOld ? null : state.answer
  if (!baseline) return <p className="effect">The case as it came is still being counted: no comparison yet.</p>
  const isCounted = shown !== null && !isOld && !isUnsettled(shown)
  return (
    <p className={isFull ? 'effect' : 'effect busy'}>
      {answer ? (
        <Headline before={baseline} after={answer} />
      ) : draft ? (
        <Sofar before={baseline} after={draft} />
      ) : (
        COUNTING
      )}{' '}
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

/** Months by which both runs tell a deal. */
function monthsOf(before: Ran, after: Ran): number {
  return Math.min(12, ...[before, after].map(({ summary }) => defined(summary.arms[0]).dealBy.length))
}

const pairedRuns = (before: Ran, after: Ran, months: number): ReturnType<typeof pairedDifference> =>
  before.months && after.months && pairedDifference(before.months, after.months, months)

/** Of the first worlds alone: which way it goes, on the worlds that both have. */
function Sofar({ before, after }: { before: Ran; after: Ran }): React.ReactNode {
  const months = monthsOf(before, after)
  const paired = pairedRuns(before, after, months)
  if (months === 0 || !paired) return COUNTING
  return (
    <em>
      A draft, counting on: a {wordsOf(after.case).deal} within {months} months {apartText(paired.apart)}, on the same{' '}
      {grouped(paired.worlds)} worlds.
    </em>
  )
}

/** The answer before and after. While fewer worlds tell of the change than of the case before, what they say of the
 *  difference is put to that: the two numbers by themselves would be apart for other reasons as well. */
function Headline({ before, after }: { before: Ran; after: Ran }): React.ReactNode {
  const months = monthsOf(before, after)
  if (months === 0) return null
  const [was, is] = [before, after].map(({ summary }) => defined(defined(summary.arms[0]).dealBy[months - 1]).estimate)
  const paired = pairedRuns(before, after, months)
  const moved = paired ? Math.max(0, Math.min(1, defined(was) + paired.apart.estimate)) : defined(is)
  const isWhole = paired?.worlds === worldsOf(before) && paired.worlds === worldsOf(after)
  return (
    <>
      <strong>
        A {wordsOf(after.case).deal} within {months} months: {percent(defined(was))} → {paired && !isWhole && 'about '}
        {percent(moved)}.
      </strong>{' '}
      {paired ? (
        <span title="Both cases meet the same chances in each world, so that the difference is surer than either number.">
          {apartText(paired.apart)}, on the same {grouped(paired.worlds)} worlds.
        </span>
      ) : (
        <>Not yet compared: {ofWorlds(before, after)}.</>
      )}
    </>
  )
}

/** `+4 points, 1 to 7`. */
function apartText({ estimate, low, high }: Interval): string {
  const points = Math.round(estimate * 100)
  const noun = Math.abs(points) === 1 ? 'point' : 'points'
  return `${signed(points)} ${noun}, ${whole(low * 100)} to ${whole(high * 100)}`
}
