/** The views, in the order of the keys Alt+1 … 9. */
import { defined } from '../../src/internal.ts'
import { lazy, memo } from 'react'
import { geographyFor } from '../cases.ts'
import { Boundary } from '../parts/boundary.tsx'
import { Gallery } from './gallery.tsx'
import { TermsOnce } from '../parts/term.tsx'
import { isServed } from '../server-runs.ts'
import { SHOWN } from './view-props.ts'
import type { Shown, ViewProps } from './view-props.ts'

export interface View {
  readonly id: string
  readonly title: string
  /** Whether the case has what the view shows: no door leads to an empty room. */
  readonly shownFor: (state: Shown) => boolean
  /** What a case lacks for which it is not shown, in a sentence. */
  readonly lacks?: string
  readonly View: React.ComponentType<ViewProps>
}

const has =
  (part: (state: Shown) => unknown) =>
  (state: Shown): boolean =>
    state.case !== null && Boolean(part(state))
const talks = has(({ case: theCase }) => defined(theCase).bargaining !== null)

const view = (name: 'BriefView' | 'WarView' | 'DealsView') =>
  lazy(() => import('./results.tsx').then((module) => ({ default: module[name] })))
const outcome = (name: 'DurabilityView' | 'ConsequencesView' | 'EvidenceView' | 'CompareView') =>
  lazy(() => import('./outcomes.tsx').then((module) => ({ default: module[name] })))
const argument = lazy(() => import('./argument.tsx').then((module) => ({ default: module.ArgumentView })))
const flips = lazy(() => import('./flips.tsx').then((module) => ({ default: module.FlipsView })))
const claims = lazy(() => import('./claims.tsx').then((module) => ({ default: module.ClaimsView })))
const tradeOffs = lazy(() => import('./trade-offs.tsx').then((module) => ({ default: module.TradeOffsView })))
const stability = lazy(() => import('./stability.tsx').then((module) => ({ default: module.StabilityView })))
const builder = lazy(() => import('../builder/builder-view.tsx').then((module) => ({ default: module.BuilderView })))
const story = lazy(() => import('../story/story-view.tsx').then((module) => ({ default: module.StoryView })))
const classroom = lazy(() => import('../class/class-view.tsx').then((module) => ({ default: module.ClassView })))
const score = lazy(() => import('../score/score-view.tsx').then((module) => ({ default: module.ScoreView })))
const report = lazy(() => import('./report.tsx').then((module) => ({ default: module.ReportView })))
const runs = lazy(() => import('./runs.tsx').then((module) => ({ default: module.RunsView })))
const team = lazy(() => import('./team.tsx').then((module) => ({ default: module.TeamView })))
const map = lazy(() => import('./map.tsx').then((module) => ({ default: module.MapView })))

const piece = lazy(() => import('../pieces/piece-view.tsx').then((module) => ({ default: module.PieceView })))

/** A chart with a number to move, framed in another page: no door of the app leads there. */
const PIECE: View = { id: 'piece', title: 'A chart', shownFor: ({ case: theCase }) => theCase !== null, View: piece }
const GALLERY: View = { id: 'gallery', title: 'Gallery', shownFor: () => false, View: Gallery }

export const VIEWS: readonly View[] = [
  { id: 'argument', title: 'Argument', shownFor: () => true, View: argument },
  { id: 'brief', title: 'Brief', shownFor: () => true, View: view('BriefView') },
  {
    id: 'war',
    title: 'War',
    lacks: 'The case describes no war.',
    shownFor: has(({ case: theCase }) => defined(theCase).war),
    View: view('WarView'),
  },
  {
    id: 'map',
    title: 'Map',
    lacks: 'No map comes with the case.',
    shownFor: has(
      ({ case: theCase, place }) =>
        defined(theCase).givers ||
        (defined(theCase).war?.regions.some(({ iso }) => iso) && geographyFor(defined(theCase).id, place.case)),
    ),
    View: map,
  },
  {
    id: 'deals',
    title: 'Deals',
    lacks: 'Nothing is negotiated in this case.',
    shownFor: talks,
    View: view('DealsView'),
  },
  {
    id: 'build',
    title: 'Build a deal',
    lacks: 'The case has no issues, or no scores: there is nothing to put together.',
    shownFor: has(({ case: theCase }) => defined(theCase).issues.length > 0 && defined(theCase).scores.length > 0),
    View: builder,
  },
  {
    id: 'trade-offs',
    title: 'Trade-offs',
    lacks: 'The case has no issues, or no scores: no package can be placed.',
    shownFor: has(({ case: theCase }) => defined(theCase).bargaining || defined(theCase).scores.length > 0),
    View: tradeOffs,
  },
  {
    id: 'stability',
    title: 'Stability',
    lacks: 'The case names no moves of the parties to test.',
    shownFor: has(({ case: theCase }) => defined(theCase).game),
    View: stability,
  },
  {
    id: 'durability',
    title: 'Durability',
    lacks: 'The case does not say what makes an agreement last.',
    shownFor: has(({ case: theCase }) => defined(theCase).durability && defined(theCase).bargaining),
    View: outcome('DurabilityView'),
  },
  {
    id: 'consequences',
    title: 'Consequences',
    lacks: 'The case does not say what an end leaves behind.',
    shownFor: has(({ case: theCase }) => defined(theCase).consequences),
    View: outcome('ConsequencesView'),
  },
  {
    id: 'evidence',
    title: 'Evidence',
    lacks: 'The case has no rival explanations.',
    shownFor: has(({ case: theCase }) => defined(theCase).hypotheses.length > 0),
    View: outcome('EvidenceView'),
  },
  {
    id: 'claims',
    title: 'Claims',
    lacks: 'The case makes no claims.',
    shownFor: has(({ case: theCase }) => defined(theCase).claims.length > 0),
    View: claims,
  },
  {
    id: 'flips',
    title: 'What flips it',
    lacks: 'Nothing is negotiated in this case, so nothing can flip.',
    shownFor: talks,
    View: flips,
  },
  {
    id: 'compare',
    title: 'Compare',
    lacks: 'The case has no scenarios.',
    shownFor: has(({ case: theCase }) => defined(theCase).scenarios.length > 0 && defined(theCase).bargaining),
    View: outcome('CompareView'),
  },
  {
    id: 'score',
    title: 'Score card',
    lacks: 'The case has neither a war nor claims: no forecast of it could be scored.',
    shownFor: has(({ case: theCase }) => defined(theCase).war || defined(theCase).claims.length > 0),
    View: score,
  },
  { id: 'story', title: 'Story', shownFor: () => true, View: story },
  {
    id: 'class',
    title: 'Class',
    lacks: 'The case has no issues, or no scores: there is no round to play.',
    shownFor: has(({ case: theCase }) => defined(theCase).issues.length > 0 && defined(theCase).scores.length > 0),
    View: classroom,
  },
  { id: 'report', title: 'Report', shownFor: () => true, View: report },
  { id: 'team', title: 'Team', lacks: 'The app came from no server that keeps cases.', shownFor: isServed, View: team },
  { id: 'runs', title: 'Runs', lacks: 'The app came from no server that computes.', shownFor: isServed, View: runs },
]

/** A view, drawn anew where what it shows has changed: not at each step of a run, nor at each key typed. */
export const Drawn = memo(
  function Drawn({ of, state, actions }: ViewProps & { readonly of: View }): React.ReactNode {
    const isMissing = of !== GALLERY && !of.shownFor(state)
    // A section that the file has just got is in no result yet.
    const isCounted = state.shown === null || of === GALLERY || of.shownFor({ ...state, case: state.shown.case })
    if (!isMissing && !isCounted) return <p role="status">Counting what “{of.title}” shows…</p>
    const { View } = isMissing ? defined(VIEWS[0]) : of
    const back = (
      <button
        type="button"
        onClick={() => {
          actions.show({ view: defined(VIEWS[0]).id })
        }}
      >
        {defined(VIEWS[0]).title}
      </button>
    )
    return (
      <Boundary of={state.shown} key={of.id} name={of.title} ways={back}>
        {isMissing && (
          <p className="note" role="status">
            {of.lacks} So “{of.title}” has nothing to show; this is “{defined(VIEWS[0]).title}”.
          </p>
        )}
        <TermsOnce>
          <View state={state} actions={actions} />
        </TermsOnce>
      </Boundary>
    )
  },
  (before, after) => before.of === after.of && SHOWN.every((part) => before.state[part] === after.state[part]),
)

export function viewNamed(id: string): View {
  return id === PIECE.id ? PIECE : (VIEWS.find((candidate) => candidate.id === id) ?? GALLERY)
}
