/** The case's own question and the answer to it, in a line that stays in sight: how likely, on which terms, and whether
 *  it would last. */
import { answerOf, questionOf } from '../../present/words/index.ts'
import { isDraft } from '../run-state.ts'
import type { Ran } from '../run-state.ts'

export function Answer({ shown, isCurrent }: { shown: Ran; isCurrent: boolean }): React.ReactNode {
  const mark = isDraft(shown) ? 'answer draft' : isCurrent ? 'answer' : 'answer waiting'
  return (
    <>
      <p className="question">{questionOf(shown.case)}</p>
      <p className={mark} aria-live="polite">
        {answerOf(shown.case, shown.summary).replaceAll(' %', '\u00a0%')}
      </p>
    </>
  )
}
