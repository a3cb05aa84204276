/** What flips it: which scenarios move the outcome, which assumptions carry it, and where each verdict turns. */
import { defined, boundOf, testOf } from '../../src/internal.ts'
import { useEffect, useState } from 'react'
import * as charts from '../../present/charts/index.ts'
import {
  assumptionLabel,
  claimCard,
  flipSentences,
  inputName,
  leftOut,
  scenarioLabel,
  tippingInWords,
  wordsOf,
} from '../../present/words/index.ts'
import type { Case, Summary, TippingRecord } from '../../src/internal.ts'
import { CLOSE_LOOK } from '../analysis.ts'
import { AnalysisState } from '../parts/analysis-state.tsx'
import { ChartView } from '../parts/chart-view.tsx'
import { LineLink } from '../parts/line-link.tsx'
import { Termed } from '../parts/term.tsx'
import { isOld, useAnalysis } from '../use-analysis.ts'
import { read } from './shared.tsx'
import type { ViewProps } from './view-props.ts'

/** Base points of the first answer, which starts by itself, and of the one that follows it by itself; by how much each
 *  further step multiplies them. */
const FIRST_POINTS = 128
const GOOD_POINTS = 1024
const MORE = 4
const MOST_POINTS = 8192

export function FlipsView(props: ViewProps): React.ReactNode {
  const { theCase, summary } = read(props)
  const moved = summary.changes.filter(({ difference }) => difference.low > 0 || difference.high < 0)
  const { deal } = wordsOf(theCase)
  const believed = summary.findings.filter(({ tests }) => tests.some(({ flips }) => flips.length > 0))
  return (
    <section>
      <h1>
        {summary.changes.length === 0
          ? 'Which assumptions carry the outcome'
          : moved.length > 0
            ? `${moved.length} of ${summary.changes.length} scenarios move the chance of a ${deal}`
            : `No scenario moves the chance of a ${deal} beyond its interval`}
      </h1>
      {summary.changes.length > 0 && (
        <ChartView seed={summary.seed} draw={(width) => charts.changeDots(summary, { width })} />
      )}
      <LeftOut {...props} />
      <h2>Which assumptions carry it</h2>
      <p className="meta">
        <Termed>
          How much of the spread of a result each assumption makes, by Sobol and Shapley; then how far each moves it
          from end to end of its range.
        </Termed>
      </p>
      <Carries key={theCase.id} {...props} />
      {judgedClaims(theCase).length > 0 && (
        <>
          <h2>Where a verdict turns</h2>
          <p className="meta">
            <Termed>The tipping value of each assumption alone, all others being as they are.</Termed>
          </p>
          <Turns key={theCase.id} {...props} />
        </>
      )}
      {believed.length > 0 && (
        <>
          <h2>Verdicts that an explanation or a scenario turns</h2>
          <ul className="items">
            {believed.map(({ claim, tests }) => (
              <li key={claim}>
                <strong>{claim}</strong> {theCase.claims.find(({ id }) => id === claim)?.says.replace(/\.$/, '')}:{' '}
                {defined(claimCard(theCase, summary.findings, claim))
                  .turns.join('; ')
                  .replaceAll(' %', '\u00a0%')}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

/** Scenarios that were not run beside, and a way to run them: none is left out without a word. */
function LeftOut(props: ViewProps): React.ReactNode {
  const { theCase, summary } = read(props)
  const left = leftOut(theCase, summary)
  if (left.length === 0) return null
  return (
    <p className="meta">
      {left.length === 1 ? 'One more scenario was' : `${left.length} more scenarios were`} not run beside, since each
      takes worlds of its own: {left.map((id) => scenarioLabel(theCase, id)).join('; ')}.{' '}
      <button
        type="button"
        onClick={() => {
          props.actions.compare(theCase.scenarios.map(({ id }) => id).filter((id) => id !== summary.scenario))
        }}
      >
        Run all beside
      </button>
    </p>
  )
}

/** Outputs to choose from, as `armistice sensitivity --of` names them. */
function outputsOf(theCase: Case, summary: Summary): { readonly id: string; readonly says: string }[] {
  const { deal, noDeal } = wordsOf(theCase)
  const months = theCase.bargaining?.months ?? 0
  const year = Math.min(12, months)
  const players = theCase.vetoPlayers.map((actor) => defined(theCase.actors[actor]))
  return [
    ...(months > 0 ? [{ id: `dealBy:${year}`, says: `${deal} within ${year} months` }] : []),
    ...(months > year ? [{ id: `dealBy:${months}`, says: `${deal} within ${months} months` }] : []),
    ...(months > 0 ? [{ id: 'zopa:open', says: `terms that all prefer to ${noDeal}, in month 1` }] : []),
    ...players.map(({ id, name }) => ({ id: `noDealValue:${id}`, says: `what ${noDeal} is worth to ${name}` })),
    ...(theCase.war
      ? [{ id: `front:${theCase.war.months}`, says: `km² the line moves in ${theCase.war.months} months` }]
      : []),
    ...theCase.claims
      .filter(({ id }) => summary.findings.some(({ claim }) => claim === id))
      .map(({ id, says }) => ({ id, says: `${id}: ${says}` })),
  ]
}

function Carries(props: ViewProps): React.ReactNode {
  const { theCase, summary } = read(props)
  const { state, actions } = props
  const outputs = outputsOf(theCase, summary)
  const analysis = useAnalysis('sensitivity', `sensitivity ${theCase.id}`)
  const [of, setOf] = useState(analysis.of?.of ?? outputs[0]?.id ?? '')
  const ask = (output: string, basePoints: number): void => {
    const asked = actions.asked()
    if (asked) analysis.ask({ asked, of: output, basePoints })
  }
  // The first answer takes seconds, so that it starts by itself, once the run leaves it room.
  const { isFull } = state
  useEffect(() => {
    if (isFull && of !== '' && analysis.of === null && !analysis.isBusy && analysis.problem === null)
      ask(of, FIRST_POINTS)
    // Asked once: further questions are the reader's.
  }, [isFull])
  const { answer } = analysis
  const points = analysis.of?.basePoints ?? 0
  const old = analysis.of !== null && isOld(analysis.of.asked, actions.asked())
  useEffect(() => {
    if (answer && points < GOOD_POINTS && !old) ask(of, GOOD_POINTS)
    // Once for each answer: what was broken off stays so.
  }, [answer])
  if (of === '') return <p role="status">The case has no output to explain.</p>
  return (
    <>
      <p className="asking">
        <label className="field">
          Of
          <select
            value={of}
            onChange={(event) => {
              setOf(event.target.value)
              ask(event.target.value, FIRST_POINTS)
            }}
          >
            {outputs.map(({ id, says }) => (
              <option key={id} value={id}>
                {says}
              </option>
            ))}
          </select>
        </label>
        {old && !analysis.isBusy && (
          <button
            type="button"
            className="primary"
            onClick={() => {
              ask(of, FIRST_POINTS)
            }}
          >
            Ask again of the file as it is now
          </button>
        )}
        {answer && !old && !analysis.isBusy && points < MOST_POINTS && (
          <button
            type="button"
            onClick={() => {
              ask(of, points * MORE)
            }}
          >
            Go on with more worlds
          </button>
        )}
      </p>
      <AnalysisState analysis={analysis} />
      {answer && (
        <div className={old ? 'old' : ''}>
          {old && <p className="meta">Of the file before the last change.</p>}
          <ChartView
            seed={summary.seed}
            draw={(width) => charts.sobolBars(answer.case, answer.record, answer.inputs, { width })}
          />
          <ChartView
            seed={summary.seed}
            draw={(width) => charts.reachTornado(answer.case, answer.record, answer.inputs, { width })}
          />
          <details>
            <summary>Each input with its line in the file</summary>
            <ul className="items">
              {answer.inputs.map((input, k) => {
                const { line } = defined(answer.record.inputs[k])
                return (
                  <li key={input.id}>
                    {inputName(answer.case, input)} {line !== null && <LineLink line={line} actions={actions} />}
                  </li>
                )
              })}
            </ul>
          </details>
        </div>
      )}
    </>
  )
}

/** Claims with a bound that a number is held against. */
function judgedClaims(theCase: Case): { readonly id: string; readonly says: string }[] {
  return theCase.claims.filter(({ id, test }) => {
    if (!test) return false
    const found = testOf(theCase, id)
    return 'leaf' in found && boundOf(found.leaf) !== null
  })
}

function Turns(props: ViewProps): React.ReactNode {
  const { theCase, summary } = read(props)
  const { actions } = props
  const claims = judgedClaims(theCase)
  const near = summary.findings.find(({ verdict }) => verdict === 'depends' || verdict === 'undecided')?.claim
  const analysis = useAnalysis('tipping', `tipping ${theCase.id}`)
  const [chosen, setClaim] = useState<string | null>(analysis.of?.claim ?? null)
  const claim = claims.find(({ id }) => id === (chosen ?? near))?.id ?? defined(claims[0]).id
  const asked = actions.asked()
  const { answer } = analysis
  const old = analysis.of !== null && isOld(analysis.of.asked, asked)
  return (
    <>
      <p className="asking">
        <label className="field">
          Claim
          <select
            value={claim}
            onChange={(event) => {
              setClaim(event.target.value)
            }}
          >
            {claims.map(({ id, says }) => (
              <option key={id} value={id}>
                {id}: {says}
              </option>
            ))}
          </select>
        </label>
        {!analysis.isBusy && asked && (
          <button
            type="button"
            className="primary"
            onClick={() => {
              analysis.ask({ asked, claim, by: null, ...CLOSE_LOOK })
            }}
          >
            Find what would turn it
          </button>
        )}
      </p>
      <AnalysisState analysis={analysis} />
      {answer && (
        <div className={old ? 'old' : ''}>
          {old && <p className="meta">Of the file before the last change.</p>}
          <h3>
            As the file is, {answer.record.claim} {holds(answer.record) ? 'holds' : 'does not hold'}
          </h3>
          {answer.record.tips.length === 0 && (
            <p role="status">
              None of its {answer.record.assumptions.length} assumptions brings it near the bound, each put to both ends
              of its range alone.
            </p>
          )}
          <ul className="items">
            {flipSentences(tippingInWords(answer.record, theCase)).map(({ assumption, text }, k) => (
              <li key={k}>
                {text}{' '}
                <LineLink
                  line={lineOf(theCase, defined(answer.record.assumptions[assumption]).quantity)}
                  actions={actions}
                />
              </li>
            ))}
          </ul>
          {answer.record.ends.length > 0 && (
            <ChartView
              seed={summary.seed}
              draw={(width) => charts.tipTornado(tippingInWords(answer.record, theCase), { width })}
            />
          )}
          <FlipMap key={`${answer.record.claim} ${answer.id}`} {...props} record={answer.record} />
        </div>
      )}
    </>
  )
}

/** The quantity's line in the file as it is now; the first line where the file has fewer quantities by now. */
function lineOf(theCase: Case, quantity: number): number {
  return theCase.quantities[quantity]?.provenance.place.line ?? 1
}

function holds({ bound, now }: TippingRecord): boolean {
  return bound.side === 'above' ? now.estimate > bound.value : now.estimate < bound.value
}

function FlipMap({ state, actions, record }: ViewProps & { readonly record: TippingRecord }): React.ReactNode {
  const nearest = record.tips.map(({ assumption }) => defined(record.assumptions[assumption]).id)
  const [across, setAcross] = useState(nearest[0] ?? '')
  const [upward, setUpward] = useState(nearest[1] ?? '')
  const analysis = useAnalysis('tipping', `flip map ${record.claim}`)
  const asked = actions.asked()
  const { answer } = analysis
  const chart = answer && charts.flipMapOf(tippingInWords(answer.record, defined(state.case)), { width: 560 })
  const refused = answer?.record.map?.kind === 'refused' ? answer.record.map.reason : null
  if (nearest.length < 2) return null
  const choice = (label: string, value: string, choose: (id: string) => void): React.ReactNode => (
    <label className="field">
      {label}
      <select
        value={value}
        onChange={(event) => {
          choose(event.target.value)
        }}
      >
        {[...new Set([...nearest, ...record.assumptions.map(({ id }) => id)])].map((id) => (
          <option key={id} value={id}>
            {state.case ? assumptionLabel(state.case, id) : id}
          </option>
        ))}
      </select>
    </label>
  )
  return (
    <>
      <h3>Two assumptions together</h3>
      <p className="asking">
        {choice('Across', across, setAcross)}
        {choice('Upward', upward, setUpward)}
        {!analysis.isBusy && (
          <button
            type="button"
            disabled={across === upward || !asked}
            onClick={() => {
              if (asked) analysis.ask({ asked, claim: record.claim, by: [across, upward], ...CLOSE_LOOK })
            }}
          >
            Draw the map
          </button>
        )}
      </p>
      <AnalysisState analysis={analysis} />
      {refused && <p role="status">No map: {refused}.</p>}
      {chart && <ChartView seed={state.place.seed} draw={() => chart} />}
    </>
  )
}
