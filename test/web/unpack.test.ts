/** Texts that travel packed in an address: read back whole, and never unfolded beyond the limit. */
import { deflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { MOST_UNPACKED, unpack } from '../../web/packed-text.ts'

const packed = (text: string): string => deflateRawSync(text).toString('base64url')

test.each(['', 'a: ü', '語'.repeat(1000), 'x'.repeat(MOST_UNPACKED)])('a text is read back', async (text) => {
  expect(await unpack(packed(text))).toBe(text)
})

test('a text beyond the limit is refused, in bytes', async () => {
  await expect(unpack(packed('x'.repeat(MOST_UNPACKED + 1)))).rejects.toThrow(RangeError)
  await expect(unpack(packed('語'.repeat(MOST_UNPACKED / 2)))).rejects.toThrow(RangeError)
})

test('a small address that unfolds a thousandfold is left long before its end', async () => {
  const bomb = packed('\0'.repeat(200e6))
  expect(bomb.length).toBeLessThan(300_000)
  const before = process.memoryUsage().arrayBuffers
  await expect(unpack(bomb)).rejects.toThrow(RangeError)
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50e6)
})

test('junk is refused', async () => {
  await expect(unpack('!!')).rejects.toThrow()
  await expect(unpack('AAAA')).rejects.toThrow()
})
