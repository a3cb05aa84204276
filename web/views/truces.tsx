/** How long truces of the past lasted, of a class that the reader chooses, beside the curve of the case. */
import {
  baseRates,
  ceasefiresOf,
  defined,
  readCsv,
  readSurvivalTable,
  REFERENCE_CLASSES,
  survive,
} from '../../src/internal.ts'
import type { ArmSummary, BaseRate, BaseRates, Csv, ReferenceClass, SurvivalRecord } from '../../src/internal.ts'
import { useEffect, useMemo, useState } from 'react'
import * as charts from '../../present/charts/index.ts'
import type { Beside } from '../../present/charts/index.ts'
import { baseRatesText, survivalCaveat } from '../../present/words/index.ts'
import { fetchTruces } from '../cases.ts'
import { ChartView } from '../parts/chart-view.tsx'
import { read, share } from './shared.tsx'
import type { ViewProps } from './view-props.ts'

/** Years at which the number at risk is told: apart enough for a narrow screen. */
const COUNTED = [1, 5, 10, 15, 20]
/** Years of the base rate in a sentence. */
const TOLD = [1, 5, 10]
const ALL = defined(REFERENCE_CLASSES[0])

const inWords = ({ name }: ReferenceClass): string => (name === ALL.name ? 'all ceasefires between states' : name)

/** The table; `none` where it could not be fetched or read. */
type Table = Csv | 'waiting' | 'none'

export function TrucesSection(props: ViewProps): React.ReactNode {
  const [table, setTable] = useState<Table>('waiting')
  useEffect(() => {
    fetchTruces().then(
      (text) => {
        setTable(readCsv(text, 'data/truces/truces.csv').csv ?? 'none')
      },
      () => {
        setTable('none')
      },
    )
  }, [])
  return (
    <>
      <h2>How long truces of the past lasted</h2>
      {table === 'waiting' && <p role="status">Fetching the record of truces…</p>}
      {table === 'none' && <p role="alert">The record of truces could not be fetched: reload the page to try again.</p>}
      {typeof table === 'object' && <Classes {...props} csv={table} />}
    </>
  )
}

function Classes({ csv, ...props }: ViewProps & { readonly csv: Csv }): React.ReactNode {
  const { summary, arm } = read(props)
  const { like } = props.state.place
  const found = REFERENCE_CLASSES.find(({ name }) => name === like)
  const chosen = found ?? ALL
  const rates = useMemo(() => baseRates(csv, 'ceasefires', 0), [csv])
  const record = useMemo(() => recordOf(csv, chosen), [csv, chosen])
  const rate = rates.rates.find((one) => one.class === chosen)
  return (
    <>
      <label className="field">
        Truces like this one are
        <select
          value={chosen.name}
          onChange={(event) => {
            props.actions.show({ like: event.target.value === ALL.name ? null : event.target.value })
          }}
        >
          {REFERENCE_CLASSES.map((one) => (
            <option key={one.name} value={one.name}>
              {inWords(one)}
            </option>
          ))}
        </select>
      </label>
      {like !== null && found === undefined && (
        <p role="status">The link asks for a class “{like.slice(0, 80)}”, which there is not; here are all.</p>
      )}
      {record === null || rate === undefined ? (
        <p>No truce on record is of this class.</p>
      ) : (
        <>
          <p className="base-rate" aria-live="polite">
            {rateLine(rate)}
          </p>
          <ChartView
            seed={summary.seed}
            draw={(width) => charts.kaplanMeierCurves(record, 'years', { width, beside: ownCurve(arm) })}
          />
        </>
      )}
      <Caveats rates={rates} chosen={chosen} />
    </>
  )
}

/** The survival record of the ceasefires of a class, its one curve named by it. Null where it has none. */
function recordOf(csv: Csv, chosen: ReferenceClass): SurvivalRecord | null {
  const { table } = readSurvivalTable(ceasefiresOf(csv, chosen.where), { time: 'years', event: 'failed' })
  if (table === null) return null
  const record = survive(table, { families: [], ties: 'efron', horizons: COUNTED })
  return { ...record, curves: record.curves.map((curve) => ({ ...curve, name: inWords(chosen) })) }
}

/** The mean curve of the deals of a run; null where no deal came. */
function ownCurve({ survival: { years, deals } }: ArmSummary): Beside | null {
  const points = years.flatMap((year, k): [number, number][] => {
    const deal = deals[k]
    return deal ? [[year, deal.mean]] : []
  })
  return points.length === 0 ? null : { name: 'deals of this case, mean', points }
}

function rateLine({ class: chosen, count, failed, at }: BaseRate): string {
  const shares = at
    .filter(({ time }) => TOLD.includes(time))
    .map(({ time, survival, low, high, beyond }) => {
      const after = `after ${time} ${time === 1 ? 'year' : 'years'}`
      return beyond
        ? `${after} none was watched`
        : `${after} ${share(survival)} still held (95\u00a0%: ${share(low)} to ${share(high)})`
    })
  return `Base rate, ${inWords(chosen)}: of ${count} ceasefires ${failed} failed; ${shares.join(', ')}.`
}

/** What every base rate has to be read with: how the class came about first. */
function Caveats({ rates, chosen }: { readonly rates: BaseRates; readonly chosen: ReferenceClass }): React.ReactNode {
  const first = rates.caveats.filter(({ kind }) => kind === 'truceSelection')
  const rest = rates.caveats.filter(({ kind }) => kind !== 'truceSelection')
  const notes = [...first, ...rest].map((one) => survivalCaveat(one).replace(/ \(`--\w+`\)/, ''))
  return (
    <>
      <ul className="meta truce-caveats">
        {[...(chosen.caveat === '' ? [] : [`${inWords(chosen)}: ${chosen.caveat}`]), ...notes].map((note) => (
          <li key={note}>{note}.</li>
        ))}
      </ul>
      <details>
        <summary>Base rates of every class</summary>
        <pre>{baseRatesText(rates)}</pre>
      </details>
    </>
  )
}
