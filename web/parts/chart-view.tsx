/** A chart with its caption, its numbers as a table, and ways to take it away. */
import { useEffect, useRef, useState } from 'react'
import { grouped } from '../../present/words/index.ts'
import type { Chart } from '../../present/charts/index.ts'
import { TakeAway } from '../pieces/take-away.tsx'
import { Termed } from './term.tsx'

/** Least and most width that charts are drawn for, and the steps between: redrawing at each pixel would be waste. */
const NARROW = 280
const WIDE = 980
const STEP = 20
const drawnFor = (room: number): number => Math.max(NARROW, Math.min(WIDE, Math.floor(room / STEP) * STEP))

/** The width to draw at, by the room there is. */
export function useWidth(): [React.RefObject<HTMLDivElement | null>, number] {
  const box = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(() => drawnFor(Math.min(innerWidth - 60, 720)))
  useEffect(() => {
    if (!box.current) return
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(drawnFor(entry.contentRect.width))
    })
    observer.observe(box.current)
    return () => {
      observer.disconnect()
    }
  }, [])
  return [box, width]
}

export function ChartView({ draw, seed }: { draw: (width: number) => Chart; seed: number }): React.ReactNode {
  const [box, width] = useWidth()
  const [asTable, setAsTable] = useState(false)
  const chart = draw(width)
  return (
    <figure ref={box as React.Ref<HTMLElement>} className="chart">
      <figcaption>
        <strong>
          <Termed>{chart.title}</Termed>
        </strong>{' '}
        <Termed>{chart.caption.replaceAll(' %', '\u00a0%')}</Termed>
      </figcaption>
      {asTable ? (
        <ChartTable chart={chart} />
      ) : (
        <div className="drawing" dangerouslySetInnerHTML={{ __html: chart.svg }} />
      )}
      <p className="source">
        <Termed>{chart.source}</Termed>
      </p>
      <div className="take">
        <button
          type="button"
          aria-pressed={asTable}
          onClick={() => {
            setAsTable(!asTable)
          }}
        >
          {asTable ? 'View as chart' : 'View as table'}
        </button>
        <TakeAway chart={chart} seed={seed} />
      </div>
    </figure>
  )
}

function ChartTable({ chart }: { chart: Chart }): React.ReactNode {
  return (
    <div className="scroll" role="region" aria-label={`${chart.title}, as a table`} tabIndex={0}>
      <table>
        <caption className="sr">{chart.description}</caption>
        <thead>
          <tr>
            {chart.table.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {chart.table.rows.map((row, r) => (
            <tr key={r}>
              {row.map((cell, c) =>
                c === 0 ? (
                  <th key={c} scope="row">
                    {shown(cell)}
                  </th>
                ) : (
                  <td key={c}>{shown(cell)}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Numbers to four significant digits: no more than the runs behind them support. */
function shown(cell: string | number): string {
  return typeof cell === 'number' ? grouped(Number(cell.toPrecision(4))) : cell
}
