/** An order of things whose values are known only as bands, with what the bands do not decide. */

export interface Band {
  readonly low: number
  readonly middle: number
  readonly high: number
}

export interface Ranked {
  readonly index: number
  /** Indices of those lower in the order whose bands overlap with this one: their order is not told apart. */
  readonly notAbove: readonly number[]
}

/** By falling middle. Bands that only touch overlap. */
export function rankedBands(bands: readonly Band[]): readonly Ranked[] {
  const order = bands.map((_, k) => k).sort((a, b) => bands[b]!.middle - bands[a]!.middle || a - b)
  return order.map((index, at) => ({
    index,
    notAbove: order.slice(at + 1).filter((other) => bands[other]!.high >= bands[index]!.low),
  }))
}
