/** The map of control, by month, with a scenario beside it, and the map of those who give military aid. */
import { defined } from '../../src/internal.ts'
import { useEffect, useState } from 'react'
import * as charts from '../../present/charts/index.ts'
import type { Geography } from '../../present/charts/index.ts'
import { geographyFor } from '../cases.ts'
import { ChartView } from '../parts/chart-view.tsx'
import { GiversSection } from './givers.tsx'
import { TwinChoice } from './shared.tsx'
import type { ViewProps } from './view-props.ts'

export function MapView({ state, actions }: ViewProps): React.ReactNode {
  const { case: theCase, summary } = defined(state.shown)
  const { war, givers } = theCase
  const hasRegions = war?.regions.some(({ iso }) => iso) ?? false
  return (
    <>
      {(hasRegions || !givers) && <ControlSection state={state} />}
      {givers && <GiversSection givers={givers} seed={summary.seed} actions={actions} level={hasRegions ? 2 : 1} />}
    </>
  )
}

function ControlSection({ state }: Pick<ViewProps, 'state'>): React.ReactNode {
  const { case: theCase, summary } = defined(state.shown)
  const arm = defined(summary.arms[0])
  const [geography, setGeography] = useState<Geography | null | undefined>(undefined)
  const [month, setMonth] = useState(0)
  const [twin, setTwin] = useState('')
  const fetchMap = geographyFor(theCase.id, state.place.case)
  useEffect(() => {
    if (!fetchMap) {
      setGeography(null)
      return
    }
    void fetchMap().then((found) => {
      setGeography(found as Geography)
    })
  }, [fetchMap])
  const last = arm.war.line.length - 1
  const other = summary.arms.find(({ scenario }) => scenario === twin)
  if (geography === undefined) return <p role="status">Fetching the map…</p>
  if (geography === null)
    return (
      <section>
        <h1>No map comes with this case</h1>
        <p>Shares by region are in the view War.</p>
      </section>
    )
  return (
    <section>
      <h1>Who holds what {month === 0 ? 'as of the date of the case' : `after ${month} months of fighting on`}</h1>
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
      <input
        type="number"
        aria-label="Month"
        min={0}
        max={last}
        value={month}
        onChange={(event) => {
          setMonth(Math.max(0, Math.min(last, Number(event.target.value))))
        }}
      />
      <TwinChoice summary={summary} twin={twin} setTwin={setTwin} />
      <ChartView
        seed={summary.seed}
        draw={(width) =>
          charts.mapOfControl(arm, geography, month, {
            width,
            ...charts.namesIn(theCase),
            ...(other ? { twin: other } : {}),
          })
        }
      />
    </section>
  )
}
