const MASK = 0xffffffffn

/** Naive reference: Philox 4x32-10 in big integers (Salmon et al. 2011). */
export function philoxReference(counter: readonly number[], key: readonly number[]): readonly number[] {
  let [a, b, c, d] = counter.map((x) => BigInt(x >>> 0)) as [bigint, bigint, bigint, bigint]
  let [k0, k1] = key.map((x) => BigInt(x >>> 0)) as [bigint, bigint]
  for (let round = 0; round < 10; round++) {
    const p = 0xd2511f53n * a
    const q = 0xcd9e8d57n * c
    ;[a, b, c, d] = [(q >> 32n) ^ b ^ k0, q & MASK, (p >> 32n) ^ d ^ k1, p & MASK]
    k0 = (k0 + 0x9e3779b9n) & MASK
    k1 = (k1 + 0xbb67ae85n) & MASK
  }
  return [a, b, c, d].map(Number)
}
