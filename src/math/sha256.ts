/** SHA-256. Source: NIST FIPS 180-4, Secure Hash Standard, §§4.1.2, 4.2.2, 5 and 6.2. */

/** First 32 bits of the fractional parts of the cube roots of the first 64 primes (§4.2.2). */
const ROUND_CONSTANTS: Int32Array = Int32Array.of(
  0x428a2f98,
  0x71374491,
  0xb5c0fbcf,
  0xe9b5dba5,
  0x3956c25b,
  0x59f111f1,
  0x923f82a4,
  0xab1c5ed5,
  0xd807aa98,
  0x12835b01,
  0x243185be,
  0x550c7dc3,
  0x72be5d74,
  0x80deb1fe,
  0x9bdc06a7,
  0xc19bf174,
  0xe49b69c1,
  0xefbe4786,
  0x0fc19dc6,
  0x240ca1cc,
  0x2de92c6f,
  0x4a7484aa,
  0x5cb0a9dc,
  0x76f988da,
  0x983e5152,
  0xa831c66d,
  0xb00327c8,
  0xbf597fc7,
  0xc6e00bf3,
  0xd5a79147,
  0x06ca6351,
  0x14292967,
  0x27b70a85,
  0x2e1b2138,
  0x4d2c6dfc,
  0x53380d13,
  0x650a7354,
  0x766a0abb,
  0x81c2c92e,
  0x92722c85,
  0xa2bfe8a1,
  0xa81a664b,
  0xc24b8b70,
  0xc76c51a3,
  0xd192e819,
  0xd6990624,
  0xf40e3585,
  0x106aa070,
  0x19a4c116,
  0x1e376c08,
  0x2748774c,
  0x34b0bcb5,
  0x391c0cb3,
  0x4ed8aa4a,
  0x5b9cca4f,
  0x682e6ff3,
  0x748f82ee,
  0x78a5636f,
  0x84c87814,
  0x8cc70208,
  0x90befffa,
  0xa4506ceb,
  0xbef9a3f7,
  0xc67178f2,
)

/** First 32 bits of the fractional parts of the square roots of the first 8 primes (§5.3.3). */
const START: readonly number[] = [
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
]

/** Digest of the bytes, or of the text as UTF-8, as 64 lower-case hex digits. Lone surrogates count as U+FFFD. */
export function sha256(input: string | Uint8Array): string {
  const message = padded(typeof input === 'string' ? utf8(input) : input)
  const state = Int32Array.from(START)
  const schedule = new Int32Array(64)
  for (let block = 0; block < message.length; block += 64) compress(state, schedule, message, block)
  return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
}

/** Appends the bit 1, zeros, and the length in bits as 64-bit big-endian, to a multiple of 64 bytes (§5.1.1). */
function padded(bytes: Uint8Array): Uint8Array {
  const message = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64)
  message.set(bytes)
  message[bytes.length] = 0x80
  const view = new DataView(message.buffer)
  view.setUint32(message.length - 8, Math.floor(bytes.length / 0x20000000))
  view.setUint32(message.length - 4, (bytes.length << 3) >>> 0)
  return message
}

/** One round of §6.2.2, on the 64 bytes from `from`. */
function compress(state: Int32Array, w: Int32Array, message: Uint8Array, from: number): void {
  for (let t = 0; t < 16; t++) {
    const at = from + 4 * t
    w[t] = (message[at]! << 24) | (message[at + 1]! << 16) | (message[at + 2]! << 8) | message[at + 3]!
  }
  for (let t = 16; t < 64; t++) {
    const x = w[t - 15]!
    const y = w[t - 2]!
    const small0 = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)
    const small1 = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10)
    w[t] = small1 + w[t - 7]! + small0 + w[t - 16]!
  }
  let [a, b, c, d] = [state[0]!, state[1]!, state[2]!, state[3]!]
  let [e, f, g, h] = [state[4]!, state[5]!, state[6]!, state[7]!]
  for (let t = 0; t < 64; t++) {
    const choose = (e & f) ^ (~e & g)
    const majority = (a & b) ^ (a & c) ^ (b & c)
    const t1 = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + choose + ROUND_CONSTANTS[t]! + w[t]!) | 0
    const t2 = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + majority) | 0
    h = g
    g = f
    f = e
    e = (d + t1) | 0
    d = c
    c = b
    b = a
    a = (t1 + t2) | 0
  }
  const add = [a, b, c, d, e, f, g, h]
  for (let k = 0; k < 8; k++) state[k] = state[k]! + add[k]!
}

function turn(x: number, by: number): number {
  return (x >>> by) | (x << (32 - by))
}

/** The engine has no TextEncoder of its own. Source: RFC 3629 §3. */
function utf8(text: string): Uint8Array {
  const out = new Uint8Array(text.length * 3)
  let n = 0
  for (let i = 0; i < text.length; i++) {
    let code = text.codePointAt(i)!
    if (code > 0xffff) i++
    else if (code >= 0xd800 && code <= 0xdfff) code = 0xfffd
    if (code < 0x80) out[n++] = code
    else if (code < 0x800) {
      out[n++] = 0xc0 | (code >> 6)
      out[n++] = 0x80 | (code & 63)
    } else {
      if (code < 0x10000) out[n++] = 0xe0 | (code >> 12)
      else {
        out[n++] = 0xf0 | (code >> 18)
        out[n++] = 0x80 | ((code >> 12) & 63)
      }
      out[n++] = 0x80 | ((code >> 6) & 63)
      out[n++] = 0x80 | (code & 63)
    }
  }
  return out.subarray(0, n)
}
