/** What the search for changes has in hand. */
import type { Model } from '../../case/model.ts'
import type { Ways } from '../../stages/settlement/ways.ts'
import type { Played, ShiftedWorlds } from './shifted-worlds.ts'

export interface UnlockTools {
  readonly model: Model
  readonly month: number
  /** Most points of deal value that a payment brings a player. */
  readonly payment: number
  readonly ways: Ways
  readonly worlds: ShiftedWorlds
  /** Whether a ZOPA is open in the month. */
  isOpen(played: Played): boolean
}

/** As far as an assumption is moved: beyond three standard deviations it is another assumption. */
const FARTHEST = 3
/** Moves are first tried at every half of a standard deviation, so that one that does something and, further on, undoes
 *  it is not passed over. */
const STRIDE = 0.5

/** The least multiple of `step` up to {@link FARTHEST} from which `does` holds: bisection within the first stride at
 *  whose end it does; null where there is none. */
export function leastThat(does: (by: number) => boolean, step: number): number | null {
  const stride = Math.round(STRIDE / step)
  let high = stride
  while (!does(high * step)) {
    high += stride
    if (high * step > FARTHEST + step / 2) return null
  }
  let low = high - stride
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (does(middle * step)) high = middle
    else low = middle
  }
  return high * step
}
