/** The Sobol sequence and its indices by their definitions. */
import type { JoeKuoEntry } from '../../src/methods/sensitivity/joe-kuo.ts'

/** Point `index` in natural order: the xor over set bits k of the index of v_k, built bit by bit from the
 *  recurrence. */
export function sobolNatural(entry: JoeKuoEntry | null, index: number): number {
  const m = entry === null ? [] : entry.initial.map(BigInt)
  for (let k = m.length; k < 32; k++) m.push(entry === null ? 1n : nextInitial(m, entry))
  const bits = m.map((mk, k) => (Math.floor(index / 2 ** k) % 2 === 1 ? mk << BigInt(31 - k) : 0n))
  return Number(bits.reduce((x, v) => x ^ v, 0n)) / 2 ** 32
}

/** m_k = 2 a_1 m_{k-1} ^ … ^ 2^{s-1} a_{s-1} m_{k-s+1} ^ 2^s m_{k-s} ^ m_{k-s}: Joe & Kuo 2008, eq. 2.2. */
function nextInitial(m: readonly bigint[], { degree, polynomial }: JoeKuoEntry): bigint {
  const k = m.length
  const oldest = m[k - degree]!
  const inner = polynomial.toString(2).padStart(degree - 1, '0')
  return Array.from({ length: degree - 1 }, (_, i) => (inner[i] === '1' ? m[k - 1 - i]! << BigInt(i + 1) : 0n)).reduce(
    (x, term) => x ^ term,
    oldest ^ (oldest << BigInt(degree)),
  )
}

/** First-order and total indices by nested quadrature on a midpoint grid: variance of means, mean of variances. */
export function indicesByQuadrature(
  f: (u: number[]) => number,
  inputs: number,
  cells: number,
): { first: number[]; total: number[] } {
  const all: { at: number[]; y: number }[] = []
  for (let row = 0; row < cells ** inputs; row++) {
    const at = Array.from({ length: inputs }, (_, i) => Math.floor(row / cells ** i) % cells)
    all.push({ at, y: f(at.map((k) => (k + 0.5) / cells)) })
  }
  const variance = spread(all.map(({ y }) => y))
  const groupMeans = (key: (at: number[]) => string): number[] => {
    const groups = new Map<string, typeof all>()
    for (const row of all) groups.set(key(row.at), [...(groups.get(key(row.at)) ?? []), row])
    return [...groups.values()].map((group) => group.reduce((sum, { y }) => sum + y, 0) / group.length)
  }
  const shares = (key: (i: number) => (at: number[]) => string): number[] =>
    Array.from({ length: inputs }, (_, i) => spread(groupMeans(key(i))) / variance)
  return {
    first: shares((i) => (at) => String(at[i])),
    total: shares((i) => (at) => at.filter((_, k) => k !== i).join()).map((share) => 1 - share),
  }
}

function spread(values: number[]): number {
  const mean = values.reduce((sum, y) => sum + y, 0) / values.length
  return values.reduce((sum, y) => sum + (y - mean) ** 2, 0) / values.length
}
