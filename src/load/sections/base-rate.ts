/** `baseRate`: which war the case is about, so that the record of how wars between states ended can stand beside the
 *  headline. No stage reads it. */
import { defined } from '../../case/defined.ts'
import type { BaseRate } from '../../case/types.ts'
import { WAR_END_KEYS } from '../../case/war-end-record.ts'
import { at, has, items, text } from '../cursor.ts'
import type { Cursor } from '../cursor.ts'
import { quoted } from '../../text/diagnostic.ts'
import { fail, hint, inside } from '../../text/report.ts'
import type { Reading } from '../reading.ts'
import { DATE, exactly, list, may, TEXT } from '../../text/shape.ts'
import type { Shape } from '../../text/shape.ts'

export const BASE_RATE: Shape = exactly({
  began: may(DATE, 'The day on which the war began, for a case without `war: began`.'),
  without: may(
    list(TEXT),
    'Keys of `data/war-ends/war-ends.csv` that are this war itself: it is left out of its own base rate.',
  ),
})

/** @param began as `war` has it; empty where it does not. @returns null where the case names no war. */
export function readBaseRate(
  reading: Reading,
  cursor: Cursor,
  { began, asOf }: { readonly began: string; readonly asOf: string },
): BaseRate | null {
  const own = at(cursor, 'began')
  const day = text(own, began)
  if (own.node !== null && began !== '') {
    fail(reading, inside(own.node), 'unknown-key', '`war: began` says the same thing twice', 'leave out one of the two')
  }
  if (own.node !== null && day > asOf)
    fail(reading, inside(own.node), 'after-date', `the war began on ${day}, after the date of the case, ${asOf}`)
  const without = items(at(cursor, 'without')).map((item) => {
    const key = text(item)
    if (key !== '' && !WAR_END_KEYS.includes(key)) {
      const more = hint(reading, key, inside(defined(item.node)), WAR_END_KEYS)
      fail(reading, inside(defined(item.node)), 'unknown-war', `no row ${quoted(key)} in the record of wars`, more)
    }
    return key
  })
  if (day !== '') return { began: day, without }
  if (has(cursor, 'without')) {
    fail(
      reading,
      { offset: cursor.span.offset, length: 1 },
      'missing-key',
      '`baseRate` needs to know when the war began',
      {
        help: 'write `began: yyyy-mm-dd`, here or under `war`',
      },
    )
  }
  return null
}
