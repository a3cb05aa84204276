/** Amounts as a file writes them: `amount: 0 to 500` in steps of 10 are 51 options. */
import { parseNumber } from './number.ts'
import { child, textOf } from './tree.ts'
import type { Node } from './tree.ts'

/** Steps of one amount: options are numbered in a byte, and each is worth something on each sheet. */
export const MAX_AMOUNTS = 201
/** Digits that amounts are kept to: steps are decimal, and so are their sums. */
const DIGITS = 12

export type Amounts =
  | { readonly ok: true; readonly values: readonly number[] }
  | { readonly ok: false; readonly code: string; readonly message: string; readonly help?: string }

/** The amounts of an issue, the least first. @param node the map of the issue, which has an `amount`. */
export function amountsOf(node: Node): Amounts {
  const ends = /^(.+?)\s+to\s+(.+)$/.exec((textOf(child(node, 'amount')) ?? '').trim())
  const [low, high] = [certain(ends?.[1] ?? ''), certain(ends?.[2] ?? '')]
  if (low === null || high === null)
    return refused('bad-amount', 'expected the least and the greatest amount, such as `0 to 500`')
  const step = certain(textOf(child(node, 'step')) ?? '')
  if (step === null || step <= 0) return refused('bad-amount', 'the amount needs a `step` above 0')
  if (low >= high) return refused('out-of-range', 'the amounts run backwards', 'the least comes first')
  const steps = (high - low) / step
  const count = Math.round(steps)
  if (count + 1 > MAX_AMOUNTS)
    return refused(
      'too-many-steps',
      `${count + 1} amounts are more than ${MAX_AMOUNTS}`,
      `a step of ${rounded((high - low) / (MAX_AMOUNTS - 1))} or more is allowed`,
    )
  if (count < 1 || Math.abs(steps - count) > 1e-9 * count)
    return refused('bad-amount', `steps of ${step} from ${low} do not meet ${high}`)
  return { ok: true, values: Array.from({ length: count + 1 }, (_, k) => rounded(low + k * step)) }
}

function refused(code: string, message: string, help?: string): Amounts {
  return { ok: false, code, message, ...(help === undefined ? {} : { help }) }
}

function rounded(x: number): number {
  return Number(x.toPrecision(DIGITS)) + 0
}

/** A certain number as it is written, null for anything else. */
export function certain(text: string): number | null {
  const read = parseNumber(text)
  return read.ok && read.value.kind === 'spread' && read.value.of.kind === 'fixed' ? read.value.of.value : null
}
