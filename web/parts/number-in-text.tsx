/** A number in a sentence that is dragged sideways, moved by the arrow keys, or typed. */
import { defined } from '../../src/internal.ts'
import { useEffect, useRef, useState } from 'react'
import { movableNumber, shownNumber, writeNumber } from '../../present/documents/argument/index.ts'
import { unitWords } from '../../present/words/index.ts'
import type { Movable } from '../../present/documents/argument/index.ts'
import type { Case } from '../../src/internal.ts'
import type { SetNumber } from '../engine.ts'

/** Pixels of a drag over the whole range. */
const RANGE = 320
/** Steps of an arrow key over the whole range. */
const STEPS = 50
/** Pixels under which a press is a click and not a drag. */
const STILL = 4

/** Milliseconds after which a number that the file did not take is let go. */
const PATIENCE = 2000

let gestures = 0
/** A name for a drag or a typing, so that all of it is one step of undo. */
export function newGesture(): string {
  gestures++
  return `gesture ${gestures}`
}

export interface NumberInTextProps {
  readonly id: string
  /** The case as it was opened, with the number in it: it says between which ends the number moves, whatever it is
   *  moved to. */
  readonly original: Case
  readonly theCase: Case
  readonly setNumber: SetNumber
}

export function NumberInText(props: NumberInTextProps): React.ReactNode {
  const moved = useMoved(props)
  const { bounds, now, value, put } = moved
  const [typed, setTyped] = useState<string | null>(null)
  if (typed !== null)
    return (
      <TypedNumber
        label={bounds.label}
        start={typed}
        done={(written) => {
          const x = Number(written) / (bounds.isShare ? 100 : 1)
          if (written !== '' && Number.isFinite(x)) put(x, newGesture())
          setTyped(null)
        }}
      />
    )
  const unit = unitWords(bounds.quantity.unit)
  const text = shownNumber(bounds, value, !moved.isHeld && now.isUncertain)
  const type = (): void => setTyped(plain(bounds.isShare, value))
  return (
    <span
      className={now.value === bounds.value && now.isUncertain === bounds.isUncertain ? 'dial' : 'dial moved'}
      role="slider"
      tabIndex={0}
      aria-label={bounds.label}
      aria-valuemin={bounds.low}
      aria-valuemax={bounds.high}
      aria-valuenow={value}
      aria-valuetext={`${text} ${unit}`.trim()}
      title="Drag sideways, use the arrow keys, or press Enter to type"
      {...dragged(moved, type)}
      onKeyDown={(event) => {
        if (pressed(event.key, props.id, moved, type)) event.preventDefault()
      }}
    >
      {text}
      {unit === '' ? '' : ` ${unit.trim()}`}
    </span>
  )
}

interface Drag {
  readonly x: number
  readonly from: number
  readonly gesture: string
  moved: boolean
}

/** A number under the hand: what it is, between which ends it moves, and how it is moved. */
interface Moved {
  readonly bounds: Movable
  readonly now: Movable
  readonly value: number
  readonly isHeld: boolean
  readonly drag: React.RefObject<Drag | null>
  readonly put: (x: number, gesture: string) => void
}

function useMoved({ id, original, theCase, setNumber }: NumberInTextProps): Moved {
  const bounds = defined(movableNumber(original, id))
  const now = movableNumber(theCase, id) ?? bounds
  // The hand is ahead of the file: what it does shows at once.
  const [held, setHeld] = useState<number | null>(null)
  const drag = useRef<Drag | null>(null)
  const value = held ?? now.value
  // What comes from the file while keys are still pressed is an earlier number: letting go then would start over from
  // it.
  useEffect(() => {
    if (drag.current || held === null) return
    const hasArrived = writeNumber(bounds, held) === writeNumber(bounds, now.value)
    const timer = setTimeout(() => setHeld(null), hasArrived ? 0 : PATIENCE)
    return () => clearTimeout(timer)
  }, [now.value, held])
  const put = (x: number, gesture: string): void => {
    const inside = Math.max(bounds.low, Math.min(bounds.high, x))
    if (inside === value) return
    setHeld(inside)
    const written = writeNumber(bounds, inside)
    setNumber(id, written === writeNumber(bounds, bounds.value) ? null : written, gesture)
  }
  return { bounds, now, value, isHeld: held !== null, drag, put }
}

/** A press that does not move is a wish to type. */
function dragged({ bounds, value, drag, put }: Moved, type: () => void): React.HTMLAttributes<HTMLElement> {
  return {
    onPointerDown: (event) => {
      event.currentTarget.setPointerCapture(event.pointerId)
      drag.current = { x: event.clientX, from: value, gesture: newGesture(), moved: false }
    },
    onPointerMove: (event) => {
      const start = drag.current
      if (!start) return
      const away = event.clientX - start.x
      if (!start.moved && Math.abs(away) < STILL) return
      start.moved = true
      put(start.from + (away * (bounds.high - bounds.low)) / RANGE, start.gesture)
    },
    onPointerUp: () => {
      if (drag.current?.moved === false) type()
      drag.current = null
    },
    onPointerCancel: () => {
      drag.current = null
    },
  }
}

/** Whether the key is one that moves or types a number. */
function pressed(key: string, id: string, { bounds, value, put }: Moved, type: () => void): boolean {
  const step = (bounds.high - bounds.low) / STEPS
  const move = { ArrowRight: step, ArrowUp: step, ArrowLeft: -step, ArrowDown: -step }[key]
  if (move !== undefined) put(value + move, `keys ${id}`)
  else if (key === 'Home') put(bounds.low, newGesture())
  else if (key === 'End') put(bounds.high, newGesture())
  else if (key === 'Enter') type()
  else return false
  return true
}

function plain(isShare: boolean, value: number): string {
  return String(Number((isShare ? value * 100 : value).toPrecision(3)))
}

function TypedNumber({
  label,
  start,
  done,
}: {
  label: string
  start: string
  done: (written: string) => void
}): React.ReactNode {
  const [written, setWritten] = useState(start)
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    box.current?.select()
  }, [])
  return (
    <input
      ref={box}
      className="typed"
      type="number"
      step="any"
      autoFocus
      aria-label={label}
      value={written}
      onChange={(event) => {
        setWritten(event.target.value)
      }}
      onBlur={() => {
        done(written)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') done(written)
        if (event.key === 'Escape') done('')
        event.stopPropagation()
      }}
    />
  )
}
