/** The steps that every case can tell. */
import { useEffect, useState } from 'react'
import * as charts from '../../present/charts/index.ts'
import type { Geography } from '../../present/charts/index.ts'
import { actorNames, percent, phraseOf, range, rough, wordsOf } from '../../present/words/index.ts'
import { baseRateRecord, defined } from '../../src/internal.ts'
import type { FamilySummary } from '../../src/internal.ts'
import { geographyFor } from '../cases.ts'
import { ChartView } from '../parts/chart-view.tsx'
import { marginsText, read, share } from '../views/shared.tsx'
import { WhatStrikes } from '../views/strikes.tsx'
import type { ViewProps } from '../views/view-props.ts'

function useGeography({ state }: ViewProps): Geography | null {
  const [geography, setGeography] = useState<Geography | null>(null)
  const fetchMap = geographyFor(defined(state.shown).case.id, state.place.case)
  useEffect(() => {
    let isWanted = true
    void fetchMap?.().then((found) => {
      if (isWanted) setGeography(found as Geography)
    })
    return () => {
      isWanted = false
    }
  }, [fetchMap])
  return geography
}

export function NowStep(props: ViewProps): React.ReactNode {
  const { theCase, summary, arm } = read(props)
  const geography = useGeography(props)
  return (
    <>
      <h1>{geography ? 'Who holds what on the day of the case' : `How it stood on ${theCase.asOf}`}</h1>
      <p className="lead">{theCase.summary}</p>
      {geography && (
        <ChartView
          seed={summary.seed}
          draw={(width) => charts.mapOfControl(arm, geography, 0, { width, ...charts.namesIn(theCase) })}
        />
      )}
      {!geography && (
        <>
          <h2>What is on the table</h2>
          <dl className="terms">
            {theCase.issues.map(({ id, says, options, noDeal }) => (
              <div key={id}>
                <dt>{says.replace(/\.$/, '') || id}</dt>
                <dd>
                  {phraseOf(theCase, id, defined(options[noDeal]).id)} (without a deal); {options.length} ways in all
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </>
  )
}

/** Months that the story follows the fighting. */
const TWO_YEARS = 24

export function FightStep(props: ViewProps): React.ReactNode {
  const { theCase, summary, arm } = read(props)
  const geography = useGeography(props)
  const last = Math.min(TWO_YEARS, arm.war.line.length - 1)
  const [month, setMonth] = useState(last)
  const line = arm.war.line[last]
  const names = actorNames(theCase)
  if (!theCase.war || !line)
    return (
      <>
        <h1>What is left to each without a deal</h1>
        <p>Points of its own score sheet, where its best terms are 100: the median, with nine worlds of ten.</p>
        <ul className="items">
          {Object.entries(arm.noDeal).map(([actor, spread]) => (
            <li key={actor}>
              <strong>{names[actor] ?? actor}</strong> {range(spread)}
            </li>
          ))}
        </ul>
        <ChartView seed={summary.seed} draw={(width) => charts.openByMonth(arm, { width })} />
      </>
    )
  return (
    <>
      <h1>
        {last} months of fighting move the line by {rough(line.p50)} km², in nine worlds of ten by {rough(line.p05)} to{' '}
        {rough(line.p95)}
      </h1>
      {geography ? (
        <>
          <label className="field">
            Month {month}{' '}
            <input
              type="range"
              min={0}
              max={last}
              value={month}
              onChange={(event) => {
                setMonth(Number(event.target.value))
              }}
            />
          </label>
          <ChartView
            seed={summary.seed}
            draw={(width) =>
              charts.mapOfControl(arm, geography, month, { width, ...charts.namesIn(theCase), band: true })
            }
          />
        </>
      ) : (
        <ChartView
          seed={summary.seed}
          draw={(width) => charts.warFan(arm, 'line', { width, ...charts.namesIn(theCase) })}
        />
      )}
    </>
  )
}

export function BarsStep(props: ViewProps): React.ReactNode {
  const { theCase, arm } = read(props)
  const open = arm.open[0]
  return (
    <>
      <h1>
        Some terms beat {wordsOf(theCase).noDeal} for everybody in {open ? share(open.estimate) : 'no'} of worlds
      </h1>
      <WhatStrikes {...props} />
    </>
  )
}

function termsOf(props: ViewProps, family: FamilySummary): Record<string, string> {
  const { theCase } = read(props)
  const mostly = Object.fromEntries(Object.entries(family.mostly).map(([issue, { option }]) => [issue, option]))
  const base = Object.fromEntries(theCase.issues.map(({ id, options, noDeal }) => [id, defined(options[noDeal]).id]))
  return { ...base, ...mostly, ...family.terms }
}

export function DealStep(props: ViewProps): React.ReactNode {
  const { theCase, summary, arm } = read(props)
  const family = arm.families[0]
  const { deal } = wordsOf(theCase)
  const months = Math.min(12, arm.dealBy.length)
  if (!family) return <h1>No {deal} came in any world of this run</h1>
  const terms = termsOf(props, family)
  return (
    <>
      <h1>
        A {deal} within {months} months: {share(defined(arm.dealBy[months - 1]).estimate)}; the likeliest terms
      </h1>
      <p>{share(family.share.estimate)} of all deals are of this kind:</p>
      <ul className="items">
        {theCase.issues.map(({ id, says }) => (
          <li key={id}>
            <span className="meta">{says.replace(/\.$/, '') || id}:</span> {phraseOf(theCase, id, terms[id] ?? '')}
          </li>
        ))}
      </ul>
      <p className="meta">In the worlds where it is agreed: {marginsText(theCase, family.margins)}.</p>
      <p>
        <button
          type="button"
          onClick={() => {
            props.actions.show({ view: 'build', terms })
          }}
        >
          Open these terms in the deal builder
        </button>
      </p>
      <ChartView seed={summary.seed} draw={(width) => charts.dealCurve([arm], { width })} />
    </>
  )
}

export function HoldsStep(props: ViewProps): React.ReactNode {
  const { theCase, summary, arm } = read(props)
  const at = arm.survival.years.indexOf(5)
  const [five, base] = [arm.survival.deals[at], arm.survival.baseRate[at]]
  return (
    <>
      <h1>
        {five
          ? `Once signed it holds for five years with a chance of ${percent(five.mean)}${base ? `; a bare peace, with none of its features, with ${percent(base.mean)}` : ''}`
          : 'No deal came, so none can last'}
      </h1>
      <ChartView seed={summary.seed} draw={(width) => charts.survivalCurves(arm, { width }, baseRateRecord(theCase))} />
    </>
  )
}

export function CostStep(props: ViewProps): React.ReactNode {
  const { theCase, summary, arm } = read(props)
  const { deal, noDeal } = arm.ledger
  const lives = (of: typeof deal): number | null =>
    of.entries ? of.entries.deadAttacker.mean + of.entries.deadDefender.mean + of.entries.deadCivilian.mean : null
  const [withDeal, without] = [lives(deal), lives(noDeal)]
  return (
    <>
      <h1>
        {without === null
          ? 'What it leaves behind'
          : `Without a deal some ${rough(without)} are dead at the end${withDeal === null ? '' : `; with one ${rough(withDeal)}`}`}
      </h1>
      <p>
        Soldiers of both sides since the war began and civilians after the date of the case, means over worlds: with a{' '}
        {wordsOf(theCase).deal} up to its month, without one up to the last month of the run.
      </p>
      <ChartView seed={summary.seed} draw={(width) => charts.ledgerDots(arm, { width, ...charts.namesIn(theCase) })} />
    </>
  )
}
