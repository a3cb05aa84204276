/** Answers: an ask in, a record out, the same for every shell. */
import type { Ask, AskKind, RecordOf } from './ask.ts'
import { playAtOnce } from './play.ts'
import type { Play } from './play.ts'
import { none, wrong } from './question.ts'
import type { Answer, Question, Subject } from './question.ts'
import { QUESTIONS } from './questions.ts'

/** Answers an ask about a subject: the one way in which every shell gets its records.
 *  @param play how heavy work is carried out; at once and on this thread where it is left out.
 *  @returns the record, what does not fit, or why there is no number to give.
 *  @example
 *  const { case: theCase, digest } = load(text, 'case.yaml')
 *  const asked = await answer({ kind: 'case', case: theCase, digest }, readAsk({ kind: 'run', worlds: 100 }).ask)
 *  asked.kind // → 'answer'
 */
export function answer<K extends AskKind>(
  subject: Subject,
  ask: Extract<Ask, { readonly kind: K }>,
  play: Play = playAtOnce(),
): Promise<Answer<RecordOf<K>>> {
  const question = QUESTIONS[ask.kind] as unknown as Question<Ask, RecordOf<K>, Subject>
  if (!question.about.includes(subject.kind)) {
    const of = question.about.join(' or a ')
    return Promise.resolve(wrong('/kind', `\`${ask.kind}\` is asked of a ${of}, not of a ${subject.kind}`))
  }
  return question.answer(subject, ask, play).catch(orTooMany)
}

/** Packages beyond what can be looked at are no fault of the program: why there is no number to give.
 *  @throws any other error. */
function orTooMany(error: unknown): ReturnType<typeof none> {
  const { code } = error as { readonly code?: string }
  if (code !== 'too-many-packages' && code !== 'too-much-to-search') throw error
  return { ...none((error as Error).message), code }
}
