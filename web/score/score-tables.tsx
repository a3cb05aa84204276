/** The tables of a score card: the front by horizon, claims, numbers. */
import { defined } from '../../src/internal.ts'
import type { ClaimScores, HorizonScore, Scored, ScoreRecord } from '../../src/internal.ts'
import { counted, forecasterName, percent, rough } from '../../present/words/index.ts'

/** Horizons that are shown: every month would fill pages. */
const SHOWN = [1, 2, 3, 6, 9, 12, 18, 24, 36]

const isInside = ({ outcome, low, high }: Scored): boolean => outcome >= low && outcome <= high

export function HorizonScores({ horizons }: { readonly horizons: readonly HorizonScore[] }): React.ReactNode {
  if (horizons.length === 0) return null
  const own = horizons.map(({ scores }) => defined(scores[0]).score)
  const held = own.filter(isInside).length
  return (
    <>
      <h3>The front</h3>
      <p>
        The 90 % interval of the forecast held what came in {held} of {counted(own.length, 'month')}.
        {own.length > 1 ? ` These months overlap: they are one path, not ${own.length} tests.` : ''} Lower CRPS,
        interval score and log score are better; PIT is the share of the forecast below what came.
      </p>
      <Scrolled says="Scores of the front by month">
        <thead>
          <tr>
            {['Forecast', 'Median', '90 %', 'In it', 'PIT', 'CRPS', 'Interval score', 'Log score'].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        {horizons
          .filter(({ months }) => SHOWN.includes(months))
          .map((horizon) => (
            <Horizon key={horizon.months} horizon={horizon} />
          ))}
      </Scrolled>
    </>
  )
}

function Horizon({ horizon: { months, scores } }: { readonly horizon: HorizonScore }): React.ReactNode {
  const best = Math.min(...scores.map(({ score }) => score.crps))
  return (
    <tbody>
      <tr>
        <th colSpan={8} scope="rowgroup">
          After {counted(months, 'month')} the line had moved {rough(defined(scores[0]).score.outcome, 3)} km²
        </th>
      </tr>
      {scores.map(({ forecaster, score }) => (
        <tr key={forecaster}>
          <th scope="row">{forecasterName(forecaster)}</th>
          <td>{rough(score.median, 3)}</td>
          <td>
            {rough(score.low, 3)} to {rough(score.high, 3)}
          </td>
          <td>{isInside(score) ? 'yes' : 'no'}</td>
          <td>{score.pit.toFixed(2)}</td>
          <td>
            {rough(score.crps, 3)}
            {score.crps === best ? ' (least)' : ''}
          </td>
          <td>{rough(score.intervalScore, 3)}</td>
          <td>{score.logScore === null ? 'none' : score.logScore.toFixed(2)}</td>
        </tr>
      ))}
    </tbody>
  )
}

export function ClaimScoresTable({ claims }: { readonly claims: ClaimScores | null }): React.ReactNode {
  if (!claims) return null
  const { scored, parts, meanLogScore } = claims
  return (
    <>
      <h3>Claims</h3>
      <p>
        Brier score {parts.score.toFixed(3)} over {counted(scored.length, 'claim')}, where always saying 50 % scores
        0.250 and always saying the share that came scores {parts.uncertainty.toFixed(3)}; log score{' '}
        {meanLogScore.toFixed(3)}, where 50 % scores 0.693. Lower is better.
        {scored.length < FEW ? ' So few claims tell little of how good the forecaster is.' : ''}
      </p>
      <Scrolled says="Scores of claims">
        <thead>
          <tr>
            {['Claim', 'Said', 'Came', 'Brier', 'Log score'].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {scored.map(({ case: of, claim, probability, happened, brier, logScore }) => (
            <tr key={`${of} ${claim}`}>
              <th scope="row">{claim}</th>
              <td>{percent(probability)}</td>
              <td>{happened ? 'yes' : 'no'}</td>
              <td>{brier.toFixed(3)}</td>
              <td>{logScore.toFixed(3)}</td>
            </tr>
          ))}
        </tbody>
      </Scrolled>
    </>
  )
}

/** Claims below which calibration is said to be out of reach. A judgement. */
const FEW = 20

export function NumberScores({ quantities }: Pick<ScoreRecord, 'quantities'>): React.ReactNode {
  if (quantities.length === 0) return null
  return (
    <>
      <h3>Numbers</h3>
      <Scrolled says="Scores of numbers">
        <thead>
          <tr>
            {['Number', 'Came', 'Median', '90 %', 'PIT', 'CRPS'].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {quantities.map(({ id, score }) => (
            <tr key={id}>
              <th scope="row">{id}</th>
              <td>{rough(score.outcome, 3)}</td>
              <td>{rough(score.median, 3)}</td>
              <td>
                {rough(score.low, 3)} to {rough(score.high, 3)}
              </td>
              <td>{score.pit.toFixed(2)}</td>
              <td>{rough(score.crps, 3)}</td>
            </tr>
          ))}
        </tbody>
      </Scrolled>
    </>
  )
}

function Scrolled({ says, children }: { readonly says: string; readonly children: React.ReactNode }): React.ReactNode {
  return (
    <div className="scroll" role="region" aria-label={says} tabIndex={0}>
      <table className="facts">{children}</table>
    </div>
  )
}
