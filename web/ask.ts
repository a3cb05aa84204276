/** Asks answered in a worker of the page, in slices between which its mail is read. */
import { answer, readAsk } from '../src/internal.ts'
import type { Answer, Ask, AskKind, RecordOf, Subject, Wanted } from '../src/internal.ts'
import type { Watch } from '../runner/runner.ts'
import { slicedPlay } from '../runner/sliced.ts'
import type { Slices } from '../runner/sliced.ts'

export function ask<K extends AskKind>(
  slices: Slices,
  subject: Subject,
  wanted: Wanted<K>,
  watch: Watch,
): Promise<Answer<RecordOf<K>>> {
  const read = readAsk(wanted)
  if (!read.ok) return Promise.resolve({ kind: 'wrong', problems: read.problems })
  return answer<K>(subject, read.ask as Extract<Ask, { readonly kind: K }>, slicedPlay(slices, watch))
}

/** A signal that is looked up whenever it is read. */
export function stopWhen(isStopped: () => boolean): AbortSignal {
  return {
    get aborted() {
      return isStopped()
    },
  } as AbortSignal
}
