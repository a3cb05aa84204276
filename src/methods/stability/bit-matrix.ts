/** A square matrix of noughts and ones; a row is a run of 32-bit words. */
export interface BitMatrix {
  readonly size: number
  /** Words in a row. */
  readonly width: number
  readonly words: Uint32Array
}

export function bitMatrix(size: number): BitMatrix {
  const width = (size + 31) >>> 5
  return { size, width, words: new Uint32Array(size * width) }
}

export function setBit(m: BitMatrix, row: number, column: number): void {
  m.words[row * m.width + (column >>> 5)]! |= 1 << (column & 31)
}

export function hasBit(m: BitMatrix, row: number, column: number): boolean {
  return ((m.words[row * m.width + (column >>> 5)]! >>> (column & 31)) & 1) === 1
}

/** The matrix with a one where `holds`. */
export function bitMatrixOf(size: number, holds: (row: number, column: number) => boolean): BitMatrix {
  const m = bitMatrix(size)
  for (let r = 0; r < size; r++) for (let c = 0; c < size; c++) if (holds(r, c)) setBit(m, r, c)
  return m
}

/** sign(A·B): ones where some product of ones is summed. */
export function product(a: BitMatrix, b: BitMatrix): BitMatrix {
  const out = bitMatrix(a.size)
  const { width } = out
  for (let r = 0; r < a.size; r++) {
    for (let k = 0; k < a.size; k++) {
      if (!hasBit(a, r, k)) continue
      for (let w = 0; w < width; w++) out.words[r * width + w]! |= b.words[k * width + w]!
    }
  }
  return out
}

export function join(a: BitMatrix, b: BitMatrix): BitMatrix {
  return { ...a, words: a.words.map((word, k) => word | b.words[k]!) }
}

/** Element by element. */
export function meet(a: BitMatrix, b: BitMatrix): BitMatrix {
  return { ...a, words: a.words.map((word, k) => word & b.words[k]!) }
}

/** E − A, E being full of ones. */
export function complement(a: BitMatrix): BitMatrix {
  const out = bitMatrix(a.size)
  for (let r = 0; r < a.size; r++) for (let c = 0; c < a.size; c++) if (!hasBit(a, r, c)) setBit(out, r, c)
  return out
}

export function transpose(a: BitMatrix): BitMatrix {
  return bitMatrixOf(a.size, (r, c) => hasBit(a, c, r))
}

export function withoutDiagonal(a: BitMatrix): BitMatrix {
  return meet(
    a,
    bitMatrixOf(a.size, (r, c) => r !== c),
  )
}

export function isEmpty(a: BitMatrix): boolean {
  return a.words.every((word) => word === 0)
}
