/** What several views of a run share. */
import { defined } from '../../src/internal.ts'
import { armLabel, percent } from '../../present/words/index.ts'
import type { ArmSummary, Case, Summary } from '../../src/internal.ts'
import type { ViewProps } from './view-props.ts'

/** What is on the screen, and the case that it is of: the file may be another by now. */
export function read({ state }: ViewProps): { theCase: Case; summary: Summary; arm: ArmSummary } {
  const { case: theCase, summary } = defined(state.shown)
  return { theCase, summary, arm: defined(summary.arms[0]) }
}

/** A probability that no line breaks before its sign. */
export const share = (p: number): string => unbroken(percent(p))

export function unbroken(text: string): string {
  return text.replaceAll(' %', '\u00a0%')
}

export function TwinChoice({
  summary,
  twin,
  setTwin,
}: {
  summary: Summary
  twin: string
  setTwin: (id: string) => void
}): React.ReactNode {
  const others = summary.arms.slice(1)
  if (others.length === 0) return null
  return (
    <label className="field">
      Beside it
      <select
        value={twin}
        onChange={(event) => {
          setTwin(event.target.value)
        }}
      >
        <option value="">nothing</option>
        {others.map((other) => (
          <option key={other.scenario} value={other.scenario ?? ''}>
            {armLabel(other)}
          </option>
        ))}
      </select>
    </label>
  )
}
