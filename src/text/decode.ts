/** Bytes of a file → text. UTF-8 unless a mark of UTF-16 starts the file or an XML declaration names another encoding.
 *  Bytes that do not fit are refused with their place: a text with its letters lost would pass for another. */
import { defined } from '../case/defined.ts'

export type Decoded =
  | { readonly ok: true; readonly text: string }
  /** What is wrong, and the byte, counted from 0. */
  | { readonly ok: false; readonly message: string; readonly byte: number }

/** Names by which files declare an encoding of one byte a letter. Browsers read all of them as windows-1252, which
 *  differs from Latin-1 in control characters alone. Source: WHATWG Encoding Standard, names and labels. */
const ONE_BYTE: readonly string[] = [
  'iso-8859-1',
  'iso8859-1',
  'latin1',
  'latin-1',
  'l1',
  'windows-1252',
  'cp1252',
  'us-ascii',
  'ascii',
]

/** Letters of windows-1252 at 80 to 9F, hexadecimal; 81, 8D, 8F, 90 and 9D stand for nothing. Source: Unicode
 *  mapping table CP1252. */
const WINDOWS_1252 = '€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ'

/** Bytes of an XML declaration are within these. */
const LONGEST_DECLARATION = 200

export function decodeText(bytes: Uint8Array): Decoded {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return utf16(bytes, 2, 0)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return utf16(bytes, 2, 1)
  // `<?` or any ASCII letter with a nought beside it: UTF-16 without its mark.
  if (bytes.length > 3 && bytes[0] !== 0 && bytes[1] === 0 && bytes[3] === 0) return utf16(bytes, 0, 0)
  if (bytes.length > 3 && bytes[0] === 0 && bytes[2] === 0 && bytes[1] !== 0) return utf16(bytes, 0, 1)
  const declared = declaredEncoding(bytes)
  if (declared !== null && ONE_BYTE.includes(declared)) return oneByte(bytes)
  if (declared !== null && !['utf-8', 'utf8'].includes(declared))
    return { ok: false, message: `the encoding \`${declared}\` is not read: save the file as UTF-8`, byte: 0 }
  return utf8(bytes)
}

/** What an XML declaration at the start of the file names, in small letters. */
function declaredEncoding(bytes: Uint8Array): string | null {
  let start = ''
  for (let k = 0; k < Math.min(bytes.length, LONGEST_DECLARATION); k++) start += String.fromCharCode(defined(bytes[k]))
  const found = /^(?:\u00ef\u00bb\u00bf)?<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(start)
  return found === null ? null : defined(found[1]).toLowerCase()
}

/** Letters joined at a time: too many arguments overflow the stack. */
const CHUNK = 8192

function joined(units: Uint16Array, length: number): string {
  let text = ''
  for (let k = 0; k < length; k += CHUNK) text += String.fromCharCode(...units.subarray(k, Math.min(length, k + CHUNK)))
  return text
}

function oneByte(bytes: Uint8Array): Decoded {
  const units = new Uint16Array(bytes.length)
  for (let k = 0; k < bytes.length; k++) {
    const byte = defined(bytes[k])
    units[k] = byte >= 0x80 && byte < 0xa0 ? WINDOWS_1252.charCodeAt(byte - 0x80) : byte
    if (units[k] === 0) return unfit(byte, k, 'windows-1252')
  }
  return { ok: true, text: joined(units, units.length) }
}

function utf16(bytes: Uint8Array, from: number, high: 0 | 1): Decoded {
  if ((bytes.length - from) % 2 === 1)
    return { ok: false, message: 'the file is UTF-16 and ends in half a letter', byte: bytes.length - 1 }
  const units = new Uint16Array((bytes.length - from) / 2)
  for (let k = 0; k < units.length; k++) {
    const [a, b] = [defined(bytes[from + 2 * k]), defined(bytes[from + 2 * k + 1])]
    units[k] = high === 1 ? a * 256 + b : b * 256 + a
  }
  return { ok: true, text: joined(units, units.length) }
}

/** Least code point of a sequence of so many bytes: a longer sequence for a smaller one is not UTF-8. */
const LEAST: readonly number[] = [0, 0, 0x80, 0x800, 0x10000]

/** Source: RFC 3629. */
function utf8(bytes: Uint8Array): Decoded {
  const units = new Uint16Array(bytes.length)
  let length = 0
  let k = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  while (k < bytes.length) {
    const first = defined(bytes[k])
    if (first < 0x80) {
      units[length++] = first
      k++
      continue
    }
    const size =
      first >= 0xf0 && first < 0xf8 ? 4 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xc0 && first < 0xe0 ? 2 : 0
    let point = size === 0 ? -1 : first & (0x7f >> size)
    for (let more = 1; more < size && point >= 0; more++) {
      const next = bytes[k + more]
      point = next !== undefined && (next & 0xc0) === 0x80 ? point * 64 + (next & 0x3f) : -1
    }
    if (point < (LEAST[size] ?? 0) || point > 0x10ffff || (point >= 0xd800 && point < 0xe000))
      return unfit(first, k, 'UTF-8')
    if (point > 0xffff) {
      units[length++] = 0xd800 + ((point - 0x10000) >> 10)
      units[length++] = 0xdc00 + ((point - 0x10000) & 0x3ff)
    } else units[length++] = point
    k += size
  }
  return { ok: true, text: joined(units, length) }
}

function unfit(byte: number, at: number, encoding: string): Decoded {
  const hex = byte.toString(16).toUpperCase().padStart(2, '0')
  return { ok: false, message: `byte ${at} (${hex}, hexadecimal) is not ${encoding}: save the file as UTF-8`, byte: at }
}
