/** What would turn a verdict: the nearest inputs, each alone, computed where a reader asks for them. */
import { defined, oppositeOf } from '../../src/internal.ts'
import type { Case, TippingRecord } from '../../src/internal.ts'
import { decidingTest, oppositeLines } from '../../present/words/index.ts'
import type { Actions } from '../model.ts'
import { QUICK_LOOK } from '../analysis.ts'
import type { Ran } from '../run-state.ts'
import { isOld, useAnalysis } from '../use-analysis.ts'
import { AnalysisState } from './analysis-state.tsx'
import { LineLink } from './line-link.tsx'

/** Inputs that are told. */
const TOLD = 3

interface Props {
  readonly claim: string
  /** The run that gave the verdict. */
  readonly shown: Ran
  readonly actions: Actions
}

/** Nothing where no bound says what would be the opposite. */
export function OppositeVerdict({ claim, shown, actions }: Props): React.ReactNode {
  const { case: theCase, summary } = shown
  const finding = summary.findings.find((one) => one.claim === claim) ?? null
  const test = decidingTest(defined(theCase.claims.find(({ id }) => id === claim)), finding)
  return test === null ? null : <Asking key={`${theCase.id} ${test}`} theCase={theCase} test={test} actions={actions} />
}

interface AskingProps extends Pick<Props, 'actions'> {
  readonly theCase: Case
  readonly test: string
}

function Asking({ theCase, test, actions }: AskingProps): React.ReactNode {
  const analysis = useAnalysis('tipping', `opposite ${theCase.id} ${test}`)
  const { answer, of, isBusy } = analysis
  const asked = actions.asked()
  const old = of !== null && isOld(of.asked, asked)
  return (
    <div className="opposite">
      {asked && !isBusy && (answer === null || old) && (
        <button
          type="button"
          onClick={() => {
            analysis.ask({ asked, claim: test, by: null, ...QUICK_LOOK })
          }}
        >
          What would turn it?
        </button>
      )}
      <AnalysisState analysis={analysis} />
      {answer && (
        <div className={old ? 'old' : ''} role="status">
          {old && <p className="meta">Of the file before the last change.</p>}
          <Nearest record={answer.record} theCase={theCase} actions={actions} />
        </div>
      )}
    </div>
  )
}

interface NearestProps extends Pick<AskingProps, 'theCase' | 'actions'> {
  readonly record: TippingRecord
}

function Nearest({ record, theCase, actions }: NearestProps): React.ReactNode {
  const found = oppositeOf(record, TOLD, (quantity) => theCase.quantities[quantity]?.provenance.place.line ?? null)
  const [head, ...lines] = oppositeLines(record, found, '')
  return (
    <>
      <p>{head}</p>
      <ul>
        {lines.map((text, k) => {
          const line = found[k]?.line ?? null
          return (
            <li key={text}>
              {text.trim()} {line !== null && <LineLink line={line} actions={actions} />}
            </li>
          )
        })}
      </ul>
    </>
  )
}
