/** Counter-based random numbers: every draw is a pure function of (seed, stream, world, index), so a run has the same
 *  draws on one thread, many, or many hosts, and a new stream leaves the others as they were.
 *  Source: Salmon, Moraes, Dror & Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3", SC'11 (Philox 4x32-10). */
import { normalQuantile } from './normal.ts'
import { student5 } from './student.ts'

/** A 64-bit seed as two unsigned 32-bit words. Make one with `seedOf`. */
export interface Seed {
  readonly lo: number
  readonly hi: number
}

/** A 64-bit name of a sequence of draws, as two unsigned 32-bit words. Make one with `streamOf`. */
export interface Stream {
  readonly lo: number
  readonly hi: number
}

/** Multipliers and key increments of Philox 4x32; multipliers in 16-bit halves. Source: Salmon et al. 2011, §3.3. */
const M0 = 0xd2511f53 | 0
const M0_HIGH = 0xd251
const M0_LOW = 0x1f53
const M1 = 0xcd9e8d57 | 0
const M1_HIGH = 0xcd9e
const M1_LOW = 0x8d57
const WEYL_0 = 0x9e3779b9 | 0
const WEYL_1 = 0xbb67ae85 | 0
const ROUNDS = 10

const TWO_32 = 4294967296
const TWO_26 = 67108864
const TWO_MINUS_32 = 1 / TWO_32
const TWO_MINUS_52 = 1 / (TWO_26 * TWO_26)

/** Scratch for one block; it is overwritten before it is read, so it carries nothing from call to call. */
const block = new Uint32Array(4)

/** Upper word of the product of two unsigned 32-bit numbers, the second in 16-bit halves; no partial sum exceeds 32
 *  bits. */
function mulHigh(x: number, mHigh: number, mLow: number): number {
  const low = x & 0xffff
  const high = x >>> 16
  const middle = (Math.imul(high, mLow) + (Math.imul(low, mLow) >>> 16)) | 0
  const lower = (Math.imul(low, mHigh) + (middle & 0xffff)) | 0
  return (Math.imul(high, mHigh) + (middle >>> 16) + (lower >>> 16)) | 0
}

/** One block of Philox 4x32-10: four random words of 32 bits into `out` from counter (c0..c3) and key (k0, k1).
 *  All inputs are taken modulo 2^32. */
export function philox4x32(
  c0: number,
  c1: number,
  c2: number,
  c3: number,
  k0: number,
  k1: number,
  out: Uint32Array,
): void {
  let x0 = c0 | 0,
    x1 = c1 | 0,
    x2 = c2 | 0,
    x3 = c3 | 0
  let key0 = k0 | 0,
    key1 = k1 | 0
  for (let round = 0; round < ROUNDS; round++) {
    const low0 = Math.imul(x0, M0)
    const low1 = Math.imul(x2, M1)
    const high0 = mulHigh(x0, M0_HIGH, M0_LOW)
    const high1 = mulHigh(x2, M1_HIGH, M1_LOW)
    x0 = high1 ^ x1 ^ key0
    x2 = high0 ^ x3 ^ key1
    x1 = low1
    x3 = low0
    key0 = (key0 + WEYL_0) | 0
    key1 = (key1 + WEYL_1) | 0
  }
  out[0] = x0
  out[1] = x1
  out[2] = x2
  out[3] = x3
}

/** The seed of an integer; distinct integers give distinct seeds.
 *  @throws RangeError unless `n` is a safe integer. */
export function seedOf(n: number): Seed {
  if (!Number.isSafeInteger(n)) throw new RangeError('seed must be a safe integer')
  return { lo: n >>> 0, hi: Math.floor(n / TWO_32) >>> 0 }
}

/** FNV-1a, 64 bits: offset basis and prime. Source: Fowler, Noll & Vo; RFC 9923. */
const FNV_BASIS = 0xcbf29ce484222325n
const FNV_PRIME = 0x100000001b3n
const MASK_64 = 0xffffffffffffffffn
const REPLACEMENT = 0xfffd

/** The stream of a name: the 64-bit FNV-1a hash of its UTF-8 bytes. A lone surrogate counts as U+FFFD. */
export function streamOf(name: string): Stream {
  let hash = FNV_BASIS
  for (const character of name) {
    for (const byte of utf8(character.codePointAt(0)!)) hash = ((hash ^ BigInt(byte)) * FNV_PRIME) & MASK_64
  }
  return { lo: Number(hash & 0xffffffffn), hi: Number(hash >> 32n) }
}

function utf8(point: number): readonly number[] {
  const code = point >= 0xd800 && point <= 0xdfff ? REPLACEMENT : point
  if (code < 0x80) return [code]
  const last = 0x80 | (code & 0x3f)
  if (code < 0x800) return [0xc0 | (code >> 6), last]
  const third = 0x80 | ((code >> 6) & 0x3f)
  if (code < 0x10000) return [0xe0 | (code >> 12), third, last]
  return [0xf0 | (code >> 18), 0x80 | ((code >> 12) & 0x3f), third, last]
}

/** Block number `index` of a stream in a world. Counter: world modulo 2^32, index, stream.lo xor the world's upper
 *  21 bits, stream.hi; key: the seed. Worlds from 2^32 on could meet another stream only if the two hashes agree in
 *  `hi` and differ in the lower 21 bits of `lo`. */
function blockAt(seed: Seed, stream: Stream, world: number, index: number): void {
  philox4x32(world, index, stream.lo ^ Math.floor(world * TWO_MINUS_32), stream.hi, seed.lo, seed.hi, block)
}

/** Centre of one of 2^52 equal cells, so never 0 or 1, and 1 - u is as exact as u. */
function unit52(a: number, b: number): number {
  return ((a >>> 6) * TWO_26 + (b >>> 6) + 0.5) * TWO_MINUS_52
}

/** Draw number `index` (below 2^32) of a stream in a world: uniform on (0, 1), an odd multiple of 2^-53.
 *  `world` is any non-negative safe integer. Equals element `index` of `fillUniforms`. */
export function uniformAt(seed: Seed, stream: Stream, world: number, index: number): number {
  blockAt(seed, stream, world, index >>> 1)
  return (index & 1) === 0 ? unit52(block[0]!, block[1]!) : unit52(block[2]!, block[3]!)
}

/** Fills `out` with the draws 0, 1, 2, … of a stream in a world, uniform on (0, 1), two to a block. */
export function fillUniforms(out: Float64Array, seed: Seed, stream: Stream, world: number): void {
  const length = out.length
  for (let i = 0; i < length; i += 2) {
    blockAt(seed, stream, world, i >>> 1)
    out[i] = unit52(block[0]!, block[1]!)
    if (i + 1 < length) out[i + 1] = unit52(block[2]!, block[3]!)
  }
}

/** Fills `out` with uniforms (x + 0.5) / 2^32, four to a block. */
function fillUniforms32(out: Float64Array, seed: Seed, stream: Stream, world: number): void {
  const length = out.length
  for (let i = 0; i < length; i += 4) {
    blockAt(seed, stream, world, i >>> 2)
    const end = Math.min(4, length - i)
    for (let lane = 0; lane < end; lane++) out[i + lane] = (block[lane]! + 0.5) * TWO_MINUS_32
  }
}

/** Fills `out` with the words of blocks 0, 1, 2, … of a stream in a world, as signed integers. Two blocks at a time,
 *  since one alone leaves the processor waiting; the part of the first two rounds that the index does not touch is done
 *  once.
 *  @param out a multiple of 8 long. */
export function fillWords(out: Int32Array, seed: Seed, stream: Stream, world: number): void {
  const name = (stream.lo ^ Math.floor(world * TWO_MINUS_32)) | 0
  const key0 = (seed.lo + WEYL_0) | 0
  const key1 = (seed.hi + WEYL_1) | 0
  const first0 = mulHigh(name, M1_HIGH, M1_LOW) ^ seed.lo
  const first2 = mulHigh(world | 0, M0_HIGH, M0_LOW) ^ stream.hi ^ seed.hi
  const second0 = mulHigh(first2, M1_HIGH, M1_LOW) ^ Math.imul(name, M1) ^ key0
  const second1 = Math.imul(first2, M1)
  const second2 = Math.imul(world | 0, M0) ^ key1
  for (let i = 0; i < out.length; i += 8) {
    const a = first0 ^ (i >>> 2)
    const b = first0 ^ ((i >>> 2) + 1)
    let x0 = second0,
      x1 = second1,
      x2 = mulHigh(a, M0_HIGH, M0_LOW) ^ second2,
      x3 = Math.imul(a, M0)
    let y0 = second0,
      y1 = second1,
      y2 = mulHigh(b, M0_HIGH, M0_LOW) ^ second2,
      y3 = Math.imul(b, M0)
    let k0 = (key0 + WEYL_0) | 0
    let k1 = (key1 + WEYL_1) | 0
    for (let round = 2; round < ROUNDS; round++) {
      const xLow0 = Math.imul(x0, M0),
        xLow1 = Math.imul(x2, M1)
      const yLow0 = Math.imul(y0, M0),
        yLow1 = Math.imul(y2, M1)
      const xHigh0 = mulHigh(x0, M0_HIGH, M0_LOW),
        xHigh1 = mulHigh(x2, M1_HIGH, M1_LOW)
      const yHigh0 = mulHigh(y0, M0_HIGH, M0_LOW),
        yHigh1 = mulHigh(y2, M1_HIGH, M1_LOW)
      x0 = xHigh1 ^ x1 ^ k0
      x2 = xHigh0 ^ x3 ^ k1
      x1 = xLow1
      x3 = xLow0
      y0 = yHigh1 ^ y1 ^ k0
      y2 = yHigh0 ^ y3 ^ k1
      y1 = yLow1
      y3 = yLow0
      k0 = (k0 + WEYL_0) | 0
      k1 = (k1 + WEYL_1) | 0
    }
    out[i] = x0
    out[i + 1] = x1
    out[i + 2] = x2
    out[i + 3] = x3
    out[i + 4] = y0
    out[i + 5] = y1
    out[i + 6] = y2
    out[i + 7] = y3
  }
}

/** Fills `out` with standard normal draws by inversion of 32-bit uniforms, four to a block.
 *  The smallest uniform is 2^-33, so no draw lies beyond ±6.34; a normal draw would, twice in 10^10.
 *  It reads the same blocks as `fillUniforms`: use a stream for one kind of draw only. */
export function fillNormals(out: Float64Array, seed: Seed, stream: Stream, world: number): void {
  fillUniforms32(out, seed, stream, world)
  for (let i = 0; i < out.length; i++) out[i] = normalQuantile(out[i]!)
}

/** Fills `out` with draws of Student's t with 5 degrees of freedom (variance 5/3) by inversion of 32-bit uniforms,
 *  four to a block, within ±152.2. It reads the same blocks as `fillUniforms`: one stream, one kind of draw. */
export function fillStudent5(out: Float64Array, seed: Seed, stream: Stream, world: number): void {
  fillUniforms32(out, seed, stream, world)
  for (let i = 0; i < out.length; i++) out[i] = student5(out[i]!)
}
