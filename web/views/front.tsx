/** The front behind the date of the case and the fan of the run after it, from a series that comes with the case or is
 *  opened beside it. */
import { useEffect, useMemo, useState } from 'react'
import * as charts from '../../present/charts/index.ts'
import { readSeriesCsv } from '../../src/internal.ts'
import { frontFor } from '../cases.ts'
import { ChartView } from '../parts/chart-view.tsx'
import { FileChoice } from '../parts/file-choice.tsx'
import type { TextFile } from '../parts/file-choice.tsx'
import { Told } from '../parts/told.tsx'
import { read } from './shared.tsx'
import type { ViewProps } from './view-props.ts'

export function FrontSection(props: ViewProps): React.ReactNode {
  const { theCase, summary, arm } = read(props)
  const [own, setOwn] = useState<TextFile | null>(null)
  const [shipped, setShipped] = useState<TextFile | null>(null)
  const fetchFront = frontFor(theCase.id, props.state.place.case)
  useEffect(() => {
    setShipped(null)
    if (!fetchFront) return
    let isLeft = false
    fetchFront().then(
      (text) => {
        if (!isLeft) setShipped({ name: 'front.csv', text })
      },
      // Without it the view stands as it does for a case that brings none.
      () => {},
    )
    return () => {
      isLeft = true
    }
  }, [fetchFront])
  const file = own ?? shipped
  const found = useMemo(() => (file ? readSeriesCsv(file.text, file.name) : null), [file])
  const series = found?.series ?? null
  return (
    <>
      {series && (
        <ChartView seed={summary.seed} draw={(width) => charts.frontHistory(series, arm, theCase.asOf, { width })} />
      )}
      <FileChoice
        says={
          shipped || own
            ? 'Another series of the front (CSV: a month, and the change or the area held)'
            : 'What was seen of the front before the date (CSV: a month, and the change or the area held)'
        }
        accept=".csv,.tsv"
        chosen={setOwn}
      />
      {file && found && <Told told={found.diagnostics} file={file.name} />}
    </>
  )
}
