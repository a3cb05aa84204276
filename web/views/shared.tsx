/** What several views of a run share. */
import { defined } from '../../src/internal.ts'
import { actorNames, armLabel, percent, wordsOf } from '../../present/words/index.ts'
import type { ArmSummary, Case, FamilySummary, Summary } from '../../src/internal.ts'
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

/** `Russia +5 points, Ukraine −2 points over no deal`: medians over the worlds where it is agreed. */
export function marginsText(theCase: Case, margins: FamilySummary['margins']): string {
  const names = actorNames(theCase)
  const each = Object.entries(margins).map(
    ([actor, { p50 }]) => `${names[actor] ?? actor} ${p50 >= 0 ? '+' : '−'}${Math.abs(Math.round(p50))} points`,
  )
  return `${each.join(', ')} over ${wordsOf(theCase).noDeal}`
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
