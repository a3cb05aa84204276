/** Terms put together by hand: who would sign them, who stops them and why, how long they would hold, what they cost,
 *  and what comes near. */
import { useState } from 'react'
import { grouped, percent, wordsOf } from '../../present/words/index.ts'
import type { ArmSummary, Case, Explanation } from '../../src/internal.ts'
import { marginsText } from '../views/shared.tsx'
import type { ViewProps } from '../views/view-props.ts'
import { Aftermath } from './aftermath.tsx'
import './builder.css'
import { NearestTerms } from './nearest-terms.tsx'
import { Signatures } from './signatures.tsx'
import { Stops } from './stops.tsx'
import { TermControls } from './term-controls.tsx'
import { completed, startsOf } from './terms.ts'
import type { Terms } from './terms.ts'
import { useBuilt } from './use-built.ts'
import type { Built } from './use-built.ts'

export function BuilderView({ state, actions }: ViewProps): React.ReactNode {
  const theCase = state.case
  const { place, text } = state
  const [before, setBefore] = useState<readonly Terms[]>([])
  const { terms, strange } = theCase ? completed(theCase, place.terms) : { terms: {}, strange: [] }
  const asked = text === null ? null : { text, file: `${place.case}.yaml`, scenario: place.scenario, seed: place.seed }
  const built = useBuilt(theCase ? asked : null, terms)
  if (!theCase) return null
  const take = (next: Terms): void => {
    setBefore([...before, terms])
    actions.show({ terms: next })
  }
  const takeBack = (): void => {
    const last = before.at(-1)
    if (!last) return
    setBefore(before.slice(0, -1))
    actions.show({ terms: last })
  }
  return (
    <section className="builder">
      <Headline built={built} theCase={theCase} />
      {strange.length > 0 && (
        <p className="note" role="status">
          The link names terms that this case does not have; they are left out: {strange.join(', ')}.
        </p>
      )}
      <div className="builder-columns">
        <div className="builder-terms">
          <StartChoice theCase={theCase} terms={terms} take={take} />
          <TermControls theCase={theCase} terms={terms} take={take} />
          <p className="row">
            <button type="button" disabled={before.length === 0} onClick={takeBack}>
              Take back the last change
            </button>
          </p>
          <p className="meta">The link in the address bar carries these terms.</p>
        </div>
        <div className="builder-results" aria-busy={built.isWaiting || built.isDraft}>
          {built.problem && <p role="alert">These terms could not be asked about: {built.problem}</p>}
          <Results built={built} state={state} actions={actions} take={take} />
        </div>
      </div>
    </section>
  )
}

function Headline({
  built: { explanation, isWaiting, isDraft, case: of },
  theCase,
}: {
  built: Built
  theCase: Case
}): React.ReactNode {
  if (!explanation || !of) return <h1 className="headline">Would they sign? Asking all worlds…</h1>
  const share = explanation.acceptable.estimate
  const both = explanation.players.length === 2 ? 'both sides' : 'all who have to agree'
  return (
    <h1 className={isWaiting || isDraft ? 'headline draft' : 'headline'} aria-live="polite">
      {share === 0
        ? `Nobody gets ${both} to sign these terms: not in one of ${grouped(explanation.worlds)} worlds${isDraft ? ', a draft' : ''}`
        : `These terms would be signed by ${both} in ${percent(share)} of worlds`}
      {isDraft && share > 0 && ` (a draft of ${explanation.worlds})`}
      <span className="sr"> in {theCase.title}</span>
    </h1>
  )
}

interface WhereAgreedProps {
  readonly theCase: Case
  readonly explanation: Explanation
  readonly arm: ArmSummary | null
  readonly terms: Terms
}

/** Why terms that deals come to are refused in most worlds: those who agree on them are those whom they suit. */
function WhereAgreed({ theCase, explanation, arm, terms }: WhereAgreedProps): React.ReactNode {
  const family = arm?.families.find((one) =>
    Object.entries(one.terms).every(([issue, option]) => terms[issue] === option),
  )
  if (!family || explanation.acceptable.estimate > 0.5) return null
  const who = explanation.players.length === 2 ? 'both' : 'all'
  const gains = explanation.players.every(({ actor }) => (family.margins[actor]?.p50 ?? -1) > 0)
  return (
    <p>
      Over all worlds {who} sign in the first month in {percent(explanation.acceptable.estimate)}. In the worlds where
      such terms are agreed ({percent(family.share.estimate)} of deals){' '}
      {gains ? `${who} gain by them: ` : 'it comes to '}
      {marginsText(theCase, family.margins)}.
    </p>
  )
}

function StartChoice({
  theCase,
  terms,
  take,
}: {
  theCase: Case
  terms: Terms
  take: (terms: Terms) => void
}): React.ReactNode {
  const starts = startsOf(theCase)
  const same = starts.findIndex((start) =>
    Object.entries(start.terms).every(([issue, option]) => terms[issue] === option),
  )
  return (
    <label className="field start">
      Start from{' '}
      <select
        value={same}
        onChange={(event) => {
          const start = starts[Number(event.target.value)]
          if (start) take(start.terms)
        }}
      >
        {same < 0 && <option value={-1}>terms of your own</option>}
        {starts.map(({ id, name }, k) => (
          <option key={id} value={k}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}

function Results({
  built,
  state,
  actions,
  take,
}: ViewProps & { built: Built; take: (terms: Terms) => void }): React.ReactNode {
  const { explanation, nearest, isNearDraft, case: of } = built
  if (!explanation || !of) return <p role="status">Asking every world…</p>
  const arm = state.shown?.summary.arms[0] ?? null
  return (
    <div className={built.isWaiting || built.isDraft ? 'draft' : ''}>
      <Signatures theCase={of} explanation={explanation} isDraft={built.isDraft} />
      <WhereAgreed theCase={of} explanation={explanation} arm={arm} terms={completed(of, state.place.terms).terms} />
      <h2>Who stops it, and why</h2>
      <Stops theCase={of} explanation={explanation} actions={actions} />
      <h2>The nearest terms that more would sign</h2>
      {nearest ? (
        <NearestTerms theCase={of} nearest={nearest} isDraft={isNearDraft} take={take} />
      ) : (
        <p role="status">
          {built.noNear === null ? 'Looking at every package…' : `They cannot be looked for: ${built.noNear}`}
        </p>
      )}
      <Aftermath theCase={of} explanation={explanation} arm={arm} noDeal={wordsOf(of).noDeal} />
    </div>
  )
}
