/** A chart with its caption, its numbers as a table, and ways to take it away. */
import { defined, csvRemark, writeCsv } from '../../src/internal.ts'
import { useEffect, useRef, useState } from 'react'
import type { Chart } from '../../present/charts/index.ts'
import { save } from './save.ts'

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
        <strong>{chart.title}</strong> {chart.caption}
      </figcaption>
      {asTable ? (
        <ChartTable chart={chart} />
      ) : (
        <div className="drawing" dangerouslySetInnerHTML={{ __html: chart.svg }} />
      )}
      <p className="source">{chart.source}</p>
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
        <details>
          <summary>Take away</summary>
          <button
            type="button"
            onClick={() => {
              save(`${chart.id}.svg`, chart.svg, 'image/svg+xml')
            }}
          >
            SVG
          </button>
          <button
            type="button"
            onClick={() => {
              void png(chart)
            }}
          >
            PNG
          </button>
          <button
            type="button"
            onClick={() => {
              save(`${chart.id}.csv`, csv(chart, seed), 'text/csv')
            }}
          >
            CSV
          </button>
          <button
            type="button"
            onClick={() => {
              void navigator.clipboard?.writeText(embedCode(chart))
            }}
          >
            Copy embed code
          </button>
        </details>
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
  return typeof cell === 'number' ? String(Number(cell.toPrecision(4))) : cell
}

function csv(chart: Chart, seed: number): string {
  const remark = csvRemark(`${chart.title}. ${chart.caption} ${chart.source} seed ${seed}`)
  return remark + writeCsv([chart.table.columns, ...chart.table.rows])
}

function embedCode(chart: Chart): string {
  const bytes = new TextEncoder().encode(chart.svg)
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return `<img alt="${chart.description.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')}" src="data:image/svg+xml;base64,${btoa(binary)}">`
}

/** Pixels a unit of the drawing gets in a PNG: enough for print at its usual size. */
const DENSITY = 2

async function png(chart: Chart): Promise<void> {
  const url = URL.createObjectURL(new Blob([chart.svg], { type: 'image/svg+xml' }))
  const image = new Image()
  image.src = url
  await image.decode()
  const canvas = Object.assign(document.createElement('canvas'), {
    width: image.width * DENSITY,
    height: image.height * DENSITY,
  })
  const context = defined(canvas.getContext('2d'))
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  URL.revokeObjectURL(url)
  canvas.toBlob((blob) => {
    if (blob) save(`${chart.id}.png`, blob, 'image/png')
  })
}
