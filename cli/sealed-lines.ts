/** Lines of JSON that carry a digest of themselves: of a file that was cut off or damaged, every line that is read is
 *  one that was written. */
import { createHash } from 'node:crypto'

/** Hex digits of a digest. */
const DIGITS = 16
const SEALED = /^(\{.+),"sum":"([0-9a-f]{16})"\}$/s

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, DIGITS)

/** @param value no array, and with at least one field. */
export function sealedLine(value: object): string {
  const text = JSON.stringify(value, plain)
  return `${text.slice(0, -1)},"sum":"${digestOf(text)}"}\n`
}

/** What a line holds; null where it is not as it was written. */
export function openedLine(line: string): unknown {
  const [, body, sum] = SEALED.exec(line) ?? []
  const text = `${body}}`
  if (sum === undefined || digestOf(text) !== sum) return null
  try {
    return JSON.parse(text, revived)
  } catch {
    return null
  }
}

/** JSON has no NaN and no Infinity. */
function plain(_: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? `number:${value}` : value
}

function revived(_: string, value: unknown): unknown {
  return typeof value === 'string' && /^number:(NaN|-?Infinity)$/.test(value) ? Number(value.slice(7)) : value
}
