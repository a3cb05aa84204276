/** Views of what follows from a run: whether it lasts, what it costs, what the evidence says, what would change it. */
import { defined, baseRateRecord, priorSetSays } from '../../src/internal.ts'
import { Fragment } from 'react'
import * as charts from '../../present/charts/index.ts'
import {
  grouped,
  quantityLabel,
  readingsBeside,
  rough,
  scenarioGroups,
  scenarioLabel,
} from '../../present/words/index.ts'
import { ChartView } from '../parts/chart-view.tsx'
import { LineLink } from '../parts/line-link.tsx'
import { Sources } from '../parts/sources.tsx'
import { Termed } from '../parts/term.tsx'
import { read, share, unbroken } from './shared.tsx'
import type { ViewProps } from './view-props.ts'
import { TrucesSection } from './truces.tsx'
import { Weighing } from './weighing.tsx'

export function DurabilityView(props: ViewProps): React.ReactNode {
  const { theCase, summary, arm } = read(props)
  const five = arm.survival.deals[arm.survival.years.indexOf(5)]
  const base = arm.survival.baseRate[arm.survival.years.indexOf(5)]
  return (
    <section>
      <h1>
        {five
          ? `A deal holds for five years with a chance of ${share(five.mean)}${base ? `; a bare peace in the same worlds, with none of its features, would with ${share(base.mean)}` : ''}`
          : 'No deal came, so none can last'}
      </h1>
      <p>
        <Termed>{`The record cannot tell what guarantees or peacekeepers do: their effect is mostly the belief of a prior set, here ${priorSetSays(theCase)}. Scenarios switch it.`}</Termed>
      </p>
      <ChartView seed={summary.seed} draw={(width) => charts.survivalCurves(arm, { width }, baseRateRecord(theCase))} />
      <TrucesSection {...props} />
      <Guarantees {...props} />
    </section>
  )
}

/** Powell's margin by package, in a case with a war that could be renewed under a shifted balance. */
function Guarantees(props: ViewProps): React.ReactNode {
  const { arm } = read(props)
  if (arm.named.every(({ powellMargin }) => powellMargin === null)) return null
  return (
    <>
      <h2>How strong must a guarantee be?</h2>
      <p>
        A truce shifts the balance: one side rearms faster. The margin is what the terms leave that side later, less
        what it could take by breaking them (Powell’s margin); below zero it would rather break them.
      </p>
      <div className="scroll" role="region" aria-label="How strong must a guarantee be?" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">
                <Termed>Package</Termed>
              </th>
              <th scope="col">Margin of the side that grows stronger, points</th>
              <th scope="col">
                Guarantee that would close it, as a share of the strength of both (at 1 none would do)
              </th>
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
      <p className="meta">Median, with nine worlds of ten. Source of the margin: Powell 2006.</p>
    </>
  )
}

function spread(value: { p05: number; p50: number; p95: number } | null): string {
  return value ? `${rough(value.p50)} [${rough(value.p05)} to ${rough(value.p95)}]` : 'not told'
}

export function ConsequencesView(props: ViewProps): React.ReactNode {
  const { theCase, summary, arm } = read(props)
  const { deal, noDeal } = arm.ledger
  return (
    <section>
      <h1>
        What it leaves behind: land taken is kept in {share(deal.kept.estimate)} of deals and recognised in{' '}
        {share(deal.recognised.estimate)}
      </h1>
      <p>
        <Termed>{`${grouped(deal.n)} worlds with a deal, as of its month; ${grouped(noDeal.n)} without, as of the last month projected.`}</Termed>
      </p>
      <ChartView seed={summary.seed} draw={(width) => charts.ledgerDots(arm, { width, ...charts.namesIn(theCase) })} />
    </section>
  )
}

export function EvidenceView(props: ViewProps): React.ReactNode {
  const { theCase, summary } = read(props)
  return (
    <section>
      <h1>What the evidence says of rival explanations</h1>
      <ChartView
        seed={summary.seed}
        draw={(width) => charts.priorPosterior(summary, { width, ...charts.namesIn(theCase) })}
      />
      <ChartView
        seed={summary.seed}
        draw={(width) => charts.evidenceMatrix(summary, { width, ...charts.namesIn(theCase) })}
      />
      <Weighing key={theCase.id} theCase={theCase} seed={summary.seed} />
      <ul className="items">
        {theCase.evidence.map((item) => (
          <li key={item.id}>
            {item.says} <LineLink line={item.provenance.place.line} actions={props.actions} />{' '}
            <Sources theCase={theCase} cited={item.provenance.source} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Scenarios that fit side by side. */
const MOST_BESIDE = 3

export function CompareView(props: ViewProps): React.ReactNode {
  const { theCase, summary } = read(props)
  const { state, actions } = props
  const chosen =
    state.place.beside ??
    summary.arms
      .slice(1)
      .flatMap(({ scenario }) => (scenario ? [scenario] : []))
      .slice(0, MOST_BESIDE)
  const toggle = (id: string): void => {
    actions.compare(chosen.includes(id) ? chosen.filter((entry) => entry !== id) : [...chosen, id].slice(-MOST_BESIDE))
  }
  const arms = [
    defined(summary.arms[0]),
    ...summary.arms.slice(1).filter(({ scenario }) => scenario !== null && chosen.includes(scenario)),
  ]
  const shownChanges = summary.changes.filter(({ scenario }) => chosen.includes(scenario))
  const overReadings = readingsBeside(arms)
  return (
    <section>
      <h1>
        <Termed>Scenarios on the same worlds</Termed>
      </h1>
      <fieldset className="choices">
        <legend>
          Beside {summary.scenario === null ? 'the case as written' : `“${scenarioLabel(theCase, summary.scenario)}”`}{' '}
          (up to {MOST_BESIDE})
        </legend>
        {scenarioGroups(theCase).map((group) => (
          <Fragment key={group.title}>
            <p className="group">{group.title}</p>
            {group.scenarios.map(({ id, label }) => (
              <label key={id}>
                <input
                  type="checkbox"
                  checked={chosen.includes(id)}
                  onChange={() => {
                    toggle(id)
                  }}
                />{' '}
                {label}
              </label>
            ))}
          </Fragment>
        ))}
      </fieldset>
      {shownChanges.length > 0 && (
        <ChartView
          seed={summary.seed}
          draw={(width) => charts.changeDots({ ...summary, changes: shownChanges }, { width })}
        />
      )}
      {shownChanges.length > 0 && (
        <ChartView seed={summary.seed} draw={(width) => charts.compareDots({ ...summary, arms }, { width })} />
      )}
      <ChartView seed={summary.seed} draw={(width) => charts.dealCurve(arms, { width })} />
      {overReadings !== null && <p className="meta">{unbroken(overReadings)}</p>}
      {arms.length > 1 && arms.some(({ worlds }) => worlds !== summary.worlds) && (
        <p className="meta">
          The first curve is of {grouped(summary.worlds)} worlds, the others of {grouped(summary.armWorlds)}: small gaps
          between curves are noise. The differences above are counted on the worlds that both have, one by one.
        </p>
      )}
      <h2>What they change</h2>
      <ul className="items">
        {theCase.scenarios
          .filter(({ id }) => chosen.includes(id))
          .map((scenario) => (
            <li key={scenario.id}>
              <strong>{scenarioLabel(theCase, scenario.id)}</strong>:{' '}
              {scenario.set
                .map(({ quantity }) => quantityLabel(theCase, defined(theCase.quantities[quantity])))
                .join(', ') || `prior set ${scenario.priors ?? ''}`}{' '}
              <LineLink line={scenario.provenance.place.line} actions={actions} />
            </li>
          ))}
      </ul>
    </section>
  )
}
