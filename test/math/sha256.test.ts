import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sha256 } from '../../src/math/sha256.ts'

describe('sha256', () => {
  it.each([
    // NIST, Secure Hash Algorithm examples (SHA256.pdf), and the empty message of the CAVP short-message vectors.
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
    ['a'.repeat(1_000_000), 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0'],
  ])('gives the published digest of %.20j', (message, digest) => {
    expect(sha256(message)).toBe(digest)
  })

  it('gives the published digest of bytes', () => {
    // CAVP SHA256ShortMsg, lengths 8 and 32.
    expect(sha256(Uint8Array.of(0xd3))).toBe('28969cdfa74a12c82f3bad960b0b000aca2ac329deea5c2328ebc6f2ba9802c1')
    expect(sha256(Uint8Array.of(0x74, 0xba, 0x25, 0x21))).toBe(
      'b16aa56be3880d18cd41e68384cf1ec8c17680c45a02b1575dc1518923ae8b0e',
    )
  })

  it('agrees with another implementation at every length of padding', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(sha256(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'))
      }),
    )
  })

  it('reads text as UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
        expect(sha256(text)).toBe(createHash('sha256').update(Buffer.from(text, 'utf8')).digest('hex'))
      }),
    )
    expect(sha256('a\ud800b')).toBe(sha256('a\ufffdb'))
  })
})
