/** Views that show a run: a headline in a sentence, then charts. */
import { defined } from '../../src/internal.ts'
import { useState } from 'react'
import * as charts from '../../present/charts/index.ts'
import {
  briefLines,
  endsText,
  eventsText,
  headline,
  phraseOf,
  readingsLeftOut,
  rough,
  sideNames,
  signedText,
  stepNames,
  stepTexts,
  warRecordText,
  whyText,
  wordsOf,
} from '../../present/words/index.ts'
import { ChartView } from '../parts/chart-view.tsx'
import { LineLink } from '../parts/line-link.tsx'
import { Termed } from '../parts/term.tsx'
import { WhatStrikes } from './strikes.tsx'
import { FrontSection } from './front.tsx'
import { marginsText, TwinChoice, read, share, unbroken } from './shared.tsx'
import type { ViewProps } from './view-props.ts'

export function BriefView(props: ViewProps): React.ReactNode {
  const { theCase, summary, arm } = read(props)
  const hasTalks = arm.dealBy.length > 0
  const baseRate = warRecordText(summary.baseRate)
  const [, first = '', rest = ''] = /^(.*?\.)(?: (?=[A-Z])(.*))?$/.exec(hasTalks ? headline(theCase, arm) : '') ?? []
  return (
    <section>
      <h1 className="headline" aria-live="polite">
        {hasTalks ? unbroken(first) : theCase.title}
      </h1>
      {hasTalks && rest !== '' && <p>{unbroken(rest)}</p>}
      {hasTalks && baseRate !== null && <p className="meta">{unbroken(baseRate)}</p>}
      <p className="lead">{theCase.summary}</p>
      {hasTalks && (
        <>
          <ChartView seed={summary.seed} draw={(width) => charts.dealCurve([arm], { width })} />
          {arm.steps && (
            <ChartView
              seed={summary.seed}
              draw={(width) => charts.stepCurve(arm, { width, names: stepNames(theCase) })}
            />
          )}
          {[
            readingsLeftOut(arm, summary.judgements),
            endsText(theCase, arm),
            signedText(arm),
            eventsText(theCase, arm),
            ...stepTexts(theCase, arm),
          ]
            .filter((text) => text !== null)
            .map((text) => (
              <p key={text} className="meta">
                {unbroken(sentence(text))}
              </p>
            ))}
          <h2>Likeliest deals</h2>
          <Families {...props} count={3} />
          <h2>Who accepts what</h2>
          <ChartView
            seed={summary.seed}
            draw={(width) => charts.acceptanceMatrix(arm, { width, ...charts.namesIn(theCase) })}
          />
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

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`

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
              .map(([issue, option]) => phraseOf(theCase, issue, option))
              .join('; ')}
            .
          </p>
          <p className="meta">
            In the worlds where it is agreed: {marginsText(theCase, family.margins)}
            {family.survivalFiveYears &&
              `; holds for five years with a chance of ${share(family.survivalFiveYears.mean)}`}
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
  const shown = WAR_CHARTS.filter(
    (series) =>
      arm.war[series].some((spread) => spread !== null) && (series !== 'foothold' || defined(theCase.war).foothold),
  )
  return (
    <section>
      <h1>
        {last
          ? `If the fighting goes on, the line has moved ${rough(last.p50)} km² after ${arm.war.line.length - 1} months, between ${rough(last.p05)} and ${rough(last.p95)}`
          : 'The war'}
      </h1>
      <p className="meta">
        Positive: towards {sideNames(theCase).defender}.{' '}
        <LineLink
          line={
            defined(theCase.quantities[defined(theCase.war).front.fire?.pull ?? defined(theCase.war).front.rate])
              .provenance.place.line
          }
          actions={props.actions}
        >
          What drives the front
        </LineLink>
      </p>
      <FrontSection {...props} />
      <TwinChoice summary={summary} twin={twin} setTwin={setTwin} />
      <div className="grid">
        {shown.map((series) => (
          <ChartView
            key={series}
            seed={summary.seed}
            draw={(width) =>
              charts.warFan(arm, series, { width, ...charts.namesIn(theCase), ...(other ? { twin: other } : {}) })
            }
          />
        ))}
        {(arm.fronts ?? []).map(({ id }, front) => (
          <ChartView
            key={id}
            seed={summary.seed}
            draw={(width) =>
              charts.warFan(arm, 'line', {
                width,
                ...charts.namesIn(theCase),
                ...(other ? { twin: other } : {}),
                front,
              })
            }
          />
        ))}
      </div>
    </section>
  )
}

export function DealsView(props: ViewProps): React.ReactNode {
  const { theCase, summary, arm } = read(props)
  const { open } = arm
  const why = whyText(arm)
  return (
    <section>
      <h1>
        Some terms beat {wordsOf(theCase).noDeal} for everybody in {share(defined(open[0]).estimate)} of worlds
      </h1>
      {why !== null && (
        <p>
          <Termed>{unbroken(`Where none do, ${why}.`)}</Termed>
        </p>
      )}
      <ChartView
        seed={summary.seed}
        draw={(width) => charts.acceptanceMatrix(arm, { width, ...charts.namesIn(theCase) })}
      />
      {why !== null && <ChartView seed={summary.seed} draw={(width) => charts.whyBars(arm, { width })} />}
      <ChartView seed={summary.seed} draw={(width) => charts.openByMonth(arm, { width })} />
      <h2>What is agreed</h2>
      <Families {...props} count={8} />
      <WhatStrikes {...props} />
    </section>
  )
}
