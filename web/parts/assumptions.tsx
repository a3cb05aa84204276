/** Assumptions to move: a slider and a typed field each, both write the number into the file. Which ends a slider has,
 *  and in which unit it speaks, follows from the case as it was opened: what is written later never changes it. */
import { memo, useEffect, useMemo, useRef, useState } from 'react'
import { movableNumber, shownNumber, writeNumber } from '../../present/documents/argument/index.ts'
import type { Movable } from '../../present/documents/argument/index.ts'
import { unitWords } from '../../present/words/index.ts'
import type { Case, Quantity } from '../../src/internal.ts'
import { defined, readByRedLines } from '../../src/internal.ts'
import type { Actions } from '../model.ts'
import { LineLink } from './line-link.tsx'
import { newGesture } from './number-in-text.tsx'

/** Ids worth a slider: named quantities, those that scenarios change, and the firmness of red lines; one for each
 *  option of a hypothesis. */
function worthMoving(theCase: Case): string[] {
  const moved = new Set<number>(theCase.scenarios.flatMap((scenario) => scenario.set.map(({ quantity }) => quantity)))
  const ofRedLines = readByRedLines(theCase)
  return theCase.quantities
    .filter(
      ({ id, derived }, index) =>
        derived === undefined && (!id.includes('.') || moved.has(index) || ofRedLines.has(index)),
    )
    .flatMap((quantity) => idsOf(quantity, theCase))
}

function idsOf({ id, spread }: Quantity, theCase: Case): string[] {
  if (spread.kind === 'plain') return [id]
  const { options } = defined(theCase.hypotheses[spread.set])
  return spread.by.map((_, option) => `${id}/${defined(options[option]).id}`)
}

export const Assumptions = memo(function Assumptions({
  theCase,
  original,
  actions,
}: {
  theCase: Case
  /** The case as it was opened; the present one where that is not read yet. */
  original: Case
  actions: Actions
}): React.ReactNode {
  const [search, setSearch] = useState('')
  const numbers = useMemo(() => worthMoving(original).flatMap((id) => movableNumber(original, id) ?? []), [original])
  const found = numbers.filter(({ id, label }) => `${id} ${label}`.toLowerCase().includes(search.toLowerCase()))
  return (
    <details className="assumptions" open>
      <summary>Move an assumption</summary>
      <label className="field">
        Find{' '}
        <input
          type="search"
          value={search}
          onChange={(event) => {
            setSearch(event.target.value)
          }}
        />
      </label>
      {found.length === 0 && <p role="status">No assumption is called so.</p>}
      <ul>
        {found.map((number) => (
          <li key={number.id}>
            <Slider bounds={number} now={movableNumber(theCase, number.id) ?? number} actions={actions} />
          </li>
        ))}
      </ul>
    </details>
  )
})

/** @param bounds the number as it was declared. @param now as it stands in the file. */
function Slider({ bounds, now, actions }: { bounds: Movable; now: Movable; actions: Actions }): React.ReactNode {
  const { id, low, high, isShare } = bounds
  // The hand is ahead of the file: what it does shows at once.
  const [held, setHeld] = useState<number | null>(null)
  const [typed, setTyped] = useState<string | null>(null)
  const gesture = useRef('')
  useEffect(() => {
    setHeld(null)
  }, [now.value])
  const write = (x: number): void => {
    if (gesture.current === '') gesture.current = newGesture()
    const written = writeNumber(bounds, x)
    // Back where it was, as it was written: a hand that went to and fro has made nothing certain.
    actions.setNumber(id, written === writeNumber(bounds, bounds.value) ? null : written, gesture.current)
  }
  const release = (): void => {
    gesture.current = ''
    setTyped(null)
  }
  const unit = isShare ? '%' : unitWords(bounds.quantity.unit)
  const value = held ?? now.value
  return (
    <div className={now.isUncertain === bounds.isUncertain && now.value === bounds.value ? 'slider' : 'slider moved'}>
      <span id={`label-${id}`}>
        {bounds.label}{' '}
        {now.isUncertain && <em>(uncertain, {shownNumber(bounds, now.value, true)}; moving it makes it certain)</em>}
      </span>
      <input
        type="range"
        aria-labelledby={`label-${id}`}
        min={low}
        max={high}
        step="any"
        value={value}
        aria-valuetext={`${shownNumber(bounds, value)} ${isShare ? '' : unit}`.trim()}
        onChange={(event) => {
          const x = caught(bounds, Number(event.target.value))
          setHeld(x)
          write(x)
        }}
        onPointerUp={release}
        onBlur={release}
      />
      <input
        type="number"
        aria-labelledby={`label-${id}`}
        value={typed ?? typedNumber(isShare, value)}
        min={isShare ? 0 : undefined}
        max={isShare ? 100 : undefined}
        step="any"
        onChange={(event) => {
          setTyped(event.target.value)
          const x = Number(event.target.value) / (isShare ? 100 : 1)
          if (event.target.value !== '' && Number.isFinite(x)) write(x)
        }}
        onBlur={release}
      />
      <span className="unit">{unit}</span>
      <LineLink line={now.quantity.provenance.place.line} actions={actions} />
    </div>
  )
}

/** Share of the range within which the slider falls into the place where it was. */
const CATCH = 0.008

function caught({ low, high, value }: Movable, x: number): number {
  return Math.abs(x - value) <= CATCH * (high - low) ? value : x
}

function typedNumber(isShare: boolean, value: number): string {
  return String(Number((isShare ? value * 100 : value).toPrecision(4)))
}
