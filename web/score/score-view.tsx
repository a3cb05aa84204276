/** A forecast sealed here and kept as a file, and the score card of one that was: what it said beside what came. */
import { useEffect, useMemo, useState } from 'react'
import * as charts from '../../present/charts/index.ts'
import { counted } from '../../present/words/index.ts'
import { readSeal, readSeriesCsv } from '../../src/internal.ts'
import type { ScoreRecord, SealRecord } from '../../src/internal.ts'
import { ChartView } from '../parts/chart-view.tsx'
import { FileChoice } from '../parts/file-choice.tsx'
import type { TextFile } from '../parts/file-choice.tsx'
import { save } from '../parts/save.ts'
import { Told } from '../parts/told.tsx'
import { isOld, useAnalysis } from '../use-analysis.ts'
import { read } from '../views/shared.tsx'
import type { ViewProps } from '../views/view-props.ts'
import { ClaimScoresTable, HorizonScores, NumberScores } from './score-tables.tsx'

/** Worlds of a forecast that is sealed: the number of the terminal. */
const SEALED_WORLDS = 10_000

export function ScoreView(props: ViewProps): React.ReactNode {
  const { theCase } = read(props)
  return (
    <section>
      <h1>A forecast, and what came of it</h1>
      <p>
        A sealed forecast says today what the case expects of its claims, its numbers and its front, under a digest that
        shows any later change. Once months have passed, open it here beside what came.
      </p>
      <Seal {...props} id={theCase.id} />
      <Card {...props} />
    </section>
  )
}

function Seal({ actions, id }: ViewProps & { readonly id: string }): React.ReactNode {
  const analysis = useAnalysis('seal', `seal ${id}`)
  const { answer, isBusy, progress, problem } = analysis
  const record = answer?.record
  const old = analysis.of !== null && isOld(analysis.of.asked, actions.asked())
  const name = record === undefined ? '' : `${record.case.id}-${record.at.slice(0, 10)}.seal.json`
  return (
    <>
      <h2>Seal this forecast</h2>
      <p className="row">
        <button
          type="button"
          disabled={isBusy}
          onClick={() => {
            const asked = actions.asked()
            if (asked) analysis.ask({ asked, at: new Date().toISOString(), worlds: SEALED_WORLDS })
          }}
        >
          Seal it now
        </button>
        {record && (
          <button
            type="button"
            className="primary"
            onClick={() => {
              save(name, `${JSON.stringify(record)}\n`, 'application/json')
            }}
          >
            Save {name}
          </button>
        )}
      </p>
      <p role="status" className="meta">
        {isBusy
          ? `Running ${counted(SEALED_WORLDS, 'world')}${progress ? `, ${progress.done} done` : ''} …`
          : (problem ??
            (record
              ? `Sealed ${record.at}, seal ${record.seal.slice(0, 12)}….${old ? ' Of the file before the last change.' : ''}`
              : ''))}
      </p>
    </>
  )
}

function Card({ state, actions }: ViewProps): React.ReactNode {
  const [seal, setSeal] = useState<TextFile | null>(null)
  const [observed, setObserved] = useState<TextFile | null>(null)
  const [outcomes, setOutcomes] = useState<TextFile | null>(null)
  const analysis = useAnalysis('score', 'score')
  const { text } = state
  useEffect(() => {
    const asked = actions.asked()
    if (!asked || !seal || (!observed && !outcomes)) return
    analysis.ask({
      asked,
      seal: seal.text,
      observed: observed?.text ?? null,
      outcomes: outcomes?.text ?? null,
    })
    // Asked anew where a file or the case is another.
  }, [seal, observed, outcomes, text])
  const { of } = analysis
  const isOfThese =
    seal !== null && of?.seal === seal.text && of.observed === (observed?.text ?? null) && of.asked.text === text
  const record = isOfThese && of.outcomes === (outcomes?.text ?? null) ? analysis.answer?.record : undefined
  const sealed = useMemo(() => (seal ? readSeal(jsonOf(seal.text)) : null), [seal])
  return (
    <>
      <h2>Score a sealed forecast</h2>
      <p className="meta">Files stay on this machine: nothing is sent anywhere.</p>
      <FileChoice says="The sealed forecast (JSON)" accept=".json" chosen={setSeal} />
      <FileChoice
        says="What came of the front (CSV: a month, and the change or the area held)"
        accept=".csv,.tsv"
        chosen={setObserved}
      />
      <FileChoice says="What came of claims and numbers (CSV: what, value)" accept=".csv,.tsv" chosen={setOutcomes} />
      {seal && !sealed && (
        <p role="alert">{seal.name} is no sealed forecast: “Seal it now”, or `armistice seal`, makes one.</p>
      )}
      {sealed && analysis.problem && <p role="alert">It was not scored: {analysis.problem}.</p>}
      <p role="status" className="meta">
        {statusOf(seal !== null, observed !== null || outcomes !== null, analysis.isBusy)}
      </p>
      {sealed && record && !analysis.problem && <Scores record={record} seal={sealed} files={{ observed, outcomes }} />}
    </>
  )
}

function statusOf(hasSeal: boolean, hasCome: boolean, isBusy: boolean): string {
  if (isBusy) return 'Scoring …'
  if (!hasSeal) return hasCome ? 'Choose the sealed forecast as well.' : ''
  return hasCome ? '' : 'Choose what came: a series of the front, or outcomes of claims and numbers.'
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

interface ScoresProps {
  readonly record: ScoreRecord
  readonly seal: SealRecord
  readonly files: { readonly observed: TextFile | null; readonly outcomes: TextFile | null }
}

function Scores({ record, seal, files }: ScoresProps): React.ReactNode {
  const { observed, outcomes } = files
  const series = useMemo(() => (observed ? readSeriesCsv(observed.text, observed.name).series : null), [observed])
  return (
    <div className="score-card">
      <h2>The score card</h2>
      <p>
        Sealed {seal.at} as of {seal.case.asOf}, from {counted(seal.worlds, 'world')}. Its seal is whole.
      </p>
      {observed && <Told told={record.told.filter(({ file }) => file === 'observed.csv')} file={observed.name} />}
      {outcomes && <Told told={record.told.filter(({ file }) => file === 'outcomes.csv')} file={outcomes.name} />}
      {series && seal.front.length > 0 && (
        <ChartView
          seed={seal.seed}
          draw={(width) => charts.frontHistory(series, seal.run, seal.case.asOf, { width })}
        />
      )}
      <HorizonScores horizons={record.horizons} />
      <ClaimScoresTable claims={record.claims} />
      <NumberScores quantities={record.quantities} />
      {record.remarks.length > 0 && (
        <ul className="items">
          {record.remarks.map((remark) => (
            <li key={remark}>Note: {remark}.</li>
          ))}
        </ul>
      )}
    </div>
  )
}
