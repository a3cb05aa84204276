/** The reader's guess, before the model speaks. */
import { useState } from 'react'
import { wordsOf } from '../../present/words/index.ts'
import { defined } from '../../src/internal.ts'
import type { ViewProps } from '../views/view-props.ts'
import { keepGuess, monthAsked, readGuess } from './guesses.ts'

const EVEN = 50
const MONTHS = 'January February March April May June July August September October November December'.split(' ')

/** `1 June 1952`. */
function dayWords(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${date} ${MONTHS[(month ?? 1) - 1]} ${year}`
}

export function GuessStep({ state }: ViewProps): React.ReactNode {
  const { case: theCase, summary } = defined(state.shown)
  const [guess, setGuess] = useState(() => readGuess(theCase.id))
  const months = monthAsked(defined(summary.arms[0]).dealBy.length, theCase.outcome?.month ?? null)
  const take = (chance: number): void => {
    keepGuess(theCase.id, { chance })
    setGuess({ chance })
  }
  return (
    <>
      <h1>Your guess first: it is {dayWords(theCase.asOf)}</h1>
      <p className="lead">{theCase.summary}</p>
      <p>
        How likely is a {wordsOf(theCase).deal} within {months} months? The model has its number, and the end is known;
        both are shown once you have yours.
      </p>
      <div className="guess">
        <label>
          Your chance, in %{' '}
          <input
            type="range"
            min={0}
            max={100}
            value={guess?.chance ?? EVEN}
            aria-valuetext={guess ? `${guess.chance} %` : 'no guess yet'}
            onChange={(event) => {
              take(Number(event.target.value))
            }}
          />
        </label>
        <input
          type="number"
          aria-label="Your chance, typed"
          min={0}
          max={100}
          value={guess?.chance ?? ''}
          onChange={(event) => {
            const typed = Number(event.target.value)
            if (event.target.value !== '' && typed >= 0 && typed <= 100) take(Math.round(typed))
          }}
        />
        <output>{guess ? `${guess.chance} %` : 'no guess yet'}</output>
      </div>
      <p className="meta">Your guess stays in this browser.</p>
    </>
  )
}
