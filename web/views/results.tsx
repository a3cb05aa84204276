/** Views that show a run: a headline in a sentence, then charts. */
import { useState } from 'react'
import * as charts from '../../charts/index.ts'
import { briefLines, headline, percent, phraseOf, rough } from '../../src/index.ts'
import type { ArmSummary, Case, Summary } from '../../src/index.ts'
import { ChartView } from '../parts/chart-view.tsx'
import { LineLink } from '../parts/line-link.tsx'
import type { ViewProps } from './views.tsx'

function read({ state }: ViewProps): { theCase: Case; summary: Summary; arm: ArmSummary } {
  return { theCase: state.case!, summary: state.summary!, arm: state.summary!.arms[0]! }
}

const share = (p: number): string => percent(p)

export function BriefView(props: ViewProps): React.ReactNode {
  const { theCase, summary, arm } = read(props)
  const hasTalks = arm.dealBy.length > 0
  return (
    <section>
      <h1 className="headline" aria-live="polite">
        {hasTalks ? headline(theCase, arm) : theCase.title}
      </h1>
      <p className="lead">{theCase.summary}</p>
      {hasTalks && (
        <>
          <ChartView seed={summary.seed} draw={(width) => charts.ceasefireCurve([arm], { width })} />
          <h2>Likeliest deals</h2>
          <Families {...props} count={3} />
          <h2>Who accepts what</h2>
          <ChartView seed={summary.seed} draw={(width) => charts.acceptanceMatrix(arm, { width })} />
        </>
      )}
      <details>
        <summary>The brief as text</summary>
        <pre>
          {briefLines(theCase, summary)
            .map(({ text }) => text)
            .join('\n')}
        </pre>
      </details>
    </section>
  )
}

/** Families of deals with their terms in the case's words. */
function Families({ count, ...props }: ViewProps & { count: number }): React.ReactNode {
  const { theCase, arm } = read(props)
  if (arm.families.length === 0) return <p>No world of this run came to a deal.</p>
  return (
    <ol className="families">
      {arm.families.slice(0, count).map((family, k) => (
        <li key={k}>
          <p>
            <strong>{share(family.share.estimate)}</strong> of deals:{' '}
            {Object.entries(family.terms)
              .map(([issue, option]) => `${issue}: ${phraseOf(theCase, issue, option)}`)
              .join('; ')}
            .
          </p>
          <p className="meta">
            {Object.entries(family.margins)
              .map(
                ([actor, margin]) =>
                  `${theCase.actors.find(({ id }) => id === actor)?.name ?? actor} ${margin.p50 >= 0 ? '+' : '−'}${Math.abs(Math.round(margin.p50))} points over fighting on`,
              )
              .join(', ')}
            ; holds five years {share(family.survivalFiveYears.mean)}
          </p>
        </li>
      ))}
    </ol>
  )
}

const WAR_CHARTS = [
  'line',
  'rate',
  'fireRatio',
  'lossesAttacker',
  'lossesDefender',
  'menAttacker',
  'menDefender',
  'foothold',
] as const

export function WarView(props: ViewProps): React.ReactNode {
  const { theCase, summary, arm } = read(props)
  const [twin, setTwin] = useState('')
  const other = summary.arms.find(({ scenario }) => scenario === twin)
  const last = arm.war.line.at(-1)
  const shown = WAR_CHARTS.filter((series) => series !== 'foothold' || theCase.war!.foothold)
  return (
    <section>
      <h1>
        {last
          ? `If the fighting goes on, the line has moved ${rough(last.p50)} km² after ${arm.war.line.length - 1} months, between ${rough(last.p05)} and ${rough(last.p95)}`
          : 'The war'}
      </h1>
      <p className="meta">
        Positive is towards the defender.{' '}
        <LineLink line={theCase.quantities[theCase.war!.front.pull]!.provenance.place.line} actions={props.actions}>
          What drives the front
        </LineLink>
      </p>
      <TwinChoice summary={summary} twin={twin} setTwin={setTwin} />
      <div className="grid">
        {shown.map((series) => (
          <ChartView
            key={series}
            seed={summary.seed}
            draw={(width) => charts.warFan(arm, series, other ? { width, twin: other } : { width })}
          />
        ))}
      </div>
    </section>
  )
}

export function TwinChoice({
  summary,
  twin,
  setTwin,
}: {
  summary: Summary
  twin: string
  setTwin: (id: string) => void
}): React.ReactNode {
  const others = summary.arms.slice(1)
  if (others.length === 0) return null
  return (
    <label className="field">
      Beside it
      <select
        value={twin}
        onChange={(event) => {
          setTwin(event.target.value)
        }}
      >
        <option value="">nothing</option>
        {others.map(({ scenario }) => (
          <option key={scenario} value={scenario ?? ''}>
            {scenario}
          </option>
        ))}
      </select>
    </label>
  )
}

export function DealsView(props: ViewProps): React.ReactNode {
  const { theCase, summary, arm } = read(props)
  const { why, open } = arm
  return (
    <section>
      <h1>Some terms beat fighting on for everybody in {share(open[0]!.estimate)} of worlds</h1>
      <p>
        Where none do: each side’s optimism stands in the way in {share(why.information.estimate)}, the shifting balance
        in {share(why.commitment.estimate)}, red lines and rules in {share(why.indivisibility.estimate)}.
      </p>
      <ChartView seed={summary.seed} draw={(width) => charts.acceptanceMatrix(arm, { width })} />
      <ChartView seed={summary.seed} draw={(width) => charts.whyBars(arm, { width })} />
      <ChartView seed={summary.seed} draw={(width) => charts.openByMonth(arm, { width })} />
      <h2>What is agreed</h2>
      <Families {...props} count={8} />
      <h2>What bars the rest</h2>
      <div className="scroll" role="region" aria-label="Rules and red lines" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Red line or consent</th>
              <th scope="col">Firm, or given</th>
              <th scope="col">In the file</th>
            </tr>
          </thead>
          <tbody>
            {theCase.redLines.map((line) => (
              <tr key={line.id}>
                <th scope="row">
                  {theCase.actors[line.actor]!.name}: {line.says}
                </th>
                <td>firm in {share(arm.firm[line.id]!.estimate)}</td>
                <td>
                  <LineLink line={line.provenance.place.line} actions={props.actions} />
                </td>
              </tr>
            ))}
            {theCase.consents.map((body) => (
              <tr key={body.id}>
                <th scope="row">{body.says}</th>
                <td>given in {share(arm.consents[body.id]!.estimate)}</td>
                <td>
                  <LineLink line={body.provenance.place.line} actions={props.actions} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

export function TradeOffsView(props: ViewProps): React.ReactNode {
  const { theCase, summary, arm } = read(props)
  const players = theCase.vetoPlayers.map((actor) => theCase.actors[actor]!.id)
  const [a, b] = players
  return (
    <section>
      <h1>What each deal is worth over fighting on</h1>
      <p>
        Points above the no-deal value, of deals agreed and of packages named in the case. Right and up is better for
        both; beyond a zero line somebody would rather fight.
      </p>
      {a && b && <ChartView seed={summary.seed} draw={(width) => charts.tradeOffs(arm, a, b, { width })} />}
      {players.length > 1 && <ChartView seed={summary.seed} draw={(width) => charts.parallelMargins(arm, { width })} />}
    </section>
  )
}

export function DurabilityView(props: ViewProps): React.ReactNode {
  const { theCase, summary, arm } = read(props)
  const five = arm.survival.deals[arm.survival.years.indexOf(5)]
  const base = arm.survival.baseRate[arm.survival.years.indexOf(5)]
  return (
    <section>
      <h1>
        {five
          ? `A deal holds five years with ${share(five.mean)}; without any of its features ${base ? share(base.mean) : 'it cannot be told'}`
          : 'No deal came, so none can last'}
      </h1>
      <p>
        The record (34 ceasefires that ended wars) cannot tell what guarantees or peacekeepers do: their effect is
        mostly prior, here the set “{theCase.durability!.priors}”. Scenarios switch it.
      </p>
      <ChartView seed={summary.seed} draw={(width) => charts.survivalCurves(arm, { width })} />
      <h2>How strong must a guarantee be?</h2>
      <div className="scroll" role="region" aria-label="Powell’s margin" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Package</th>
              <th scope="col">Powell’s margin, points</th>
              <th scope="col">Guarantee needed, share of strength</th>
            </tr>
          </thead>
          <tbody>
            {arm.named.map((named) => (
              <tr key={named.id}>
                <th scope="row">{named.says}</th>
                <td>{spread(named.powellMargin)}</td>
                <td>{spread(named.guaranteeNeeded)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="meta">
        Negative margin: the side that grows stronger would rather break the deal later (Powell 2006).
      </p>
    </section>
  )
}

function spread(value: { p05: number; p50: number; p95: number } | null): string {
  const two = (x: number): string => String(Number(x.toPrecision(2)))
  return value ? `${two(value.p50)} [${two(value.p05)} to ${two(value.p95)}]` : 'not told'
}

export function ConsequencesView(props: ViewProps): React.ReactNode {
  const { summary, arm } = read(props)
  const { deal, noDeal } = arm.ledger
  return (
    <section>
      <h1>
        What it leaves behind: land taken is kept in {share(deal.kept.estimate)} of deals and recognised in{' '}
        {share(deal.recognised.estimate)}
      </h1>
      <p>
        {deal.n.toLocaleString('en')} worlds with a deal, as of its month; {noDeal.n.toLocaleString('en')} without, as
        of the last month projected.
      </p>
      <ChartView seed={summary.seed} draw={(width) => charts.ledgerDots(arm, { width })} />
    </section>
  )
}

export function EvidenceView(props: ViewProps): React.ReactNode {
  const { theCase, summary } = read(props)
  const [left, setLeft] = useState('')
  return (
    <section>
      <h1>What the evidence says of rival explanations</h1>
      <ChartView seed={summary.seed} draw={(width) => charts.priorPosterior(summary, { width })} />
      <ChartView seed={summary.seed} draw={(width) => charts.evidenceMatrix(summary, { width })} />
      <label className="field">
        Leave out one item
        <select
          value={left}
          onChange={(event) => {
            setLeft(event.target.value)
          }}
        >
          <option value="">none</option>
          {summary.evidence.map(({ id, says }) => (
            <option key={id} value={id}>
              {says}
            </option>
          ))}
        </select>
      </label>
      {left !== '' &&
        summary.hypotheses
          .filter(({ without }) => without[left])
          .map(({ id, posterior, without }) => (
            <p key={id} role="status">
              {id}:{' '}
              {Object.entries(posterior)
                .map(([option, p]) => `${option} ${share(p)} becomes ${share(without[left]![option]!)}`)
                .join(', ')}
            </p>
          ))}
      <ul className="items">
        {theCase.evidence.map((item) => (
          <li key={item.id}>
            {item.says} <LineLink line={item.provenance.place.line} actions={props.actions} />{' '}
            {item.provenance.source.join('; ')}
          </li>
        ))}
      </ul>
    </section>
  )
}

export function FlipsView(props: ViewProps): React.ReactNode {
  const { summary } = read(props)
  const moved = summary.changes.filter(({ difference }) => difference.low > 0 || difference.high < 0)
  return (
    <section>
      <h1>
        {moved.length > 0
          ? `${moved.length} of ${summary.changes.length} scenarios move the chance of a ceasefire`
          : 'No scenario moves the chance of a ceasefire beyond its interval'}
      </h1>
      {summary.changes.length > 0 && (
        <ChartView seed={summary.seed} draw={(width) => charts.tornadoOfChanges(summary, { width })} />
      )}
      <h2>Verdicts that hang on a belief</h2>
      <ul className="items">
        {summary.findings
          .filter(({ tests }) => tests.some(({ flips }) => flips.length > 0))
          .map(({ claim, tests }) => (
            <li key={claim}>
              <strong>{claim}</strong>{' '}
              {tests
                .flatMap(({ flips }) => flips)
                .map(({ id, verdict }) => `${verdict} under ${id}`)
                .join('; ')}
            </li>
          ))}
      </ul>
      <p className="meta">
        On the command line, <code>armistice tipping</code> finds the value at which a verdict flips, and{' '}
        <code>armistice sensitivity</code> which assumptions carry a result.
      </p>
    </section>
  )
}

/** Scenarios that fit side by side. */
const MOST_BESIDE = 3

export function CompareView(props: ViewProps): React.ReactNode {
  const { theCase, summary } = read(props)
  const { state, actions } = props
  const chosen =
    state.beside ??
    summary.arms
      .slice(1)
      .flatMap(({ scenario }) => (scenario ? [scenario] : []))
      .slice(0, MOST_BESIDE)
  const toggle = (id: string): void => {
    actions.compare(chosen.includes(id) ? chosen.filter((entry) => entry !== id) : [...chosen, id].slice(-MOST_BESIDE))
  }
  const arms = [
    summary.arms[0]!,
    ...summary.arms.slice(1).filter(({ scenario }) => scenario !== null && chosen.includes(scenario)),
  ]
  return (
    <section>
      <h1>Scenarios on the same worlds</h1>
      <fieldset className="choices">
        <legend>
          Beside {summary.scenario ?? 'the case as written'} (up to {MOST_BESIDE})
        </legend>
        {theCase.scenarios.map(({ id, says }) => (
          <label key={id}>
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              onChange={() => {
                toggle(id)
              }}
            />{' '}
            {id}: {says}
          </label>
        ))}
      </fieldset>
      <ChartView seed={summary.seed} draw={(width) => charts.ceasefireCurve(arms, { width })} />
      {summary.changes.length > 0 && (
        <ChartView seed={summary.seed} draw={(width) => charts.compareDots({ ...summary, arms }, { width })} />
      )}
      <h2>What they change</h2>
      <ul className="items">
        {theCase.scenarios
          .filter(({ id }) => chosen.includes(id))
          .map((scenario) => (
            <li key={scenario.id}>
              <strong>{scenario.id}</strong>:{' '}
              {scenario.set.map(({ quantity }) => theCase.quantities[quantity]!.id).join(', ') ||
                `prior set ${scenario.priors ?? ''}`}{' '}
              <LineLink line={scenario.provenance.place.line} actions={actions} />
            </li>
          ))}
      </ul>
    </section>
  )
}
