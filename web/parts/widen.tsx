/** The edge of the file's pane: dragged, or moved by the arrow keys, it makes the pane wider; the browser remembers
 *  it. */
import { useEffect, useState } from 'react'

const [LEAST, MOST, FIRST, STEP] = [22, 70, 40, 2]
const KEPT = 'armistice.file-width'

export function Widen(): React.ReactNode {
  const [width, setWidth] = useState(() => held(Number(localStorage.getItem(KEPT)) || FIRST))
  useEffect(() => {
    document.documentElement.style.setProperty('--file', `${width}%`)
    localStorage.setItem(KEPT, String(width))
  }, [width])
  return (
    <div
      className="widen"
      role="separator"
      aria-orientation="vertical"
      aria-label="Width of the file"
      aria-valuemin={LEAST}
      aria-valuemax={MOST}
      aria-valuenow={Math.round(width)}
      tabIndex={0}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) setWidth(held((100 * event.clientX) / innerWidth))
      }}
      onKeyDown={(event) => {
        const by = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key]
        if (by === undefined) return
        event.preventDefault()
        setWidth(held(width + by))
      }}
    />
  )
}

const held = (width: number): number => Math.max(LEAST, Math.min(MOST, width))
