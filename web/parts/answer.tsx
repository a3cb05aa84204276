/** The case's own question, and the answer to it in a line that stays in sight: how likely, on which terms, and whether
 *  it would last. */
import { answerOf, questionOf } from '../../present/words/index.ts'
import type { Case } from '../../src/internal.ts'
import { isDraft, isMoving } from '../run-state.ts'
import type { Ran, RunState } from '../run-state.ts'

interface Props {
  readonly ran: Ran
  readonly state: Pick<RunState, 'isAnswered' | 'isAnswerOld' | 'progress'>
  readonly isTold: boolean
}

/** It scrolls away: what it asks is read once, the answer is looked at again and again. */
export function Question({ of }: { readonly of: Case }): React.ReactNode {
  return <p className="question">{questionOf(of)}</p>
}

export function Answer({ ran, state, isTold }: Props): React.ReactNode {
  const { isAnswered, isAnswerOld, progress } = state
  const mark = isAnswerOld ? 'answer before' : isDraft(ran) ? 'answer draft' : isAnswered ? 'answer' : 'answer waiting'
  return (
    <p className={mark} aria-live="polite">
      {isTold
        ? answerOf(ran.case, ran.summary, progress !== null && isMoving(ran)).replaceAll(' %', '\u00a0%')
        : 'Your guess comes first; the answer follows it.'}
      {isAnswerOld && (
        <strong className="anew"> {progress ? 'Counting anew…' : 'This is the answer before your last change.'}</strong>
      )}
    </p>
  )
}
