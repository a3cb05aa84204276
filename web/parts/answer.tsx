/** The case's own question and the answer to it, in a line that stays in sight: how likely, on which terms, and whether
 *  it would last. */
import { answerOf, questionOf } from '../../present/words/index.ts'
import { isDraft, isMoving } from '../run-state.ts'
import type { Ran, RunState } from '../run-state.ts'

interface Props {
  readonly ran: Ran
  readonly state: Pick<RunState, 'isAnswered' | 'isAnswerOld' | 'progress'>
  readonly isTold: boolean
}

export function Answer({ ran, state, isTold }: Props): React.ReactNode {
  const { isAnswered, isAnswerOld, progress } = state
  const mark = isAnswerOld ? 'answer before' : isDraft(ran) ? 'answer draft' : isAnswered ? 'answer' : 'answer waiting'
  return (
    <>
      <p className="question">
        {questionOf(ran.case)}{' '}
        {isAnswerOld && (
          <strong className="anew">{progress ? 'counting anew…' : 'this is the answer before your last change'}</strong>
        )}
      </p>
      <p className={mark} aria-live="polite">
        {isTold
          ? answerOf(ran.case, ran.summary, progress !== null && isMoving(ran)).replaceAll(' %', '\u00a0%')
          : 'Your guess comes first; the answer follows it.'}
      </p>
    </>
  )
}
