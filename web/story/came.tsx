/** Your guess, what the model said, what came. */
import { outcomeTerms, percent, percentWithInterval, phraseOf, wordsOf } from '../../present/words/index.ts'
import { defined } from '../../src/internal.ts'
import { Termed } from '../parts/term.tsx'
import type { ViewProps } from '../views/view-props.ts'
import { monthAsked, readGuess } from './guesses.ts'

/** Squared distance of a chance from what came. Source: Brier 1950, Monthly Weather Review 78. */
const brier = (chance: number, came: boolean): number => (chance - (came ? 1 : 0)) ** 2

export function CameStep({ state, actions }: ViewProps): React.ReactNode {
  const { case: theCase, summary } = defined(state.shown)
  const arm = defined(summary.arms[0])
  const outcome = defined(theCase.outcome)
  const months = monthAsked(arm.dealBy.length, outcome.month)
  const model = defined(arm.dealBy[months - 1])
  const guess = readGuess(theCase.id)
  const came = outcome.month !== null && outcome.month <= months
  const { deal } = wordsOf(theCase)
  const terms = outcomeTerms(theCase, arm)
  return (
    <>
      <h1>
        What came: {outcome.month === null ? `no ${deal}` : `a ${deal} in month ${outcome.month}`} ({outcome.date})
      </h1>
      <p className="lead">{outcome.says}</p>
      <div className="scroll" role="region" aria-label="Guess, model and what came" tabIndex={0}>
        <table>
          <caption className="sr">
            The chance of a {deal} within {months} months
          </caption>
          <thead>
            <tr>
              <th scope="col">
                A {deal} within {months} months
              </th>
              <th scope="col">Chance</th>
              <th scope="col">
                <Termed>Brier score, 0 is best</Termed>
              </th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">You</th>
              <td>{guess ? `${guess.chance} %` : 'no guess'}</td>
              <td>{guess ? brier(guess.chance / 100, came).toFixed(2) : ''}</td>
            </tr>
            <tr>
              <th scope="row">The model</th>
              <td>{percentWithInterval(model)}</td>
              <td>{brier(model.estimate, came).toFixed(2)}</td>
            </tr>
            <tr>
              <th scope="row">What came</th>
              <td>{came ? 'yes' : 'no'}</td>
              <td />
            </tr>
          </tbody>
        </table>
      </div>
      {!guess && (
        <p>
          <button
            type="button"
            onClick={() => {
              actions.show({ step: null })
            }}
          >
            Guess first
          </button>
        </p>
      )}
      {terms.length > 0 && (
        <>
          <h2>The terms, and how many of the model’s deals have them</h2>
          <ul className="items">
            {terms.map(({ issue, option, share }) => (
              <li key={issue}>
                <strong>{percent(share)}</strong> {phraseOf(theCase, issue, option)}
              </li>
            ))}
          </ul>
        </>
      )}
      {outcome.later && <p>{outcome.later}</p>}
      <p className="meta">
        One case neither confirms nor refutes a number. Nothing of this entered the run; those who wrote the case knew
        the end. Source:{' '}
        {outcome.url && /^https?:\/\//.test(outcome.url) ? (
          <a href={outcome.url} rel="noreferrer noopener" target="_blank">
            {outcome.provenance.source.join('; ')}
          </a>
        ) : (
          outcome.provenance.source.join('; ')
        )}
      </p>
    </>
  )
}
