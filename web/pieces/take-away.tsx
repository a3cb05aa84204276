/** Ways to take a chart away: a picture in three formats, its numbers, a piece of another page that stands still or
 *  moves. */
import { useContext, useState } from 'react'
import { PIECE_FORMATS, pieceSource, pieceSvg } from '../../present/charts/index.ts'
import type { Chart, PieceFormat, PieceOf } from '../../present/charts/index.ts'
import { csvRemark, defined, writeCsv } from '../../src/internal.ts'
import { save } from '../parts/save.ts'
import { PieceContext } from './piece-context.ts'
import type { Pieces } from './piece-context.ts'

export function TakeAway({ chart, seed }: { chart: Chart; seed: number }): React.ReactNode {
  const pieces = useContext(PieceContext)
  const [format, setFormat] = useState<PieceFormat>('light')
  const [said, setSaid] = useState('')
  const piece = async (): Promise<string> => pieceSvg(chart, await ofNow(pieces, chart, seed), format)
  const copy = async (text: string, what: string): Promise<void> => {
    const isCopied = await navigator.clipboard?.writeText(text).then(
      () => true,
      () => false,
    )
    setSaid(isCopied ? `${what} copied` : 'The browser does not let a page copy.')
  }
  return (
    <details>
      <summary>Take away</summary>
      <label className="field">
        Format{' '}
        <select
          value={format}
          onChange={(event) => {
            setFormat(event.target.value as PieceFormat)
          }}
        >
          {PIECE_FORMATS.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        onClick={() => void piece().then((svg) => save(`${chart.id}-${format}.svg`, svg, 'image/svg+xml'))}
      >
        SVG
      </button>
      <button type="button" onClick={() => void piece().then((svg) => png(svg, `${chart.id}-${format}.png`))}>
        PNG
      </button>
      <button
        type="button"
        onClick={() =>
          void ofNow(pieces, chart, seed).then((of) => save(`${chart.id}.csv`, csvOf(chart, of), 'text/csv'))
        }
      >
        CSV
      </button>
      <button
        type="button"
        onClick={() => void piece().then((svg) => copy(`<figure>${svg}</figure>`, 'The picture as HTML'))}
      >
        Copy embed code
      </button>
      {pieces?.live && (
        <button
          type="button"
          onClick={() =>
            void defined(pieces.live)(chart.id).then((address) =>
              address === null
                ? setSaid('This chart has no live form: its case is too long for a link, or it is no chart of a run.')
                : copy(frameOf(chart, address), 'A frame that moves'),
            )
          }
        >
          Copy live embed
        </button>
      )}
      <span role="status" className="said-so">
        {said}
      </span>
    </details>
  )
}

async function ofNow(pieces: Pieces | null, { title }: Chart, seed: number): Promise<PieceOf> {
  if (!pieces) return { title, asOf: '', scenario: null, worlds: 0, seed, link: null }
  return { ...pieces.of, link: await pieces.link() }
}

function frameOf(chart: Chart, address: string): string {
  const quoted = (text: string): string =>
    text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
  return `<iframe title="${quoted(chart.title)}" src="${quoted(address)}" width="720" height="620" style="border:0;max-width:100%" loading="lazy"></iframe>`
}

/** Numbers with where they come from above them; the columns say their units. */
export function csvOf(chart: Chart, of: PieceOf): string {
  const link = of.link === null ? '' : ` ${of.link}`
  const remark = csvRemark(`${chart.title}. ${chart.caption} ${chart.source}. ${pieceSource(of)}${link}`)
  return `${remark}${writeCsv([chart.table.columns, ...chart.table.rows])}`
}

/** Pixels a unit of the drawing gets in a PNG: enough for print at its usual size. */
const DENSITY = 2

async function png(svg: string, name: string): Promise<void> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  const image = new Image()
  image.src = url
  await image.decode()
  const canvas = Object.assign(document.createElement('canvas'), {
    width: image.width * DENSITY,
    height: image.height * DENSITY,
  })
  defined(canvas.getContext('2d')).drawImage(image, 0, 0, canvas.width, canvas.height)
  URL.revokeObjectURL(url)
  canvas.toBlob((blob) => {
    if (blob) save(name, blob, 'image/png')
  })
}
