/** What cutting a case helps, tried: how long a world takes then. */
import { spanText } from './span.ts'

export interface TimedCut {
  readonly says: string
  /** Seconds a world; null where none was done in time. */
  readonly seconds: number | null
  /** Seconds that it was tried for, at most. */
  readonly most: number
}

/** `without the 11 interactions of the score sheets: 0.02 s a world, 1/60 of the time`. @param whole the case as it
 *  is. */
export function cutText(cut: TimedCut, whole: TimedCut | undefined): string {
  return `${cut.says}: ${worldText(cut)}${shareText(cut, whole)}`
}

function worldText({ seconds, most }: TimedCut): string {
  return seconds === null ? `no world in ${spanText(most)}` : `${spanText(seconds)} a world`
}

/** How much less it takes than the whole case, which takes at least what it was tried for. */
function shareText(cut: TimedCut, whole: TimedCut | undefined): string {
  if (whole === undefined || cut === whole || cut.seconds === null) return ''
  const share = cut.seconds / (whole.seconds ?? whole.most)
  const most = whole.seconds === null ? 'less than ' : ''
  return share > 0.9
    ? ', no help'
    : `, ${most}${share > 0.1 ? `${Math.round(share * 100)} %` : `1/${Math.round(1 / share)}`} of the time`
}
