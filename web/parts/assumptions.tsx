/** Assumptions to move: a slider and a typed field each, both write the number into the file. */
import { memo, useEffect, useMemo, useState } from 'react'
import type { Case, Distribution, Quantity } from '../../src/internal.ts'
import { defined, readByRedLines } from '../../src/internal.ts'
import type { Actions } from '../model.ts'
import { LineLink } from './line-link.tsx'

/** Quantities worth a slider: named ones, those that scenarios change, and the firmness of red lines. */
function worthMoving(theCase: Case): Quantity[] {
  const moved = new Set<number>(theCase.scenarios.flatMap((scenario) => scenario.set.map(({ quantity }) => quantity)))
  const ofRedLines = readByRedLines(theCase)
  return theCase.quantities
    .filter((quantity, index) => !quantity.id.includes('.') || moved.has(index) || ofRedLines.has(index))
    .filter(({ spread }) => spread.kind === 'plain' || spread.by.length > 0)
}

export const Assumptions = memo(function Assumptions({
  theCase,
  actions,
}: {
  theCase: Case
  actions: Actions
}): React.ReactNode {
  const [search, setSearch] = useState('')
  const quantities = useMemo(() => worthMoving(theCase), [theCase])
  const found = quantities.filter(({ id }) => id.toLowerCase().includes(search.toLowerCase()))
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
      <ul>
        {found.map((quantity) => (
          <Assumption key={quantity.id} quantity={quantity} theCase={theCase} actions={actions} />
        ))}
      </ul>
    </details>
  )
})

function Assumption({
  quantity,
  theCase,
  actions,
}: {
  quantity: Quantity
  theCase: Case
  actions: Actions
}): React.ReactNode {
  const { spread } = quantity
  if (spread.kind === 'plain')
    return (
      <li>
        <Slider
          id={quantity.id}
          label={labelOf(quantity, theCase)}
          quantity={quantity}
          of={spread.of}
          actions={actions}
        />
      </li>
    )
  const set = defined(theCase.hypotheses[spread.set])
  return (
    <>
      {spread.by.map((of, option) => (
        <li key={option}>
          <Slider
            id={`${quantity.id}/${defined(set.options[option]).id}`}
            label={`${labelOf(quantity, theCase)}, if ${defined(set.options[option]).id}`}
            quantity={quantity}
            of={of}
            actions={actions}
          />
        </li>
      ))}
    </>
  )
}

function labelOf({ id }: Quantity, theCase: Case): string {
  const line = theCase.redLines.find((entry) => id === `redLines.${entry.id}.firm`)
  return line ? `Firm: ${line.says}` : id
}

function Slider({
  id,
  label,
  quantity,
  of,
  actions,
}: {
  id: string
  label: string
  quantity: Quantity
  of: Distribution
  actions: Actions
}): React.ReactNode {
  const value = middle(of)
  const [low, high] = bounds(of, quantity)
  const isShare = low >= 0 && high <= 1
  const write = (x: number): void => {
    actions.setNumber(id, isShare ? `${Number((x * 100).toPrecision(3))}%` : String(Number(x.toPrecision(4))))
  }
  const shown = isShare ? Number((value * 100).toPrecision(3)) : Number(value.toPrecision(4))
  const scale = isShare ? 100 : 1
  // The hand is ahead of the file: what it does shows at once.
  const [dragged, setDragged] = useState<number | null>(null)
  const [typed, setTyped] = useState<string | null>(null)
  useEffect(() => {
    setDragged(null)
  }, [value])
  return (
    <div className="slider">
      <span id={`label-${id}`}>
        {label} {of.kind === 'fixed' ? '' : <em>(spread; moving it makes it certain)</em>}
      </span>
      <input
        type="range"
        aria-labelledby={`label-${id}`}
        min={low}
        max={high}
        step={(high - low) / 100}
        value={dragged ?? value}
        onChange={(event) => {
          setDragged(Number(event.target.value))
          write(Number(event.target.value))
        }}
      />
      <input
        type="number"
        aria-labelledby={`label-${id}`}
        value={typed ?? shown}
        step="any"
        onChange={(event) => {
          setTyped(event.target.value)
          if (event.target.value !== '') write(Number(event.target.value) / scale)
        }}
        onBlur={() => {
          setTyped(null)
        }}
      />
      <span className="unit">{isShare ? '%' : quantity.unit}</span>
      <LineLink line={quantity.provenance.place.line} actions={actions} />
    </div>
  )
}

/** A middle to put the slider at; the mean where it is plain, else the middle of the range. */
function middle(of: Distribution): number {
  switch (of.kind) {
    case 'fixed':
      return of.value
    case 'uniform':
      return (of.low + of.high) / 2
    case 'normal':
      return of.mean
    case 'lognormal':
      return Math.exp(of.mu)
    case 'beta':
      return of.alpha / (of.alpha + of.beta)
    case 'gamma':
      return of.shape * of.scale
    case 'triangular':
    case 'pert':
      return of.mode
    case 'student':
      return of.location
    case 'mixture':
      return of.parts.reduce((sum, part) => sum + part.weight * middle(part.of), 0)
    case 'discrete':
      return of.values.reduce((sum, x, k) => sum + x * defined(of.weights[k]), 0)
  }
}

/** Ends of the slider: the legal range where it is finite, else three spreads to either side. */
function bounds(of: Distribution, quantity: Quantity): [number, number] {
  const low = quantity.low / quantity.factor
  const high = quantity.high / quantity.factor
  const value = middle(of)
  const reach = Math.max(Math.abs(value) * 2, of.kind === 'normal' ? of.sd * 4 : 0, 1)
  return [Number.isFinite(low) ? low : value - reach, Number.isFinite(high) && high < 1e6 ? high : value + reach]
}
