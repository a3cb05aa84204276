/** The answer to the case's own question in a line that stays in sight: how likely, on which terms, and whether it
 *  would last. */
import { percent, phraseOf, wordsOf } from '../../present/words/index.ts'
import { defined } from '../../src/internal.ts'
import { isDraft } from '../run-state.ts'
import type { Ran } from '../run-state.ts'

export function Answer({ shown, isCurrent }: { shown: Ran; isCurrent: boolean }): React.ReactNode {
  const mark = isDraft(shown) ? 'answer draft' : isCurrent ? 'answer' : 'answer waiting'
  return (
    <p className={mark} aria-live="polite">
      {answerText(shown).replaceAll(' %', '\u00a0%')}
    </p>
  )
}

/** `A ceasefire within 12 months: 22 %. Likeliest: the line of contact. It holds for five years with a chance of 73
 *  %.` */
export function answerText({ case: theCase, summary }: Ran): string {
  const arm = defined(summary.arms[0])
  if (arm.dealBy.length === 0) return theCase.title
  const months = Math.min(12, arm.dealBy.length)
  const family = arm.families[0]
  const [issue, option] = Object.entries(family?.terms ?? {})[0] ?? []
  const lasts = arm.survival.deals[arm.survival.years.indexOf(5)]
  return [
    `A ${wordsOf(theCase).deal} within ${months} months: ${percent(defined(arm.dealBy[months - 1]).estimate)}.`,
    ...(issue !== undefined && option !== undefined ? [`Likeliest: ${phraseOf(theCase, issue, option)}.`] : []),
    ...(lasts ? [`It holds for five years with a chance of ${percent(lasts.mean)}.`] : []),
  ].join(' ')
}
