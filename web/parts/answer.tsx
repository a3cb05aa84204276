/** The case's own question and the answer to it, in a line that stays in sight: how likely, on which terms, and whether
 *  it would last. */
import { answerOf, questionOf } from '../../present/words/index.ts'
import { isDraft } from '../run-state.ts'
import type { Ran } from '../run-state.ts'

export function Answer({ ran, isCurrent, isTold }: { ran: Ran; isCurrent: boolean; isTold: boolean }): React.ReactNode {
  const mark = isDraft(ran) ? 'answer draft' : isCurrent ? 'answer' : 'answer waiting'
  return (
    <>
      <p className="question">{questionOf(ran.case)}</p>
      <p className={mark} aria-live="polite">
        {isTold
          ? answerOf(ran.case, ran.summary).replaceAll(' %', '\u00a0%')
          : 'Your guess comes first; the answer follows it.'}
      </p>
    </>
  )
}
